"""One YAML file in, one record and its located problems out.

A clean file costs nothing for locations: where there is a problem, `places` walks the file a second time to say in
which claim and field it stands.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import StreamEndEvent

from policylens.corpus import schema
from policylens.corpus.compiled import compiled
from policylens.corpus.places import Mark, Places, parser_of
from policylens.corpus.problems import RULES, Path, Problem, Severity
from policylens.corpus.reading import BAD, Found, Read, Reading, StopReading


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of reading one file."""

    file: str
    """Its name, relative to the corpus folder."""
    value: Any
    """The record, or None where it could not be built."""
    problems: list[Problem]
    dropped: set[str]
    """Ids of records with a problem of their own."""
    places: Callable[[], Places]
    """Where everything stands, for problems that only show when records are held against each other."""


def read(file: str, data: bytes, shape: schema.Record, names: dict[str, Collection[str]]) -> Outcome:
    """Read `data`, the content of `file`, as the record that `shape` describes.

    `names` holds, for each sort of name ("proposition", "topic" ...), the names that are known.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        mark = _mark_after(error.object[: error.start].decode("utf-8", "replace"))
        found = [Found(mark, "not-utf8", "this is not UTF-8 text", "save the file as UTF-8")]
        return _outcome(file, BAD, Reading(get=_nothing, names=names, found=found), Places.none)
    run = Reading(get=_nothing, names=names)
    try:
        run.get = parser_of(data).get_event
        value = _whole_file(run, compiled(shape))
    except StopReading:
        value = BAD
    except yaml.MarkedYAMLError as error:
        value = BAD
        run.found.append(_syntax(error))
    except yaml.reader.ReaderError as error:
        value = BAD
        run.found.append(_character(error, text))
    except ValueError:  # libyaml in a tag, and PyYAML's own parser in a text, follow escapes to whatever they say
        value = BAD
        mark = max(Places.of(data).by_mark, default=(0, 0))
        run.found.append(Found(mark, "syntax", "an escape after this stands for no character", "take it out"))
    return _outcome(file, value, run, lambda: Places.of(data))


def _nothing() -> Any:
    raise StopReading


def _whole_file(run: Reading, read_value: Read) -> Any:
    get = run.get
    get()  # the stream's start
    event = get()
    if event.__class__ is StreamEndEvent:
        run.found.append(Found((0, 0), "empty", "the file is empty"))
        return BAD
    value = read_value(get(), run)
    get()  # the document's end
    event = get()
    if event.__class__ is not StreamEndEvent:
        hint = "put it into a file of its own"
        run.problem(event, "several-yaml-documents", "a second YAML document begins here", hint)
    return value


def _syntax(error: yaml.MarkedYAMLError) -> Found:
    where = error.problem_mark or error.context_mark
    mark = (where.line, where.column) if where else (0, 0)
    words = ", ".join(part for part in (error.context, error.problem) if part)
    return Found(mark, "syntax", f"not well-formed YAML: {words}", "check indentation, quotes and colons here")


def _character(error: yaml.reader.ReaderError, text: str) -> Found:
    code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
    # libyaml counts bytes; the character itself finds the place
    mark = _mark_after(text[: max(0, text.find(chr(code)))])
    return Found(mark, "syntax", f"the character U+{code:04X} is not allowed in YAML", "remove it")


def _mark_after(before: str) -> Mark:
    before = before.removeprefix("\ufeff")
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _outcome(file: str, value: Any, run: Reading, places: Callable[[], Places]) -> Outcome:
    where = places() if run.found else Places.none()
    problems = [located(file, where, where.path_at(f.mark), f.mark, f.rule, f.message, f.hint) for f in run.found]
    return Outcome(
        file=file,
        value=None if value is BAD else value,
        problems=problems,
        dropped=run.dropped,
        places=places,
    )


def located(  # noqa: PLR0917 - a problem has so many parts
    file: str,
    where: Places,
    path: Path,
    mark: Mark,
    rule: str,
    message: str,
    hint: str,
    severity: Severity | None = None,
) -> Problem:
    """Make the problem of `rule` at `mark`, with the claim and the field that the path leads to."""
    claim, field = where.claim_and_field(path)
    return Problem(
        file=file,
        line=mark[0] + 1,
        column=mark[1] + 1,
        rule=rule,
        severity=severity or RULES[rule][0],
        claim=claim,
        field=field,
        message=message,
        hint=hint,
    )
