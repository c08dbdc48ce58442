"""Write how far two coders agree into `method.md`, and where they differ into `data/reliability/README.md`.

    python docs/reliability.py

Both pages keep what stands outside the marked parts. A test holds the parts against what this makes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from policylens.analysis.comparison import matrix
from policylens.analysis.positions import Position
from policylens.analysis.reliability import Cell, Reliability, compare, reliability
from policylens.corpus.loader import load
from policylens.corpus.reader import read
from policylens.corpus.schema import EVIDENCE, POSITION, Field, Id, ListOf, MapOf, Name, Record, Text
from policylens.model import Charted, Codebook, Corpus, Evidence

ROOT = Path(__file__).parents[1]
METHOD = ROOT / "docs" / "method.md"
CHARTINGS = ROOT / "data" / "reliability"
DIFFERENCES = CHARTINGS / "README.md"
FOLDERS = ("first", "second")
"""Where each coder's chartings are."""

COPIED = 9
"""So many words in a row are a copy: no more than eight are taken over from a document."""

RELIABLE = 0.8
"""Krippendorff (2019), chapter 12: below this alpha, conclusions are tentative."""


@dataclass(frozen=True, kw_only=True)
class Judged(Charted):
    """A position of one coder, with the passages of a coder who had no claims to name."""

    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Charting:
    """One coder's positions on one document."""

    id: str
    positions: Mapping[str, Judged]
    silent: Mapping[str, str] = field(default_factory=dict)
    """Why the document is silent on a proposition, where the coder says so."""


CHARTING = Record(
    "charting",
    Charting,
    {
        "id": Field(Id("document"), required=True),
        "positions": Field(
            MapOf(
                Name("proposition"),
                Record("position", Judged, {**POSITION.fields, "evidence": Field(ListOf(EVIDENCE))}),
            ),
            required=True,
        ),
        "silent": Field(MapOf(Name("proposition"), Text())),
    },
)


class Settled(NamedTuple):
    """A cell of both codings, and what became of it."""

    cell: Cell
    document: str
    """What the document is called."""
    settled: Position | None
    """What the final charting has; None is silence."""
    silent: str = ""
    """The reason that a coder gave for silence."""


def charting(folder: str, document: str, codebook: Codebook) -> Charting:
    """Read what one coder made of a document. Raises ValueError if anything is wrong with it."""
    path = CHARTINGS / folder / f"{document}.yaml"
    outcome = read(f"{folder}/{path.name}", path.read_bytes(), CHARTING, {"proposition": codebook.propositions})
    if outcome.problems or outcome.value.id != document:
        raise ValueError(f"{path} is no charting of {document}: {outcome.problems}")
    made: Charting = outcome.value
    return made


def bundled() -> Corpus:
    """Return the bundled corpus."""
    corpus = load(ROOT / "data", bundled=True).corpus
    assert corpus is not None  # noqa: S101 - policylens ships it
    return corpus


def settled() -> list[Settled]:
    """Return every cell that both coders judged, in the codebook's order, the documents of each by date."""
    corpus = bundled()
    final = matrix(corpus)
    first, second = ({of.id: charting(each, of.id, corpus.codebook) for of in corpus.documents} for each in FOLDERS)
    compared = compare(matrix(_charted(corpus, first)), matrix(_charted(corpus, second)))
    order = list(corpus.codebook.propositions)
    return [
        Settled(
            cell=cell,
            document=corpus.document_by_id[cell.document].name,
            settled=final.positions[cell.document].get(cell.proposition.id),
            silent=_silence(cell, second) or _silence(cell, first),
        )
        for cell in sorted(compared.cells, key=lambda cell: order.index(cell.proposition.id))
    ]


def _charted(corpus: Corpus, by: Mapping[str, Charting]) -> Corpus:
    """Return the corpus as one coder has charted it."""
    return replace(corpus, documents=tuple(replace(of, positions=by[of.id].positions) for of in corpus.documents))


def _silence(cell: Cell, by: Mapping[str, Charting]) -> str:
    return by[cell.document].silent.get(cell.proposition.id, "")


def figures(of: Iterable[Settled]) -> Reliability:
    """Return how far the coders agree over these cells, as `policylens reliability` measures it."""
    return reliability([each.cell for each in of])


def by_theme(of: Iterable[Settled]) -> dict[str, list[Settled]]:
    """Return the cells by the title of their theme."""
    found: dict[str, list[Settled]] = {}
    for each in of:
        found.setdefault(each.cell.theme.title, []).append(each)
    return found


def agreement(of: Sequence[Settled]) -> str:
    """Return the table by theme and in all, and what it comes to, as Markdown."""
    themes = {title: figures(some) for title, some in by_theme(of).items()}
    lines = [
        "| theme | cells | same on silent or not | alpha | both speak | same stance | alpha | opposite sides |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_row(title, row) for title, row in themes.items()),
        _row("**in all**", figures(of)),
    ]
    return "\n\n".join(["\n".join(lines), *map(_filled, (_low(themes), _in_words(of), _alike_in_words(of)))])


def _row(title: str, row: Reliability) -> str:
    alike, same = _share(row.same_silence, row.cells), _share(row.same_stance, row.both)
    values = [row.cells, alike, _alpha(row.silence_alpha), row.both, same, _alpha(row.stance_alpha), row.opposite]
    return f"| {title} | {' | '.join(map(str, values))} |"


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f}%)" if whole else "0"


def _alpha(value: float | None) -> str:
    """Three decimals: with two, one differing cell of forty would look like none."""
    return "not defined" if value is None else f"{value:.3f}"


def _low(themes: Mapping[str, Reliability]) -> str:
    low = [title for title, row in themes.items() if row.stance_alpha is not None and row.stance_alpha < RELIABLE]
    if not low:
        return f"Alpha of the stances is below {RELIABLE:.3f} in no theme."
    return f"Alpha of the stances is below {RELIABLE:.3f} in {len(low)} of {len(themes)} themes: {'; '.join(low)}."


def _in_words(of: Sequence[Settled]) -> str:
    """Say in words where the two differ, and how the final charting stands to both."""
    differing = [each for each in of if each.cell.differs]
    single = [each.cell.a or each.cell.b for each in differing if not (each.cell.a and each.cell.b)]
    low = sum(one is not None and one.low_confidence for one in single)
    most = max((each.cell.distance for each in differing), default=0)
    first = sum(_stance(each.settled) == _stance(each.cell.a) for each in differing)
    second = sum(_stance(each.settled) == _stance(each.cell.b) for each in differing)
    neither = len(differing) - first - second
    others = [each for each in of if not each.cell.differs]
    kept = sum(_stance(each.settled) == _stance(each.cell.a) for each in others)
    return (
        f"The two differ in {len(differing)} of {len(of)} cells. In {len(single)} of these one coder has the document "
        f"silent and the other does not (with low confidence in {low}); in {len(differing) - len(single)} the stances "
        f"differ, by at most {most:g}. The final charting has {first} of them as the first coder had them, {second} as "
        f"the second and {neither} as neither had them. Of the {len(others)} others it keeps {kept}."
    )


def _alike_in_words(of: Sequence[Settled]) -> str:
    """Say in how many cells the two reasons have so many words in common that they were not written apart."""
    both = [(each.cell.a, each.cell.b) for each in of]
    runs = [shared(a.because, b.because) for a, b in both if a and b]
    copies = [run for run in runs if run >= COPIED]
    return (
        f"In {len(copies)} of the {len(runs)} cells in which both have the document speak, their reasons share "
        f"{COPIED} or more words in a row" + (f", at most {max(copies)}." if copies else ".")
    )


def shared(a: str, b: str) -> int:
    """Return the length of the longest run of words that two texts have in common."""
    mine, other = (re.findall(r"[^\W_]+", text.casefold()) for text in (a, b))
    return SequenceMatcher(None, mine, other, autojunk=False).find_longest_match().size


def differences(of: Iterable[Settled]) -> str:
    """Return each cell in which the two differ, those on opposite sides first, and how it was settled, as Markdown."""
    differing = [each for each in of if each.cell.differs]
    opposite = [each for each in differing if each.cell.opposite]
    others = [each for each in differing if not each.cell.opposite]
    parts = [("On opposite sides", opposite), ("Other differences", others)]
    return "\n\n".join(
        "\n".join([f"## {title}: {len(some)}", "", *map(_difference, some)]).strip() for title, some in parts
    )


def _difference(of: Settled) -> str:
    stances = f"{_stance(of.cell.a)} and {_stance(of.cell.b)}, settled as {_stance(of.settled)}"
    return _filled(f"- {of.document}, `{of.cell.proposition.id}`: {stances}. {_why(of)}", indent="  ")


def _why(of: Settled) -> str:
    """Return the final charting's reason; for silence that of the coder who left the cell silent, or of the other."""
    if of.settled:
        return of.settled.because
    if of.silent:
        return f"Left silent because: {of.silent.rstrip('.')}."
    other = of.cell.a or of.cell.b
    return f"The position that was dropped read: {other.because}" if other else ""


def _stance(of: Position | None) -> str:
    if of is None:
        return "silent"
    return f"{of.stance:+g}" if of.stance else "0"


def _filled(text: str, indent: str = "") -> str:
    return fill(text, 120, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def written(page: str, part: str) -> str:
    """Return a page with `part` in the place that is marked for it."""
    marks = r"(<!-- from here on made by `make docs` -->\n).*(<!-- up to here -->)"
    made, times = re.subn(marks, lambda found: f"{found[1]}\n{part.strip()}\n\n{found[2]}", page, flags=re.DOTALL)
    if times != 1:
        raise ValueError("the page does not mark a place for what is made")
    return made


def pages() -> dict[Path, str]:
    """Return both pages as they should be."""
    judged = settled()
    parts = {METHOD: agreement(judged), DIFFERENCES: differences(judged)}
    return {page: written(page.read_text(encoding="utf-8"), part) for page, part in parts.items()}


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
