"""The page of `suggest`."""

from collections.abc import Sequence

import pytest
from records import corpus

from policylens.model import Codebook, Evidence, Proposition, Theme
from policylens.render.markdown import render as markdown
from policylens.render.page import Entries, Heading, Hint, Paragraph
from policylens.render.pages.suggest import suggest_page
from policylens.store.suggest import Place, Suggested, Suggestions

from .building import plain

PLACE = Evidence(section="Stalls > Rents", page="3", start="Bread is sold", end="by the loaf.")


def known(*cues: Sequence[str]) -> Codebook:
    """Return a codebook of two themes, with propositions p1, p2 ... that have these cues."""
    made = [Proposition(id=f"p{n}", text=f"Thing {n} is so.", cues=tuple(each)) for n, each in enumerate(cues, 1)]
    themes = [
        Theme(id="first", title="Bread", question="Q?", propositions=tuple(made[:2])),
        Theme(id="second", title="Fish", question="Q?", propositions=tuple(made[2:])),
    ]
    return corpus(themes=themes).codebook


def hits(name: str, *places: Evidence, text: str = "Bread is sold here by the loaf.") -> tuple[Suggested, ...]:
    return tuple(Suggested(name, rank, 1.0, Place(rank, 0, 9, each, text)) for rank, each in enumerate(places, 1))


def found(name: str = "plan.txt", **by_proposition: tuple[Suggested, ...]) -> Suggestions:
    return Suggestions(name, 1234, 16, by_proposition)


def shown(of: Suggestions, codebook: Codebook, top: int = 3) -> str:
    return " ".join(plain(suggest_page(of, codebook, top)).split())


def test_it_says_how_much_was_read_and_how_much_is_shown() -> None:
    text = shown(found(p1=()), known(["a"]), 5)
    assert "What to read in plan.txt" in text
    assert "1,234 words in 16 passages. For each proposition up to 5 of them, best first." in text


def test_a_theme_is_named_once_before_its_propositions() -> None:
    page = suggest_page(found(p1=(), p2=(), p3=()), known(["a"], ["a"], ["a"]), 3)
    assert [(block.level, block.text) for block in page if isinstance(block, Heading)][1:] == [
        (2, "Bread"),
        (3, "Thing 1 is so. (p1)"),
        (3, "Thing 2 is so. (p2)"),
        (2, "Fish"),
        (3, "Thing 3 is so. (p3)"),
    ]


def test_a_theme_of_which_nothing_is_asked_is_not_named() -> None:
    page = suggest_page(found(p3=()), known(["a"], ["a"], ["a"]), 3)
    assert [block.text for block in page if isinstance(block, Heading) and block.level == 2] == ["Fish"]


def test_a_passage_has_its_rank_its_place_its_text_and_its_anchor() -> None:
    text = shown(found(p1=hits("p1", PLACE)), known(["a"]))
    assert "1. Bread is sold here by the loaf. Stalls > Rents, page 3; anchor “Bread is sold” … “by the loaf.”" in text


@pytest.mark.parametrize(
    ("place", "ends"),
    [
        (Evidence(section="Stalls", start="a", end="b"), "loaf. Stalls; anchor “a”"),
        (Evidence(page="iv", start="a", end="b"), "loaf. Page iv; anchor “a”"),
        (Evidence(start="a", end="b"), "loaf. Anchor “a”"),
    ],
)
def test_what_is_not_known_of_its_place_is_left_out(place: Evidence, ends: str) -> None:
    assert ends in shown(found(p1=hits("p1", place)), known(["a"]))


def test_a_passage_that_stands_above_is_not_shown_whole_again() -> None:
    page = suggest_page(found(p1=hits("p1", PLACE), p2=hits("p2", PLACE)), known(["a"], ["a"]), 3)
    told = [entry.line[0].text for block in page if isinstance(block, Entries) for entry in block.items]
    assert told == ["Bread is sold here by the loaf.", "Bread is sold here by the loaf. … (whole above: p1, 1)"]


def test_a_passage_without_an_anchor_shows_none() -> None:
    assert "anchor" not in shown(found(p1=hits("p1", Evidence(section="Stalls"))), known(["a"]))


def test_where_nothing_was_found_it_is_said() -> None:
    page = suggest_page(found(p1=(), p2=hits("p2", PLACE)), known(["a"], ["a"]), 3)
    assert sum(isinstance(block, Entries) for block in page) == 1
    told = [block.line[0].text for block in page if isinstance(block, Paragraph)]
    assert told[1:] == ["No passage has any of its words."]


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        ([["a"], ["b"], ["c"]], None),
        ([[], ["b"], ["c"]], "1 proposition has no cues in the codebook"),
        ([[], [], ["c"]], "2 propositions have no cues in the codebook"),
    ],
)
def test_it_is_said_how_many_propositions_have_no_cues(cues: list[list[str]], said: str | None) -> None:
    page = suggest_page(found(p1=(), p2=(), p3=()), known(*cues), 3)
    hints = [block.line[0].text for block in page if isinstance(block, Hint)]
    assert [hint[: len(said or "")] for hint in hints] == ([said] if said else [])


def test_propositions_that_were_not_asked_for_are_not_counted() -> None:
    assert not any(isinstance(block, Hint) for block in suggest_page(found(p1=()), known(["a"], []), 3))


HOSTILE = "[bold]x[/bold] \x1b[31m <b>y</b> | `z` # *w* \u202e"


def test_nothing_in_a_text_steers_a_terminal_or_is_markup() -> None:
    of = found("a\x1b[31m.txt", p1=hits("p1", Evidence(section=HOSTILE, start=HOSTILE, end=HOSTILE), text=HOSTILE))
    text = plain(suggest_page(of, known(["a"]), 3))
    assert "[bold]x[/bold]" in text
    assert not {"\x1b", "\u202e"} & set(text)
    assert "<b>" not in markdown(suggest_page(of, known(["a"]), 3))
