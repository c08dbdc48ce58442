"""Who agrees with whom, and who holds what, as networks in GraphML, for Gephi, igraph, R and networkx.

A file holds one network: of several in one file most programs read the first alone, and some none.
"""

from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from policylens.analysis.agreement import Pair, pairs
from policylens.analysis.comparison import Matrix, PropositionComparison, compare_proposition
from policylens.analysis.positions import Position, Side
from policylens.errors import PolicylensError
from policylens.exchange.choices import Network
from policylens.exchange.json import MOST_PAIRED
from policylens.model import Document
from policylens.plain.cells import joined
from policylens.plain.writing import number
from policylens.plain.xml import holdable

if TYPE_CHECKING:
    from networkx import DiGraph, Graph

PROPOSITION: Final = "proposition:"
"""What stands before the id of a proposition in the id of its node: a document may be called the same."""

_SIGNS: Final = {Side.FOR: 1, Side.AGAINST: -1, Side.BALANCED: 0, Side.MIXED: 0}

_INSTALL: Final = "pip install 'policylens[network]'"


def write(of: Matrix, network: Network) -> bytes:
    """Return one network of the matrix as GraphML in UTF-8; the same bytes for the same data.

    Raises PolicylensError without the extra, and where there are too many documents.
    """
    made = documents(of) if network is Network.DOCUMENTS else positions(of)
    file = BytesIO()
    _library().write_graphml_xml(made, file)  # the other writer needs another library, and writes otherwise
    return file.getvalue() + b"\n"


def documents(of: Matrix) -> "Graph[str]":
    """Return the documents, with a tie where two have a stance on the same proposition; its weight is their agreement.

    Raises PolicylensError without the extra, and where there are too many documents.
    """
    if len(of.documents) > MOST_PAIRED:
        message = f"{len(of.documents):,} documents are too many for a network of pairs, which takes {MOST_PAIRED:,}"
        raise PolicylensError(message, "choose some with -d, or export --network positions")
    graph = _library().Graph(id=Network.DOCUMENTS.value)
    graph.add_nodes_from((document.id, _document(document)) for document in of.documents)
    graph.add_edges_from((pair.a, pair.b, _pair(pair)) for pair in pairs(of) if pair.shared)
    return graph


def positions(of: Matrix) -> "DiGraph[str]":
    """Return documents and propositions, with a tie from a document to each proposition on which it has a position.

    Raises PolicylensError without the extra.
    """
    graph = _library().DiGraph(id=Network.POSITIONS.value)
    graph.add_nodes_from((document.id, {"type": "document", **_document(document)}) for document in of.documents)
    for name in of.corpus.codebook.propositions:
        row = compare_proposition(of, name)
        graph.add_node(PROPOSITION + name, **_proposition(row))
        for cell in row.cells:
            if cell.position is not None:
                graph.add_edge(cell.document, PROPOSITION + name, **_position(cell.position))
    return graph


def _document(document: Document) -> dict[str, Any]:
    own = {f"attribute {name}": value for name, value in document.attributes.items()}
    return _filled(
        label=document.name,
        title=document.title,
        date=document.date,
        publisher=document.publisher,
        kind=document.kind,
        standpoint=document.standpoint,
        coded=joined(document.coding.themes),
        **own,
    )


def _pair(pair: Pair) -> dict[str, Any]:
    counts = {name: getattr(pair, name) for name in ("same", "opposite", "neutral", "one_silent", "shared")}
    measures = {"weight": pair.agreement, "agreement": pair.agreement, "alpha": pair.alpha}
    return counts | {name: _real(value) for name, value in measures.items() if value is not None}


def _proposition(row: PropositionComparison) -> dict[str, Any]:
    return _filled(
        type="proposition",
        label=row.proposition.id,
        text=row.proposition.text,
        theme=row.theme.id,
        direction=row.proposition.direction or "",
        verdict=row.judgement.verdict,
        tentative=row.judgement.tentative,
    )


def _position(position: Position) -> dict[str, Any]:
    """Return a position as a tie. Its weight has no sign, as many programs take none that is below zero."""
    stance = {} if position.stance is None else {"stance": _real(position.stance)}
    return stance | _filled(
        sign=_SIGNS[position.side],
        weight=abs(_real(position.stance or 0)),
        status=position.status,
        confidence=position.confidence or "",
        because=position.because,
        claims=joined(position.claims),
        contrary=joined(position.contrary),
    )


def _real(value: float) -> float:
    """Return a number without the noise of its last digits, always with a point: an attribute has one type."""
    return float(number(value) or 0)


def _filled(**values: Any) -> dict[str, Any]:
    """Return the attributes that say something, their texts and names as XML can hold them."""
    said = {holdable(name): holdable(value) if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in said.items() if value != ""}


def _library() -> ModuleType:
    try:
        import networkx as nx
    except ImportError:
        raise PolicylensError("networks are written by a library that is not installed", _INSTALL) from None
    library: ModuleType = nx
    return library
