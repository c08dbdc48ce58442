"""What a project says: its codes, its texts with the passages that are coded in them, its notes; or codes alone."""

from collections.abc import Mapping
from typing import NamedTuple

from policylens.exchange.refi.names import INTERNAL


class Code(NamedTuple):
    """A code, with those below it."""

    guid: str
    name: str
    """On one line."""
    description: str
    codable: bool
    """Whether passages can be coded with it, and it is not only a folder."""
    codes: "tuple[Code, ...]"


class Selection(NamedTuple):
    """A passage of a text, and how it is coded."""

    name: str
    description: str
    start: int
    """Its position in the text as it is in the file."""
    end: int
    codes: tuple[str, ...]
    """GUIDs, some of which may not be those of codes."""
    notes: tuple[str, ...]
    """GUIDs."""
    users: tuple[str, ...]
    """GUIDs of those who coded it."""


class Source(NamedTuple):
    """A text."""

    guid: str
    name: str
    """On one line."""
    description: str
    content: str | None
    """The text itself, where it stands in the XML."""
    path: str
    """Where it is otherwise: `internal://`, and a name in the archive."""
    selections: tuple[Selection, ...]
    codes: tuple[str, ...]
    """GUIDs of codes of the text as a whole."""
    notes: tuple[str, ...]
    """GUIDs."""
    values: tuple[tuple[str, str], ...]
    """What is told of it: the GUID of a variable, its value."""

    @property
    def member(self) -> str:
        """Its name among the texts of the archive; "" if it is elsewhere."""
        if self.path.startswith(INTERNAL):
            return self.path.removeprefix(INTERNAL).lstrip("/")
        return "" if "://" in self.path else self.path


class Case(NamedTuple):
    """A subject to which texts belong."""

    name: str
    sources: tuple[str, ...]
    """GUIDs of texts, some of which may be those of other sources."""
    values: tuple[tuple[str, str], ...]


class Project(NamedTuple):
    """A project, or a codebook alone."""

    origin: str
    """The program that wrote it."""
    alone: bool
    """Whether this is a codebook."""
    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    notes: Mapping[str, Source]
    """By GUID, in the project's order."""
    cases: tuple[Case, ...]
    users: Mapping[str, str]
    """Names by GUID."""
    variables: Mapping[str, str]
    """Names by GUID."""
    others: Mapping[str, int]
    """How many there are of what is no text and no code."""
