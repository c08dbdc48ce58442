"""A folder of tables becomes the corpus that it was, after a spreadsheet had it, too, or says where it is wrong."""

import csv
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from conftest import CORPORA, ROOT
from filled import corpora
from hypothesis import given, settings
from hypothesis import strategies as st
from pieced import as_tables

from policylens.analysis.comparison import matrix
from policylens.corpus.imported import Imported, Left
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.exchange import checking
from policylens.exchange.csv import assembling
from policylens.exchange.csv.assembling import read_folder
from policylens.model import Corpus

SMALL = CORPORA / "small"


def small() -> Corpus:
    corpus = load(SMALL).corpus
    assert corpus is not None
    return corpus


def saved(folder: Path, of: Corpus, *chosen: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in as_tables(matrix(of, chosen)).items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return saved(tmp_path / "tables", small())


def changed(folder: Path, table: str, *changes: tuple[str, str]) -> Path:
    """Put something else in the place of texts in a table; each stands there."""
    path = folder / f"{table}.csv"
    text = path.read_bytes().decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())
    return folder


def whole(imported: Imported) -> Corpus:
    assert imported.problems == ()
    assert imported.corpus is not None
    return imported.corpus


def told(imported: Imported) -> list[str]:
    assert imported.corpus is None
    return [
        f"{Path(each.file).name}:{each.line}: {each.field}: {each.message}; {each.hint}" for each in imported.problems
    ]


# --- there and back


def without_nul(of: Corpus) -> bool:
    return "\0" not in repr(of).replace("\\x00", "\0")


@settings(max_examples=60)
@given(of=corpora().filter(without_nul))
def test_whatever_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, of: Corpus) -> None:
    """Records that do not fit together, too: whether they do is looked at afterwards."""
    tables = saved(tmp_path_factory.mktemp("tables"), of)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembling, "errors", lambda *_: ())
        assert whole(read_folder(tables)) == of


@pytest.mark.parametrize("root", [SMALL, ROOT / "data"], ids=["small", "bundled"])
def test_a_real_corpus_is_read_back(root: Path, tmp_path: Path) -> None:
    of = load(root).corpus
    assert of is not None
    assert whole(read_folder(saved(tmp_path, of))) == of


def test_the_description_is_not_needed(folder: Path) -> None:
    (folder / "datapackage.json").unlink()
    assert whole(read_folder(folder)) == small()


def rewritten(change: Callable[[list[list[str]]], list[list[str]]], **dialect: str) -> Callable[[bytes], bytes]:
    """Return what a program makes of a table that opens it and saves it in its own way."""

    def save(data: bytes) -> bytes:
        out = StringIO()
        rows = change(list(csv.reader(StringIO(data.decode(), newline=""))))
        csv.writer(out, **dialect).writerows(rows)  # type: ignore[arg-type]
        return out.getvalue().encode()

    return save


def as_it_is(rows: list[list[str]]) -> list[list[str]]:
    return rows


PROGRAMS: dict[str, Callable[[bytes], bytes]] = {
    "a mark of the byte order": lambda data: b"\xef\xbb\xbf" + data,
    "Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "semicolons": rewritten(as_it_is, delimiter=";"),
    "tabs": rewritten(as_it_is, delimiter="\t"),
    "a line that says so": lambda data: b"sep=;\r\n" + rewritten(as_it_is, delimiter=";")(data),
    "all in quotation marks": rewritten(as_it_is, quoting=csv.QUOTE_ALL),  # type: ignore[arg-type]
    "other names of columns": rewritten(
        lambda rows: [[f" {name.upper().replace('_', ' ')} " for name in rows[0]], *rows[1:]]
    ),
    "columns in another order": rewritten(lambda rows: [row[::-1] for row in rows]),
    "blank rows": rewritten(lambda rows: [*rows, [], [""] * len(rows[0]), [" "] * len(rows[0])]),
    "truth in capitals": lambda data: data.replace(b",true,", b",TRUE,").replace(b",false,", b",FALSE,"),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_does_not_matter_which_program_saved_the_tables(folder: Path, program: str) -> None:
    for path in folder.glob("*.csv"):
        path.write_bytes(PROGRAMS[program](path.read_bytes()))
    assert whole(read_folder(folder)) == small()


def test_a_whole_number_may_be_written_as_a_fraction(folder: Path) -> None:
    """As programs do that take an empty cell in a column of numbers for not-a-number."""
    changed(folder, "positions", ("charted,2,", "charted,2.0,"), ("charted,-1,", "charted,-1.00,"))
    changed(folder, "stances", ("fees,2", "fees,2.0"))
    assert whole(read_folder(folder)) == small()


def test_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    folder = changed(saved(tmp_path, small()), "claims", ("Begin with Mill Road.", "Begin at the café."))
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().decode().encode("cp1252"))
    of = whole(read_folder(folder, encoding="cp1252"))
    assert of.document_by_id["council"].claim_by_id["council-r01a"].statement == "Begin at the café."
    with pytest.raises(PolicylensError, match=r"claims.csv:8: this is not UTF-8 text: byte [\d,]+ of the file is 0xE9"):
        read_folder(folder)


# --- after somebody has edited them


def test_rows_may_be_added(folder: Path) -> None:
    with (folder / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(
            "letter-d02,letter,diagnosis,,,'=The roof leaks again; and again.,,,the town\\; its council; all,,,,\n"
        )
    claim = whole(read_folder(folder)).document_by_id["letter"].claim_by_id["letter-d02"]
    assert claim.statement == "=The roof leaks again; and again."
    assert claim.actors == ("the town; its council", "all")


def test_a_computed_position_becomes_a_charted_one_where_somebody_judges_it(folder: Path) -> None:
    changed(
        folder,
        "positions",
        ("friends-report,open-late,computed,1.5,,,", "friends-report,open-late,charted,1,high,Both say so.,"),
        ("friends-report,run-branches,mixed,,,,", "friends-report,run-branches,,0,low,They differ.,"),
    )
    document = whole(read_folder(folder)).document_by_id["friends-report"]
    assert document.positions is not None
    assert {name: each.stance for name, each in document.positions.items()} == {"open-late": 1, "run-branches": 0}


def test_a_row_may_say_nothing_of_its_status(folder: Path) -> None:
    changed(folder, "positions", ("council,open-late,charted,", "council,open-late,,"))
    assert whole(read_folder(folder)) == small()


def test_passages_may_be_added_without_a_number(folder: Path) -> None:
    with (folder / "evidence.csv").open("a", encoding="utf-8") as file:
        file.write("letter-d01,,,Box 1,,,,\nletter-d01,,,Box 2,,,,\n")
    claim = whole(read_folder(folder)).document_by_id["letter"].claim_by_id["letter-d01"]
    assert [each.section for each in claim.evidence] == ["", "Box 1", "Box 2"]


def test_rows_may_be_put_in_another_order(folder: Path) -> None:
    for name in ("evidence", "stances", "attributes", "positions", "documents"):
        path = folder / f"{name}.csv"
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([head, *reversed(rows)]), encoding="utf-8")
    assert whole(read_folder(folder)) == small()


def test_what_a_table_that_is_not_there_would_have_is_not_known(folder: Path) -> None:
    (folder / "topics.csv").unlink()
    (folder / "sectors.csv").unlink()
    said = told(read_folder(folder))
    assert "claims.csv:2: topics: unknown topic friends; " in said
    assert "claims.csv:6: sectors: unknown sector libraries; " in said


def test_tables_without_rows_and_without_a_codebooks_version_will_do(folder: Path) -> None:
    for name in ("codebook", "sectors", "topics", "attributes", "claims", "stances", "evidence", "positions"):
        (folder / f"{name}.csv").unlink()
    of = whole(read_folder(folder))
    assert of.codebook.version == "1"
    assert [document.claims for document in of.documents] == [()] * 4
    assert [document.positions for document in of.documents] == [None, {}, {}, {}]


# --- what is left


def test_it_says_what_it_left(folder: Path) -> None:
    (folder / "notes.csv").write_text("mine\n", encoding="utf-8")
    (folder / ".hidden").write_text("mine\n", encoding="utf-8")
    path = folder / "themes.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},{'Colour' if not n else ''}," for n, line in enumerate(lines)), encoding="utf-8")
    assert read_folder(folder).report.left == (
        Left("column Colour of themes.csv", "the table has no such column"),
        Left("notes.csv", "it is none of the tables"),
        Left("2 computed positions", "the program computes them from the claims"),
    )


def test_of_some_documents_what_they_cite_is_left(tmp_path: Path) -> None:
    imported = read_folder(saved(tmp_path, small(), "council"))
    assert Left("1 reference", "the documents that they name are not here") in imported.report.left
    assert all(claim.refers_to == () for _, claim in whole(imported).claims())


# --- what is wrong

WRONG = {
    "a word that is none": (
        "claims",
        (",recommendation,1,", ",recomendation,1,"),
        "claims.csv:7: kind: unknown kind recomendation; did you mean recommendation?",
    ),
    "a stance out of range": (
        "stances",
        ("union-c01,keep-hours,2", "union-c01,keep-hours,5"),
        "stances.csv:15: stance: 5 is out of range; write a number from -2 to 2",
    ),
    "a date that is none": (
        "documents",
        (",2018,", ",May 2018,"),
        "documents.csv:2: date: May 2018 is not a date; write 2008, 2009-09 or 2010-05-18",
    ),
    "an empty cell": (
        "claims",
        ("The Mill Road roof leaks.", ""),
        "claims.csv:19: : this row has no statement; fill the cell in",
    ),
    "an id that cannot be one": (
        "topics",
        ("mill-road,", "Mill Road,"),
        "topics.csv:2: id: Mill Road cannot be the id of a topic; use lower-case letters, digits and single hyphens",
    ),
    "a name that is not there": (
        "stances",
        ("friends-p01,open-late", "friends-p01,open-early"),
        "stances.csv:2: proposition: unknown proposition open-early; did you mean open-sundays?",
    ),
    "a name in a list": (
        "claims",
        (",libraries,mill-road,", ",libraries; parcs,mill-road,"),
        "claims.csv:7: sectors: unknown sector parcs; did you mean parks?",
    ),
    "a name that is in a list twice": (
        "claims",
        (",libraries,mill-road,", ",libraries; libraries,mill-road,"),
        "claims.csv:7: sectors: libraries stands in this list twice; keep one",
    ),
    "an anchor that is too long": (
        "evidence",
        ("Those who work need", "Those who work need what all others need"),
        "evidence.csv:2: start: this end of the anchor has 8 words; at most 6: the passage itself is not copied",
    ),
    "an id twice": (
        "claims",
        ("friends-p02,friends-report", "friends-p01,friends-report"),
        "claims.csv:3: : the claim friends-p01 stands in line 2 already; keep one of the two",
    ),
    "a position twice": (
        "positions",
        ("council,open-sundays", "council,open-late"),
        "positions.csv:5: : the position council, open-late stands in line 4 already; keep one of the two",
    ),
    "a second codebook": (
        "codebook",
        ("2\n", "2\n3\n"),
        "codebook.csv:3: : the codebook stands in line 2 already; keep one of the two",
    ),
    "half a scale": (
        "themes",
        (",as now,longer", ",as now,"),
        "themes.csv:2: : the theme's scale has one end only; fill in scale_low and scale_high, or neither",
    ),
    "a position without a reason": (
        "positions",
        ("Four branches are to stay open until eight from next April.", ""),
        "positions.csv:4: : this row has no because; fill the cell in",
    ),
    "half a stance": (
        "positions",
        ("council,open-late,charted,2", "council,open-late,charted,1.5"),
        "positions.csv:4: stance: 1.5 is not a whole number; write a number from -2 to 2",
    ),
    "a status that is none": (
        "positions",
        ("council,open-late,charted", "council,open-late,guessed"),
        "positions.csv:4: status: unknown status guessed; one of: charted, computed, mixed",
    ),
    # what shows only when records are held against each other
    "a position on another side than its claims": (
        "positions",
        ("council,open-late,charted,2", "council,open-late,charted,-2"),
        "positions.csv:4: : the stance is -2, but none of its claims is against the proposition; "
        "give a claim its stance, list another claim, or chart the position anew",
    ),
    "a stance without a position": (
        "stances",
        ("union-c01,keep-hours,2", "union-c01,fees,2"),
        "stances.csv:15: : this claim takes a side on fees, where the document has no position; "
        "chart a position on fees, or take the stance out",
    ),
    "a claim that is gone": (
        "positions",
        ("council-r01; council-r01a", "council-r01; council-r09"),
        "positions.csv:4: : unknown claim council-r09; did you mean council-r03?",
    ),
    "two documents of one name": (
        "documents",
        ("council,Council,", "council,FRIENDS,"),
        "documents.csv:3: : the document friends-report is called FRIENDS too; "
        "give each document a short_name of its own",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_with_its_line(folder: Path, wrong: str) -> None:
    table, change, said = WRONG[wrong]
    assert said in told(read_folder(changed(folder, table, change)))


def test_everything_that_is_wrong_is_told_at_once(folder: Path) -> None:
    changed(folder, "claims", ("diagnosis", "diagnoses"), ("true", "yes"))
    changed(folder, "stances", ("open-late", "open-early"))
    assert [line.split(": ")[0] for line in told(read_folder(folder))] == [
        "claims.csv:6",
        "claims.csv:12",
        "stances.csv:2",
    ]


def test_what_names_something_wrong_is_no_second_error(folder: Path) -> None:
    changed(folder, "themes", ("hours,", "Hours,"))
    assert [line.split(": ")[0] for line in told(read_folder(folder))] == ["themes.csv:2"]


# --- what is no folder of tables


@pytest.mark.parametrize("name", ["documents", "themes", "propositions"])
def test_without_a_table_that_is_needed_there_is_no_corpus(folder: Path, name: str) -> None:
    (folder / f"{name}.csv").unlink()
    with pytest.raises(PolicylensError) as refused:
        read_folder(folder)
    assert refused.value.message == f"{folder} is no folder of tables: it has no {name}.csv"
    assert "`policylens export csv -o DIR` writes one" in refused.value.hint


def test_without_a_column_that_is_needed_those_that_there_are_are_named(folder: Path) -> None:
    changed(folder, "stances", ("claim,", "Aussage,"))
    with pytest.raises(PolicylensError) as refused:
        read_folder(folder)
    assert refused.value.message == f"{folder}/stances.csv: there is no column claim"
    assert refused.value.hint == "the table has: Aussage, proposition, stance"


def test_a_folder_in_the_place_of_a_table_is_refused(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    with pytest.raises(PolicylensError, match=r"claims.csv: this is not a regular file"):
        read_folder(folder)


def test_a_pipe_in_the_place_of_a_table_is_refused_without_waiting(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    os.mkfifo(folder / "claims.csv")
    with pytest.raises(PolicylensError, match=r"claims.csv: this is not a regular file"):
        read_folder(folder)


@given(data=st.binary(max_size=200) | st.text("ab,;\"'\n\r\t=\\ 0é", max_size=100).map(str.encode))
def test_any_bytes_in_the_place_of_a_table_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = saved(tmp_path_factory.mktemp("tables"), small(), "letter")
    for name in ("claims", "positions", "themes"):
        (folder / f"{name}.csv").write_bytes(data)
    try:
        imported = read_folder(folder)
    except PolicylensError:
        return
    assert (imported.corpus is None) == bool(imported.problems)


def test_places_are_those_of_whole_rows_where_nothing_nearer_is_known() -> None:
    of = small().document_by_id["council"]
    places = checking.Places(documents={"council": checking.Place("documents.csv", 3)})
    for path in (("claims", 0), ("claims", 0, "stances", "fees"), ("positions", "fees"), ("coding", "themes")):
        assert places.of(of, path) == ("documents.csv", 3)
