"""The words for stances, verdicts, places and numbers, the same in every format."""

from collections.abc import Collection, Sequence

from policylens.analysis.positions import Cell, Position, Status
from policylens.analysis.verdicts import Judgement, Verdict
from policylens.kinds import Kind
from policylens.model import Claim, Evidence
from policylens.plain import signs
from policylens.render.page import MatrixCell, Style, code_style
from policylens.render.signs import MEANINGS, SIGNS, shown_cell

PLURALS = {
    Kind.PRINCIPLE: "principles",
    Kind.MECHANISM: "mechanisms",
    Kind.RECOMMENDATION: "recommendations",
    Kind.COMMITMENT: "commitments",
    Kind.DIAGNOSIS: "diagnoses",
    Kind.CRITICISM: "criticisms",
    Kind.EVIDENCE: "evidence",
}

_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


code = signs.code
stance_code = signs.stance_code


def marks(position: Position | None) -> str:
    """Return the signs of low confidence and of contrary claims, where the position has them."""
    if position is None:
        return ""
    return (SIGNS["low"] if position.low_confidence else "") + (SIGNS["contested"] if position.contrary else "")


def matrix_cell(cell: Cell) -> MatrixCell:
    """Return what a table shows of a cell."""
    key = code(cell)
    word = MEANINGS[key][0]
    if key == "mixed" and cell.position is not None:
        word = f"mixed {cell.position.claims_for}:{cell.position.claims_against}"
    return MatrixCell(key, marks(cell.position), word)


def cell_words(cell: Cell) -> str:
    """Write a cell: its sign, its marks, its word."""
    return shown_cell(matrix_cell(cell))


def cell_style(cell: Cell) -> Style:
    """Return the style in which a cell is shown."""
    return code_style(code(cell))


def used_signs(cells: Sequence[Cell]) -> list[tuple[str, str]]:
    """Return the signs that stand in these cells, or beside them, with their meaning, in the order of `SIGNS`."""
    there = set(map(code, cells))
    positions = [cell.position for cell in cells if cell.position is not None]
    if any(position.low_confidence for position in positions):
        there.add("low")
    if any(position.contrary for position in positions):
        there.add("contested")
    return meanings(there)


def meanings(keys: Collection[str]) -> list[tuple[str, str]]:
    """Return the signs of these keys of `SIGNS` with their meaning, in its order."""
    return [(SIGNS[key], MEANINGS[key][1]) for key in SIGNS if key in keys]


def number(value: int) -> str:
    """Write a whole number: small ones in words."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def count(value: int, one: str, many: str = "") -> str:
    """Write how many of something: `1 claim`, `2 claims`."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """Write a list in a sentence: `A`, `A and B`, `A, B and C`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""


def signed(value: float) -> str:
    """Write a stance or a place on a scale with its sign: `+1.5`, `−2`, `0`."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    return text if text == "0" else ("+" if value > 0 else "−") + text


def of_how_many(judgement: Judgement) -> str:
    """Write how many documents speak of those that have been read: `4 of 5 speak`."""
    return f"{judgement.speaking:,} of {judgement.coded:,} {'speaks' if judgement.speaking == 1 else 'speak'}"


def verdict_words(judgement: Judgement) -> str:
    """Write a verdict with how many speak, and whether it is tentative."""
    if judgement.verdict is Verdict.NOT_CODED:
        return judgement.verdict.value
    tentative = ", tentative" if judgement.tentative else ""
    return f"{judgement.verdict}, {of_how_many(judgement)}{tentative}"


def position_words(position: Position) -> str:
    """Write a position in words: `partly against, low confidence, contested`."""
    parts = [MEANINGS[stance_code(position)][0]]
    if position.status is Status.MIXED:
        parts = [f"mixed: {position.claims_for} for, {position.claims_against} against"]
    elif position.status is Status.COMPUTED:
        parts.append("computed from " + count(len(position.claims), "claim"))
    if position.confidence is not None:
        parts.append(f"{position.confidence} confidence")
    if position.contrary:
        parts.append("contested within the document")
    return ", ".join(parts)


def place(evidence: Evidence) -> str:
    """Write shortly where a passage stands: its paragraph or page, or else the last part of its section.

    The source stands before it where that is not the document itself.
    """
    where = evidence.section.rsplit(" > ", 1)[-1]
    if evidence.page:
        where = f"page {evidence.page}"
    if evidence.paragraph:
        where = f"paragraph {evidence.paragraph}"
    return ", ".join(part for part in (evidence.source, where) if part)


def full_place(evidence: Evidence) -> str:
    """Write all that is known of where a passage stands."""
    parts = [evidence.source, evidence.section]
    parts += [f"page {evidence.page}" if evidence.page else ""]
    parts += [f"paragraph {evidence.paragraph}" if evidence.paragraph else ""]
    return ", ".join(part for part in parts if part)


def anchor(evidence: Evidence) -> str:
    """Write the anchor of a passage: its first and last words."""
    return " … ".join(f"“{words}”" for words in (evidence.start, evidence.end) if words)


def claim_place(claim: Claim) -> str:
    """Write a claim's id with the place of its first passage, as sentences cite it."""
    where = place(claim.evidence[0]) if claim.evidence else ""
    return f"{claim.id} ({where})" if where else claim.id
