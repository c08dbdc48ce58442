"""Stubs of claims: YAML that holds places and anchors, and neither a judgement nor the text."""

from typing import Any

import pytest
import yaml
from filled import CHARACTERS
from hypothesis import given
from hypothesis import strategies as st
from records import corpus

from policylens.evidence.source import Source
from policylens.kinds import Kind
from policylens.model import Codebook, Evidence, Proposition, Theme
from policylens.render.stubs import stubs
from policylens.store.suggest import Place, Suggested, Suggestions, suggest

TEXT = (
    "Nobody had counted the stalls. " + "Bread is sold here by the loaf and fish by weight. " * 2 + "So it should stay."
)
EVIDENCE = Evidence(section="1 Stalls: rents", page="3", start="Nobody had counted", end="it should stay.")


def codebook(**texts: str) -> Codebook:
    propositions = tuple(Proposition(id=name.replace("_", "-"), text=text) for name, text in texts.items())
    return corpus(themes=[Theme(id="theme", title="T", question="Q?", propositions=propositions)]).codebook


def place(number: int = 1, evidence: Evidence = EVIDENCE) -> Place:
    return Place(number, 100 * number, 100 * number + 90, evidence, TEXT)


def found(name: str = "plan.txt", passages: int = 9, **places: list[Place]) -> Suggestions:
    """Return suggestions: for each proposition its passages, best first."""
    hits = {
        proposition: tuple(Suggested(proposition, rank, 9.0 - rank, each) for rank, each in enumerate(there, 1))
        for proposition, there in places.items()
    }
    return Suggestions(name, 500, passages, hits)


BOTH = codebook(p1="Bread should be cheap.", p2="Fish should be fresh.")


def read(text: str) -> list[dict[str, Any]]:
    claims = yaml.safe_load(text)["claims"]
    assert isinstance(claims, list)
    return claims


def ids(of: Suggestions, document: str = "plan") -> list[str]:
    return [claim["id"] for claim in read(stubs(of, BOTH, document))]


def test_a_stub_has_its_evidence_and_room_for_the_judgement() -> None:
    assert read(stubs(found(p1=[place()]), BOTH, "plan")) == [
        {
            "id": "plan-s1",
            "kind": None,
            "statement": None,
            "stances": {"p1": None},
            "evidence": [
                {"start": "Nobody had counted", "end": "it should stay.", "section": "1 Stalls: rents", "page": "3"}
            ],
        }
    ]


def test_a_passage_for_several_propositions_is_one_stub() -> None:
    (only,) = read(stubs(found(p2=[place()], p1=[place()]), BOTH, "plan"))
    assert only["stances"] == {"p2": None, "p1": None}


def test_stubs_stand_in_the_order_of_the_text() -> None:
    assert ids(found(p1=[place(7), place(2)], p2=[place(5), place(7)])) == ["plan-s2", "plan-s5", "plan-s7"]


def test_an_id_has_as_many_digits_as_the_text_has_passages() -> None:
    assert ids(found(passages=9, p1=[place(7)])) == ["plan-s7"]
    assert ids(found(passages=300, p1=[place(7), place(12)])) == ["plan-s007", "plan-s012"]


def test_a_passage_has_the_same_id_whatever_is_asked_for() -> None:
    """Themes are coded one after the other, and all claims go into one file."""
    of = Source(text=f"{TEXT} " * 9, name="plan.txt")
    known = BOTH.propositions
    together = ids(suggest(of, known.values(), 20))
    alone = [ids(suggest(of, [each], 20)) for each in known.values()]
    assert {name for each in alone for name in each} == set(together)


def test_the_text_of_the_passage_is_not_there() -> None:
    written = stubs(found(p1=[place()]), BOTH, "plan")
    assert "Bread is sold here" not in written


def test_the_propositions_stand_beside_their_stances() -> None:
    assert "      p1:  # Bread should be cheap.\n" in stubs(found(p1=[place()]), BOTH, "plan")


def test_every_kind_is_named() -> None:
    head = stubs(found(), BOTH, "plan")
    assert all(str(kind) in head for kind in Kind)


def test_nothing_found_is_an_empty_list() -> None:
    assert read(stubs(found(p1=[]), BOTH, "plan")) == []


@pytest.mark.parametrize(
    ("evidence", "written"),
    [
        (Evidence(section="Stalls"), [{"section": "Stalls"}]),
        (Evidence(page="iv"), [{"page": "iv"}]),
        (Evidence(start="a b c", end="d e f"), [{"start": "a b c", "end": "d e f"}]),
        (Evidence(), None),
    ],
)
def test_what_is_not_known_of_a_place_is_left_out(evidence: Evidence, written: list[dict[str, str]] | None) -> None:
    (only,) = read(stubs(found(p1=[place(evidence=evidence)]), BOTH, "plan"))
    assert only.get("evidence") == written


def test_that_a_passage_has_no_anchor_is_said() -> None:
    assert "# no anchor" in stubs(found(p1=[place(evidence=Evidence(section="Stalls"))]), BOTH, "plan")
    assert "# no anchor" not in stubs(found(p1=[place()]), BOTH, "plan")


BREAKING = [
    "a\nb: c",
    "a\r\nb: c",
    "a\n\n- b",
    "a\u2028b",
    "a\x85b",
    "a # b: c",
    "{{ name }}",
    "{% if %}",
    "\x1b[31m",
    "%a",
]


@pytest.mark.parametrize("text", BREAKING)
def test_nothing_in_a_proposition_ends_its_comment(text: str) -> None:
    written = stubs(found(p1=[place()]), codebook(p1=text), "plan")
    (only,) = read(written)
    assert only["stances"] == {"p1": None}
    assert written.isprintable() or set(filter(lambda sign: not sign.isprintable(), written)) == {"\n"}


@pytest.mark.parametrize("name", ["a\nclaims: b", "\x1b[31m.txt", "\udcff.txt", "{{ kinds }}.txt", "# a: b.txt"])
def test_nothing_in_the_name_of_a_file_ends_its_comment(name: str) -> None:
    written = stubs(found(name, p1=[place()]), BOTH, "plan")
    assert len(read(written)) == 1
    written.encode("utf-8")


TYPED = st.text(CHARACTERS, min_size=1, max_size=30).map(str.strip).filter(bool)


@given(TYPED, TYPED, TYPED, TYPED)
def test_any_place_is_read_back_as_it_is(start: str, end: str, section: str, page: str) -> None:
    evidence = Evidence(start=start, end=end, section=section, page=page)
    (only,) = read(stubs(found(p1=[place(evidence=evidence)]), BOTH, "plan"))
    assert only["evidence"] == [{"start": start, "end": end, "section": section, "page": page}]
