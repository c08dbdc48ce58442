"""Answering a question about a corpus: from the cache where the same was asked before, else by reading the corpus."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policylens.cli.corpus import check_command, folder_of, is_bundled, open_corpus
from policylens.cli.output import (
    Answer,
    Result,
    Target,
    drawn,
    emit,
    form_of,
    formed,
    put,
    refuse_overwriting,
    say_warnings,
)
from policylens.corpus.folder import files

if TYPE_CHECKING:
    from policylens.model import Corpus
    from policylens.store.cache import Cache


class Asked(NamedTuple):
    """A question: the command and what it was given, apart from where the answer goes."""

    command: str
    given: Mapping[str, Any]
    """The arguments and options that the answer depends on; anything that JSON can hold."""
    corpus: Path | None
    """The folder of the corpus; None for the bundled one."""
    cached: bool
    """Whether the answer may come from the cache and be kept there."""


def answer(asked: Asked, target: Target, make: "Callable[[Corpus], Result]") -> None:
    """Write the answer that `make` gives of the corpus, or the same from the cache, to the target.

    Raises PolicylensError as `open_corpus`, `make` and `emit` do.
    """
    root = folder_of(asked.corpus)
    refuse_overwriting(target, files(root))
    form = form_of(target)
    cache = _cache() if asked.cached else None
    question = json.dumps([asked.command, dict(asked.given), form, is_bundled(asked.corpus)]).encode()
    key = _key(root, question) if cache else ""
    found = _read(cache.get(key), target) if cache else None
    if found is not None:
        data, warnings = found
        put(data, target)
    else:
        opened = open_corpus(asked.corpus, cached=asked.cached)
        made, warnings = formed(make(opened.corpus), form), opened.warnings
        emit(made, target)
        if cache and _key(root, question) == key:  # else a file changed meanwhile, and the answer is to who knows what
            cache.put(key, _written(made, warnings))
    say_warnings(warnings, check_command(asked.corpus))


def _cache() -> "Cache | None":
    from policylens.store.cache import answers, folder

    place = folder()
    return answers(place) if place else None


def _key(root: Path, question: bytes) -> str:
    from policylens.store.fingerprint import digest, of_corpus, of_program

    return digest([of_corpus(root).encode(), of_program().encode(), question])


def _written(made: Answer, warnings: int) -> bytes:
    from policylens.render.kept import to_lists

    shown, text, pictured = made
    page = to_lists(shown) if shown is not None else None
    entry = {"page": page, "text": text, "pictured": pictured, "warnings": warnings}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read(body: bytes | None, target: Target) -> tuple[bytes, int] | None:
    """Return what the cache gave, drawn for the target, and how many warnings there are in the data.

    None if it gave nothing, or what is not what it should be; and where drawing says why there is nothing to draw,
    so that making the answer anew says it too.
    """
    if body is None:
        return None
    try:
        found = json.loads(body.decode("utf-8", "surrogatepass"))
        if form_of(target) != "page":
            return found["text"].encode(), int(found["warnings"])
        from policylens.render.kept import from_lists

        return drawn(Answer(from_lists(found["page"]), None, found["pictured"]), target), int(found["warnings"])
    except Exception:  # of any sort: all that it can cost is time
        return None
