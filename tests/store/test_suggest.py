"""The passages most worth reading: ranked by the words of a proposition and of its cues, none of which is syntax."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from random import Random

import pytest
from conftest import TESTS
from evidence.setting import paged, unlike_words
from hypothesis import given, settings
from hypothesis import strategies as st

from policylens.corpus.loader import load
from policylens.evidence.resolve import Copy, Status
from policylens.evidence.source import Heading, Page, Source
from policylens.evidence.words import Words
from policylens.model import Proposition
from policylens.store.suggest import Suggestions, query, suggest

LENGTH = 80
"""So many words has each passage here: as length counts, all have the same."""

OTHER = ["Buses run late", "Rents are rising", "Bread costs more", "Dogs must be led", "Bins stay full", "Taxes rise"]
"""Passages on other things, so that a word that is looked for is a rare one."""


def wanted(text: str = "Zebras.", *cues: str, name: str = "p1") -> Proposition:
    return Proposition(id=name, text=text, cues=cues)


def filler(number: int, words: int) -> str:
    """Return so many words that stand nowhere else."""
    letters = str.maketrans("0123456789", "bcdfghjklm")
    return " ".join(f"{number:03}x{word:03}".translate(letters) for word in range(words))


def source(*contents: str) -> Source:
    """Return a text with a passage for each of the contents."""
    parts = [f"{each} {filler(number, LENGTH - len(Words(each).words))}." for number, each in enumerate(contents)]
    return Source(text="\n".join(parts), name="plan.txt")


def found(contents: Sequence[str], of: Proposition, top: int = 20) -> list[int]:
    """Return which of the contents are suggested for a proposition, best first."""
    return [hit.place.number - 1 for hit in suggest(source(*contents), [of], top).found[of.id]]


def one(text: str, of: Proposition) -> Suggestions:
    return suggest(Source(text=text, name="plan.txt"), [of], 20)


# --- what is found


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("inspect", "inspections"),
        ("libraries", "library"),
        ("Opening", "open"),
        ("management", "managed"),
        ("roof", "ROOF"),
        ("café", "cafe"),
        ("cafe\u0301", "café"),
        ("self-help", "self help"),
        ("2020", "2020"),
    ],
)
def test_a_word_is_found_in_any_of_its_forms(asked: str, there: str) -> None:
    assert found([*OTHER, f"We say {there} here"], wanted(asked)) == [len(OTHER)]
    assert found([*OTHER, f"We say {there} here"], wanted("Zebras.", asked)) == [len(OTHER)]


def test_where_no_passage_has_a_word_nothing_is_suggested() -> None:
    assert found(OTHER, wanted("Zebras graze.", "zebra crossing")) == []


def test_the_cues_find_what_does_not_use_the_words_of_the_proposition() -> None:
    assert found([*OTHER, "The museum shuts at dusk"], wanted("Evening hours.", "dusk")) == [len(OTHER)]


@pytest.mark.parametrize("text", ["?", "– … –", "\u200b"])
def test_a_proposition_without_a_word_finds_nothing(text: str) -> None:
    assert query(wanted(text)) == ""
    assert found(OTHER, wanted(text)) == []


def test_every_proposition_asked_for_is_there_in_the_order_asked_for() -> None:
    asked = [wanted("Bread.", name="p2"), wanted("Zebras.", name="p1"), wanted("Buses.", name="p3")]
    given = suggest(source(*OTHER), asked, 20).found
    assert [(name, len(hits)) for name, hits in given.items()] == [("p2", 1), ("p1", 0), ("p3", 1)]


def test_a_text_without_words_has_no_passages() -> None:
    given = one("12 13 14", wanted("12"))
    assert (given.words, given.passages, given.found) == (0, 0, {"p1": ()})


# --- in which order


def test_a_passage_with_the_whole_cue_stands_before_those_with_its_words() -> None:
    contents = [
        *OTHER,
        "The street is empty and the market is high",
        "On the market street it is high",
        "The high street",
    ]
    assert found(contents, wanted("Zebras.", "high street"))[0] == len(contents) - 1


def test_a_passage_with_more_of_the_words_stands_first() -> None:
    contents = [*OTHER, "A mill", "A mill and a roof", "A mill and a roof by the river"]
    assert found(contents, wanted("Mill, roof, river.")) == [8, 7, 6]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    contents = [*OTHER, "The mill", "The mill", "The mill", "The roof"]
    assert found(contents, wanted("Mill or roof."))[0] == 9


def test_words_that_most_passages_have_count_next_to_nothing() -> None:
    contents = ["It should be so", "It should be so", "It should be so", "It should be so", "The roof"]
    assert found(contents, wanted("It should be a roof."))[0] == 4


def test_equal_passages_stand_in_the_order_of_the_text() -> None:
    contents = [*OTHER, *["The roof leaks"] * 12]
    assert found(contents, wanted("A roof.")) == list(range(6, 18))


def test_ranks_go_up_from_one_and_scores_fall() -> None:
    given = suggest(source(*OTHER, "The roof", "The roof of the mill", "A roof"), [wanted("Mill roofs.")], 20).found[
        "p1"
    ]
    assert [hit.rank for hit in given] == [1, 2, 3]
    scores = [hit.score for hit in given]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert {hit.proposition for hit in given} == {"p1"}


@pytest.mark.parametrize("top", [1, 2, 11, 12, 200])
def test_no_more_are_suggested_than_are_asked_for(top: int) -> None:
    contents = [*OTHER, *["The roof leaks"] * 12]
    assert found(contents, wanted("A roof."), top) == list(range(6, 18))[:top]


def test_what_is_found_does_not_hang_on_what_else_is_asked() -> None:
    of = source(*OTHER, "The roof of the mill")
    roof, mill = wanted("Roofs.", name="p1"), wanted("Mills.", name="p2")
    both = suggest(of, [roof, mill], 5).found
    assert both == suggest(of, [roof], 5).found | suggest(of, [mill], 5).found


# --- nothing is syntax

HOSTILE = [
    '"', '""', "'", "NEAR", "NEAR(a b, 2)", "AND", "OR", "NOT", "a AND", "*", "roo*", "^roof", "a:b", "words:",
    "{a b}: c", "(", ")", "-", "+", "- roof", "a + b", "\0", "a\0b", "%", "_", ";", "--", "/*", "\\", "?", ":top", "$1",
    "\n", "\u2028", "😀", "𞤀", "½", "²", "公共", "किया", "\ue000", "rowid", "rank", "bm25(passages)",
]  # fmt: skip


@pytest.mark.parametrize("cue", HOSTILE)
def test_nothing_in_a_cue_is_syntax(cue: str) -> None:
    contents = [*OTHER, "The roof leaks"]
    assert 6 in found(contents, wanted("A roof.", cue))
    assert 6 in found(contents, wanted(f"{cue} roof {cue}"))


@pytest.mark.parametrize(
    "cue", ["roof*", "^roof", '"roof', "roof AND", "NEAR(roof)", "a\0roof", "words:roof", "-roof", "(roof"]
)
def test_a_word_is_found_among_signs(cue: str) -> None:
    assert found([*OTHER, "The roof leaks"], wanted("Zebras.", cue))[0] == 6


def test_words_of_the_query_language_are_words() -> None:
    assert found([*OTHER, "The river near the mill"], wanted("Zebras.", "NEAR")) == [6]


def test_what_stands_after_a_nul_is_found_too() -> None:
    assert found([*OTHER, "The mill\0roof leaks"], wanted("Roof.")) == [6]


def test_thousands_of_cues_are_no_more_than_many_words() -> None:
    number = count()
    cues = [filler(next(number), 2).replace("x", "q") for _ in range(5000)]
    assert found([*OTHER, "The roof leaks"], wanted("A roof.", *cues)) == [6]


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=4), st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_proposition_and_any_text_are_fit_for_each_other(text: str, cues: list[str], words: str) -> None:
    given = one(words, wanted(text, *cues))
    assert len(given.found["p1"]) <= given.passages <= given.words


# --- where it stands


def test_a_passage_has_its_section_page_and_text_on_one_line() -> None:
    of = source(*OTHER, "The roof\nof  the\tmill")
    here = of.text.index("The roof")
    headings = (Heading(0, 1, "A plan"), Heading(of.text.index("Dogs"), 2, "Animals"), Heading(here, 2, "Buildings"))
    pages = (Page(0, "i"), Page(here, "ii"))
    given = suggest(Source(text=of.text, headings=headings, pages=pages), [wanted("Roof.")], 1).found["p1"][0].place
    assert (given.evidence.section, given.evidence.page) == ("A plan > Buildings", "ii")
    assert given.text == " ".join(of.text[here:].split())
    assert of.text[given.offset : given.end] == of.text[here:]
    assert given.number == 7


def test_a_page_that_a_passage_begins_on_is_its_page() -> None:
    of = source(*OTHER)
    pages = (Page(0, "1"), Page(of.text.index("rising"), "2"))
    given = suggest(Source(text=of.text, pages=pages), [wanted("Rents.")], 1).found["p1"][0]
    assert given.place.evidence.page == "1"


def test_without_headings_and_pages_there_are_none() -> None:
    given = suggest(source(*OTHER), [wanted("Rents.")], 1).found["p1"][0].place.evidence
    assert (given.section, given.page, given.paragraph) == ("", "", "")


def test_running_heads_and_page_numbers_are_in_no_passage_and_no_anchor() -> None:
    words = unlike_words(Random(3), 800, 800)
    of = Source(text=paged(words, Random(3), ["A Plan for Towns", "Chapter Two of It"], per_page=50))
    given = suggest(of, [wanted(" ".join(words), name="p1")], 200)
    there = sorted((hit.place for hit in given.found["p1"]), key=lambda place: place.number)
    assert " ".join(place.text for place in there).split() == words
    assert [place.evidence.start.split()[0] for place in there] == [place.text.split()[0] for place in there]
    assert [place.evidence.end.split()[-1] for place in there] == [place.text.split()[-1] for place in there]
    assert given.words == len(words)
    _hold(of, given)


def test_the_text_is_counted() -> None:
    given = suggest(source(*OTHER), [], 5)
    assert (given.name, given.words, given.passages, given.found) == ("plan.txt", 6 * LENGTH, 6, {})


SMALL = load(TESTS / "corpora" / "small").corpus
assert SMALL is not None
PROPOSITIONS = SMALL.codebook.propositions.values()


def test_every_anchor_is_found_as_check_would_find_it() -> None:
    text = (TESTS / "texts" / "branches.txt").read_text(encoding="utf-8")
    of = Source(text=text, name="branches.txt")
    _hold(of, suggest(of, PROPOSITIONS, 20))


@pytest.mark.parametrize("name", ["cabinet-office", "demos", "fabian", "housden", "lsis"])
def test_every_anchor_in_the_five_documents_is_found_as_check_would_find_it(sources: Path, name: str) -> None:
    of = Source(text=(sources / f"{name}.txt").read_text(encoding="utf-8"), name=name)
    _hold(of, suggest(of, PROPOSITIONS, 20))


def _hold(of: Source, given: Suggestions) -> None:
    places = [hit.place for hits in given.found.values() for hit in hits]
    copy = Copy(of, [place.evidence for place in places])
    assert places
    for place in places:
        resolved = copy.resolve(place.evidence)
        assert resolved.status is Status.EXACT
        assert place.offset <= resolved.found[0].start < resolved.found[0].end <= place.end
