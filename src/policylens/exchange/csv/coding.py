"""What the rows of a document become: claims, positions, or both.

A row with a reason is a position that somebody has charted; with a claim's words or a passage it is a claim, too. Any
other row is a claim. In a document of which some positions are charted, all of them have to be: a row without a reason
is one too, unless another row has the reason for both.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from policylens.corpus.problems import Problem
from policylens.corpus.reading import shown
from policylens.exchange.checking import Place, Places, problem
from policylens.exchange.csv.propositions import Coded
from policylens.exchange.csv.statements import Statement
from policylens.model import ANCHOR_WORDS, Charted, Claim, Evidence, builder

NO_REASON: Final = "No reason is given."
"""Stands where other positions of the document have reasons, and one has none."""

_SENTENCES: Final = {
    2: "For: {}",
    1: "For in part: {}",
    0: "Both for and against: {}",
    -1: "Against in part: {}",
    -2: "Against: {}",
}
"""What a claim says for which the table has a stance, but no words."""

PLACE: Final = ("source", "section", "page", "paragraph", "start", "end")
"""The fields of evidence."""

_WORDS: Final = {"claim text", *PLACE}
"""What makes a claim of a row that charts a position, too."""

_claim = builder(Claim)
_evidence = builder(Evidence)


class Coder:
    """Makes claims and positions of rows, and keeps what it could not use."""

    def __init__(self, file: str, coded: Coded) -> None:
        self.places = Places()
        self.problems: list[Problem] = []
        self.silent: list[int] = []
        """Lines of rows that say nothing."""
        self.reasons_left: list[int] = []
        """Lines of rows with a reason and no stance for which it could be."""
        self.confidence_left = 0
        """How many rows have a confidence, and are no position."""
        self.unreasoned = 0
        """How many positions have no reason, though others of their document do."""
        self.cut = 0
        """How many ends of anchors were longer than they may be."""
        self._file = file
        self._propositions = coded.propositions
        self._texts = {name: each.text for name, each in coded.codebook.propositions.items()}

    def coded(self, document: str, rows: Sequence[Statement]) -> dict[str, Any]:
        """Return the claims of a document, and its positions if any is charted, as its fields."""
        sides = self._sides(rows)
        charting = self._charting(sides)
        ids: dict[int, str] = {}
        claims: list[Claim] = []
        for row in rows:
            if self._is_claim(row, charting):
                ids[row.line] = f"{document}-c{len(claims) + 1:03}"
                claims.append(self._claim(ids[row.line], row))
            self._note(row, charting)
        found: dict[str, Any] = {"claims": tuple(claims)} if claims else {}
        if charting:
            found["positions"] = {
                name: self._position(document, name, [charting[name], *own], ids) for name, own in sides.items()
            }
        return found

    def _sides(self, rows: Iterable[Statement]) -> dict[str, list[Statement]]:
        """Return the rows that take a side, by the id of their proposition."""
        found: dict[str, list[Statement]] = {}
        for row in rows:
            if row.stance is not None:
                found.setdefault(self._propositions[row.proposition], []).append(row)
        return found

    def _charting(self, sides: Mapping[str, list[Statement]]) -> dict[str, Statement]:
        """Return the row that charts each position, that with a reason or else the first; none if none has one."""
        found = {name: next(filter(_has_reason, rows), rows[0]) for name, rows in sides.items()}
        if not any(map(_has_reason, found.values())):
            return {}
        for name, row in found.items():
            self._refuse_two(row, sides[name])
        return found

    def _refuse_two(self, row: Statement, rows: Iterable[Statement]) -> None:
        """Report rows that cannot all be one position: two with a reason, or none with one and different stances."""
        for other in rows:
            where = f"{shown(row.document)} on {shown(row.proposition)}"
            if other is not row and _has_reason(other):
                message = f"line {row.line} has a position of {where} already"
                self._report(other, message, "leave the reason of one of them out, or make one row of both")
            elif not _has_reason(row) and other.stance != row.stance:
                message = f"line {row.line} has another stance of {where}, and neither has a reason"
                self._report(other, message, "give one of them a reason: it is the position then")

    def _report(self, row: Statement, message: str, hint: str) -> None:
        self.problems.append(problem(Place(self._file, row.line), "duplicate-id", message, hint))

    def _is_claim(self, row: Statement, charting: Mapping[str, Statement]) -> bool:
        if row.stance is None or not charting:
            return row.says
        return bool(row.said.keys() & _WORDS) or charting[self._propositions[row.proposition]] is not row

    def _note(self, row: Statement, charting: Mapping[str, Statement]) -> None:
        """Note what is not taken of a row."""
        if not row.says:
            self.silent.append(row.line)
        charts = row.stance is not None and charting.get(self._propositions[row.proposition]) is row
        self.unreasoned += charts and not _has_reason(row)
        self.confidence_left += not charts and row.says and "confidence" in row.said
        if row.stance is None and row.says and _has_reason(row):
            self.reasons_left.append(row.line)

    def _claim(self, name: str, row: Statement) -> Claim:
        self.places.claims[name] = Place(self._file, row.line)
        values: dict[str, Any] = {"id": name, "kind": row.kind}
        stance, proposition = row.stance, self._propositions.get(row.proposition, "")
        if stance is not None:
            values["stances"] = {proposition: stance}
        values["statement"] = row.said.get("claim text") or _SENTENCES[stance or 0].format(self._texts[proposition])
        if passage := {name: self._end(name, row.said[name]) for name in PLACE if name in row.said}:
            values["evidence"] = (_evidence(passage),)
        return _claim(values)

    def _end(self, name: str, text: str) -> str:
        """Return a field of evidence; of a passage's first or last words no more than an anchor may have."""
        words = text.split() if name in ("start", "end") else ()
        if len(words) <= ANCHOR_WORDS:
            return text
        self.cut += 1
        return " ".join(words[:ANCHOR_WORDS] if name == "start" else words[-ANCHOR_WORDS:])

    def _position(self, document: str, name: str, rows: Sequence[Statement], ids: Mapping[int, str]) -> Charted:
        """Return a position on a proposition, which the first of the rows charts; it rests on the claims of all."""
        row = rows[0]
        self.places.positions[document, name] = Place(self._file, row.line)
        return Charted(
            stance=row.stance or 0,
            confidence=row.confidence,
            because=row.said.get("because", NO_REASON),
            claims=tuple(dict.fromkeys(ids[each.line] for each in rows if each.line in ids)),
        )


def _has_reason(row: Statement) -> bool:
    return "because" in row.said
