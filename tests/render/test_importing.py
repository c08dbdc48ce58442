"""The page of `import`: what came of somebody else's files, however much there is to say."""

from records import claim, corpus, document, judged, upward

from policylens.corpus.imported import Left, Report, Understood
from policylens.render.page import Page
from policylens.render.pages.importing import MOST_ROWS, imported_page
from policylens.render.terminal import Terminal, render

TOWN = corpus([document("a", {"p1": judged(1)}), document("b", claims=[claim("b-c1", {"p1": 1})])], [upward(2)])


def drawn(page: Page) -> str:
    return render(page, Terminal(width=80, colour=False, unicode=True))


def test_it_says_what_the_corpus_has() -> None:
    said = " ".join(drawn(imported_page("town", TOWN, Report())).split())
    assert said == (
        "town is a corpus now: 2 documents, 2 propositions in 1 theme, 1 claim and 1 position; the positions of 1 "
        "document are computed from the claims."
    )


def test_nothing_is_said_of_computing_where_all_is_charted() -> None:
    charted = corpus([document("a", {"p1": judged(1)})], [upward(1)])
    assert "computed" not in drawn(imported_page("town", charted, Report()))


def test_of_very_many_things_some_are_shown_and_the_others_counted() -> None:
    number = 2 * MOST_ROWS
    words = tuple((f"word {n}", "+1") for n in range(number))
    left = tuple(Left(f"column {n}", "of no use") for n in range(number))
    notes = tuple(f"note {n}" for n in range(number))
    said = drawn(imported_page("town", TOWN, Report((Understood("Stance", words),), left, notes)))
    assert said.count("word ") == said.count("of no use") == said.count("note ") == MOST_ROWS
    assert said.count(f"nd {MOST_ROWS} more") == 3


def test_what_others_have_written_is_shown_as_text() -> None:
    report = Report((Understood("Stance", (("[red]x\x1b[31m", "+1"),)),), (Left("[b]", "a\nb"),), ("\x07",))
    assert "\x1b" not in drawn(imported_page("[town]", TOWN, report))
    assert "[red]x" in drawn(imported_page("[town]", TOWN, report))
