"""What stands in several places of a project, gathered by text: passages of one claim, notes, cases, coders."""

from typing import NamedTuple

from policylens.exchange.naming import one_line
from policylens.exchange.refi.fields import END, Fields
from policylens.exchange.refi.names import NOBODY, claim_of
from policylens.exchange.refi.project import Case, Project, Selection, Source

_NOTHING = Fields("")


class Coded(NamedTuple):
    """A claim that is to be made: what is coded, and the fields of its note."""

    selections: tuple[Selection, ...]
    codes: tuple[str, ...]
    """GUIDs, some of which may not be those of codes."""
    fields: Fields
    """Empty where it has no note, but for the claim's id if its passages are called by one."""
    place: tuple[int, int, int]
    """By which claims are ordered: as their notes are, and those without by where they stand in the text."""


class Gathered:
    """A project, and what there is on each of its texts."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._order = {guid: place for place, guid in enumerate(project.notes)}
        self._fields = {guid: Fields(note.content or "") for guid, note in project.notes.items()}
        self._cases: dict[str, list[Case]] = {}
        for case in project.cases:
            for guid in dict.fromkeys(case.sources):
                self._cases.setdefault(guid, []).append(case)

    def note(self, source: Source, key: str) -> Fields:
        """Return the fields of a text's first note that has such a key and is not of a claim; none without one."""
        notes = (self._fields.get(guid, _NOTHING) for guid in source.notes)
        return next((fields for fields in notes if key in fields and "claim" not in fields), _NOTHING)

    def claim_ids(self) -> set[str]:
        """Return what claims are called in their notes."""
        return {fields.one("claim") for fields in self._fields.values() if "claim" in fields}

    def coded(self, source: Source) -> list[Coded]:
        """Return what is coded in a text, in the order in which it is to be told.

        Selections of the same claim are one, and so are those of other programs that mark the same passage. A claim
        that has no passage is coded in its note.
        """
        groups: dict[object, list[Selection]] = {}
        notes: dict[object, str] = {}
        for each in source.selections:
            note = next(filter(self._is_claim, each.notes), "")
            named = claim_of(each.name) if claim_of(each.name) != each.name else ""
            key = self._claim(note) if note else named or (each.start, each.end)
            groups.setdefault(key, []).append(each)
            notes.setdefault(key, note)
        found = [self._of_selections(key, selections, notes[key]) for key, selections in groups.items()]
        found += [
            Coded((), self.project.notes[guid].codes, self._fields[guid], (0, self._order[guid], 0))
            for guid in dict.fromkeys(filter(self._is_claim, source.notes))
            if self._claim(guid) not in groups
        ]
        return sorted(found, key=lambda each: each.place)

    def _of_selections(self, key: object, selections: list[Selection], note: str) -> Coded:
        first = selections[0]
        named = Fields(f"claim: {key}") if isinstance(key, str) else _NOTHING
        codes = dict.fromkeys(code for each in selections for code in each.codes)
        place = (0, self._order[note], 0) if note else (1, first.start, first.end)
        return Coded(tuple(selections), tuple(codes), self._fields.get(note, named), place)

    def _is_claim(self, note: str) -> bool:
        return "claim" in self._fields.get(note, _NOTHING)

    def _claim(self, note: str) -> str:
        return self._fields[note].one("claim")

    def attributes(self, source: Source) -> dict[str, str]:
        """Return what variables tell of a text, and of the cases to which it belongs."""
        variables = self.project.variables
        cases = self._cases.get(source.guid, []) if source.guid else []
        told = [*source.values, *(value for case in cases for value in case.values)]
        pairs = [("case", case.name) for case in cases if case.name]
        pairs += [(variables[guid], one_line(value)) for guid, value in told if guid in variables]
        found: dict[str, dict[str, None]] = {}
        for name, value in pairs:
            found.setdefault(name, {})[value] = None
        return {name: "; ".join(values) for name, values in found.items()}

    def coders(self, source: Source) -> str:
        """Return who coded a text."""
        users = (self.project.users.get(user, "") for each in source.selections for user in each.users)
        return "; ".join(user for user in dict.fromkeys(users) if user not in ("", NOBODY))

    def notes_left(self) -> int:
        """Return how many notes are none that policylens reads: memos, comments and the like."""
        sources = self.project.sources
        referred = {note for source in sources for note in source.notes}
        referred |= {note for source in sources for each in source.selections for note in each.notes}
        return sum(not (note in referred and self._is_own(note)) for note in self._order)

    def _is_own(self, note: str) -> bool:
        text = self.project.notes[note].content or ""
        return text.startswith(END) or any(key in self._fields[note] for key in ("claim", "charted", "id"))
