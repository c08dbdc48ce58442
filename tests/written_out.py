"""Records as the plain values in which YAML has them."""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

from policylens.model import Codebook, Document


def plain(value: Any) -> Any:
    """Turn a record into what yaml.safe_dump takes: defaults left out, ids of mapped records made keys."""
    if dataclasses.is_dataclass(value):
        fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: plain(each) for field, each in fields if each != default(field)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def plain_codebook(codebook: Codebook) -> dict[str, Any]:
    written = {"format": 1, **plain(codebook)}
    for theme in written["themes"].values():
        del theme["id"]
        theme["propositions"] = {each.pop("id"): each for each in theme["propositions"]}
    return written


def plain_document(document: Document) -> dict[str, Any]:
    return {"format": 1, **plain(document)}
