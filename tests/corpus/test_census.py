"""What a check of a corpus comes to: the same as loading it would, however many documents there are."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.support import generated
from hypothesis import given, settings
from hypothesis import strategies as st
from store.index.support import files_read, heard
from written import CORPORA, HEAD, claim, document, position, write

from policylens.corpus.census import Census, Size, census, census_of
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.model import Claim
from policylens.watch import ENOUGH, READING, T, Watch

MANY = ENOUGH + 12

needs_cores = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) < 2,
    reason="this machine has one core",
)


def loaded(root: Path) -> Census:
    return census_of(load(root))


# ---- anything may be wrong


def edited(old: str, new: str, count: int = -1) -> Callable[[Path], object]:
    """Put a text in another's place, with `{own}` for the document's number."""

    def change(path: Path) -> None:
        own = path.stem[-3:]
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            path.write_text(text.replace(old.format(own=own), new, count), encoding="utf-8")

    return change


def put(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Put something else in the file's place."""

    def change(path: Path) -> None:
        path.rmdir() if path.is_dir() else path.unlink()
        make(path)

    return change


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a syntax error": edited('"claims": [', '"claims": [[', 1),
    "a wrong name": edited('"proposition-2"', '"proposition-two"'),
    "a wrong kind": edited('"kind": "principle"', '"kind": "prinziple"', 2),
    "a stance that is no number": edited('"stance": "', '"stance": "x', 1),
    "claims without evidence": edited('"page"', '"pages"'),
    "the ids of another's claims": edited('"b{own}-', '"b002-'),
    "a claim twice": edited('"b{own}-proposition-3"', '"b{own}-proposition-4"'),
    "the name of another": edited('"Borough {own}"', '"BOROUGH 002"'),
    "no short name": edited('"short_name": "Borough {own}",', ""),
    "the id of another": edited('"id": "borough-{own}"', '"id": "borough-002"'),
    "another name": lambda path: path.rename(path.with_suffix(".yml")) if path.suffix == ".yaml" else None,
    "not UTF-8": put(lambda path: path.write_bytes(b"\xff")),
    "empty": put(lambda path: path.write_bytes(b"")),
    "missing when read": put(lambda path: path.symlink_to("gone")),
    "a folder": put(Path.mkdir),
    "gone": lambda path: None if path.is_dir() else path.unlink(),
}
"""What may be wrong with a document's file, and how it comes to be so."""


@contextmanager
def damaged(documents: int, damages: Iterable[tuple[int, str]]) -> Iterator[Path]:
    """Give a corpus of so many documents, some of which have something wrong with them."""
    with tempfile.TemporaryDirectory() as folder:
        root = generated(Path(folder) / "corpus", documents, propositions=4)
        files = sorted((root / "frameworks").iterdir())
        for number, damage in damages:
            if os.path.lexists(files[number]):
                DAMAGES[damage](files[number])
        yield root


def damages(documents: int, least: int) -> st.SearchStrategy[list[tuple[int, str]]]:
    places = st.integers(0, documents - 1)
    return st.lists(st.tuples(places, st.sampled_from(sorted(DAMAGES))), min_size=least, max_size=12)


@settings(deadline=None)
@given(damages(5, 0))
def test_few_documents_have_the_problems_that_loading_finds_in_the_same_order(found: list[tuple[int, str]]) -> None:
    with damaged(5, found) as root:
        assert census(root) == loaded(root)


@needs_cores
@settings(max_examples=6, deadline=None)
@given(damages(MANY, 6))
def test_many_documents_have_the_problems_that_loading_finds_in_the_same_order(found: list[tuple[int, str]]) -> None:
    with damaged(MANY, found) as root:
        assert census(root) == loaded(root)


@needs_cores
def test_many_documents_with_everything_that_may_be_wrong_have_the_same_problems(tmp_path: Path) -> None:
    with damaged(MANY, [(3 * number, damage) for number, damage in enumerate(sorted(DAMAGES), 1)]) as root:
        assert {problem.rule for problem in census(root).problems} >= {
            "syntax", "unknown-name", "not-a-number", "duplicate-id", "duplicate-name", "file-name", "not-utf8",
            "unreadable", "empty",
        }  # fmt: skip
        assert census(root) == loaded(root)


@needs_cores
def test_many_documents_that_all_clash_have_the_same_problems(tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", MANY, propositions=4)
    for path in (root / "frameworks").iterdir():
        DAMAGES["the ids of another's claims"](path)
    found = census(root)
    assert found == loaded(root)
    assert len({problem.file for problem in found.problems}) > ENOUGH


@needs_cores
@pytest.mark.parametrize("codebook", ["format: [", "", "format: 1\nversion: a\nthemes: {}\n"])
def test_many_documents_are_checked_though_their_codebook_is_broken(tmp_path: Path, codebook: str) -> None:
    root = generated(tmp_path / "corpus", MANY, propositions=4)
    (root / "codebook.yaml").write_text(codebook, encoding="utf-8")
    assert census(root) == loaded(root)


@pytest.mark.parametrize("name", ["small", "broken"])
@pytest.mark.parametrize("bundled", [False, True])
def test_a_corpus_has_the_problems_that_loading_finds(name: str, bundled: bool) -> None:
    assert census(CORPORA / name, bundled=bundled) == census_of(load(CORPORA / name, bundled=bundled))


def test_a_corpus_without_documents_is_a_warning_here_too(tmp_path: Path) -> None:
    assert census(write(tmp_path)) == loaded(tmp_path)
    assert [problem.rule for problem in census(tmp_path).problems] == ["no-documents"]


def test_strictness_makes_warnings_errors_here_too(tmp_path: Path) -> None:
    root = write(tmp_path, plan=HEAD + "claims: [{id: plan-p01, kind: principle, statement: So.}]\n")
    assert (census(root).errors, census(root).warnings) == (0, 1)
    assert (census(root).strict().errors, census(root).strict().warnings) == (1, 0)
    assert census(root).strict() == census_of(load(root).strict())


def test_what_is_no_corpus_has_no_census(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match="there is no folder"):
        census(tmp_path / "gone")


# ---- how much there is


def test_the_size_is_that_of_what_could_be_read(tmp_path: Path) -> None:
    plan = document([position("open-late", 1, "plan-p01")], [claim("plan-p01", "stances: {open-late: 1}")])
    root = write(tmp_path, plan=plan, letter="'open\n")
    assert census(root).files == 3
    assert census(root).size == Size(themes=2, propositions=4, documents=1, positions=1, claims=1)


def test_without_a_codebook_there_is_no_size(tmp_path: Path) -> None:
    assert census(write(tmp_path, "", plan=HEAD)).size is None


# ---- files that change meanwhile


def test_a_file_that_goes_while_others_are_read_is_a_problem(tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", 3, propositions=2)

    def take_away(path: str) -> None:
        if path.endswith("codebook.yaml"):
            (root / "frameworks" / "borough-002.yaml").unlink()

    with heard(take_away):
        (problem,) = census(root).problems
    assert (problem.file, problem.line, problem.rule) == ("frameworks/borough-002.yaml", 0, "unreadable")


@pytest.mark.parametrize("text", ["", "format: [", None], ids=["emptied", "broken", "gone"])
def test_a_clash_in_a_file_that_has_changed_since_is_told_all_the_same(tmp_path: Path, text: str | None) -> None:
    same = document([], [claim("p01"), claim("p02")])
    root = write(tmp_path, letter=document([], [claim("p02")]).replace("plan", "letter"), plan=same)
    opened: list[str] = []

    def change(path: str) -> None:
        opened.append(Path(path).name)
        if opened.count("plan.yaml") == 2 and path.endswith("plan.yaml"):
            opened.clear()
            Path(path).unlink()
            if text is not None:
                Path(path).write_text(text, encoding="utf-8")

    with heard(change):
        (problem,) = census(root).problems
    assert (problem.file, problem.line, problem.rule) == ("frameworks/plan.yaml", 1, "duplicate-id")
    assert problem.message == "another claim in frameworks/letter.yaml is called p02"


# ---- how it is done


def test_only_documents_that_clash_are_read_again(tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", 4, propositions=2)
    DAMAGES["the name of another"](root / "frameworks" / "borough-003.yaml")
    with files_read(root) as read:
        census(root)
    assert read == ["codebook.yaml", *(f"borough-00{number}.yaml" for number in (1, 2, 3, 4, 3))]


@needs_cores
def test_many_documents_are_read_by_other_processes(tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", MANY, propositions=2)
    with files_read(root) as read:
        census(root)
    assert read == ["codebook.yaml"]


def test_no_document_is_kept_while_others_are_read(tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", ENOUGH - 1, propositions=4)
    claims: list[int] = []

    def count(path: str) -> None:
        if path.endswith("0.yaml"):
            claims.append(sum(isinstance(each, Claim) for each in gc.get_objects()))

    before = sum(isinstance(each, Claim) for each in gc.get_objects())
    with heard(count):
        census(root)
    assert len(claims) == 4
    assert max(claims) - before <= 4


class Told(Watch):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.what: list[tuple[str, int]] = []

    def over(self, what: str, items: Iterable[T], total: int) -> Iterable[T]:
        """Note what is done, and with how many."""
        self.what.append((what, total))
        return items


@pytest.mark.parametrize(("documents", "told"), [(MANY, [(READING, MANY)]), (5, [])])
def test_how_far_the_reading_is_is_told_of_many_documents(
    tmp_path: Path, documents: int, told: list[tuple[str, int]]
) -> None:
    root = generated(tmp_path / "corpus", documents, propositions=2)
    watch = Told()

    @contextmanager
    def watching() -> Iterator[Watch]:
        yield watch

    census(root, watching=watching)
    assert watch.what == told
