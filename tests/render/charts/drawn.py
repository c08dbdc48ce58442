"""Specifications of every picture, and what stands in them."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from policylens.analysis.comparison import Matrix, compare_proposition, compare_theme, matrix, overview
from policylens.analysis.crossref import cross_reference
from policylens.analysis.groups import grouped
from policylens.corpus.loader import load
from policylens.model import Corpus
from policylens.render.charts.comparison import matrix_picture, named_picture, overview_picture
from policylens.render.charts.crossref import against_picture, pair_picture, pairs_picture
from policylens.render.charts.groups import groups_picture
from policylens.render.charts.parts import Spec

SMALL = Path(__file__).parents[2] / "corpora" / "small"

NAME = "a corpus"


@cache
def small() -> Corpus:
    corpus = load(SMALL).corpus
    assert corpus is not None
    return corpus


def _theme(of: Matrix) -> Spec:
    return named_picture(of, [compare_theme(of, next(iter(of.corpus.codebook.themes)))], NAME)


def _proposition(of: Matrix) -> Spec:
    return named_picture(of, [compare_proposition(of, next(iter(of.corpus.codebook.propositions)))], NAME)


def _several(of: Matrix) -> Spec:
    themes = overview(of)
    return named_picture(of, [*themes, themes[0].propositions[0]], NAME)


def _against(of: Matrix) -> Spec:
    return against_picture(of, of.documents[0], NAME)


def _groups(of: Matrix) -> Spec:
    rows = [row for theme in overview(of) for row in theme.propositions]
    return groups_picture(of, grouped(of, "kind", rows), NAME)


PICTURES: dict[str, Callable[[Matrix], Spec]] = {
    "overview": lambda of: overview_picture(of, overview(of), NAME),
    "matrix": lambda of: matrix_picture(of, overview(of), NAME),
    "theme": _theme,
    "proposition": _proposition,
    "several": _several,
    "groups": _groups,
    "pairs": lambda of: pairs_picture(of, NAME),
    "against": _against,
    "pair": lambda of: pair_picture(of, cross_reference(of, of.documents[0], of.documents[1]), NAME),
}
"""Every picture that the program draws, made from a matrix of at least two documents."""


def picture_of(name: str, corpus: Corpus) -> Spec:
    return PICTURES[name](matrix(corpus))


def panels(spec: Spec) -> list[Spec]:
    """Return the panels of a picture, of rows those in them."""
    return [each for part in spec["vconcat"] for each in part.get("hconcat", [part])]


def layers(spec: Spec, mark: str) -> list[Spec]:
    """Return the layers of one sort of mark, of a picture or a panel."""
    parts = panels(spec) if "vconcat" in spec else [spec]
    return [layer for part in parts for layer in part["layer"] if layer["mark"]["type"] == mark]


def values(spec: Spec, mark: str) -> list[dict[str, Any]]:
    """Return what all marks of one sort are drawn for."""
    return [value for layer in layers(spec, mark) for value in layer["data"]["values"]]


def texts(spec: Spec) -> list[str]:
    """Return every text that a picture or a panel shows, on one line each."""
    return [
        " ".join(value[layer["encoding"]["text"]["field"]].split())
        for layer in layers(spec, "text")
        for value in layer["data"]["values"]
    ]


def inside(part: Any) -> Iterator[tuple[str, Any]]:
    """Yield every key with what stands under it, however deep."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield key, value
            yield from inside(value)
    elif isinstance(part, list):
        for each in part:
            yield from inside(each)
