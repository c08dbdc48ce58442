"""XML that is none, that declares things, or that is not REFI-QDA; and what in a project nobody can take."""

import time
from pathlib import Path
from random import Random

import pytest
from refi_files import (
    LETTER_GUID,
    PAPER,
    PAPER_GUID,
    SHADE,
    SOURCES,
    TREE,
    archive,
    codebook,
    project,
    qde,
    selection,
    source,
)

from policylens.errors import PolicylensError
from policylens.exchange.refi import extracting, tree
from policylens.exchange.refi.reading import read_refi


def refused(path: Path) -> str:
    """Return why a file is refused; it is named, and it is said what to do."""
    with pytest.raises(PolicylensError) as caught:
        read_refi(path)
    assert str(caught.value).startswith(f"{path}:")
    assert caught.value.hint
    return str(caught.value).removeprefix(f"{path}:").strip()


def written(folder: Path, xml: str | bytes) -> Path:
    path = folder / "c.qdc"
    path.write_bytes(xml.encode() if isinstance(xml, str) else xml)
    return path


CODE = "<Code guid='1' name='&x;' isCodable='true'/>"
BOOK = f"<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes>{CODE}</Codes></CodeBook>"

LAUGHS = "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 10}'>" for n in range(1, 30))

DECLARED = {
    "empty": "<!DOCTYPE CodeBook>",
    "entity": "<!DOCTYPE CodeBook [<!ENTITY x 'y'>]>",
    "billion laughs": f"<!DOCTYPE CodeBook [<!ENTITY x0 'ha'>{LAUGHS}<!ENTITY x '&x29;'>]>",
    "quadratic": f"<!DOCTYPE CodeBook [<!ENTITY x '{'a' * 100_000}'>]>",
    "external entity": "<!DOCTYPE CodeBook [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    "external document type": "<!DOCTYPE CodeBook SYSTEM 'http://localhost/x.dtd'>",
    "public": "<!DOCTYPE CodeBook PUBLIC '-//x' 'http://localhost/x.dtd'>",
    "parameter": "<!DOCTYPE CodeBook [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    "attribute": "<!DOCTYPE CodeBook [<!ATTLIST Code isCodable CDATA 'true'>]>",
}


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_a_document_type_is_refused_whatever_it_declares(tmp_path: Path, declared: str) -> None:
    begun = time.monotonic()
    assert refused(written(tmp_path, declared + BOOK)).startswith("line 1: its XML declares a document type")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_seen_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{encoding[:6]}'?>"
    assert "document type" in refused(
        written(tmp_path, ("\ufeff" * (encoding != "utf-16") + head + DECLARED["entity"] + BOOK).encode(encoding))
    )


def test_a_document_type_in_a_project_is_told_by_its_line(tmp_path: Path) -> None:
    path = archive(tmp_path / "p.qdpx", f"<?xml version='1.0'?>\n\n<!DOCTYPE Project>{qde()[38:]}")
    assert refused(path).startswith("project.qde: line 3: its XML declares a document type")


def test_entities_that_nobody_declares_are_no_xml(tmp_path: Path) -> None:
    assert "undefined entity" in refused(written(tmp_path, BOOK))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_xml_may_be_in_any_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>"
    imported = read_refi(written(tmp_path, (head + BOOK.replace("&x;", "Café")).encode(encoding)))
    assert imported.corpus is not None
    assert [each.id for each in imported.corpus.codebook.propositions.values()] == ["cafe"]


@pytest.mark.parametrize("encoding", ["utf-7", "klingon", "rot13", "punycode", "idna"])
def test_an_encoding_that_there_is_not_is_refused(tmp_path: Path, encoding: str) -> None:
    assert "XML" in refused(written(tmp_path, f"<?xml version='1.0' encoding='{encoding}'?>{BOOK}"))


@pytest.mark.parametrize(
    "inside",
    [
        "<a",
        "<a><b></a>",
        "</CodeBook><b/><CodeBook>",
        "<a b='1' b='2'/>",
        "\0",
        "&#0;",
        "\x1b",
        "\udc80",
        "<![CDATA[",
        "<a:b/>",
        "</CodeBook>",
    ],
)
def test_what_is_not_well_formed_is_told_by_its_line(tmp_path: Path, inside: str) -> None:
    xml = f"<CodeBook xmlns='urn:QDA-XML:codebook:1.0'>\n{inside}</CodeBook>"
    path = written(tmp_path, xml.encode("utf-8", "surrogateescape"))
    assert refused(path).startswith("line 2: this is no well-formed XML: ")


@pytest.mark.parametrize(
    ("xml", "named"),
    [
        ("<CodeBook><Codes/></CodeBook>", "CodeBook, without a namespace"),
        ("<CodeBook xmlns='urn:other'/>", "CodeBook in urn:other"),
        ("<CodeBook xmlns='urn:QDA-XML:project:1.0'/>", "CodeBook in urn:QDA-XML:project:1.0"),
        ("<Project xmlns='urn:QDA-XML:codebook:1.0'/>", "Project in urn:QDA-XML:codebook:1.0"),
        ("<Codes xmlns='urn:QDA-XML:codebook:1.0'/>", "Codes in urn:QDA-XML:codebook:1.0"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "html in http://www.w3.org/1999/xhtml"),
        ("<q:CodeBook xmlns:q='urn:QDA-XML:codebook:1.0evil'/>", "CodeBook in urn:QDA-XML:codebook:1.0evil"),
    ],
)
def test_xml_of_another_sort_is_said_to_be_none(tmp_path: Path, xml: str, named: str) -> None:
    assert f"this is no REFI-QDA: its first element is {named}" in refused(written(tmp_path, xml))


@pytest.mark.parametrize("space", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:0.4", "urn:QDA-XML:codebook:0:4"])
def test_other_versions_of_the_namespace_are_read(tmp_path: Path, space: str) -> None:
    assert read_refi(written(tmp_path, codebook(space=space))).corpus is not None


def test_prefixes_make_no_difference_and_elements_of_others_are_passed_over(tmp_path: Path) -> None:
    code = "<q:Code guid='1' name='Trees' isCodable='true'/><Code guid='1' name='Of others' xmlns='urn:other'/>"
    xml = f"<q:CodeBook xmlns:q='urn:QDA-XML:codebook:1.0'><q:Codes>{code}</q:Codes></q:CodeBook>"
    corpus = read_refi(written(tmp_path, xml)).corpus
    assert corpus is not None
    assert list(corpus.codebook.propositions) == ["trees"]


def test_codes_may_not_stand_in_each_other_without_end(tmp_path: Path) -> None:
    codes = "".join(f"<Code guid='{n}' name='c{n}' isCodable='true'>" for n in range(50_000)) + "</Code>" * 50_000
    assert f"elements stand more than {tree.MAX_DEPTH} deep in each other" in refused(
        written(tmp_path, codebook(codes))
    )


def test_codes_may_stand_deep_in_each_other(tmp_path: Path) -> None:
    codes = "".join(f"<Code guid='{n}' name='c{n}' isCodable='true'>" for n in range(90)) + "</Code>" * 90
    corpus = read_refi(written(tmp_path, codebook(codes))).corpus
    assert corpus is not None
    assert len(corpus.codebook.propositions) == 89


def test_there_may_not_be_elements_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_ELEMENTS", 1000)
    assert "more than 1,000 elements" in refused(written(tmp_path, codebook(TREE, more="<a/>" * 1000)))


def test_there_may_not_be_codes_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "MAX_CODES", 100)
    codes = "".join(code(str(number), "Trees") for number in range(101))
    assert "there are more than 100 codes" in refused(written(tmp_path, codebook(codes)))


def test_long_names_and_descriptions_are_taken_in_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    long = "word " * 1_000_000
    code = f"<Code guid='1' name='{long}' isCodable='true'><Description>{long}</Description></Code>"
    corpus = read_refi(written(tmp_path, codebook(code))).corpus
    assert corpus is not None
    assert time.monotonic() - begun < 30


# --- what nobody can take


def code(guid: str | None, name: str | None, inside: str = "") -> str:
    called = "".join(f' {key}="{value}"' for key, value in (("guid", guid), ("name", name)) if value is not None)
    return f'<Code{called} isCodable="true">{inside}</Code>'


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (code(None, "Trees"), "a code has no guid"),
        (code("", "Trees"), "a code has no guid"),
        (code("1", None), "a code has no name"),
        (code("1", " \n"), "a code has no name"),
        (code("1", "Trees") + "\n" + code("1", "Water"), "line 2: a code has the GUID of that on line 1: 1"),
        (code("a", "Trees") + "\n" + code("{A}", "Water"), "line 2: a code has the GUID of that on line 1: a"),
        (code("1", "Trees", "\n" + code("1", "Trees")), "line 2: a code has the GUID of that on line 1"),
        ("", "there is no code in this codebook"),
    ],
    ids=["no guid", "empty guid", "no name", "empty name", "twice", "twice in capitals", "in itself", "none"],
)
def test_codes_that_cannot_be_told_apart_are_refused(tmp_path: Path, codes: str, said: str) -> None:
    assert said in refused(written(tmp_path, codebook(codes)))


def test_a_project_without_codes_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "p.qdpx", qde("", source(PAPER_GUID, "Paper")))
    assert refused(path) == "there is no code in this project"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ((-1, 5), "startPosition is -1"),
        ((0, -5), "endPosition is -5"),
        ((9, 3), "this is no passage: it begins at 9 and ends at 3"),
        (("", 5), "no startPosition"),
        (("first", 5), "startPosition is first"),
        ((0, "1.5"), "endPosition is 1.5"),
        ((0, "1e9"), "endPosition is 1e9"),
        ((0, "9" * 5000), "endPosition is 999"),
        ((0, "٣"), "endPosition is ٣"),
        ((0, "0x10"), "endPosition is 0x10"),
    ],
)
def test_positions_that_nobody_can_take_are_told_by_their_line(
    tmp_path: Path, at: tuple[object, object], said: str
) -> None:
    xml = qde(sources="\n" + source(PAPER_GUID, "Paper", selection("", SHADE, at=at)))
    message = refused(project(tmp_path / "p.qdpx", xml))
    assert said in message
    assert f"line {xml.count(chr(10)) + 1}: " in message


@pytest.mark.parametrize("at", [(0, len(PAPER) + 1), (10_000, 10_001), (0, 10**14)])
def test_a_passage_that_is_not_in_the_text_has_no_anchor_and_is_told(tmp_path: Path, at: tuple[int, int]) -> None:
    path = project(tmp_path / "p.qdpx", qde(sources=source(PAPER_GUID, "Paper", selection("", SHADE, at=at))))
    imported = read_refi(path)
    assert imported.corpus is not None
    (claim,) = imported.corpus.documents[0].claims
    assert claim.evidence == ()
    assert any(note.startswith("1 claim without anchor") for note in imported.report.notes)


def test_sources_of_one_guid_are_refused(tmp_path: Path) -> None:
    path = project(tmp_path / "p.qdpx", qde(sources=f"{source('1', 'A')}\n{source('1', 'B')}"))
    assert "a source has the GUID of that on line" in refused(path)


def test_codings_that_refer_to_nothing_are_left_and_counted(tmp_path: Path) -> None:
    sources = source(PAPER_GUID, "Paper", selection("shade", "no-such-code"), selection("Who waters them?"))
    imported = read_refi(project(tmp_path / "p.qdpx", qde(sources=sources)))
    assert imported.corpus is not None
    assert imported.corpus.documents[0].claims == ()
    assert [(each.what, each.why) for each in imported.report.left] == [("2 passages", "without a code")]


def some_words() -> str:
    """Return 10,000 words, in no order."""
    order = Random(1)
    return "".join(f"{''.join(order.choices('aeimnrst', k=4))} " for _ in range(10_000))


def test_many_passages_in_a_long_text_are_read_in_time(tmp_path: Path) -> None:
    """Most of them overlap, and none stands alone."""
    begun = time.monotonic()
    text = some_words() * 40
    many = "".join(selection("", SHADE, at=(number, len(text))) for number in range(5000))
    imported = read_refi(project(tmp_path / "p.qdpx", qde(sources=source(PAPER_GUID, "Paper", many)), paper=text))
    assert imported.corpus is not None
    assert len(imported.corpus.documents[0].claims) == 5000
    assert time.monotonic() - begun < 60


def test_names_of_passages_do_not_take_long_to_compare(tmp_path: Path) -> None:
    begun = time.monotonic()
    text = some_words().replace(" ", "\r\n") * 20
    many = "".join(selection("", SHADE, at=(n, len(text)), name=text[2 * n : 10_000]) for n in range(100))
    assert read_refi(project(tmp_path / "p.qdpx", qde(sources=source(PAPER_GUID, "P", many)), paper=text)).corpus
    assert time.monotonic() - begun < 60


def test_what_is_well_made_is_read(tmp_path: Path) -> None:
    assert LETTER_GUID in SOURCES[1]
    assert read_refi(project(tmp_path / "p.qdpx")).problems == ()
