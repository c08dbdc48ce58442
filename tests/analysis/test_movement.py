"""Positions that moved, by what weighs most; verdicts that changed."""

from collections.abc import Mapping

import pytest
from records import changed, claim, corpus, document, judged, upward

from policylens.analysis.comparison import Matrix, matrix
from policylens.analysis.movement import Moved, Movement, moved, turned
from policylens.analysis.positions import State
from policylens.analysis.verdicts import Verdict
from policylens.model import Charted, Confidence, Document

LOW, HIGH = Confidence.LOW, Confidence.HIGH


def held(position: Charted | None, name: str = "a", themes: tuple[str, ...] = ("theme",)) -> Document:
    """Make a document that holds a position on p1, or none."""
    return document(name, {"p1": position} if position else {}, themes=themes)


def of(*documents: Document, propositions: int = 1) -> Matrix:
    return matrix(corpus(documents, [upward(propositions)]))


def movement(old: Document, new: Document) -> Movement | None:
    found = moved(of(old), of(new))
    assert len(found) <= 1
    return found[0].movement if found else None


@pytest.mark.parametrize(
    ("old", "new", "movement_"),
    [
        (judged(2), judged(-2), Movement.OTHER_SIDE),
        (judged(-1), judged(1), Movement.OTHER_SIDE),
        (judged(1), judged(0), Movement.NO_SIDE),
        (judged(0), judged(-1), Movement.SIDE),
        (None, judged(1), Movement.NEW),
        (judged(0), None, Movement.DROPPED),
        (judged(1), judged(2), Movement.STRONGER),
        (judged(-1), judged(-2), Movement.STRONGER),
        (judged(-2, LOW), judged(-1, HIGH), Movement.WEAKER),
        (judged(1, LOW), judged(1, HIGH, because="Otherwise."), Movement.CONFIDENCE),
        (judged(1), judged(1, because="Otherwise.", claims=("c1",)), Movement.REASON),
        (judged(1), judged(1, claims=("c1",)), Movement.GROUNDS),
        (judged(1, claims=("c1", "c2")), judged(1, claims=("c2", "c1")), Movement.GROUNDS),
        (judged(1), judged(1), None),
        (None, None, None),
    ],
)
def test_a_movement_is_called_after_what_weighs_most(
    old: Charted | None, new: Charted | None, movement_: Movement | None
) -> None:
    assert movement(held(old), held(new)) is movement_


def computed(stances: Mapping[str, int]) -> Document:
    return document("a", claims=[claim(name, {"p1": stance}) for name, stance in stances.items()])


@pytest.mark.parametrize(
    ("old", "new", "movement_"),
    [
        ({"c1": 1}, {"c1": 1, "c2": -1}, Movement.NO_SIDE),
        ({"c1": 1, "c2": -1}, {"c1": 1}, Movement.SIDE),
        ({"c1": 1, "c2": -1}, {"c1": 0}, Movement.BETWEEN),
        ({"c1": 1, "c2": -1}, {"c1": 1, "c2": -2}, None),
        ({"c1": 1, "c2": -1}, {"c1": 1, "c2": -1, "c3": -1}, Movement.GROUNDS),
        ({"c1": 1}, {"c1": 1, "c2": 2}, Movement.STRONGER),
        ({"c1": 1}, {}, Movement.DROPPED),
        ({"c1": 1, "c2": 2}, {"c2": 2, "c1": 1}, None),
    ],
)
def test_computed_positions_move_too(
    old: Mapping[str, int], new: Mapping[str, int], movement_: Movement | None
) -> None:
    assert movement(computed(old), computed(new)) is movement_


def test_a_judgement_in_place_of_a_computed_position_is_one_of_confidence() -> None:
    old = computed({"c1": 1})
    assert movement(old, changed(old, positions={"p1": judged(1, claims=("c1",))})) is Movement.CONFIDENCE


def test_a_claim_that_is_contrary_now_moves_the_position_that_names_it() -> None:
    old = document("a", {"p1": judged(1, claims=("c1",))}, [claim("c1", {"p1": 1})])
    assert movement(old, changed(old, claims=(claim("c1", {"p1": -1}),))) is Movement.GROUNDS


def test_a_theme_that_is_no_longer_coded_drops_its_positions() -> None:
    (found,) = moved(of(held(judged(1))), of(held(judged(1), themes=())))
    assert (found.movement, found.new.state) == (Movement.DROPPED, State.NOT_CODED)


def test_a_theme_that_is_newly_coded_and_silent_moves_nothing() -> None:
    assert movement(held(None, themes=()), held(None)) is None


def places(found: tuple[Moved, ...]) -> list[tuple[str, str]]:
    return [(each.document.id, each.proposition.id) for each in found]


def test_what_weighs_more_comes_first_and_then_what_moved_further() -> None:
    charts = {
        "p1": (judged(1), judged(1, because="Otherwise.")),
        "p2": (judged(1), judged(-1)),
        "p3": (judged(2), judged(-2)),
        "p4": (None, judged(2)),
        "p5": (judged(1), judged(2)),
    }
    old, new = ({name: pair[side] for name, pair in charts.items() if pair[side]} for side in (0, 1))
    found = moved(of(document("a", old), propositions=5), of(document("a", new), propositions=5))  # type: ignore[arg-type]
    assert [proposition for _, proposition in places(found)] == ["p3", "p2", "p4", "p5", "p1"]


def test_documents_and_propositions_that_only_one_has_do_not_move() -> None:
    old = of(held(judged(1), "a"), held(judged(1), "gone"))
    new = of(document("a", {"p1": judged(-1), "p2": judged(1)}), held(judged(2), "added"), propositions=2)
    assert places(moved(old, new)) == [("a", "p1")]
    assert places(moved(new, old)) == [("a", "p1")]


# ---- verdicts


def verdicts(old: Matrix, new: Matrix) -> list[tuple[str, Verdict, Verdict]]:
    return [(e.new.proposition.id, e.old.judgement.verdict, e.new.judgement.verdict) for e in turned(old, new)]


def test_a_verdict_that_changed_is_told_with_both() -> None:
    old = of(held(judged(2), "a"), held(judged(2), "b"))
    new = of(held(judged(2), "a"), held(judged(-2), "b"))
    assert verdicts(old, new) == [("p1", Verdict.AGREE, Verdict.DIVERGE)]
    assert verdicts(old, old) == []


def test_a_verdict_that_is_tentative_now_changed_too() -> None:
    old = of(held(judged(2), "a"), held(judged(2), "b"))
    new = of(held(judged(2), "a"), held(judged(2, LOW), "b"))
    (found,) = turned(old, new)
    assert (found.old.judgement.tentative, found.new.judgement.tentative) == (False, True)


def test_other_verdicts_come_before_those_that_are_only_tentative() -> None:
    def both(first: int, second: int, confidence: Confidence = HIGH) -> Matrix:
        return of(
            document("a", {"p1": judged(2), "p2": judged(first)}),
            document("b", {"p1": judged(2, confidence), "p2": judged(second)}),
            propositions=2,
        )

    assert [name for name, _, _ in verdicts(both(1, 1), both(1, -1, LOW))] == ["p2", "p1"]


def test_a_document_that_came_can_change_a_verdict() -> None:
    old, new = of(held(judged(1), "a")), of(held(judged(1), "a"), held(judged(-1), "b"))
    assert verdicts(old, new) == [("p1", Verdict.ONE_VOICE, Verdict.DIVERGE)]


def test_one_document_alone_has_no_verdicts() -> None:
    assert turned(of(held(judged(1))), of(held(None))) == ()


def test_a_proposition_that_only_one_codebook_has_has_no_verdict_that_changed() -> None:
    few, many = (of(held(judged(1), "a"), held(judged(1), "b"), propositions=number) for number in (1, 2))
    assert (turned(few, many), turned(many, few)) == ((), ())
