"""The texts of the small corpus' documents, as a reader might have them."""

from functools import cache
from pathlib import Path

from policylens import resources
from policylens.corpus.loader import load
from policylens.model import Evidence

_FILL = "The rest of this page is about shelves, lamps and chairs, of which there are enough. " * 6

_PAGES = {
    1: f"Foreword\n\nNobody will ever pay to bor-\nrow a book here. {_FILL}",
    2: _FILL,
    3: (
        f"The plan\n\nHours\n\nOur hours were drawn up in 1962 and do not fit how people live now.¹ {_FILL}\n"
        "Where visits fall below fifty a day the hours will not change."
    ),
    4: f"{_FILL} Four branches will stay open until eight on two evenings a week.",
    5: (
        f"We shall begin with the branch at Mill Road in April. {_FILL}\n"
        "On Sundays we shall open the doors at Mill Road for one whole year."
    ),
    6: _FILL,
    7: (
        f"People\n\nEvery branch will have a librarian except for Brook Street. {_FILL}\n"
        "We welcome the volunteers who keep Brook Street open daily."
    ),
}

COUNCIL = "\n".join(f"{text}\n\n{page}\n" for page, text in _PAGES.items())
"""Seven pages with their numbers at the foot; every anchor of the document is where the record says."""

LETTER = "Dear editor,\n\nLast week the roof of the library at the end of Mill Road leaked. It always does.\n"
"""Its one anchor would be ambiguous in a text that says it twice."""

UNION = """1. We are many.

2. Not one of us wants to work after six o’clock.

3. If hours are changed we shall ballot, as Sunday is a day of rest too.

4. A room of books without a librarian isn’t a library.

5. Our summer fare went well thanks to its helpers.
"""
"""One anchor is a letter off and so fuzzy, one is missing: the words `is not` are not there."""


BRANCHES = (Path(__file__).parents[1] / "texts" / "branches.txt").read_text(encoding="utf-8")
"""A report on what the small corpus is about, not coded yet, with contents, headings and page numbers."""


def texts(folder: Path, **changed: str) -> Path:
    """Write the texts to a folder, by the ids of the documents; an empty one is left out."""
    folder.mkdir(exist_ok=True)
    for name, text in ({"council": COUNCIL, "letter": LETTER, "union": UNION} | changed).items():
        if text:
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@cache
def anchors_alone(name: str) -> str:
    """Return a text that has nothing but the ends of the passages of a bundled document, each passage a line."""
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    there: dict[tuple[str, str], Evidence] = {}
    for claim in corpus.document_by_id[name].claims:
        for evidence in claim.evidence:
            there.setdefault((evidence.start, evidence.end), evidence)
    return "\n".join(f"{start}, and so on to {end}." for start, end in there)
