"""Claims that wait for a coder's judgement: `templates/stubs.yaml.j2`, filled in with the passages of a text."""

from typing import Final

from policylens.corpus.scalars import value
from policylens.kinds import Kind
from policylens.model import Codebook
from policylens.render.templated import filled
from policylens.render.wording import listed
from policylens.store.suggest import Place, Suggestions

_PARTS: Final = ("start", "end", "section", "page")


def stubs(found: Suggestions, codebook: Codebook, document: str) -> str:
    """Return the passages as the beginnings of claims, in the text's order, each once, with its propositions.

    `document` is what their ids begin with; the number after it is the passage's in the text, whatever is asked for.
    """
    there: dict[int, Place] = {}
    named: dict[int, list[str]] = {}
    for proposition, hits in found.found.items():
        for hit in hits:
            there[hit.place.offset] = hit.place
            named.setdefault(hit.place.offset, []).append(proposition)
    digits = len(str(found.passages))
    entries = [
        {
            "id": f"{document}-s{there[offset].number:0{digits}}",
            "propositions": [
                {"id": name, "text": _one_line(codebook.propositions[name].text)} for name in named[offset]
            ],
            "evidence": {part: value(words) for part in _PARTS if (words := getattr(there[offset].evidence, part))},
        }
        for offset in sorted(there)
    ]
    kinds = listed([str(kind) for kind in Kind], "or")
    return filled("stubs.yaml.j2", name=_one_line(found.name), stubs=entries, kinds=kinds)


def _one_line(words: str) -> str:
    """Return words as they may stand in a comment."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(words.split()))
