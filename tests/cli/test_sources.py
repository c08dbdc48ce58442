"""`sources`, `trace`, `check --sources` and `brief --passages`: evidence in the reader's own copy."""

import csv
import io
import json
from pathlib import Path

import pytest

from .support import SMALL, Cli, small
from .texts import COUNCIL, LETTER, texts


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the tests a data directory whose place they know."""
    home = tmp_path / "data-home"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return texts(tmp_path / "texts")


# --- giving and forgetting copies


def test_without_copies_it_is_said_where_the_documents_can_be_had(cli: Cli) -> None:
    outcome = cli("sources")
    assert outcome.code == 0
    assert "ISBN" in outcome.out
    assert outcome.out.count("none") == 5
    assert "policylens sources add cabinet-office FILE" in " ".join(outcome.out.split())


def test_a_copy_that_was_given_is_found_again(cli: Cli, folder: Path) -> None:
    added = cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    assert (added.code, added.err) == (0, "")
    assert added.out == "council: the text of council.txt is kept; 8 of 8 anchors are found in it\n"
    (row,) = (row for row in rows(cli("sources", "--format", "csv", corpus=SMALL).out) if row["document"] == "council")
    assert (row["copy"], row["anchors"], row["exact"]) == ("council.txt", "8", "8")


def test_a_document_is_known_by_its_short_name_too(cli: Cli, folder: Path) -> None:
    assert cli("sources", "add", "Council", str(folder / "council.txt"), corpus=SMALL).code == 0
    assert cli("sources", "COUNCIL", corpus=SMALL).code == 0


def test_the_file_is_not_needed_again_and_is_left_as_it_is(cli: Cli, folder: Path) -> None:
    file = folder / "council.txt"
    cli("sources", "add", "council", str(file), corpus=SMALL)
    assert file.read_text(encoding="utf-8") == COUNCIL
    file.unlink()
    assert "exact" in cli("trace", "council-r01", corpus=SMALL).out


def test_another_copy_takes_the_place_of_the_first(cli: Cli, folder: Path, data_home: Path) -> None:
    for text in (COUNCIL, COUNCIL.replace("until eight", "until nine")):
        (folder / "council.txt").write_text(text, encoding="utf-8")
        assert cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL).code == 0
    assert "until nine" in cli("trace", "council-r01", corpus=SMALL).out
    assert len(list(data_home.rglob("council.*"))) == 1


def test_a_copy_can_be_forgotten(cli: Cli, folder: Path, data_home: Path) -> None:
    cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    assert cli("sources", "remove", "council", corpus=SMALL).out == "council: the text is no longer kept\n"
    assert not [path for path in data_home.rglob("*") if path.is_file()]
    assert cli("sources", "remove", "council", corpus=SMALL).out == "council: no text is kept\n"


def test_a_file_that_is_plainly_another_document_is_refused(cli: Cli, folder: Path, data_home: Path) -> None:
    outcome = cli("sources", "add", "council", str(folder / "letter.txt"), corpus=SMALL)
    assert outcome.code == 2
    assert "is plainly another document than council: it has 0 of its 8 anchors" in outcome.err
    assert not data_home.exists()


def test_two_corpora_never_swap_texts(cli: Cli, folder: Path, tmp_path: Path) -> None:
    other = small(tmp_path / "other")
    cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    assert "There is no copy" in cli("trace", "council-r01", corpus=other).out
    changed = COUNCIL.replace("until eight", "until ten")
    (folder / "council.txt").write_text(changed, encoding="utf-8")
    cli("sources", "add", "council", str(folder / "council.txt"), corpus=other)
    assert "until eight" in cli("trace", "council-r01", corpus=SMALL).out
    assert "until ten" in cli("trace", "council-r01", corpus=other).out


def test_a_kept_copy_that_was_damaged_is_not_taken_for_the_text(cli: Cli, folder: Path, data_home: Path) -> None:
    cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    (kept,) = data_home.rglob("council.*")
    kept.write_bytes(kept.read_bytes().replace(b"until eight", b"until seven"))
    outcome = cli("trace", "council-r01", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "policylens: the kept copy of council is damaged",
        "give it again: `policylens sources add council FILE`",
    ]


def test_a_data_directory_that_cannot_be_written_is_named(cli: Cli, folder: Path, data_home: Path) -> None:
    data_home.write_text("no folder", encoding="utf-8")
    outcome = cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    assert outcome.code == 2
    assert "cannot be kept in" in outcome.err


@pytest.mark.parametrize(
    "command",
    ["sources nobody", "sources add nobody {council}", "sources remove nobody", "sources add council {missing}"],
)
def test_what_is_not_there_is_named(cli: Cli, folder: Path, command: str) -> None:
    given = command.format(council=folder / "council.txt", missing=folder / "missing.txt").split()
    outcome = cli(*given, corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert "nobody" in outcome.err or "missing.txt" in outcome.err


# --- mistyped


MISTYPED = {
    "ad council {file}": "No such command 'ad'. Did you mean 'add'?",
    "ad": "No such command 'ad'. Did you mean 'add'?",
    "remov council": "No such command 'remov'. Did you mean 'remove'?",
    "abuot council": "No such command 'abuot'. Did you mean 'about'?",
    "--format json ad council {file}": "No such command 'ad'. Did you mean 'add'?",
    "ad council {file} --no-such-option": "No such command 'ad'. Did you mean 'add'?",
    "ad --help": "No such command 'ad'. Did you mean 'add'?",
    "delete council": "No such command 'delete'",
}


@pytest.mark.parametrize("line", MISTYPED)
def test_a_mistyped_command_gets_a_suggestion(cli: Cli, folder: Path, line: str) -> None:
    outcome = cli("sources", *line.format(file=folder / "council.txt").split(), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (f"policylens sources: {MISTYPED[line]}\n`policylens sources --help` shows how it is used\n")


UNKNOWN = {
    "nobody": ("policylens: unknown document: nobody", "there are: friends-report, council, union, letter"),
    "concil": ("policylens: unknown document: concil", "did you mean council?"),
    "council letter": (
        "policylens sources about: Got unexpected extra argument(s) (letter)",
        "`policylens sources about --help` shows how it is used",
    ),
    "nobody --nonsense": (
        "policylens sources about: No such option: --nonsense",
        "`policylens sources about --help` shows how it is used",
    ),
}


@pytest.mark.parametrize("line", UNKNOWN)
def test_a_mistyped_document_is_taken_for_a_document(cli: Cli, line: str) -> None:
    assert cli("sources", *line.split(), corpus=SMALL).err.splitlines() == list(UNKNOWN[line])


def test_a_document_whose_name_is_like_a_command_is_a_document(cli: Cli, folder: Path, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", ("frameworks/council.yaml", "short_name: Council", "short_name: Added"))
    told = cli("sources", "council", "--sources", str(folder), corpus=corpus)
    assert told.code == 0
    assert cli("sources", "added", "--sources", str(folder), corpus=corpus) == told
    assert "did you mean council?" in cli("sources", "adde", corpus=corpus).err
    assert "Got unexpected extra argument(s) (letter)" in cli("sources", "added", "letter", corpus=corpus).err


@pytest.mark.parametrize("line", ["ad", "ad council {file}"])
def test_where_the_corpus_cannot_be_read_a_mistyped_command_is_no_bug(
    cli: Cli, folder: Path, tmp_path: Path, line: str
) -> None:
    outcome = cli("sources", *line.format(file=folder / "council.txt").split(), corpus=tmp_path / "nowhere")
    assert outcome.code == 2
    expected = "there is no folder" if line == "ad" else "Did you mean 'add'?"
    assert expected in outcome.err


def test_without_the_cache_a_mistyped_command_keeps_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert "Did you mean" in cli("sources", "ad", "council", "x", "--no-cache", corpus=SMALL).err
    assert not (tmp_path / "cache").exists()
    assert "Did you mean" in cli("sources", "ad", "council", "x", corpus=SMALL).err
    assert (tmp_path / "cache").exists()


# --- a folder of texts


def test_a_folder_of_texts_can_be_named(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = cli("sources", "--sources", str(folder), corpus=SMALL)
    monkeypatch.setenv("POLICYLENS_SOURCES", str(folder))
    assert cli("sources", corpus=SMALL) == named
    assert "8 of 8" in named.out


def test_a_named_folder_stands_before_what_is_kept(cli: Cli, folder: Path) -> None:
    cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    (folder / "council.txt").write_text(COUNCIL.replace("until eight", "until nine"), encoding="utf-8")
    assert "until nine" in cli("trace", "council-r01", "--sources", str(folder), corpus=SMALL).out


def test_a_folder_that_is_not_there_is_named(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("sources", "--sources", str(tmp_path / "none"), corpus=SMALL)
    assert outcome.code == 2
    assert "there is no folder" in outcome.err


@pytest.mark.parametrize(
    ("command", "code"),
    [("sources", 0), ("sources council", 0), ("trace council-r01", 0), ("check", 1), ("brief hours --passages", 0)],
)
def test_where_a_folder_has_several_copies_of_a_document_it_is_said_which_is_read(
    cli: Cli, folder: Path, command: str, code: int
) -> None:
    alone = cli(*command.split(), "--sources", str(folder), corpus=SMALL)
    (folder / "council.md").write_text("# Something else\n\nNone of it is here.\n", encoding="utf-8")
    outcome = cli(*command.split(), "--sources", str(folder), corpus=SMALL)
    said = f"policylens: of several copies in {folder} one is read: council.txt, not council.md\n"
    assert (outcome.code, outcome.out, outcome.err) == (code, alone.out, said + alone.err)


def test_several_copies_of_many_documents_are_told_of_on_one_line(cli: Cli, folder: Path) -> None:
    for name in ("council", "union", "letter", "friends-report"):
        for suffix in ("txt", "md", "markdown"):
            (folder / f"{name}.{suffix}").write_text(LETTER, encoding="utf-8")
    (line,) = cli("sources", "--sources", str(folder), corpus=SMALL).err.splitlines()
    assert line.endswith(
        "one is read: friends-report.txt, not friends-report.md or friends-report.markdown; "
        "council.txt, not council.md or council.markdown; union.txt, not union.md or union.markdown; and so with 1 more"
    )


def test_several_copies_of_documents_that_are_not_looked_at_are_no_matter(cli: Cli, folder: Path) -> None:
    (folder / "letter.md").write_text(LETTER, encoding="utf-8")
    for command in ("trace council-r01", "sources council", "brief hours --passages -d council"):
        assert cli(*command.split(), "--sources", str(folder), corpus=SMALL).err == ""


def test_where_the_copy_that_is_read_is_damaged_the_other_is_named_too(cli: Cli, folder: Path) -> None:
    (folder / "council.pdf").write_bytes(b"%PDF-1.4 and no more")
    first, second, _ = cli("trace", "council-r01", "--sources", str(folder), corpus=SMALL).err.splitlines()
    assert first.endswith("one is read: council.pdf, not council.txt")
    assert second.startswith(f"policylens: {folder / 'council.pdf'} cannot be read: ")


@pytest.mark.parametrize("command", ["sources", "check --sources"])
def test_a_copy_that_cannot_be_read_is_told_of_after_the_others(cli: Cli, folder: Path, command: str) -> None:
    (folder / "letter.txt").unlink()
    (folder / "letter.pdf").write_text("not found", encoding="utf-8")
    given = command.split() if command.endswith("--sources") else [command, "--sources"]
    outcome = cli(*given, str(folder), corpus=SMALL)
    assert outcome.code == 2
    assert "cannot be read" in outcome.out
    assert "council.txt" in outcome.out
    assert f"{folder / 'letter.pdf'} cannot be read: it has the name of a PDF but is none" in outcome.err


def test_where_no_copy_can_be_read_there_is_nothing_else_to_tell(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_text("not found", encoding="utf-8")
    outcome = cli("sources", "--sources", str(tmp_path), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert "letter.pdf cannot be read" in outcome.err


def test_options_may_stand_before_the_document_too(cli: Cli, folder: Path) -> None:
    after = cli("sources", "council", "--sources", str(folder), "--format", "json", corpus=SMALL)
    assert cli("sources", "--sources", str(folder), "--format", "json", "council", corpus=SMALL) == after
    assert after.code == 0


def test_an_option_that_a_command_does_not_have_is_not_passed_over(cli: Cli, folder: Path) -> None:
    outcome = cli("sources", "--sources", str(folder), "add", "council", str(folder / "council.txt"), corpus=SMALL)
    assert outcome.code == 2
    assert "No such option: --sources" in outcome.err


def test_a_folder_that_the_environment_names_is_no_hindrance(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYLENS_SOURCES", str(folder))
    assert cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL).code == 0


# --- what lies behind claims


def test_a_text_is_told_section_by_section(cli: Cli, folder: Path) -> None:
    found = json.loads(cli("sources", "council", "--sources", str(folder), "--format", "json", corpus=SMALL).out)
    sections = {each["section"]: each for each in found["sections"]}
    assert set(sections) == {"Foreword", "Hours", "People"}
    assert sections["People"]["claims"] == ["council-r03", "council-m01"]
    assert all(0 < each["covered"] < each["words"] for each in sections.values())


def test_sections_without_claims_are_named(cli: Cli, tmp_path: Path) -> None:
    text = "# Hours\n\n" + LETTER + "\n\n# Lamps\n\n" + "All lamps are lit from dusk to closing time each day. " * 4
    folder = tmp_path / "marked"
    folder.mkdir()
    (folder / "letter.md").write_text(text, encoding="utf-8")
    outcome = cli("sources", "letter", "--sources", str(folder), corpus=SMALL)
    assert "No claim rests on: Lamps." in outcome.out


def test_without_a_copy_nothing_can_be_told(cli: Cli) -> None:
    outcome = cli("sources", "demos")
    assert outcome.code == 2
    assert "there is no copy of demos: Leading from the front; Demos, 2009; ISBN" in outcome.err


# --- trace


def test_a_passage_is_shown_in_its_context(cli: Cli, folder: Path) -> None:
    shown = " ".join(cli("trace", "council-r01", "--sources", str(folder), corpus=SMALL).out.split())
    assert "exact. In your copy: page 4." in shown
    assert ">>> Four branches will stay open until eight on two evenings a week <<<. 4 We shall begin with" in shown


@pytest.mark.parametrize(("words", "count"), [("0", 12), ("5", 17)])
def test_context_is_counted_in_words(cli: Cli, folder: Path, words: str, count: int) -> None:
    given = ["trace", "council-r01", "--context", words, "--format", "json", "--sources", str(folder)]
    (found,) = json.loads(cli(*given, corpus=SMALL).out)["passages"]
    assert len((found["passage"] + found["after"]).replace(" 4 ", " ").split()) == count
    assert len(found["before"].split()) == int(words)


def test_a_line_break_or_a_hyphen_in_the_copy_is_no_difference(cli: Cli, folder: Path) -> None:
    assert "exact" in cli("trace", "council-p02", "--sources", str(folder), corpus=SMALL).out


def test_a_difference_is_shown(cli: Cli, folder: Path) -> None:
    shown = " ".join(cli("trace", "union-d01", "--sources", str(folder), corpus=SMALL).out.split())
    assert "fuzzy" in shown
    assert "Differs from the record: the copy has “Our summer fare went”" in shown


def test_a_passage_that_is_not_there_is_missing(cli: Cli, folder: Path) -> None:
    shown = " ".join(cli("trace", "union-x01", "--sources", str(folder), corpus=SMALL).out.split())
    assert "missing: this copy has no such passage. Anchor: “A room of books” … “is not a library”" in shown


def test_a_passage_that_is_there_twice_is_shown_twice(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "twice", letter=LETTER + LETTER)
    shown = " ".join(cli("trace", "letter-d01", "--sources", str(folder), corpus=SMALL).out.split())
    assert "ambiguous: it can be any of 2 passages" in shown
    assert shown.count(">>> Last week the roof") == 2


def test_of_very_many_places_some_are_shown_and_the_others_counted(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "often", letter=LETTER * 25)
    shown = cli("trace", "letter-d01", "--context", "0", "--sources", str(folder), corpus=SMALL).out
    assert "it can be any of 25 passages" in " ".join(shown.split())
    assert shown.count(">>>") == 20
    assert "5 more: --format json has them." in shown


def test_without_a_copy_the_anchor_is_shown_and_where_the_document_can_be_had(cli: Cli) -> None:
    shown = " ".join(cli("trace", "council-r01", corpus=SMALL).out.split())
    assert "Anchor: “Four branches will stay” … “two evenings a week”" in shown
    assert "It can be had as: A plan for our libraries; Town Council, 2019; TC 12." in shown
    assert "policylens sources add council FILE" in shown


def test_evidence_of_another_text_has_its_anchor(cli: Cli, folder: Path) -> None:
    shown = " ".join(cli("trace", "council-e01", "--sources", str(folder), corpus=SMALL).out.split())
    assert "User survey 2018" in shown
    assert "Anchor: “Six in ten users” … “asked for evening opening”" in shown


# --- check --sources


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_check_counts_what_is_found_and_fails_on_what_is_not(cli: Cli, folder: Path) -> None:
    outcome = cli("check", "--sources", str(folder), corpus=SMALL, columns=160)
    assert outcome.code == 1
    shown = [line.split() for line in outcome.out.splitlines()]
    assert ["Council", "council.txt", "8", "8", "0", "0", "0", "0"] in shown
    assert ["Staff", "Union", "union.txt", "4", "2", "0", "1", "0", "1"] in shown
    assert "Missing (1)" in outcome.out
    assert "union-x01 (paragraph 4): “A room of books” … “is not a library”" in outcome.out


def test_check_passes_where_all_is_found(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "some", union="")
    outcome = cli("check", "--sources", str(folder), corpus=SMALL)
    assert outcome.code == 0
    assert "Missing" in outcome.out
    assert "Missing (" not in outcome.out


def test_check_fails_on_what_is_ambiguous(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "twice", union="", letter=LETTER + LETTER)
    outcome = cli("check", "--sources", str(folder), corpus=SMALL)
    assert outcome.code == 1
    assert "letter-d01" in outcome.out.split("Ambiguous (1)")[1]


def test_check_says_what_has_moved_and_passes(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "moved", union="", council=COUNCIL.replace("\n\n4\n", "\n\n41\n").replace("4\n", "4\n"))
    swapped = COUNCIL.replace("Four branches will stay open until eight on two evenings a week.", "").replace(
        "We shall begin", "Four branches will stay open on two evenings a week. We shall begin"
    )
    (folder / "council.txt").write_text(swapped, encoding="utf-8")
    outcome = cli("check", "--sources", str(folder), corpus=SMALL)
    assert outcome.code == 0
    assert "council-r01 (page 4): on page 5" in outcome.out


@pytest.mark.parametrize("arguments", [["--sources"], ["--sources", "--strict"], ["--strict", "--sources"]])
def test_check_takes_the_texts_that_are_kept_where_no_folder_is_named(
    cli: Cli, folder: Path, arguments: list[str]
) -> None:
    cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL)
    outcome = cli("check", *arguments, corpus=SMALL)
    assert "council.txt" in outcome.out
    assert outcome.out.count("none") >= 2


def test_check_without_any_copy_says_how_to_give_one(cli: Cli) -> None:
    outcome = cli("check", "--sources", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no copy of any document yet" in outcome.err


def test_check_as_data_has_every_piece_of_evidence(cli: Cli, folder: Path) -> None:
    found = json.loads(cli("check", "--sources", str(folder), "--format", "json", corpus=SMALL).out)
    assert {each["status"] for each in found["passages"]} == {"exact", "fuzzy", "missing"}
    assert sum(each["anchors"] for each in found["sources"] if each["copy"]) == len(found["passages"])
    table = rows(cli("check", "--sources", str(folder), "--format", "csv", corpus=SMALL).out)
    assert [row["claim"] for row in table] == [each["claim"] for each in found["passages"]]


# --- brief --passages


def test_a_briefing_can_have_the_passages(cli: Cli, folder: Path) -> None:
    outcome = cli("brief", "hours", "--passages", "--sources", str(folder), corpus=SMALL)
    assert outcome.code == 0
    assert "\n  > Four branches will stay open until eight on two evenings a week\n" in outcome.out
    assert "“Four branches will stay”" not in outcome.out


def test_a_briefing_without_them_is_as_it_was(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = cli("brief", "hours", corpus=SMALL)
    monkeypatch.setenv("POLICYLENS_SOURCES", str(folder))
    assert cli("brief", "hours", corpus=SMALL) == without


def test_documents_without_a_copy_keep_their_anchors_and_it_is_said(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "some", union="", letter="")
    outcome = cli("brief", "hours", "--passages", "--sources", str(folder), corpus=SMALL)
    assert outcome.code == 0
    assert "no copy of " in outcome.err
    assert "Union" in outcome.err


def test_a_briefing_with_passages_needs_a_copy(cli: Cli) -> None:
    outcome = cli("brief", "--passages", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no copy of any of these documents" in outcome.err
