"""`policylens cache`."""

from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def cache(context: typer.Context) -> None:
    """Say what is kept between runs, and where.

    \b
    policylens cache
    policylens cache clear

    Answers are kept, and PDFs that have been read, so that the next command need not read them again; and an index of
    each corpus, of which only files that have changed are read anew. To lose all this costs only time. --no-cache goes
    without. Copies that `policylens sources add` keeps are yours, and stay.
    """
    if context.invoked_subcommand is None:
        place = _folder()
        typer.echo(f"{_told(place, clear=False)} kept in {place}" if place else _NOWHERE)


@app.command()
def clear() -> None:
    """Take all that is kept away."""
    place = _folder()
    typer.echo(f"{_told(place, clear=True)} taken away" if place else _NOWHERE)


_NOWHERE = "Nothing is kept: there is no home folder."


def _folder() -> Path | None:
    from policylens.store.cache import folder

    return folder()


def _told(place: Path, *, clear: bool) -> str:
    """Say how much is kept, or was until it was cleared."""
    from policylens.render.wording import listed
    from policylens.store.cache import answers, corpora, texts
    from policylens.store.index.places import Indexes

    caches = (answers(place), corpora(place), Indexes(place), texts(place))
    kept = [(cache.clear if clear else cache.contents)() for cache in caches]
    size = sum(each.bytes for each in kept)
    of_answers, of_revisions, of_folders, of_texts = (each.entries for each in kept)
    numbers = {"answer": of_answers, "corpus": of_revisions + of_folders, "text": of_texts}
    parts = [_count(number, word) for word, number in numbers.items() if number]
    return f"{listed(parts)} ({size / 1024:,.0f} KB)" if parts else "Nothing"


def _count(number: int, word: str) -> str:
    many = "corpora" if word == "corpus" else f"{word}s"
    return f"{number:,} {word if number == 1 else many}"
