"""The coding guide against the data and the program: its examples are real, and are as it says."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli.texts import anchors_alone
from conftest import ROOT, Cli
from repositories import committed
from test_bundled import copied

from policylens import resources
from policylens.corpus.loader import load
from policylens.corpus.problems import RULES
from policylens.corpus.schema import CLAIM, CODEBOOK, CODING, DOCUMENT, EVIDENCE, POSITION, PROPOSITION
from policylens.kinds import Kind
from policylens.model import Claim, Corpus, Document

PAGE = ROOT / "docs" / "coding-guide.md"
GUIDE = PAGE.read_text(encoding="utf-8")
PROSE = " ".join(re.sub(r"^```.*?^```$", "", GUIDE, flags=re.DOTALL | re.MULTILINE).split())
"""The guide without its blocks, on one line."""
BLOCKS = re.findall(r"^```yaml\n# (.+)\n((?:.*\n)*?)```$", GUIDE, re.MULTILINE)
"""Each block: the file that it shows, and its content."""
SPANS = sorted(set(re.findall(r"`([^`]+)`", PROSE)))
COMMANDS = [span for span in SPANS if span.startswith("policylens ")]
FIELDS = {
    name for record in (CODEBOOK, PROPOSITION, DOCUMENT, CODING, POSITION, CLAIM, EVIDENCE) for name in record.fields
}
SKELETON = "my-corpus/frameworks/my-report.yaml"


@cache
def bundled() -> Corpus:
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    return corpus


@cache
def claims() -> dict[str, Claim]:
    return {claim.id: claim for _, claim in bundled().claims()}


def named(name: str) -> Document:
    return next(of for of in bundled().documents if of.name == name)


# ---- every name


def test_every_claim_that_is_named_is_there() -> None:
    documents = "|".join(of.id for of in bundled().documents)
    found = set(re.findall(rf"\b(?:{documents})-[a-z]\d+[a-z]?\b", GUIDE))
    assert len(found) > 40
    assert {claim for claim in found if claim not in claims()} == set()


def test_all_that_is_set_as_code_is_known_to_the_data_or_the_program() -> None:
    codebook = bundled().codebook
    known = {*claims(), *codebook.propositions, *codebook.themes, *codebook.topics, *codebook.sectors, *FIELDS, *RULES}
    files = {"codebook.yaml", "frameworks/", "my-corpus", "coding: themes"}
    paths = {span for span in SPANS if span.startswith("data/") and (ROOT / span).exists()}
    assert set(SPANS) - known - files - paths - set(COMMANDS) == set()


def test_propositions_and_rules_are_among_what_is_named() -> None:
    assert len(set(SPANS) & set(bundled().codebook.propositions)) >= 10
    assert len(set(SPANS) & set(RULES)) >= 4


# ---- every command


@pytest.fixture
def my_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the corpus that the guide tells the reader to make, in the current folder."""
    content = dict(BLOCKS)[SKELETON]
    (tmp_path / SKELETON).parent.mkdir(parents=True)
    (tmp_path / SKELETON).write_text(content, encoding="utf-8")
    (tmp_path / "my-corpus" / "codebook.yaml").write_bytes((resources.data() / "codebook.yaml").read_bytes())
    for coder in ("mine", "theirs"):
        shutil.copytree(tmp_path / "my-corpus", tmp_path / coder)
    for document in ("demos", "cabinet-office", "fabian", "housden", "lsis"):
        (tmp_path / f"{document}.txt").write_text(anchors_alone(document), encoding="utf-8")
    if shutil.which("git"):
        committed(tmp_path)
    monkeypatch.setenv("POLICYLENS_SOURCES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my-corpus"


def _with_its_tool(command: str) -> Any:
    return pytest.param(command, marks=pytest.mark.tool("git") if "HEAD" in command else ())


def test_commands_are_shown() -> None:
    assert {command.split()[1] for command in COMMANDS} >= {"list", "show", "compare", "search", "check"}


@pytest.mark.parametrize("command", [_with_its_tool(command) for command in COMMANDS])
@pytest.mark.usefixtures("my_corpus")
def test_every_command_works(cli: Cli, command: str) -> None:
    arguments = [word.strip('"') for word in re.findall(r'"[^"]+"|\S+', command)[1:]]
    outcome = cli(*arguments)
    assert (outcome.code, outcome.err) in [(0, ""), (int("--sources" in command), "")]
    assert outcome.out


# ---- every example


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the claim and the statement of each example of a kind."""
    yield from re.findall(r"- \*\*(\w+)\*\*: [^`]+ `([a-z0-9-]+)`: “([^”]+)”", PROSE)


def test_every_kind_has_an_example_of_that_kind_with_its_statement() -> None:
    assert [kind for kind, _, _ in examples()] == [kind.value for kind in Kind]
    for kind, claim, statement in examples():
        assert claims()[claim].kind == kind
        assert claims()[claim].statement == statement


def test_kinds_that_are_told_apart_are_of_those_kinds() -> None:
    told = re.findall(
        r"(commitment|recommendation|diagnosis|criticism|mechanism|evidence)[^`(?]*\(`([a-z0-9-]+)`\)", PROSE
    )
    assert len(told) >= 6
    assert [(kind, claim) for kind, claim in told if claims()[claim].kind != kind] == []


def test_all_that_is_quoted_stands_in_the_data() -> None:
    ours = [text for claim in claims().values() for text in (claim.statement, claim.mechanism, claim.conditions)]
    quoted = re.findall(r"“([^”]+)”", PROSE)
    assert len(quoted) > 7
    assert [text for text in quoted if not any(text in our for our in ours)] == []


def test_specific_wordings_are_those_of_the_claims() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \| (.+) \|$", GUIDE, re.MULTILINE)
    assert len(rows) == 3
    for claim, specific, vague in rows:
        assert specific in claims()[claim].statement
        assert vague not in {each.statement for each in claims().values()}


def test_stances_of_claims_are_theirs() -> None:
    found = re.findall(r"`([a-z0-9-]+)`, ([+-]?\d) on `([a-z-]+)`", PROSE)
    assert len(found) >= 10
    assert [each for each in found if claims()[each[0]].stances[each[2]] != int(each[1])] == []


@pytest.mark.parametrize("claim", ["fabian-r03", "housden-d55", "demos-d04", "lsis-e01"])
def test_claims_that_are_said_to_take_no_side_take_none(claim: str) -> None:
    assert f"`{claim}`" in PROSE
    assert claims()[claim].stances == {}


def test_what_is_said_of_single_claims_holds() -> None:
    """Said in words that no pattern finds."""
    parts = [claims()[f"fabian-r03{letter}"] for letter in "abcde"]
    assert [part.number for part in parts] == ["3a", "3b", "3c", "3d", "3e"]
    assert claims()["fabian-r03f"].number == ""
    assert set(parts[2].stances) == {"protect-pay-and-terms"}
    assert set(parts[4].stances) == {"user-governance"}
    assert len(claims()["fabian-r05"].evidence) == 4
    assert claims()["fabian-r05"].statement.startswith("Consider")
    assert {abs(stance) for stance in claims()["fabian-r05"].stances.values()} == {1}
    assert claims()["fabian-p09"].evidence[0].section.endswith("Figure 1: The six maxims of public character")
    assert claims()["cabinet-office-r05"].evidence[0].section.startswith("Endnotes")
    assert not claims()["cabinet-office-e12"].evidence[0].paragraph
    assert "provider-competition" not in claims()["lsis-r09"].stances
    assert "business-as-model" not in claims()["lsis-d09"].stances
    assert [claims()[c].refers_to for c in ("fabian-p05", "housden-d16", "demos-x05")] == [("cabinet-office",)] * 3
    speakers = [claims()[claim].speaker for claim in ("lsis-p04b", "lsis-r12", "lsis-e01")]
    assert speakers == ["Sir Andrew Foster", "Participants", "Polly Toynbee"]
    assert [c.id for c in claims().values() if c.kind is Kind.COMMITMENT and c.id.startswith("lsis")] == ["lsis-c01"]


def test_positions_are_charted_as_it_says() -> None:
    found = re.findall(r"(\w+(?: Office)?) on `([a-z-]+)` is charted ([+-]?\d), (high|medium|low)", PROSE)
    assert len(found) >= 6
    for name, proposition, stance, confidence in found:
        position = (named(name).positions or {})[proposition]
        assert (position.stance, position.confidence.value) == (int(stance), confidence), (name, proposition)


def test_silence_is_where_it_says() -> None:
    found = re.findall(r"(\w+(?: Office)?) on `([a-z-]+)` is silent", PROSE)
    assert len(found) >= 2
    for name, proposition in found:
        assert proposition in bundled().codebook.propositions
        assert proposition not in (named(name).positions or {}), (name, proposition)


@pytest.mark.parametrize(("file", "content"), [block for block in BLOCKS if block[0] != SKELETON])
def test_positions_that_are_shown_whole_are_those_of_the_data(file: str, content: str) -> None:
    real = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["positions"]
    for proposition, position in yaml.safe_load(content).items():
        assert position == real[proposition]


def test_the_worked_examples_are_of_the_sorts_that_they_illustrate() -> None:
    shown = [(yaml.safe_load(content), Path(file).stem) for file, content in BLOCKS if file != SKELETON]
    assert len(shown) == 4
    stances = []
    for block, document in shown:
        [(proposition, position)] = block.items()
        of = bundled().document_by_id[document]
        stances.append([of.claim_by_id[claim].stances.get(proposition) for claim in position["claims"]])
    plain, reserved, contested, low = stances
    assert set(plain) == {2}
    assert set(reserved) == {1}
    assert {-2, -1, 1} <= set(contested)
    assert low == [-1, None]


def test_differences_between_coders_are_those_that_are_kept() -> None:
    kept = (ROOT / "data" / "reliability" / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"- (\w+(?: Office)?, `[a-z-]+`: \S+ and \S+, settled as \S+\.)", PROSE)
    assert len(found) == 4
    assert [line for line in found if line not in kept] == []


# ---- the page


def test_no_line_is_too_long_to_read() -> None:
    assert [line for line in GUIDE.splitlines() if len(line) > 120] == []


def test_nothing_is_copied_from_a_text(sources: Path) -> None:
    assert copied(GUIDE, sources) == []
