"""Each corpus in a database of its own, so that a command reads no more of it than it needs.

It lies in the user's cache and is kept up to date file by file. Nothing in it is precious: what is damaged, cut off
or of another version of the program is made anew from the files, which alone are the corpus.
"""
