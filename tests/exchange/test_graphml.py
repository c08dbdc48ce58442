"""Networks, as networkx reads them back."""

import io
import subprocess
import sys
from typing import Any

import networkx as nx
import pytest
from conftest import ROOT
from filled import corpora
from hypothesis import given, settings
from records import changed, claim, corpus, document, judged, upward

from policylens.analysis.agreement import pairs
from policylens.analysis.comparison import matrix
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.exchange.choices import Network
from policylens.exchange.graphml import write
from policylens.exchange.json import MOST_PAIRED
from policylens.model import Corpus
from policylens.plain.xml import holdable

TOWN = corpus(
    [
        document("p1", {"p1": judged(2), "p2": judged(-1)}, short_name="Town"),
        document("b", {"p1": judged(-2), "p2": judged(-2, claims=("x", "y"))}),
        document("m", claims=[claim("m1", {"p1": 1}), claim("m2", {"p1": -1})]),
        document("s", {}),
    ],
    [upward(2)],
)


def read(of: Corpus, network: str) -> Any:
    return nx.read_graphml(io.BytesIO(write(matrix(of), Network(network))))


def test_documents_are_tied_where_they_share_a_stance() -> None:
    graph = read(TOWN, "documents")
    assert list(graph.nodes) == ["p1", "b", "m", "s"]
    assert list(graph.edges(data=True)) == [
        (
            "p1",
            "b",
            {
                "same": 1,
                "opposite": 1,
                "neutral": 0,
                "one_silent": 0,
                "shared": 2,
                "weight": 0.375,
                "agreement": 0.375,
                "alpha": pytest.approx(next(pairs(matrix(TOWN))).alpha),
            },
        )
    ]
    assert not graph.is_directed()


def test_positions_tie_documents_to_propositions_with_their_sign() -> None:
    graph = read(TOWN, "positions")
    names = ("stance", "sign", "weight", "status")
    assert {(a, b): tuple(tie.get(name) for name in names) for a, b, tie in graph.edges(data=True)} == {
        ("p1", "proposition:p1"): (2.0, 1, 2.0, "charted"),
        ("p1", "proposition:p2"): (-1.0, -1, 1.0, "charted"),
        ("b", "proposition:p1"): (-2.0, -1, 2.0, "charted"),
        ("b", "proposition:p2"): (-2.0, -1, 2.0, "charted"),
        ("m", "proposition:p1"): (None, 0, 0.0, "mixed"),
    }
    assert graph.edges["b", "proposition:p2"]["claims"] == "x; y"
    assert nx.is_bipartite(graph)
    assert graph.is_directed()


def test_a_document_and_a_proposition_of_the_same_id_are_two_nodes() -> None:
    nodes = read(TOWN, "positions").nodes
    assert (nodes["p1"]["type"], nodes["p1"]["label"]) == ("document", "Town")
    assert (nodes["proposition:p1"]["type"], nodes["proposition:p1"]["verdict"]) == ("proposition", "diverge")


def test_attributes_of_documents_are_told_from_ours() -> None:
    town = changed(document("a", {}, title="Ours"), attributes={"title": "Theirs", "party": "Greens"})
    node = read(corpus([town], [upward(1)]), "documents").nodes["a"]
    assert (node["title"], node["attribute title"], node["attribute party"]) == ("Ours", "Theirs", "Greens")


def test_the_bundled_networks_hold_what_the_analysis_says() -> None:
    given = load(ROOT / "data").corpus
    assert given is not None
    of = matrix(given)
    ties = read(given, "documents").edges
    assert len(ties) == sum(pair.shared > 0 for pair in pairs(of)) == 10
    for pair in pairs(of):
        tie = ties[pair.a, pair.b]
        assert (tie["same"], tie["opposite"], tie["neutral"]) == (pair.same, pair.opposite, pair.neutral)
        assert tie["weight"] == pytest.approx(pair.agreement)
    held = read(given, "positions").edges(data=True)
    assert {(a, b.removeprefix("proposition:"), tie["stance"]) for a, b, tie in held} == {
        (name, proposition, position.stance)
        for name, positions in of.positions.items()
        for proposition, position in positions.items()
    }


@pytest.mark.parametrize("network", Network)
@settings(max_examples=40)
@given(of=corpora())
def test_any_text_is_read_back_as_xml_can_hold_it(network: str, of: Corpus) -> None:
    graph = read(of, network)
    assert [name for name in graph.nodes if not name.startswith("proposition:")] == [each.id for each in of.documents]
    for each in of.documents:
        assert graph.nodes[each.id].get("title", "") == holdable(each.title)
    if network == "positions":
        assert graph.number_of_edges() == sum(map(len, matrix(of).positions.values()))
    assert write(matrix(of), Network(network)) == write(matrix(of), Network(network))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a\0b\x1b[31m", "a\ufffdb\ufffd[31m"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("\ufffe\uffff\ud800", "\ufffd\ufffd\ufffd"),
        ("]]> <b>&amp;", "]]> <b>&amp;"),
        ("\U0001f600 é", "\U0001f600 é"),
    ],
)
def test_what_xml_cannot_hold_is_shown_as_such(text: str, held: str) -> None:
    town = document("a", {"p1": judged(1, because=text)}, title=text)
    graph = read(corpus([town], [upward(1)]), "positions")
    assert (graph.nodes["a"]["title"], graph.edges["a", "proposition:p1"]["because"]) == (held, held)


def test_too_many_documents_for_pairs_are_refused_and_their_positions_are_not() -> None:
    many = corpus([document(f"d{number}", {"p1": judged(1)}) for number in range(MOST_PAIRED + 1)], [upward(1)])
    with pytest.raises(PolicylensError, match="201 documents are too many"):
        read(many, "documents")
    assert read(many, "positions").number_of_edges() == MOST_PAIRED + 1


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['networkx'] = None; from policylens.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "graphml"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "policylens: networks are written by a library that is not installed\npip install 'policylens[network]'\n"
    )
