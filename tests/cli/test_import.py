"""`policylens import csv`: a new corpus from tables, and nothing where they are not understood."""

import os
from pathlib import Path
from typing import Any

import pytest

from policylens.cli import making
from policylens.corpus import files as corpus_files
from policylens.corpus.loader import load

from .support import SMALL, Cli, Outcome, start
from .test_terminal import on_a_terminal

VOTES = """\
Party;Nr;Thesis;Area;Position;Reason;Year;Page
The Greens;1;Every street should have trees.;Planting;agree;They cool the town.;2021;4
The Greens;2;Residents should water them.;Care;neither agree nor disagree;;2021;5
Motorists' Union;1;Every street should have trees.;Planting;disagree;'=Parking comes first.;2019;"1, 2"
Motorists' Union;2;Residents should water them.;Care;strongly agree;Nobody else should pay.;2019;2
motorists' union;3;No tree should be felled unasked.;Care;n/a;;;
Town;1;Every street should have trees.;Planting;agree;;2020;
"""
"""A table as a spreadsheet might have it, with columns by other names."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with tables: of votes, and of the small corpus."""
    monkeypatch.chdir(tmp_path)
    Path("votes.csv").write_text(VOTES, encoding="utf-8")


def tables(cli: Cli) -> None:
    assert cli("export", "csv", "-o", "tables", corpus=SMALL).code == 0


def there() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*"))


def refused(cli: Cli, *arguments: str) -> Outcome:
    """Have an import refused, and nothing written."""
    before = there()
    outcome = cli("import", "csv", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert there() == before
    return outcome


def table(text: str) -> str:
    Path("t.csv").write_text(text, encoding="utf-8")
    return "t.csv"


# --- what is made


def test_a_table_becomes_a_corpus_like_one_that_init_makes(cli: Cli) -> None:
    outcome = cli("import", "csv", "votes.csv", "votes")
    assert (outcome.code, outcome.err) == (0, "")
    assert [path for path in there() if path.startswith("votes/") and not Path(path).is_dir()] == [
        "votes/.policylens/codebook.schema.json",
        "votes/.policylens/document.schema.json",
        "votes/README.md",
        "votes/codebook.yaml",
        "votes/frameworks/motorists-union.yaml",
        "votes/frameworks/the-greens.yaml",
        "votes/frameworks/town.yaml",
    ]
    for name in ("codebook.yaml", "frameworks/town.yaml"):
        first = Path("votes", name).read_text(encoding="utf-8").splitlines()[0]
        before, _, schema = first.partition("$schema=")
        assert before == "# yaml-language-server: "
        assert (Path("votes", name).parent / schema).is_file()


def test_it_passes_check(cli: Cli) -> None:
    cli("import", "csv", "votes.csv", "votes")
    outcome = cli("check", corpus=Path("votes"))
    assert outcome.code == 0
    assert "0 errors" in outcome.out


@pytest.mark.parametrize("columns", [80, 160])
def test_what_came_of_it_reads_as_it_was_read(cli: Cli, golden: object, columns: int) -> None:
    assert callable(golden)
    outcome = cli("import", "csv", "votes.csv", "votes", columns=columns)
    assert outcome.err == ""
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/import-csv-{columns}.txt", outcome.out)


@pytest.mark.parametrize("name", ["codebook.yaml", "frameworks/motorists-union.yaml", "README.md"])
def test_its_files_read_as_they_were_read(cli: Cli, golden: object, name: str) -> None:
    assert callable(golden)
    cli("import", "csv", "votes.csv", "votes")
    golden(f"cli/import-csv-{Path(name).stem}{Path(name).suffix}", Path("votes", name).read_text(encoding="utf-8"))


def test_a_folder_of_tables_becomes_the_corpus_that_it_was(cli: Cli) -> None:
    tables(cli)
    outcome = cli("import", "csv", "tables", "again")
    assert (outcome.code, outcome.err) == (0, "")
    assert load(Path("again")).corpus == load(SMALL).corpus
    assert load(Path("again")).problems == ()
    assert "2 computed positions" in outcome.out


def test_the_bundled_corpus_goes_out_and_comes_back(cli: Cli) -> None:
    assert cli("export", "csv", "-o", "tables").code == 0
    assert cli("import", "csv", "tables", "again").code == 0
    assert cli("export", "csv", "-o", "tables-again", corpus=Path("again")).code == 0
    for path in Path("tables").glob("*.csv"):
        assert path.read_bytes() == Path("tables-again", path.name).read_bytes()


def test_what_is_said_next_can_be_typed(cli: Cli) -> None:
    """On the screen, and in the README inside the folder."""
    said = cli("import", "csv", "votes.csv", "my votes").out
    read = Path("my votes/README.md").read_text(encoding="utf-8")
    for text, folder in ((said, "."), (read, "my votes")):
        commands = [line.strip() for line in text.splitlines() if line.strip().startswith("policylens ")]
        assert len(commands) >= 2
        for command in commands:
            assert os.system(f"(cd '{folder}' && {command}) > out 2>&1") == 0, Path("out").read_text("utf-8")


@pytest.mark.parametrize("name", ["empty", "below/there", "."])
def test_an_empty_folder_will_do_and_folders_above_are_made(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "work" / "empty").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work" / "empty" if name == "." else tmp_path / "work")
    assert cli("import", "csv", str(tmp_path / "votes.csv"), name).code == 0
    assert load(Path(name)).errors == 0


def test_a_codebook_comes_from_a_corpus_or_a_file(cli: Cli) -> None:
    rows = table("document,proposition,stance\nTown,open-late,1\nTown,Libraries should open on Sundays.,-1\n")
    for number, given in enumerate((SMALL, SMALL / "codebook.yaml")):
        assert cli("import", "csv", rows, f"town-{number}", "--codebook", str(given)).code == 0
        text = Path(f"town-{number}/codebook.yaml").read_text(encoding="utf-8")
        line, _, rest = text.partition("\n")
        assert line == "# yaml-language-server: $schema=.policylens/codebook.schema.json"
        assert rest == (SMALL / "codebook.yaml").read_text(encoding="utf-8")
    assert cli("import", "csv", rows, "third", "--codebook", "town-0").code == 0
    assert Path("third/codebook.yaml").read_bytes() == Path("town-0/codebook.yaml").read_bytes()


def test_columns_attributes_and_stances_are_as_they_are_said(cli: Cli) -> None:
    rows = table("Partei,Haltung,These,Land\nA,stimme zu,Mehr Bäume,Nord\nB,a=b,Mehr Bäume,Süd\n")
    options = ["--column", "document=Partei", "--column", "Stance = haltung", "--column", "proposition=These"]
    options += ["--attribute", "land", "--stance", "Stimme zu=+2", "--stance", "a=b=", "--coded", "all"]
    outcome = cli("import", "csv", rows, "made", *options)
    assert (outcome.code, outcome.err) == (0, "")
    of = load(Path("made")).corpus
    assert of is not None
    assert [(document.attributes, len(document.claims)) for document in of.documents] == [
        ({"Land": "Nord"}, 1),
        ({"Land": "Süd"}, 0),
    ]


def test_without_a_format_its_help_is_shown(cli: Cli) -> None:
    assert cli("import") == cli("import", "--help")


def test_the_installed_program_imports_a_table() -> None:
    done = start("import", "csv", "votes.csv", "votes")
    assert (done.returncode, done.stderr) == (0, "")
    assert start("compare", "--corpus", "votes").returncode == 0


# --- how far the work is


def test_a_terminal_sees_how_far_the_work_is() -> None:
    code, shown = on_a_terminal("import", "csv", "votes.csv", "votes", TERM="xterm-256color")
    assert code == 0
    assert "Writing" in shown
    assert "votes is a corpus now" in shown


def test_a_terminal_that_cannot_draw_does_not() -> None:
    code, shown = on_a_terminal("import", "csv", "votes.csv", "votes", TERM="dumb")
    assert code == 0
    assert "Writing" not in shown
    assert "\x1b" not in shown


# --- what is refused


def test_what_is_not_understood_is_told_line_by_line(cli: Cli) -> None:
    rows = table("document,proposition,stance\nA,p,so so\nA,q,1\nB,p,\x1b[31m\nB,q,so so\n")
    assert refused(cli, rows, "made").err.splitlines() == [
        "t.csv:2: stance: so so is not understood (2 rows); say what it means, as with --stance 'so so=2', "
        "or with --stance 'so so=' if it is none",
        "t.csv:4: stance: ?[31m is not understood (1 row); say what it means, as with --stance '?[31m=2', "
        "or with --stance '?[31m=' if it is none",
        "policylens: nothing was imported: there are 2 errors",
        "mend the table, or say how it is to be read",
    ]


def test_of_very_many_errors_some_are_told(cli: Cli) -> None:
    rows = table("document,proposition,stance\n" + "".join(f"A,p,word{n}\n" for n in range(3000)))
    lines = refused(cli, rows, "made").err.splitlines()
    assert len(lines) == making.MOST_SHOWN + 3
    assert lines[-3:-1] == ["and 2,980 more", "policylens: nothing was imported: there are 3,000 errors"]


def test_errors_in_a_folder_of_tables_are_told_by_file_and_line(cli: Cli) -> None:
    tables(cli)
    path = Path("tables/claims.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(",diagnosis,", ",diagnoses,", 1), encoding="utf-8")
    assert refused(cli, "tables", "made").err.splitlines()[0] == (
        "tables/claims.csv:12: kind: unknown kind diagnoses; did you mean diagnosis?"
    )


@pytest.mark.parametrize("name", ["full", "file", "file/below", "link"])
def test_what_is_there_is_left_alone(cli: Cli, name: str) -> None:
    Path("full").mkdir()
    Path("full/notes.txt").write_text("mine", encoding="utf-8")
    Path("file").write_text("mine", encoding="utf-8")
    Path("link").symlink_to("nowhere")
    assert "name a folder that is not there yet, or an empty one" in refused(cli, "votes.csv", name).err


@pytest.mark.parametrize(
    ("options", "said", "hint"),
    [
        (["--column", "Party"], "--column Party names no column", "write --column FIELD=COLUMN"),
        (["--column", "documnet=Party"], "a row has no field documnet", "did you mean document?"),
        (["--column", "xyzzy=Party"], "a row has no field xyzzy", "there are: document, title, date, publisher, theme"),
        (["--column", "document=Partei"], "votes.csv: there is no column Partei", "did you mean party?"),
        (["--attribute", "Xyzzy"], "votes.csv: there is no column Xyzzy", "one of: party, nr, thesis"),
        (["--stance", "agree"], "--stance agree says no stance", "write a number from -2 to 2 behind the last ="),
        (["--stance", "agree=3"], "--stance agree=3 says no stance", "write a number from -2 to 2 behind the last ="),
        (["--encoding", "latin-17"], "there is no encoding latin-17", "name one such as utf-8, cp1252"),
        (["--codebook", "nowhere"], "nowhere: the file cannot be read: No such file or directory", "see that it"),
        (["--codebook", "votes.csv"], "votes.csv:1: a text stands where", ""),
    ],
)
def test_an_option_that_is_not_understood_is_refused(cli: Cli, options: list[str], said: str, hint: str) -> None:
    lines = refused(cli, "votes.csv", "made", *options).err.splitlines()
    assert lines[0].startswith(f"policylens: {said}")
    assert not hint or lines[1].startswith(hint)


def test_a_codebook_with_an_error_is_refused(cli: Cli) -> None:
    Path("codebook.yaml").write_text("format: 1\nversion: 1\n", encoding="utf-8")
    lines = refused(cli, "votes.csv", "made", "--codebook", "codebook.yaml").err.splitlines()
    assert lines == ["policylens: codebook.yaml:1: this codebook has no themes", "add themes: ..."]


@pytest.mark.parametrize(
    "options", ["--column document=x", "--attribute x", "--stance x=1", "--codebook x", "--coded all"]
)
def test_a_folder_of_tables_says_all_of_this_itself(cli: Cli, options: str) -> None:
    tables(cli)
    assert refused(cli, "tables", "made", *options.split()).err.splitlines() == [
        "policylens: tables is a folder of tables, which say all of this themselves",
        "leave --column, --attribute, --stance, --codebook and --coded out",
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.csv", "nowhere.csv: the file cannot be read: No such file or directory"),
        ("folder", "folder is no folder of tables: it has no themes.csv"),
        ("corpus", "corpus is no folder of tables: it has no themes.csv"),
    ],
)
def test_a_source_that_is_none_is_refused(cli: Cli, source: str, said: str) -> None:
    Path("folder").mkdir()
    assert cli("init", "corpus").code == 0
    assert refused(cli, source, "made").err.splitlines()[0] == f"policylens: {said}"


def test_where_writing_fails_nothing_stays(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that is full after the first files."""
    really = Path.open

    def full(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if path.name == "town.yaml" and not mode.startswith("r"):
            raise OSError(28, "No space left on device")
        return really(path, mode, *given, **named)

    monkeypatch.setattr(Path, "open", full)
    assert "No space left on device" in refused(cli, "votes.csv", "a/b").err


def test_a_document_too_large_to_be_read_again_is_not_written(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_files, "MAX_BYTES", 600)
    rows = table("document,proposition,stance,claim text\nA,p,1,short\nB,p,1," + "long " * 200 + "\n")
    assert refused(cli, rows, "made").err == ("policylens: frameworks/b.yaml would be larger than 0 MB\nsplit it up\n")
