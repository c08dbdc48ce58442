"""References in words: citations that lead to one entry alone, and entries in the order of a list."""

import json
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from conftest import CORPORA
from hypothesis import given
from hypothesis import strategies as st
from publications import publication
from strategies import hostile

from policylens import resources
from policylens.corpus.loader import load
from policylens.exchange.csl_json import write
from policylens.model import Document
from policylens.render.parts import Part, markdown, plain
from policylens.render.references import UNDATED, Reference, references, together

DEMOS = publication(
    "demos",
    "Max Wind-Cowie; Jonty Olliff-Cooper; Jamie Bartlett",
    title="Leading from the front",
    short_name="Demos",
    publisher="Demos",
    date="2009-09",
    kind="think-tank pamphlet",
    isbn="978-1-906693-25-1",
)
CABINET = publication(
    "cabinet-office",
    "Cabinet Office",
    title="Excellence",
    short_name="Cabinet Office",
    publisher="Cabinet Office",
    date="2008-06",
    kind="government white paper",
    reference="288002 / 0608",
)


def of(*documents: Document) -> dict[str, Reference]:
    return references(documents)


def told(*documents: Document) -> list[str]:
    """Return how the documents are cited in sentences, in the order in which they are given."""
    found = references(documents)
    return [plain(found[document.id].told) for document in documents]


def entry(**identity: Any) -> str:
    return plain(of(publication(**identity))["a"].entry)


# --- citations


@pytest.mark.parametrize(
    ("identity", "cited"),
    [
        ({"authors": "Ann Lee"}, "Lee (2009)"),
        ({"authors": "Ann Lee; Bo Dean"}, "Lee and Dean (2009)"),
        ({"authors": "Ann Lee; Bo Dean; Cy Fox"}, "Lee, Dean and Fox (2009)"),
        ({"authors": "Ann Lee; Bo Dean; Cy Fox; Di Hill"}, "Lee et al. (2009)"),
        ({"authors": "Town Council; Ann Lee"}, "Town Council and Lee (2009)"),
        ({"authors": "Jan van der Berg"}, "van der Berg (2009)"),
        ({"authors": "Ann Lee, Jr"}, "Lee (2009)"),
        ({"publisher": "Town Council"}, "Town Council (2009)"),
        ({}, "A text (2009)"),
        ({"authors": "Ann Lee", "date": ""}, "Lee (n.d.)"),
        ({"authors": "Ann Lee", "date": "0987-01"}, "Lee (987)"),
    ],
)
def test_a_document_is_cited_by_its_authors_and_its_year(identity: dict[str, str], cited: str) -> None:
    assert told(publication(**{"date": "2009-03-01", **identity})) == [cited]


def test_a_citation_stands_in_brackets_beside_a_sentence() -> None:
    assert plain(of(CABINET)["cabinet-office"].bracketed) == "(Cabinet Office, 2008)"


@pytest.mark.parametrize(
    ("document", "introduced"),
    [
        (DEMOS, "Demos (Wind-Cowie, Olliff-Cooper and Bartlett, 2009)"),
        (CABINET, "Cabinet Office (2008)"),
        (publication("lee", "Ann Lee", date="2010"), "Lee (2010)"),
        (publication("letter", title="A letter"), "letter (A letter, n.d.)"),
    ],
)
def test_a_document_is_introduced_by_its_name_unless_that_is_its_author(document: Document, introduced: str) -> None:
    name = "Lee" if document.id == "lee" else document.short_name
    known = publication(document.id, "; ".join(document.authors), **{**identity_of(document), "short_name": name})
    assert plain(of(known)[document.id].introduced) == introduced


def identity_of(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in ("title", "publisher", "date", "kind")}


def test_et_al_and_a_title_in_place_of_authors_are_in_italics() -> None:
    many = of(publication(authors="Ann Lee; Bo Dean; Cy Fox; Di Hill"))["a"]
    assert [part for part in many.told if part.italic] == [Part("et al.", italic=True)]
    assert of(publication())["a"].bracketed == (Part("("), Part("A text", italic=True), Part(", n.d."), Part(")"))


def test_several_are_cited_together_the_oldest_first() -> None:
    found = of(DEMOS, CABINET, publication(), publication("old", "Bede", date="0731"))
    assert plain(together(list(found.values()))) == (
        "(Bede, 731; Cabinet Office, 2008; Wind-Cowie, Olliff-Cooper and Bartlett, 2009; A text, n.d.)"
    )


# --- told apart


def test_works_of_one_year_by_the_same_authors_have_letters_in_the_order_of_the_list() -> None:
    second, first = (
        publication("x", "Ann Lee", title="Zebras", date="2009-01"),
        publication("y", "Ann Lee", title="Ants", date="2009"),
    )
    other = publication("z", "Ann Lee", date="2010")
    assert told(second, first, other) == ["Lee (2009b)", "Lee (2009a)", "Lee (2010)"]
    assert [plain(each.entry)[:16] for each in of(second, first, other).values()] == [
        "Lee, A. (2009a) ",
        "Lee, A. (2009b) ",
        "Lee, A. (2010) A",
    ]


def test_undated_works_by_the_same_authors_have_letters_too() -> None:
    assert told(publication("x", "LSIS", title="A"), publication("y", "LSIS", title="B")) == [
        "LSIS (n.d. a)",
        "LSIS (n.d. b)",
    ]


def test_after_z_come_two_letters() -> None:
    many = [publication(f"d{n:03}", "LSIS", title=f"{n:03}", date="2009") for n in range(704)]
    years = [each.year for each in references(many).values()]
    assert [years[n] for n in (0, 25, 26, 27, 701, 702)] == ["2009a", "2009z", "2009aa", "2009ab", "2009zz", "2009aaa"]


def test_authors_of_one_name_are_told_apart_by_initials_in_the_same_year_alone() -> None:
    ann, bo = publication("x", "Ann Lee", date="2009"), publication("y", "Bo Lee", date="2009")
    assert told(ann, bo) == ["A. Lee (2009)", "B. Lee (2009)"]
    assert told(ann, publication("y", "Bo Lee", date="2010")) == ["Lee (2009)", "Lee (2010)"]


def test_authors_of_whom_only_the_first_is_the_same_are_all_named() -> None:
    one = publication("x", "Ann Lee; Bo Dean; Cy Fox; Di Hill", date="2009")
    other = publication("y", "Ann Lee; Bo Dean; Cy Fox; Ed Hall", date="2009")
    assert told(one, other) == ["Lee, Dean, Fox and Hill (2009)", "Lee, Dean, Fox and Hall (2009)"]
    assert plain(of(one, other)["x"].entry) == "Lee, A., Dean, B., Fox, C. and Hill, D. (2009) A text."


def test_authors_who_cannot_be_told_apart_have_letters() -> None:
    assert told(publication("x", "Ann Lee", date="2009"), publication("y", "Amy Lee", date="2009")) == [
        "Lee (2009b)",
        "Lee (2009a)",
    ]


def test_a_title_is_not_taken_for_an_author_of_that_name() -> None:
    found = of(publication("x", title="Demos", date="2009"), publication("y", "Demos", date="2009"))
    assert found["x"].bracketed != found["y"].bracketed


# --- entries


@pytest.mark.parametrize(
    ("identity", "written"),
    [
        ({}, "A text (n.d.)."),
        ({"title": "Why?"}, "Why? (n.d.)."),
        ({"authors": "Ann Lee", "title": "Why?", "publisher": "P"}, "Lee, A. (n.d.) Why? P."),
        ({"authors": "Ann Lee", "title": "Why?"}, "Lee, A. (n.d.) Why?"),
        ({"authors": "Ann Lee", "title": "No."}, "Lee, A. (n.d.) No."),
        ({"authors": "Ann Lee", "publisher": "Lee & Co."}, "Lee, A. (n.d.) A text. Lee & Co."),
        ({"publisher": "P", "kind": "report", "reference": "7"}, "P (n.d.) A text. Report 7. P."),
        ({"publisher": "P", "reference": "7"}, "P (n.d.) A text. 7. P."),
        ({"publisher": "P", "kind": "leaflet", "reference": "7", "isbn": "978"},
         "P (n.d.) A text. P. ISBN 978. Reference 7."),
        ({"authors": "Ann Lee; Bo Dean; Cy Fox; Di Hill"}, "Lee, A. et al. (n.d.) A text."),
        ({"authors": "Jean-Paul de la Mer, Jr; JRR Lee; Ann B. Fox"},
         "de la Mer, J.-P., Jr, Lee, J.R.R. and Fox, A.B. (n.d.) A text."),
    ],
)  # fmt: skip
def test_an_entry_says_what_is_known(identity: dict[str, str], written: str) -> None:
    assert entry(**identity) == written


def test_a_title_stands_in_italics_and_nothing_else() -> None:
    assert [part.text for part in of(DEMOS)["demos"].entry if part.italic] == ["Leading from the front"]
    assert [part.text for part in of(publication())["a"].entry if part.italic] == ["A text"]


def test_the_list_is_in_the_order_of_authors_years_and_titles() -> None:
    documents = [
        publication("g", title="Émile", date="2001"),
        publication("f", "Ann Öst"),
        publication("e", "Ann Öst", date="2010"),
        publication("d", "Ann Öst", date="2009", title="Z"),
        publication("c", "Ann Öst", date="2009", title="Ä"),
        publication("b", "Jan van den Ham"),
        publication("a", "Demos"),
        publication("h", "Ann Öst; Bo Lee", date="2000"),
    ]
    assert list(references(documents)) == ["a", "g", "c", "d", "e", "f", "h", "b"]


def test_authors_who_are_not_named_do_not_count_in_the_order_of_the_list() -> None:
    documents = [
        publication("a", "Ann Lee; Bo Dean; Cy Fox; Di Hill", date="2010"),
        publication("b", "Ann Lee; Zoe Dean; Cy Fox; Di Hill", date="2001"),
        publication("c", "Ann Lee", date="2012"),
    ]
    assert list(references(documents)) == ["c", "b", "a"]


# --- as other programs write them


def by_citeproc(documents: tuple[Document, ...]) -> tuple[list[str], list[str]]:
    """Return citations and entries as citeproc-py makes them, in the style that is ours, of what is exported."""
    source = CiteProcJSON(json.loads(write(documents)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    cited = [Citation([CitationItem(document.id)]) for document in documents]
    for each in cited:
        bibliography.register(each)
    bibliography.sort()
    written = ["".join(map(str, bibliography.cite(each, print))) for each in cited]
    return written, [str(each) for each in bibliography.bibliography()]


def adapted(words: str) -> str:
    """Return what another program wrote, without the quotation marks that the style has for some titles."""
    return words.replace("“", "").replace("”", "").replace("no date", UNDATED)


def bundled() -> tuple[Document, ...]:
    corpus = load(resources.data()).corpus
    assert corpus is not None
    return corpus.documents


def test_the_bundled_documents_are_cited_as_citeproc_cites_them() -> None:
    documents = bundled()
    found = references(documents)
    cited, entries = by_citeproc(documents)
    assert [plain(found[document.id].bracketed) for document in documents] == cited
    assert [plain(each.entry).split(" ISBN")[0] for each in found.values()] == [adapted(each) for each in entries]


def test_documents_with_all_sorts_of_authors_are_cited_as_citeproc_cites_them() -> None:
    documents = (
        publication("a", "Ludwig van Beethoven; Ann Öst", publisher="P", date="2001-02-03", kind="report"),
        publication("b", "Town Council", publisher="Town Council", kind="book", reference="7"),
        publication("c", "Ann Lee; Bo Dean; Cy Fox; Di Hill", publisher="P", date="1999", kind="report", reference="7"),
        publication("d", publisher="Library Union", date="2019", kind="leaflet"),
    )
    found = references(documents)
    cited, entries = by_citeproc(documents)
    assert [plain(found[document.id].bracketed) for document in documents] == [adapted(each) for each in cited]
    assert [plain(each.entry).split(" Reference")[0] for each in found.values()] == [adapted(each) for each in entries]


# --- golden


def test_references_read_as_they_were_read(golden: Any) -> None:
    known = [document for document in (*bundled(), *load_small()) if document.id != "fabian"]
    found = references(known)
    lines = [f"- {markdown(each.entry)}\n  - {markdown(each.introduced)}\n" for each in found.values()]
    golden("render/references.md", "".join(lines))


def test_several_authors_stand_before_the_year() -> None:
    fabian = references(bundled())["fabian"]
    assert markdown(fabian.entry).startswith("Harrop, A. and Tinker, R. (2014) *Going public")
    assert markdown(fabian.introduced) == "Fabian (Harrop and Tinker, 2014)"


def load_small() -> tuple[Document, ...]:
    corpus = load(Path(CORPORA / "small")).corpus
    assert corpus is not None
    return corpus.documents


# --- of anything


NAMES = st.sampled_from(["Ann Lee", "Amy Lee", "Bo Lee", "Demos", "Town Council", "Cy de Lee, Jr"])
SETS = st.lists(
    st.builds(
        dict,
        authors=st.lists(NAMES, max_size=5).map("; ".join),
        title=st.sampled_from(["Ants", "Bees", "Demos"]),
        publisher=st.sampled_from(["", "Demos"]),
        date=st.sampled_from(["", "2009", "2009-01", "2010"]),
    ),
    max_size=8,
)


@given(SETS)
def test_every_citation_leads_to_one_entry_alone(identities: list[dict[str, str]]) -> None:
    documents = [publication(f"d{number}", **identity) for number, identity in enumerate(identities)]
    found = references(documents)
    assert len({each.bracketed for each in found.values()}) == len(documents)
    assert len({each.entry for each in found.values()}) == len(documents)
    assert references(documents[::-1]) == found


@given(st.builds(publication, authors=hostile(), title=hostile(), publisher=hostile(), reference=hostile()))
def test_an_entry_is_one_line_that_ends_as_a_sentence_does(document: Document) -> None:
    words = plain(of(document)["a"].entry)
    assert len(words.splitlines()) == 1 or "\u2028" in words
    assert words.endswith((".", "?", "!", "…"))
