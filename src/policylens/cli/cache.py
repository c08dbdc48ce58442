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

    Answers are kept, and corpora and PDFs that have been read, so that the next command need not read them again. All
    is kept by the content of the data, so that it is never out of date; to lose it costs only time. --no-cache goes
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

    caches = {"answer": answers(place), "corpus": corpora(place), "text": texts(place)}
    kept = {word: (cache.clear if clear else cache.contents)() for word, cache in caches.items()}
    size = sum(each.bytes for each in kept.values())
    parts = [_count(each.entries, word) for word, each in kept.items() if each.entries]
    return f"{listed(parts)} ({size / 1024:,.0f} KB)" if parts else "Nothing"


def _count(number: int, word: str) -> str:
    many = "corpora" if word == "corpus" else f"{word}s"
    return f"{number:,} {word if number == 1 else many}"
