"""PDFs as sources."""

import zlib
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from policylens.evidence.extract import extract
from policylens.evidence.source import Heading, Page, Source

from .making import Drawing, deflated_spaces, lines, one_page_pdf, pdf, raw_pdf, refused, stream, together

LEFT = ["The state should trust", "those who work in public", "services to know best."]
RIGHT = ["Targets have their price:", "what is not counted does", "not count for long."]


def _raw(folder: Path, content: bytes) -> Source:
    return extract(_written(folder, content))


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return path


# --- text


def test_pages_are_read_in_their_order_line_by_line(tmp_path: Path) -> None:
    source = extract(pdf(tmp_path / "a.pdf", lines(*LEFT), lines(), lines(*RIGHT)))
    first = "\n".join(LEFT) + "\n"
    assert source.text == first + "\n" + "\n".join(RIGHT) + "\n"
    assert source.pages == (Page(0, "1"), Page(len(first), "2"), Page(len(first) + 1, "3"))


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    source = extract(pdf(tmp_path / "a.pdf", together(lines(*LEFT), lines(*RIGHT, left=310))))
    assert source.text == "\n".join([*LEFT, *RIGHT]) + "\n"


def test_columns_that_are_drawn_line_by_line_are_kept_apart_by_tabs(tmp_path: Path) -> None:
    rows = [
        part
        for number, pair in enumerate(zip(LEFT, RIGHT, strict=True))
        for part in (lines(pair[0], top=700 - 14 * number), lines(pair[1], left=310, top=700 - 14 * number))
    ]
    source = extract(pdf(tmp_path / "a.pdf", together(*rows)))
    assert source.text == "".join(f"{left}\t{right}\n" for left, right in zip(LEFT, RIGHT, strict=True))


def test_words_that_are_set_far_apart_are_not_taken_for_columns(tmp_path: Path) -> None:
    def spread(canvas: Canvas) -> None:
        block = canvas.beginText(72, 700)
        block.setWordSpace(9)
        block.textLine("what is not counted")
        canvas.drawText(block)

    assert extract(pdf(tmp_path / "a.pdf", spread)).text == "what is not counted\n"


def test_running_heads_and_page_numbers_stay_on_their_pages(tmp_path: Path) -> None:
    pages = [together(lines("A running head", top=810), lines(*LEFT), lines(str(n), left=300, top=30)) for n in (1, 2)]
    source = extract(pdf(tmp_path / "a.pdf", *pages))
    assert source.text == "".join("\n".join(["A running head", *LEFT, str(n), ""]) for n in (1, 2))
    assert source.text[source.pages[1].offset :].startswith("A running head")


def test_hyphens_at_the_ends_of_lines_stay_where_they_are(tmp_path: Path) -> None:
    said = ["The public ser-", "vices are co-", "ordinated by the state -", "and well-known."]
    assert extract(pdf(tmp_path / "a.pdf", lines(*said))).text == "\n".join(said) + "\n"


def test_ligatures_and_letters_beyond_the_basic_plane_are_read(tmp_path: Path) -> None:
    names = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"3 beginbfchar <41> <FB01> <42> <00660066> <43> <D835DC00> endbfchar endcmap end end"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    drawn = stream(b"BT /F 12 Tf 50 700 Td (proAt o Ber C) Tj ET")
    source = _raw(tmp_path, one_page_pdf(drawn, stream(names), font=font))
    assert source.text in ("profit o ffer \U0001d400\n", "pro\ufb01t o ffer \U0001d400\n")


# --- pages and headings


def test_pages_have_the_labels_that_the_file_gives_them(tmp_path: Path) -> None:
    def labels(canvas: Canvas) -> None:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(2, style="ARABIC", start=1)
        canvas.addPageLabel(4, style="ARABIC", start=1, prefix="A-")

    pages = [lines("Some text") for _ in range(6)]
    source = extract(pdf(tmp_path / "a.pdf", together(labels, pages[0]), *pages[1:]))
    assert [page.label for page in source.pages] == ["i", "ii", "1", "2", "A-1", "A-2"]


def _entry(title: str, level: int) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title, level)

    return draw


def test_the_outline_gives_headings_where_their_titles_stand(tmp_path: Path) -> None:
    first = together(
        _entry("1. Trust in services", 0),
        lines("On trust in services", "we say more below.", "1. Trust in", "services", "Text."),
    )
    second = together(
        _entry("Why targets fail", 1), _entry("Not on the page", 0), lines("A head", "WHY TARGETS FAIL", "Text.")
    )
    source = extract(pdf(tmp_path / "a.pdf", first, second))
    page = source.pages[1].offset
    assert source.headings == (
        Heading(source.text.index("1. Trust"), 1, "1. Trust in services"),
        Heading(page, 1, "Not on the page"),
        Heading(source.text.index("WHY"), 2, "Why targets fail"),
    )


def test_headings_that_differ_in_their_numbers_alone_are_told_apart(tmp_path: Path) -> None:
    entries = [_entry("Chapter 1", 0), _entry("Chapter 2", 0), _entry("Chap\u00adter III 3", 0)]
    page = together(*entries, lines("Chapter 1", "Text.", "Chapter 2", "Text.", "3 Chapter III", "Text."))
    source = extract(pdf(tmp_path / "a.pdf", page))
    assert [source.text[heading.offset :].partition("\n")[0] for heading in source.headings] == [
        "Chapter 1",
        "Chapter 2",
        "3 Chapter III",
    ]


def test_an_outline_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    source = _raw(
        tmp_path,
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            stream(b"BT /F 12 Tf 50 700 Td (Some text) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Outlines/First 7 0 R/Last 7 0 R>>",
            b"<</Title(Again)/Parent 6 0 R/First 7 0 R/Next 7 0 R/Dest[3 0 R /Fit]>>",
        ),
    )
    assert source.text == "Some text\n"
    assert {heading.title for heading in source.headings} == {"Again"}


# --- what cannot be read


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    error = refused(pdf(tmp_path / "a.pdf", lines(*LEFT), encrypt="secret"))
    assert "locked with a password" in error.message
    assert "without the password" in error.hint


def test_a_scan_is_told_to_have_its_text_recognised(tmp_path: Path) -> None:
    picture = tmp_path / "a.ppm"
    picture.write_bytes(b"P6 2 2 255 " + bytes(12))

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(str(picture)), 0, 0, 500, 700)

    error = refused(pdf(tmp_path / "a.pdf", scan, scan))
    assert "scanned" in error.message
    assert "ocrmypdf" in error.hint


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.995])
def test_a_truncated_pdf_is_never_read_in_part(tmp_path: Path, part: float) -> None:
    whole = pdf(tmp_path / "whole.pdf", *[lines(*LEFT * 5) for _ in range(30)]).read_bytes()
    assert "only part of it" in refused(_written(tmp_path, whole[: int(len(whole) * part)])).message


def test_a_pdf_that_is_shorter_than_it_says_is_only_part_of_one(tmp_path: Path) -> None:
    content = pdf(tmp_path / "whole.pdf", lines(*LEFT)).read_bytes()
    head, _, rest = content.partition(b"\n")
    longer = head + b"\n9 0 obj <</Linearized 1/L 999999>> endobj\n" + rest
    assert "only part of it" in refused(_written(tmp_path, longer)).message


def test_what_a_server_adds_to_the_end_of_a_pdf_does_no_harm(tmp_path: Path) -> None:
    content = pdf(tmp_path / "whole.pdf", lines(*LEFT)).read_bytes()
    assert _raw(tmp_path, content + b"\n<!-- served -->" + bytes(2000)).text == "\n".join(LEFT) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_anything_behind_the_mark_of_a_pdf_is_refused(tmp_path: Path, seed: int) -> None:
    noise = bytes((number * number * (seed + 3) >> 3) & 255 for number in range(5000))
    assert "damaged" in refused(_written(tmp_path, b"%PDF-1.7\n" + noise + b"%%EOF")).message


# --- files made to do harm


def test_a_page_count_without_end_is_no_trouble(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 2000000000/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ),
    )
    refused(path)


def test_a_page_tree_that_leads_back_to_itself_is_no_trouble(tmp_path: Path) -> None:
    refused(_written(tmp_path, raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>")))


def test_a_stream_that_unpacks_to_a_gigabyte_ends_within_the_limits(tmp_path: Path) -> None:
    path = _written(tmp_path, one_page_pdf(stream(deflated_spaces(1_000_000_000), b"/Filter/FlateDecode")))
    assert path.stat().st_size < 1_100_000
    refused(path)


def test_a_stream_that_is_packed_twice_ends_within_the_limits(tmp_path: Path) -> None:
    twice = zlib.compress(deflated_spaces(1_000_000_000), 9)
    path = _written(tmp_path, one_page_pdf(stream(twice, b"/Filter[/FlateDecode/FlateDecode]")))
    refused(path)
