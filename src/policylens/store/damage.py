"""What a command is told when something that was kept turns out to be damaged."""


class DamagedError(Exception):
    """What was kept of a corpus cannot be read on, which showed in the middle of an answer.

    No user ever sees it: the command is carried out again, without what was kept.
    """
