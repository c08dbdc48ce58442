"""Documents side by side: on a proposition, a theme, a topic, and over all themes."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import changed, claim, corpus, document, judged, theme, upward
from strategies import corpora

from policylens.analysis.comparison import (
    compare_proposition,
    compare_theme,
    compare_topic,
    matrix,
    overview,
    topics_of,
)
from policylens.analysis.positions import State
from policylens.analysis.scales import Place
from policylens.analysis.verdicts import Judgement, Verdict
from policylens.model import Charted, Claim, Corpus, Document

THREE = corpus(
    [
        document("b", {"p1": judged(2), "p2": judged(-1), "p3": judged(1)}),
        document("a", {"p1": judged(1), "p2": judged(1)}),
        document("c", themes=(), positions={}),
    ],
    [upward(3), theme(None, name="other", prefix="q", scale=None)],
    topics={"mill": "The mill", "river": "The river"},
)

Results = tuple[dict[str, Judgement], dict[tuple[str, str], Place]]


def results(of: Corpus) -> Results:
    """Compare everything: the judgement of each proposition and the place of each document in each theme."""
    themes = overview(matrix(of))
    judgements = {row.proposition.id: row.judgement for each in themes for row in each.propositions}
    places = {(each.theme.id, place.document): place for each in themes for place in each.places}
    return judgements, places


def unordered(judgements: dict[str, Judgement]) -> dict[str, Judgement]:
    return {name: changed(each, hangs_on=tuple(sorted(each.hangs_on))) for name, each in judgements.items()}


def with_documents(of: Corpus, change: Callable[[Document], Document]) -> Corpus:
    return changed(of, documents=tuple(change(each) for each in of.documents))


def test_the_matrix_has_all_documents_unless_some_are_chosen() -> None:
    assert [each.id for each in matrix(THREE).documents] == ["b", "a", "c"]


def test_chosen_documents_keep_the_order_of_the_corpus() -> None:
    assert [each.id for each in matrix(THREE, ["a", "b"]).documents] == ["b", "a"]


def test_a_document_that_is_not_chosen_counts_nowhere() -> None:
    row = compare_proposition(matrix(THREE, ["a"]), "p1")
    assert (len(row.cells), row.judgement.verdict) == (1, Verdict.ONE_VOICE)


def test_documents_without_charted_positions_are_named_as_computed() -> None:
    of = matrix(corpus([document("a"), document("b", {})], [upward(1)]))
    assert [each.id for each in of.computed] == ["a"]


def test_a_proposition_is_compared_within_its_theme() -> None:
    row = compare_proposition(matrix(THREE), "p2")
    assert (row.theme.id, row.proposition.id, row.judgement.verdict) == ("theme", "p2", Verdict.DIVERGE)


def test_cells_stand_in_the_order_of_the_documents() -> None:
    row = compare_proposition(matrix(THREE), "p3")
    assert [(cell.document, cell.state) for cell in row.cells] == [
        ("b", State.POSITION),
        ("a", State.SILENT),
        ("c", State.NOT_CODED),
    ]


def test_a_theme_places_each_document_in_order() -> None:
    places = compare_theme(matrix(THREE), "theme").places
    assert [(place.document, place.value, place.not_coded) for place in places] == [
        ("b", pytest.approx(2 / 3), False),
        ("a", pytest.approx(1), False),
        ("c", None, True),
    ]


def test_a_theme_without_a_scale_has_no_places() -> None:
    assert compare_theme(matrix(THREE), "other").places == ()


def test_a_theme_counts_its_verdicts_in_the_order_of_verdicts() -> None:
    verdicts = compare_theme(matrix(THREE), "theme").verdicts
    assert list(verdicts.items()) == [(Verdict.AGREE_IN_PART, 1), (Verdict.DIVERGE, 1), (Verdict.ONE_VOICE, 1)]


def test_a_topic_has_every_document_with_its_claims_in_order() -> None:
    claims = [claim("x2", topics=("mill",)), claim("x1", topics=("river", "mill")), claim("x3")]
    of = matrix(changed(THREE, documents=(document("b", claims=claims), document("a"))))
    topic = compare_topic(of, "mill")
    assert (topic.id, topic.title) == ("mill", "The mill")
    found = [(each.id, [one.id for one in some]) for each, some in topic.claims]
    assert found == [("b", ["x2", "x1"]), ("a", [])]


def test_topics_are_counted_by_claims_and_by_documents() -> None:
    claims = [claim("x1", topics=("mill",)), claim("x2", topics=("mill",))]
    of = matrix(changed(THREE, documents=(document("b", claims=claims), document("a", claims=claims[:1]))))
    assert topics_of(of) == {"mill": ("The mill", 3, 2), "river": ("The river", 0, 0)}


def test_the_overview_has_every_theme_in_the_codebooks_order() -> None:
    assert [each.theme.id for each in overview(matrix(THREE))] == ["theme", "other"]


@given(corpora())
def test_every_cell_of_a_row_is_counted_once(of: Corpus) -> None:
    for judgement in results(of)[0].values():
        counted = judgement.for_ + judgement.against + judgement.balanced + judgement.mixed
        assert counted + judgement.silent + judgement.not_coded == len(of.documents)


@given(corpora())
def test_the_verdicts_of_a_theme_add_up_to_its_propositions(of: Corpus) -> None:
    for each in overview(matrix(of)):
        assert sum(each.verdicts.values()) == len(each.theme.propositions)
        assert 0 <= each.tentative <= len(each.theme.propositions)


@given(corpora(), st.randoms(use_true_random=True))
def test_the_order_of_documents_changes_no_result(of: Corpus, random: Random) -> None:
    other = changed(of, documents=tuple(random.sample(of.documents, len(of.documents))))
    (judgements, places), (others, other_places) = results(of), results(other)
    assert unordered(judgements) == unordered(others)
    assert places == other_places


@given(corpora(), st.randoms(use_true_random=True))
def test_the_order_of_claims_positions_and_stances_changes_no_result(of: Corpus, random: Random) -> None:
    def shuffled(one: Document) -> Document:
        claims = [
            changed(each, stances=dict(random.sample(list(each.stances.items()), len(each.stances))))
            for each in random.sample(one.claims, len(one.claims))
        ]
        positions = one.positions
        if positions is not None:
            positions = dict(random.sample(list(positions.items()), len(positions)))
        return changed(one, claims=tuple(claims), positions=positions)

    assert results(with_documents(of, shuffled)) == results(of)


@given(corpora(), st.booleans())
def test_silence_never_counts(of: Corpus, read: bool) -> None:
    themes = tuple(of.codebook.themes) if read else ()
    quiet = document("quiet", {}, [claim("q1", {})], themes=themes)
    (before, places), (after, places_after) = results(of), results(changed(of, documents=(*of.documents, quiet)))
    for name, judgement in before.items():
        if judgement.speaking:
            counted = {"silent": judgement.silent + 1} if read else {"not_coded": judgement.not_coded + 1}
            assert after[name] == changed(judgement, **counted)
        else:
            assert after[name].verdict in (Verdict.SILENT, Verdict.NOT_CODED)
    assert {key: place for key, place in places_after.items() if key[1] != "quiet"} == places


@given(corpora())
def test_a_document_cannot_change_what_others_hold(of: Corpus) -> None:
    whole = matrix(of)
    for each in of.documents:
        assert matrix(of, [each.id]).positions[each.id] == whole.positions[each.id]


@given(corpora())
def test_turning_every_stance_round_mirrors_sides_and_scales(of: Corpus) -> None:
    def turned_claim(one: Claim) -> Claim:
        return changed(one, stances={name: -stance for name, stance in one.stances.items()})

    def turned_position(one: Charted) -> Charted:
        return changed(one, stance=-one.stance)

    def turned(one: Document) -> Document:
        positions = one.positions
        if positions is not None:
            positions = {name: turned_position(each) for name, each in positions.items()}
        return changed(one, claims=tuple(map(turned_claim, one.claims)), positions=positions)

    (judgements, places), (others, other_places) = results(of), results(with_documents(of, turned))
    assert others == {name: changed(each, for_=each.against, against=each.for_) for name, each in judgements.items()}
    assert other_places == {
        key: changed(place, value=None if place.value is None else -place.value) for key, place in places.items()
    }
