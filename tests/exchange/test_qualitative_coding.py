"""The program qualitative-coding opens our projects, and counts in them what we do.

It codes lines: two passages of one code that begin on the same line are one to it. Its version 1.7.8 stops in a
debugger where it reads a source, unless PYTHONBREAKPOINT is 0.
"""

import csv
import os
import shlex
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import yaml
from conftest import CORPORA, ROOT
from records import changed, claim, corpus, document, proposition, upward
from refi_projects import Project, codes, project

from policylens import resources
from policylens.cli.copies import extracted
from policylens.corpus.loader import load
from policylens.evidence.source import Source
from policylens.model import Corpus, Evidence

Counts = dict[str, Counter[str]]
"""How often each code is given, by document; codes that are not given are left out."""


def qc(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONBREAKPOINT": "0", "PYTHONUTF8": "1", "COLUMNS": "80"}
    done = subprocess.run(["qc", *arguments], cwd=folder, env=environment, check=True, capture_output=True, timeout=180)
    return done.stdout.decode("utf-8")


def opened(folder: Path, found: Project) -> Path:
    """Return the folder in which qc has made a project of its own of ours."""
    archive = folder / "project.qdpx"
    archive.write_bytes(written(found))
    place = folder / "opened"
    place.mkdir()
    qc(place, "init", "--import", str(archive))
    return place


def written(found: Project) -> bytes:
    assert found.archive.fp is not None
    found.archive.fp.seek(0)
    return found.archive.fp.read()


def counted(place: Path, *options: str) -> Counts:
    qc(place, "codes", "stats", "--by-document", "--outfile", "counts.csv", *options)
    with (place / "counts.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    documents = [name.removesuffix(".txt") for name in names[:-1]]
    found: Counts = {name: Counter() for name in documents}
    for code, *numbers in rows:
        for name, number in zip(documents, numbers, strict=False):
            found[name] += Counter({code: int(number)})
    return found


def read(folder: Path, *documents: str, bundled: bool = False) -> Corpus:
    whole = load(folder, bundled=bundled).corpus
    assert whole is not None
    chosen = tuple(each for each in whole.documents if each.id in documents or not documents)
    return Corpus(codebook=whole.codebook, documents=chosen)


def by_lines(found: Project, name: str) -> Counter[str]:
    """Count the lines on which passages of each code begin."""
    text = found.text(name)
    lines = {(code, text.count("\n", 0, each.start)) for each in found.selections(name) for code in each.codes}
    return Counter(code for code, _ in lines)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which qc has opened the small corpus."""
    return opened(tmp_path_factory.mktemp("small"), project(read(CORPORA / "small")))


@pytest.mark.tool("qc")
def test_of_claims_in_a_list_it_counts_each(small: Path) -> None:
    found = counted(small)
    assert found == codes(read(CORPORA / "small"))
    assert sum(counts.total() for counts in found.values()) > 10


@pytest.mark.tool("qc")
def test_it_has_the_tree_of_codes(small: Path) -> None:
    tree = yaml.safe_load((small / "codebook.yaml").read_text(encoding="utf-8"))
    assert sorted(paths(tree)) == sorted(project(read(CORPORA / "small")).codes.values())


@pytest.mark.tool("qc")
def test_of_a_side_it_counts_what_stands_in_part_below_it_too(tmp_path: Path) -> None:
    claims = [claim(f"c{number}", {"p1": stance}) for number, stance in enumerate((2, 1, 1, 0, -2, -1))]
    place = opened(tmp_path, project(corpus([document(claims=claims)], [upward(1)])))
    found = counted(place, "--recursive-counts")["a"]
    assert (found["p1__partly-for"], found["p1__both"], found["p1__partly-against"]) == (2, 1, 1)
    assert (found["p1__for"], found["p1__against"]) == (3, 2)
    assert (found["p1"], found["theme_theme"]) == (6, 6)


def paths(tree: list[object], above: str = "") -> list[str]:
    found = []
    for node in tree:
        name, below = next(iter(node.items())) if isinstance(node, dict) else (node, [])
        found += [f"{above}{name}", *paths(below, f"{above}{name}/")]
    return found


@pytest.mark.tool("qc")
def test_odd_characters_move_no_passage_to_another_line(tmp_path: Path) -> None:
    lines = [
        "\ufeff😀 e\u0301 \u2028 \x85 \x0b \x0c",
        "\x00\x1b[31m \ufeff",
        "",
        "The fees are low here.",
        "The end is near.",
    ]
    claims = [
        claim("c1", {"p1": 2}, evidence=(Evidence(start="The fees are", end="low here"),)),
        claim("c2", {"p2": 2}, evidence=(Evidence(start="The end", end="is near"),)),
    ]
    text = "\r\n".join(lines)
    found = project(corpus([document(claims=claims)], [upward(2)]), lambda _: Source(text=text))
    place = opened(tmp_path, found)
    assert counted(place) == {"a": {"kind_principle": 2, "p1__for": 1, "p2__for": 1}}
    shown = (place / "corpus" / "a.txt").read_text(encoding="utf-8").split("\n")
    for each, line in zip(found.selections("a"), (3, 4), strict=True):
        assert each.name.startswith(f"line:{line} ")
        assert shown[line].rstrip() == lines[line], "a return is exchanged for a blank"


@pytest.mark.tool("qc")
def test_in_copies_of_the_bundled_documents_it_counts_what_we_do(tmp_path: Path, sources: Path) -> None:
    whole = read(resources.data(), "lsis", "housden", bundled=True)
    some = tuple(changed(each, claims=each.claims[:30]) for each in whole.documents)  # it takes long over all
    found = project(changed(whole, documents=some), lambda name: extracted(sources / f"{name}.txt"))
    counts = counted(opened(tmp_path, found))
    for name in ("lsis", "housden"):
        passages = Counter(code for each in found.selections(name) for code in each.codes)
        assert counts[name] == passages, "each passage begins on a line of its own, though lsis has no lines"


def test_only_passages_that_begin_at_the_same_word_share_a_line(sources: Path) -> None:
    whole = read(resources.data(), bundled=True)
    found = project(whole, lambda name: extracted(sources / f"{name}.txt"))
    for name in (each.id for each in whole.documents):
        places = Counter(code for code, _ in {(c, s.start) for s in found.selections(name) for c in s.codes})
        assert by_lines(found, name) == places
        alone = Counter(code for each in found.selections(name) for code in each.codes)
        assert alone.total() - places.total() <= 0.03 * alone.total()


@pytest.mark.tool("qc")
def test_its_commands_in_the_documentation_work_one_after_another(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    commands = page.split("### In `qualitative-coding`")[1].split("```sh\n")[1].split("```")[0].splitlines()
    claims = [claim(f"c{number}", {"contract-out": stance}) for number, stance in enumerate((2, -1, -1, -2))]
    asked = changed(upward(0), propositions=(proposition("contract-out"),))
    (tmp_path / "debate.qdpx").write_bytes(written(project(corpus([document(claims=claims)], [asked]))))
    place = tmp_path / "empty"
    place.mkdir()
    shown = [qc(place, *shlex.split(command.removeprefix("PYTHONBREAKPOINT=0 "))[1:]) for command in commands]
    assert shown[1].split()[:2] == ["a.txt", "Total"]
    assert shown[2].split()[-3:] == ["contract-out__against", "1", "3"]
