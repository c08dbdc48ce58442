"""What a cell of the framework matrix says: the key of its sign and its word."""

from policylens.analysis.positions import Cell, Position, Side, State


def code(cell: Cell) -> str:
    """Return the key of `SIGNS` and `MEANINGS` for what a cell says."""
    if cell.position is None:
        return "silent" if cell.state is State.SILENT else "not coded"
    return stance_code(cell.position)


def stance_code(position: Position) -> str:
    """Return the key of `SIGNS` and `MEANINGS` for the side of a position and how far it goes."""
    if position.stance is None:
        return "mixed"
    strong = "strongly " if abs(position.stance) == 2 else ""
    return strong + position.side.value if position.side in (Side.FOR, Side.AGAINST) else "balanced"
