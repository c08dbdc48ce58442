"""What documents hold on a proposition, in every form that the sentence can take."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylens import resources
from policylens.analysis.comparison import matrix, overview
from policylens.analysis.positions import Position, Status
from policylens.corpus.loader import load
from policylens.model import Claim, Document, Kind
from policylens.render.clauses import THIS, View, view_of
from policylens.render.sentences.parts import FEW, MOST_CITED, MOST_NAMED, Teller
from policylens.render.sentences.propositions import finding, tentative

from .saying import Held, documents, every_way, row

TREES = "streets should have trees"
VIEW = View(f"that {TREES}", f"that {TREES}", f"the view that {TREES}", f"That {TREES}")

CASES: list[dict[str, Held]] = [
    {"A": 2, "B": 2},
    {"A": 1, "B": 1},
    {"A": 2, "B": 1, "C": 1, "D": "silent"},
    {"A": 2, "B": 2, "C": 2, "D": "silent", "E": "silent"},
    {"A": -2, "B": -2},
    {"A": -1, "B": -1},
    {"A": -2, "B": -1, "C": "silent"},
    {"A": 2, "B": 0},
    {"A": 1, "B": 1, "C": "mixed"},
    {"A": 2, "B": 1, "C": 0, "D": "mixed"},
    {"A": -1, "B": 0, "C": 0},
    {"A": -2, "B": -1, "C": "mixed", "D": "silent"},
    {"A": 2, "B": -2},
    {"A": 1, "B": -1, "C": -1},
    {"A": 2, "B": 1, "C": -2, "D": -1, "E": 0, "F": "silent"},
    {"A": "1!", "B": "-1?", "C": "mixed"},
    {"A": 0, "B": 0},
    {"A": 0, "B": "mixed", "C": "mixed"},
    {"A": 2, "B": "silent"},
    {"A": 1, "B": "silent", "C": "silent"},
    {"A": -2, "B": "silent"},
    {"A": -1, "B": "not coded"},
    {"A": 0, "B": "silent"},
    {"A": "mixed", "B": "silent"},
    {"A": "silent", "B": "silent"},
    {"A": "not coded", "B": "not coded"},
    {"A": "2?", "B": "2?", "C": -1},
    {"A": "2?", "B": "2?"},
    {"A": 2},
    {"A": "1!"},
    {"A": -2},
    {"A": "-1?"},
    {"A": 0},
    {"A": "mixed"},
    {"A": "silent"},
    {"A": "not coded"},
    {"A": 2, "B": 1, "C": "not coded"},
    {"A": -1, "B": -1, "C": "not coded"},
    {"A": 0, "B": "silent", "C": "not coded"},
    {"A": "silent", "B": "silent", "C": "not coded"},
    {f"D{n}": (2, 2, -1, 1, -2)[n % 5] for n in range(13)} | {"Y": 0, "Z": "silent"},
]


def forms(held: dict[str, Held]) -> list[str]:
    there, known = row(held), documents(*held)
    told = [text for view in (VIEW, THIS) for text in every_way(partial(finding, there, known, view))]
    return [*told, *every_way(partial(tentative, there, known))]


def test_every_form_reads_as_it_should(golden: Callable[[str, str], None]) -> None:
    written = "\n\n".join("\n".join([str(held), *(f"  {text}" for text in forms(held))]) for held in CASES)
    golden("render/sentences.txt", written + "\n")


NAMES = "ABCDEF"
HELD = st.sampled_from([2, 1, 0, -1, -2, 1.5, -0.5, "mixed", "silent", "not coded", "2!", "-1?"])


@given(st.lists(HELD, min_size=1, max_size=6))
@settings(max_examples=50)
def test_each_document_that_has_been_read_is_named_or_plainly_one_of_all(each: list[Held]) -> None:
    held = dict(zip(NAMES, each, strict=False))
    for text in forms(held):
        if text.startswith(("All ", "Both ", "The verdict", "This is tentative", "Confidence", "No ", "Neither ")):
            continue
        if "nor disputed" in text:
            continue
        alone = sum(word not in ("silent", "not coded") for word in map(str, each)) == 1
        for name, what in held.items():
            if what != "not coded" and not (alone and what == "silent"):
                assert re.search(rf"\b{name}\b", text), text


@given(st.lists(HELD, min_size=1, max_size=6))
@settings(max_examples=50)
def test_a_sentence_is_one_sentence(each: list[Held]) -> None:
    for text in forms(dict(zip(NAMES, each, strict=False))):
        assert text[0].isupper()
        assert text.endswith(".")
        assert text.count(".") == 1
        assert not re.search(r"  | [,;.:]|[,;]{2}|;\.|\(\)", text), text


@given(st.lists(HELD, min_size=2, max_size=6))
@settings(max_examples=50)
def test_silent_documents_are_called_silent(each: list[Held]) -> None:
    held = dict(zip(NAMES, each, strict=False))
    speaking = [what for what in held.values() if what not in ("silent", "not coded")]
    if "silent" in held.values() and len(speaking) > 1:
        there, known = row(held), documents(*held)
        assert all("silent" in text for text in every_way(partial(finding, there, known, THIS)))


def test_of_very_many_documents_the_number_is_given() -> None:
    held: dict[str, Held] = {f"For{n}": 2 for n in range(MOST_NAMED + 1)} | {"Against": -2}
    for text in forms(held):
        assert f"{MOST_NAMED + 1} documents" in text
        assert "Against" in text


def test_of_many_documents_only_a_few_are_named_together() -> None:
    sides = {"For": (2, FEW + 1), "Partly": (1, FEW), "Against": (-2, MOST_NAMED)}
    held: dict[str, Held] = {f"{side}{n}": stance for side, (stance, many) in sides.items() for n in range(many)}
    for text in forms(held):
        assert "four documents" in text.lower()
        assert "Partly0, Partly1 and Partly2" in text
        assert "twelve documents" in text


def test_the_strongest_claim_of_each_document_bears_it_out() -> None:
    held: dict[str, Held] = {"A": "2!", "B": -1, "C": "silent"}
    assert finding(row(held), documents(*held), THIS, Teller()).claims == ("a-c1", "a-c2", "b-c1")


def test_contrary_claims_are_named_as_far_as_there_is_room() -> None:
    held: dict[str, Held] = {f"N{n}": "2!" for n in range(MOST_CITED - 1)}
    told = finding(row(held), documents(*held), THIS, Teller()).claims
    assert told == ("n0-c1", "n0-c2", *(f"n{n}-c1" for n in range(1, MOST_CITED - 1)))


def test_a_mixed_position_is_borne_out_by_a_claim_on_either_side() -> None:
    claims = [
        Claim(id=f"a-{name}", kind=Kind.PRINCIPLE, statement="So.", stances={"p": stance})
        for name, stance in (("both", 0), ("for", 1), ("more", 2), ("against", -1))
    ]
    document = Document(id="a", short_name="A", title="The text of A", claims=tuple(claims))
    mixed = Position(Status.MIXED, None, None, "", ("a-both", "a-for", "a-more", "a-against"), (), 2, 1)
    there = row({"A": "mixed", "B": 2})
    there = there._replace(cells=(there.cells[0]._replace(position=mixed), there.cells[1]))
    told = finding(there, (document, *documents("B")), THIS, Teller())
    assert told.claims == ("a-for", "a-against", "b-c1")


def test_no_more_claims_are_named_than_can_be_read() -> None:
    held: dict[str, Held] = {f"N{n}": 2 for n in range(40)}
    assert len(finding(row(held), documents(*held), THIS, Teller()).claims) == MOST_CITED


def shape(text: str) -> str:
    """Return a sentence with its names and numbers taken out."""
    return re.sub(r"(Cabinet Office|Demos|LSIS|Fabian|Housden)(, | and )?", "N", text)


def test_no_two_neighbours_are_built_alike() -> None:
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    of, teller = matrix(corpus), Teller()
    told = [finding(each, of.documents, THIS, teller).text for theme in overview(of) for each in theme.propositions]
    assert len(told) == 59
    alike = [(one, other) for one, other in pairwise(told) if shape(one)[:24] == shape(other)[:24]]
    assert alike == []


@pytest.mark.parametrize(
    ("text", "that"),
    [
        ("Streets should have trees.", "that “Streets should have trees”"),  # nothing says that it is no name
        ("Competition should be used.", "that competition should be used"),
        ("More should be done.", "that more should be done"),
        ("NHS trusts should merge.", "that “NHS trusts should merge”"),
        ("Ofsted should go.", "that “Ofsted should go”"),
        ("Better-performing schools should be free.", "that better-performing schools should be free"),
        ("open data should be the rule", "that open data should be the rule"),
        ("12 trees are enough.", "that 12 trees are enough"),
    ],
)
def test_a_proposition_keeps_its_capital_where_it_may_be_a_name(text: str, that: str) -> None:
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    assert view_of(text, corpus).that == that
