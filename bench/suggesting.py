"""How many of the passages that coders marked `policylens suggest` shows, and what it takes.

    POLICYLENS_SOURCES=folder python bench/suggesting.py

The folder holds the texts of the five documents, as ID.txt. A passage is marked for a proposition if it is evidence of
a claim on which the document's position rests, or of one with a stance on it; it is shown if one of the 20 passages
suggested shares ten of its words, or half of them. Two figures: of the propositions that a document addresses, those
with at least one marked passage shown; and the share of all marked passages that are shown.

The cues of the bundled codebook were written by people who knew the five texts. So they are measured in three ways:
without any, as they are, and, for each document, only those that the coding of the other four bears out: those whose
words all stand in a passage that is marked for the proposition in one of them.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from processes import report, seconds

from policylens import resources
from policylens.corpus.loader import load
from policylens.evidence.extract import extract
from policylens.evidence.report import check
from policylens.evidence.resolve import Copy
from policylens.evidence.words import Words
from policylens.model import Document, Proposition
from policylens.store.suggest import suggest

TOP = 20
SHARED = 10
PAIRS = 11
WORDS = 25_000

Span = tuple[int, int]
"""The first word of a passage, and one after its last."""


class Text(NamedTuple):
    """A document's text and what coders marked in it."""

    copy: Copy
    marked: dict[str, list[Span]]
    """For each proposition that the document addresses the passages behind it."""


def main() -> None:
    folder = os.environ.get("POLICYLENS_SOURCES")
    if not folder:
        print("suggesting: POLICYLENS_SOURCES does not name a folder with the documents' texts: nothing is measured")
        return
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    texts = {document.id: _text(document, Path(folder)) for document in corpus.documents}
    known = corpus.codebook.propositions
    none = {name: replace(proposition, cues=()) for name, proposition in known.items()}
    print(f"{TOP} passages a proposition; documents x propositions with one marked shown, share of marked ones shown")
    _report("the proposition's words alone", texts, dict.fromkeys(texts, none))
    _report("with the codebook's cues", texts, dict.fromkeys(texts, known))
    borne_out = {name: _borne_out(known, [text for other, text in texts.items() if other != name]) for name in texts}
    _report("with the cues that the other documents bear out", texts, borne_out)
    _times(texts)


def _text(document: Document, folder: Path) -> Text:
    checked = check(document, extract(folder / f"{document.id}.txt"))
    assert checked.copy is not None
    words = checked.copy.layout.words
    passages: dict[str, list[Span]] = {}
    for claim, resolved in checked.resolved:
        if len(resolved.found) == 1:
            found = resolved.found[0]
            passages.setdefault(claim, []).append((words.word_from(found.start), words.word_from(found.end - 1) + 1))
    marked = {}
    for proposition, position in (document.positions or {}).items():
        claims = {*position.claims, *document.stances.get(proposition, {})}
        marked[proposition] = sorted({span for claim in claims for span in passages.get(claim, [])})
    return Text(checked.copy, {proposition: spans for proposition, spans in marked.items() if spans})


def _borne_out(known: dict[str, Proposition], others: Iterable[Text]) -> dict[str, Proposition]:
    found = {}
    for name, proposition in known.items():
        marked = [
            set(text.copy.layout.words.words[first:last])
            for text in others
            for first, last in text.marked.get(name, [])
        ]
        cues = [cue for cue in proposition.cues if any(_has_all(words, cue) for words in marked)]
        found[name] = replace(proposition, cues=tuple(cues))
    return found


def _has_all(words: set[str], cue: str) -> bool:
    return all(any(word.startswith(part.lower()[:5]) for word in words) for part in cue.replace("-", " ").split())


def _report(what: str, texts: dict[str, Text], propositions: dict[str, dict[str, Proposition]]) -> None:
    addressed = hit = marked = shown = 0
    for name, text in texts.items():
        found = suggest(text.copy.source, (propositions[name][each] for each in text.marked), TOP).found
        words = text.copy.layout.words
        for proposition, spans in text.marked.items():
            there = [
                (words.word_from(each.place.offset), words.word_from(each.place.end - 1) + 1)
                for each in found[proposition]
            ]
            seen = sum(any(_share(span, place) for place in there) for span in spans)
            addressed, hit, marked, shown = addressed + 1, hit + bool(seen), marked + len(spans), shown + seen
    print(f"  {hit / addressed:.3f} of {addressed}   {shown / marked:.3f} of {marked:,}   {what}")


def _share(marked: Span, shown: Span) -> bool:
    both = min(marked[1], shown[1]) - max(marked[0], shown[0])
    return both >= min(SHARED, (marked[1] - marked[0]) / 2)


def _times(texts: dict[str, Text]) -> None:
    """Time `suggest` on a text of 25,000 words as a whole process, against `compare markets`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "long.txt"
        file.write_text(_cut("\n\n".join(text.copy.source.text for text in texts.values())), encoding="utf-8")
        program = [sys.executable, "-m", "policylens"]
        ours, other = [*program, "suggest", str(file)], [*program, "compare", "markets"]
        times = [(seconds(ours, folder), seconds(other, folder)) for _ in range(PAIRS + 1)][1:]  # the first warms up
        report(f"suggest, {WORDS:,} words / compare markets", times, 12)


def _cut(text: str) -> str:
    return text[: Words(text).ends[WORDS - 1]]


if __name__ == "__main__":
    main()
