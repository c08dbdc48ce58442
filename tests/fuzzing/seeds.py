"""What is tried first, and changed from there: small files of every sort, sound and broken, none of them anybody's."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import refi_files
from dna_files import project
from render.html_pages import ATTACKS
from strategies import AWKWARD, MARKUP, STEERING

from policylens.analysis.comparison import compare_theme, matrix
from policylens.evidence.source import to_plain
from policylens.evidence.writing import Writer
from policylens.render.briefing import values as values_of
from policylens.store.snapshot import write

from . import readers

TESTS: Final = Path(__file__).parents[1]
FINDS: Final = TESTS / "finds"

TOKENS: Final = tuple(
    token.encode() if isinstance(token, str) else token
    for token in (
        *MARKUP,
        *STEERING,
        *AWKWARD,
        *ATTACKS,
        *(
            "&a ",
            "*a",
            "!!python/object:os.system ",
            "? ",
            ": ",
            "- ",
            "<<: ",
            "|\n",
            ">-\n",
            "%YAML 1.1\n",
            "---\n",
            "...\n",
        ),
        *("[", "]", "{", "}", "\t", "\\x00", '"\\uD800"', "\ufeff", "\x85", "\u2029", "0x10", "1e999", "NaN", "null"),
        *(b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\0", b"\r", b"\x1a", b"PK\x03\x04", b"%PDF-"),
        *("<![CDATA[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<w:p>", "</w:p>", "<?xml version='1.0'?>", "xmlns:w="),
        *(
            "{{ ",
            " }}",
            "{% for a in ",
            "{% endfor %}",
            "{% macro a() %}",
            " | ",
            "**",
            "range(",
            "self",
            "cycler",
            "loop",
        ),
        *('"', '""', ",", ";", "\r\n", "=1+1", "@a", "'", "sep=;\n", "1.", "2.", "3.", "\f", "\n\n", "-\n", "a" * 70),
    )
)
"""What is put in: markup of every sort, what steers, what parts and what ends."""


def _files(folder: Path, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob(pattern))]


@cache
def tables() -> dict[str, bytes]:
    """The small corpus as tables."""
    return {path.name: path.read_bytes() for path in sorted((TESTS / "golden" / "csv").glob("*.csv"))}


@cache
def values() -> dict[str, Any]:
    """What a template may use, of the small corpus."""
    of = matrix(readers.small())
    found: dict[str, Any] = values_of(of, [compare_theme(of, theme) for theme in readers.small().codebook.themes])
    return found


@cache
def _docx_members() -> dict[str, bytes]:
    import docx

    document = docx.Document()
    document.add_heading("A heading", 1)
    document.add_paragraph("A paragraph with words.")
    document.add_table(1, 2).cell(0, 0).text = "A cell"
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


def docx_with(part: bytes) -> bytes:
    """A package whose text is this part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (_docx_members() | {"word/document.xml": part}).items():
            package.writestr(name, content)
    return out.getvalue()


def _texts() -> list[bytes]:
    plain = _files(TESTS / "texts", "*")
    listed = b"Contents\n" + b"".join(b"Part %d .... %d\n" % (n, n) for n in range(1, 7))
    pages = b"\f".join(b"A head\nWords of page %d.\n%d" % (n, n) for n in range(1, 6))
    return [*plain, listed, pages, "ﬁ e\u0301 a\u00adb “c” £1".encode(), "\ufeffa\n".encode("utf-16")]


def _html() -> list[bytes]:
    return [
        b"<title>A</title><body><h1>B</h1><p>C<br>D<table><tr><td>E<td>F</table><pre> G\n</pre>",
        b"<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl><p hidden>e</p><div style='display:none'>f</div>&amp;&#0;&notin;",
        b"<meta charset=cp1251><meta name=author content='a;b'><html lang=en><script>x</script><![x[y]]><!-- z -->",
    ]


def _markdown() -> list[bytes]:
    docs = _files(TESTS.parent / "docs", "*.md")
    head = b"---\ntitle: A\nauthors: [B, C]\ndate: 2010-01-02\nlang: en\n---\n# D\n\nE *f* [g](h) `i`\n\nJ\n===\n"
    return [head, *(text[:3000] for text in docs), b"```\na\n```\n\n- b\n  > c\n\n[d]: e\n<b>f</b>\\*g[^1]"]


def _dna() -> list[bytes]:
    path = project(readers.folder() / "seed.dna")
    return [path.read_bytes()]


def _refi() -> list[bytes]:
    return [refi_files.project(readers.folder() / "seed.qdpx").read_bytes()]


def _refi_xml() -> list[bytes]:
    whole = refi_files.qde(sources="".join(refi_files.SOURCES))
    return [b"p" + whole.encode(), b"p" + refi_files.OPEN_CODING.encode(), b"c" + refi_files.codebook()]


def _pdf() -> list[bytes]:
    from evidence.making import lines, one_page_pdf, pdf, stream

    drawn = pdf(readers.folder() / "seed.pdf", lines("Some words", "and others"))
    return [drawn.read_bytes(), one_page_pdf(stream(b"BT /F 12 Tf 72 700 Td (Words) Tj ET"))]


def _copies() -> list[bytes]:
    writer = Writer()
    writer.page("1")
    writer.heading(1, "A")
    writer.write("A\nSome words of a text.\n")
    sound = to_plain(writer.source())
    odd = [sound | {"pages": [[10**9, "x"]]}, sound | {"headings": [[-5, 1, "A"]]}, sound | {"text": 1}, {}, []]
    return [json.dumps(each).encode() for each in (sound, *odd)]


def _templates() -> list[bytes]:
    from policylens.resources import templates

    own = [
        b"{% for t in themes %}{{ t.title | md }}{% endfor %}",
        b"{{ 3 | number }}{{ ['a'] | listed }}{{ 2 | count('a') }}",
    ]
    return [*own, *_files(templates(), "briefing*.j2")]


def _corpora() -> list[bytes]:
    return [b"\0".join(part.encode() for part in ATTACKS), b"\0".join(t.encode() for t in (*MARKUP, *STEERING))]


SEEDS: Final[dict[str, Callable[[], list[bytes]]]] = {
    "codebook": lambda: _files(TESTS / "corpora", "*/codebook.yaml"),
    "document": lambda: _files(TESTS / "corpora", "*/frameworks/*.yaml"),
    "text": _texts,
    "markdown": _markdown,
    "html": _html,
    "docx": lambda: [docx_with(_docx_members()["word/document.xml"])],
    "docx_part": lambda: [_docx_members()["word/document.xml"]],
    "apart": lambda: [*_pdf(), docx_with(_docx_members()["word/document.xml"])],
    "anchors": lambda: [b"Some words of a text. Others of it.\0Some words of\0Others of it", b"a-\nb c 1 d\0ab c\0"],
    "csv": lambda: [
        b"document,proposition,stance\nA,Trees are good,agree\nB,Trees are good,-2\n",
        b'\xef\xbb\xbfParty;Statement;Position;Why\r\nA;"x;""y""";disagree;z\r\n',
    ],
    "tables": lambda: [bytes([n]) + content for n, content in enumerate(tables().values())],
    "dna": _dna,
    "refi": _refi,
    "refi_xml": _refi_xml,
    "template": _templates,
    "entry": lambda: [write(readers.small()), b"{}", b"[]"],
    "copy": _copies,
    "index": lambda: [readers.made_index()],
    "pages": _corpora,
    "html_page": _corpora,
    "exports": _corpora,
}
"""For each target what it begins with."""


def kept(target: str) -> list[Path]:
    """What was found before, and is tried again with every run of the tests."""
    return sorted((FINDS / target).glob("*")) if (FINDS / target).is_dir() else []


def known(target: str, most: int) -> list[bytes]:
    """Return what a target begins with: its seeds, and what was found."""
    return [data[:most] for data in SEEDS[target]()] + [path.read_bytes() for path in kept(target)]


def spread(target: str, most: int) -> list[bytes]:
    """Return what a target begins with, and this again with each of the tokens put in; the same every time."""
    first = known(target, most)
    draw = random.Random(target)
    changed = []
    for token in TOKENS:
        data = draw.choice(first)
        at = draw.randrange(len(data) + 1)
        changed.append(data[:at] + token + data[at:])
    return first + changed


def dictionary() -> str:
    """Return the tokens as libFuzzer reads them."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in token) + '"\n' for token in TOKENS if len(token) <= 60)
