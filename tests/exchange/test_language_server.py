"""The schemas in the YAML language server itself, as an editor runs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPORA
from language_server import SERVER, LanguageServer, language_server

from policylens.corpus.loader import load
from policylens.exchange.json_schema import FILES, text
from policylens.model import Confidence
from policylens.render.starting import corpus_files, schema_file

pytestmark = pytest.mark.tool(SERVER)

RIGHT = corpus_files(bundled=False)
DOCUMENT = "frameworks/example.yaml"
FOLDER = "frameworks"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a corpus as `policylens init` makes it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("edited")
    for name, content in {**RIGHT, **{schema_file(kind): text(kind) for kind in FILES}}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(corpus: Path) -> Iterator[LanguageServer]:
    with language_server(corpus) as started:
        yield started


def changed(old: str, new: str) -> tuple[str, int]:
    """Return the example with one line changed, and the number of that line."""
    assert RIGHT[DOCUMENT].count(old) == 1
    return RIGHT[DOCUMENT].replace(old, new), RIGHT[DOCUMENT].partition(old)[0].count("\n") + 1


@pytest.mark.parametrize("name", [DOCUMENT, "codebook.yaml"])
def test_a_file_that_is_right_has_nothing_marked(server: LanguageServer, corpus: Path, name: str) -> None:
    assert server.diagnostics((corpus / name).parent, RIGHT[name]) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    stance: 2", "    stance: 3", "Value is above the maximum of 2."),
        ("    stance: 2", "    stance: mostly", "A whole number from -2 to 2."),
        ("kind: leaflet", "kid: leaflet", "Property kid is not allowed."),
        ("authors: [The Friends of the Avenue]", "authors: The Friends", 'Incorrect type. Expected "array".'),
        ('date: "2024-03"', 'date: "2024-13"', "A year, a month or a day of the Gregorian calendar"),
        ("kind: leaflet", "kind: [leaflet]", "A text is expected here."),
        ("id: example\n", "id: Example 1\n", "Lower-case letters, digits and hyphens."),
        ("start: Give us the cans,", "start: Give us the cans and the hose,", "One to 6 words."),
    ],
)
def test_what_is_wrong_is_marked_on_its_line(
    server: LanguageServer, corpus: Path, old: str, new: str, said: str
) -> None:
    content, line = changed(old, new)
    found = server.diagnostics(corpus / FOLDER, content)
    assert [words for number, words in found if number == line and words.startswith(said)] != [], found
    assert {number for number, _ in found} == {line}


def test_a_number_stands_where_a_text_is_meant(server: LanguageServer, corpus: Path) -> None:
    content, _ = changed("kind: leaflet", "kind: 12\nisbn: 9780000000000\nreference: no\nlicence: true")
    assert server.diagnostics(corpus / FOLDER, content.replace('"2024-03"', "2024")) == []


def test_fields_are_offered_by_name(server: LanguageServer, corpus: Path) -> None:
    content = RIGHT[DOCUMENT] + "\n"
    server.diagnostics(corpus / FOLDER, content)
    offered = server.completions(content.count("\n"), 0)
    assert {"publisher", "standpoint", "scope", "licence"} <= set(offered)
    assert "title" not in offered, "it is there already"


@pytest.mark.parametrize(
    ("old", "field", "values"),
    [
        ("    confidence: medium", "    confidence: ", [each.value for each in Confidence]),
        ("    stance: 2", "    stance: ", ["-2", "-1", "0", "1", "2"]),
        ("kind: leaflet", "kind: ", []),
    ],
)
def test_values_are_offered(server: LanguageServer, corpus: Path, old: str, field: str, values: list[str]) -> None:
    """And none where any text may stand."""
    content, line = changed(old, field)
    server.diagnostics(corpus / FOLDER, content)
    assert server.completions(line, len(field)) == values


def test_what_a_field_means_is_told(server: LanguageServer, corpus: Path) -> None:
    server.diagnostics(corpus / FOLDER, RIGHT[DOCUMENT])
    _, line = changed("    confidence: medium", "")
    assert "not how strongly it is held" in server.hover(line, 6)


def test_with_the_names_of_a_codebook_these_are_offered_and_others_marked(tmp_path: Path) -> None:
    codebook = load(CORPORA / "small").corpus
    assert codebook is not None
    (tmp_path / "small.json").write_text(text("document", codebook.codebook), encoding="utf-8")
    lines = ["# yaml-language-server: $schema=small.json", "format: 1", "id: a", "title: A", "positions:", "  "]
    with language_server(tmp_path) as server:
        assert server.diagnostics(tmp_path, "\n".join(lines))
        offered = server.completions(6, 2)
        assert {"open-late", "fees", "events"} <= set(offered)
        position = "{stance: 1, confidence: high, because: b}"
        lines[5:] = [f"  fees: {position}", f"  fee: {position}", "coding: {themes: [money, mony]}"]
        found = server.diagnostics(tmp_path, "\n".join(lines))
    assert [line for line, _ in found] == [7, 8]
