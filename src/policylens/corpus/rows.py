"""Rows of a table read as records: by the very readers that read YAML, so that the same is right and wrong in both."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from yaml import Mark
from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from policylens.corpus import schema
from policylens.corpus.compiled import compiled
from policylens.corpus.problems import RULES, Problem
from policylens.corpus.reading import BAD, Found, Reading

Cells = Mapping[str, str | Sequence[str]]
"""The cells of a row by the fields that they hold; those that are empty are not there."""


class RowReader:
    """Reads the rows of one table, and keeps what is wrong in them."""

    def __init__(self, file: str, shape: schema.Record, names: dict[str, Collection[str]]) -> None:
        """`names` holds, for each sort of name ("proposition", "document" ...), the names that are known."""
        self._file = file
        self._fields = {name: place for place, name in enumerate(shape.fields)}
        self._read = compiled(shape)
        self._run = Reading(get=_nothing, names=names)

    def read(self, line: int, cells: Cells) -> Any:
        """Return the record that begins on a line, of what in it is right; None where that is not enough for one."""
        events = self._events(line - 1, cells)
        self._run.get = events.__next__
        record = self._read(next(events), self._run)
        return None if record is BAD else record

    def _events(self, line: int, cells: Cells) -> Iterator[Any]:
        """Yield what a parser of YAML would, of a mapping with these values; columns are numbered as fields are."""
        whole = _mark(line, len(self._fields))
        yield MappingStartEvent(None, None, True, whole, whole)
        for name, value in cells.items():
            mark = _mark(line, self._fields[name])
            yield _scalar(name, mark)
            if isinstance(value, str):
                yield _scalar(value, mark)
            else:
                yield SequenceStartEvent(None, None, True, mark, mark)
                yield from (_scalar(item, mark) for item in value)
                yield SequenceEndEvent(mark, mark)
        yield MappingEndEvent(whole, whole)

    @property
    def problems(self) -> list[Problem]:
        """What was wrong in the rows that were read."""
        return [self._problem(found) for found in self._run.found]

    def _problem(self, found: Found) -> Problem:
        line, place = found.mark
        message, hint = found.message, found.hint
        if found.rule == "missing-key":  # a row has cells, not keys
            message, hint = f"this row has {message.partition(' has ')[2]}", "fill the cell in"
        return Problem(
            file=self._file,
            line=line + 1,
            column=0,
            rule=found.rule,
            severity=RULES[found.rule][0],
            field=dict(enumerate(self._fields)).get(place, ""),
            message=message,
            hint=hint,
        )


def _nothing() -> Event:
    raise StopIteration


def _mark(line: int, column: int) -> Mark:
    return Mark("", 0, line, column, None, 0)


def _scalar(value: str, mark: Mark) -> ScalarEvent:
    return ScalarEvent(None, None, (True, False), value, mark, mark)
