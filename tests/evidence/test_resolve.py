"""Recorded evidence held against a copy: which passage it is, and how surely."""

import pytest
from records import claim, document

from policylens.evidence import anchors
from policylens.evidence.coverage import coverage
from policylens.evidence.report import check, context, is_another, passages_of, plainly_found
from policylens.evidence.resolve import Copy, Resolved, Status, anchored
from policylens.evidence.source import Heading, Source, from_plain, to_plain
from policylens.model import Document, Evidence

FILLER = "Nothing else of note is said about it on this day. "
FIRST = "Stalls should be let by the week and at a fair rent."
SECOND = "The square is to be swept after every market by its traders."


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def evidence(first: str = "Stalls should be let", last: str = "at a fair rent", **where: str) -> Evidence:
    return Evidence(start=first, end=last, **where)


def resolve(text: str, wanted: Evidence, *others: Evidence, headings: tuple[Heading, ...] = ()) -> Resolved:
    return Copy(Source(text=text, headings=headings), [wanted, *others]).resolve(wanted)


def test_an_anchor_that_is_where_the_record_says_is_exact() -> None:
    text = text_of(*(f"{number}. {FILLER}{FIRST if number == 4 else ''}" for number in range(1, 9)))
    found = resolve(text, evidence(paragraph="4"))
    assert (found.status, found.elsewhere) == (Status.EXACT, "")
    assert text[found.found[0].start : found.found[0].end] == FIRST.rstrip(".")
    assert found.found[0].paragraph == "4"


def test_an_anchor_in_another_paragraph_has_moved() -> None:
    text = text_of(*(f"{number}. {FILLER}{FIRST if number == 6 else ''}" for number in range(1, 9)))
    found = resolve(text, evidence(paragraph="4"))
    assert (found.status, found.elsewhere) == (Status.MOVED, "in paragraph 6")


def test_an_anchor_on_another_page_has_moved() -> None:
    pages = [f"{FILLER * 8}{FIRST if page == 9 else ''}\n{page}\n" for page in range(3, 14)]
    assert resolve("\n".join(pages), evidence(page="9")).status is Status.EXACT
    moved = resolve("\n".join(pages), evidence(page="5"))
    assert (moved.status, moved.elsewhere) == (Status.MOVED, "on page 9")


def test_a_passage_that_goes_on_overleaf_is_on_both_pages() -> None:
    pages = [f"{FILLER * 8}\n{page}\n" for page in range(3, 14)]
    pages[4] = f"{FILLER * 8}Stalls should be let\n7\n"
    pages[5] = f"by the week and at a fair rent. {FILLER * 8}\n8\n"
    for page in ("7", "8", "7-8"):
        assert resolve("\n".join(pages), evidence(page=page)).status is Status.EXACT


def test_an_anchor_under_another_heading_has_moved() -> None:
    text = text_of("Rents", FILLER, "Sweeping", FIRST)
    headings = tuple(Heading(text.index(title), 1, title) for title in ("Rents", "Sweeping"))
    assert resolve(text, evidence(section="Sweeping"), headings=headings).status is Status.EXACT
    moved = resolve(text, evidence(section="Rents"), headings=headings)
    assert (moved.status, moved.elsewhere) == (Status.MOVED, "in Sweeping")


def test_small_differences_are_fuzzy() -> None:
    found = resolve(text_of(FILLER, FIRST.replace("should", "shuold"), FILLER), evidence())
    assert found.status is Status.FUZZY
    assert found.found[0].differences == ("the copy has “Stalls shuold be let”",)


def test_an_anchor_that_stands_twice_is_ambiguous() -> None:
    found = resolve(text_of(FIRST, FILLER, FIRST), evidence())
    assert (found.status, len(found.found)) == (Status.AMBIGUOUS, 2)


def test_the_recorded_paragraph_says_which_of_two_passages_is_meant() -> None:
    text = text_of(*(f"{number}. {FILLER}{FIRST if number in (3, 6) else ''}" for number in range(1, 9)))
    found = resolve(text, evidence(paragraph="6"))
    assert found.status is Status.EXACT
    assert found.found[0].start == text.rindex("Stalls")


def test_the_recorded_heading_says_which_of_two_passages_is_meant() -> None:
    text = text_of("Summary of it all", FILLER, FIRST, "Rents and stalls", FILLER, FIRST, FILLER)
    other = evidence("The square is to", "by its traders", section="Summary of it all")
    found = resolve(text, evidence(section="Rents and stalls"), other)
    assert found.status is Status.EXACT
    assert found.found[0].start == text.rindex("Stalls")


def test_an_anchor_that_is_not_there_is_missing() -> None:
    found = resolve(text_of(FILLER, SECOND), evidence())
    assert (found.status, found.found) == (Status.MISSING, ())


def test_half_an_anchor_is_missing() -> None:
    assert resolve(text_of(FILLER, "Stalls should be let to anybody.", SECOND), evidence()).status is Status.MISSING


# --- a document as a whole


def test_beyond_the_limit_only_the_very_words_are_looked_for_and_it_is_said() -> None:
    """The real limit, which a text of 200,000 lines that could all go on reaches before it is searched to the end."""
    wanted = [Evidence(start=f"and and and and and {word}") for word in "ash birch cedar elm fir hazel lime".split()]
    fair, square = evidence(), evidence("The square is to", "by its traders")
    of = document("plan", claims=[claim("a", evidence=(fair, *wanted, fair, square))])
    changed = FIRST.replace("should", "shuold")
    checked = check(of, Source(text=text_of("nd\n" * 200_000, FILLER, changed, SECOND)))
    first, *others, again, last = checked.of_claim("a")
    assert (first.status, first.note) == (Status.FUZZY, "")
    assert {each.status for each in others} == {Status.MISSING}
    assert not others[0].word_for_word
    assert (again.status, again.note) == (
        Status.MISSING,
        "looked for word for word only: the text is very long or repeats itself",
    )
    assert (last.status, last.note) == (Status.EXACT, "")
    assert 1 <= checked.word_for_word <= len(wanted)


def test_what_was_found_before_the_limit_may_be_elsewhere_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "MOST_LOOKED_AT", 30)
    wanted = Evidence(start="the committee said")
    found = resolve("the comittee said so. " + "the market said so. " * 50, wanted)
    assert found.status is Status.FUZZY
    assert found.note == "not looked for everywhere: the text is very long or repeats itself"
    assert not found.word_for_word


def plan(**claims: Evidence) -> Document:
    return document("plan", claims=[claim(name, evidence=(each,)) for name, each in claims.items()])


def test_evidence_without_an_anchor_and_of_another_text_is_not_looked_for() -> None:
    of = plan(a=evidence(), b=Evidence(section="Rents"), c=evidence(source="A letter"))
    assert [name for name, _, _ in anchored(of)] == ["a"]


def test_a_document_is_checked_as_a_whole() -> None:
    of = plan(a=evidence(), b=evidence("The square is to", "by its traders"), c=evidence("It rains on", "all of us"))
    checked = check(of, Source(text=text_of(FIRST, FILLER, SECOND), name="plan.txt"))
    assert (checked.anchors, checked.found, checked.failed) == (3, 2, 1)
    assert checked.counts == {Status.EXACT: 2, Status.MISSING: 1}
    assert [each.status for each in checked.of_claim("c")] == [Status.MISSING]
    assert checked.only("b").anchors == 1


def test_without_a_copy_it_is_said_how_much_there_is_to_look_for() -> None:
    checked = check(plan(a=evidence()), None)
    assert (checked.copy, checked.anchors, checked.found, checked.failed) == (None, 1, 0, 0)
    assert passages_of(checked) == {}


def test_a_copy_with_hardly_any_anchor_is_another_document() -> None:
    text = Source(text=text_of(FIRST, SECOND))
    of = plan(**{f"c{number}": evidence(f"It rains number {number}", "all of us") for number in range(9)}, a=evidence())
    assert plainly_found(of, text) == 1
    assert is_another(of, 1)
    assert not is_another(of, 2)
    assert not is_another(plan(a=evidence()), plainly_found(plan(a=evidence()), text))


def test_a_document_without_anchors_may_be_any() -> None:
    assert not is_another(plan(a=Evidence(page="3")), 0)


@pytest.mark.parametrize(("words", "before", "after"), [(0, "", ""), (2, "this day. ", ". The square")])
def test_a_passage_is_shown_with_so_many_words_around_it(words: int, before: str, after: str) -> None:
    text = text_of(FILLER.strip(), FIRST, SECOND)
    checked = check(plan(a=evidence()), Source(text=text))
    assert checked.copy is not None
    found = checked.of_claim("a")[0].found[0]
    around = context(checked.copy, found.start, found.end, words)
    assert (around.before, around.passage, around.after) == (before, FIRST.rstrip("."), after)


def test_the_passages_of_a_claim_come_in_its_order() -> None:
    of = document("plan", claims=[claim("a", evidence=(evidence("The square is to", "by its traders"),))])
    text = Source(text=text_of(FIRST, SECOND))
    assert passages_of(check(of, text)) == {"a": [SECOND.rstrip(".")]}


def test_coverage_counts_the_words_behind_claims_by_section() -> None:
    text = text_of("Rents", FIRST, FILLER * 3, "Sweeping", SECOND, FILLER * 3, "Weather", FILLER * 3)
    headings = tuple(Heading(text.index(f"{title}\n"), 1, title) for title in ("Rents", "Sweeping", "Weather"))
    of = plan(a=evidence(), b=evidence("by the week", "a fair rent"), c=evidence("The square is to", "by its traders"))
    checked = check(of, Source(text=text, headings=headings))
    assert checked.copy is not None
    sections = coverage(checked.copy, checked.resolved)
    assert [(each.title, each.covered, each.claims) for each in sections] == [
        ("Rents", 12, ("a", "b")),
        ("Sweeping", 12, ("c",)),
        ("Weather", 0, ()),
    ]
    assert sum(each.words for each in sections) == len(text.replace(".", "").split())


def test_a_missing_passage_covers_nothing() -> None:
    checked = check(plan(a=evidence("It rains on", "all of us")), Source(text=FILLER * 5))
    assert checked.copy is not None
    assert [each.covered for each in coverage(checked.copy, checked.resolved)] == [0]


def test_a_source_survives_being_kept() -> None:
    source = Source(text="Ä text\n", headings=(Heading(0, 1, "Ä"),), name="a.txt")
    assert from_plain(to_plain(source)) == source


@pytest.mark.parametrize("values", [{}, [], None, {"text": 3, "name": "", "pages": [], "headings": []}])
def test_what_is_no_source_is_refused(values: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_plain(values)
