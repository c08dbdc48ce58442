"""A briefing as a Word file."""

import json
import re
from typing import Final

from policylens.render.signs import safe
from policylens.render.word import pandoc
from policylens.render.word.package import completed
from policylens.render.word.tree import fit
from policylens.resources import templates

MARKDOWN: Final = "commonmark+pipe_tables+strikeout+gfm_auto_identifiers"
"""What our Markdown is: CommonMark with GitHub's tables, and its names for headings, to which links lead."""

REFERENCE: Final = "word/reference.docx"
"""The file with the paper, the footer and the styles; `docs/word_reference.py` makes it."""


_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold (XML 1.0, 2.2), and pandoc lets through in part."""


def document(markdown: str, title: str) -> bytes:
    """Return the Markdown as a DOCX with this title among its properties: the same bytes for the same text.

    Nothing that the text names is read or fetched. A character that no Word file may hold becomes U+FFFD. Raises
    PolicylensError if there is no pandoc, or it fails.
    """
    program, reference = pandoc.found(), templates() / REFERENCE
    given = _FORBIDDEN.sub("\ufffd", markdown).encode()
    tree = fit(json.loads(pandoc.converted(program, ["--sandbox", f"--from={MARKDOWN}", "--to=json"], given)))
    # Not in the sandbox: there a pandoc that has its data in files, as Debian's, cannot write DOCX (its issue 8128).
    # Nothing that would make it read a file gets through `fit`.
    writing = ["--from=json", "--to=docx", f"--reference-doc={reference}"]
    written = pandoc.converted(program, writing, json.dumps(tree).encode())
    return completed(written, _FORBIDDEN.sub("\ufffd", safe(title)), reference)
