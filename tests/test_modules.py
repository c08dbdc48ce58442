"""Modules keep to themselves what they call private: nothing outside a module uses its names that begin with `_`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

MODULES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").glob("*.py"), *(ROOT / "bench").glob("*.py")])


def private_names_of_others(code: str) -> Iterator[str]:
    """Yield each private name that is imported from another module, or asked of an imported one."""
    nodes = list(ast.walk(ast.parse(code)))
    imported = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {name.asname or name.name.partition(".")[0] for node in imported for name in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names if _is_private(name.name))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield from [f"{node.value.id}.{node.attr}"] if _is_private(node.attr) else []


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_uses_the_private_names_of_another(module: Path) -> None:
    names = set(private_names_of_others(module.read_text(encoding="utf-8")))
    assert names <= {"os._exit"}, "give what is needed a public name, and a home of its own if it has none"


def test_private_names_are_seen_however_they_are_used() -> None:
    code = "import a.b as c\nfrom d import _e, f\nfrom g import __version__\nc._h()\nf._i\nj._k"
    assert set(private_names_of_others(code)) == {"d._e", "c._h", "f._i"}
