"""Where the shipped files are found, in each way that the package can lie on a disk."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from policylens import resources

ROOT = Path(__file__).parents[1]


def resources_in(package: Path) -> ModuleType:
    """Put the locator into a package folder of its own and import it from there."""
    package.mkdir(parents=True, exist_ok=True)
    copy = shutil.copy(Path(resources.__file__), package / "resources.py")
    spec = importlib.util.spec_from_file_location("resources_elsewhere", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folders(*paths: Path) -> None:
    for path in paths:
        path.mkdir(parents=True)


def test_a_checkout_has_them_at_its_top_level(tmp_path: Path) -> None:
    folders(tmp_path / "data", tmp_path / "templates")
    there = resources_in(tmp_path / "src" / "policylens")
    assert (there.data(), there.templates()) == (tmp_path / "data", tmp_path / "templates")


def test_a_wheel_has_them_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "policylens"
    folders(package / "shipped" / "data", package / "shipped" / "templates")
    there = resources_in(package)
    assert (there.data(), there.templates()) == (package / "shipped" / "data", package / "shipped" / "templates")


def test_an_installed_package_never_takes_a_folder_of_somebody_else(tmp_path: Path) -> None:
    """Two levels above a package in site-packages there may be anything, a folder called data too."""
    package = tmp_path / "lib" / "python" / "policylens"
    folders(
        package / "shipped" / "data", package / "shipped" / "templates", tmp_path / "data", tmp_path / "lib" / "data"
    )
    assert resources_in(package).data() == package / "shipped" / "data"


def test_a_package_that_is_linked_into_place_is_found_where_it_really_is(tmp_path: Path) -> None:
    folders(tmp_path / "checkout" / "data")
    package = tmp_path / "checkout" / "src" / "policylens"
    resources_in(package)
    link = tmp_path / "elsewhere" / "policylens"
    link.parent.mkdir()
    link.symlink_to(package)
    assert resources_in(link.resolve()).data() == tmp_path / "checkout" / "data"


@pytest.mark.parametrize(
    "path",
    [
        resources.data() / "codebook.yaml",
        resources.data() / "frameworks" / "fabian.yaml",
        resources.templates() / "page.md.j2",
    ],
)
def test_what_the_program_needs_is_there(path: Path) -> None:
    assert path.is_file()
