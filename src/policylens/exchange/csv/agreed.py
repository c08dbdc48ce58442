"""What several rows say of one thing, which has to be the same in all that say it."""

from policylens.corpus.problems import Problem
from policylens.corpus.reading import shown
from policylens.exchange.checking import Place, problem
from policylens.exchange.naming import same


class Agreed:
    """What the rows of a file say of things in one field; capitals and blanks make no difference."""

    def __init__(self, file: str, field: str) -> None:
        self.found: dict[str, str] = {}
        """By the thing's id: as the first row says it."""
        self.lines: dict[str, int] = {}
        """By the thing's id: that row's line."""
        self.problems: list[Problem] = []
        """Where rows say something else: the first of each thing."""
        self._torn: set[str] = set()
        self._file = file
        self._field = field

    def hear(self, thing: str, name: str, text: str, line: int) -> None:
        """Take note of what a row says of a thing, which is called `name` there."""
        if not text:
            return
        before = self.found.setdefault(thing, text)
        first = self.lines.setdefault(thing, line)
        if text != before and same(text) != same(before) and thing not in self._torn:
            self._torn.add(thing)
            message = f"{shown(name)} has another {self._field} here than in line {first} ({shown(before)})"
            hint = "give it the same in all its rows"
            self.problems.append(problem(Place(self._file, line), "duplicate-id", message, hint, self._field))
