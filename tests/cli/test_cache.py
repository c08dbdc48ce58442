"""What is kept between runs: the same answer as anew, never an old one, and nothing that can be wrong with it hurts."""

import gc
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from store import indexes
from store.damage import DAMAGES, NOT_JSON, OTHER_JSON, Damage, entry

from policylens.corpus.files import MAX_BYTES

from .support import NO_EVIDENCE, PROGRAM, SMALL, STANCE_OUT_OF_RANGE, Cli, Outcome, environment, small, start
from .texts import texts

COMMANDS = {
    "list": "list --propositions --topics",
    "show a document": "show council",
    "show a claim": "show council-r01",
    "show claims": "show union --commitments --theme hours",
    "compare everything": "compare",
    "compare a theme": "compare hours --claims",
    "compare a topic": "compare mill-road",
    "crossref": "crossref",
    "crossref of two": "crossref council union",
    "search": "search volunteers",
    "search in vain": "search zebra",
}
"""Each command that keeps its answers."""

FORMATS = ["table", "markdown", "json", "csv"]

PICTURED = ["compare everything", "compare a theme", "crossref", "crossref of two"]
"""Of which there is a picture too."""

ASKED = [
    *(pytest.param(line, form, id=f"{name}-{form}") for name, line in COMMANDS.items() for form in FORMATS),
    *(pytest.param(COMMANDS[name], "svg", id=f"{name}-svg") for name in PICTURED),
]


def place() -> Path:
    """Return where all is kept."""
    return Path(os.environ["XDG_CACHE_HOME"]) / "policylens"


def kept(sort: str = "answers") -> list[Path]:
    """Return the files in a folder of the cache, without those that SQLite has beside its own."""
    folder = place() / sort
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in there if path.suffix in (".json", ".part", ".sqlite")]


def only(sort: str = "answers") -> Path:
    """Return the one file in a folder of the cache."""
    (there,) = kept(sort)
    return there


def index() -> Path:
    """Return the one index, which nobody has open."""
    return indexes.alone(only("indexes"))


def everything() -> list[Path]:
    """Return every file of the cache."""
    gc.collect()  # so that no index is open in this process
    return [path for path in place().rglob("*") if not path.is_dir()]


def identity() -> list[tuple[str, int, int]]:
    """Return what changes when an answer is put anew."""
    return [(path.name, path.stat().st_ino, path.stat().st_mtime_ns) for path in kept()]


def forget(sort: str) -> None:
    for path in kept(sort):
        path.unlink()


def same_but(path: Path, old: str, new: str) -> None:
    """Put some text in another's place, of the same length, without changing the file's times."""
    about, text = path.stat(), path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    assert len(old) == len(new)
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def forge(old: str, new: str) -> None:
    """Change what an answer says and give it the right checksum, so that it shows where it comes from."""
    body = only().read_bytes().partition(b"\n")[2]
    assert old.encode() in body
    only().write_bytes(entry(body.replace(old.encode(), new.encode())))


# The same answer


@pytest.mark.parametrize(("line", "form"), ASKED)
def test_the_second_answer_is_the_first_and_the_one_made_anew(cli: Cli, line: str, form: str) -> None:
    asked = [*shlex.split(line), "--format", form]
    first = cli(*asked, corpus=SMALL)
    before = identity()
    second = cli(*asked, corpus=SMALL)
    assert (first.code, first.err) == (0, "")
    assert len(first.out) > 10
    assert first == second == cli(*asked, "--no-cache", corpus=SMALL)
    assert len(before) == 1
    assert identity() == before  # so that the second came from there


@pytest.mark.parametrize(
    "line", ["list", "show fabian", "compare markets", "crossref demos fabian", "search inspection"]
)
def test_the_bundled_corpus_is_answered_for_alike_too(cli: Cli, line: str) -> None:
    first = cli(*line.split())
    assert first.code == 0
    assert first == cli(*line.split()) == cli(*line.split(), "--no-cache")
    assert len(kept()) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_that_is_kept_is_the_one_that_is_given(cli: Cli, form: str) -> None:
    """Without this the tests above might pass with nothing ever read from the cache."""
    asked = ["compare", "hours", "--format", form]
    assert "evening" in cli(*asked, corpus=SMALL).out
    forge("evening", "forging")
    assert "forging" in cli(*asked, corpus=SMALL).out
    assert "forging" not in cli(*asked, "--no-cache", corpus=SMALL).out


@pytest.mark.parametrize(
    "line",
    [
        *("list --propositions", "compare hours", "show council", "show council-r01", "search eight", "brief"),
        *("export json", "export csv -o {folder}", "trace council-r01", "suggest {texts}/council.txt"),
    ],
)
def test_a_corpus_that_is_kept_is_the_one_that_is_read(cli: Cli, tmp_path: Path, line: str) -> None:
    """Without this the tests of damage might pass with nothing ever read from an index."""
    texts(tmp_path / "texts")
    asked = line.format(folder=tmp_path / "tables", texts=tmp_path / "texts").split()
    cli("list", corpus=SMALL)
    indexes.forge(index(), "evening", "forging")
    outcome = cli(*asked, corpus=SMALL)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("tables/*"))
    assert "forging" in outcome.out + written
    assert "forging" not in cli(*asked, "--no-cache", corpus=SMALL).out


def test_a_kept_answer_is_drawn_for_the_terminal_that_asks(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    for cached in ([], ["--no-cache"]):
        drawn.append([
            cli("compare", "hours", *cached, corpus=SMALL),
            cli("compare", "hours", *cached, corpus=SMALL, columns=150),
            cli("compare", "hours", *cached, corpus=SMALL, encoding="ascii"),
            cli("compare", "hours", "--format", "markdown", *cached, corpus=SMALL),
        ])  # fmt: skip
        monkeypatch.setenv("FORCE_COLOR", "1")
        drawn[-1].append(cli("compare", "hours", *cached, corpus=SMALL))
        monkeypatch.delenv("FORCE_COLOR")
    assert drawn[0] == drawn[1]
    assert len({each.out for each in drawn[0]}) == 5
    assert len(kept()) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_kept_answer_goes_into_a_file_too(cli: Cli, tmp_path: Path, form: str) -> None:
    cli("compare", "hours", "--format", form, corpus=SMALL)
    outcome = cli("compare", "hours", "--format", form, "-o", str(tmp_path / "kept"), corpus=SMALL)
    cli("compare", "hours", "--format", form, "-o", str(tmp_path / "anew"), "--no-cache", corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (tmp_path / "kept").read_bytes() == (tmp_path / "anew").read_bytes()
    assert len(kept()) == 1


def test_a_kept_answer_overwrites_nothing_either(cli: Cli, tmp_path: Path) -> None:
    cli("list", corpus=SMALL)
    (tmp_path / "mine").write_text("mine\n", encoding="utf-8")
    outcome = cli("list", "-o", str(tmp_path / "mine"), corpus=SMALL)
    assert (outcome.code, outcome.err.splitlines()[0]) == (2, f"policylens: {tmp_path / 'mine'} is there already")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine\n"


def test_the_same_files_elsewhere_have_the_same_answer(cli: Cli, tmp_path: Path) -> None:
    first = cli("list", corpus=SMALL)
    assert cli("list", corpus=small(tmp_path / "copy")) == first
    assert len(kept()) == 1


# Another answer


def change_a_document(root: Path) -> None:
    same_but(root / "frameworks" / "council.yaml", "short_name: Council", "short_name: Councik")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte of a document": change_a_document,
    "a byte of the codebook": lambda root: same_but(
        root / "codebook.yaml", "title: Opening hours", "title: Opening Hours"
    ),
    "a document more": lambda root: (root / "frameworks" / "mayor.yaml").write_text(
        "format: 1\nid: mayor\ntitle: A speech\n", encoding="utf-8"
    ),
    "a document less": lambda root: (root / "frameworks" / "letter.yaml").unlink(),
}


@pytest.mark.parametrize(
    "line", ["list", "compare hours", "compare hours --format json", "crossref", "compare --format csv"]
)
@pytest.mark.parametrize("change", CHANGES)
def test_a_corpus_that_has_changed_has_a_new_answer(cli: Cli, tmp_path: Path, line: str, change: str) -> None:
    corpus = small(tmp_path / "corpus")
    before = cli(*line.split(), corpus=corpus)
    CHANGES[change](corpus)
    after = cli(*line.split(), corpus=corpus)
    assert (before.code, after.code) == (0, 0)
    assert after == cli(*line.split(), "--no-cache", corpus=corpus)
    if line == "list":  # which shows every document and theme
        assert after.out != before.out


def test_a_corpus_that_has_changed_back_has_its_old_answer(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus")
    before = cli("list", corpus=corpus)
    shutil.rmtree(corpus)
    small(corpus, NO_EVIDENCE)
    assert cli("list", corpus=corpus) != before
    shutil.rmtree(corpus)
    assert cli("list", corpus=small(corpus)) == before


def test_another_corpus_has_another_answer(cli: Cli, tmp_path: Path) -> None:
    other = small(tmp_path / "other")
    change_a_document(other)
    assert "Councik" not in cli("list", corpus=SMALL).out
    assert "Councik" in cli("list", corpus=other).out
    assert cli("list").out.startswith("5 documents")
    assert len(kept()) == 3


DIFFERENT = [
    "list",
    "list --propositions",
    "list --topics",
    "list -d council",
    "list -d union",
    "list -d council -d union",
    "list --format json",
    "list --format csv",
    "show council",
    "show union",
    "show council --principles",
    "show council --recommendations",
    "show council --principles --recommendations",
    "show council --theme money",
    "show council --topic mill-road",
    "show council --sector libraries",
    "show union --speaker secretary",
    "compare",
    "compare --all",
    "compare hours",
    "compare volunteers",
    "compare hours --claims",
    "compare hours volunteers",
    "compare volunteers hours",
    "compare hours -d council -d union",
    "crossref",
    "crossref council",
    "crossref -d council -d union",
    "crossref council union",
    "crossref union council",
    "search volunteers",
    "search roof",
    "search brook street",
    "search 'brook street'",
    "search volunteers --kind criticism",
    "search volunteers -d union",
]
"""Questions of which no two have one answer in common."""


def test_another_question_has_an_answer_of_its_own(cli: Cli) -> None:
    for number, line in enumerate(DIFFERENT, 1):
        outcome = cli(*shlex.split(line), corpus=SMALL)
        assert outcome.code == 0, line
        assert len(kept()) == number, line
    for line in DIFFERENT:
        asked = shlex.split(line)
        assert cli(*asked, corpus=SMALL) == cli(*asked, "--no-cache", corpus=SMALL), line


def test_the_variable_for_the_corpus_is_heard_with_a_full_cache(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("list").out.startswith("5 documents")
    monkeypatch.setenv("POLICYLENS_CORPUS", str(SMALL))
    assert cli("list").out.startswith("4 documents")


def test_an_answer_from_a_corpus_that_changes_meanwhile_is_not_kept(cli: Cli, tmp_path: Path) -> None:
    """Here the answer itself is written into the corpus, so that it has a document more at the end."""
    corpus = small(tmp_path / "corpus")
    assert cli("list", "-o", str(corpus / "frameworks" / "list.yml"), corpus=corpus).code == 0
    assert kept() == []
    assert cli("list", corpus=corpus).code == 2


# Warnings and errors


@pytest.mark.parametrize("form", FORMATS)
def test_a_corpus_with_warnings_says_so_each_time(cli: Cli, tmp_path: Path, form: str) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    said = f"policylens: 1 warning in the data; `policylens check --corpus {corpus}` lists them\n"
    first = cli("compare", "hours", "--format", form, corpus=corpus)
    assert (first.code, first.err) == (0, said)
    assert cli("compare", "hours", "--format", form, corpus=corpus) == first
    assert len(kept()) == 1


def test_a_corpus_with_warnings_says_so_with_every_command(cli: Cli, tmp_path: Path) -> None:
    """And out of its index it does, too."""
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    for line in ["list", "compare", "show letter", "crossref", "search roof", "brief", "export json"] * 2:
        outcome = cli(*line.split(), corpus=corpus)
        assert (outcome.code, outcome.err.count("1 warning in the data")) == (0, 1), line
        assert len(kept("indexes")) == 1


def test_the_warning_names_the_corpus_that_was_asked_for(cli: Cli, tmp_path: Path) -> None:
    cli("list", corpus=small(tmp_path / "one", NO_EVIDENCE))
    other = small(tmp_path / "other", NO_EVIDENCE)
    assert f"`policylens check --corpus {other}`" in cli("list", corpus=other).err
    assert len(kept()) == 1


def test_a_warning_that_is_mended_is_gone(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    assert "1 warning" in cli("list", corpus=corpus).err
    shutil.rmtree(corpus)
    assert cli("list", corpus=small(corpus)).err == ""


@pytest.mark.parametrize(
    "line",
    [
        "show nobody",
        "show council --theme nothing",
        "compare nothing",
        "compare hours mill-road --format csv",
        "list --format svg",
        "crossref council union letter",
        "search '*'",
    ],
)
def test_an_error_is_not_kept(cli: Cli, line: str) -> None:
    first = cli(*shlex.split(line), corpus=SMALL)
    assert (first.code, first.out) == (2, "")
    assert cli(*shlex.split(line), corpus=SMALL) == first == cli(*shlex.split(line), "--no-cache", corpus=SMALL)
    assert kept() == []


def test_of_a_corpus_with_errors_no_answer_is_kept(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", STANCE_OUT_OF_RANGE)
    first = cli("list", corpus=corpus)
    assert (first.code, first.out) == (2, "")
    assert cli("list", corpus=corpus) == first == cli("list", "--no-cache", corpus=corpus)
    assert kept() == []
    assert len(indexes.values(index(), "documents", "head")) == 3  # of those in which there are none


def test_a_corpus_that_breaks_is_no_longer_answered_for(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus")
    assert cli("compare", "hours", corpus=corpus).code == 0
    shutil.rmtree(corpus)
    assert cli("compare", "hours", corpus=small(corpus, STANCE_OUT_OF_RANGE)).code == 2
    shutil.rmtree(corpus)
    assert cli("compare", "hours", corpus=corpus).code == 2


def test_a_kept_picture_is_drawn_as_svg_and_as_png(cli: Cli, tmp_path: Path) -> None:
    asked = ["compare", "hours", "--corpus", str(SMALL)]
    for name in ("first.svg", "second.svg", "first.png", "second.png"):
        assert cli(*asked, "-o", str(tmp_path / name)).code == 0
    assert cli(*asked, "-o", str(tmp_path / "anew.png"), "--no-cache").code == 0
    assert (tmp_path / "first.svg").read_bytes() == (tmp_path / "second.svg").read_bytes()
    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "second.png").read_bytes()
    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "anew.png").read_bytes()
    assert len(kept()) == 1


def test_a_kept_picture_says_which_corpus_it_is_of(cli: Cli, tmp_path: Path) -> None:
    """The same files elsewhere have the same tables, but a picture names its corpus."""
    for name in ("one", "two", "one"):
        corpus = tmp_path / name
        drawn = cli("compare", "hours", "--format", "svg", corpus=corpus if corpus.exists() else small(corpus)).out
        assert f"Source: corpus {name}, codebook" in drawn
    assert len(kept()) == 2


def test_a_picture_that_there_is_not_is_refused_with_the_page_kept_too(cli: Cli) -> None:
    assert cli("list", corpus=SMALL).code == 0
    refused = cli("list", "--format", "svg", corpus=SMALL)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("policylens: there is no picture of this\n")


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv"])
@pytest.mark.parametrize("strict", [[], ["--strict"]], ids=["", "strict"])
def test_check_finds_the_same_again_with_the_same_code(cli: Cli, tmp_path: Path, strict: list[str], form: str) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    asked = ["check", *strict, "--format", form]
    first = cli(*asked, corpus=corpus)
    assert first.code == (1 if strict else 0)
    assert len(kept()) == 1
    assert cli(*asked, corpus=corpus) == first == cli(*asked, "--no-cache", corpus=corpus)


def test_check_sees_each_change_of_the_data(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus")
    codes = [cli("check", corpus=corpus).code]
    for change in (STANCE_OUT_OF_RANGE, None, STANCE_OUT_OF_RANGE):
        shutil.rmtree(corpus)
        small(corpus, *([change] if change else []))
        codes.append(cli("check", corpus=corpus).code)
    assert codes == [0, 1, 0, 1]


def test_check_with_texts_is_made_anew_each_time(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text("another text", encoding="utf-8")
    cli("check", "--sources", str(tmp_path), corpus=SMALL)
    assert kept() == []


# Damage


@pytest.fixture(params=["answers", "indexes"])
def damaged(request: pytest.FixtureRequest, cli: Cli) -> Callable[[Callable[[Path], object], str], None]:
    """Do something to what is kept; then hold the answer against the one made anew, and see that it can be kept."""

    def hold(harm: Callable[[Path], object], form: str = "table") -> None:
        asked = ["compare", "hours", "--format", form]
        first = cli(*asked, corpus=SMALL)
        if request.param == "indexes":
            harm(index())
            forget("answers")
        else:
            harm(only())
        assert cli(*asked, corpus=SMALL) == first == cli(*asked, "--no-cache", corpus=SMALL)
        assert (first.code, first.err) == (0, "")

    return hold


Damaged = Callable[..., None]


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_costs_only_time(damaged: Damaged, damage: Damage, form: str) -> None:
    damaged(lambda path: path.write_bytes(damage(path.read_bytes())), form)
    assert whole(only())  # it has been made so again


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("body", [*NOT_JSON, *OTHER_JSON], ids=lambda body: body[:12].decode("latin-1"))
def test_an_answer_that_is_whole_but_none_costs_only_time(cli: Cli, body: bytes, form: str) -> None:
    asked = ["compare", "hours", "--format", form]
    first = cli(*asked, corpus=SMALL)
    only().write_bytes(entry(body))
    assert cli(*asked, corpus=SMALL) == first == cli(*asked, "--no-cache", corpus=SMALL)
    assert (first.code, first.err) == (0, "")


MIDDLE = [
    *("show council", "show council-r01", "compare hours --claims", "compare --format csv", "crossref council union"),
    *("search roof", "brief hours", "export json", "export csv -o {tables}", "trace council-r01", "list -o {file}"),
]


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".json"}


@pytest.mark.parametrize("line", MIDDLE)
@pytest.mark.parametrize("column", ["documents.settled", "documents.named", "held.body", "bodies.claims"])
def test_damage_that_shows_in_the_middle_of_a_command_costs_only_time(
    cli: Cli, tmp_path: Path, line: str, column: str
) -> None:
    places = [{"tables": tmp_path / name / "tables", "file": tmp_path / name / "out.md"} for name in ("1", "2")]
    for name in ("1", "2"):
        (tmp_path / name).mkdir()
    cli("list", "--topics", corpus=SMALL)
    indexes.changed(index(), *column.split("."), lambda value: value[:-1])
    found = cli(*line.format(**places[0]).split(), corpus=SMALL)
    assert found == cli(*line.format(**places[1]).split(), "--no-cache", corpus=SMALL)
    assert (found.code, found.err) == (0, "")
    assert written(tmp_path / "1") == written(tmp_path / "2")


def test_a_damaged_index_is_made_anew_by_the_next_command(cli: Cli) -> None:
    cli("list", corpus=SMALL)
    indexes.changed(index(), "bodies", "claims", lambda value: value[:-1])
    assert not indexes.is_whole(index())
    assert cli("show", "council", corpus=SMALL).code == 0
    assert kept("indexes") == []
    assert cli("show", "union", corpus=SMALL).code == 0
    assert indexes.is_whole(index())


PICTURE = {
    "title": {"text": ["Nothing"]},
    "description": "",
    "config": {"font": "Arial"},
    "data": {"values": []},
    "mark": "point",
}
ANSWER = {"page": [["Heading", 1, "Nothing"]], "text": "Nothing", "picture": PICTURE, "number": 0}
WRONG = [
    {"page": None, "text": None, "picture": None},
    {"page": 5, "text": 5, "picture": 5},
    {"page": "page", "text": ["text"], "picture": "picture"},
    {"page": [["Heading", 1, 5]], "text": {}, "picture": {}},
    {"page": [["Heading", 1, None]], "text": True, "picture": {**PICTURE, "mark": "nothing"}},
    {"page": [["Paragraph", [[5, ""]]]], "text": "half a \ud800", "picture": {**PICTURE, "title": "half a \ud800"}},
    {"page": [["Nothing"]], "text": -1, "picture": {**PICTURE, "data": {"url": "http://127.0.0.1:9/data.json"}}},
    {"number": None},
    {"number": "many"},
    {"number": float("inf")},
    {"number": float("nan")},
    {"number": []},
]


@pytest.mark.parametrize("form", ["table", "json", "svg"])
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_an_answer_of_another_shape_costs_only_time(cli: Cli, wrong: dict[str, object], form: str) -> None:
    asked = ["compare", "hours", "--format", form]
    first = cli(*asked, corpus=SMALL)
    only().write_bytes(entry(json.dumps(ANSWER | wrong).encode()))
    assert cli(*asked, corpus=SMALL) == first
    assert identity() != []
    assert cli(*asked, corpus=SMALL) == first


@pytest.mark.parametrize("lacking", ANSWER)
def test_an_answer_that_lacks_something_costs_only_time(cli: Cli, lacking: str) -> None:
    first = cli("compare", "hours", corpus=SMALL)
    only().write_bytes(entry(json.dumps({name: value for name, value in ANSWER.items() if name != lacking}).encode()))
    # of text and pictures a page has none
    assert (cli("compare", "hours", corpus=SMALL) == first) is (lacking not in ("text", "picture"))


def test_an_answer_that_lacks_nothing_is_given() -> None:
    """Without this the tests above might pass with none of their entries ever read."""
    forms = {"table": "Nothing\n━━━━━━━\n", "json": "Nothing", "svg": "<title"}
    for form, shown in forms.items():
        asked = ["compare", "hours", "--format", form, "--corpus", str(SMALL)]
        assert start(*asked).returncode == 0
        only().write_bytes(entry(json.dumps(ANSWER).encode()))
        given = start(*asked).stdout
        assert shown in given
        assert "Nothing" in given
        forget("answers")


def replaced_by(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


IN_PLACE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a huge file": lambda path: (path.touch(), os.truncate(path, 64 * MAX_BYTES)),
}


@pytest.mark.parametrize("make", IN_PLACE.values(), ids=IN_PLACE)
def test_what_stands_in_an_entrys_place_costs_only_time(damaged: Damaged, make: Callable[[Path], object]) -> None:
    damaged(replaced_by(make))


NO_FOLDER: dict[str, Callable[[Path], object]] = {
    "a file": lambda path: path.write_text("mine\n", encoding="utf-8"),
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
}


@pytest.mark.parametrize("where", [".", "policylens", "policylens/answers", "policylens/indexes"])
@pytest.mark.parametrize("make", NO_FOLDER.values(), ids=NO_FOLDER)
def test_a_folder_that_cannot_be_made_costs_only_time(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, make: Callable[[Path], object]
) -> None:
    expected = cli("compare", "hours", "--no-cache", corpus=SMALL)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    folder = tmp_path / "caches" / where
    folder.parent.mkdir(parents=True, exist_ok=True)
    make(folder)
    assert expected.code == 0
    assert cli("compare", "hours", corpus=SMALL) == cli("compare", "hours", corpus=SMALL) == expected
    assert cli("cache").code == cli("cache", "clear").code == 0
    assert not folder.is_dir()


# Nothing kept


@pytest.mark.parametrize("line", [*COMMANDS.values(), "brief hours", "export json"])
@pytest.mark.parametrize("way", ["option", "variable"])
def test_without_the_cache_nothing_is_written(cli: Cli, monkeypatch: pytest.MonkeyPatch, line: str, way: str) -> None:
    if way == "variable":
        monkeypatch.setenv("POLICYLENS_NO_CACHE", "1")
    assert cli(*shlex.split(line), *(["--no-cache"] if way == "option" else []), corpus=SMALL).code == 0
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()


def test_without_the_cache_nothing_is_written_of_the_bundled_corpus_either(cli: Cli) -> None:
    assert cli("compare", "markets", "--no-cache").code == 0
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()


@pytest.mark.parametrize("value", ["0", "false", ""])
def test_the_variable_can_say_no(cli: Cli, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("POLICYLENS_NO_CACHE", value)
    assert cli("list", corpus=SMALL).code == 0
    assert len(kept()) == 1


def test_without_the_cache_what_is_kept_stays(cli: Cli) -> None:
    cli("list", corpus=SMALL)
    before = identity()
    cli("list", "--no-cache", corpus=SMALL)
    assert identity() == before


def test_a_briefing_and_an_export_use_the_corpus_that_is_kept(cli: Cli) -> None:
    briefing, everything_ = cli("brief", corpus=SMALL), cli("export", "json", corpus=SMALL)
    assert len(kept("indexes")) == 1
    assert kept("answers") == []
    assert cli("brief", corpus=SMALL) == briefing == cli("brief", "--no-cache", corpus=SMALL)
    assert cli("export", "json", corpus=SMALL) == everything_ == cli("export", "json", "--no-cache", corpus=SMALL)


# What is kept, and what says so


def test_every_entry_is_a_checksum_and_json(cli: Cli, tmp_path: Path) -> None:
    """Nothing that is read from the cache can make the program do anything, as a pickle could."""
    for line, form in (case.values for case in ASKED):
        cli(*shlex.split(line), "--format", form, corpus=SMALL)
    cli("list", corpus=small(tmp_path / "warned", NO_EVIDENCE))
    assert len(kept("answers")) > len(COMMANDS)
    assert len(kept("indexes")) == 2
    assert all(map(indexes.is_whole, map(indexes.alone, kept("indexes"))))
    assert sorted([*kept("answers"), *kept("indexes")]) == sorted(everything())
    for path in kept("answers"):
        assert re.fullmatch(r"[0-9a-f]{40}\.json", path.name)
        checksum, newline, body = path.read_bytes().partition(b"\n")
        assert re.fullmatch(rb"[0-9a-f]{32}", checksum)
        assert newline == b"\n"
        assert isinstance(json.loads(body), dict)


def test_what_is_kept_is_in_the_users_folder_alone(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = small(tmp_path / "corpus")
    monkeypatch.chdir(corpus)
    before = sorted(tmp_path.rglob("*"))
    cli("compare", "hours", corpus=corpus)
    assert sorted(tmp_path.rglob("*")) == before


def size() -> str:
    return f"{sum(path.stat().st_size for path in everything()) / 1024:,.0f} KB"


def test_cache_says_how_much_is_kept_and_where(cli: Cli, tmp_path: Path) -> None:
    assert cli("cache").out == f"Nothing kept in {place()}\n"
    cli("list", corpus=small(tmp_path / "warned", NO_EVIDENCE))
    assert cli("cache").out == f"1 answer and 1 corpus ({size()}) kept in {place()}\n"
    cli("list", corpus=SMALL)
    assert cli("cache").out == f"2 answers and 2 corpora ({size()}) kept in {place()}\n"
    other = small(tmp_path / "other")
    change_a_document(other)
    cli("list", corpus=other)
    assert cli("cache").out == f"3 answers and 3 corpora ({size()}) kept in {place()}\n"


def test_cache_counts_a_corpus_without_answers(cli: Cli) -> None:
    cli("brief", corpus=SMALL)
    assert cli("cache").out == f"1 corpus ({size()}) kept in {place()}\n"


def test_to_ask_what_is_kept_makes_no_folder(cli: Cli) -> None:
    assert (cli("cache").code, cli("cache", "clear").code) == (0, 0)
    assert not place().exists()


def test_clear_takes_all_away_and_says_so(cli: Cli) -> None:
    cli("list", corpus=SMALL)
    cli("compare", corpus=SMALL)
    was = size()
    assert cli("cache", "clear").out == f"2 answers and 1 corpus ({was}) taken away\n"
    assert everything() == []
    assert cli("cache").out == f"Nothing kept in {place()}\n"
    assert cli("cache", "clear").out == "Nothing taken away\n"


def test_after_clear_the_answers_are_the_same(cli: Cli) -> None:
    first = cli("compare", "hours", corpus=SMALL)
    cli("cache", "clear")
    assert cli("compare", "hours", corpus=SMALL) == first
    assert len(kept()) == len(kept("indexes")) == 1


def test_clear_leaves_what_is_not_its_own(cli: Cli, tmp_path: Path) -> None:
    cli("list", corpus=SMALL)
    (tmp_path / "mine").write_text("mine\n", encoding="utf-8")
    names = ["notes.json", "answers/notes.json", "answers/README", "corpora/deep/a.json"]
    names += ["indexes/notes.sqlite", "indexes/README", f"indexes/{'0' * 40}.sqlite.old", "indexes/deep/a.sqlite"]
    foreign = [place() / name for name in names]
    for path in foreign:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine\n", encoding="utf-8")
    (place() / "link").symlink_to(tmp_path)
    assert cli("cache", "clear").code == 0
    assert sorted(path for path in place().rglob("*") if path.is_file()) == sorted(foreign)
    assert (tmp_path / "mine").exists()


def test_an_unfinished_entry_is_taken_away_too(cli: Cli) -> None:
    cli("list", corpus=SMALL)
    only().rename(only().with_suffix(".4711.part"))
    assert cli("cache", "clear").out.startswith("1 answer and 1 corpus ")
    assert everything() == []


@pytest.mark.parametrize("line", ["cache nonsense", "cache clear nonsense", "cache --nonsense", "cache clear --force"])
def test_wrong_usage_takes_nothing_away(cli: Cli, line: str) -> None:
    cli("list", corpus=SMALL)
    outcome = cli(*line.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("policylens cache")
    assert len(kept()) == 1


def test_answers_do_not_pile_up(cli: Cli) -> None:
    """However much is asked; the limit itself is tested with the cache."""
    from policylens.store.cache import MOST_ANSWERS

    cli("list", corpus=SMALL)
    body = only().read_bytes()
    for number in range(MOST_ANSWERS + 10):
        old = place() / "answers" / f"{number:040x}.json"
        old.write_bytes(body)
        os.utime(old, (number, number))
    cli("compare", corpus=SMALL)
    assert len(kept()) == MOST_ANSWERS
    assert cli("cache").out.startswith(f"{MOST_ANSWERS} answers and 1 corpus ")


# Processes


def at_once(*lines: str, **changes: str) -> list[tuple[int, str, str]]:
    """Run the program with each of these command lines at the same time."""
    started = [
        subprocess.Popen(
            [PROGRAM, *shlex.split(line)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(**changes),
        )
        for line in lines
    ]
    done = [process.communicate() for process in started]
    return [(process.returncode, *streams) for process, streams in zip(started, done, strict=True)]


def ended(outcome: Outcome | subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    if isinstance(outcome, subprocess.CompletedProcess):
        return outcome.returncode, outcome.stdout, outcome.stderr
    return outcome.code, outcome.out, outcome.err


def whole(path: Path) -> bool:
    """Whether a file of the cache is a finished answer, or an index in which nothing is wrong."""
    if path.suffix == ".sqlite":
        return indexes.is_whole(indexes.alone(path))
    return path.suffix == ".json" and entry(path.read_bytes().partition(b"\n")[2]) == path.read_bytes()


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_eight_at_once_all_have_the_right_answer(tmp_path: Path, form: str) -> None:
    """On an empty cache, so that all of them write; and with a warning, which all of them have to say too."""
    corpus = small(tmp_path / "corpus", NO_EVIDENCE) if form == "csv" else SMALL
    line = f"compare hours --format {form} --corpus {corpus}"
    right = ended(start(*shlex.split(line), "--no-cache"))
    assert right[0] == 0
    assert at_once(*[line] * 8) == [right] * 8
    assert len(kept()) == 1
    assert all(map(whole, everything()))
    assert ended(start(*shlex.split(line))) == right


def test_eight_at_once_with_other_questions_have_other_answers() -> None:
    lines = [f"{line} --corpus {SMALL}" for line in [*COMMANDS.values()][:8]]
    right = [ended(start(*shlex.split(line), "--no-cache")) for line in lines]
    assert len({out for _, out, _ in right}) == 8
    assert at_once(*lines) == right
    assert len(kept()) == 8
    assert len(kept("indexes")) == 1
    assert all(map(whole, everything()))
    assert at_once(*lines) == right


def test_clearing_meanwhile_does_no_harm() -> None:
    line = f"compare hours --corpus {SMALL}"
    right = ended(start(*shlex.split(line), "--no-cache"))
    for _ in range(3):
        done = at_once(line, "cache clear", line, "cache clear", line, "cache clear", line, "cache")
        assert [done[number] for number in (0, 2, 4, 6)] == [right] * 4
        assert {code for code, _, _ in done} == {0}
        assert {err for _, _, err in done} == {""}
    assert all(map(whole, everything()))


UNKNOWN_USER = """
import pwd

def unknown(user):
    raise KeyError(user)

pwd.getpwuid = unknown
"""
"""A `sitecustomize` for a user whom the system does not know, as in a container that runs under some number."""


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Run the program as a user without a home, in a folder of their own."""
    (tmp_path / "site").mkdir()
    (tmp_path / "work").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(UNKNOWN_USER, encoding="utf-8")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.chdir(tmp_path / "work")
    return lambda *arguments: ended(start(*arguments, PYTHONPATH=str(tmp_path / "site")))


Homeless = Callable[..., tuple[int, str, str]]


def test_without_a_home_everything_works(homeless: Homeless, tmp_path: Path) -> None:
    asked = ("compare", "hours", "--corpus", str(SMALL))
    code, out, err = homeless(*asked)
    assert (code, err) == (0, "")
    assert out == start(*asked, "--no-cache", HOME=str(tmp_path)).stdout
    assert homeless(*asked) == (code, out, err)
    assert list((tmp_path / "work").iterdir()) == []


@pytest.mark.parametrize("arguments", [["cache"], ["cache", "clear"]])
def test_without_a_home_nothing_is_kept_and_cache_says_so(homeless: Homeless, arguments: list[str]) -> None:
    assert homeless(*arguments) == (0, "Nothing is kept: there is no home folder.\n", "")


def test_a_relative_folder_is_not_written_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As the XDG Base Directory Specification says."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    there = {"XDG_CACHE_HOME": "relative", "HOME": str(tmp_path / "home")}
    assert start("compare", "hours", "--corpus", str(SMALL), **there).returncode == 0
    assert list((tmp_path / "work").iterdir()) == []
    caches = tmp_path / "home" / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    assert start("cache", **there).stdout.endswith(f"kept in {caches / 'policylens'}\n")
    assert len(list((caches / "policylens" / "answers").iterdir())) == 1


def test_a_reader_that_has_gone_keeps_nothing_broken(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [PROGRAM, "compare", "hours", "--corpus", str(SMALL)],
        stdout=write,
        stderr=subprocess.PIPE,
        env=environment(),
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
    assert all(map(whole, everything()))
