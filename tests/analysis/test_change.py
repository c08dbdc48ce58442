"""What changed between two versions of a corpus: every field makes a difference, and order makes none."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from conftest import CORPORA
from filled import corpora
from hypothesis import given, settings
from records import changed, claim, corpus, document, judged, theme, upward

from policylens.analysis.change import Changes, Version, changes
from policylens.analysis.comparison import matrix
from policylens.analysis.edits import Edit
from policylens.corpus.loader import load
from policylens.kinds import Kind
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Confidence,
    Corpus,
    Direction,
    Document,
    Evidence,
    Proposition,
    Scale,
    Theme,
)

VERSIONS = Version("old"), Version("new")


def between(old: Corpus, new: Corpus) -> Changes:
    return changes(matrix(old), matrix(new), VERSIONS)


def documents(old: Document, new: Document) -> Changes:
    return between(corpus([old], [upward(2)]), corpus([new], [upward(2)]))


# ---- every field

PASSAGE = Evidence(page="3")
CLAIM = claim("c1", {"p1": 1}, evidence=(PASSAGE,), sectors=("parks",), topics=("mill",))
DOCUMENT = document("a", {"p1": judged(1, claims=("c1",))}, [CLAIM])
PROPOSITION = Proposition(id="p1", text="It should be.", direction=Direction.HIGH)
THEME = Theme(id="theme", title="A", question="B?", propositions=(PROPOSITION,), scale=Scale(low="x", high="y"))
CODEBOOK = Codebook(version="1", themes={"theme": THEME}, sectors={"parks": "P"}, topics={"mill": "M"})
WHOLE = Corpus(codebook=CODEBOOK, documents=(DOCUMENT,))

OTHER: dict[type, Any] = {
    str: "otherwise",
    bool: True,
    int: 2,
    Confidence: Confidence.LOW,
    Direction: Direction.LOW,
    Kind: Kind.EVIDENCE,
}
"""A value of each plain type that the records above do not have."""

OTHERWISE: dict[tuple[type, str], Any] = {
    (Charted, "claims"): (),
    (Claim, "stances"): {"p1": 2},
    (Claim, "evidence"): (),
    (Codebook, "themes"): {},
    (Codebook, "sectors"): {"parks": "Q"},
    (Codebook, "topics"): {},
    (Coding, "themes"): (),
    (Document, "coding"): Coding(coder="Somebody", themes=("theme",)),
    (Document, "attributes"): {"party": "none"},
    (Document, "positions"): {},
    (Document, "claims"): (),
    (Theme, "propositions"): (),
    (Theme, "scale"): None,
    (Proposition, "direction"): Direction.LOW,
}
"""Another value of the fields that hold other things."""


def with_document(record: Document) -> Corpus:
    return changed(WHOLE, documents=(record,))  # type: ignore[no-any-return]


def with_claim(record: Claim) -> Corpus:
    return with_document(changed(DOCUMENT, claims=(record,)))


def with_codebook(record: Codebook) -> Corpus:
    return changed(WHOLE, codebook=record)  # type: ignore[no-any-return]


def with_theme(record: Theme) -> Corpus:
    return with_codebook(changed(CODEBOOK, themes={record.id: record}))


INTO: dict[type, tuple[Any, Callable[[Any], Corpus]]] = {
    Document: (DOCUMENT, with_document),
    Coding: (DOCUMENT.coding, lambda record: with_document(changed(DOCUMENT, coding=record))),
    Charted: ((DOCUMENT.positions or {})["p1"], lambda each: with_document(changed(DOCUMENT, positions={"p1": each}))),
    Claim: (CLAIM, with_claim),
    Evidence: (PASSAGE, lambda record: with_claim(changed(CLAIM, evidence=(record,)))),
    Codebook: (CODEBOOK, with_codebook),
    Theme: (THEME, with_theme),
    Scale: (THEME.scale, lambda record: with_theme(changed(THEME, scale=record))),
    Proposition: (PROPOSITION, lambda record: with_theme(changed(THEME, propositions=(record,)))),
}
"""For each record one of it, and how another goes in its place into the corpus."""

FIELDS = [(record, field) for record in INTO for field in dataclasses.fields(record)]


@pytest.mark.parametrize(("record", "field"), FIELDS, ids=[f"{r.__name__}.{f.name}" for r, f in FIELDS])
def test_a_change_in_any_field_of_any_record_is_told(record: type, field: dataclasses.Field[Any]) -> None:
    one, put = INTO[record]
    before = getattr(one, field.name)
    if (record, field.name) in OTHERWISE:
        after = OTHERWISE[record, field.name]
    else:
        after = ("otherwise",) if isinstance(before, tuple) else OTHER[type(before)]
    assert after != before
    assert put(one) == WHOLE
    assert between(WHOLE, put(changed(one, **{field.name: after}))).differs
    assert between(put(changed(one, **{field.name: after})), WHOLE).differs


# ---- no difference


@given(corpora())
@settings(max_examples=25, deadline=None)
def test_a_corpus_does_not_differ_from_itself(whole: Corpus) -> None:
    assert not between(whole, whole).differs


def reversed_order(whole: Corpus) -> Corpus:
    """Put the documents, the claims, the themes and the propositions into another order."""
    themes = [changed(each, propositions=each.propositions[::-1]) for each in reversed(whole.codebook.themes.values())]
    turned = tuple(changed(document, claims=document.claims[::-1]) for document in reversed(whole.documents))
    return Corpus(codebook=changed(whole.codebook, themes={each.id: each for each in themes}), documents=turned)


def test_the_order_in_which_things_stand_makes_no_difference() -> None:
    small = load(CORPORA / "small").corpus
    assert small is not None
    assert reversed_order(small) != small
    assert not between(small, reversed_order(small)).differs


@given(corpora())
@settings(max_examples=25, deadline=None)
def test_the_order_makes_no_difference_to_any_corpus(whole: Corpus) -> None:
    assert not between(whole, reversed_order(whole)).differs


@given(corpora(), corpora())
@settings(max_examples=25, deadline=None)
def test_what_came_one_way_goes_the_other_way(one: Corpus, other: Corpus) -> None:
    there, back = between(one, other), between(other, one)
    assert there.differs == back.differs
    assert (set_of(there.added), set_of(there.removed)) == (set_of(back.removed), set_of(back.added))
    assert len(there.positions) == len(back.positions)
    assert len(there.verdicts) == len(back.verdicts)
    assert {c.id for _, c in there.claims.added} == {c.id for _, c in back.claims.removed}


def set_of(found: tuple[Document, ...]) -> set[str]:
    return {document.id for document in found}


# ---- documents


def test_documents_come_and_go() -> None:
    old, new = corpus([document("a"), document("b")]), corpus([document("b"), document("c")])
    found = between(old, new)
    assert ([d.id for d in found.added], [d.id for d in found.removed], found.documents) == (["c"], ["a"], ())


def test_claims_of_documents_that_came_or_went_are_theirs() -> None:
    coded = document("a", claims=[claim("a1")])
    found = between(corpus([]), corpus([coded]))
    assert not any(found.claims)
    assert not any(between(corpus([coded]), corpus([])).claims)


def test_a_document_is_told_field_by_field() -> None:
    old = changed(document("a", title="A"), attributes={"party": "x", "year": "1"}, coding=Coding(coder="A. Coder"))
    new = changed(old, title="B", attributes={"party": "y"}, coding=Coding(coder="Other"), positions={})
    (found,) = documents(old, new).documents
    assert found.edits == (
        Edit("title", "A", "B"),
        Edit("attributes.party", "x", "y"),
        Edit("attributes.year", "1", None),
        Edit("coding.coder", "A. Coder", "Other"),
        Edit("positions", "computed", "charted"),
    )


def test_themes_newly_coded_and_no_longer_are_told() -> None:
    old, new = document("a", themes=("x", "y")), document("a", themes=("y", "z"))
    known = [theme(Direction.HIGH, name=name, prefix=name) for name in "xyz"]
    (found,) = between(corpus([old], known), corpus([new], known)).documents
    assert (found.coded, found.not_coded, found.edits) == (("z",), ("x",), ())


# ---- claims


def test_claims_are_added_removed_and_changed() -> None:
    old = document("a", claims=[claim("a1"), claim("a2"), claim("a3")])
    new = document("a", claims=[claim("a2", statement="It says more."), claim("a3"), claim("a4")])
    found = documents(old, new).claims
    assert [c.id for _, c in found.added] == ["a4"]
    assert [c.id for _, c in found.removed] == ["a1"]
    assert [(c.new.id, c.edits) for c in found.changed] == [
        ("a2", (Edit("statement", "Something is said.", "It says more."),))
    ]


def test_stances_of_a_claim_are_told_one_by_one() -> None:
    old = document("a", claims=[claim("a1", {"p1": 1, "p2": 0})])
    new = document("a", claims=[claim("a1", {"p1": 2, "p2": 0})])
    (found,) = documents(old, new).claims.changed
    assert found.edits == (Edit("stances.p1", 1, 2),)
    assert found.reworded == ()


@pytest.mark.parametrize("field", ["statement", "mechanism", "conditions"])
def test_a_claim_that_says_something_else_is_reworded(field: str) -> None:
    old = claim("a1")
    new = changed(old, speaker="Somebody", **{field: "Otherwise."})
    (found,) = documents(document("a", claims=[old]), document("a", claims=[new])).claims.changed
    assert [edit.field for edit in found.reworded] == [field]
    assert {edit.field for edit in found.edits} == {field, "speaker"}


# ---- the codebook


def test_propositions_come_and_go_with_what_is_held_on_them() -> None:
    held = document("a", {"p1": judged(1), "p2": judged(2)})
    found = between(corpus([document("a", {"p1": judged(1)})], [upward(1)]), corpus([held], [upward(2)]))
    (added,) = found.codebook.added
    assert (added.proposition.id, added.judgement.for_) == ("p2", 1)
    assert (found.positions, found.codebook.removed) == ((), ())


def test_themes_come_and_go() -> None:
    one, other = theme(Direction.HIGH, name="one"), theme(Direction.HIGH, name="other", prefix="q")
    found = between(corpus([], [one]), corpus([], [other])).codebook
    assert ([t.id for t in found.themes_added], [t.id for t in found.themes_removed]) == (["other"], ["one"])


def test_a_proposition_that_stands_in_another_theme_is_told() -> None:
    one, other = theme(Direction.HIGH, name="one"), theme(Direction.HIGH, name="other", prefix="q")
    moved = changed(other, propositions=(*other.propositions, *one.propositions))
    found = between(corpus([], [one, other]), corpus([], [changed(one, propositions=()), moved])).codebook
    assert [(each.proposition.id, each.edits) for each in found.propositions] == [
        ("p1", (Edit("theme", "one", "other"),))
    ]


def test_wording_is_told_once_and_the_rest_of_a_proposition_apart() -> None:
    other = changed(PROPOSITION, text="It should not be.", cues=("word",))
    found = between(WHOLE, with_theme(changed(THEME, propositions=(other,))))
    assert [edit.field for edit in found.reworded[0].edits] == ["text"]
    assert [edit.field for edit in found.codebook.propositions[0].edits] == ["cues"]


def test_the_lists_and_the_version_are_told_one_by_one() -> None:
    other = changed(CODEBOOK, version="2", sectors={"parks": "Q", "pools": "R"}, topics={})
    assert between(WHOLE, with_codebook(other)).codebook.edits == (
        Edit("version", "1", "2"),
        Edit("sectors.parks", "P", "Q"),
        Edit("sectors.pools", None, "R"),
        Edit("topics.mill", "M", None),
    )
