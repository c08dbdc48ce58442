"""Short texts with italics, as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publications import publication
from strategies import hostile

from policylens.analysis.bibliography import work
from policylens.model import Document
from policylens.render.parts import Part, markdown, plain
from policylens.render.references import references

from .commonmark import PARSER, readable, said, sorts


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((Part("Lee ("), Part("A text", italic=True), Part(", 2009)")), "Lee (*A text*, 2009)"),
        ((Part("Lee"), Part(" "), Part("et al.", italic=True), Part(" (2009)")), "Lee *et al.* (2009)"),
        ((Part("a*b_c"), Part(" [x] "), Part("<i>", italic=True)), r"a\*b\_c \[x\] *\<i\>*"),
        ((Part("1. First"),), r"1\. First"),
        ((Part(""), Part("x")), "x"),
    ],
)
def test_italics_are_emphasis_and_nothing_else_is_markup(parts: tuple[Part, ...], written: str) -> None:
    assert markdown(parts) == written


@given(st.builds(publication, authors=hostile(), title=hostile(), publisher=hostile(), date=st.just("2009")))
def test_markdown_reads_as_the_text_with_the_title_emphasised(document: Document) -> None:
    entry = references([document])["a"].entry
    paragraph, inline, end = PARSER.parse(markdown(entry))
    assert (paragraph.type, end.type) == ("paragraph_open", "paragraph_close")
    assert sorts([inline]) <= {"inline", "text", "text_special", "em"}
    assert said(inline).replace(" ", "") == readable(plain(entry)).replace(" ", "")
    emphasised = [child.type for child in inline.children or ()].count("em_open")
    assert emphasised == sum(part.italic and readable(part.text) != "" for part in entry)
    assert work(document).title in plain(entry)
