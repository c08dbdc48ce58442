"""What is tried: for each sort of file, and for each way of writing, a function of bytes that must not fail."""

from collections.abc import Callable
from typing import Final, NamedTuple

from . import outputs, readers


class Target(NamedTuple):
    """Something that must come to a good end with whatever bytes it gets."""

    name: str
    run: Callable[[bytes], None]
    most: int = 20_000
    """How many bytes are tried, at most."""
    guided: bool = True
    """Whether coverage can be seen: not in processes of their own."""


_TARGETS: Final = (
    Target("codebook", readers.codebook),
    Target("document", readers.document),
    Target("text", readers.text),
    Target("markdown", readers.markdown),
    Target("html", readers.html),
    Target("docx", readers.docx, 60_000),
    Target("docx_part", readers.docx_part),
    Target("apart", readers.apart, 60_000, guided=False),
    Target("anchors", readers.anchors, 5_000),
    Target("csv", readers.csv),
    Target("tables", readers.tables),
    Target("dna", readers.dna, 120_000),
    Target("refi", readers.refi, 30_000),
    Target("refi_xml", readers.refi_xml),
    Target("template", readers.template),
    Target("entry", readers.entry, 40_000),
    Target("copy", readers.copy),
    Target("index", readers.index, 90_000),
    Target("pages", outputs.pages, 4_000),
    Target("html_page", outputs.html, 4_000),
    Target("exports", outputs.exports, 4_000),
)

TARGETS: Final = {each.name: each for each in _TARGETS}
"""All of them, by name."""

SECONDS: Final = 10
"""So long one input may take; with more it is a find."""

MEGABYTES: Final = 1024
"""So much memory an input may take; with more it is a find."""
