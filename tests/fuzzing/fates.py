"""What may come of something that was read: a result that is sound, or an error that a user understands."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policylens.analysis.comparison import compare_theme, matrix, overview
from policylens.corpus.census import census_of
from policylens.corpus.imported import Imported
from policylens.corpus.loader import Loaded, load_from
from policylens.corpus.problems import RULES
from policylens.corpus.writing import codebook_text, document_text
from policylens.errors import PolicylensError
from policylens.evidence.source import Source, from_plain, to_plain
from policylens.model import Corpus
from policylens.plain.check import check_csv, check_object
from policylens.plain.writing import to_json
from policylens.render import markdown
from policylens.render.page import Page
from policylens.render.pages.check import check_page
from policylens.render.pages.comparison import overview_page, theme_page
from policylens.render.terminal import Terminal, render
from policylens.store.snapshot import read, write

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What no terminal may be sent: control codes but the newline, marks that turn text around, halves of characters."""

_COLOURS = re.compile("\x1b\\[[0-9;]*m")


@contextmanager
def error_allowed() -> Iterator[None]:
    """Let an error for the user pass, if it says something, on one line."""
    try:
        yield
    except PolicylensError as error:
        said = error.message
    else:
        return
    assert said.strip()
    assert len(said) < 5000


def shown(page: Page) -> None:
    """Show a page as a terminal and a file would get it; nothing in it may steer."""
    on_terminal(page)
    assert not STEERING.search(markdown.render(page))


def on_terminal(page: Page) -> None:
    """Show a page as a terminal would get it: as above, in a tenth of the time."""
    for colour in (False, True):
        text = render(page, Terminal(width=80, colour=colour))
        assert not STEERING.search(_COLOURS.sub("", text) if colour else text)


def loaded(found: Loaded) -> None:
    """Hold what came of a corpus to what the commands rely on."""
    for problem in found.problems:
        assert problem.rule in RULES
        assert problem.line >= 0
        assert problem.column >= 0
        assert problem.message.strip()
        assert len(problem.message) < 1000
    census = census_of(found)
    on_terminal(check_page(census))
    to_json(check_object(census)).encode()
    check_csv(census).encode()
    if found.corpus is not None and not found.errors:
        corpus(found.corpus)


def corpus(found: Corpus) -> None:
    """Hold a corpus without errors: it can be kept, written as YAML and read again, and compared.

    One in eight is shown too: that takes ten times as long.
    """
    assert read(write(found)) == found
    files = {f"frameworks/{each.id}.yaml": document_text(each).encode() for each in found.documents}
    files["codebook.yaml"] = codebook_text(found.codebook).encode()
    again = load_from(Path(), [name.partition("/")[2] for name in files if "/" in name], files.__getitem__)
    assert not again.errors, again.problems
    assert again.corpus == found
    of = matrix(found)
    if len(write(found)) % 8:
        overview(of)
        return
    on_terminal(overview_page(of, overview(of)))
    for theme in found.codebook.themes:
        on_terminal(theme_page(of, compare_theme(of, theme)))


def imported(found: Imported) -> None:
    """Hold what came of somebody else's files: a corpus that is in order, or problems with their lines."""
    if found.corpus is None:
        assert found.problems
        assert all(problem.line >= 0 and problem.message.strip() for problem in found.problems)
        return
    corpus(found.corpus)


def source(found: Source) -> None:
    """Hold a text to what those rely on that look into it."""
    found.text.encode()  # no halves of characters
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in found.text)
    for places in (found.pages, found.headings):
        offsets = [place.offset for place in places]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(found.text) for offset in offsets)
    assert from_plain(to_plain(found)) == found
