"""Bytes to rows: what separates them is found, and what is broken is named by its line."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.errors import PolicylensError
from policylens.exchange.csv import decoding, reading
from policylens.exchange.csv.reading import Sheet, named, opened

KNOWN = {"document", "stance", "text"}


def sheet(folder: Path, data: bytes | str, encoding: str = "") -> Sheet:
    path = folder / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return opened(path, is_known=lambda name: name in KNOWN, encoding=encoding, file="table.csv")


def rows(folder: Path, data: bytes | str, encoding: str = "") -> list[tuple[int, list[str]]]:
    return [(line, cells) for line, cells in sheet(folder, data, encoding).rows()]


def refused(folder: Path, data: bytes | str, encoding: str = "") -> tuple[str, str]:
    with pytest.raises(PolicylensError) as error:
        rows(folder, data, encoding)
    return error.value.message, error.value.hint


# --- what a table may look like


def test_columns_and_rows_are_read_with_their_lines(tmp_path: Path) -> None:
    of = sheet(tmp_path, "document,stance\na,1\nb,2\n")
    assert of.columns == ("document", "stance")
    assert [tuple(row) for row in of.rows()] == [(2, ["a", "1"]), (3, ["b", "2"])]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    of = sheet(tmp_path, "document,stance\na,1\n")
    assert list(of.rows()) == list(of.rows()) != []


def test_a_row_of_several_lines_is_told_by_its_first(tmp_path: Path) -> None:
    assert rows(tmp_path, 'document,text\na,"one\n\ntwo"\nb,x\n') == [(2, ["a", "one\n\ntwo"]), (5, ["b", "x"])]


def test_blanks_around_cells_are_taken_away(tmp_path: Path) -> None:
    of = sheet(tmp_path, " document , stance\n a,\t1 \n")
    assert (of.columns, [row.cells for row in of.rows()]) == (("document", "stance"), [["a", "1"]])


@pytest.mark.parametrize("blank", ["", ",", " , ", '"",""', ",,,,"])
def test_blank_rows_are_passed_over(tmp_path: Path, blank: str) -> None:
    assert rows(tmp_path, f"document,stance\n{blank}\na,1\n{blank}\n") == [(3, ["a", "1"])]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_separates_the_cells_is_found(tmp_path: Path, separator: str) -> None:
    text = "document,stance,text\na,1,b\n".replace(",", separator)
    assert rows(tmp_path, text) == [(2, ["a", "1", "b"])]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("document;stance;a, b, c, d, e", ("document", "stance", "a, b, c, d, e")),
        ("document,stance,a; b; c; d; e", ("document", "stance", "a; b; c; d; e")),
        ('"document";"stance"', ("document", "stance")),
        ("x;y;z", ("x", "y", "z")),
        ("\r\n\n document;stance", ("document", "stance")),
        ("text", ("text",)),
    ],
)
def test_it_is_found_by_the_columns_that_are_known(tmp_path: Path, head: str, columns: tuple[str, ...]) -> None:
    assert sheet(tmp_path, f"{head}\n").columns == columns


@pytest.mark.parametrize(("line", "separator"), [("sep=;\n", ";"), ("SEP=,\r\n", ","), ("sep=\t\n", "\t")])
def test_a_first_line_may_say_what_separates_the_cells(tmp_path: Path, line: str, separator: str) -> None:
    text = f"{line}{separator.join(('document', 'x;y,z'))}\n{separator.join(('a', 'b'))}\n"
    assert rows(tmp_path, text.replace("x;y,z", '"x;y,z"')) == [(3, ["a", "b"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(tmp_path: Path, end: str) -> None:
    assert rows(tmp_path, f"document,stance{end}a,1{end}b,2") == [(2, ["a", "1"]), (3, ["b", "2"])]


def test_cells_are_read_as_they_were_written(tmp_path: Path) -> None:
    @given(
        st.lists(
            st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=2)
        )
    )
    def read_back(given_rows: list[list[str]]) -> None:
        out = StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["document", "text"], *given_rows])
        there = [[cell.strip() for cell in row] for row in given_rows]
        assert [cells for _, cells in rows(tmp_path, out.getvalue())] == [row for row in there if any(row)]

    read_back()


# --- encodings


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_shows_is_found(tmp_path: Path, codec: str) -> None:
    assert rows(tmp_path, "document,text\na,café\n".encode(codec)) == [(2, ["a", "café"])]


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman", "utf-16-le"])
def test_another_can_be_named(tmp_path: Path, codec: str) -> None:
    assert rows(tmp_path, "document,text\na,café\n".encode(codec), codec) == [(2, ["a", "café"])]


def test_bytes_that_are_no_text_are_named_by_line_and_byte(tmp_path: Path) -> None:
    message, hint = refused(tmp_path, "document,text\na,b\nc,café\n".encode("cp1252"))
    assert message == "table.csv:3: this is not UTF-8 text: byte 24 of the file is 0xE9"
    assert "--encoding cp1252" in hint


def test_a_named_encoding_is_held_to_its_name(tmp_path: Path) -> None:
    assert refused(tmp_path, b"document,text\na,\x81\n", "cp1252")[0] == (
        "table.csv:2: this is not CP1252 text: byte 17 of the file is 0x81"
    )


@pytest.mark.parametrize("codec", ["latin-17", "hex", "rot13", "\x1b"])
def test_an_encoding_that_is_none_is_refused(tmp_path: Path, codec: str) -> None:
    assert refused(tmp_path, "document\n", codec)[0].startswith("there is no encoding")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_spreadsheets_own_file_is_known(tmp_path: Path, start: bytes) -> None:
    assert refused(tmp_path, start + b"\0" * 50) == (
        "table.csv: this is a spreadsheet program's own file",
        "save the sheet as CSV UTF-8",
    )


# --- what is broken

BROKEN = {
    "a NUL": ("document,text\na,b\nc,d\0\n", "table.csv:3: a NUL stands here, as in no text"),
    "a NUL after a carriage return": ("document,text\r\na,b\rc,\0\n", "table.csv:3: a NUL stands here, as in no text"),
    "nothing": ("", "table.csv: the file is empty"),
    "blanks": (" \n\n\t\n", "table.csv: the file is empty"),
    "what separates and nothing else": ("sep=;\n\n", "table.csv: the file is empty"),
    "a mark and nothing": ("\ufeff", "table.csv: the file is empty"),
    "a cell too few": ("document,text\na,b\n\nc\n", "table.csv:4: this row has 1 cell, and the table 2 columns"),
    "a cell too many": ("document,text\na,b,c\n", "table.csv:2: this row has 3 cells, and the table 2 columns"),
    "a cell too many that is empty": (
        "document,text\na,b,\n",
        "table.csv:2: this row has 3 cells, and the table 2 columns",
    ),
    "an open quotation mark": (
        'document,text\na,b\nc,"d\ne,f\n',
        "table.csv:3: a quotation mark is opened in this row and never closed",
    ),
    "an open quotation mark at the end": (
        'document,text\na,"',
        "table.csv:2: a quotation mark is opened in this row and never closed",
    ),
    "an open quotation mark among the columns": (
        '"document,text\na,b\n',
        "table.csv:1: a quotation mark is opened in this row and never closed",
    ),
    "a quotation mark inside": (
        'document,text\na,"say "so" to me"\n',
        "table.csv:2: a quotation mark stands inside a quoted cell of this row",
    ),
    "a column twice": ("document,text,text\na,b,c\n", "table.csv:1: two columns are called text"),
    "a column twice below a blank line": ("\n\ndocument,text,text\n", "table.csv:3: two columns are called text"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_is_told_with_its_line(tmp_path: Path, broken: str) -> None:
    text, said = BROKEN[broken]
    assert refused(tmp_path, text)[0] == said


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    assert all(refused(tmp_path, text)[1] for text, _ in BROKEN.values())


def test_a_line_is_counted_where_the_first_one_is_no_row(tmp_path: Path) -> None:
    assert refused(tmp_path, "sep=;\ndocument;text\na\n")[0].startswith("table.csv:3: this row has 1 cell,")


def test_a_huge_cell_is_refused_and_a_large_one_is_not(tmp_path: Path) -> None:
    large = "x" * reading.MAX_CELL
    assert rows(tmp_path, f"document,text\na,{large}\n") == [(2, ["a", large])]
    message, hint = refused(tmp_path, f"document,text\na,b\nc,{large}x\n")
    assert message == "table.csv:3: a cell of this row has more than 1,000,000 characters"
    assert "quotation mark" in hint


def test_python_s_own_limit_stands_as_it_did(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    list(sheet(tmp_path, "document,text\na,b\n").rows())
    refused(tmp_path, 'document,text\na,"b\n')
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("MAX_ROWS", 2, "table.csv:4: the table has more than 2 rows"),
        ("MAX_COLUMNS", 1, "table.csv:1: the table has more than 1 columns"),
        ("MAX_LINES", 240, "table.csv: the table has more than 240 lines"),
        ("MAX_LINE", 10, "table.csv:1: this line has more than 10 characters"),
        ("MAX_BYTES", 1024, "table.csv: the file is larger than 0 MB"),
    ],
)
def test_a_table_has_its_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str
) -> None:
    monkeypatch.setattr(decoding if limit == "MAX_BYTES" else reading, limit, value)
    assert refused(tmp_path, "document,text\n" + "a,b\n" * 500)[0] == said


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match=r"nowhere.csv: the file cannot be read: No such file"):
        opened(tmp_path / "nowhere.csv", is_known=bool)


def test_of_many_columns_some_are_named() -> None:
    assert named(("a", "", "b")) == "a, b"
    assert named(tuple(f"c{number}" for number in range(25))).endswith("c19 and 5 more")


@given(data=st.binary(max_size=300) | st.text("ab,;\"'\n\r\t\0é", max_size=100).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        of = sheet(folder, data)
        found = list(of.rows())
    except PolicylensError as error:
        message = error.message
        assert message.startswith("table.csv")
        return
    assert all(len(row.cells) == len(of.columns) and any(row.cells) for row in found)
    assert [row.line for row in found] == sorted({row.line for row in found})
