"""HTML to the text of a source."""

import re
from html.parser import HTMLParser
from typing import Final

from policylens.evidence.decoding import decoded
from policylens.evidence.writing import Writer

_UNREAD: Final = frozenset("canvas iframe noscript script style svg template".split())
"""Elements whose content is not read by a reader."""

_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without content (HTML Living Standard, 13.1.2)."""

_HEAD: Final = frozenset("base link meta noscript script style template title".split())
"""What may stand in the head; anything else begins the body, whether its tag is there or not."""

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search"
    " section summary table tbody tfoot thead title tr ul".split()
)
"""Elements that begin and end lines."""

_CELLS: Final = frozenset(("td", "th"))

_ENDED_BY: Final = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")),
    "td": _CELLS,
    "th": _CELLS,
    "option": frozenset(("option",)),
}
"""Which elements end without a tag where one of these begins (13.1.2.4); paragraphs do where any block begins."""

_LOOKED_THROUGH: Final = 30
"""How many elements that were left open inside an element are looked through for it."""

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LEVEL = re.compile(r"h([1-6])\Z")


def read_html(data: bytes, writer: Writer) -> None:
    """Read what a page shows: no scripts, no styles, nothing hidden; of the head only the title."""
    page = _Page(writer)
    page.feed(decoded(data, declared=True))
    page.finish()


class Lenient(HTMLParser):
    """A parser that goes on where the standard library's fails."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over marked sections that the standard library's does not know, as browsers do (13.2.5.42)."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)


class _Page(Lenient):
    """A page that is being read. What is open is a list, so that no depth of nesting is too deep."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.hidden = 0
        """How many elements are open up to the outermost one that is hidden, 0 if none is."""
        self.fresh = True
        """Whether a line begins here."""
        self.gap = ""
        """What parts the words so far from those that follow, if any do."""
        self.titles: list[tuple[int, str, list[str]]] = []
        """The headings that are open: what is said when they begin, their element, their words."""

    def finish(self) -> None:
        """End the page, and all that is open."""
        self.close()
        self._end(0)
        self._break()

    # --- what the parser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.counts.get("head") and tag not in _HEAD:
            self._end_last("head")
        self._end_implied(tag)
        if tag in _BLOCKS:
            self._break()
        elif tag == "br":
            self._break(always=True)
        elif tag in _CELLS:
            self.gap = "\t"
        if tag not in _VOID:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.counts.get(tag):
            self._end_last(tag)

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if self.counts.get("head") and not self.counts.get("title"):
            if data.isspace():
                return
            self._end_last("head")
        if self.counts.get("pre"):
            self._say(data)
            return
        words = _SPACE.sub(" ", data)
        if words.startswith(" "):
            self.gap = self.gap or " "
        if words.strip(" "):
            self._say(words.strip(" "))
            self.gap = " " if words.endswith(" ") else ""

    # --- what is open

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.open.append(tag)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if not self.hidden and (tag in _UNREAD or _is_hidden(attributes)):
            self.hidden = len(self.open)
        if _LEVEL.match(tag) and not self.hidden:
            self.titles.append((self.writer.length, tag, []))

    def _end_last(self, tag: str) -> None:
        """End the last of these elements that is open, and what was left open in it."""
        count = len(self.open) - 1
        while self.open[count] != tag:
            count -= 1
        self._end(count)

    def _end(self, count: int) -> None:
        """End elements until so many are open."""
        while len(self.open) > count:
            tag = self.open.pop()
            self.counts[tag] -= 1
            if tag in _BLOCKS:
                self._break()
            if self.titles and self.titles[-1][1] == tag and not self.hidden:
                offset, _, words = self.titles.pop()
                self.writer.heading(int(tag[1]), "".join(words), offset)
            if self.hidden > len(self.open):
                self.hidden = 0

    def _end_implied(self, tag: str) -> None:
        """End what ends without a tag of its own where an element begins."""
        ended = _ENDED_BY.get(tag, frozenset())
        if tag in _BLOCKS or tag in _CELLS:
            ended |= {"p"}
        if not any(self.counts.get(name) for name in ended):
            return
        count = len(self.open)
        for place in range(len(self.open) - 1, max(-1, len(self.open) - 1 - _LOOKED_THROUGH), -1):
            if self.open[place] in ended:
                count = place
            elif self.open[place] in _BLOCKS:
                break
        self._end(count)

    # --- what is written

    def _say(self, words: str) -> None:
        text = words if self.fresh else self.gap + words
        if self.titles:
            self.titles[-1][2].append(text)
        self.writer.write(text)
        self.fresh, self.gap = text.endswith("\n"), ""

    def _break(self, *, always: bool = False) -> None:
        """End the line, if there is one."""
        if self.hidden:
            return
        if always or not self.fresh:
            self.writer.write("\n")
            if self.titles:
                self.titles[-1][2].append("\n")
        self.fresh, self.gap = True, ""


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return bool(_HIDING.search(attributes.get("style") or ""))
