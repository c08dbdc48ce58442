"""A text in passages: whole, in order, ended where sentences end; and anchors that find them again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylens import resources
from policylens.corpus.loader import load
from policylens.evidence.anchors import Searched
from policylens.evidence.extract import extract
from policylens.evidence.layout import Layout
from policylens.evidence.passages import LEAST, LEAST_ANCHOR, USUAL, Stretch, anchor, stretches
from policylens.evidence.resolve import Copy, Status
from policylens.evidence.source import Heading, Source
from policylens.evidence.words import Words
from policylens.model import ANCHOR_WORDS, Evidence

from .setting import unlike_words

MOST = USUAL + USUAL // 2
"""The most words that a passage has."""

WORDS = unlike_words(Random(1), 400, 400)


def passages(text: str, headings: Sequence[Heading] = ()) -> list[str]:
    return [text[each.start : each.end] for each in stretches(Words(text), headings)]


def lengths(text: str) -> list[int]:
    return [len(Words(each).words) for each in passages(text)]


def sentences(*counts: int, sign: str = ".", gap: str = " ") -> str:
    """Return sentences of so many words, no two words alike, with the sign at the end of each and the gap after it."""
    given = iter(WORDS)
    return gap.join(" ".join(next(given) for _ in range(count)) + sign for count in counts)


def heading(text: str, title: str) -> Heading:
    return Heading(text.index(title), 1, title)


# --- how long passages are, and where they end


def test_a_passage_has_about_eighty_words() -> None:
    assert lengths(sentences(*[10] * 24)) == [80, 80, 80]


def test_a_passage_ends_at_the_end_of_the_sentence_that_is_nearest_to_that() -> None:
    assert lengths(sentences(*[30] * 8)) == [90, 90, 60]


def test_of_two_ends_that_are_as_near_the_first_is_taken() -> None:
    assert lengths(sentences(70, 20, 60)) == [70, 80]


def test_a_sentence_that_is_longer_than_a_passage_is_divided() -> None:
    assert lengths(sentences(200)) == [80, 120]


def test_a_text_without_ends_of_sentences_is_divided_all_the_same() -> None:
    assert lengths(" ".join(WORDS[:300])) == [80, 80, 80, 60]


@pytest.mark.parametrize("words", [1, 2, 80, MOST])
def test_a_short_text_is_one_passage(words: int) -> None:
    assert passages(sentences(words)) == [sentences(words)]


@pytest.mark.parametrize(
    ("sign", "gap"),
    [
        *product([".", "!", "?", "…", ".”", '."', "?’", ".)", "!»", ".]", ".**", "._", ".'"], [" ", "\n", "\u00a0"]),
        ("", "\n\n"),
        (":", "\n \t\n"),
        ("。", ""),
        ("？", ""),
        ("。」", ""),
        ("！”", ""),
    ],
)
def test_a_passage_ends_with_the_signs_that_end_a_sentence(sign: str, gap: str) -> None:
    """At the 67th word, not at the 80th."""
    first, second = sentences(67, 67, sign=sign, gap="|").split("|")
    assert passages(first + gap + second) == [first, second]


@pytest.mark.parametrize("between", [", ", "; ", ": ", "\n", ".", ".5 ", "’s ", " – ", "?x ", " (a) "])
def test_other_signs_do_not_end_a_sentence(between: str) -> None:
    text = between.join([" ".join(WORDS[:67]), " ".join(WORDS[67:150])])
    assert lengths(text)[0] == 80


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("so it went. 1,000 homes were built", ("so it went.", "1,000 homes were built")),
        ("so it rose by 20. Then it fell", ("so it rose by 20.", "Then it fell")),
        ("so it went. 37. Then it fell", ("so it went.", "37. Then it fell")),
        ("so it went.\n\n• Then it fell", ("so it went.", "• Then it fell")),
        ("so it went. “Then it fell", ("so it went.", "“Then it fell")),
        ("so it went.) (Then it fell", ("so it went.)", "(Then it fell")),
        ("so it went. [...] Then it fell", ("so it went.", "[...] Then it fell")),
        ("so it went. £5 is all", ("so it went.", "£5 is all")),
    ],
)
def test_numbers_and_signs_go_with_the_sentence_that_they_stand_in(text: str, parts: tuple[str, str]) -> None:
    first, last = passages(f"{' '.join(WORDS[:70])} {text} {' '.join(WORDS[70:140])}.")
    assert (first.endswith(parts[0]), last.startswith(parts[1])) == (True, True)


def test_a_passage_that_ends_inside_a_sentence_ends_between_two_words() -> None:
    words = [f"({word})," for word in WORDS[:130]]
    assert passages(" ".join(words)) == [" ".join(words[:80]), " ".join(words[80:])]


@pytest.mark.parametrize("script", ["公共服务的改革从地方开始", "บริการสาธารณะต้องปรับปรุง", "ひらがなとカタカナ"])
def test_in_a_script_without_blanks_each_letter_counts(script: str) -> None:
    text = script * 30
    assert set(lengths(text)[:-1]) == {80}
    assert "".join(passages(text)) == text


def test_words_that_are_run_together_are_divided_too() -> None:
    text = "and-so-on-" * 100
    assert lengths(text) == [80, 80, 80, 60]
    assert "".join(passages(text)) == text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "12 13 14", "– • –", "1. 2. 3.\n\n4."])
def test_a_text_without_words_has_no_passages(text: str) -> None:
    assert stretches(Words(text), []) == []


@pytest.mark.parametrize("text", ["a", "  A plan.\n", "1. A plan 2", "“A plan”", "½", "公"])
def test_a_tiny_text_is_one_passage_whole(text: str) -> None:
    assert passages(text) == [text.strip()]


# --- headings


def under(*parts: tuple[str, int]) -> tuple[str, list[Heading]]:
    """Return a text of titles, each with so many words under it in sentences of ten, and its headings."""
    text, given = "", iter(WORDS)
    for title, count in parts:
        body = "".join(next(given) + (". " if number % 10 == 9 else " ") for number in range(count))
        text += f"{title}\n\n{body}\n\n"
    return text, [heading(text, title) for title, _ in parts if title]


def test_no_passage_runs_over_a_heading() -> None:
    text, headings = under(("", 60), ("Stalls and rents", 60), ("Opening hours", 90))
    assert [len(Words(each).words) for each in passages(text, headings)] == [60, 60, 90]


def test_headings_stand_in_no_passage() -> None:
    text, headings = under(("A plan for the market", 0), ("Stalls and rents", 60), ("Opening hours", 90))
    assert " ".join(passages(text, headings)).split() == [
        word for word in text.split() if word not in "A plan for the market Stalls and rents Opening hours".split()
    ]


@pytest.mark.parametrize("title", ["2 Stalls and rents", "2. Stalls and rents", "Stalls and rents?", "Stalls – rents:"])
def test_the_number_and_the_signs_of_a_heading_stand_in_no_passage_either(title: str) -> None:
    text, headings = under(("", 60), (title, 60))
    first, last = passages(text, headings)
    assert (first.split()[0], last.split()[0]) == (WORDS[0], WORDS[60])
    assert (first.rstrip(".").split()[-1], last.rstrip(".").split()[-1]) == (WORDS[59], WORDS[119])


@pytest.mark.parametrize("begins", ["37. Then", "(Then", "“Then", "1,000 people", "• Then"])
def test_what_stands_before_the_first_word_under_a_heading_is_in_the_passage(begins: str) -> None:
    text = f"Stalls and rents\n\n{begins} {' '.join(WORDS[:60])}"
    assert passages(text, [heading(text, "Stalls")._replace(title="Stalls and rents")])[0].startswith(begins)


def test_a_heading_without_a_line_end_ends_with_its_words() -> None:
    text = f"Stalls and rents. {sentences(30)}"
    assert passages(text, [heading(text, "Stalls and rents")]) == [sentences(30)]


def test_where_the_title_does_not_stand_at_its_offset_nothing_is_left_out() -> None:
    text = f"{sentences(30)} {sentences(40)}"
    found = passages(text, [Heading(text.index(".") + 2, 1, "A title that is a picture")])
    assert found == [sentences(30), sentences(40)]


def test_too_little_between_two_headings_goes_with_what_follows() -> None:
    text, headings = under(("", 60), ("Stalls", LEAST - 2), ("Opening hours", 60))
    _, last = passages(text, headings)
    assert last.split()[0] == WORDS[60]
    assert "Opening hours" in last


def test_too_little_after_the_last_heading_goes_with_what_stands_before_it() -> None:
    text, headings = under(("", 60), ("Thanks", LEAST - 1))
    (only,) = passages(text, headings)
    assert "Thanks" in only


# --- whole


SIGNS = [
    ". ",
    "? ",
    "\n",
    "\n\n",
    " ",
    " ",
    " ",
    " ",
    "-",
    ", ",
    " (",
    ") ",
    "。",
    " “",
    ".” ",
    " 12 ",
    ".5 ",
    "\u00ad",
    "\u3000",
]
TOKENS = ["the", "Road", "café", "公", "の", "2010", "12.", "•", "e\u0301", "काम", "½", "²", "ﬁt", "A", "--"]
pieces = st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(SIGNS)), max_size=400)
long_texts = pieces.map(lambda drawn: "".join(token + sign for token, sign in drawn))
any_texts = st.one_of(st.text(max_size=400), long_texts)


def bare(text: str) -> str:
    return "".join(text.split())


@given(any_texts)
@settings(max_examples=300, deadline=None)
def test_passages_are_in_order_and_apart_and_only_blanks_are_left_out(text: str) -> None:
    words = Words(text)
    found = stretches(words, [])
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(text[each.start : each.end].strip() == text[each.start : each.end] != "" for each in found)
    assert "".join(bare(text[each.start : each.end]) for each in found) == (bare(text) if words.words else "")


@given(any_texts)
@settings(max_examples=300, deadline=None)
def test_every_word_is_in_exactly_one_passage_and_none_has_too_many(text: str) -> None:
    words = Words(text)
    counts = [sum(1 for _ in inside(words, each)) for each in stretches(words, [])]
    assert sum(counts) == len(words.words)
    assert all(0 < count <= MOST for count in counts)


def inside(words: Words, stretch: Stretch) -> Iterator[str]:
    for word, start, end in zip(words.words, words.starts, words.ends, strict=True):
        if stretch.start <= start and end <= stretch.end:
            yield word


@st.composite
def headed(draw: st.DrawFn) -> tuple[str, list[Heading]]:
    """A text, and headings anywhere in it, whose titles stand there or do not."""
    text = draw(any_texts)
    offsets = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    titles = st.sampled_from(["the Road", "2010", "", "no title"])
    return text, [
        Heading(offset, 1, draw(titles) if draw(st.booleans()) else text[offset : offset + draw(st.integers(1, 30))])
        for offset in offsets
    ]


@given(headed())
@settings(max_examples=300, deadline=None)
def test_with_any_headings_only_words_of_titles_are_left_out(drawn: tuple[str, list[Heading]]) -> None:
    text, headings = drawn
    words = Words(text)
    found = stretches(words, headings)
    assert all(first.end <= second.start for first, second in pairwise(found))
    kept = [word for each in found for word in inside(words, each)]
    titled = [word for each in headings for word in Words(each.title).words]
    assert len(words.words) - len(titled) <= len(kept) <= len(words.words)
    left = list(words.words)
    for word in kept:
        left.remove(word)
    assert set(left) <= set(titled)


# --- anchors


def anchor_of(text: str, passage: str = "") -> tuple[str, str]:
    """Return the anchor of a passage, or of the whole text."""
    passage = passage or text
    start = text.index(passage)
    return anchor(Searched(text), Stretch(start, start + len(passage)))


def test_an_anchor_has_three_words_at_each_end_where_these_stand_nowhere_else() -> None:
    assert anchor_of("One sells bread here and another sells fish.") == ("One sells bread", "another sells fish.")


@pytest.mark.parametrize(
    ("passage", "start", "end"),
    [
        ("We sell bread at dawn.", "We sell bread at dawn.", "bread at dawn."),
        ("We sell bread at noon, and fish.", "We sell bread at noon,", "noon, and fish."),
        ("So we sell bread, and cheese.", "So we sell", "bread, and cheese."),
    ],
)
def test_an_anchor_has_as_many_words_as_it_takes(passage: str, start: str, end: str) -> None:
    text = "We sell bread at dawn. We sell bread at noon, and fish. So we sell bread, and cheese."
    assert anchor_of(text, passage) == (start, end)


def test_an_anchor_begins_later_where_six_words_are_not_enough() -> None:
    same = "this is what everybody says of it"
    text = f"And {same}. But not here. Or {same}. And there it is so."
    assert anchor_of(text, f"{same}. But not here.") == ("what everybody says of it. But", "But not here.")


def test_an_anchor_ends_earlier_where_all_that_follows_stands_elsewhere() -> None:
    end = "This plan binds nobody but those who made it."
    text = f"Bread is sold by the loaf. {end} Fish is sold by weight. {end}"
    assert anchor_of(text, f"Bread is sold by the loaf. {end}") == ("Bread is sold", "loaf. This plan binds nobody but")


def test_what_stands_elsewhere_as_a_whole_has_no_anchor() -> None:
    text = "Bread is sold by the loaf. " * 2
    assert anchor_of(text, "Bread is sold by the loaf.") == ("", "")


@pytest.mark.parametrize("text", ["Bread", "Bread here", "公共服务", "12 Bread 13"])
def test_fewer_than_three_words_make_no_anchor(text: str) -> None:
    assert anchor_of(text) == ("", "")


def test_numbers_and_signs_at_the_rims_are_left_out() -> None:
    """They are those of pages, paragraphs and notes, and other copies have others."""
    text = "37. • Bread is sold here, and fish is sold there. 12 –"
    assert anchor_of(text) == ("Bread is sold", "is sold there.")


def test_numbers_among_the_words_stay() -> None:
    assert anchor_of("In 2010 they sold bread; in 2011 none.") == ("In 2010 they", "in 2011 none.")


def test_letters_that_stand_elsewhere_in_other_words_do_not_make_an_anchor() -> None:
    text = "Now here it is. Bread is nowhere it isn't."
    assert anchor_of(text, "Now here it is.") == ("", "")


BOILERPLATE = ["This paper is free.", "It binds nobody.", "See the notes.", "In the end, all of it is said again."]
VOCABULARY = [
    "the",
    "bread",
    "of",
    "Mill",
    "Road",
    "nowhere",
    "no",
    "where",
    "2010",
    "12",
    "fair;",
    "well-known",
    "•",
    "(so)",
]
repetitive = st.lists(st.sampled_from([*BOILERPLATE, *VOCABULARY, *VOCABULARY]), min_size=1, max_size=300).map(" ".join)


@given(repetitive)
@settings(max_examples=150, deadline=None)
def test_every_anchor_is_short_and_found_in_one_place_which_is_its_passage(text: str) -> None:
    searched = Searched(text)
    for each in stretches(searched.words, []):
        start, end = anchor(searched, each)
        assert bool(start) == bool(end)
        if start:
            assert LEAST_ANCHOR <= len(start.split()) <= ANCHOR_WORDS
            assert LEAST_ANCHOR <= len(end.split()) <= ANCHOR_WORDS
            resolved = Copy(Source(text=text), [Evidence(start=start, end=end)]).resolve(Evidence(start=start, end=end))
            assert resolved.status is Status.EXACT
            (found,) = resolved.found
            assert each.start <= found.start < found.end <= each.end


def plainly(searched: Searched, pieces: list[str]) -> str:
    """Return the first words that stand in one place only, by trying all."""
    for first in range(len(pieces)):
        for stop in range(first + LEAST_ANCHOR, min(first + ANCHOR_WORDS, len(pieces)) + 1):
            if searched.is_alone(" ".join(pieces[first:stop])):
                return " ".join(pieces[first:stop])
    return ""


@given(repetitive)
@settings(max_examples=150, deadline=None)
def test_a_start_is_the_first_and_the_shortest_that_there_is(text: str) -> None:
    searched = Searched(text)
    for each in stretches(searched.words, []):
        pieces = text[each.start : each.end].split()
        while pieces and not Words(pieces[0]).words:
            pieces.pop(0)
        while pieces and not Words(pieces[-1]).words:
            pieces.pop()
        assert anchor(searched, each)[0] == plainly(searched, pieces)


class Counting(Searched):
    """Counts how often letters are looked for in the whole text."""

    looked = 0

    def stands_again(self, words: str) -> bool:
        self.looked += 1
        return super().stands_again(words)


def test_a_text_that_stands_twice_is_not_looked_through_for_each_of_its_words() -> None:
    text = f"{sentences(*[20] * 20)} {sentences(*[20] * 20)}"
    searched = Counting(text)
    found = stretches(searched.words, [])
    assert {anchor(searched, each) for each in found} == {("", "")}
    assert searched.looked < 40 * len(found)


# --- the five documents, where they are at hand

loaded = load(resources.data(), bundled=True)
assert loaded.corpus is not None
NAMES = [document.id for document in loaded.corpus.documents]


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_documents_are_in_passages_without_a_word_lost_but_those_of_headings(sources: Path, name: str) -> None:
    source = extract(sources / f"{name}.txt")
    words = Words(source.text)
    headings = Layout(source, words).headings
    found = stretches(words, headings)
    assert all(first.end <= second.start for first, second in pairwise(found))
    titled = sum(len(Words(each.title).words) for each in headings)
    counts = [len(Words(source.text[each.start : each.end]).words) for each in found]
    assert len(words.words) - titled <= sum(counts) <= len(words.words)
    assert sum(USUAL // 2 <= count <= MOST for count in counts) >= 0.9 * len(counts)


def test_every_anchor_in_the_documents_is_found_in_one_place(sources: Path, name: str) -> None:
    source = extract(sources / f"{name}.txt")
    searched = Searched(source.text)
    found = stretches(searched.words, Layout(source, searched.words).headings)
    given = [Evidence(start=start, end=end) for start, end in (anchor(searched, each) for each in found) if start]
    assert len(given) >= 0.95 * len(found)
    copy = Copy(source, given)
    assert {copy.resolve(evidence).status for evidence in given} == {Status.EXACT}
