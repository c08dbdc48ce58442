"""What catalogues say of a document: each part of it from the document's identity."""

import pytest
from documented import documented
from hypothesis import given
from hypothesis import strategies as st
from publications import publication
from strategies import hostile

from policylens.analysis.authors import Body, Person
from policylens.analysis.bibliography import FORMS, Form, form, work


def test_a_document_is_catalogued_with_all_that_is_known() -> None:
    found = work(
        publication(
            "plan",
            "Ann Lee; Town Council",
            title="A plan",
            publisher="Town Council",
            date="2019-03-02",
            kind="green paper",
            isbn="978",
            reference="TC 12",
            language="en",
        )
    )
    assert found._asdict() == {
        "id": "plan",
        "form": Form.REPORT,
        "authors": (Person("Lee", "Ann"), Body("Town Council")),
        "title": "A plan",
        "genre": "Green paper",
        "publisher": "Town Council",
        "date": (2019, 3, 2),
        "number": "TC 12",
        "isbn": "978",
        "language": "en",
    }


def test_what_is_not_known_is_empty() -> None:
    found = work(publication("letter", title="A letter"))
    assert found == (("letter", Form.DOCUMENT, (), "A letter", "", "", (), "", "", ""))


@pytest.mark.parametrize(("date", "parts"), [("", ()), ("2008", (2008,)), ("2009-09", (2009, 9)), ("0987", (987,))])
def test_a_date_is_as_exact_as_it_is_known(date: str, parts: tuple[int, ...]) -> None:
    assert work(publication(date=date)).date == parts


def test_without_authors_the_publisher_is_the_author_whatever_its_name() -> None:
    assert work(publication(publisher="Ann Lee")).authors == (Body("Ann Lee"),)


def test_authors_are_told_from_bodies_by_publisher_and_names_of_the_document() -> None:
    assert work(publication("lee", "Ann Lee", publisher="Ann Lee")).authors == (Person("Lee", "Ann"),)
    assert work(publication("x", "Ann Lee", publisher="Ann Lee", short_name="Lee")).authors == (Person("Lee", "Ann"),)
    assert work(publication("x", "Ann Lee", publisher="Ann Lee")).authors == (Body("Ann Lee"),)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("government white paper", Form.REPORT),
        ("think-tank report", Form.REPORT),
        ("Think-tank pamphlet", Form.PAMPHLET),
        ("seminar report", Form.REPORT),
        ("report on a bill", Form.REPORT),
        ("speech about the report", Form.SPEECH),
        ("draft bill", Form.BILL),
        ("conference paper", Form.PAPER),
        ("conference report", Form.REPORT),
        ("paper for a conference", Form.PAPER),
        ("report of the pamphlet committee", Form.REPORT),
        ("doctoral thesis", Form.THESIS),
        ("action plan", Form.REPORT),
        ("individual essay", Form.REPORT),
        ("", Form.REPORT),
    ],
)
def test_the_form_follows_from_the_last_word_of_the_kind_that_tells(kind: str, expected: Form) -> None:
    assert form(kind, published=True) is expected


@pytest.mark.parametrize("kind", ["", "individual essay", "action plan"])
def test_what_nobody_published_and_no_word_tells_of_is_a_document(kind: str) -> None:
    assert form(kind, published=False) is Form.DOCUMENT


def test_the_words_that_tell_are_documented() -> None:
    told = dict(FORMS)
    assert documented("references.md")["What sort of publication"] == [
        *told,
        Form.PAPER,
        Form.REPORT,
        Form.DOCUMENT,
    ]
    assert set(Form) == {*told, Form.PAPER, Form.REPORT, Form.DOCUMENT}


@given(st.builds(publication, title=hostile(), publisher=hostile() | st.just(""), kind=hostile(), reference=hostile()))
def test_texts_are_on_one_line_without_control_characters(document: object) -> None:
    found = work(document)  # type: ignore[arg-type]
    for text in (found.title, found.publisher, found.genre, found.number):
        assert text == " ".join(text.split())
        assert not {sign for sign in text if sign < " " or "\x7f" <= sign < "\xa0"}


def test_a_title_of_nothing_but_control_characters_gives_way_to_the_id() -> None:
    assert work(publication("a", title="\x00")).title == "a"
