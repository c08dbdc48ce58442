"""What themes amount to, and how one document stands to the others."""

from functools import partial

import pytest

from policylens.analysis.agreement import pair
from policylens.analysis.comparison import Matrix, compare_theme, matrix, overview
from policylens.analysis.verdicts import Verdict
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Confidence,
    Corpus,
    Direction,
    Document,
    Kind,
    Proposition,
    Scale,
    Theme,
)
from policylens.render.sentences.documents import neighbours, profile, standing_alone
from policylens.render.sentences.overall import overall
from policylens.render.sentences.parts import Sentence, Teller
from policylens.render.sentences.themes import opening, scale

from .saying import every_way

NAMES = ("one", "two", "three", "four", "five", "six")


def theme(name: str = "trees", *, scaled: bool = True, prefix: str = "p") -> Theme:
    return Theme(
        id=name,
        title=f"On {name}",
        question="How many?",
        scale=Scale(low="fewer", high="more") if scaled else None,
        propositions=tuple(
            Proposition(id=f"{prefix}-{each}", text=f"The {each} should stay.", direction=Direction.HIGH)
            for each in NAMES
        ),
    )


def document(name: str, stances: str, *, themes: tuple[str, ...] = ("trees",), prefix: str = "p") -> Document:
    """Make a document with a stance on each proposition as `stances` has them: a number or `.` for silence."""
    held = {
        f"{prefix}-{each}": int(stance) for each, stance in zip(NAMES, stances.split(), strict=False) if stance != "."
    }
    return Document(
        id=name.lower(),
        short_name=name,
        title=f"The text of {name}",
        coding=Coding(themes=themes),
        claims=tuple(
            Claim(id=f"{name.lower()}-{each}", kind=Kind.PRINCIPLE, statement="So.", stances={each: stance})
            for each, stance in held.items()
        ),
        positions={
            each: Charted(stance=stance, confidence=Confidence.HIGH, because="So.", claims=(f"{name.lower()}-{each}",))
            for each, stance in held.items()
        },
    )


def of(*documents: Document, themes: tuple[Theme, ...] = (theme(),)) -> Matrix:
    return matrix(
        Corpus(codebook=Codebook(version="1", themes={each.id: each for each in themes}), documents=documents)
    )


# --- themes


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({Verdict.AGREE: 8}, ["The documents agree on all eight propositions."]),
        ({Verdict.DIVERGE: 1}, ["The documents diverge on the one proposition."]),
        (
            {Verdict.AGREE: 1, Verdict.AGREE_IN_PART: 2, Verdict.LEAN: 3, Verdict.DIVERGE: 4, Verdict.UNCLEAR: 5},
            [
                "The documents agree on one, agree with reservations on two, lean together on three, diverge on four "
                "and take no side on five of the 15 propositions.",
                "Of the 15 propositions the documents agree on one, agree with reservations on two, lean together on "
                "three, diverge on four and take no side on five.",
            ],
        ),
        (
            {Verdict.AGREE: 2, Verdict.ONE_VOICE: 1, Verdict.SILENT: 3, Verdict.NOT_CODED: 7},
            [
                "The documents agree on two of the six propositions; on one only one speaks and on three nobody "
                "speaks.",
                "Of the six propositions the documents agree on two; on one only one speaks and on three nobody "
                "speaks.",
            ],
        ),
        ({Verdict.SILENT: 2}, ["On both propositions nobody speaks."]),
        ({Verdict.ONE_VOICE: 3}, ["On all three propositions only one speaks."]),
        ({Verdict.NOT_CODED: 2}, []),
        ({}, []),
    ],
)
def test_a_theme_opens_with_its_verdicts(counts: dict[Verdict, int], told: list[str]) -> None:
    assert every_way(partial(opening, counts)) == told


def scales(documents: tuple[Document, ...], *, scaled: bool = True) -> list[str]:
    found = of(*documents, themes=(theme(scaled=scaled),))
    return every_way(partial(scale, compare_theme(found, "trees"), found))


def test_the_places_are_told_in_their_order() -> None:
    low, high, mid = (
        document("Low", "-2 -2 -2 -2 -2 -2"),
        document("High", "2 2 2 2 2 2"),
        document("Mid", "1 1 1 1 1 1"),
    )
    assert scales((high, low, mid)) == [
        "From “fewer” to “more” the order is Low (−2), Mid (+1) and High (+2).",
        "Low stands nearest to “fewer”, at −2, and High nearest to “more”, at +2, with Mid (+1) between.",
    ]


def test_who_has_no_place_is_named_and_why() -> None:
    placed, other = document("Placed", "1 1 1 1 1 1"), document("Quiet", "1 1 . . . .")
    unread = document("Unread", "", themes=())
    assert scales((placed, other, unread)) == [
        "Placed stands at +1 between “fewer” (−2) and “more” (+2); Quiet addresses too little of the theme for a place."
    ]


def test_those_who_stand_together_are_named_together() -> None:
    pair_ = (document("A", "1 1 1 1 1 1"), document("B", "1 1 1 1 1 1"))
    assert scales(pair_) == [
        "From “fewer” to “more” the order is A (+1) and B (+1).",
        "A and B stand together at +1 between “fewer” and “more”.",
    ]


def test_a_place_that_hangs_on_one_proposition_is_said_to() -> None:
    told = scales((document("A", "2 -2 2 -2 1 ."), document("B", "2 2 2 2 2 2")))
    assert all(text.endswith("; the place of A hangs on one proposition.") for text in told)


def test_a_theme_without_a_scale_or_without_places_has_no_sentence_on_it() -> None:
    assert scales((document("A", "1 1 1 1 1 1"),), scaled=False) == []
    assert scales((document("A", "1 . . . . ."),)) == []


def test_the_claims_behind_the_ends_bear_the_order_out() -> None:
    found = of(document("A", "-1 -2 -1 -1 -1 -1"), document("B", "1 1 1 1 2 1"), document("C", "0 0 0 0 0 0"))
    told = scale(compare_theme(found, "trees"), found, Teller())
    assert told
    assert told.claims == ("a-p-two", "b-p-five")


# --- several themes


def test_several_themes_are_told_as_a_whole() -> None:
    here, there = theme(), theme("lamps", prefix="l")
    both = ("trees", "lamps")
    first, second = document("A", "2 2 2 2 2 2", themes=both), document("B", "2 2 2 2 2 -2", themes=both)
    found = of(first, second, themes=(here, there))
    told = [sentence.text for sentence in overall(found, overview(found), Teller())]
    assert told == [
        "The documents agree on five and diverge on one of the twelve propositions; on six nobody speaks.",
        "A (on six of twelve) and B (on six of twelve) speak on half of them or fewer: silence is not to be read as "
        "agreement.",
    ]


def test_the_nearest_and_the_farthest_theme_are_named() -> None:
    both = ("trees", "lamps")
    near, far = document("A", "2 2 2 2 2 2", themes=both), document("A", "2 2 2 2 2 2", prefix="l", themes=both)
    a = document("A", "2 2 2 2 2 2", themes=both)
    merged_a = Document(**{**vars(a), "positions": {**(near.positions or {}), **(far.positions or {})}})
    against = document("B", "-2 -2 -2 -2 -2 -2", prefix="l", themes=both)
    merged_b = Document(**{**vars(against), "positions": {**(near.positions or {}), **(against.positions or {})}})
    found = of(merged_a, merged_b, themes=(theme(), theme("lamps", prefix="l")))
    told = [sentence.text for sentence in overall(found, overview(found), Teller())]
    assert told[1] == "They are nearest to each other on “On trees” and farthest apart on “On lamps”."


def test_of_one_theme_the_verdicts_are_left_to_its_section() -> None:
    found = of(document("A", "2 2 2 2 2 2"), document("B", "2 2 2 2 2 2"))
    assert overall(found, overview(found), Teller()) == []


# --- documents


def profiles(stances: str, **other: tuple[str, ...]) -> list[str]:
    each = document("A", stances, **other)  # type: ignore[arg-type]
    found = of(each)
    return every_way(partial(profile, each, found, compare_theme(found, "trees").propositions))


def test_a_profile_says_on_how_much_a_document_speaks_and_how() -> None:
    assert profiles("2 1 -1 0 . .") == [
        "A speaks on four of six propositions and is for two, against one and on both sides of one; on the other "
        "two it is "
        "silent.",
        "Of six propositions A addresses four: it is for two, against one and on both sides of one; on the other "
        "two it is "
        "silent.",
    ]
    assert (
        profiles("2 2 2 2 2 .")[0] == "A speaks on five of six propositions and is for five; on the other it is silent."
    )
    assert profiles(". . . . . .") == ["A is silent on all six propositions."]
    assert profiles("", themes=()) == ["A has not been read yet."]


def test_where_a_document_stands_alone_is_said_with_its_claims() -> None:
    a, b, c = (document(name, stances) for name, stances in (("A", "2 -2 1"), ("B", "-2 2 1"), ("C", "-1 1 -1")))
    found = of(a, b, c)
    rows = compare_theme(found, "trees").propositions
    assert every_way(partial(standing_alone, a, rows, found.corpus)) == [
        "Alone among them it holds that the one should stay, and rejects the view that the two should stay.",
        "It stands by itself in holding that the one should stay, and rejecting the view that the two should stay.",
    ]
    told: Sentence | None = standing_alone(a, rows, found.corpus, Teller())
    assert told
    assert told.claims == ("a-p-one", "a-p-two")
    assert standing_alone(b, rows, found.corpus, Teller()) is None


def test_the_nearest_and_the_farthest_document_are_told_by_counts() -> None:
    a, b = document("A", "2 2 2 2 2 2"), document("B", "2 2 2 2 2 -1")
    c, few = document("C", "-2 -2 -2 2 2 2"), document("Few", "2 2 . . . .")
    found = of(a, b, c, few)
    pairs = [pair(found, a, other) for other in (b, c, few)]
    assert every_way(partial(neighbours, a, pairs, found)) == [
        "It comes nearest to B, on the same side on five of six propositions that both address, and is farthest "
        "from C, on "
        "opposite sides on three of six.",
        "Nearest to it is B, with the same side on five of six propositions that both address; farthest is C, with "
        "opposite sides on three of six.",
    ]
    assert neighbours(a, pairs[1:], found, Teller()) is None
