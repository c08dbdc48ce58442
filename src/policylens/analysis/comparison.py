"""Documents side by side: on a proposition, a theme, a topic, and over all themes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from policylens.analysis.positions import Cell, Position, cell_of, positions_of, stances_of
from policylens.analysis.scales import Place, places
from policylens.analysis.verdicts import Judgement, Verdict, judge
from policylens.model import Claim, Corpus, Document, Proposition, Theme

V = TypeVar("V")


class Matrix(NamedTuple):
    """The framework matrix: the documents that are compared, with their positions."""

    corpus: Corpus
    documents: tuple[Document, ...]
    """Those that were chosen, in the corpus' order."""
    positions: Mapping[str, Mapping[str, Position]]
    """By document, then by proposition; of the themes that were chosen."""
    stances: Mapping[str, Mapping[str, float | None]]
    """The stance of each position, by document and proposition; None where it is mixed. Always of all themes."""

    @property
    def computed(self) -> tuple[Document, ...]:
        """The documents whose positions are computed from their claims, because none is charted."""
        return tuple(document for document in self.documents if document.positions is None)


class PropositionComparison(NamedTuple):
    """What the documents hold on one proposition."""

    theme: Theme
    proposition: Proposition
    cells: tuple[Cell, ...]
    """One for each document, in the matrix' order."""
    judgement: Judgement


class ThemeComparison(NamedTuple):
    """What the documents hold on the propositions of one theme."""

    theme: Theme
    places: tuple[Place, ...]
    """One for each document, in the matrix' order; empty if the theme has no scale."""
    propositions: tuple[PropositionComparison, ...]

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many propositions have each verdict that occurs, in the order of `Verdict`."""
        counts = Counter(row.judgement.verdict for row in self.propositions)
        return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}

    @property
    def tentative(self) -> int:
        """How many of the verdicts are tentative."""
        return sum(row.judgement.tentative for row in self.propositions)


class TopicComparison(NamedTuple):
    """What the documents say on one topic."""

    id: str
    title: str
    claims: tuple[tuple[Document, tuple[Claim, ...]], ...]
    """For each document its claims on the topic, possibly none."""


class _ByDocument(Mapping[str, V]):
    """Something of each of the documents, worked out when it is asked for."""

    def __init__(self, documents: Sequence[Document], make: Callable[[Document], V]) -> None:
        self._documents = {document.id: document for document in documents}
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, document: str) -> V:
        if document not in self._made:
            self._made[document] = self._make(self._documents[document])
        return self._made[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def matrix(corpus: Corpus, documents: Sequence[str] = (), themes: Collection[str] = ()) -> Matrix:
    """Return the matrix of the documents with these ids, or of all, with positions on these themes, or on all."""
    wanted = set(documents)
    chosen = tuple(d for d in corpus.documents if not wanted or d.id in wanted)
    codebook = corpus.codebook
    return Matrix(
        corpus=corpus,
        documents=chosen,
        positions=_ByDocument(chosen, lambda document: positions_of(document, codebook, themes)),
        stances=_ByDocument(chosen, lambda document: stances_of(document, codebook)),
    )


def compare_proposition(of: Matrix, proposition: str) -> PropositionComparison:
    """Compare the documents on one proposition."""
    return _compared(of, proposition, _held(of))


def _held(of: Matrix) -> list[Mapping[str, Position]]:
    """Return the positions of each document."""
    return [of.positions[document.id] for document in of.documents]


def _compared(of: Matrix, proposition: str, held: Sequence[Mapping[str, Position]]) -> PropositionComparison:
    theme = of.corpus.codebook.theme_of[proposition]
    cells = tuple(cell_of(d, each, proposition, theme.id) for d, each in zip(of.documents, held, strict=True))
    return PropositionComparison(
        theme=theme,
        proposition=of.corpus.codebook.propositions[proposition],
        cells=cells,
        judgement=judge(cells),
    )


def compare_theme(of: Matrix, theme: str) -> ThemeComparison:
    """Compare the documents on a theme: its scale, if it has one, and its propositions."""
    record = of.corpus.codebook.themes[theme]
    held = _held(of)
    coded = [(d.id, theme in d.coding.themes, each) for d, each in zip(of.documents, held, strict=True)]
    return ThemeComparison(
        theme=record,
        places=places(record, coded) if record.scale else (),
        propositions=tuple(_compared(of, p.id, held) for p in record.propositions),
    )


def compare_topic(of: Matrix, topic: str) -> TopicComparison:
    """Put side by side what the documents say on a topic."""
    return TopicComparison(
        id=topic,
        title=of.corpus.codebook.topics[topic],
        claims=tuple((d, tuple(c for c in d.claims if topic in c.topics)) for d in of.documents),
    )


def topics_of(of: Matrix) -> dict[str, tuple[str, int, int]]:
    """Return for each topic its title, how many claims are filed under it, and in how many documents."""
    claims = Counter(topic for d in of.documents for claim in d.claims for topic in claim.topics)
    documents = Counter(topic for d in of.documents for topic in {t for claim in d.claims for t in claim.topics})
    return {topic: (title, claims[topic], documents[topic]) for topic, title in of.corpus.codebook.topics.items()}


def overview(of: Matrix) -> tuple[ThemeComparison, ...]:
    """Compare the documents on every theme, in the codebook's order."""
    return tuple(compare_theme(of, theme) for theme in of.corpus.codebook.themes)
