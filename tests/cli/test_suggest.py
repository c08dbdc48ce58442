"""`suggest`: the passages of a text that is not coded yet, through the command line."""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from policylens.corpus.loader import load

from .support import SMALL, STANCE_OUT_OF_RANGE, Change, Cli, Outcome, small
from .texts import BRANCHES

Golden = Callable[[str, str], None]

KEYS = "proposition rank score section page start end text".split()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Write a report that nobody has coded yet."""
    path = tmp_path / "branches.txt"
    path.write_text(BRANCHES, encoding="utf-8")
    return path


@pytest.fixture
def data(cli: Cli, report: Path) -> Callable[..., list[dict[str, Any]]]:
    """Return what the program gives as JSON: `data("--theme", "hours")`."""

    def call(*arguments: str, corpus: Path = SMALL) -> list[dict[str, Any]]:
        outcome = cli("suggest", str(report), *arguments, "--format", "json", corpus=corpus)
        assert (outcome.code, outcome.err) == (0, "")
        found: list[dict[str, Any]] = json.loads(outcome.out)
        return found

    return call


Data = Callable[..., list[dict[str, Any]]]


def refused(outcome: Outcome, *parts: str) -> None:
    """See that nothing was done, and why."""
    assert (outcome.code, outcome.out) == (2, "")
    for part in parts:
        assert part in outcome.err


# --- as it reads

SHOWN = {
    "suggest": ["--theme", "hours", "--theme", "fees"],
    "suggest-top": ["--theme", "volunteers", "--top", "1"],
}


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", SHOWN)
def test_the_table_reads_as_it_was_read(cli: Cli, golden: Golden, report: Path, name: str, columns: int) -> None:
    outcome = cli("suggest", str(report), *SHOWN[name], corpus=SMALL, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/{name}-{columns}.txt", outcome.out)


@pytest.mark.parametrize(("format", "suffix"), [("markdown", "md"), ("json", "json"), ("csv", "csv")])
def test_each_format_reads_as_it_was_read(cli: Cli, golden: Golden, report: Path, format: str, suffix: str) -> None:
    arguments = ["--theme", "hours", "--theme", "fees", "--top", "2", "--format", format]
    outcome = cli("suggest", str(report), *arguments, corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"cli/suggest.{suffix}", outcome.out)


def test_stubs_read_as_they_were_read(cli: Cli, golden: Golden, report: Path) -> None:
    outcome = cli("suggest", str(report), "--theme", "hours", "--top", "2", "--stubs", corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden("cli/suggest-stubs.yaml", outcome.out)


def test_ascii_is_written_where_the_encoding_has_nothing_else(cli: Cli, report: Path) -> None:
    outcome = cli("suggest", str(report), corpus=SMALL, encoding="ascii")
    assert outcome.out.isascii()
    assert 'anchor "' in outcome.out


# --- as data


def test_json_is_a_bare_list_of_passages_with_these_keys_in_this_order(data: Data) -> None:
    found = data()
    assert [list(each) for each in found] == [KEYS] * len(found)
    assert [type(found[0][key]) for key in KEYS] == [str, int, float, str, str, str, str, str]


def test_csv_has_the_same_rows(cli: Cli, report: Path, data: Data) -> None:
    out = cli("suggest", str(report), "--format", "csv", corpus=SMALL).out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert rows == [{key: str(each[key]) for key in KEYS} for each in data()]


def test_ranks_begin_anew_for_each_proposition_in_the_codebook_s_order(data: Data) -> None:
    found = data()
    codebook = load(SMALL).corpus.codebook  # type: ignore[union-attr]
    assert list(dict.fromkeys(each["proposition"] for each in found)) == list(codebook.propositions)
    for name in codebook.propositions:
        ranks = [each["rank"] for each in found if each["proposition"] == name]
        assert ranks == list(range(1, len(ranks) + 1))


def test_what_is_best_for_each_proposition_is_where_the_report_speaks_of_it(data: Data) -> None:
    best = {each["proposition"]: each for each in data() if each["rank"] == 1}
    assert "two evenings a week" in best["open-late"]["text"]
    assert "on Sundays for a year" in best["open-sundays"]["text"]
    assert "set its own hours" in best["staff-decide"]["text"]
    assert "Every branch needs a paid librarian" in best["paid-staff"]["text"]
    assert "help with events" in best["help-out"]["text"]
    assert "Borrowing is free" in best["fees"]["text"]
    assert (best["fees"]["section"], best["fees"]["page"]) == ("What it costs to come in", "4")


def test_the_file_s_ending_decides_the_format(cli: Cli, report: Path, tmp_path: Path) -> None:
    for name, begins in (("a.json", "["), ("a.csv", "proposition,"), ("a.md", "# What to read")):
        assert cli("suggest", str(report), "-o", str(tmp_path / name), corpus=SMALL).out == ""
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


# --- how much


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_three_passages_a_proposition_are_shown_to_be_read(cli: Cli, report: Path, format: str) -> None:
    out = cli("suggest", str(report), "--theme", "open-late", "--format", format, corpus=SMALL).out
    assert re.findall(r"^(?:- \*\*)?(\d)\\?\.", out, re.MULTILINE) == ["1", "2", "3"]
    assert "up to 3 of them" in " ".join(out.split())


def test_twenty_are_given_as_data_and_so_many_as_are_asked_for(cli: Cli, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    sentences = [f"Libraries should open in evening {'ab' * (number % 7 + 1)}. " * 16 for number in range(30)]
    long.write_text("\n\n".join(sentences), encoding="utf-8")

    def count(*arguments: str) -> int:
        asked = ["suggest", str(long), "-t", "open-late", *arguments]
        return len(json.loads(cli(*asked, "--format", "json", corpus=SMALL).out))

    assert count() == 20
    assert [count("--top", str(top)) for top in (1, 7, 25)] == [1, 7, 25]
    assert cli("suggest", str(long), "-t", "open-late", "--stubs", corpus=SMALL).out.count("- id:") == 3


def test_fewer_are_shown_where_fewer_have_a_word(data: Data) -> None:
    assert len({each["rank"] for each in data("--theme", "volunteers")}) < 20


# --- themes


def named(data: Data, *themes: str) -> list[str]:
    arguments = [part for theme in themes for part in ("--theme", theme)]
    return list(dict.fromkeys(each["proposition"] for each in data(*arguments)))


@pytest.mark.parametrize(
    ("themes", "propositions"),
    [
        (["volunteers"], ["run-branches", "help-out", "paid-staff"]),
        (["theme:VOLUNTEERS"], ["run-branches", "help-out", "paid-staff"]),
        (["help-out"], ["help-out"]),
        (["proposition:events"], ["events"]),
        (["events"], ["events"]),
        (["events", "open-late"], ["open-late", "events"]),
        (["money", "fees"], ["fees", "events"]),
        (["money", "help-out"], ["help-out", "fees", "events"]),
    ],
)
def test_themes_and_propositions_can_be_named(data: Data, themes: list[str], propositions: list[str]) -> None:
    assert named(data, *themes) == propositions


@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        ("huors", "unknown theme or proposition: huors", "did you mean hours?"),
        ("open_late", "unknown theme or proposition: open_late", "did you mean open-late?"),
        ("xyzzy", "unknown theme or proposition: xyzzy", "there are: hours, volunteers, money"),
        ("mill-road", "mill-road is a topic; here a theme or proposition is expected", "policylens compare mill-road"),
        ("council", "council is a document; here a theme or proposition is expected", "policylens show council"),
    ],
)
def test_a_name_that_is_not_understood_gets_a_way_out(cli: Cli, report: Path, name: str, said: str, hint: str) -> None:
    refused(cli("suggest", str(report), "-t", name, corpus=SMALL), f"policylens: {said}\n", hint)


# --- codebooks


def codebook(folder: Path, themes: str) -> Path:
    (folder / "frameworks").mkdir(parents=True)
    (folder / "codebook.yaml").write_text(f'format: 1\nversion: "1"\n{themes}', encoding="utf-8")
    return folder


def test_documents_with_errors_do_not_stand_in_the_way(cli: Cli, report: Path, tmp_path: Path) -> None:
    broken = small(tmp_path / "broken", STANCE_OUT_OF_RANGE)
    outcome = cli("suggest", str(report), corpus=broken)
    assert outcome == cli("suggest", str(report), corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")


WITHOUT_TEXT: Change = ("codebook.yaml", "text: Borrowing should stay free.", "txt: Borrowing should stay free.")


def test_an_error_in_the_codebook_is_named_with_its_place(cli: Cli, report: Path, tmp_path: Path) -> None:
    broken = small(tmp_path / "broken", WITHOUT_TEXT)
    outcome = cli("suggest", str(report), corpus=broken)
    refused(outcome, "codebook.yaml:", f"`policylens check --corpus {broken}` lists")


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        ("", "this codebook has no themes"),
        ("themes: {}\n", "the codebook has no propositions"),
        ("themes: {a: {title: A, question: 'Q?', propositions: {}}}\n", "the codebook has no propositions"),
    ],
)
def test_a_codebook_with_nothing_to_look_for_is_refused(
    cli: Cli, report: Path, tmp_path: Path, themes: str, said: str
) -> None:
    refused(cli("suggest", str(report), corpus=codebook(tmp_path / "own", themes)), said, "codebook.yaml")


def test_a_theme_with_nothing_to_look_for_is_refused(cli: Cli, report: Path, tmp_path: Path) -> None:
    empty = "a: {title: A, question: 'Q?', propositions: {}}"
    own = codebook(
        tmp_path / "own", f"themes: {{{empty}, b: {{title: B, question: 'Q?', propositions: {{p: {{text: T}}}}}}}}\n"
    )
    refused(cli("suggest", str(report), "--theme", "a", corpus=own), "has no propositions")
    assert cli("suggest", str(report), "--theme", "b", corpus=own).code == 0


def test_a_codebook_without_cues_is_told_so_and_used(cli: Cli, report: Path, tmp_path: Path) -> None:
    own = small(tmp_path / "own", ("codebook.yaml", "        cues: [evening, late opening]\n", ""))
    outcome = cli("suggest", str(report), corpus=own)
    assert outcome.code == 0
    assert "9 propositions have no cues in the codebook" in " ".join(outcome.out.split())


def test_cues_of_the_codebook_are_looked_for(cli: Cli, report: Path, tmp_path: Path) -> None:
    cue = ("codebook.yaml", "cues: [evening, late opening]", 'cues: ["bucket AND (atlases*"]')
    own = small(tmp_path / "own", cue)
    asked = ["suggest", str(report), "--theme", "open-late", "--format", "json", "--top", "1"]
    (first,) = json.loads(cli(*asked, corpus=own).out)
    assert "a bucket stands among the atlases" in first["text"]


# --- stubs


def judged(stubs: str) -> str:
    """Fill in stubs as a coder would: a kind, a statement, and a stance on each proposition."""
    told = stubs.replace("    kind:\n", "    kind: principle\n").replace(
        "    statement:\n", "    statement: It says so.\n"
    )
    return re.sub(r"^      ([a-z-]+):  # ", r"      \1: 1  # ", told, flags=re.MULTILINE)


def charted(propositions: Sequence[str]) -> str:
    """Chart a position on each of these."""
    rest = "{stance: 1, confidence: medium, because: It says so., claims: [plan-s1]}"
    return "\n  ".join(["positions:", *(f"{name}: {rest}" for name in propositions)]) + "\n"


def begun(cli: Cli, folder: Path, *arguments: str) -> Path:
    """Make a corpus of one's own, with a document that nobody has coded yet, and return its file."""
    assert cli("init", str(folder)).code == 0
    assert cli("new", "plan", "--title", "A plan", "--date", "2024", *arguments, corpus=folder).code == 0
    return folder / "frameworks" / "plan.yaml"


TREES = (
    "The town should plant more trees in its streets, along every avenue. Parking places may give way to them where "
    "there is no room for both. Households should not pay a levy for it. Residents may water young trees in a drought. "
    "No tree will be felled before the street has been asked, but for those that are about to fall."
)


def with_claims(file: Path, claims: str, **more: str) -> None:
    """Paste claims into the file of a document that nobody has coded yet, and put more in place of what is empty."""
    text = file.read_text(encoding="utf-8")
    for empty, full in {"claims: []\n": claims, **more}.items():
        assert text.count(empty) == 1
        text = text.replace(empty, full)
    file.write_text(text, encoding="utf-8")


def test_stubs_that_are_filled_in_are_claims_of_a_sound_document(cli: Cli, tmp_path: Path) -> None:
    folder, texts = tmp_path / "own", tmp_path / "texts"
    texts.mkdir()
    (texts / "plan.txt").write_text(f"{TREES}\n\n{'Buses run late here. ' * 40}\n\n2. {TREES}: no!", encoding="utf-8")
    file = begun(cli, folder)
    stubs = cli("suggest", str(texts / "plan.txt"), "--stubs", corpus=folder)
    assert (stubs.code, stubs.err) == (0, "")
    claims = yaml.safe_load(judged(stubs.out))["claims"]
    known = load(folder).corpus.codebook  # type: ignore[union-attr]
    positions = charted(list(known.propositions))
    with_claims(
        file, judged(stubs.out), **{"themes: []": f"themes: [{', '.join(known.themes)}]", "positions: {}\n": positions}
    )
    checked = cli("check", "--sources", str(texts), "--format", "json", corpus=folder)
    found = json.loads(checked.out)
    assert [each for each in found["problems"] if each["severity"] == "error"] == []
    assert checked.code == 0
    (source,) = [each for each in found["sources"] if each["document"] == "plan"]
    assert source["exact"] == source["anchors"] == len(claims) > 0


def test_a_stub_that_is_not_filled_in_is_no_claim(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    file = begun(cli, folder)
    text = tmp_path / "plan.txt"
    text.write_text(TREES, encoding="utf-8")
    stubs = cli("suggest", str(text), "--stubs", corpus=folder).out
    with_claims(file, stubs)
    outcome = cli("check", corpus=folder)
    assert outcome.code == 1
    assert "frameworks/plan.yaml" in outcome.out


def test_stubs_never_hold_the_text(cli: Cli, report: Path, data: Data) -> None:
    stubs = cli("suggest", str(report), "--stubs", corpus=SMALL).out
    words = re.sub(r"\s+", " ", stubs)
    for each in data():
        pieces = each["text"].split()
        assert not any(" ".join(pieces[at : at + 8]) in words for at in range(len(pieces) - 7))


def test_stubs_of_themes_that_are_asked_for_one_by_one_have_ids_of_their_own(cli: Cli, report: Path) -> None:
    together = cli("suggest", str(report), "--stubs", corpus=SMALL).out
    ids = re.findall(r"- id: (\S+)", together)
    assert len(ids) == len(set(ids)) > 3
    anchors = {}
    for theme in ("hours", "volunteers", "money"):
        written = cli("suggest", str(report), "--stubs", "--theme", theme, corpus=SMALL).out
        for name, start in re.findall(r"- id: (\S+)[\s\S]*?- start: (.*)", written):
            assert anchors.setdefault(name, start) == start
    assert set(anchors) == set(ids)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Branches, final (2).txt", "branches-final-2-s"),
        ("公共.txt", "document-s"),
        ("-- .txt", "document-s"),
        (f"{'long' * 20}.txt", f"{'long' * 10}-s"),
    ],
)
def test_ids_begin_as_the_file_is_called(cli: Cli, tmp_path: Path, name: str, begins: str) -> None:
    (tmp_path / name).write_text(BRANCHES, encoding="utf-8")
    out = cli("suggest", str(tmp_path / name), "--stubs", corpus=SMALL).out
    assert {re.sub(r"\d+$", "", each) for each in re.findall(r"- id: (\S+)", out)} == {begins}


@pytest.mark.parametrize("format", ["table", "markdown", "json", "csv"])
def test_stubs_have_no_other_format(cli: Cli, report: Path, format: str) -> None:
    refused(cli("suggest", str(report), "--stubs", "--format", format, corpus=SMALL), "--stubs writes YAML", "--format")


@pytest.mark.parametrize("suffix", ["json", "csv", "md", "svg"])
def test_stubs_are_not_written_to_a_file_that_is_called_another_format(
    cli: Cli, report: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"claims.{suffix}"
    refused(cli("suggest", str(report), "--stubs", "-o", str(target), corpus=SMALL), "--stubs writes YAML", ".yaml")
    assert not target.exists()


@pytest.mark.parametrize("name", ["claims.yaml", "claims.yml", "claims"])
def test_stubs_go_to_a_file(cli: Cli, report: Path, tmp_path: Path, name: str) -> None:
    outcome = cli("suggest", str(report), "--stubs", "-o", str(tmp_path / name), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8") == cli("suggest", str(report), "--stubs", corpus=SMALL).out


# --- files that cannot be read


def image_only(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing.txt": (lambda path: None, "no such file"),
    "folder.txt": (Path.mkdir, "it is a folder"),
    "pipe.txt": (os.mkfifo, "it is not a regular file"),
    "empty.txt": (Path.touch, "it is empty"),
    "blank.txt": (lambda path: path.write_text(" \n\n"), "it holds no text"),
    "binary.txt": (lambda path: path.write_bytes(bytes(range(7)) * 500), "it is no text"),
    "picture.txt": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)), "it is a picture"),
    "table.xlsx": (lambda path: path.write_bytes(b"\x01\x02" * 500), "files that end in .xlsx are not known here"),
    "none": (lambda path: path.write_text(BRANCHES), "files whose name has no ending are not known here"),
    "image.pdf": (image_only, "no text"),
    "cut.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj"), "cannot be read"),
    "text.pdf": (lambda path: path.write_text(BRANCHES), "it has the name of a PDF but is none"),
    "text.docx": (lambda path: path.write_text(BRANCHES), "it has the name of a DOCX but is none"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(cli: Cli, tmp_path: Path, name: str) -> None:
    make, said = UNREADABLE[name]
    make(tmp_path / name)
    target = tmp_path / "out.json"
    outcome = cli("suggest", str(tmp_path / name), "-o", str(target), corpus=SMALL)
    refused(outcome, f"policylens: {tmp_path / name} cannot be read: ", said)
    assert len(outcome.err.splitlines()) == 2
    assert not target.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_named(cli: Cli, report: Path) -> None:
    report.chmod(0)
    refused(cli("suggest", str(report), corpus=SMALL), "permission denied")


def test_a_text_of_numbers_has_nothing_to_read(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "numbers.txt").write_text("12 13 14\n", encoding="utf-8")
    outcome = cli("suggest", str(tmp_path / "numbers.txt"), corpus=SMALL)
    assert outcome.code == 0
    assert "0 words in 0 passages" in outcome.out


@pytest.mark.parametrize("name", ["report.md", "report.html", "report.pdf"])
def test_other_formats_are_read_with_their_headings_and_pages(cli: Cli, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    body = "Libraries should open in the evening and on Sundays, says everybody. " * 9
    if name.endswith("pdf"):
        canvas = Canvas(str(path))
        for words in ("Of stalls and of their rents. " * 18, body):
            for number, line in enumerate(re.findall(r".{1,60}(?: |$)", words)):
                canvas.drawString(50, 700 - 15 * number, line.strip())
            canvas.showPage()
        canvas.save()
    else:
        mark = ("# {}\n\n{}\n\n", "<h1>{}</h1><p>{}</p>")[name.endswith("html")]
        path.write_text(mark.format("Stalls", "Of stalls. " * 30) + mark.format("Hours", body), encoding="utf-8")
    out = cli("suggest", str(path), "--theme", "open-sundays", "--format", "json", corpus=SMALL).out
    first = json.loads(out)[0]
    assert (first["section"], first["page"]) == (("", "2") if name.endswith("pdf") else ("Hours", ""))


# --- what is written


def test_a_file_that_is_there_is_left_unless_force_is_given(cli: Cli, report: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("mine\n", encoding="utf-8")
    for stubs in ([], ["--stubs"]):
        target = there if not stubs else there.rename(tmp_path / "there.yaml")
        refused(cli("suggest", str(report), *stubs, "-o", str(target), corpus=SMALL), "is there already", "--force")
        assert target.read_text(encoding="utf-8") == "mine\n"
    assert cli("suggest", str(report), "--stubs", "-o", str(target), "--force", corpus=SMALL).code == 0
    assert target.read_text(encoding="utf-8").startswith("# Passages of branches.txt")


def test_the_text_and_the_corpus_are_never_written_over(cli: Cli, report: Path, tmp_path: Path) -> None:
    own = small(tmp_path / "own")
    link = tmp_path / "link.txt"
    link.symlink_to(report)
    before = {path: path.read_bytes() for path in (report, *own.rglob("*.yaml"))}
    for target in (report, link, own / "codebook.yaml", own / "frameworks" / "council.yaml"):
        for stubs in ([], ["--stubs"]):
            outcome = cli("suggest", str(report), *stubs, "-o", str(target), "--force", corpus=own)
            refused(outcome, "is read here and is never written over")
    assert {path: path.read_bytes() for path in before} == before


def files(variable: str) -> list[Path]:
    return [path for path in Path(os.environ[variable]).rglob("*") if path.is_file()]


def test_no_answer_and_no_copy_is_kept(cli: Cli, report: Path) -> None:
    for arguments in ([], ["--format", "json"], ["--stubs"]):
        cli("suggest", str(report), *arguments, corpus=SMALL)
    assert files("XDG_DATA_HOME") == []
    assert {path.parent.name for path in files("XDG_CACHE_HOME")} <= {"indexes"}


def test_with_no_cache_nothing_at_all_is_kept(cli: Cli, report: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<p>{BRANCHES}</p>", encoding="utf-8")
    for file in (report, page):
        assert cli("suggest", str(file), "--no-cache", corpus=SMALL).code == 0
    assert files("XDG_DATA_HOME") + files("XDG_CACHE_HOME") == []


def test_a_page_that_was_read_before_gives_the_same(cli: Cli, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<h1>Branches</h1><p>{BRANCHES}</p>", encoding="utf-8")
    first, again, anew = (cli("suggest", str(page), *arguments, corpus=SMALL) for arguments in ([], [], ["--no-cache"]))
    assert first == again == anew


def test_nothing_in_a_text_steers_the_terminal(cli: Cli, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(
        f"Libraries \x1b[31m should [bold]open[/] in the \u202e evening \x07 {BRANCHES}", encoding="utf-8"
    )
    out = cli("suggest", str(hostile), corpus=SMALL).out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert "[bold]open[/]" in out
