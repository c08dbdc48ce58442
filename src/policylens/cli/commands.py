"""The commands by name, each imported only when it is called or told of."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

PLACES: Final = {
    "list": "listing:list_",
    "show": "show:show",
    "compare": "compare:compare",
    "crossref": "crossref:crossref",
    "search": "search:search",
    "trace": "trace:trace",
    "sources": "sources:app",
    "brief": "brief:brief",
    "export": "export:export",
    "import": "importing:app",
    "init": "init:init",
    "new": "new:new",
    "suggest": "suggest:suggest",
    "schema": "schema:schema",
    "check": "check:app",
    "reliability": "reliability:reliability",
    "diff": "diff:diff",
    "cache": "cache:app",
}
"""Where each command is: a module of this package and a function, or a Typer app with commands of its own."""


class Commands(Mapping[str, Any]):
    """Typer's commands by name, made from their functions when they are asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name, PLACES[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


class Group(TyperGroup):
    """The program: a group whose commands are `Commands`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Commands()  # type: ignore[assignment]


def _made(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(f"policylens.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(found)
        found = alone
    command = typer.main.get_command(found)
    command.name = name
    return command
