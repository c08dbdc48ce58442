"""Where claims stand in the text that goes with a project."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import claim, document

from policylens.evidence.source import Source
from policylens.exchange.refi.placing import placed, plain
from policylens.model import Claim, Document, Evidence

PARAGRAPH = "The library is kept open late by those who love it most, and so it is full of readers."
TEXT = f"A heading\n\n{PARAGRAPH}\nThe fees are low.\n"


def resting(name: str, *anchors: tuple[str, str]) -> Claim:
    return claim(name, evidence=tuple(Evidence(start=start, end=end) for start, end in anchors))


def report(*claims: Claim) -> Document:
    return document("report", claims=claims, title="A report")


def test_a_passage_goes_from_its_first_letter_to_behind_its_last() -> None:
    at = placed(report(resting("c1", ("The library is", "full of readers"))), Source(text=TEXT))
    (found,) = at.passages
    assert at.text[found.start : found.end] == PARAGRAPH.rstrip(".")
    assert (found.claim, found.number, found.line) == ("c1", 1, 2)
    assert (at.is_copy, at.missing) == (True, 0)


def test_each_passage_of_a_claim_is_there_and_counted() -> None:
    at = placed(report(resting("c1", ("The fees", "are low"), ("The library", "late"))), Source(text=TEXT))
    assert [(each.number, each.line) for each in at.passages] == [(1, 3), (2, 2)]


def test_no_passage_is_invented_where_none_is_found() -> None:
    claims = [resting("c1", ("The museum", "is closed")), resting("c2", ("The", "")), claim("c3")]
    at = placed(report(*claims), Source(text=TEXT))
    assert at.passages == ()
    assert at.missing == 2, "one that is not there, and one that stands in several places; the third names none"


def test_without_a_copy_each_claim_is_a_paragraph() -> None:
    claims = [claim("c1", statement="Open\n late,\tplease."), claim("c2", statement="Lower the fees.")]
    at = placed(report(*claims), None)
    assert at.text == "A report\n\n[c1] Open late, please.\n\n[c2] Lower the fees.\n"
    assert [at.text[each.start : each.end] for each in at.passages] == [
        "[c1] Open late, please.",
        "[c2] Lower the fees.",
    ]
    assert [each.line for each in at.passages] == [2, 4]
    assert (at.is_copy, at.missing) == (False, 0)


def test_a_document_without_claims_has_a_text_too() -> None:
    assert placed(report(), None).text == "A report\n"


@pytest.mark.parametrize(
    ("odd", "written"),
    [
        ("a\r\nb", "a \nb"),
        ("a\rb", "a\nb"),
        ("a\r\r\nb", "a\n \nb"),
        ("\ufeffa", " a"),
        ("a\ufeffb", "a\ufeffb"),
        ("a\ud800b", "a\ufffdb"),
        ("😀\x00\x0c\u2028", "😀\x00\x0c\u2028"),
    ],
)
def test_a_text_is_exchanged_only_where_a_reader_would_see_another(odd: str, written: str) -> None:
    assert plain(odd) == written


@given(st.text(st.characters() | st.sampled_from("\r\n\ufeff\ud83d\ude00")))
def test_whoever_reads_a_text_from_a_file_finds_every_character_where_it_was(text: str) -> None:
    written = plain(text)
    assert len(written) == len(text)
    data = written.encode()
    for encoding in ("utf-8", "utf-8-sig"):
        assert data.decode(encoding) == written
    assert written == written.replace("\r\n", "\n").replace("\r", "\n"), "as Python and others read line ends"
