"""One file in: its record, and every problem with its line and column."""

import pytest
import yaml
from written import CODED, HEAD, at, claim, document, inside, only, position, read_document, rules

from policylens.corpus import schema
from policylens.corpus.problems import Severity
from policylens.corpus.reader import read
from policylens.model import Charted, Claim, Confidence, Document, Evidence, Kind

BOM = b"\xef\xbb\xbf"


def test_a_document_becomes_a_record() -> None:
    outcome = read_document(
        document([position("open-late", 1, "plan-p01")], [claim("plan-p01", "stances: {open-late: +1}, number: 012")])
    )
    assert outcome.problems == []
    assert outcome.value == Document(
        id="plan",
        title="A plan",
        coding=outcome.value.coding,
        positions={
            "open-late": Charted(stance=1, confidence=Confidence.HIGH, because="It is said.", claims=("plan-p01",))
        },
        claims=(
            Claim(
                id="plan-p01",
                kind=Kind.PRINCIPLE,
                statement="Something is said.",
                number="012",
                stances={"open-late": 1},
                evidence=(Evidence(page="1"),),
            ),
        ),
    )
    assert outcome.value.coding.themes == ("hours",)


def test_documents_without_charted_positions_differ_from_those_without_any() -> None:
    assert read_document(HEAD).value.positions is None
    assert read_document(HEAD + "positions: {}\n").value.positions == {}


FAULTS = [
    # what stands in the document, line, column, rule, claim, field, message, hint
    (
        "positions:\n  for-proft: {stance: 1, confidence: high, because: So.}\n",
        (5, 3, "unknown-name", "", "positions"),
        "unknown proposition for-proft",
        "did you mean for-profit-delivery?",
    ),
    (
        "positions:\n  fees:\n    stance: 3\n",
        (6, 13, "out-of-range", "", "positions.fees.stance"),
        "3 is out of range",
        "write a number from -2 to 2",
    ),
    (
        "positions:\n  fees:\n    stance: 1\n    confidence: hihg\n    because: So.\n",
        (7, 17, "unknown-name", "", "positions.fees.confidence"),
        "unknown confidence hihg",
        "did you mean high?",
    ),
    (
        "claims:\n  - id: plan-p01\n    kind: recommendaton\n    statement: So.\n",
        (6, 11, "unknown-name", "plan-p01", "kind"),
        "unknown kind recommendaton",
        "did you mean recommendation?",
    ),
    (
        "claims:\n  - kind: principle\n    statement: So.\n    id: Plan-P01\n",
        (7, 9, "bad-id", "Plan-P01", "id"),
        "Plan-P01 cannot be the id of a claim",
        "use lower-case letters, digits and single hyphens",
    ),
    (
        "claims:\n  - {kind: principle, id: plan-p01, statement: So., stances: {fees: '-3'}}\n",
        (5, 69, "out-of-range", "plan-p01", "stances.fees"),
        "-3 is out of range",
        "write a number from -2 to 2",
    ),
    (
        "claims:\n  - {kind: principle, id: plan-p01, statement: So., refers_to: [plan, leter]}\n",
        (5, 71, "unknown-name", "plan-p01", "refers_to[2]"),
        "unknown document leter",
        "did you mean letter?",
    ),
    (
        "claims:\n- {id: a, kind: principle, statement: So.}\n- {id: plan-p01, kind: principle, statment: So.}\n",
        (6, 35, "unknown-key", "plan-p01", "statment"),
        "a claim has no statment",
        "did you mean statement?",
    ),
    (
        "claims:\n  - kind: principle\n    statement: So.\n",
        (5, 5, "missing-key", "claim 1", ""),
        "this claim has no id",
        "add id: ...",
    ),
    (
        "claims:\n  - id: plan-p01\n    kind: principle\n    statement: So.\n    evidence:\n"
        "      - page: 1\n      - page: 2\n        start: one two three four five six seven\n",
        (11, 16, "long-anchor", "plan-p01", "evidence[2].start"),
        "this end of the anchor has 7 words",
        "at most 6: the passage itself is not copied",
    ),
    (
        "coding:\n  date: last May\n",
        (5, 9, "not-a-date", "", "coding.date"),
        "last May is not a date",
        "write 2008, 2009-09 or 2010-05-18",
    ),
    (
        "coding: {themes: [hours, mony]}\n",
        (4, 26, "unknown-name", "", "coding.themes[2]"),
        "unknown theme mony",
        "did you mean money?",
    ),
    (
        "atributes: {type: plan}\n",
        (4, 1, "unknown-key", "", "atributes"),
        "a document has no atributes",
        "did you mean attributes?",
    ),
    (
        "attributes: {type: plan, 'type': plan}\n",
        (4, 26, "duplicate-key", "", "attributes.type"),
        "type stands here twice",
        "keep one",
    ),
    (
        "title: Another\n",
        (4, 1, "duplicate-key", "", "title"),
        "title stands here twice",
        "keep one",
    ),
    (
        "summary: >-\n\n",
        (4, 10, "empty", "", "summary"),
        "the value is empty",
        "write it, or leave the key out",
    ),
    (
        "authors: A. Writer\n",
        (4, 10, "wrong-type", "", "authors"),
        "a text stands where a list is expected",
        "",
    ),
    (
        "claims:\n  - id: 東京\n    kind: principle\n    statement: 🙂 {x\n    topics: [🙂🙂🙂, mill-raod]\n",
        (8, 19, "unknown-name", "東京", "topics[2]"),
        "unknown topic mill-raod",
        "did you mean mill-road?",
    ),
]


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"), FAULTS, ids=[f"{f[1][2]}-{n}" for n, f in enumerate(FAULTS)]
)
def test_a_fault_is_reported_where_it_stands(
    text: str, place: tuple[int, int, str, str, str], message: str, hint: str
) -> None:
    names = {
        "theme": ("hours", "money"),
        "proposition": ("open-late", "fees", "for-profit-delivery"),
        "topic": ("mill-road",),
        "document": ("plan", "letter"),
    }
    problems = read_document(HEAD + text, names).problems
    found = [p for p in problems if (p.line, p.column, p.rule, p.claim, p.field) == place]
    assert len(found) == 1, problems
    assert (found[0].message, found[0].hint) == (message, hint)
    assert found[0].file == "frameworks/plan.yaml"
    assert found[0].severity is Severity.ERROR


def test_claims_by_their_ids_are_no_list_of_claims() -> None:
    text = HEAD + "claims:\n  plan-p01:\n    id: plan-p01\n    kind: x\n"
    assert inside(read_document(text).problems) == [("wrong-type", "", "claims")]


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    outcome = read_document(
        "format: 1\nid: Plan\ndate: May\nclaims:\n"
        + "- {id: a, kind: x, statement: ''}\n- {id: b, kind: y, statement: So., page: 4}\n- {}\n"
    )
    assert sorted(at(outcome.problems)) == [
        (1, 1, "missing-key"),
        (2, 5, "bad-id"),
        (3, 7, "not-a-date"),
        (5, 17, "unknown-name"),
        (5, 31, "empty"),
        (6, 17, "unknown-name"),
        (6, 36, "unknown-key"),
        (7, 3, "missing-key"),
        (7, 3, "missing-key"),
        (7, 3, "missing-key"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "title: Two\n", (4, 1)),
        (HEAD + "coding:\n  date: 2019\n  date: 2020\n", (6, 3)),
        (HEAD + "positions:\n  fees: {stance: 1, stance: 2, confidence: low, because: So.}\n", (5, 21)),
        (HEAD + "positions:\n  fees: &a {}\n  fees: {}\n", (6, 3)),
        (HEAD + "claims:\n- {id: a, kind: principle, statement: So., id: b}\n", (5, 44)),
        (HEAD + "claims:\n- {id: a, kind: principle, statement: So., evidence: [{page: 1, page: 2}]}\n", (5, 65)),
        (HEAD + "claims:\n- {id: a, kind: principle, statement: So., stances: {fees: 1, fees: 1}}\n", (5, 63)),
        (HEAD + "attributes:\n  no: 1\n  no: 2\n", (6, 3)),
    ],
)
def test_a_key_may_stand_once_at_every_level(text: str, place: tuple[int, int]) -> None:
    assert (*place, "duplicate-key") in at(read_document(text).problems)


def test_a_claim_whose_id_stands_twice_is_called_by_the_first() -> None:
    outcome = read_document(HEAD + "claims:\n- {id: a, kind: principle, statement: So., id: b}\n")
    assert inside(outcome.problems) == [("duplicate-key", "a", "id")]
    assert outcome.value.claims[0].id == "a"


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "# one\n# two", BOM, BOM + b"# a comment\n"])
def test_a_file_without_anything_in_it_is_empty(text: str | bytes) -> None:
    outcome = read_document(text)
    assert at(outcome.problems) == [(1, 1, "empty")]
    assert outcome.value is None


@pytest.mark.parametrize(
    ("text", "given"),
    [("---\n", "nothing"), ("~\n", "a text"), ("null\n", "a text"), ("- a\n", "a list"), ("words\n", "a text")],
)
def test_a_file_that_holds_no_mapping_is_no_document(text: str, given: str) -> None:
    problem = only(read_document(text).problems)
    assert problem.rule == "wrong-type"
    assert problem.message == f"{given} stands where a document (a mapping) is expected"


def test_a_byte_order_mark_is_passed_over() -> None:
    outcome = read_document(BOM + CODED.encode())
    assert outcome.problems == []
    assert outcome.value.title == "A plan"


def test_a_byte_order_mark_does_not_shift_places() -> None:
    assert at(read_document(BOM + b"form: 1\nid: plan\ntitle: A\nformat: 1\n").problems) == [(1, 1, "unknown-key")]
    assert at(read_document(BOM + b"format: 2\nid: plan\ntitle: A\n").problems) == [(1, 9, "format")]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_read_alike(end: str) -> None:
    text = HEAD + "summary: |\n  One.\n  Two.\nform: 1\n"
    outcome = read_document(text.replace("\n", end))
    assert at(outcome.problems) == at(read_document(text).problems) == [(7, 1, "unknown-key")]
    assert outcome.value.summary == "One.\nTwo."


def test_a_file_needs_no_line_end_at_its_end() -> None:
    assert read_document(HEAD.rstrip()).problems == []


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", (1, 1)),
        (b"format: 1\nid: pl\xe4n\n", (2, 7)),
        (b"format: 1\r\nid: pl\xe4n\r\n", (2, 7)),
        ("format: 1\ntitle: é€🙂".encode() + b"\xe9\n", (2, 11)),
        (b"title: cut \xe2\x82", (1, 12)),
        (BOM + b"format: 1\nid: \xff\n", (2, 5)),
        (BOM + b"id: \xff\n", (1, 5)),
        ("title: Übung".encode("utf-16"), (1, 1)),
    ],
)
def test_bytes_that_are_not_utf_8_have_their_place(data: bytes, place: tuple[int, int]) -> None:
    outcome = read_document(data)
    assert at(outcome.problems) == [(*place, "not-utf8")]
    assert outcome.value is None


@pytest.mark.parametrize(
    ("character", "code"), [("\x00", "0000"), ("\x07", "0007"), ("\x1b", "001B"), ("\x7f", "007F")]
)
def test_control_characters_are_refused_where_they_stand(character: str, code: str) -> None:
    problem = only(read_document(f"format: 1\ntitle: é🙂{character}\nid: plan\n").problems)
    assert (problem.line, problem.column, problem.rule) == (2, 10, "syntax")
    assert problem.message == f"the character U+{code} is not allowed in YAML"
    assert problem.hint == "remove it"


def test_a_control_character_on_the_first_line_has_its_place_after_a_byte_order_mark() -> None:
    assert at(read_document(BOM + b"id: \x07\n").problems) == [(1, 5, "syntax")]


def test_an_escaped_control_character_is_a_text_like_any_other() -> None:
    assert read_document('format: 1\nid: plan\ntitle: "a\\x07\\0b"\n').value.title == "a\x07\0b"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "summary: one: two\n", (4, 13)),
        (HEAD + "\tsummary: So.\n", (4, 1)),
        (HEAD + " summary: So.\n", (4, 9)),
        (HEAD + "summary: 'open\n", (5, 1)),
        (HEAD + 'summary: "\\q"\n', (4, 11)),
        (HEAD + "authors: [a, b\nsummary: So.\n", (5, 8)),
        (HEAD + "summary: a]\n- b\n", (5, 1)),
        (HEAD + "summary: @home\n", (4, 10)),
        (HEAD + "summary: *\n", (4, 11)),
        ("%YAML 1.1\n", (2, 1)),
    ],
)
def test_a_syntax_error_is_reported_near_its_place(text: str, place: tuple[int, int]) -> None:
    outcome = read_document(text)
    assert at(outcome.problems) == [(*place, "syntax")]
    assert outcome.problems[0].message.startswith("not well-formed YAML: ")
    assert outcome.value is None


def test_what_is_wrong_before_a_syntax_error_is_reported_with_it() -> None:
    outcome = read_document("format: 7\nid: plan\nauthors: [a, b\nsummary: So.\n")
    assert at(outcome.problems) == [(1, 9, "format"), (4, 8, "syntax")]


def test_a_syntax_error_names_the_claim_in_which_it_stands() -> None:
    outcome = read_document(document([], [claim("plan-p01"), "  - id: plan-p02\n    statement: a: b\n"]))
    assert inside(outcome.problems) == [("syntax", "plan-p02", "statement")]


def test_a_second_yaml_document_is_refused_and_the_first_is_read() -> None:
    outcome = read_document(HEAD + "---\nwhat: ever\n---\nelse: too\n")
    assert at(outcome.problems) == [(4, 1, "several-yaml-documents")]
    assert outcome.value.title == "A plan"


@pytest.mark.parametrize("frame", ["---\n{}", "{}...\n", "---\n{}...\n", "%YAML 1.1\n---\n{}", "%YAML 1.2\n---\n{}"])
def test_the_marks_around_one_yaml_document_are_allowed(frame: str) -> None:
    assert read_document(frame.format(HEAD)).problems == []


def nested(levels: int, opening: str = "[", closing: str = "]") -> str:
    return opening * levels + closing * levels


def test_values_nested_32_deep_are_passed_over() -> None:
    outcome = read_document(HEAD + f"notes: {nested(32)}\n")
    assert rules(outcome) == ["unknown-key"]
    assert outcome.value.title == "A plan"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (f"notes: {nested(33)}\n", 40),
        (f"title: {nested(33)}\n", 40),
        (f"coding: {{date: {nested(33)}}}\n", 48),
        (f"notes: {nested(33, '{a: ', '}')}\n", 136),
        (f"notes: {'[' * 900}{'1, ' * 20}\n", 40),
    ],
)
def test_reading_ends_where_values_are_nested_deeper(text: str, column: int) -> None:
    outcome = read_document("format: 1\nid: plan\n" + text + "wrong: here\n")
    assert (3, column, "too-deep") in at(outcome.problems)
    assert all(problem.line == 3 for problem in outcome.problems)
    assert outcome.value is None


def test_the_place_of_what_is_too_deep_is_found_without_following_it_down() -> None:
    """The ways to 50 000 values 900 levels down would be 45 million steps."""
    outcome = read_document(f"format: 1\nnotes: {'[' * 900}{'1, ' * 50_000}\n")
    deep = next(problem for problem in outcome.problems if problem.rule == "too-deep")
    assert deep.field == "notes" + "[1]" * 32
    assert len(outcome.places().by_path) < 200


@pytest.mark.parametrize("tag", ["!", "!!str", "!<x>", "!own", "!%C3%A9"])
def test_tags_are_refused_whatever_they_say(tag: str) -> None:
    problem = only(read_document(HEAD + f"scope: {tag} All branches.\n").problems)
    assert (problem.line, problem.column, problem.rule) == (4, 8, "tag")


@pytest.mark.parametrize("value", ["!%ED%A0%80 All", "!%FF All", '"\\U00110000"'])
@pytest.mark.parametrize("libyaml", [True, False])
def test_an_escape_that_stands_for_no_character_is_a_syntax_error(
    monkeypatch: pytest.MonkeyPatch, value: str, libyaml: bool
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", libyaml)
    problem = only(read_document(HEAD + f"scope: {value}\n").problems)
    assert (problem.line, problem.rule, problem.field) == (4, "syntax", "scope")


def test_an_alias_is_not_followed() -> None:
    """Nine lines like these would be a billion values."""
    lines = [
        "a: &a [x, x, x, x]",
        *(f"{n}: &{n} [*{p}, *{p}, *{p}]" for p, n in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    outcome = read_document(HEAD + "\n".join(lines) + "\n")
    assert set(rules(outcome)) == {"unknown-key"}
    assert len(outcome.problems) == 9


def test_a_merge_key_merges_nothing() -> None:
    outcome = read_document(HEAD + "coding: &c {coder: A. Coder}\npositions:\n  fees:\n    <<: *c\n    stance: 1\n")
    assert (4, 9, "alias") in at(outcome.problems)
    assert (7, 5, "unknown-key") in at(outcome.problems)


def test_the_ids_of_broken_records_are_told() -> None:
    outcome = read_document(
        document(
            ["  open-late: {stance: 9}\n", position("fees", 1, "plan-p02")],
            ["  - {id: plan-p01, kind: x, statement: So.}\n", claim("plan-p02", "stances: {keep-hours: 7}")],
        )
    )
    assert {"plan-p01", "open-late", "keep-hours"} <= outcome.dropped
    assert not {"plan-p02", "fees"} & outcome.dropped


def test_the_propositions_of_a_broken_theme_are_told() -> None:
    text = b"format: 1\nversion: 1\nthemes: {hours: {title: Hours, propositions: {open-late: {text: Open late.}}}}\n"
    outcome = read("codebook.yaml", text, schema.CODEBOOK, {})
    assert rules(outcome) == ["missing-key"]
    assert outcome.dropped == {"hours", "open-late"}


TEXTS = [
    document([position("open-late", 2, "plan-p01")], [claim("plan-p01", "stances: {open-late: 2}")]),
    HEAD + "authors: A. Writer\ntitle: Two\nscope: !!str x\nlicence: &a b\nkind: *a\nnotes: " + nested(40) + "\n",
    HEAD + "---\nsecond: one\n",
    HEAD + "title: a\x07b\n",
    BOM.decode() + "format: 2\r\nclaims:\r\n- {id: 🙂, kind: x}\r\n",
    "",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_without_libyaml_the_same_is_read_and_found(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert yaml.__with_libyaml__
    fast = read_document(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = read_document(text)
    assert slow.problems == fast.problems
    assert slow.value == fast.value
