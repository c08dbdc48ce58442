"""What things are called in a REFI-QDA project: namespaces, GUIDs, codes, selections, variables; both ways.

Some programs know a code by its bare name, wherever it stands in the tree, so no two codes of a project share one. As
ids are small letters, digits and single hyphens, an underscore can set off what we add to them. Every program that we
know of takes these signs in names.
"""

import re
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from policylens.model import STANCES
from policylens.signs import MEANINGS

PROJECT: Final = "urn:QDA-XML:project:1.0"
"""The namespace of a project's XML."""
CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"
"""The namespace of a codebook's XML."""
PROJECT_MEMBER: Final = "project.qde"
"""The XML of a project, in its archive."""
SOURCES: Final = "sources/"
"""Where the texts stand in the archive."""
INTERNAL: Final = "internal://"
"""What the path of a text in the archive begins with, in place of `SOURCES`."""
ORIGIN: Final = "policylens"

_GUIDS: Final = uuid5(NAMESPACE_URL, "urn:policylens:refi-qda")

NOBODY: Final = "coder not named"
"""The name of the user who coded documents of which nobody says who did."""

# --- codes

KINDS: Final = "claim_kinds"
"""The top code of the kinds of claims."""
SECTORS: Final = "claim_sectors"
"""The top code of the sectors that claims are about."""
TOPICS: Final = "claim_topics"
"""The top code of the topics that claims are about."""

STANCE_KEYS: Final = {2: "strongly for", 1: "for", 0: "balanced", -1: "against", -2: "strongly against"}
"""The key of each stance in `signs.MEANINGS`."""

_STANCES: Final = {stance: MEANINGS[STANCE_KEYS[stance]][0].replace(" ", "-") for stance in STANCES}
_STANCE: Final = re.compile(rf"(?P<proposition>[^_]+)__(?P<word>{'|'.join(_STANCES.values())})\Z")

_AT_LINE: Final = re.compile(r"line:[0-9]+ +")

_PLACE: Final = re.compile(r"line:[0-9]+(?: |\Z)")

# --- variables

ATTRIBUTE: Final = "attribute "
"""What stands before the name of a document's own attribute in that of its variable: it may be called `date`."""


def guid(sort: str, *names: str) -> str:
    """Return the GUID of a thing, by what it is: its sort (`code`, `source` ...) and what tells it from others."""
    return str(uuid5(_GUIDS, "\n".join((sort, *names))))


def theme_name(theme: str) -> str:
    """Return the name of a theme's code."""
    return f"theme_{theme}"


def proposition_name(proposition: str) -> str:
    """Return the name of a proposition's code, which stands below its theme's: its id."""
    return proposition


def stance_name(proposition: str, stance: int) -> str:
    """Return the name of the code of a stance, such as `contract-out__partly-for`.

    Those of 2, 0 and -2 stand below the proposition's code, that of 1 below that of 2, and that of -1 below that of -2.
    """
    return f"{proposition}__{_STANCES[stance]}"


def stance_of(name: str) -> tuple[str, int] | None:
    """Return the proposition and the stance that a code's name stands for; None if it is none of a stance."""
    found = _STANCE.match(name)
    if not found:
        return None
    return found["proposition"], next(stance for stance, word in _STANCES.items() if word == found["word"])


def kind_name(kind: str) -> str:
    """Return the name of the code of a kind of claims, which stands below `KINDS`."""
    return f"kind_{kind}"


def sector_name(sector: str) -> str:
    """Return the name of a sector's code, which stands below `SECTORS`."""
    return f"sector_{sector}"


def topic_name(topic: str) -> str:
    """Return the name of a topic's code, which stands below `TOPICS`."""
    return f"topic_{topic}"


def selection_name(claim: str, line: int) -> str:
    """Return the name of a claim's passage that begins on a line of its text, counted from 0.

    The program qualitative-coding codes lines, and finds them by such names: by nothing else, whatever the position.
    """
    return f"line:{line} {claim}"


def claim_of(name: str) -> str:
    """Return the claim of which `selection_name` made this name; the name itself if it has no line."""
    return _AT_LINE.sub("", name, count=1) if _AT_LINE.match(name) else name


def is_place(name: str) -> bool:
    """Return whether a passage's name only says where it is, as that program and `selection_name` have it."""
    return bool(_PLACE.match(name))


def variable_of(attribute: str) -> str:
    """Return the name of the variable of a document's own attribute."""
    return ATTRIBUTE + attribute


def source_member(document: str) -> str:
    """Return the name of a document's text in the archive, without the folder."""
    return f"{guid('source', document)}.txt"
