"""Pages as pictures: SVG that shows the same table or scale, and fetches no font or style from anywhere."""

import re
from html import unescape
from io import StringIO
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from policylens.render.page import Block, Entries, Heading, Hint, Page
from policylens.render.signs import safe
from policylens.render.terminal import Terminal, draw

COLUMNS = 132
"""How wide a picture is, in characters: a matrix of five documents with a word in each cell on one line."""

_BLACK_ON_WHITE = TerminalTheme(
    (255, 255, 255),
    (32, 32, 32),
    [(0, 0, 0), (176, 0, 32), (0, 110, 60), (140, 90, 0), (0, 80, 170), (120, 40, 140), (0, 110, 130), (90, 90, 90)],
)

# Rich fills in the braces. The stack of fonts names only what systems have; each line of text states its own length, so
# that columns stay in line whichever is taken.
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">
<title id="title">TITLE</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="{width}" height="{height}" fill="#ffffff"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


_TEXT = re.compile(
    r'x="(?P<x>[0-9.]+)" (?P<y>y="[0-9.]+") textLength="(?P<length>[0-9.]+)"(?P<rest>[^>]*)>(?P<words>[^<]*)</text>'
)


def render(page: Page) -> str:
    """Return the page's headings, scales, tables and legends as SVG; the same bytes for the same page.

    The reasons below them are left out: a picture shows where the documents stand, a briefing why.
    """
    console = Console(
        file=StringIO(),
        record=True,
        width=COLUMNS,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    shown = _pictured(page)
    draw(shown, console, Terminal(width=COLUMNS, colour=True))
    title = next((safe(block.text) for block in shown if isinstance(block, Heading)), "policylens")
    template = _SVG.replace("TITLE", escape(title).replace("{", "{{").replace("}", "}}"))
    return _TEXT.sub(
        _without_blanks, console.export_svg(theme=_BLACK_ON_WHITE, code_format=template, unique_id="policylens")
    )


def _without_blanks(text: re.Match[str]) -> str:
    """Begin a text where its first letter stands: some viewers leave out the blanks before it, and move it."""
    words = unescape(text["words"])
    inside = words.strip("\N{NO-BREAK SPACE}")
    if not inside.strip():  # nothing to see, or the end of a line
        return text[0]
    before = cell_len(words) - cell_len(words.lstrip("\N{NO-BREAK SPACE}"))
    one = float(text["length"]) / cell_len(words)
    shown = escape(inside).replace("\N{NO-BREAK SPACE}", "&#160;")
    length = f'textLength="{one * cell_len(inside):g}"'
    return f'x="{float(text["x"]) + before * one:g}" {text["y"]} {length}{text["rest"]}>{shown}</text>'


def _pictured(page: Page) -> list[Block]:
    """Return the blocks that a picture shows: no lists, no hints, and no headings under which nothing is left."""
    kept = [block for block in page if not isinstance(block, Entries | Hint)]
    followed = zip(kept, [*kept[1:], None], strict=True)
    return [block for block, after in followed if not isinstance(block, Heading) or _stands_under(after, block)]


def _stands_under(block: Block | None, heading: Heading) -> bool:
    return block is not None and (not isinstance(block, Heading) or block.level > heading.level)
