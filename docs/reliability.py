"""Write how far two coders agree into `method.md`, and where they differ into `data/reliability/README.md`.

    python docs/reliability.py

Both pages keep what stands outside the marked parts. A test holds the parts against what this makes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from policylens.analysis.agreement import krippendorff_alpha, nominal
from policylens.corpus.loader import load
from policylens.corpus.reader import read
from policylens.corpus.schema import EVIDENCE, POSITION, Field, Id, ListOf, MapOf, Name, Record, Text
from policylens.model import Charted, Codebook, Confidence, Corpus, Document, Evidence, Theme

ROOT = Path(__file__).parents[1]
METHOD = ROOT / "docs" / "method.md"
CHARTINGS = ROOT / "data" / "reliability"
DIFFERENCES = CHARTINGS / "README.md"
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


class Cell(NamedTuple):
    """A document and a proposition, as two coders judged it and as it was settled; None is silence."""

    document: Document
    theme: Theme
    proposition: str
    first: Charted | None
    second: Charted | None
    settled: Charted | None
    silent: str = ""
    """The reason that a coder gave for silence."""

    @property
    def both(self) -> tuple[int, int] | None:
        """The two stances, where both coders have the document speak."""
        return (self.first.stance, self.second.stance) if self.first and self.second else None

    @property
    def differs(self) -> bool:
        """Whether the two have different stances, or only one has the document speak."""
        return _stance(self.first) != _stance(self.second)

    @property
    def opposite(self) -> bool:
        """Whether the two are on opposite sides."""
        return self.both is not None and self.both[0] * self.both[1] < 0


class Figures(NamedTuple):
    """How far two coders agree over some cells."""

    cells: int
    alike: int
    """In how many both have the document silent, or both have it speak."""
    alike_alpha: float | None
    """Krippendorff's nominal alpha of that."""
    both: int
    """In how many both have it speak."""
    same: int
    """In how many of these the stance is the same."""
    same_alpha: float | None
    """Krippendorff's ordinal alpha of the stances in these."""
    opposite: int
    """In how many of these the two are on opposite sides."""


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


def cells() -> list[Cell]:
    """Return every cell that both coders judged, in the codebook's order, the documents of each by date."""
    corpus = bundled()
    first, second = (
        {of.id: charting(folder, of.id, corpus.codebook) for of in corpus.documents} for folder in ("first", "second")
    )
    return [
        Cell(
            document=of,
            theme=theme,
            proposition=proposition,
            first=first[of.id].positions.get(proposition),
            second=second[of.id].positions.get(proposition),
            settled=(of.positions or {}).get(proposition),
            silent=second[of.id].silent.get(proposition, first[of.id].silent.get(proposition, "")),
        )
        for proposition, theme in corpus.codebook.theme_of.items()
        for of in corpus.documents
    ]


def figures(of: Sequence[Cell]) -> Figures:
    """Measure how far the coders agree over these cells."""
    speaks = [(int(cell.first is not None), int(cell.second is not None)) for cell in of]
    stances = [cell.both for cell in of if cell.both]
    return Figures(
        cells=len(of),
        alike=sum(a == b for a, b in speaks),
        alike_alpha=krippendorff_alpha(speaks, nominal),
        both=len(stances),
        same=sum(a == b for a, b in stances),
        same_alpha=krippendorff_alpha(stances),
        opposite=sum(cell.opposite for cell in of),
    )


def by_theme(of: Iterable[Cell]) -> dict[str, list[Cell]]:
    """Return the cells by the title of their theme."""
    found: dict[str, list[Cell]] = {}
    for cell in of:
        found.setdefault(cell.theme.title, []).append(cell)
    return found


def agreement(of: Sequence[Cell]) -> str:
    """Return the table by theme and in all, and what it comes to, as Markdown."""
    themes = {title: figures(some) for title, some in by_theme(of).items()}
    lines = [
        "| theme | cells | same on silent or not | alpha | both speak | same stance | alpha | opposite sides |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_row(title, row) for title, row in themes.items()),
        _row("**in all**", figures(of)),
    ]
    return "\n\n".join(["\n".join(lines), *map(_filled, (_low(themes), _settled(of), _alike_in_words(of)))])


def _row(title: str, row: Figures) -> str:
    alike, same = _share(row.alike, row.cells), _share(row.same, row.both)
    values = [row.cells, alike, _alpha(row.alike_alpha), row.both, same, _alpha(row.same_alpha), row.opposite]
    return f"| {title} | {' | '.join(map(str, values))} |"


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f}%)" if whole else "0"


def _alpha(value: float | None) -> str:
    """Three decimals: with two, one differing cell of forty would look like none."""
    return "not defined" if value is None else f"{value:.3f}"


def _low(themes: Mapping[str, Figures]) -> str:
    low = [title for title, row in themes.items() if row.same_alpha is not None and row.same_alpha < RELIABLE]
    if not low:
        return f"Alpha of the stances is below {RELIABLE:.3f} in no theme."
    return f"Alpha of the stances is below {RELIABLE:.3f} in {len(low)} of {len(themes)} themes: {'; '.join(low)}."


def _settled(of: Sequence[Cell]) -> str:
    """Say in words where the two differ, and how the final charting stands to both."""
    differing = [cell for cell in of if cell.differs]
    steps = [abs(a - b) for a, b in (cell.both for cell in differing if cell.both)]
    single = [cell.first or cell.second for cell in differing if not cell.both]
    low = sum(one is not None and one.confidence is Confidence.LOW for one in single)
    first = sum(_stance(cell.settled) == _stance(cell.first) for cell in differing)
    second = sum(_stance(cell.settled) == _stance(cell.second) for cell in differing)
    neither = len(differing) - first - second
    others = [cell for cell in of if not cell.differs]
    kept = sum(_stance(cell.settled) == _stance(cell.first) for cell in others)
    return (
        f"The two differ in {len(differing)} of {len(of)} cells. In {len(single)} of these one coder has the document "
        f"silent and the other does not (with low confidence in {low}); in {len(steps)} the stances differ, by at most "
        f"{max(steps, default=0)}. The final charting has {first} of them as the first coder had them, {second} as the "
        f"second and {neither} as neither had them. Of the {len(others)} others it keeps {kept}."
    )


def _alike_in_words(of: Sequence[Cell]) -> str:
    """Say in how many cells the two reasons have so many words in common that they were not written apart."""
    runs = [shared(cell.first.because, cell.second.because) for cell in of if cell.first and cell.second]
    copies = [run for run in runs if run >= COPIED]
    return (
        f"In {len(copies)} of the {len(runs)} cells in which both have the document speak, their reasons share "
        f"{COPIED} or more words in a row" + (f", at most {max(copies)}." if copies else ".")
    )


def shared(a: str, b: str) -> int:
    """Return the length of the longest run of words that two texts have in common."""
    mine, other = (re.findall(r"[^\W_]+", text.casefold()) for text in (a, b))
    return SequenceMatcher(None, mine, other, autojunk=False).find_longest_match().size


def differences(of: Iterable[Cell]) -> str:
    """Return each cell in which the two differ, those on opposite sides first, and how it was settled, as Markdown."""
    differing = [cell for cell in of if cell.differs]
    opposite = [cell for cell in differing if cell.opposite]
    others = [cell for cell in differing if not cell.opposite]
    parts = [("On opposite sides", opposite), ("Other differences", others)]
    return "\n\n".join(
        "\n".join([f"## {title}: {len(some)}", "", *map(_difference, some)]).strip() for title, some in parts
    )


def _difference(cell: Cell) -> str:
    stances = f"{_stance(cell.first)} and {_stance(cell.second)}, settled as {_stance(cell.settled)}"
    return _filled(f"- {cell.document.name}, `{cell.proposition}`: {stances}. {_why(cell)}", indent="  ")


def _why(cell: Cell) -> str:
    """Return the final charting's reason; for silence that of the coder who left the cell silent, or of the other."""
    if cell.settled:
        return cell.settled.because
    if cell.silent:
        return f"Left silent because: {cell.silent.rstrip('.')}."
    other = cell.first or cell.second
    return f"The position that was dropped read: {other.because}" if other else ""


def _stance(of: Charted | None) -> str:
    if of is None:
        return "silent"
    return f"{of.stance:+d}" if of.stance else "0"


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
    judged = cells()
    parts = {METHOD: agreement(judged), DIFFERENCES: differences(judged)}
    return {page: written(page.read_text(encoding="utf-8"), part) for page, part in parts.items()}


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
