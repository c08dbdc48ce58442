"""Answering a question about a corpus: from the cache where the same was asked before, else by reading the corpus."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policylens.cli.corpus import check_command, folder_of, is_bundled, make_index, open_corpus
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

    def of_corpus() -> tuple[Result, int]:
        opened = open_corpus(asked.corpus, cached=asked.cached)
        return make(opened.corpus), opened.warnings

    say_warnings(answer_with(asked, target, of_corpus, indexed=True), check_command(asked.corpus))


def answer_with(asked: Asked, target: Target, make: Callable[[], tuple[Result, int]], *, indexed: bool = False) -> int:
    """Write the answer that `make` gives, or the same from the cache; return the number that belongs to it.

    `indexed` says that `make` reads the index of the corpus: if it has none yet, it gets one first, which spares
    reading all files once more for a digest of them. Nothing but the question, the corpus' files and the program may
    decide what `make` gives: an answer and a number.
    """
    root = folder_of(asked.corpus)
    refuse_overwriting(target, () if target.is_stdout else files(root))
    if indexed and asked.cached and not is_bundled(asked.corpus) and not _has_index(root):
        make_index(root)
    form = form_of(target)
    cache = _cache() if asked.cached else None
    bundled = is_bundled(asked.corpus)
    name = _name(root, bundled=bundled) if form == "picture" else ""
    question = json.dumps([asked.command, dict(asked.given), form, bundled, name, _program(asked.cached)]).encode()
    key = _key(root, question) if cache else ""
    found = _read(cache.get(key), target) if cache else None
    if found is not None:
        data, number = found
        put(data, target)
        return number
    result, number = make()
    made = formed(result, form, name)
    emit(made, target)
    if cache and _key(root, question) == key:  # else a file changed meanwhile, and the answer is to who knows what
        cache.put(key, _written(made, number))
    return number


def _name(root: Path, *, bundled: bool) -> str:
    """Return what a picture calls the corpus: by its folder, without the folders around it."""
    return "the bundled corpus" if bundled else f"corpus {Path(os.path.normpath(root.absolute())).name}"


def _cache() -> "Cache | None":
    from policylens.store.cache import answers, folder

    place = folder()
    return answers(place) if place else None


def _key(root: Path, question: bytes) -> str:
    from policylens.store.fingerprint import digest

    return digest([_of_corpus(root).encode(), question])


def _of_corpus(root: Path) -> str:
    """Return what changes with the content of a corpus' files: from its index if it has one, which reads only few."""
    from policylens.store.fingerprint import of_corpus

    return ("" if is_bundled(root) else _of_index(root)) or of_corpus(root)


def _program(cached: bool) -> str:
    """Return what changes with the program, where an answer may be kept."""
    from policylens.store.fingerprint import of_program

    return of_program() if cached else ""


def _has_index(root: Path) -> bool:
    from policylens.store.cache import folder
    from policylens.store.index.places import place_of

    place = folder()
    try:
        return place is not None and place_of(place, root).exists()
    except OSError:
        return False


def _of_index(root: Path) -> str:
    """Return the same from the index of a corpus; "" if it has none."""
    from policylens.store.cache import folder
    from policylens.store.index.changes import current_digest
    from policylens.store.index.places import place_of

    place = folder()
    return (current_digest(place_of(place, root), root) if place else None) or ""


def _written(made: Answer, number: int) -> bytes:
    from policylens.render.kept import to_lists

    page = to_lists(made.page) if made.page is not None else None
    entry = {"page": page, "text": made.text, "picture": made.picture, "number": number}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read(body: bytes | None, target: Target) -> tuple[bytes, int] | None:
    """Return what the cache gave, drawn for the target, and the number that belongs to it.

    None if it gave nothing, or what is not what it should be; and where drawing says why there is nothing to draw,
    so that making the answer anew says it too.
    """
    if body is None:
        return None
    try:
        found = json.loads(body.decode("utf-8", "surrogatepass"))
        return drawn(_kept(found, form_of(target)), target), int(found["number"])
    except Exception:  # of any sort: all that it can cost is time
        return None


def _kept(found: Mapping[str, Any], form: str) -> Answer:
    """Return the answer that was kept in a form. Raises an error of any sort if it was not."""
    if form == "picture":
        return Answer(picture=dict(found["picture"]))
    if form != "page":
        return Answer(text="" + found["text"])
    from policylens.render.kept import from_lists

    return Answer(page=from_lists(found["page"]))
