"""Corpora of any size, the same ones each time.

    python bench/generate.py DIR [--documents N] [--claims N] [--seed N]

A corpus has the bundled codebook, and documents of as many claims as are asked for, each of about 600 bytes of YAML.
The documents are parties' programmes of some countries and years, which attributes tell. Parties have leanings, so that
positions cluster as they do in the world; words are made of syllables and occur as often as Zipf's law would have it
(Zipf, G. K. (1949), Human behavior and the principle of least effort), so that an index of them is of a real size.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from policylens import resources
from policylens.corpus.loader import load
from policylens.kinds import Kind
from policylens.model import Codebook

SEED = 20_261_122
WORDS = 20_000
"""How many different words there are."""

COUNTRIES = ("Avaria", "Borland", "Cestria", "Dunmark", "Estwick", "Farland", "Gallen", "Hollmark")
FAMILIES = ("liberal", "conservative", "social democratic", "green", "agrarian", "left")
YEARS = range(1990, 2026)
COMMON = ("the", "of", "and", "to", "in", "a", "for", "that", "is", "be", "their", "with", "by", "on", "services")
CONSONANTS, VOWELS, ENDS = (
    "b c d f g l m n p r s t v br st tr".split(),
    "a e i o u ea ou".split(),
    "n r s t l nd".split(),
)


class Words:
    """A language of made-up words, from which sentences are drawn."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        made = dict.fromkeys(COMMON)
        while len(made) < WORDS:
            made["".join(self._syllables()) + chance.choice(ENDS)] = None
        self._words = tuple(made)
        self._weights = tuple(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def _syllables(self) -> Iterator[str]:
        for _ in range(self._chance.choice((1, 2, 2, 3))):
            yield self._chance.choice(CONSONANTS) + self._chance.choice(VOWELS)

    def some(self, number: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=number)

    def sentence(self, number: int) -> str:
        return " ".join(self.some(number)).capitalize() + "."


class Claim(NamedTuple):
    """A claim, as it is written."""

    id: str
    on: tuple[str, ...]
    """The propositions on which it takes a side."""
    lines: list[str]


class Writer:
    """Writes documents."""

    def __init__(self, codebook: Codebook, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = Words(self._chance)
        self._codebook = codebook
        self._propositions = tuple(codebook.propositions)
        self._leanings = {
            family: {each: self._chance.gauss(0, 1.2) for each in self._propositions} for family in FAMILIES
        }

    def document(self, number: int, claims: int) -> str:
        """Return a document as YAML; every second one has charted positions, the others' are to be computed."""
        chance, name = self._chance, f"programme-{number:05}"
        family, country, year = chance.choice(FAMILIES), chance.choice(COUNTRIES), chance.choice(YEARS)
        spoken = chance.sample(self._propositions, k=round(len(self._propositions) * 0.8))
        stances = {each: self._stance(family, each) for each in spoken}
        contrary = 0 if number % 2 else 0.03  # claims against one's own position, where nobody has charted it
        coded = [self._claim(f"{name}-c{index:03}", stances, contrary) for index in range(claims)]
        lines = [
            "format: 1",
            f"id: {name}",
            f"short_name: {country} {family} {year} {number}",
            f"title: {self._words.sentence(6)[:-1]}",
            f"publisher: The {family} party of {country}",
            f'date: "{year}"',
            "kind: election programme",
            f"attributes: {{country: {country}, family: {family}, decade: {year // 10 * 10}s}}",
            f"summary: {self._words.sentence(60)}",
            "coding:",
            "  coder: bench/generate.py",
            f"  themes: [{', '.join(self._codebook.themes)}]",
            *(self._positions(stances, coded) if number % 2 else ()),
            "claims:",
            *(line for claim in coded for line in claim.lines),
        ]
        return "\n".join(lines) + "\n"

    def _stance(self, family: str, proposition: str) -> int:
        found = max(-2, min(2, round(self._chance.gauss(self._leanings[family][proposition], 0.7))))
        return found or self._chance.choice((-1, 1))

    def _claim(self, name: str, stances: dict[str, int], contrary: float) -> Claim:
        chance, words = self._chance, self._words
        on = chance.sample(tuple(stances), k=chance.choice((0, 1, 1, 1, 2)))
        taken = {each: stances[each] * (-1 if chance.random() < contrary else 1) for each in on}
        lines = [
            f"  - id: {name}",
            f"    kind: {chance.choice(tuple(Kind)).value}",
            f"    statement: {words.sentence(34)}",
            *([f"    mechanism: {words.sentence(18)}"] if chance.random() < 0.6 else ()),
            *([f"    actors: [{', '.join(words.some(2))}]"] if chance.random() < 0.5 else ()),
            f"    sectors: [{chance.choice(tuple(self._codebook.sectors))}]",
            f"    topics: [{chance.choice(tuple(self._codebook.topics))}]",
            *(
                [f"    stances: {{{', '.join(f'{each}: {stance}' for each, stance in taken.items())}}}"]
                if taken
                else ()
            ),
            f"    evidence: [{{section: {words.sentence(3)[:-1]}, page: {chance.randint(1, 90)}, "
            f"start: {' '.join(words.some(5))}, end: {' '.join(words.some(5))}}}]",
        ]
        return Claim(name, tuple(taken), lines)

    def _positions(self, stances: dict[str, int], coded: Sequence[Claim]) -> Iterator[str]:
        resting: dict[str, list[str]] = {}
        for claim in coded:
            for each in claim.on:
                resting.setdefault(each, []).append(claim.id)
        yield "positions:"
        for proposition in sorted(resting, key=self._propositions.index):
            yield f"  {proposition}:"
            yield f"    stance: {stances[proposition]}"
            yield f"    confidence: {self._chance.choices(('high', 'medium', 'low'), (6, 3, 1))[0]}"
            yield f"    because: {self._words.sentence(22)}"
            yield f"    claims: [{', '.join(resting[proposition])}]"


def generate(folder: Path, documents: int, claims: int = 100, seed: int = SEED) -> None:
    """Write a corpus into a new folder."""
    (folder / "frameworks").mkdir(parents=True)
    copyfile(resources.data() / "codebook.yaml", folder / "codebook.yaml")
    codebook = load(resources.data()).corpus.codebook  # type: ignore[union-attr]
    writer = Writer(codebook, seed)
    for number in range(documents):
        text = writer.document(number, claims)
        (folder / "frameworks" / f"programme-{number:05}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--claims", type=int, default=100, help="of each document")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    generate(given.folder, given.documents, given.claims, given.seed)


if __name__ == "__main__":
    main()
