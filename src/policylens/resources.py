"""Where the files that policylens ships are: inside the package in a wheel, at the top level in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    """Return the folder `name` of the shipped files.

    A wheel carries them inside the package (see pyproject.toml). An editable install and a checkout on the path have
    the package in `src/`, two levels below the folders themselves.
    """
    shipped = _PACKAGE / "shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / name


def data() -> Path:
    """Return the folder of the bundled corpus."""
    return _find("data")


def templates() -> Path:
    """Return the folder of the templates."""
    return _find("templates")


def package() -> Path:
    """Return the folder of the program itself."""
    return _PACKAGE


def prepared() -> Path:
    """Return the folder of what was made ready when policylens was installed; it need not be there."""
    return _PACKAGE / "prepared"
