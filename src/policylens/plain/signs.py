"""What a cell of the framework matrix says: the key of its sign and its word."""

from policylens.analysis.positions import Cell, Position, Side, State, side_of
from policylens.model import STANCES


def code(cell: Cell) -> str:
    """Return the key of `SIGNS` and `MEANINGS` for what a cell says."""
    if cell.position is None:
        return "silent" if cell.state is State.SILENT else "not coded"
    return stance_code(cell.position)


def stance_code(position: Position) -> str:
    """Return the key of `SIGNS` and `MEANINGS` for the side of a position and how far it goes."""
    return _CODES[position.stance]


def _code(stance: float | None) -> str:
    if stance is None:
        return "mixed"
    side = side_of(stance)
    strong = "strongly " if abs(stance) == STANCES[-1] else ""
    return strong + side.value if side in (Side.FOR, Side.AGAINST) else "balanced"


_STANCES = (None, *(halves / 2 for halves in range(2 * STANCES[0], 2 * STANCES[-1] + 1)))

_CODES = {stance: _code(stance) for stance in _STANCES}
"""Of every stance that a position can have: tables of many documents ask for them tens of thousands of times."""
