"""What a file says of the document that it holds: title, authors, date ... Any of it may be wrong.

As with texts, only Markdown is looked at here: the rest by a process of its own (see `apart`).
"""

import re
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from policylens.errors import PolicylensError
from policylens.evidence.apart import read_apart
from policylens.evidence.confined import LIMITS, Limits
from policylens.evidence.decoding import decoded
from policylens.evidence.extract import extract
from policylens.evidence.front_matter import said
from policylens.evidence.opening import Format, content, format_of, opened
from policylens.evidence.worker import Task
from policylens.evidence.writing import MAX_TITLE, plain

Metadata = dict[str, str | list[str]]
"""What is known of `title`, `authors`, `publisher`, `date` and `language`, which are fields of a document."""

MOST_AUTHORS: Final = 20

_NO_TITLE = re.compile(r"microsoft (?:word|powerpoint)\b|untitled\b|.*\.(?:docx?|indd|pdf|qxd|pub|pptx?|rtf)\Z", re.I)
"""What programs put in a title's place: the name of the file in which somebody wrote."""

_DATE = re.compile(r"(?:D:)?([0-9]{4})(?:[-/]?([0-9]{2})(?:[-/]?([0-9]{2}))?)?")


def metadata(path: Path, limits: Limits = LIMITS) -> Metadata:
    """Return what a file says of its document; where it has no title of its own, its first heading.

    Raises PolicylensError, which names the file and says why it cannot be read.
    """
    try:
        with opened(path) as file:
            form = format_of(file, path.suffix)
            found = _cleaned(_said(file, form, limits))
    except PolicylensError as error:
        raise PolicylensError(f"{path} cannot be read: {error.message}", error.hint) from None
    if "title" not in found and form is not Format.PDF:  # a PDF's outline begins with its cover
        headings = extract(path, limits).headings
        return found | ({"title": headings[0].title} if headings else {})
    return found


def _said(file: BinaryIO, form: Format, limits: Limits) -> dict[str, Any]:
    if form is Format.TEXT:
        return {}
    if form is Format.MARKDOWN:
        return said(decoded(content(file, form.most_bytes)))
    found: dict[str, Any] = read_apart(Task.METADATA, file, form, limits)
    return found


def _cleaned(found: dict[str, Any]) -> Metadata:
    """Return what is left of a file's own words: on one line each, not too long, dates that the calendar has."""
    title = _line(found.get("title"))
    cleaned: Metadata = {
        "title": "" if _NO_TITLE.match(title) else title,
        "authors": [name for name in map(_line, found.get("authors", ())) if name][:MOST_AUTHORS],
        "publisher": _line(found.get("publisher")),
        "date": _date(_line(found.get("date"))),
        "language": _line(found.get("language"))[:20],
    }
    return {name: value for name, value in cleaned.items() if value}


def _line(words: object) -> str:
    return " ".join(plain(str(words or "")).split())[:MAX_TITLE].strip()


def _date(words: str) -> str:
    """Return the day, month or year with which the words begin, as a document has it; "" if there is none."""
    found = _DATE.match(words)
    if not found:
        return ""
    parts = [part for part in found.groups() if part]
    try:
        date(*[int(part) for part in [*parts, "01", "01"][:3]])
    except ValueError:
        return ""
    return "-".join(parts)
