"""Propositions that were reworded, and who has to be looked at again."""

from records import changed, claim, corpus, document, judged, upward

from policylens.analysis.comparison import Matrix, matrix
from policylens.analysis.rewording import Reworded, reworded
from policylens.model import Coding, Document, Theme

THEME = upward(2)


def worded(version: str = "1", **fields: str) -> tuple[Theme, str]:
    """Return a theme whose first proposition has these fields, and the version of its codebook."""
    first = changed(THEME.propositions[0], **fields)
    return changed(THEME, propositions=(first, *THEME.propositions[1:])), version


def of(book: tuple[Theme, str], *documents: Document) -> Matrix:
    made = corpus(documents, [book[0]])
    return matrix(changed(made, codebook=changed(made.codebook, version=book[1])))


def coded(held: Document, version: str) -> Document:
    return changed(held, coding=Coding(themes=("theme",), codebook=version))


def looks(found: tuple[Reworded, ...]) -> list[tuple[str, bool, str]]:
    (only,) = found
    return [(look.document.id, look.unchanged, look.codebook) for look in only.look]


FOR, AGAINST = document("f", {"p1": judged(1)}), document("x", {"p1": judged(-1)})
NEW = worded("2", text="Otherwise.")


def test_a_text_that_is_the_same_is_not_reworded() -> None:
    assert reworded(of(worded(), FOR), of(worded("2"), FOR)) == ()


def test_text_and_notes_are_wording_and_the_rest_is_not() -> None:
    for field in ("text", "include", "exclude"):
        (found,) = reworded(of(worded()), of(worded(**{field: "Otherwise."})))
        assert [edit.field for edit in found.edits] == [field]
    assert reworded(of(worded()), of(worded(cues=("word",)))) == ()  # type: ignore[arg-type]


def test_a_position_that_stands_as_it_was_needs_another_look() -> None:
    assert looks(reworded(of(worded(), FOR, AGAINST), of(NEW, FOR, AGAINST))) == [("f", True, ""), ("x", True, "")]


def test_a_position_charted_since_needs_none() -> None:
    since = document("f", {"p1": judged(1, because="With the new words in mind.")})
    assert looks(reworded(of(worded(), FOR), of(NEW, since))) == []


def test_silence_that_stayed_needs_another_look_after_the_positions() -> None:
    silent = document("a", {})
    assert looks(reworded(of(worded(), silent, FOR), of(NEW, silent, FOR))) == [("f", True, ""), ("a", True, "")]


def test_a_document_that_has_not_been_read_for_the_theme_needs_none() -> None:
    unread = document("u", {}, themes=())
    assert looks(reworded(of(worded(), unread), of(NEW, unread))) == []
    assert looks(reworded(of(worded(), unread), of(NEW, document("u", {})))) == []


def test_a_document_coded_with_another_version_of_the_codebook_needs_another_look() -> None:
    """Even if it was not there before, or its position moved."""
    came, moved = coded(FOR, "1"), coded(AGAINST, "1")
    before = coded(changed(AGAINST, positions={"p1": judged(-2)}), "1")
    assert looks(reworded(of(worded(), before), of(NEW, came, moved))) == [("f", False, "1"), ("x", False, "1")]


def test_a_document_coded_with_the_present_version_needs_one_only_where_it_stands_as_it_was() -> None:
    assert looks(reworded(of(worded()), of(NEW, coded(FOR, "2")))) == []
    assert looks(reworded(of(worded(), coded(FOR, "1")), of(NEW, coded(FOR, "2")))) == [("f", True, "")]


def test_those_that_stand_as_they_were_come_first() -> None:
    came = coded(document("a", {"p1": judged(2)}), "1")
    assert looks(reworded(of(worded(), FOR), of(NEW, came, FOR))) == [("f", True, ""), ("a", False, "1")]


def test_computed_positions_need_another_look_too() -> None:
    computed = document("c", claims=[claim("c-1", {"p1": 1})])
    assert looks(reworded(of(worded(), computed), of(NEW, computed))) == [("c", True, "")]


def test_a_proposition_that_only_one_codebook_has_is_not_reworded() -> None:
    fewer = (changed(THEME, propositions=THEME.propositions[1:]), "1")
    assert reworded(of(fewer), of(NEW)) == reworded(of(NEW), of(fewer)) == ()
