"""`policylens brief`: the briefing as a user gets it, templates of one's own, and what is never written over."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from policylens.resources import templates

from .support import NO_EVIDENCE, SMALL, Cli, small, start

Golden = Callable[[str, str], None]

BRIEFINGS = {
    "brief": "brief",
    "brief-theme": "brief volunteers",
    "brief-theme-without-scale": "brief money",
    "brief-one-document": "brief hours volunteers -d council",
    "brief-hardly-coded": "brief -d letter",
    "brief-short": "brief --length short",
    "brief-short-theme": "brief volunteers --length short",
    "brief-short-theme-without-scale": "brief money --length short",
    "brief-short-one-document": "brief hours volunteers -d council --length short",
    "brief-short-hardly-coded": "brief hours -d letter --length short",
}
"""The name of each golden file, and the command line that it shows."""


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_briefing_reads_as_it_was_read(cli: Cli, golden: Golden, name: str) -> None:
    outcome = cli(*BRIEFINGS[name].split(), corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"cli/{name}.md", outcome.out)


def test_a_briefing_is_the_same_in_every_process() -> None:
    first, second = (start("brief", "--corpus", str(SMALL), PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.stdout == second.stdout
    assert first.stdout.startswith("# Three themes: ")


def test_a_file_gets_what_standard_output_would_get(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "briefing.md"
    outcome = cli("brief", "hours", "-o", str(file), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == cli("brief", "hours", corpus=SMALL).out


def test_themes_stand_in_the_order_in_which_they_are_named_and_once(cli: Cli) -> None:
    outcome = cli("brief", "money", "Hours", "theme:money", corpus=SMALL)
    assert re.findall(r"^## (Money|Opening hours|Volunteers)$", outcome.out, re.MULTILINE) == ["Money", "Opening hours"]


def test_without_a_theme_all_stand_in_the_order_of_the_codebook(cli: Cli) -> None:
    found = re.findall(r"^## (Money|Opening hours|Volunteers)$", cli("brief", corpus=SMALL).out, re.MULTILINE)
    assert found == ["Opening hours", "Volunteers", "Money"]


def test_warnings_are_counted_beside_the_briefing(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    outcome = cli("brief", "money", corpus=corpus)
    assert (outcome.code, outcome.out) == (0, cli("brief", "money", corpus=SMALL).out)
    assert outcome.err == f"policylens: 1 warning in the data; `policylens check --corpus {corpus}` lists them\n"


# --- title, format -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", ["full", "short"])
def test_a_title_of_ones_own_stands_in_the_place_of_the_other(cli: Cli, length: str) -> None:
    given = cli("brief", "hours", "--length", length, "--title", " What *we* found ", corpus=SMALL).out
    usual = cli("brief", "hours", "--length", length, corpus=SMALL).out
    assert given.split("\n", 1) == ["# What \\*we\\* found", usual.split("\n", 1)[1]]


@pytest.mark.parametrize("title", ["", " ", "\t"])
def test_a_blank_title_is_none(cli: Cli, title: str) -> None:
    assert cli("brief", "hours", "--title", title, corpus=SMALL) == cli("brief", "hours", corpus=SMALL)


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_a_title_is_text_and_nothing_else(cli: Cli, format: str) -> None:
    attack = "</title><script>alert(1)</script>\x1b[31m\n# Other"
    outcome = cli("brief", "hours", "--format", format, "--title", attack, corpus=SMALL)
    assert outcome.code == 0
    assert "<script>alert" not in outcome.out.replace("\\<", "")
    assert "\x1b" not in outcome.out
    assert "\n# Other" not in outcome.out


def kind_of(data: bytes) -> str:
    """Return what sort of file a briefing is, by how it begins."""
    return "html" if data.startswith(b"<!DOCTYPE html>") else "markdown" if data.startswith(b"# ") else ""


@pytest.mark.parametrize(
    ("name", "options", "kind"),
    [
        ("b.md", "", "markdown"),
        ("b.markdown", "", "markdown"),
        ("b", "", "markdown"),
        ("b.txt", "", "markdown"),
        ("b.html", "", "html"),
        ("b.htm", "", "html"),
        ("B.HTML", "", "html"),
        ("b.html", "--length short", "html"),
        ("b.html", "--format markdown", "markdown"),
        ("b.md", "--format html", "html"),
    ],
)
def test_the_format_is_the_one_asked_for_else_that_of_the_files_ending(
    cli: Cli, tmp_path: Path, name: str, options: str, kind: str
) -> None:
    file = tmp_path / name
    outcome = cli("brief", "hours", *options.split(), "-o", str(file), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert kind_of(file.read_bytes()) == kind


@pytest.mark.parametrize("options", ["--format html -o b.md", "-o b.html", "-o b.htm --length short"])
def test_a_template_of_ones_own_is_not_for_html(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: str
) -> None:
    mine = made(tmp_path, "{{ title }}")
    monkeypatch.chdir(tmp_path)
    outcome = cli("brief", "--template", str(mine), *options.split(), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "policylens: a template of your own is Markdown",
        "leave --format html out, or --template",
    ]
    assert list(tmp_path.iterdir()) == [mine]


def test_a_template_of_ones_own_decides_how_much_it_says(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("brief", "--template", str(made(tmp_path, "{{ title }}")), "--length", "short", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "policylens: a template of your own decides how much it says",
        "leave --length out, or --template",
    ]


def test_a_short_briefing_goes_to_a_file_as_to_standard_output(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "briefing.md"
    assert cli("brief", "hours", "--length", "short", "-o", str(file), corpus=SMALL).code == 0
    assert file.read_text(encoding="utf-8") == cli("brief", "hours", "--length", "short", corpus=SMALL).out


# --- a template of one's own -------------------------------------------------------------------------------------


def made(folder: Path, text: str | bytes) -> Path:
    """Save a template."""
    path = folder / "mine.md.j2"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_example_of_the_documentation_works(cli: Cli, golden: Golden, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```jinja\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    outcome = cli("brief", "--template", str(made(tmp_path, example)), corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden("cli/brief-own-template.md", outcome.out)


@pytest.mark.parametrize(("name", "length"), [("briefing.md.j2", "full"), ("briefing-short.md.j2", "short")])
def test_a_bundled_template_can_be_copied_and_used(cli: Cli, tmp_path: Path, name: str, length: str) -> None:
    mine = made(tmp_path, (templates() / name).read_bytes())
    assert cli("brief", "--template", str(mine), corpus=SMALL) == cli("brief", "--length", length, corpus=SMALL)


@pytest.mark.parametrize("text", [b"\xef\xbb\xbf{{ title }}", "{{ title }}\r\n\r\n", "{{ title }}"])
def test_a_template_may_come_from_any_editor(cli: Cli, tmp_path: Path, text: str | bytes) -> None:
    outcome = cli("brief", "money", "-d", "union", "--template", str(made(tmp_path, text)), corpus=SMALL)
    assert outcome.out == "Money: where Staff Union stands\n"


UNUSABLE = {
    "missing": (lambda path: None, "cannot be used: the file cannot be read: No such file or directory"),
    "a folder": (Path.mkdir, "cannot be used: this is not a regular file"),
    "a named pipe": (os.mkfifo, "cannot be used: this is not a regular file"),
    "not UTF-8": (lambda path: path.write_bytes(b"\xff\xfe"), "is not UTF-8 text"),
    "too large": (
        lambda path: path.write_bytes(b" " * (16 * 1024 * 1024 + 1)),
        "cannot be used: the file is larger than 16 MB",
    ),
    "a link to itself": (
        lambda path: path.symlink_to(path),
        "cannot be used: the file cannot be read: Too many levels of",
    ),
}
"""Files that are no templates: how each is made, and what is said of it."""


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_is_no_template_is_one_clear_error(cli: Cli, tmp_path: Path, name: str) -> None:
    make, why = UNUSABLE[name]
    path = tmp_path / "mine.md.j2"
    make(path)
    outcome = cli("brief", "--template", str(path), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"policylens: the template {path} {why}")
    assert len(outcome.err.splitlines()) <= 2


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("{{ ''.__class__.__mro__ }}", 1, "access to attribute '__class__' of 'str' object is unsafe"),
        ("\n{% include '/etc/passwd' %}", 2, "a template can use no other file"),
        ("\n\n{% for n in range(99999999) %}{% endfor %}", 3, "Range too big"),
        ("# {{ titel }}", 1, "'titel' is undefined"),
        ("\n{% for theme in themes %}", 2, "Unexpected end of template"),
        ("{% macro f() %}\n{{ f() }}\n{% endmacro %}{{ f() }}", 2, "maximum recursion depth exceeded"),
        ("{{ {}['a\nb\x1b[31m'] }}", 1, "has no attribute"),
    ],
)
def test_a_template_that_fails_is_one_clear_error_with_its_line_and_nothing_is_written(
    cli: Cli, tmp_path: Path, text: str, line: int, why: str
) -> None:
    path = made(tmp_path, text)
    wanted = tmp_path / "briefing.md"
    outcome = cli("brief", "--template", str(path), "-o", str(wanted), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    first, hint = outcome.err.splitlines()
    assert first.startswith(f"policylens: the template {path}:{line} cannot be used: ")
    assert why in first
    assert hint == "docs/templates.md says what a template may use"
    assert "\x1b" not in outcome.err
    assert list(tmp_path.iterdir()) == [path]


# --- what is never written over ----------------------------------------------------------------------------------


def test_a_file_that_is_there_is_written_over_only_by_force(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "briefing.md"
    file.write_text("mine\n", encoding="utf-8")
    outcome = cli("brief", "hours", "-o", str(file), corpus=SMALL)
    assert (outcome.code, file.read_text(encoding="utf-8")) == (2, "mine\n")
    assert outcome.err.splitlines()[0] == f"policylens: {file} is there already"
    assert cli("brief", "hours", "-o", str(file), "--force", corpus=SMALL).code == 0
    assert file.read_text(encoding="utf-8").startswith("# Opening hours: ")


def test_a_file_that_is_there_is_left_alone_when_the_template_fails(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "briefing.md"
    file.write_text("mine\n", encoding="utf-8")
    mine = made(tmp_path, "{{ nothing }}")
    assert cli("brief", "--template", str(mine), "-o", str(file), "--force", corpus=SMALL).code == 2
    assert file.read_text(encoding="utf-8") == "mine\n"


WAYS: dict[str, Callable[[Path, Path], object]] = {
    "symlink": lambda link, file: link.symlink_to(file),
    "hard link": lambda link, file: link.hardlink_to(file),
}


def reached(folder: Path, file: Path, way: str) -> Path:
    """Return another path to a file, or its own."""
    if way not in WAYS:
        return file
    WAYS[way](folder / "link", file)
    return folder / "link"


@pytest.mark.parametrize("way", ["itself", *WAYS])
def test_the_template_is_never_written_over(cli: Cli, tmp_path: Path, way: str) -> None:
    mine = made(tmp_path, "{{ title }}")
    out = reached(tmp_path, mine, way)
    outcome = cli("brief", "--template", str(mine), "-o", str(out), "--force", corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        f"policylens: {out} is read here and is never written over",
        "name another file",
    ]
    assert mine.read_text(encoding="utf-8") == "{{ title }}"


def test_the_bundled_template_is_never_written_over(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "briefing.md.j2"
    copy.write_bytes((templates() / "briefing.md.j2").read_bytes())
    before = copy.read_bytes()
    monkeypatch.setattr("policylens.resources.templates", lambda: tmp_path)
    assert cli("brief", "-o", str(copy), "--force", corpus=SMALL).code == 2
    assert copy.read_bytes() == before


@pytest.mark.parametrize("way", ["itself", *WAYS])
@pytest.mark.parametrize("name", ["codebook.yaml", "frameworks/letter.yaml"])
@pytest.mark.parametrize("command", ["brief hours -d union", "export json -d union"])
def test_the_corpus_is_never_written_over(cli: Cli, tmp_path: Path, command: str, name: str, way: str) -> None:
    corpus = small(tmp_path / "corpus")
    before = (corpus / name).read_bytes()
    out = reached(tmp_path, corpus / name, way)
    outcome = cli(*command.split(), "-o", str(out), "--force", corpus=corpus)
    assert outcome.code == 2
    assert outcome.err.startswith(f"policylens: {out} is read here and is never written over")
    assert (corpus / name).read_bytes() == before
