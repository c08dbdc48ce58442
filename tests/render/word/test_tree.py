"""What of pandoc's tree gets through to the writer of a Word file."""

from collections.abc import Iterator
from typing import Any

from policylens.render.word.nodes import Node, attributes, node
from policylens.render.word.tree import fit


def words(text: str) -> list[Node]:
    return [node("Str", text)]


def fitted(*blocks: Node) -> list[Node]:
    found: list[Node] = fit({"meta": {"title": node("MetaString", "Mine")}, "blocks": list(blocks)})["blocks"]
    return found


def sorts(tree: Any) -> Iterator[str]:
    """Yield what each block and inline is."""
    if isinstance(tree, dict) and "t" in tree:
        yield tree["t"]
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list | tuple) else ():
        yield from sorts(each)


RAW = [
    node("RawBlock", "openxml", "<w:p/>"),
    node("RawBlock", "html", "<p>x</p>"),
    node("Div", attributes(custom_style="Title"), [node("Para", words("inside"))]),
    node("LineBlock", [words("a line")]),
    node("Para", [node("RawInline", "openxml", "<w:r/>")]),
    node("Para", [node("Math", {"t": "InlineMath"}, "x^2")]),
    node("Para", [node("Note", [node("Para", words("a note"))])]),
    node("Para", [node("Span", attributes(custom_style="Title"), words("inside"))]),
    node("Para", [node("Cite", [], words("@x"))]),
]
"""What our Markdown cannot say, and some other Markdown can."""


def test_nothing_gets_through_that_a_briefing_is_not_made_of() -> None:
    assert fitted(*RAW) == []
    assert fitted(node("BlockQuote", RAW), node("BulletList", [RAW])) == [
        node("BlockQuote", []),
        node("BulletList", [[]]),
    ]


def test_of_a_picture_its_description_gets_through() -> None:
    picture = node("Image", attributes("x"), [*words("a"), node("Emph", words("tree"))], ("/etc/passwd", "title"))
    assert fitted(node("Para", [picture])) == [node("Para", [*words("a"), node("Emph", words("tree"))])]


def test_attributes_are_taken_away_and_ids_of_headings_kept() -> None:
    given: list[Any] = ["name", ["class"], [["custom-style", "Title"]]]
    assert fitted(
        node("Header", 2, given, words("A")),
        node("CodeBlock", given, "code"),
        node("Para", [node("Code", given, "code"), node("Link", given, words("up"), ("#name", "title"))]),
    ) == [
        node("Header", 2, attributes("name"), words("A")),
        node("CodeBlock", attributes(), "code"),
        node("Para", [node("Code", attributes(), "code"), node("Link", attributes(), words("up"), ("#name", ""))]),
    ]


def test_what_else_pandoc_says_of_a_document_is_left_out() -> None:
    assert fit({"meta": {"title": 1}, "blocks": [], "pandoc-api-version": [1, 22]}) == {
        "meta": {},
        "blocks": [],
        "pandoc-api-version": [1, 22],
    }


def test_a_heading_of_the_first_level_is_the_title_only_where_it_begins_the_briefing_alone() -> None:
    first, second = (node("Header", level, attributes(f"h{level}"), words("A")) for level in (1, 2))
    title, below = fitted(first, second)
    assert list(sorts(title)) == ["Div", "Para", "Span", "Str"]
    assert below == node("Header", 1, attributes("h2"), words("A"))
    for others in ([second, first], [first, first], [second]):
        assert fitted(*others) == others
