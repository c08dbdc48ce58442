"""A corpus as JSON, exactly: read back, it equals the one that was written, without parsing or checking any YAML.

A snapshot is only ever made of a corpus in which nothing was wrong, and stands under a key that is a digest of the
corpus' files and of the modules that make its records. The one of the bundled corpus is made when policylens
is installed (`hatch_build.py`); others are kept in the user's cache.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from typing import Any

from policylens.kinds import Kind
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Confidence,
    Corpus,
    Direction,
    Document,
    Evidence,
    Proposition,
    Scale,
    Theme,
    builder,
)
from policylens.store.cache import Cache
from policylens.store.fingerprint import digest, of_records


def to_plain(record: Any) -> Any:
    """Return a record as what JSON can hold; fields with nothing in them are left out."""
    if is_dataclass(record):
        there = {item.name: getattr(record, item.name) for item in fields(record)}
        return {name: to_plain(value) for name, value in there.items() if not _nothing(value)}
    if isinstance(record, Mapping):
        return {name: to_plain(value) for name, value in record.items()}
    if isinstance(record, tuple):
        return [to_plain(item) for item in record]
    return record


def _nothing(value: Any) -> bool:
    return value is False or value in ("", (), None)  # but not 0, which is a stance, or {}, which is not None


def write(corpus: Corpus) -> bytes:
    """Return the corpus as JSON."""
    return json.dumps(to_plain(corpus), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(body: bytes) -> Corpus:
    """Return the corpus of which `write` made this. Raises an error of any sort if it made it not."""
    return _corpus(json.loads(body))


def key(corpus: str, *, bundled: bool) -> str:
    """Return the key of the snapshot of a corpus whose files have the digest `corpus`."""
    return digest([corpus.encode(), of_records().encode(), b"bundled" if bundled else b""])


def find(key: str, kept: Sequence[Cache]) -> Corpus | None:
    """Return the corpus of that key from the first of these caches that has it, or None."""
    for cache in kept:
        body = cache.get(key)
        if body is not None:
            with suppress(Exception):  # nothing that `write` ever wrote
                return read(body)
    return None


_make_claim, _make_evidence, _make_charted = builder(Claim), builder(Evidence), builder(Charted)
_KINDS = {kind.value: kind for kind in Kind}
_CONFIDENCES = {confidence.value: confidence for confidence in Confidence}


def _corpus(values: Any) -> Corpus:
    documents = tuple(_document(document) for document in values.get("documents", ()))
    return Corpus(codebook=codebook(values["codebook"]), documents=documents)


def codebook(values: Any) -> Codebook:
    """Return the codebook of what `to_plain` made of it."""
    themes = {name: _theme(theme) for name, theme in values["themes"].items()}
    return Codebook(**{**values, "themes": themes})


def _theme(values: Any) -> Theme:
    propositions = tuple(_proposition(proposition) for proposition in values.get("propositions", ()))
    scale = Scale(**values["scale"]) if "scale" in values else None
    return Theme(**{**values, "propositions": propositions, "scale": scale})


def _proposition(values: Any) -> Proposition:
    _tuples(values, "cues")
    if "direction" in values:
        values["direction"] = Direction(values["direction"])
    return Proposition(**values)


def _document(values: Any) -> Document:
    _tuples(values, "authors")
    coding = values.get("coding", {})
    _tuples(coding, "themes")
    values["coding"] = Coding(**coding)
    if "positions" in values:
        values["positions"] = {name: charted(position) for name, position in values["positions"].items()}
    values["claims"] = tuple(map(claim, values.get("claims", ())))
    return Document(**values)


def charted(values: Any) -> Charted:
    """Return a charted position of what `to_plain` made of it."""
    _tuples(values, "claims")
    values["confidence"] = _CONFIDENCES[values["confidence"]]
    return _make_charted(values)


def claim(values: Any) -> Claim:
    """Return a claim of what `to_plain` made of it."""
    values["kind"] = _KINDS[values["kind"]]
    _tuples(values, "actors", "sectors", "topics", "refers_to")
    if "evidence" in values:
        values["evidence"] = tuple(map(_make_evidence, values["evidence"]))
    return _make_claim(values)


def _tuples(values: Any, *names: str) -> None:
    for name in names:
        if name in values:
            values[name] = tuple(values[name])
