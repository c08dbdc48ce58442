"""`policylens brief --format docx`: the file as a user gets it, read back with python-docx and by LibreOffice."""

import os
import pty
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from render.commonmark import PARSER, said
from render.word.office import body, converted, lines, links, opened, pages, targets

from .support import PROGRAM, SMALL, Cli, environment, generated

THEMES = "markets targets autonomy citizens centre workforce value equality innovation".split()
"""The themes of the bundled corpus."""

office = pytest.mark.tool("soffice", "pandoc")


def word(cli: Cli, file: Path, *arguments: str, corpus: Path | None = None) -> bytes:
    outcome = cli("brief", *arguments, "-o", str(file), corpus=corpus)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    return file.read_bytes()


# --- what is in it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", ["markets", "markets --length short", "value equality -d demos", ""])
def test_it_says_what_the_markdown_says(cli: Cli, tmp_path: Path, arguments: str) -> None:
    found = PARSER.parse(cli("brief", *arguments.split()).out)
    wanted = Counter(said(token) for token in found if token.type == "inline")
    data = word(cli, tmp_path / "b.docx", *arguments.split())
    assert Counter(lines(opened(data))) == wanted


@pytest.mark.parametrize("arguments", ["markets", "", "--corpus {small}"])
def test_every_claim_in_brackets_leads_to_the_claim(cli: Cli, tmp_path: Path, arguments: str) -> None:
    xml = body(word(cli, tmp_path / "b.docx", *arguments.format(small=SMALL).split()))
    names, found = set(targets(xml)), list(links(xml))
    assert len(found) > 10
    assert [link for link in found if link[1] not in names] == []
    assert {text for text, name in found if text != name} <= {"the appendix", "Method"}


def test_the_title_of_the_user_is_that_of_the_file(cli: Cli, tmp_path: Path) -> None:
    document = opened(word(cli, tmp_path / "b.docx", "markets", "--title", "Who <provides> & \\why*"))
    assert document.core_properties.title == document.paragraphs[0].text == "Who <provides> & \\why*"
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"


def test_the_format_is_chosen_by_the_name_or_the_option(cli: Cli, tmp_path: Path) -> None:
    by_name = word(cli, tmp_path / "b.DOCX", "hours", corpus=SMALL)
    assert by_name.startswith(b"PK")
    assert word(cli, tmp_path / "b.bin", "hours", "--format", "docx", corpus=SMALL) == by_name


def test_it_goes_down_a_pipe_the_same_in_every_process(tmp_path: Path) -> None:
    command = [PROGRAM, "brief", "hours", "--format", "docx", "--corpus", str(SMALL)]
    made = [
        subprocess.run(command, env=environment(PYTHONHASHSEED=seed), capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]
    assert opened(made[0]).paragraphs[0].text.startswith("Opening hours: ")


def test_a_template_of_ones_own_becomes_a_word_file_too(cli: Cli, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md.j2"
    mine.write_text("# {{ title | md }}\n\n![a tree](tree.png)\n\n{{ documents | length }} documents\n", "utf-8")
    document = opened(word(cli, tmp_path / "b.docx", "hours", "--template", str(mine), corpus=SMALL))
    assert [paragraph.text for paragraph in document.paragraphs][1:] == ["a tree", "4 documents"]


# --- what is refused ---------------------------------------------------------------------------------------------


def test_without_a_pandoc_one_line_helps_and_nothing_is_written(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("brief", "hours", "--format", "html", corpus=SMALL)  # whatever else is needed is loaded
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", [each for each in sys.path if not (Path(each) / "pypandoc").is_dir()])
    outcome = cli("brief", "hours", "-o", str(tmp_path / "b.docx"), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "policylens: a Word file is written with pandoc, which is not installed",
        "install pandoc (pandoc.org), or: pip install 'policylens[word]'; HTML and Markdown need neither",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_spared() -> None:
    ours, theirs = pty.openpty()
    command = [PROGRAM, "brief", "hours", "--format", "docx", "--corpus", str(SMALL)]
    done = subprocess.run(command, env=environment(), stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "policylens: a Word file cannot be shown in a terminal",
        "name a file: -o briefing.docx",
    ]


# --- opened by LibreOffice ---------------------------------------------------------------------------------------


@office
def test_a_short_briefing_of_each_theme_takes_one_page(cli: Cli, tmp_path: Path) -> None:
    files = {theme: tmp_path / f"{theme}.docx" for theme in [*THEMES, "all"]}
    for theme, file in files.items():
        word(cli, file, *([theme] if theme != "all" else []), "--length", "short")
    found = {file.stem: pages(file) for file in converted(tmp_path / "pdf", "pdf", *files.values())}
    assert {theme: len(each) for theme, each in found.items()} == dict.fromkeys(files, 1)
    assert all(each[0].endswith("1 / 1") for each in found.values())


@office
def test_it_opens_with_title_claims_and_references_and_each_page_has_its_number(cli: Cli, tmp_path: Path) -> None:
    data = word(cli, tmp_path / "b.docx", "markets")
    (pdf,) = converted(tmp_path / "pdf", "pdf", tmp_path / "b.docx")
    found = pages(pdf)
    assert all(page.endswith(f"{number} / {len(found)}") for number, page in enumerate(found, 1))
    text = _unspaced("".join(found))
    title, *_, last_reference = (each.text for each in opened(data).paragraphs)
    for words in (title, last_reference, "demos-r01b", "cabinet-office-p41"):
        assert _unspaced(words) in text


def _unspaced(text: str) -> str:
    """Return a text without the spaces, some of which are in a PDF only because a line ends there."""
    return "".join(text.split())


@office
@pytest.mark.parametrize("documents", [5, 9, 30])
def test_saved_by_libreoffice_nothing_of_it_is_lost(cli: Cli, tmp_path: Path, documents: int) -> None:
    corpus = generated(tmp_path / "corpus", documents)
    data = word(cli, tmp_path / "b.docx", corpus=corpus)
    (saved,) = converted(tmp_path / "again", "docx", tmp_path / "b.docx")
    before, after = opened(data), opened(saved.read_bytes())
    assert [line for line in lines(after) if line] == [line for line in lines(before) if line]
    assert set(links(body(saved.read_bytes()))) == set(links(body(data)))
    assert [p.style.name for p in after.paragraphs if p.style and p.style.name.startswith("Heading")] == [
        p.style.name for p in before.paragraphs if p.style and p.style.name.startswith("Heading")
    ]


@office
def test_no_word_of_a_table_is_broken(cli: Cli, tmp_path: Path) -> None:
    """A column that is too narrow shows in the PDF as words in pieces."""
    files = [tmp_path / f"{theme}.docx" for theme in THEMES]
    words = {file.stem: {w for line in _cells(word(cli, file, file.stem)) for w in line.split()} for file in files}
    for pdf in converted(tmp_path / "pdf", "pdf", *files):
        shown = set(" ".join(pages(pdf)).split())
        assert [each for each in words[pdf.stem] if each not in shown] == [], pdf.stem


def _cells(data: bytes) -> list[str]:
    return [cell.text for table in opened(data).tables for row in table.rows for cell in row.cells]
