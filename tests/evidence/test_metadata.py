"""What a file says of the document that it holds: taken from where its format has it, and made fit to be shown."""

from pathlib import Path
from typing import Any

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from policylens.errors import PolicylensError
from policylens.evidence.metadata import MOST_AUTHORS, Metadata, metadata


def _pdf(path: Path, title: str = "", author: str = "") -> Path:
    canvas = Canvas(str(path))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.drawString(20, 800, "The plan itself.")
    canvas.save()
    return path


def _page(path: Path, *head: str, html: str = "<html>") -> dict[str, Any]:
    path.write_text(f"<!doctype html>{html}<head>{''.join(head)}</head><body><h1>A heading</h1>", encoding="utf-8")
    return metadata(path)


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def test_a_pdf_has_its_document_information(tmp_path: Path) -> None:
    found = metadata(_pdf(tmp_path / "a.pdf", "A plan", "Ann; Bob ;"))
    assert (found["title"], found["authors"]) == ("A plan", ["Ann", "Bob"])


def test_a_word_file_has_its_core_properties(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "A plan", "Ann;Bob"
    document.core_properties.language = "en-GB"
    document.save(str(tmp_path / "a.docx"))
    found = metadata(tmp_path / "a.docx")
    assert (found["title"], found["authors"], found["language"]) == ("A plan", ["Ann", "Bob"], "en-GB")


def test_a_page_has_its_head_and_the_language_of_its_root(tmp_path: Path) -> None:
    names = [_meta("DC.title", "A plan"), _meta("DC.creator", "Ann"), _meta("DC.creator", "Bob")]
    found = _page(tmp_path / "a.html", *names, _meta("DC.publisher", "Town"), html='<html lang="en-GB">')
    assert found == {"title": "A plan", "authors": ["Ann", "Bob"], "publisher": "Town", "language": "en-GB"}


def test_the_names_that_scholars_use_count_before_those_of_search_engines(tmp_path: Path) -> None:
    head = [_meta("author", "The web team"), _meta("citation_author", "Ann"), "<title>A plan | Town</title>"]
    found = _page(tmp_path / "a.html", *head, _meta("citation_title", "A plan"))
    assert (found["title"], found["authors"]) == ("A plan", ["Ann"])


def test_without_a_title_the_first_heading_is_one_but_not_of_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A plan\n\nParks are green.\n", encoding="utf-8")
    assert metadata(tmp_path / "a.md") == {"title": "A plan"}
    assert _page(tmp_path / "a.html") == {"title": "A heading"}
    assert "title" not in metadata(_pdf(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("2019", "2019"),
        ("2019-05", "2019-05"),
        ("2019-05-03T12:00:00Z", "2019-05-03"),
        ("2019/05/03", "2019-05-03"),
        ("D:20190503120000", "2019-05-03"),
        ("2019-13-01", ""),
        ("2019-02-30", ""),
        ("May 2019", ""),
    ],
)
def test_a_date_is_as_a_document_has_it_or_none(tmp_path: Path, said: str, taken: str) -> None:
    assert _page(tmp_path / "a.html", _meta("date", said)).get("date", "") == taken


def test_what_is_said_is_on_one_line_and_not_too_long(tmp_path: Path) -> None:
    head = [_meta("citation_title", "A\n\n  plan\x07 " + "x" * 1000), *[_meta("citation_author", "A")] * 50]
    found = _page(tmp_path / "a.html", *head)
    assert found["title"].startswith("A plan xxx")
    assert len(found["title"]) == 300
    assert len(found["authors"]) == MOST_AUTHORS


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_file_that_is_damaged_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes({"a.pdf": b"%PDF-1.4 and no more", "a.docx": b"PK\x03\x04 and no more"}[name])
    with pytest.raises(PolicylensError) as caught:
        metadata(path)
    assert caught.value.message.startswith(f"{path} cannot be read: ")
    assert caught.value.hint


# The head of a Markdown file


def of_markdown(folder: Path, head: str) -> Metadata:
    file = folder / "plan.md"
    file.write_text(f"{head}\n# A heading\n\nIts text.\n", encoding="utf-8")
    return metadata(file)


def test_the_head_of_a_markdown_file_says_what_it_is(tmp_path: Path) -> None:
    fields = ["title: A plan", "author: The Council", "publisher: The Press", "date: 2025-06-12", "lang: en-GB"]
    assert of_markdown(tmp_path, "\n".join(["---", *fields, "tags: [a, b]", "---"])) == {
        "title": "A plan",
        "authors": ["The Council"],
        "publisher": "The Press",
        "date": "2025-06-12",
        "language": "en-GB",
    }


def test_a_head_may_name_several_authors(tmp_path: Path) -> None:
    found = of_markdown(tmp_path, "---\nauthors:\n  - One\n  - Two\ntitle: 'It'\n...")
    assert found == {"title": "It", "authors": ["One", "Two"]}


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: [a\n---",
        "---\n---",
        "---\n- title\n- It\n---",
        "---\ntitle:\n---",
        "---\ntitle: {a: b}\n---",
        "---\ntitle: &a [*a]\n---",
        "---\n" + "[" * 10_000 + "\n---",
        "title: It",
    ],
)
def test_without_a_head_that_can_be_read_the_first_heading_is_the_title(tmp_path: Path, head: str) -> None:
    assert of_markdown(tmp_path, head)["title"] == "A heading"
