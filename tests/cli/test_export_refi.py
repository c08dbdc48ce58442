"""`policylens export refi-qda`: a project with the reader's copies in it, or the codebook alone."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .support import NO_EVIDENCE, SMALL, STANCE_OUT_OF_RANGE, Cli, small
from .test_pictures import piped
from .test_terminal import on_a_terminal
from .texts import COUNCIL, UNION, texts

NO_COPY = (
    "policylens: 4 of 4 documents have no copy: a list of claims stands for the text; `policylens sources` says where "
    "the texts can be had\n"
)


def texts_of(path: Path) -> dict[str, str]:
    """Return the text of each source of a project, by its name."""
    with zipfile.ZipFile(path) as archive:
        sources = ElementTree.fromstring(archive.read("project.qde")).findall(".//{*}TextSource")
        names = {each.get("name", ""): each.get("plainTextPath", "").replace("internal://", "") for each in sources}
        return {name: archive.read(f"sources/{member}").decode("utf-8") for name, member in names.items()}


def test_a_project_has_the_texts_of_a_folder(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts")
    outcome = cli("export", "refi-qda", "-o", str(tmp_path / "a.qdpx"), "--sources", str(folder), corpus=SMALL)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("policylens: 1 of 4 documents has no copy: a list of claims stands for the text; ")
    assert outcome.err.splitlines()[1].startswith("policylens: 1 passage is not found in the copies: ")
    found = texts_of(tmp_path / "a.qdpx")
    assert found["council"] == COUNCIL
    assert found["union"] == UNION
    assert found["friends-report"].startswith("What the Friends found\n\n[")


def test_a_project_has_the_texts_that_are_kept(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts")
    assert cli("sources", "add", "council", str(folder / "council.txt"), corpus=SMALL).code == 0
    outcome = cli("export", "refi-qda", "-d", "council", "-o", str(tmp_path / "a.qdpx"), corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    assert texts_of(tmp_path / "a.qdpx") == {"council": COUNCIL}


def test_without_copies_it_says_so(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("export", "refi-qda", "-o", str(tmp_path / "a.qdpx"), corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, NO_COPY)
    one = cli("export", "refi-qda", "-d", "union", "-o", str(tmp_path / "b.qdpx"), corpus=SMALL)
    assert one.err.startswith("policylens: 1 of 1 document has no copy: ")


def test_passages_that_are_not_found_are_counted(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts", letter="Quite another letter.\n")
    arguments = ("export", "refi-qda", "-d", "letter", "-d", "union", "--sources", str(folder))
    outcome = cli(*arguments, "-o", str(tmp_path / "a.qdpx"), corpus=SMALL)
    assert outcome.code == 0
    assert outcome.err == (
        "policylens: 2 passages are not found in the copies: a claim that has no other is coded in its note; "
        "`policylens check --sources` lists them\n"
    )


def test_the_ending_says_whether_it_is_a_project_or_a_codebook(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("export", "refi-qda", "-o", str(tmp_path / "codes.QDC"), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    root = ElementTree.fromstring((tmp_path / "codes.QDC").read_bytes())
    assert root.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    assert "open-late__partly-for" in {each.get("name") for each in root.iter()}


@pytest.mark.parametrize("name", ["project", "project.zip", "project.qdpx.txt", ".qdpx"])
def test_any_other_ending_is_refused(cli: Cli, tmp_path: Path, name: str) -> None:
    outcome = cli("export", "refi-qda", "-o", str(tmp_path / name), corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        f"policylens: {tmp_path / name} ends neither in .qdpx nor in .qdc",
        "name a project NAME.qdpx (codes, texts, coded passages) or a codebook NAME.qdc (codes alone)",
    ]
    assert not (tmp_path / name).exists()


def test_what_goes_through_a_pipe_is_a_project(cli: Cli, tmp_path: Path) -> None:
    cli("export", "refi-qda", "-o", str(tmp_path / "a.qdpx"), corpus=SMALL)
    done = piped("export", "refi-qda", "--corpus", str(SMALL))
    assert (done.returncode, done.stderr.decode()) == (0, NO_COPY)
    assert done.stdout == (tmp_path / "a.qdpx").read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(done.stdout))


def test_it_is_not_written_to_a_terminal() -> None:
    code, shown = on_a_terminal("export", "refi-qda", "--corpus", str(SMALL))
    assert code == 2
    assert shown.splitlines() == [
        "policylens: refi-qda is no text that a terminal could show",
        "add -o FILE, as in -o corpus.qdpx",
    ]


@pytest.mark.parametrize("name", ["there.qdpx", "there.qdc"])
def test_what_is_there_is_left_alone_unless_force_is_given(cli: Cli, tmp_path: Path, name: str) -> None:
    there = tmp_path / name
    there.write_text("mine\n", encoding="utf-8")
    refused = cli("export", "refi-qda", "-o", str(there), corpus=SMALL)
    assert (refused.code, refused.err.splitlines()[0]) == (2, f"policylens: {there} is there already")
    assert there.read_text(encoding="utf-8") == "mine\n"
    assert cli("export", "refi-qda", "-o", str(there), "--force", corpus=SMALL).code == 0
    assert there.read_bytes() != b"mine\n"


def test_a_copy_that_cannot_be_read_leaves_nothing_written(cli: Cli, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts", union="")
    (folder / "union.docx").write_bytes(b"PK\x03\x04 and nothing more")
    outcome = cli("export", "refi-qda", "-o", str(tmp_path / "a.qdpx"), "--sources", str(folder), corpus=SMALL)
    assert outcome.code == 2
    assert "union.docx" in outcome.err
    assert not (tmp_path / "a.qdpx").exists()


def test_a_folder_of_texts_that_is_not_there_is_told_of(cli: Cli, tmp_path: Path) -> None:
    arguments = ("export", "refi-qda", "-o", str(tmp_path / "a.qdpx"), "--sources", str(tmp_path / "no"))
    outcome = cli(*arguments, corpus=SMALL)
    assert (outcome.code, outcome.err.splitlines()[0]) == (2, f"policylens: there is no folder {tmp_path / 'no'}")
    assert not (tmp_path / "a.qdpx").exists()


def test_warnings_are_told_of_and_errors_leave_nothing_written(cli: Cli, tmp_path: Path) -> None:
    warned = cli("export", "refi-qda", "-o", str(tmp_path / "a.qdpx"), corpus=small(tmp_path / "w", NO_EVIDENCE))
    assert warned.code == 0
    assert "1 warning in the data" in warned.err
    broken = cli(
        "export", "refi-qda", "-o", str(tmp_path / "b.qdpx"), corpus=small(tmp_path / "c", STANCE_OUT_OF_RANGE)
    )
    assert broken.code == 2
    assert "frameworks/union.yaml:" in broken.err
    assert not (tmp_path / "b.qdpx").exists()
