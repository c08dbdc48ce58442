"""Web pages as sources."""

from pathlib import Path

import pytest

from policylens.evidence.extract import extract
from policylens.evidence.markup import read_html
from policylens.evidence.source import Heading, Source
from policylens.evidence.writing import Writer


def _page(content: str | bytes) -> Source:
    writer = Writer()
    read_html(content.encode() if isinstance(content, str) else content, writer)
    return writer.source()


def test_a_page_is_read_by_the_program_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<title>A page</title><h1>First</h1><p>One <b>word</b>.", encoding="utf-8")
    source = extract(path)
    assert source.text == "A page\nFirst\nOne word.\n"
    assert source.headings == (Heading(7, 1, "First"),)
    assert source.name == "a.html"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &amp; b &lt;c&gt; &eacute;&#8211;&#x201c;&nbsp;d", "a & b <c> é–“\xa0d\n"),
        ("<p>un<b>believ</b>able", "unbelievable\n"),
        ("<p>one\n   two\t three </p> <p>four", "one two three\nfour\n"),
        ("one<br>two<br/>three", "one\ntwo\nthree\n"),
        ("<div>one<div>two<section>three</section></div>four</div>", "one\ntwo\nthree\nfour\n"),
        ("<ul><li>one<li>two<ul><li>three</ul><li>four</ul>", "one\ntwo\nthree\nfour\n"),
        ("<table><tr><td>a<td>b c<tr><th>d</th><td></td><td>e</table>", "a\tb c\nd\te\n"),
        ("<pre>one\n  two</pre>three", "one\n  two\nthree\n"),
        ("a <span> b </span> c", "a b c\n"),
        ("one<!-- two --> three <![if x]>four<![endif]> <![CDATA[five]]>six", "one three four six\n"),
        ("one<wbr>two so&shy;ft", "onetwo so\u00adft\n"),
        ("<p>a < b and c > d", "a < b and c > d\n"),
    ],
)
def test_blocks_end_lines_and_words_stay_whole(html: str, text: str) -> None:
    assert _page(html).text == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>no</script>yes",
        "<style>p { no }</style>yes",
        "<template><p>no</p></template>yes",
        "<noscript>no</noscript>yes",
        "<head><title>yes</title><meta content=no><style>no</style></head>",
        "<head><script>no</script><p>yes",
        "<head> yes",
        "<div hidden>no <b>no</b></div>yes",
        "<p hidden>no<p>yes",
        "<p hidden>no <b>no<div>yes</div>",
        "<ul><li hidden>no<li>yes</ul>",
        "<table><tr hidden><td>no<tr><td>yes</table>",
        "<div style='color: red; DISPLAY : none'>no</div>yes",
        "<div style='visibility:hidden'>no</div>yes",
        "<div><span hidden>no</div>yes",
        "</div></p>yes",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(html: str) -> None:
    assert _page(html).text == "yes\n"


def test_headings_are_noted_where_they_stand_with_their_level() -> None:
    source = _page("<h1>One\n <i>and</i> a<b>half</b></h1>text<h3>Two<br>lines</h3><h2 hidden>No</h2><h2></h2><h6>Six")
    assert [heading[1:] for heading in source.headings] == [(1, "One and ahalf"), (3, "Two lines"), (6, "Six")]
    for heading in source.headings:
        assert " ".join(source.text[heading.offset :].split()).startswith(heading.title)


def test_a_heading_that_never_ends_is_cut() -> None:
    source = _page("<h1>" + "word " * 1000)
    assert len(source.headings[0].title) <= 300
    assert source.text.count("word") == 1000


# --- encodings


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="koi8-r">', "koi8-r"),
        ("<META http-equiv=Content-Type content='text/html; charset=windows-1251'>", "cp1251"),
        ('<?xml version="1.0" encoding="ISO-8859-5"?>', "iso8859-5"),
    ],
)
def test_the_encoding_that_a_page_declares_is_used(declared: str, encoding: str) -> None:
    assert _page(declared.encode() + "<p>Доверие".encode(encoding)).text == "Доверие\n"


def test_utf8_is_known_where_another_encoding_is_declared() -> None:
    assert _page('<meta charset="koi8-r"><p>Доверие').text == "Доверие\n"


@pytest.mark.parametrize(
    "name", ["no-such", "hex", "zlib", "rot13", "unicode_escape", "punycode", "idna", "iso-8859-1", "\0"]
)
def test_an_encoding_that_is_none_of_texts_is_passed_over(name: str) -> None:
    assert _page(f'<meta charset="{name}"><p>'.encode() + b"caf\xe9 \x93so\x94").text == "café “so”\n"


# --- hostile pages


@pytest.mark.parametrize(("tag", "count"), [("div", 100_000), ("h1", 20_000), ("td", 20_000), ("span hidden", 20_000)])
def test_very_many_levels_are_no_trouble(tag: str, count: int) -> None:
    name = tag.partition(" ")[0]
    source = _page(f"yes<{tag}>" + f"<{tag}>x" * count + f"</{name}>" * count + "<p>end")
    assert source.text.startswith("yes")


def test_open_and_closed_in_the_wrong_order_is_no_trouble() -> None:
    assert "end" in _page("<b><i>" * 10_000 + "</b></i>" * 10_000 + "<b>x<hr>" * 10_000 + "end").text


def test_a_huge_attribute_is_no_trouble() -> None:
    assert _page(f"<p title='{'a' * 3_000_000}'>text").text == "text\n"


def test_many_attributes_are_no_trouble() -> None:
    assert _page(f"<p {'a=b ' * 100_000}>text").text == "text\n"
