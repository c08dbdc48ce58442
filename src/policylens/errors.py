"""The one error that a user sees, and the exit codes of the program."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program's exit status means."""

    DONE = 0
    """The command did what it was asked; documents that diverge are a result, not a failure."""
    FINDINGS = 1
    """`check` found at least one error in the data, or an anchor that is missing or ambiguous in a copy.

    `diff --exit-code` found a difference.
    """
    USAGE = 2
    """The command line is wrong, or something that it names cannot be read or written."""
    BUG = 3
    """policylens itself failed."""
    INTERRUPTED = 130
    """Stopped by the user (Ctrl-C)."""


class PolicylensError(Exception):
    """Something prevents the command from going on, and the user can mend it.

    `message` says what is wrong; `hint`, if any, what to do. Each is one line without a full stop at its end.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
