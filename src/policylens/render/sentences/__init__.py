"""The sentences of a briefing: what documents hold on a proposition and a theme, and how they stand to each other.

Each can be built in several ways, and a `Teller` takes the one that it has not used for longest, so that no two
neighbours are built alike. Documents are called by their names; those that are silent are named as silent, contested
positions as contested. With each sentence come the claims that bear it out.
"""
