"""The schemas for editors: they take what the reader takes, and see what is wrong in a value by itself."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CORPORA, ROOT
from filled import corpora
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from written_out import plain_codebook, plain_document

from policylens.corpus import schema
from policylens.corpus.loader import load
from policylens.corpus.meanings import fields_told
from policylens.corpus.problems import RULES, Problem
from policylens.corpus.reader import read
from policylens.exchange.json_schema import FILES, json_schema, text
from policylens.model import Codebook, Corpus
from policylens.render.starting import corpus_files

BROKEN = CORPORA / "broken"

NOT_SEEN = {
    # before there are values
    "unreadable", "too-large", "not-utf8", "syntax", "too-deep", "several-yaml-documents",
    # in how YAML writes values
    "alias", "tag", "duplicate-key",
    # in files and records held against each other
    "file-name", "no-documents", "duplicate-id", "duplicate-name", "codebook-version", "theme-not-coded",
    "position-unsupported", "stance-outside-claims", "stance-without-position", "contrary-unlisted",
    # warnings: what is not complete can be read
    "no-evidence", "half-anchor", "no-direction", "position-without-claims",
}  # fmt: skip
"""The rules of `check` that a schema cannot hold a file to, or is not meant to."""

CLAIMS_AND_DOCUMENTS = [("frameworks/positions.yaml", 27), ("frameworks/schema.yaml", 37)]
"""Where the broken corpus names claims and documents that are not there: names that no codebook has."""


MADE = {kind: json_schema(kind) for kind in FILES}


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, and only `true` and `false` are truth values."""


Core.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag.endswith((":null", ":float"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789"))
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def core(content: str) -> Any:
    """Return what an editor makes of a file."""
    return json.loads(json.dumps(yaml.load(content, Core), default=str))


def safe(content: str) -> Any:
    """Return what PyYAML makes of a file by itself: YAML 1.1, whose dates become texts again."""
    return json.loads(json.dumps(yaml.safe_load(content), default=str))


def validator(kind: str, codebook: Codebook | None = None) -> Draft202012Validator:
    return Draft202012Validator(json_schema(kind, codebook) if codebook else MADE[kind])


def files_of(root: Path) -> list[tuple[str, Path]]:
    """Return the files of a corpus, each with the sort of its schema."""
    return [
        ("codebook", root / "codebook.yaml"),
        *(("document", each) for each in sorted(root.glob("frameworks/*.y*ml"))),
    ]


def codebook_of(root: Path) -> Codebook:
    corpus = load(root).corpus
    assert corpus is not None
    return corpus.codebook


# --- the schemas themselves


@pytest.mark.parametrize("codebook", [None, codebook_of(CORPORA / "small")], ids=["any", "small"])
@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_one(kind: str, codebook: Codebook | None) -> None:
    Draft202012Validator.check_schema(json_schema(kind, codebook))
    assert json.loads(text(kind, codebook)) == json_schema(kind, codebook)


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_says_its_draft_and_its_name(kind: str) -> None:
    made = json_schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:policylens:schema:{kind}:1"


def test_a_schema_with_the_names_of_one_codebook_does_not_go_by_the_name_of_all() -> None:
    assert "$id" not in json_schema("document", codebook_of(CORPORA / "small"))


def records(kind: str) -> Iterator[tuple[schema.Record, dict[str, Any]]]:
    """Yield the records of a sort of file with their schemas."""
    made = json_schema(kind)
    every = [schema.CODEBOOK, schema.THEME, schema.SCALE, schema.PROPOSITION]
    if kind == "document":
        every = [schema.DOCUMENT, schema.CODING, schema.POSITION, schema.CLAIM, schema.EVIDENCE]
    yield every[0], made
    for record in every[1:]:
        yield record, made["$defs"][record.what.replace(" ", "-")]
    assert len(made["$defs"]) == len(every) - 1


@pytest.mark.parametrize("kind", FILES)
def test_every_record_is_there_with_its_fields_and_no_others(kind: str) -> None:
    for record, made in records(kind):
        assert list(made["properties"]) == list(record.fields)
        assert made["required"] == [name for name, field in record.fields.items() if field.required]
        assert made["additionalProperties"] is False


@pytest.mark.parametrize("kind", FILES)
def test_every_record_and_every_field_says_what_it_means(kind: str) -> None:
    for record, made in records(kind):
        assert made["title"]
        assert made["description"]
        assert {name: each["description"] for name, each in made["properties"].items()} == fields_told(record)
        assert all(fields_told(record).values())


# --- what is right


@pytest.mark.parametrize("load_yaml", [safe, core])
@pytest.mark.parametrize("own", [False, True], ids=["any-names", "own-names"])
@pytest.mark.parametrize("root", [ROOT / "data", CORPORA / "small"], ids=["bundled", "small"])
def test_what_is_in_order_passes(root: Path, own: bool, load_yaml: Any) -> None:
    codebook = codebook_of(root) if own else None
    for kind, path in files_of(root):
        found = list(validator(kind, codebook).iter_errors(load_yaml(path.read_text(encoding="utf-8"))))
        assert found == [], path.name


@pytest.mark.parametrize("load_yaml", [safe, core])
@pytest.mark.parametrize("bundled", [False, True])
def test_what_a_corpus_begins_with_passes(bundled: bool, load_yaml: Any) -> None:
    for name, content in corpus_files(bundled=bundled).items():
        if name.endswith(".yaml"):
            kind = "codebook" if name == "codebook.yaml" else "document"
            assert list(validator(kind).iter_errors(load_yaml(content))) == []


@settings(max_examples=60)
@given(corpus=corpora())
def test_whatever_can_be_written_passes(corpus: Corpus) -> None:
    for names in (None, corpus.codebook):
        for document in corpus.documents:
            assert list(validator("document", names).iter_errors(plain_document(document))) == []
    assert list(validator("codebook").iter_errors(plain_codebook(corpus.codebook))) == []


VALUES = st.one_of(
    st.integers(-3000, 12000).map(str),
    st.from_regex(r"[+-]?[0-9]{1,4}(\.[0-9])?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", fullmatch=True),
    st.dates().map(str),
    st.sampled_from(
        "no yes true false null ~ 1.10 012 12:30 1e3 high [] {} [a] '1' '+2' '-3' 'true' '2008' ''".split()
    ),
    st.sampled_from(["' -1 '", "' '", '" a b "', "{a: b}"]),
    st.from_regex(r"[A-Za-z0-9]{1,3}([- ][A-Za-z0-9]{1,3}){0,8}", fullmatch=True),
)
"""Values as somebody may type them."""

OTHERWISE = re.compile(r"null|~|\+[0-9.]+|-0|-?0[0-9]+|-?[0-9]+\.0|[0-9]+e[0-9]+")
"""What comes to an editor as something else than was written: as nothing, or as a number that looks otherwise."""


LINES = [
    "id: {}",
    "title: {}",
    "date: {}",
    "isbn: {}",
    "authors: [{}]",
    "attributes: {{a: {}}}",
    "coding: {{themes: [{}]}}",
    "positions: {{a: {{stance: {}, confidence: high, because: b}}}}",
    "positions: {{a: {{stance: 1, confidence: {}, because: b}}}}",
    "claims: [{{id: a, kind: principle, statement: b, evidence: [{{page: {0}, start: {0}}}]}}]",
    "claims: [{{id: a, kind: principle, statement: b, headline: {}}}]",
]


@settings(max_examples=60)
@given(value=VALUES)
@pytest.mark.parametrize("line", LINES)
def test_a_value_passes_if_it_can_be_read(line: str, value: str) -> None:
    filled = line.format(value)
    rest = {"id: a", "title: b"} - {f"{line.partition(':')[0]}: {each}" for each in "ab"}
    content = "\n".join(["format: 1", *sorted(rest), filled])
    outcome = read("frameworks/a.yaml", content.encode(), schema.DOCUMENT, {})
    passes = validator("document").is_valid(core(content))
    assert passes == (not outcome.problems) or OTHERWISE.fullmatch(value), content


# --- what is wrong


def node_at(content: str, path: list[str | int]) -> yaml.Node:
    """Return the YAML node to which the path leads."""
    node = yaml.compose(content)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = node.value[step]
    return node


def places(content: str, error: ValidationError) -> list[int]:
    """Return the lines on which an error stands: those of the keys, where keys are wrong."""
    path = list(error.absolute_path)
    keys: set[str] = set()
    if error.validator == "additionalProperties":
        keys = set(error.instance) - set(error.schema["properties"])
    elif "propertyNames" in error.absolute_schema_path:
        keys = {error.instance}
    node = node_at(content, path) if content.strip("# \n") and "\n" in content else None
    if node is None or not keys:
        return [node.start_mark.line + 1 if node else 1]
    return [key.start_mark.line + 1 for key, _ in node.value if key.value in keys]


def seen() -> set[tuple[str, int]]:
    """Return files and lines in which a schema sees something wrong in the broken corpus."""
    found = set()
    codebook = codebook_of(BROKEN)
    for kind, path in files_of(BROKEN):
        content = path.read_text(encoding="utf-8")
        try:
            value = core(next(iter(re.split(r"^---", content, flags=re.MULTILINE))))
        except yaml.YAMLError:
            continue
        if value is None:
            content = ""
        for error in validator(kind, codebook).iter_errors(value):
            name = str(path.relative_to(BROKEN))
            found |= {(name, line) for line in places(content, error)}
    return found


SEEN = seen()
PROBLEMS = load(BROKEN).problems


def visible(problem: Problem) -> bool:
    return problem.rule not in NOT_SEEN and (problem.file, problem.line) not in CLAIMS_AND_DOCUMENTS


@pytest.mark.parametrize("rule", sorted(set(RULES) - NOT_SEEN))
def test_a_fault_that_stands_in_a_value_is_seen(rule: str) -> None:
    faults = [problem for problem in PROBLEMS if problem.rule == rule and visible(problem)]
    assert faults, f"the broken corpus has no fault of {rule}"
    assert [f"{each.file}:{each.line}" for each in faults if (each.file, each.line) not in SEEN] == []


def test_nothing_else_is_seen() -> None:
    assert sorted(SEEN - {(problem.file, problem.line) for problem in PROBLEMS if visible(problem)}) == []


def test_names_that_the_codebook_has_not_are_seen_only_where_it_is_known() -> None:
    document = {"format": 1, "id": "a", "title": "A", "coding": {"themes": ["nowhere"]}}
    assert validator("document").is_valid(document)
    assert not validator("document", codebook_of(CORPORA / "small")).is_valid(document)


def test_each_proposition_is_told_in_the_schema_of_its_codebook() -> None:
    codebook = codebook_of(CORPORA / "small")
    known = json_schema("document", codebook)["properties"]["positions"]["properties"]
    assert {name: each["description"] for name, each in known.items()} == {
        name: each.text for name, each in codebook.propositions.items()
    }
