"""What very many documents amount to, worked out without holding what each of them says.

The documents are gone through one by one, and each is let go; what stays is counts, and a stance a position.
"""

from policylens.analysis.comparison import Matrix
from policylens.analysis.positions import cell_of, positions_of
from policylens.analysis.scales import Place, places_of_stances
from policylens.analysis.verdicts import Judgement, Tally


def judgements(of: Matrix) -> dict[str, Judgement]:
    """Return the verdict on each proposition, in the codebook's order: as of comparing the documents on each."""
    theme_of = of.corpus.codebook.theme_of
    tallies = {name: Tally() for name in theme_of}
    for document in of.documents:
        positions = positions_of(document, of.corpus.codebook)
        for name, tally in tallies.items():
            tally.add(cell_of(document, positions, name, theme_of[name].id))
        document.let_go()
    return {name: tally.judgement() for name, tally in tallies.items()}


def all_places(of: Matrix) -> dict[str, tuple[Place, ...]]:
    """Return the documents' places on each scale, by theme; themes without one have none."""
    coded = []
    for document in of.documents:
        coded.append((document.id, document.coding.themes, of.stances[document.id]))
        document.let_go()
    return {
        theme.id: places_of_stances(theme, [(name, theme.id in themes, stances) for name, themes, stances in coded])
        for theme in of.corpus.codebook.themes.values()
        if theme.scale
    }
