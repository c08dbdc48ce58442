"""A group of commands in which a document's name may stand in the place of a command: `policylens sources demos`."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches  # which Typer loads anyway
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from policylens.cli.corpus import open_corpus
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.model import Corpus

ABOUT = "about"
"""The command that is meant where a document's name stands in the place of a command."""


class DocumentOrCommand(TyperGroup):
    """A group in which `policylens sources DOCUMENT` is understood as its command `about`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a word that is no command for a document's name, and options before it as if they stood after it."""
        if args and args[0] not in self.commands and not self._is_mistyped(ctx, args):
            args = [ABOUT, *args]
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            rest = [*self._before(ctx), *rest]
        return name, command, rest

    def _before(self, ctx: Any) -> Iterator[str]:
        """Yield the options that were given before the command, which says itself if it does not have one."""
        options: list[Any] = self.get_params(ctx)
        for option in options:
            source = ctx.get_parameter_source(option.name)
            if source is not None and source.name == "COMMANDLINE":
                yield option.opts[0]
                if not option.is_flag:
                    yield str(ctx.params[option.name])

    def _is_mistyped(self, ctx: Any, args: list[str]) -> bool:
        """Whether a word that is no command was meant as one.

        It was if no document is called so, and either more words follow than after a document, or the name of a command
        is more like it than that of any document.
        """
        if ctx.resilient_parsing:  # the shell asks what could come next
            return False
        about: Any = self.commands[ABOUT]
        read = about.make_context(ABOUT, [*self._before(ctx), *args], parent=ctx, resilient_parsing=True)
        more = read.params["document"] is not None and bool(read.args)
        near = bool(get_close_matches(args[0], self.commands))
        if not (more or near):
            return False
        folder, no_cache = read.params["corpus"], read.params["no_cache"]
        try:
            corpus = open_corpus(Path(folder) if folder else None, cached=not no_cache).corpus
        except PolicylensError:  # the command would say so, if it could be called
            return more and near
        return not _is_document(corpus, args[0]) and (more or _is_like_one(args[0], self.commands, corpus))


def _is_document(corpus: "Corpus", word: str) -> bool:
    from policylens.analysis.names import Sort, resolve

    try:
        resolve(corpus, word, [Sort.DOCUMENT])
    except PolicylensError:
        return False
    return True


def _is_like_one(word: str, commands: Collection[str], corpus: "Corpus") -> bool:
    """Whether a word is more like the name of a command than like that of any document."""
    documents = {name for document in corpus.documents for name in (document.id, document.name.casefold())}
    return any(near in commands for near in get_close_matches(word, [*commands, *sorted(documents)], n=1))
