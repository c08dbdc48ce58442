"""One browser for all tests, and the pages that it opens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from render.html_pages import written

from .chromium import Browser, chromium

Pages = Callable[[str], Path]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return where a page of `render.html_pages.PAGES` stands, once it is asked for."""
    folder = tmp_path_factory.mktemp("pages")

    def page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(written(name), encoding="utf-8")
        return path

    return page
