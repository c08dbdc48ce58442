"""Anchors: found again however a text is set, never taken for what they are not."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylens.evidence import anchors
from policylens.evidence.anchors import LONGEST, MOST_PLACES, Passage, Searched, _closest, _least_distance
from policylens.evidence.words import Words

from .setting import (
    SETTINGS,
    in_capitals,
    interleaved,
    paged,
    unlike_words,
    with_ligatures,
    with_notes,
    with_quotes,
    with_soft_hyphens,
    wrapped,
)

randoms = st.integers(0, 2**32).map(Random)
few = settings(max_examples=40, deadline=None)


def cut(words: Sequence[str], random: Random) -> tuple[str, str, str]:
    """Cut a passage out of a text: its first words, its last words, and all its letters."""
    first = random.randint(0, len(words) - 12)
    last = random.randint(first + 6, len(words) - 1)
    start = words[first : first + random.randint(3, 6)]
    end = words[last - random.randint(2, 5) : last + 1]
    return " ".join(start), " ".join(end), "".join(words[first : last + 1])


def letters(text: str, passage: Passage) -> str:
    return Words(text[passage.start : passage.end]).letters


def only(text: str, start: str, end: str) -> Passage:
    (found,) = Searched(text).passages(start, end)
    return found


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.__name__)
@given(randoms)
@few
def test_an_anchor_is_found_again_however_its_text_is_set(
    setting: Callable[[Sequence[str], Random], str], random: Random
) -> None:
    words = unlike_words(random)
    start, end, whole = cut(words, random)
    text = setting(words, random)
    found = only(text, start, end)
    assert letters(text, found) == whole
    assert found.differences == ()


@given(randoms)
@few
def test_settings_together_leave_an_anchor_exact(random: Random) -> None:
    words = unlike_words(random)
    start, end, whole = cut(words, random)
    text = " ".join(words)
    for settings_ in ([with_soft_hyphens, with_ligatures, in_capitals], [with_quotes, with_notes], [wrapped]):
        text = random.choice(settings_)(text.split(" "), random)
    found = only(text, start, end)
    assert (letters(text, found), found.differences) == (whole, ())


@given(randoms)
@few
def test_an_anchor_is_found_over_the_end_of_a_page(random: Random) -> None:
    words = unlike_words(random, least=120)
    heads = ["A Plan for Towns", "Chapter Two"]
    text = paged(words, random, heads)
    start, end, _ = cut(words, random)
    searched = Searched(text)
    lines = text.splitlines(keepends=True)
    furniture, at = [], 0
    for line in lines:
        if line.strip() in heads or line.strip().isdigit():
            furniture.append((at, at + len(line)))
        at += len(line)
    searched.leave_out(furniture)
    (found,) = searched.passages(start, end)
    assert found.differences == ()
    assert Words(text[found.start :]).letters.startswith(Words(start).words[0])


@given(randoms)
@few
def test_an_anchor_is_found_where_columns_are_mixed_and_says_so(random: Random) -> None:
    words = unlike_words(random, least=120)
    half = len(words) // 2
    left, right = words[:half], words[half:]
    text = interleaved(left, right, random)
    start, end, _ = cut(left, random)
    found = only(text, start, end)
    assert text[found.start :].lower().startswith(start.split()[0])
    assert text[: found.end].lower().endswith(end.split()[-1])
    spelled = " ".join(text.split())
    assert (found.differences == ()) == (start in spelled and end in spelled)


TINY = st.lists(st.sampled_from(["a", "b", "ab", "ba", "aba", "c"]), min_size=1, max_size=40)


@given(TINY, st.lists(st.sampled_from(["a", "b", "ab", "ba", "aba", "c"]), min_size=1, max_size=5))
@settings(max_examples=400, deadline=None)
def test_words_are_exact_if_and_only_if_they_stand_in_the_text(text: list[str], words: list[str]) -> None:
    places = [i for i in range(len(text) - len(words) + 1) if text[i : i + len(words)] == words]
    found = Searched(" ".join(text)).exact(" ".join(words))
    offsets = [len(" ".join(text[:i])) + bool(i) for i in places]
    assert [end.start for end in found] == offsets


@given(randoms, st.integers(0, 5))
@few
def test_another_word_in_an_anchor_is_never_exact(random: Random, place: int) -> None:
    words = unlike_words(random)
    start, end, _ = cut(words, random)
    changed = start.split()
    changed[place % len(changed)] = "quite"
    assert all(found.differences for found in Searched(" ".join(words)).passages(" ".join(changed), end))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in phase 3 of the plan", "phase 2 of the"),
        ("in 1998 to 2010 it rose", "in 1998 to 2011"),
        ("all nineteen recommendations are", "all nineteen recommendation are"),
        ("now here it goes on", "nowhere it goes"),
        ("nowhere it goes on", "now here it"),
        ("the therapist came in", "the the rapist"),
        ("by 30 and then fell", "by 3 and then"),
        ("by 30 and then fell", "by 300 and then"),
        ("by £30 and then fell", "by and then"),
        ("by 30 and then fell", "by and then"),
        ("cut by 3,000 posts", "cut by 3"),
        ("cut by 3.5 million", "cut by 3"),
        ("over 3,000 people came", "000 people came"),
        ("spent £5bn on roads", "spent $5bn on roads"),
        ("rose 50% in a year", "rose 50 in a year"),
        ("the G20 summit agreed", "the G summit agreed"),
        ("cut CO₂ in homes", "cut CO in homes"),
        ("die schon gebauten Häuser", "die schön gebauten Häuser"),
        ("мои дома стоят", "мой дома стоят"),
        ("かく事は大切です", "がく事は大切です"),
        ("काम किया गया", "काम काया गया"),
    ],
)
def test_what_looks_alike_is_not_exact(text: str, words: str) -> None:
    assert Searched(text).exact(words) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a self-rating scale is", "self-rating scale is"),
        ("a self\u2010\nrating scale is", "self-rating scale is"),
        ("a selfrating scale is", "self-rating scale is"),
        ("a self-rating scale is", "selfrating scale is"),
        ("targets12 in schools", "targets in schools"),
        ("targets¹² in schools", "targets in schools"),
        ("targets [12] in schools", "targets in schools"),
        ("targets\n12\nin schools", "targets in schools"),
        ("the cafe\u0301s of Leeds", "the cafés of Leeds"),
        ("STRASSE and Platz here", "straße and Platz"),
        ("ΑΘΗΝΑ ΚΑΙ ΠΟΛΗ ΕΔΩ", "Αθήνα και Πόλη"),
        ("KAPI ÖNÜNDE İSTANBUL", "kapı önünde İstanbul"),
        ("公共服务的改革必须从\n地方开始，并且要有公民参与", "改革必须从地方开始"),
        ("บริการสาธารณะต้องปรับปรุง", "บริการสาธารณะ"),
        ("काम किया गया है", "किया गया"),
        ("الخِدْمَات العـامة في البلاد", "الخدمات العامة في"),
        ("rose in 2010.12 We", "rose in 2010"),
        ("the 19 recommendations of", "19 recommendations of"),
        ("in 2008/09 it was", "in 2008/09 it"),
    ],
)
def test_what_only_a_typesetter_changed_is_exact(text: str, words: str) -> None:
    (found,) = Searched(text).exact(words)
    assert Words(text[found.start : found.end]).words[0][0] == Words(words).words[0][0]


@pytest.mark.parametrize(
    ("text", "words", "alone"),
    [
        ("bread here and fish there", "bread here and", True),
        ("bread here and fish there", "Bread – HERE and,", True),
        ("bread here and fish there", "fish here and", False),
        ("bread here and bread here", "bread here", False),
        ("bread here and Bread, here", "bread here", False),
        ("now here it goes and nowhere it goes", "now here it", False),
        ("some bread and bread andante", "bread and", False),
        ("in phase 2 of it and phase 3 of it", "phase 2 of it", False),
        ("in phase 2 of it it says", "phase 3 of it", False),
        ("cut by 3,000 posts", "cut by 3", False),
        ("12 13 14 bread", "12 13 14", False),
        ("12 13 14 bread", "12 13 14 bread", True),
        ("bread here", "", False),
        ("bread here", "… –", False),
        ("", "bread", False),
    ],
)
def test_words_are_alone_if_they_stand_once_and_their_letters_stand_in_no_other_words(
    text: str, words: str, alone: bool
) -> None:
    assert Searched(text).is_alone(words) is alone


def test_words_that_a_running_head_parts_are_alone_too() -> None:
    text = "we sell bread\n\nThe Market\n\nand cheese here"
    searched = Searched(text)
    searched.leave_out([(text.index("The Market"), text.index("\n\nand"))])
    assert searched.is_alone("sell bread and cheese")


@pytest.mark.parametrize(
    ("text", "words", "again"),
    [
        ("bread here and bread there", "bread", True),
        ("bread here and breadcrumbs there", "Bread", True),
        ("ananas", "ana", True),
        ("bread here", "bread", False),
        ("bread here", "fish", False),
        ("12 and 12", "12", False),
    ],
)
def test_words_stand_again_where_their_letters_do(text: str, words: str, again: bool) -> None:
    assert Searched(text).stands_again(words) is again


def test_small_differences_are_fuzzy_and_shown() -> None:
    text = "The council should organise its markets twice a week. " + "Nothing else is said of them. " * 3
    found = only(text, "council should organize its", "is said of them")
    assert found.differences == ("the copy has “council should organise its”",)


def edit_distance(one: str, two: str) -> int:
    """Work out the edit distance by its definition (Levenshtein 1966)."""
    row = list(range(len(two) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(two, 1):
            before, row[place] = row[place], min(before + (letter != other), row[place] + 1, row[place - 1] + 1)
    return row[-1]


short = st.text(alphabet="abc", max_size=9)


@given(st.text(alphabet="abc", min_size=1, max_size=9), short)
@settings(max_examples=300, deadline=None)
def test_the_least_distance_is_that_to_the_best_part(wanted: str, text: str) -> None:
    parts = {text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)}
    least = min(edit_distance(wanted, part) for part in parts)
    assert _least_distance(Words(wanted), text) == least
    start, stop = _closest(wanted, text)
    assert edit_distance(wanted, text[start:stop]) == least


def test_a_word_more_or_less_is_too_much_for_a_short_anchor() -> None:
    text = "The council should quite often organise its markets. More is not said."
    assert Searched(text).passages("council should organise", "is not said") == []


def test_the_fewest_differences_count() -> None:
    text = "They should organiser its markets here. They should organise its markets there."
    found = Searched(text).near("should organize its markets")
    assert [text[end.start : end.end] for end in found] == ["should organise its markets"]


def test_a_beginning_belongs_to_the_next_ending_and_that_to_the_last_beginning_before_it() -> None:
    text = "we begin so. middle. we begin so. it ends so here. it ends so here."
    found = only(text, "we begin so", "it ends so here")
    assert text[found.start : found.end] == "we begin so. it ends so here"


def test_a_passage_that_stands_twice_is_found_twice() -> None:
    text = "we begin so. it ends so here. " * 2
    assert len(Searched(text).passages("we begin so", "it ends so here")) == 2


def test_a_beginning_and_an_ending_that_are_far_apart_are_no_passage() -> None:
    text = f"we begin so. {'and on ' * LONGEST} it ends so here."
    assert Searched(text).passages("we begin so", "it ends so here") == []


def test_an_ending_may_overlap_its_beginning() -> None:
    text = "Bread is sold here by the loaf."
    found = only(text, "Bread is sold here", "sold here by the")
    assert text[found.start : found.end] == "Bread is sold here by the"


@pytest.mark.parametrize(("start", "end"), [("Bread is sold", ""), ("", "Bread is sold")])
def test_an_anchor_with_one_end_is_its_own_passage(start: str, end: str) -> None:
    text = "Bread is sold here by the loaf."
    found = only(text, start, end)
    assert text[found.start : found.end] == "Bread is sold"


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_and_any_anchor_give_passages_inside_the_text(text: str, start: str, end: str) -> None:
    for found in Searched(text).passages(start, end):
        assert 0 <= found.start < found.end <= len(text)


def test_lines_of_one_letter_are_gone_through_once() -> None:
    """Each of them could be passed over, or be part of the anchor: more ways than anybody can try."""
    text = "aa\n" * 2_000
    assert Searched(text).passages("a" * 90 + "b", "it ends so here") == []


def test_a_passage_that_stands_everywhere_is_not_looked_at_everywhere() -> None:
    found = Searched("we begin so. it ends so here. " * 20_000).passages("we begin so", "it ends so here")
    assert len(found) == MOST_PLACES


def test_what_differs_is_cut_off_where_it_is_long() -> None:
    (difference,) = only(f"the com{'.' * 9000} mittee said", "the committee said", "").differences
    assert len(difference) < 400


def test_a_hostile_text_takes_no_longer_than_a_plain_one() -> None:
    """One word over and over, which every window of the approximate search could be."""
    text = "again " * 60_000
    assert Searched(text).passages("again and again and", "once more again then") == []


def test_anchors_that_nothing_is_like_cost_no_more_than_their_share_for_all_of_them_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(anchors, "MOST_LOOKED_AT", 3_000)
    searched = Searched("words on lines\nof their own and\n" * 150 + "the comittee said so\n")
    assert searched.near("the committee said")
    for number in range(20):
        searched.near(f"words on linen of theirs {number}")
    assert searched.near("the committee said") == []
    assert searched.exact("the comittee said")


@pytest.mark.parametrize(("most", "cut_short"), [(30, True), (10_000, False)])
def test_a_search_says_whether_it_was_cut_short(monkeypatch: pytest.MonkeyPatch, most: int, cut_short: bool) -> None:
    monkeypatch.setattr(anchors, "MOST_LOOKED_AT", most)
    searched = Searched("the comittee said so. " + "the market said so. " * 50)
    assert searched.search("the market said", "").cut_short is False
    found = searched.search("the committee said", "")
    assert (found.cut_short, len(found.passages)) == (cut_short, 1)
    assert searched.search("the council said", "") == ([], cut_short)
    assert searched.search("it rains", "on all of us") == ([], False)  # there is nothing like it to look at


def test_in_a_text_of_some_size_the_share_is_not_used_up() -> None:
    searched = Searched("Bread is sold on the square, and the market is held on two days of the week.\n" * 5_000)
    for number in range(50):
        searched.near(f"bread is bought on the square {number}")
    assert searched._effort.left > 0
