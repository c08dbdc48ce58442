"""What records and their fields mean: the docstrings in `model` and `schema`, where alone it stands."""

import ast
import inspect
import re
import textwrap
from enum import Enum
from functools import cache

from policylens import model
from policylens.corpus import schema


def told(shape: schema.Shape) -> str:
    """Return what there is to say of a shape: what its docstring does, or that of the record or enumeration."""
    if isinstance(shape, schema.Choice):
        return _docstrings(shape.values)[""]
    if isinstance(shape, schema.Record):
        return _docstrings(shape.made)[""]
    return " ".join((inspect.getdoc(type(shape)) or "").split()).replace("`", "")


def fields_told(shape: schema.Record) -> dict[str, str]:
    """Return what each field of a record means; of one that the record does not keep, what its shape says."""
    own = _docstrings(shape.made)
    return {name: own.get(name) or told(field.shape) for name, field in shape.fields.items()}


def id_told(shape: schema.Record) -> str:
    """Return what the id of a record means, which may be a field of it or the key above it."""
    return _docstrings(shape.made)["id"]


@cache
def _docstrings(of: type) -> dict[str, str]:
    """Return the docstrings of a class: its own under "", those of fields by their names."""
    (defined,) = ast.parse(textwrap.dedent(inspect.getsource(of))).body
    assert isinstance(defined, ast.ClassDef)  # noqa: S101 - the source of a class defines it
    found = {"": _filled_in(ast.get_docstring(defined) or "")}
    for field, after in zip(defined.body, defined.body[1:], strict=False):
        match field, after:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = _filled_in(words)
    return found


def _filled_in(words: str) -> str:
    """Return the words on one line, without backticks, and with the numbers that constants of `model` stand for."""

    def value(found: re.Match[str]) -> str:
        named = getattr(model, found[1], None)
        return str(named) if isinstance(named, int) and not isinstance(named, Enum) else found[1]

    return re.sub(r"`([^`]+)`", value, " ".join(words.split()))
