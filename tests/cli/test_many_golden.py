"""What commands print on the programmes of sixty parties, held against files that a reader has looked at."""

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from policylens.render.many import MOST_SHOWN, TOP

from .support import Cli, parties

Golden = Callable[[str, str], None]

DOCUMENTS = 60

COMMANDS = {
    "list": "list",
    "list-topics": "list --topics --top 2",
    "compare": "compare",
    "compare-theme": "compare trams",
    "compare-theme-without-scale": "compare parks",
    "compare-theme-claims": "compare trams --claims --top 1",
    "compare-proposition": "compare trams-1",
    "compare-proposition-not-coded": "compare parks-1 --top 2",
    "compare-topic": "compare topic:depot --top 3",
    "compare-all": "compare --all",
    "compare-by": "compare trams --by family",
    "compare-by-name": "compare trams-1 --by name",
    "crossref": "crossref",
    "crossref-top": "crossref --top 2",
    "crossref-one-document": "crossref programme-001",
    "crossref-measure": "crossref --measure subtract --top 3",
    "search": "search programme",
    "sources": "sources",
}
"""The name of each golden file, and the command line that it shows."""

MARKDOWN = {
    "compare": "compare",
    "compare-theme": "compare trams",
    "crossref": "crossref --top 3",
    "brief": "brief trams",
    "brief-short": "brief trams --length short",
    "brief-short-of-all": "brief --length short",
}


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return parties(tmp_path_factory.mktemp("parties") / "corpus", DOCUMENTS)


@pytest.fixture(autouse=True)
def _one_cache(monkeypatch: pytest.MonkeyPatch, sixty: Path) -> None:
    """Read the corpus once for all."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(sixty.parent / "cache"))


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_reads_as_it_was_read(cli: Cli, golden: Golden, sixty: Path, name: str, columns: int) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), corpus=sixty, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"many/{name}-{columns}.txt", outcome.out)


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_reads_as_it_was_read(cli: Cli, golden: Golden, sixty: Path, name: str) -> None:
    command, *rest = shlex.split(MARKDOWN[name])
    asked = [] if command == "brief" else ["--format", "markdown"]
    outcome = cli(command, *rest, *asked, corpus=sixty)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"many/{name}.md", outcome.out)


def test_ascii_is_written_where_the_encoding_has_nothing_else(cli: Cli, golden: Golden, sixty: Path) -> None:
    outcome = cli("compare", "trams", corpus=sixty, encoding="ascii")
    assert outcome.out.isascii()
    golden("many/compare-theme-ascii.txt", outcome.out)


@pytest.mark.parametrize("command", ["list", "compare trams", "crossref", "search programme"])
def test_with_top_0_every_document_is_there(cli: Cli, sixty: Path, command: str) -> None:
    out = cli(*command.split(), "--top", "0", corpus=sixty, columns=160).out
    assert [number for number in range(1, DOCUMENTS + 1) if f"Programme {number:03}" not in out] == []


def test_with_top_0_every_pair_is_there(cli: Cli, sixty: Path) -> None:
    rows = cli("crossref", "--top", "0", corpus=sixty, columns=160).out.splitlines()
    assert sum(row.startswith("Programme ") for row in rows) == DOCUMENTS * (DOCUMENTS - 1) // 2


@pytest.mark.parametrize("top", [(), ("--top", "2")])
def test_csv_and_json_have_everything_however_little_is_shown(cli: Cli, sixty: Path, top: tuple[str, ...]) -> None:
    number = DOCUMENTS * (DOCUMENTS - 1) // 2
    table = cli("crossref", *top, "--format", "csv", corpus=sixty).out
    assert len(list(csv.DictReader(io.StringIO(table)))) == number
    assert len(json.loads(cli("crossref", *top, "--format", "json", corpus=sixty).out)["agreement"]) == number
    found = json.loads(cli("search", "programme", *top, "--format", "json", corpus=sixty).out)
    claims = json.loads(cli("list", *top, "--format", "json", corpus=sixty).out)["documents"]
    assert len(found["hits"]) == sum(document["claims"] for document in claims) > MOST_SHOWN
    assert len(claims) == DOCUMENTS


def test_so_many_pairs_as_are_asked_for_stand_at_either_end(cli: Cli, sixty: Path) -> None:
    rows = cli("crossref", "--top", "3", corpus=sixty, columns=160).out.splitlines()
    assert sum(row.startswith("Programme ") for row in rows) == 6


@pytest.mark.parametrize(
    ("documents", "pairs"),
    [(9, 36), (10, 2 * TOP)],  # nine make 36 pairs, ten 45
)
def test_pairs_are_counted_where_they_are_more_than_can_be_seen_at_once(
    cli: Cli, tmp_path: Path, documents: int, pairs: int
) -> None:
    corpus = parties(tmp_path / "corpus", documents)
    rows = cli("crossref", corpus=corpus, columns=160).out.splitlines()
    assert sum(row.startswith("Programme ") for row in rows) == pairs


@pytest.mark.parametrize("command", ["compare trams", "list", "crossref programme-001"])
def test_forty_documents_are_shown_one_by_one_and_more_are_not(cli: Cli, sixty: Path, command: str) -> None:
    forty = [option for number in range(1, MOST_SHOWN + 1) for option in ("-d", f"programme-{number:03}")]
    named = {number for number in range(1, DOCUMENTS + 1) if f"Programme {number:03}" in _out(cli, command, sixty)}
    assert len(named) < DOCUMENTS
    few = _out(cli, f"{command} {' '.join(forty)}", sixty)
    assert all(f"Programme {number:03}" in few for number in range(1, MOST_SHOWN + 1))


def _out(cli: Cli, command: str, corpus: Path) -> str:
    return cli(*command.split(), corpus=corpus, columns=160).out


def test_a_number_below_0_is_refused(cli: Cli, sixty: Path) -> None:
    outcome = cli("crossref", "--top", "-1", corpus=sixty)
    assert outcome.code == 2
    assert "--top" in outcome.err


def test_a_proposition_page_of_everybody_names_each_that_takes_a_side_once(cli: Cli, sixty: Path) -> None:
    """With --top 0 the counts of a proposition and those who are named are the same."""
    out = cli("compare", "trams-1", "--top", "0", corpus=sixty, columns=160).out
    row = json.loads(cli("compare", "trams-1", "--format", "json", corpus=sixty).out)["propositions"][0]
    speaking = [name for name, cell in row["positions"].items() if cell["state"] == "position"]
    assert [name for name in speaking if out.count(f"Programme {name[-3:]} (") != 1] == []
