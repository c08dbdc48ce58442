"""Briefings as Word files, by the system's pandoc and by the one that the extra brings, read back."""

import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from strategies import AWKWARD, MARKUP, ORDINARY, STEERING

from policylens.render.markdown import escape
from policylens.render.word.document import document
from render.commonmark import readable

from .office import W, body, fields, lines, links, opened, parts, problems, targets

PANDOCS = [pytest.param("system", marks=pytest.mark.tool("pandoc")), "extra"]

BRIEFING = """\
# Parks: where two plans stand

*How green should it be?*

In brackets stand claims; [the appendix](#appendix-the-claims) has them ([town-r01](#town-r01)).

| Proposition | Town | Verdict |
| --- | :---: | ---: |
| Plant *more* trees. | \\+ | 1 |
| Mow [less](#town-r01). | · | 2 |

## Where they agree

**Plant more trees.** Both say so.

- **Town** (for): It says so.
  - Rests on [town-r01](#town-r01).
- **Village**

1. First
2. Second

> What it says.

## Appendix: the claims

### Claims of Town

#### town-r01

Trees do good. See <https://example.org/trees> or [nothing](#there-is-no-such).
"""


@pytest.fixture(params=PANDOCS)
def _either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run a test with each pandoc."""
    if request.param == "extra":
        monkeypatch.setenv("PATH", str(tmp_path))


either = pytest.mark.usefixtures("_either")


# --- what a briefing becomes -------------------------------------------------------------------------------------


@either
def test_headings_are_headings_below_the_title() -> None:
    found = [(each.style.name, each.text) for each in opened(document(BRIEFING, "Parks")).paragraphs if each.style]
    assert [each for each in found if each[0].startswith(("Title", "Heading"))] == [
        ("Title", "Parks: where two plans stand"),
        ("Heading 1", "Where they agree"),
        ("Heading 1", "Appendix: the claims"),
        ("Heading 2", "Claims of Town"),
        ("Heading 3", "town-r01"),
    ]


@either
def test_a_table_is_a_table_whose_heading_is_repeated_on_every_page() -> None:
    data = document(BRIEFING, "Parks")
    (table,) = opened(data).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Proposition", "Town", "Verdict"],
        ["Plant more trees.", "+", "1"],
        ["Mow less.", "·", "2"],
    ]
    assert table.style is not None
    assert table.style.name == "Table"
    rows = list(body(data).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    aligned = [[cell.paragraphs[0].alignment for cell in row.cells[1:]] for row in table.rows]
    assert [[each.name for each in row if each] for row in aligned] == [["CENTER", "RIGHT"]] * 3


@either
def test_links_lead_to_headings_and_those_that_lead_nowhere_are_text() -> None:
    data = document(BRIEFING, "Parks")
    xml = body(data)
    assert list(links(xml)) == [
        ("the appendix", "appendix-the-claims"),
        ("town-r01", "town-r01"),
        ("less", "town-r01"),
        ("town-r01", "town-r01"),
    ]
    assert {"appendix-the-claims", "town-r01"} <= set(targets(xml))
    assert "or nothing." in opened(data).paragraphs[-1].text


@either
def test_lists_and_quotations_are_real_ones() -> None:
    data = document(BRIEFING, "Parks")
    levels = {
        "".join(p.itertext()): p.find(f"{W}pPr/{W}numPr/{W}ilvl").attrib[f"{W}val"]  # type: ignore[union-attr]
        for p in body(data).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}numPr") is not None
    }
    assert levels == {
        "Town (for): It says so.": "0",
        "Rests on town-r01.": "1",
        "Village": "0",
        "First": "0",
        "Second": "0",
    }
    quoted = [each for each in opened(data).paragraphs if each.text == "What it says."]
    assert [each.style.name for each in quoted if each.style] == ["Block Text"]


@either
def test_what_leads_up_to_a_list_or_a_table_stands_on_one_page_with_it() -> None:
    found = [p.text for p in opened(document(BRIEFING, "Parks")).paragraphs if p.style and p.style.name == "Lead In"]
    assert [text[:12] for text in found] == ["In brackets ", "Plant more t"]


@either
def test_several_headings_of_the_first_level_stay_headings() -> None:
    found = opened(document("# One\n\ntext\n\n# Two\n\n## Three\n", "Mine")).paragraphs
    assert [p.style.name for p in found if p.style] == ["Heading 1", "First Paragraph", "Heading 1", "Heading 2"]


@either
def test_the_title_is_among_the_properties_and_no_date_is() -> None:
    data = document("Text alone.\n", "Parks & <gardens>")
    properties = opened(data).core_properties
    assert (properties.title, properties.language) == ("Parks & <gardens>", "en-GB")
    assert not re.search(rb"dcterms|\d{4}-\d\d-\d\d", parts(data)["docProps/core.xml"])


@either
def test_a_page_is_a4_with_its_number_at_its_foot() -> None:
    (section,) = opened(document(BRIEFING, "Parks")).sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)  # type: ignore[union-attr]
    assert {round(side.cm, 1) for side in (section.left_margin, section.top_margin, section.right_margin) if side} == {
        2.5
    }
    assert fields(section) == ["PAGE", "NUMPAGES"]


BOROUGHS = [f"Borough {number}" for number in range(40)]
WIDE = "\n".join(
    f"| {' | '.join(cells)} |" for cells in (["Proposition", *BOROUGHS, "Verdict"], ["---"] * 42, ["x"] * 42)
)


@either
def test_a_wide_table_has_pages_on_their_side_with_the_same_footer_and_nothing_of_it_is_lost() -> None:
    data = document(f"before\n\n{WIDE}\n\nafter\n", "Wide")
    found = opened(data)
    turned = [(section.page_width or 0) > (section.page_height or 0) for section in found.sections]
    assert turned == [False, True, False]
    assert [fields(section) for section in found.sections] == [["PAGE", "NUMPAGES"]] * 3
    heads = [[cell.text for cell in table.rows[0].cells] for table in found.tables]
    assert len(heads) > 1
    assert {head[0] for head in heads} == {"Proposition"}
    assert [name for head in heads for name in head[1:]] == [*BOROUGHS, "Verdict"]
    assert problems(data) == []


@either
def test_the_file_keeps_to_the_schemas_of_its_format() -> None:
    assert problems(document(BRIEFING, "Parks")) == []


@either
def test_every_part_is_xml_and_no_name_or_number_of_a_target_is_used_twice() -> None:
    data = document(BRIEFING * 2, "Twice")
    for name, part in parts(data).items():
        assert ElementTree.fromstring(part) is not None, name
    marks = [mark.attrib for mark in body(data).iter(f"{W}bookmarkStart")]
    for key in ("id", "name"):
        values = [mark[f"{W}{key}"] for mark in marks]
        assert len(set(values)) == len(values)


@either
def test_the_same_text_makes_the_same_bytes() -> None:
    assert document(BRIEFING, "Parks") == document(BRIEFING, "Parks")


# --- texts that are hostile --------------------------------------------------------------------------------------

LURES = [
    "![x](/etc/passwd)", "![x](https://example.org/x.png)", "[x](file:///etc/passwd)", "<img src='/etc/passwd'>",
    "`<w:p/>`{=openxml}", "```{=openxml} <w:p/> ```", "<w:p>", "</w:t></w:r></w:p>", "{custom-style=Title}",
    "[x]{.mark}", "::: warning", ":::", "\\include{/etc/passwd}", "$\\alpha$", "$$x$$", "\\(x\\)", "@town", "[@town]",
    "[-@town, p. 3]", "---", "title: x", "...", "% title", "[^1]", "^[note]", "x^2^", "H~2~O", ":smile:", "[[x]]",
    "<!-- x -->", "#tag", "{#id}", "| a |", "(c)", "...", "--", "\"x\"", "'x'", "&copy;", "&#60;",
    "*[A]: x", "Term\n: x",
]  # fmt: skip


@either
def test_every_text_reads_as_it_is_wherever_it_stands() -> None:
    texts = [*ORDINARY, *AWKWARD, *MARKUP, *STEERING, *LURES, "\ufffe", "a\uffffb", " ".join(LURES)]
    shown = [text for text in texts if readable(text)]
    heads = "".join(f"## A {escape(text)}\n\n" for text in shown)
    paragraphs = "".join(f"{escape(text)}\n\n" for text in shown)
    items = "".join(f"- {escape(text)}\n" for text in shown)
    rows = "".join(f"| x {escape(text)} | **{escape(f'a {text}')}** |\n" for text in shown)
    data = document(f"{heads}{paragraphs}{items}\n| a | b |\n| --- | --- |\n{rows}", "Hostile")
    found = opened(data)
    composed = [unicodedata.normalize("NFC", readable(text)) for text in shown]  # as pandoc writes letters
    wanted = [re.sub("[\ufffe\uffff]", "\ufffd", text) for text in composed]
    cells = [cell for text in wanted for cell in (f"x {text}", f"a {text}")]
    assert lines(found) == [*(f"A {text}" for text in wanted), *wanted, *wanted, "a", "b", *cells]
    assert list(body(data).iter(f"{W}hyperlink")) == []
    assert problems(data) == []


@pytest.fixture
def web() -> Iterator[tuple[str, list[str]]]:
    """Serve pictures to whoever asks, and write down what is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@either
def test_nothing_that_a_template_names_is_read_or_fetched(
    tmp_path: Path, web: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template is anybody's Markdown: nothing in it is escaped."""
    address, asked = web
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>a secret</text></svg>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    data = document(
        f"""---
bibliography: {secret}
---

![of a tree]({secret}) ![]({secret.as_uri()}) ![of a park]({address}/a.png) <img src="{address}/b.png">

![drawn](data:image/svg+xml;base64,PHN2Zy8+)

<object data="{secret}"></object>

<w:p><w:r><w:t>raw</w:t></w:r></w:p>

`<w:t>code</w:t>`{{=openxml}}

```{{=openxml}}
<w:p><w:r><w:instrText>INCLUDETEXT "{secret}"</w:instrText></w:r></w:p>
```

[a file]({secret.as_uri()}) [a script](javascript:alert) [the web]({address}/c)
""",
        "Lures",
    )
    assert asked == []
    assert not any(b"a secret" in part for part in parts(data).values())
    assert [name for name in parts(data) if "media" in name or "embed" in name] == []
    xml = body(data)
    assert {each.tag for each in xml.iter()} & {f"{W}drawing", f"{W}pict", f"{W}object", f"{W}instrText"} == set()
    relations = ElementTree.fromstring(parts(data)["word/_rels/document.xml.rels"])
    outside = [each.attrib["Target"] for each in relations if each.attrib.get("TargetMode") == "External"]
    assert outside == [f"{address}/c"]
    text = "\n".join(lines(opened(data)))
    assert all(words in text for words in ("of a tree", "of a park", "drawn", "a file a script the web", "INCLUDETEXT"))


@either
def test_nothing_that_a_user_keeps_for_pandoc_changes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = document(BRIEFING, "Parks")
    kept = tmp_path / "home" / ".local" / "share" / "pandoc"
    (kept / "templates").mkdir(parents=True)
    (kept / "defaults").mkdir()
    (kept / "reference.docx").write_bytes(b"no document")
    for name in ("openxml", "docx"):
        (kept / "templates" / f"default.{name}").write_text("$body$ mine", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(kept.parent))
    monkeypatch.setenv("GHCRTS", "-M1k")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    assert document(BRIEFING, "Parks") == before


def test_the_working_folder_and_what_is_open_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    document(BRIEFING, "Parks")
    assert list(tmp_path.iterdir()) == []
    assert (len(os.listdir("/proc/self/fd")) if before else 0) == before
