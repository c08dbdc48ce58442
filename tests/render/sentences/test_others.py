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
                "and take no clear side on five of the 15 propositions.",
                "Of the 15 propositions the documents agree on one, agree with reservations on two, lean together on "
                "three, diverge on four and take no clear side on five.",
            ],
        ),
        (
            {Verdict.AGREE: 2, Verdict.ONE_VOICE: 1, Verdict.SILENT: 3, Verdict.NOT_CODED: 7},
            [
                "The documents agree on two of the six propositions; one is addressed by a single document and three "
                "by none.",
                "Of the six propositions the documents agree on two; one is addressed by a single document and three "
                "by none.",
            ],
        ),
        (
            {Verdict.DIVERGE: 1, Verdict.ONE_VOICE: 2},
            [
                "The documents diverge on one of the three propositions; two are addressed by a single document each.",
                "Of the three propositions the documents diverge on one; two are addressed by a single document each.",
            ],
        ),
        (
            {Verdict.DIVERGE: 1, Verdict.SILENT: 1},
            [
                "The documents diverge on one of the two propositions; one is addressed by none.",
                "Of the two propositions the documents diverge on one; one is addressed by none.",
            ],
        ),
        (
            {Verdict.ONE_VOICE: 1, Verdict.SILENT: 2},
            ["Of the three propositions, one is addressed by a single document and two by none."],
        ),
        ({Verdict.SILENT: 1}, ["No document speaks on the one proposition."]),
        ({Verdict.SILENT: 2}, ["No document speaks on either proposition."]),
        ({Verdict.SILENT: 3}, ["No document speaks on any of the three propositions."]),
        ({Verdict.ONE_VOICE: 1}, ["The one proposition is addressed by a single document."]),
        ({Verdict.ONE_VOICE: 3}, ["Each of the three propositions is addressed by a single document."]),
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
        "On the scale from “fewer” to “more”, Low stands lowest, at −2, and High highest, at +2, with Mid (+1) "
        "between.",
    ]


def test_who_has_no_place_is_named_and_why() -> None:
    placed, other = document("Placed", "1 1 1 1 1 1"), document("Quiet", "1 1 . . . .")
    unread = document("Unread", "", themes=())
    assert scales((placed, other, unread)) == [
        "Placed stands at +1 on the scale from “fewer” (−2) to “more” (+2); Quiet addresses too little of the theme "
        "for a place."
    ]


def test_those_who_stand_together_are_named_together() -> None:
    pair_ = (document("A", "1 1 1 1 1 1"), document("B", "1 1 1 1 1 1"))
    assert scales(pair_) == ["A and B stand together at +1 on the scale from “fewer” (−2) to “more” (+2)."]
    assert scales((*pair_, document("C", "2 2 2 2 2 2"), document("D", "-1 -1 -1 -1 -1 -1"))) == [
        "From “fewer” to “more” the order is D (−1), A and B (both +1) and C (+2).",
        "On the scale from “fewer” to “more”, D stands lowest, at −1, and C highest, at +2, with A and B (both +1) "
        "between.",
    ]


def test_figures_that_look_the_same_have_no_order() -> None:
    """Means of 1.17 and 1.2 are both told as +1.2."""
    one, other = document("A", "1 1 1 1 1 2"), document("B", "1 1 1 1 2 .")
    assert scales((one, other)) == [
        "A and B stand together at +1.2 on the scale from “fewer” (−2) to “more” (+2); each of these places hangs on "
        "one proposition."
    ]


def test_a_place_that_hangs_on_one_proposition_is_said_to() -> None:
    told = scales((document("A", "2 -2 2 -2 1 ."), document("B", "2 2 2 2 2 2")))
    assert told
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
        "The documents agree on five and diverge on one of the twelve propositions; six are addressed by none.",
        "A and B speak on only six of twelve propositions each: their silence is not to be read as agreement.",
    ]


def least(*stances: str, **other: tuple[str, ...]) -> list[str]:
    """Return what is said of documents with these stances on six propositions that hardly speak."""
    names = [document(name, each, **other) for name, each in zip("ABCDEF", stances, strict=False)]  # type: ignore[arg-type]
    found = of(*names, document("Z", "2 2 2 2 2 2"))
    return [sentence.text for sentence in overall(found, overview(found), Teller()) if "silence" in sentence.text]


def test_documents_that_hardly_speak_are_named() -> None:
    assert least("2 2 2 2 . .") == []
    assert least("2 2 . . . .") == [
        "A speaks on only two of six propositions: its silence is not to be read as agreement."
    ]
    assert least(". . . . . .") == ["A is silent on all six propositions: its silence is not to be read as agreement."]
    assert least("2 . . . . .", ". . . . . .", "2 2 2 . . .") == [
        "A (one of six), B (none of six) and C (three of six) speak on no more than half of the propositions: their "
        "silence is not to be read as agreement."
    ]
    assert least(*["2 . . . . .", "2 2 . . . ."] * 3) == [
        "A, B, C, D, E and F speak on no more than half of the propositions: their silence is not to be read as "
        "agreement."
    ]


def test_where_a_document_has_been_read_for_a_part_its_silence_is_in_that_part() -> None:
    here, there = theme(), theme("lamps", prefix="l")
    found = of(
        document("A", "2 . . . . ."), document("B", "2 2 2 2 2 2", themes=("trees", "lamps")), themes=(here, there)
    )
    told = [sentence.text for sentence in overall(found, overview(found), Teller())]
    assert told[-1] == (
        "A (one of the six for which it has been read) and B (six of twelve) speak on no more than half of the "
        "propositions: their silence is not to be read as agreement."
    )


@pytest.mark.parametrize(
    ("weak", "sentence"),
    [
        (1, "One verdict is tentative: it hangs on a position of low confidence."),
        (2, "Two verdicts are tentative: each hangs on a position of low confidence."),
    ],
)
def test_how_many_verdicts_are_tentative_is_said(weak: int, sentence: str) -> None:
    unsure = document("A", "2 2 2 2 2 2")
    positions = {
        name: Charted(stance=-2, confidence=Confidence.LOW if number < weak else Confidence.HIGH, because="So.")
        for number, name in enumerate(unsure.positions or {})
    }
    found = of(Document(**{**vars(unsure), "positions": positions}), document("B", "2 2 2 2 2 2"))
    assert [each.text for each in overall(found, overview(found), Teller())] == [sentence]


def test_one_document_is_not_summed_up() -> None:
    found = of(document("A", "2 2 . . . ."))
    assert overall(found, overview(found), Teller()) == []


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


def profiles(stances: str, propositions: int = 6, **other: tuple[str, ...]) -> list[str]:
    each = document("A", stances, **other)  # type: ignore[arg-type]
    found = of(each)
    return every_way(partial(profile, each, found, compare_theme(found, "trees").propositions[:propositions]))


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
        profiles("2 2 2 2 2 .")[0]
        == "A speaks on five of six propositions and is for all five; on the remaining one it is silent."
    )
    assert profiles(". . . . . .") == ["A is silent on all six propositions."]
    assert profiles(". .", 2) == ["A is silent on both propositions."]
    assert profiles("", themes=()) == ["A has not been read for these propositions yet."]
    assert profiles("", 1, themes=()) == ["A has not been read for this yet."]


@pytest.mark.parametrize(
    ("stances", "propositions", "told"),
    [
        ("2 2 2 -2 -2 -2", 6, "A speaks on all six propositions and is for three and against three."),
        ("-2 -2 -2 -2 -2 -2", 6, "A speaks on all six propositions and is against all of them."),
        ("0 0 0 0 0 0", 6, "A speaks on all six propositions and is on both sides of each."),
        ("2 2", 2, "A speaks on both propositions and is for both."),
        ("-1", 1, "A speaks on the one proposition and is against it."),
        ("2 . .", 3, "A speaks on one of three propositions and is for it; on the other two it is silent."),
    ],
)
def test_a_profile_reads_well_at_the_ends(stances: str, propositions: int, told: str) -> None:
    assert profiles(stances, propositions)[0] == told


def test_a_document_that_addresses_every_proposition_is_said_to() -> None:
    assert profiles("2 2 2 -2 -2 -2")[1] == "A addresses all six propositions: it is for three and against three."


def test_a_profile_says_for_how_much_a_document_has_been_read() -> None:
    each = document("A", "2 2 . . . .")
    found = of(each, themes=(theme(), theme("lamps", prefix="l")))
    rows = [row for compared in overview(found) for row in compared.propositions]
    assert every_way(partial(profile, each, found, rows)) == [
        "A speaks on two of the six propositions for which it has been read and is for both; on the other four it is "
        "silent.",
        "Of the six propositions for which it has been read A addresses two: it is for both; on the other four it is "
        "silent.",
    ]


def test_where_a_document_stands_alone_is_said_with_its_claims() -> None:
    a, b, c = (document(name, stances) for name, stances in (("A", "2 -2 1"), ("B", "-2 2 1"), ("C", "-1 1 -1")))
    found = of(a, b, c)
    rows = compare_theme(found, "trees").propositions
    assert every_way(partial(standing_alone, a, rows, found.corpus)) == [
        "Alone among the documents it holds that the one should stay, and rejects the view that the two should stay.",
        "It is alone in holding that the one should stay, and in rejecting the view that the two should stay.",
    ]
    told: Sentence | None = standing_alone(a, rows, found.corpus, Teller())
    assert told
    assert told.claims == ("a-p-one", "a-p-two")
    assert standing_alone(b, rows, found.corpus, Teller()) is None


def test_several_views_on_which_a_document_stands_alone_are_told_together() -> None:
    a, b, c = (
        document(name, stances) for name, stances in (("A", "-2 -2 -2 -2 2"), ("B", "2 2 2 2 -2"), ("C", "1 1 1 1 -1"))
    )
    found = of(a, b, c)
    rows = compare_theme(found, "trees").propositions
    assert every_way(partial(standing_alone, a, rows[:2], found.corpus))[0] == (
        "Alone among the documents it rejects the views that the one should stay and that the two should stay."
    )
    assert every_way(partial(standing_alone, a, rows, found.corpus))[1] == (
        "It is alone in rejecting the views that the one should stay, that the two should stay and that the three "
        "should stay; on two more it stands alone too."
    )


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


def test_where_no_two_differ_nobody_is_nearest() -> None:
    a, b, c = (document(name, "2 2 2 2 2 2") for name in "ABC")
    found = of(a, b, c)
    assert neighbours(a, [pair(found, a, other) for other in (b, c)], found, Teller()) is None


def test_where_no_document_is_on_opposite_sides_none_is_called_farthest() -> None:
    a, b, c = document("A", "2 2 2 2 2 2"), document("B", "2 2 2 2 2 2"), document("C", "1 1 1 1 1 0")
    found = of(a, b, c)
    assert every_way(partial(neighbours, a, [pair(found, a, other) for other in (b, c)], found)) == [
        "It comes nearest to B, on the same side on six of six propositions that both address.",
        "Nearest to it is B, with the same side on six of six propositions that both address.",
    ]


def test_a_document_that_is_nearest_is_not_called_farthest_too() -> None:
    """B is on the same side as A more often than C, and on opposite sides more often too."""
    a = document("A", "1 1 1 2 2 2")
    b, c = document("B", "1 1 1 2 -1 -1"), document("C", "1 1 1 0 0 -2")
    found = of(a, b, c)
    told = neighbours(a, [pair(found, a, other) for other in (b, c)], found, Teller())
    assert told
    assert told.text == "It comes nearest to B, on the same side on four of six propositions that both address."
