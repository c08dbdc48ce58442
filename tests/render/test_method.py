"""How a briefing says that it was made: the terms that it uses, with the meanings that docs/method.md gives."""

import re

import pytest
from conftest import ROOT
from records import changed, claim, corpus, document, judged, theme, upward

from policylens.analysis.comparison import compare_theme, matrix
from policylens.analysis.scales import LEAST
from policylens.analysis.verdicts import Verdict
from policylens.model import Corpus, Document
from policylens.render.method import MEANINGS, read_for, terms
from policylens.render.wording import number

METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")


def test_the_verdicts_mean_what_the_method_says() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| (.+) \|$", METHOD.split("## Verdicts")[1].split("\n## ")[0], re.MULTILINE)
    assert dict(rows[1:]) == {str(verdict): meaning for verdict, meaning in MEANINGS.items()}
    assert rows[0] == ("verdict", "when")


def test_every_verdict_has_a_meaning() -> None:
    assert list(MEANINGS) == list(Verdict)


def test_the_method_and_the_briefing_ask_as_much_of_a_scale() -> None:
    assert f"at\nleast {number(LEAST)} directed propositions" in METHOD.replace("least\n", "least ")
    assert "two thirds of them" in METHOD
    (scale,) = [text for term, text in terms_of(town(FOR, AGAINST), "theme") if term == "Scale"]
    assert f"at least {number(LEAST)} propositions count" in scale
    assert "two thirds of them" in scale


FOR = document("a", {"p1": judged(2)}, short_name="Apple")
AGAINST = document("b", {"p1": judged(-1)}, short_name="Brick")
SILENT = document("s", {}, short_name="Stone")
UNREAD = document("u", {}, themes=(), short_name="Umber")
COMPUTED = document("c", claims=[claim("c-c1", {"p1": 2})], short_name="Cloud")


def town(*documents: Document, **fields: object) -> Corpus:
    return corpus(documents, [changed(upward(3), **fields)])


def terms_of(known: Corpus, *themes: str) -> list[tuple[str, str]]:
    of = matrix(known)
    compared = [compare_theme(of, name) for name in themes or known.codebook.themes]
    return [(term.term, term.text) for term in terms(of, compared)]


@pytest.mark.parametrize(
    ("known", "names"),
    [
        (town(FOR, AGAINST), ["Position", "Silent", "Verdict", "Scale"]),
        (town(FOR, AGAINST, scale=None), ["Position", "Silent", "Verdict"]),
        (town(FOR, COMPUTED, scale=None), ["Position", "Silent", "Verdict", "Computed"]),
        (town(FOR), ["Position", "Silent", "Scale"]),
        (town(SILENT, UNREAD, scale=None), ["Position", "Silent"]),
        (town(UNREAD), ["Position", "Silent"]),
    ],
    ids=["two", "no scale", "computed", "one", "silent", "unread"],
)
def test_only_the_terms_that_are_used_are_explained(known: Corpus, names: list[str]) -> None:
    assert [term for term, _ in terms_of(known)] == names


def test_only_the_verdicts_that_occur_are_explained() -> None:
    (verdict,) = [text for term, text in terms_of(town(FOR, AGAINST)) if term == "Verdict"]
    assert verdict == (
        "“diverge” means that both sides are taken. A verdict is tentative if it would change without one position of "
        "low confidence."
    )


def test_computed_positions_are_explained_with_the_names_of_their_documents() -> None:
    other = document("d", claims=[claim("d-c1", {"p1": 2})], short_name="Delta")
    elsewhere = document("e", claims=[claim("e-c1", {"o1": 2})], themes=("other",), short_name="Ember")
    known = corpus([COMPUTED, other, FOR, elsewhere], [upward(3), theme(None, name="other", prefix="o")])
    (computed,) = [text for term, text in terms_of(known, "theme") if term == "Computed"]
    assert computed.startswith("nobody has charted the positions of Cloud and Delta.")


@pytest.mark.parametrize(
    ("documents", "words"),
    [((FOR,), "The document was read for"), ((FOR, AGAINST), "Each document was read for")],
)
def test_how_the_documents_were_read_is_said_with_the_version_of_the_codebook(
    documents: tuple[Document, ...], words: str
) -> None:
    assert read_for(matrix(town(*documents))).startswith(words)
    assert "(version 1)" in read_for(matrix(town(*documents)))
