"""One YAML file in, one record and its located problems out.

A clean file costs nothing for locations: where there is a problem, `places` walks the file a second time to say in
which claim and field it stands.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
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
    places: Callable[[], Places]
    """Where everything stands, for problems that only show when records are held against each other."""
    dropped: set[str] = field(default_factory=set)
    """Ids of records with a problem of their own."""
    meant: set[str] = field(default_factory=set)
    """Known words for which unknown ones probably stand."""
    lost: dict[Path, list[int]] = field(default_factory=dict)
    """For each list of which items are not in the record: how many that are stand before each of those."""
    faulty: set[Path] = field(default_factory=set)
    """The ways to everything in which a problem stands."""

    @property
    def in_doubt(self) -> set[str]:
        """Ids, and fields of the record, by which nothing can be judged: something is wrong with them."""
        touched = {name for problem in self.problems for name in (problem.claim, problem.field.partition(".")[0])}
        return touched | self.dropped | self.meant

    def way(self, path: Path) -> Path:
        """Return the way in the file to what `path` leads to in the record, which lacks what could not be read."""
        found: Path = ()
        for step in path:
            found += (step + bisect_right(self.lost.get(found, ()), step) if isinstance(step, int) else step,)
        return found


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
    ways = [where.path_at(found.mark) for found in run.found]
    problems = [
        located(file, where, way, f.mark, f.rule, f.message, f.hint) for way, f in zip(ways, run.found, strict=True)
    ]
    return Outcome(
        file=file,
        value=None if value is BAD else value,
        problems=problems,
        places=places,
        dropped=run.dropped,
        meant=run.meant,
        lost=_lost(where.path_at(mark) for mark in run.lost),
        faulty={way[:end] for way in ways for end in range(len(way) + 1)},
    )


def _lost(paths: Iterable[Path]) -> dict[Path, list[int]]:
    """Return for each list how many items that were read stand before each of those that were not."""
    found: dict[Path, list[int]] = {}
    for path in paths:
        if path and isinstance(path[-1], int):
            before = found.setdefault(path[:-1], [])
            before.append(path[-1] - len(before))
    return found


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
