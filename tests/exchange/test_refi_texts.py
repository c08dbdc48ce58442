"""Positions in texts, however a program counts them, and anchors that find the passages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.evidence.anchors import Searched
from policylens.evidence.passages import Stretch
from policylens.evidence.writing import plain
from policylens.exchange.refi.counting import STANDARD, Counting, told
from policylens.exchange.refi.texts import Budget, SourceText, Span

LINES = "First the trees\r\nthen the shade 🌳 of the trees\r\nand last 🌳 the water for them\r\n"


def text(data: str | bytes, *, letters: int = 10**12) -> SourceText:
    return SourceText(data, Budget(letters))


def counted(raw: str, passage: str, way: Counting) -> Span:
    """Return where a passage is, as a program counts that counts in some way, named by its first words."""
    if way.lines_as_one:
        raw, passage = raw.replace("\r\n", "\n"), passage.replace("\r\n", "\n")
    encoded = raw.encode("utf-16-le") if way.as_utf16 else raw.encode("utf-32-le")
    wanted = passage.encode("utf-16-le") if way.as_utf16 else passage.encode("utf-32-le")
    unit = 2 if way.as_utf16 else 4
    start = next(n for n in range(0, len(encoded), unit) if encoded.startswith(wanted, n)) // unit
    return Span(start, start + len(wanted) // unit, " ".join(passage.split()))


WAYS = [Counting(lines, wide) for lines in (False, True) for wide in (False, True)]


@pytest.mark.parametrize("way", WAYS)
def test_it_is_settled_by_names_how_positions_count(way: Counting) -> None:
    found = text(LINES)
    passages = ["the shade 🌳 of the trees", "the water for them", "First the trees\r\nthen"]
    spans = [counted(LINES, each, way) for each in passages]
    found.settle(spans, STANDARD)
    assert found.counting == way
    for span, passage in zip(spans, passages, strict=True):
        where = found.passage(span.start, span.end)
        assert where is not None
        assert found.text[where.start : where.end] == passage.replace("\r\n", "\n")


@pytest.mark.parametrize("way", WAYS)
def test_without_names_they_count_as_they_are_said_to(way: Counting) -> None:
    found = text(LINES)
    found.settle([counted(LINES, "the water for them", way)._replace(name="their needs")], way)
    assert found.counting == way


def test_names_that_fit_all_ways_say_nothing() -> None:
    found = text(LINES)
    found.settle([counted(LINES, "First the trees", STANDARD)], STANDARD)
    assert found.counting == STANDARD


@given(st.text(alphabet="ab \r\n\x00\x85\x0b\u2028🌳\ud800", max_size=60), st.data())
def test_a_passage_is_where_it_is_in_the_text_as_it_is_read(raw: str, data: st.DataObject) -> None:
    """Whatever reading leaves out or changes: lines' ends, what cannot be seen."""
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    found = text(raw)
    found.settle([], STANDARD)
    where = found.passage(start, end)
    assert where is not None
    passage = found.text[where.start : where.end]
    split = raw[end - 1 : end + 1] == "\r\n" or raw[start - 1 : start + 1] == "\r\n"
    assert split or "".join(passage.split()) == "".join(plain(raw[start:end]).split())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_does_not_count(mark: str) -> None:
    found = text((mark + "The trees.").encode())
    found.settle([], STANDARD)
    assert found.passage(0, 3) == Stretch(0, 3)
    assert found.text == "The trees."


@pytest.mark.parametrize("data", ["Café".encode(), "Café".encode("cp1252"), "\ufeffCafé".encode("utf-16-le")])
def test_the_encoding_of_a_text_does_not_matter(data: bytes) -> None:
    assert text(data).text == "Café"


def test_blanks_at_its_ends_are_no_part_of_a_passage() -> None:
    found = text("One  two \n three")
    assert found.passage(3, 11) == Stretch(5, 8)


@pytest.mark.parametrize(("start", "end"), [(0, 17), (20, 30), (5, 1000)])
def test_what_is_not_in_the_text_is_no_passage(start: int, end: int) -> None:
    assert text("It has 16 signs.").passage(start, end) is None


def test_some_passage_at_the_end_of_a_text_of_many_lines_is_in_it_however_it_is_counted() -> None:
    assert text(LINES).passage(0, len(LINES) + 2) == Stretch(0, len(plain(LINES)) - 1)


# --- anchors

REPEATED = "We plant trees. " * 3 + "We plant trees in spring, and nobody is against it. " + "We plant trees. " * 3


def spans_found(of: SourceText, where: Stretch) -> list[tuple[int, int]]:
    (ends,) = of.anchors(where)
    return [each[:2] for each in Searched(of.text).passages(*ends)]


def test_an_anchor_has_the_first_and_the_last_words() -> None:
    words = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen."
    where = Stretch(words.index("two"), words.index(" fourteen"))
    assert text(words).anchors(where) == [("two three four five six", "nine ten eleven twelve thirteen")]


def test_an_anchor_stands_in_one_place_if_there_is_such_a_one() -> None:
    found = text(REPEATED)
    start = REPEATED.index("We plant trees in")
    ((first, last),) = spans_found(found, Stretch(start, start + 51))
    assert REPEATED[first:last].endswith("nobody is against it")
    assert start <= first


def test_what_stands_in_several_places_only_has_the_anchor_of_all() -> None:
    assert text(REPEATED).anchors(Stretch(0, 15)) == [("We", "trees.")]


def test_a_long_passage_is_given_in_parts_that_are_all_found() -> None:
    words = " ".join(f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}x" for n in range(1500))
    found = text(words)
    anchors = found.anchors(Stretch(0, len(words)))
    assert len(anchors) == 3
    searched = Searched(words)
    parts = [each for ends in anchors for each in searched.passages(*ends)]
    assert (parts[0].start, parts[-1].end) == (0, len(words))
    assert [words[one.end : other.start] for one, other in pairwise(parts)] == [" ", " "]


@pytest.mark.parametrize("passage", ["", "...", "🌳"])
def test_what_has_no_words_has_no_anchor_or_one_of_its_signs(passage: str) -> None:
    found = text(f"Before {passage} after")
    assert all(end in passage for ends in found.anchors(Stretch(7, 7 + len(passage))) for end in ends)


def test_where_there_is_no_time_left_anchors_are_not_looked_for() -> None:
    found = text(REPEATED, letters=0)
    start = REPEATED.index("We plant trees in")
    assert found.anchors(Stretch(start, start + 51)) == [("We plant trees in", "nobody is against it.")]


# --- what is told


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ([], ""),
        ([STANDARD], ""),
        ([STANDARD, Counting(lines_as_one=True)], "the ends of lines as one character"),
        ([Counting(as_utf16=True)], "some characters as two"),
        ([Counting(True, True)], "the ends of lines as one character and some characters as two"),
    ],
)
def test_it_is_told_how_positions_count(ways: list[Counting], said: str) -> None:
    assert told(ways) == said


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("They cost", True),
        ("they COST little…", True),
        ("\u201cthey cost\u201d", True),
        ("Costs", False),
        ("", False),
        ("...", False),
    ],
)
def test_a_name_that_is_but_words_of_the_passage_is_known(name: str, holds: bool) -> None:
    found = text("Trees: they cost little.")
    assert found.holds(name, Stretch(7, 24)) is holds
