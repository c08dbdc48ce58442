"""Types come from the schema, never from YAML's guesses."""

from typing import Any

import pytest
from written import NAMES, at, inside, only, read_value, rules

from policylens.corpus import schema
from policylens.corpus.compiled import compiled
from policylens.corpus.schema import Anchor, Choice, Date, Field, Flag, Format, Id, ListOf, MapOf, Name, Text, Whole
from policylens.model import Kind

STANCE = Whole(-2, 2)
PAIR = schema.Record("pair", dict, {"left": Field(Text(), required=True), "right": Field(STANCE)})


def value_of(shape: schema.Shape, written: str) -> Any:
    """Return what `value: written` turns into; nothing may be wrong with it."""
    outcome = read_value(shape, f"value: {written}\n")
    assert outcome.problems == []
    return outcome.value["value"]


def fault_in(shape: schema.Shape, written: str) -> tuple[int, int, str]:
    """Return where `value: written` is wrong, and by which rule; the field must be `value`."""
    problem = only(read_value(shape, f"value: {written}\n").problems)
    assert problem.field == "value"
    return problem.line, problem.column, problem.rule


@pytest.mark.parametrize(
    "written",
    "no yes on off true null ~ 012 0o14 0x1F 1.10 1e3 .inf 12:30 12:30:45 2010-05-18 19 1_000 +1 -2 = a#b x:y".split(),
)
def test_a_bare_text_is_what_was_written(written: str) -> None:
    assert value_of(Text(), written) == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"2"', "2"),
        ("'it''s'", "it's"),
        ('"caf\\u00e9\\ttwo"', "café\ttwo"),
        ("'# no comment: no key'", "# no comment: no key"),
        ("plain # a comment", "plain"),
        ("'  blanks around  '", "blanks around"),
        ("over\n  two lines", "over two lines"),
        ('"over\n\n  two paragraphs"', "over\ntwo paragraphs"),
        (">\n  folded\n  to a line\n", "folded to a line"),
        (">-\n  folded\n\n  paragraphs\n", "folded\nparagraphs"),
        ("|\n  kept\n  apart\n", "kept\napart"),
        ("|+\n  kept\n\n\n", "kept"),
        ("|2-\n    indented\n  less", "indented\nless"),
    ],
)
def test_a_text_may_be_quoted_folded_or_literal(written: str, text: str) -> None:
    assert value_of(Text(), written) == text


@pytest.mark.parametrize(
    ("written", "column"), [("", 7), ('""', 8), ("''", 8), ('"  "', 8), ('"\\t\\n"', 8), ("|\n", 8), ("# nothing", 7)]
)
@pytest.mark.parametrize(
    "shape", [Text(), Anchor(), Date(), Flag(), Format(), STANCE, Id("claim"), Choice(Kind), Name("topic")]
)
def test_a_value_without_words_is_empty(shape: schema.Shape, written: str, column: int) -> None:
    assert fault_in(shape, written) == (1, column, "empty")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2", 2),
        ("1", 1),
        ("0", 0),
        ("-1", -1),
        ("-2", -2),
        ("+1", 1),
        ('"2"', 2),
        ("'-2'", -2),
        ("-0", 0),
        ("' 1 '", 1),
    ],
)
def test_a_stance_may_be_signed_or_quoted(written: str, number: int) -> None:
    assert value_of(STANCE, written) == number


@pytest.mark.parametrize("written", "two 1.0 1e0 yes ~ null 0x1 1_0 + -- +-1 １ ½ 1,5".split())
def test_a_stance_that_is_no_whole_number_is_refused(written: str) -> None:
    assert fault_in(STANCE, written) == (1, 8, "not-a-number")


@pytest.mark.parametrize("written", ["3", "-3", "+3", "100", '"3"', "999999999"])
def test_a_stance_beyond_two_is_out_of_range(written: str) -> None:
    assert fault_in(STANCE, written) == (1, 8, "out-of-range")


@pytest.mark.parametrize(("written", "flag"), [("true", True), ("false", False), ('"true"', True)])
def test_a_flag_is_true_or_false(written: str, flag: bool) -> None:
    assert value_of(Flag(), written) is flag


@pytest.mark.parametrize("written", ["True", "TRUE", "yes", "no", "on", "1", "0", "y", "~"])
def test_other_words_for_true_and_false_are_refused(written: str) -> None:
    assert fault_in(Flag(), written) == (1, 8, "not-true-or-false")


@pytest.mark.parametrize("written", ["2008", "2009-09", "2010-05-18", '"2009-09"', "2000-02-29", "0001", "9999-12-31"])
def test_a_date_is_kept_as_exact_as_it_is_written(written: str) -> None:
    assert value_of(Date(), written) == written.strip('"')


@pytest.mark.parametrize(
    "written",
    [
        "2009-13",
        "2009-00",
        "2009-9",
        "2019-02-29",
        "2019-04-31",
        "0000",
        "18 May 2010",
        "20100518",
        "2010-05-18T10:00Z",
    ],
)
def test_a_date_that_is_not_in_the_calendar_is_refused(written: str) -> None:
    assert fault_in(Date(), written) == (1, 8, "not-a-date")


def test_the_format_is_one() -> None:
    assert value_of(Format(), "1") == "1"
    assert value_of(Format(), '"1"') == "1"


@pytest.mark.parametrize("written", ["2", "0", "1.0", "01", "one", "v1"])
def test_another_format_is_not_known(written: str) -> None:
    problem = only(read_value(Format(), f"value: {written}\n").problems)
    assert problem.rule == "format"
    assert problem.message == f"format {written} is not known"
    assert problem.hint == "this program reads format 1"


@pytest.mark.parametrize("written", ["a", "fabian-r05b", "19", "012", "no", "2010-05-18", '"a-b"'])
def test_an_id_has_lower_case_letters_digits_and_hyphens(written: str) -> None:
    assert value_of(Id("claim"), written) == written.strip('"')


@pytest.mark.parametrize("written", ["Fabian", "a_b", "a--b", "-a", "a-", "a b", "é", "a/b", "a.b", "１"])
def test_other_characters_make_a_bad_id(written: str) -> None:
    problem = only(read_value(Id("claim"), f"value: {written}\n").problems)
    assert (problem.rule, problem.message) == ("bad-id", f"{written} cannot be the id of a claim")


def test_a_word_of_an_enumeration_becomes_its_member() -> None:
    assert value_of(Choice(Kind), "criticism") is Kind.CRITICISM
    assert value_of(Choice(Kind), '" criticism "') is Kind.CRITICISM


def test_a_mistyped_word_gets_a_suggestion() -> None:
    problem = only(read_value(Choice(Kind), "value: critisism\n").problems)
    assert (problem.line, problem.column, problem.rule) == (1, 8, "unknown-name")
    assert problem.message == "unknown kind critisism"
    assert problem.hint == "did you mean criticism?"


def test_a_word_that_is_nothing_like_the_known_ones_is_told_all_of_them() -> None:
    problem = only(read_value(Choice(Kind), "value: xyz\n").problems)
    every = "principle, mechanism, recommendation, commitment, diagnosis, criticism, evidence"
    assert problem.hint == f"one of: {every}"


def test_a_name_must_be_known() -> None:
    names = {"proposition": ("for-profit-delivery", "fees")}
    outcome = read_value(Name("proposition"), "value: for-proft-delivery\n", names)
    problem = only(outcome.problems)
    assert problem.message == "unknown proposition for-proft-delivery"
    assert problem.hint == "did you mean for-profit-delivery?"


def test_a_known_name_is_read() -> None:
    assert value_of(Name("topic"), "mill-road") == "mill-road"
    assert value_of(Name("topic"), "' mill-road '") == "mill-road"


def test_a_name_of_which_nothing_is_known_is_not_checked() -> None:
    assert read_value(Name("topic"), "value: anything\n", {}).problems == []


@pytest.mark.parametrize(
    "written",
    ["one two three four five six", "one  two  three  four  five  six", "«One», two; three-and-a-half four … five"],
)
def test_an_anchor_may_have_six_words(written: str) -> None:
    assert value_of(Anchor(), written) == written


@pytest.mark.parametrize("written", ["1 2 3 4 5 6 7", "a b c d e\n  f g", '"a\\tb\\tc\\td\\te\\tf\\tg"'])
def test_an_anchor_of_seven_words_is_too_long(written: str) -> None:
    problem = only(read_value(Anchor(), f"value: {written}\n").problems)
    assert problem.rule == "long-anchor"
    assert problem.message == "this end of the anchor has 7 words"


@pytest.mark.parametrize(
    "written", ["[a, no, 19]", "\n  - a\n  - no\n  - 19", "\n- a\n- no\n- 19", "['a', \"no\", 19,]"]
)
def test_a_list_may_be_written_in_one_line_or_in_many(written: str) -> None:
    assert value_of(ListOf(Text()), written) == ("a", "no", "19")


def test_an_empty_list_is_a_list() -> None:
    assert value_of(ListOf(Text()), "[]") == ()


def test_a_name_that_cannot_be_read_is_not_one_that_stands_there_twice() -> None:
    assert rules(read_value(ListOf(Id("claim")), "value: [A, A]")) == ["bad-id", "bad-id"]


@pytest.mark.parametrize("shape", [Name("topic"), Name("document"), Id("claim")])
def test_a_name_stands_in_a_list_once(shape: schema.Shape) -> None:
    outcome = read_value(ListOf(shape), "value: [mill-road, plan, mill-road, 'plan']\n", {})
    assert outcome.value == {"value": ("mill-road", "plan")}
    assert at(outcome.problems) == [(1, 26, "listed-twice"), (1, 37, "listed-twice")]
    assert outcome.problems[0].field == "value[3]"
    assert outcome.problems[0].message == "mill-road stands in this list twice"


def test_a_text_may_stand_in_a_list_twice() -> None:
    assert value_of(ListOf(Text()), "[a, b, a]") == ("a", "b", "a")


def test_every_fault_in_a_list_is_reported_and_the_rest_is_kept() -> None:
    outcome = read_value(ListOf(STANCE), "value: [1, two, 2, 7, [0], -1]\n")
    assert at(outcome.problems) == [(1, 12, "not-a-number"), (1, 20, "out-of-range"), (1, 23, "wrong-type")]
    assert [p.field for p in outcome.problems] == ["value[2]", "value[4]", "value[5]"]
    assert outcome.value["value"] == (1, 2, -1)


def test_the_keys_of_a_mapping_are_texts_too() -> None:
    assert value_of(MapOf(Text(), Text()), "{no: yes, 1.10: 012, ~: null}") == {"no": "yes", "1.10": "012", "~": "null"}


def test_an_empty_mapping_is_a_mapping() -> None:
    assert value_of(MapOf(Text(), Text()), "{}") == {}


def test_the_first_of_two_equal_keys_is_kept() -> None:
    outcome = read_value(MapOf(Text(), STANCE), "value:\n  a: 1\n  b: 2\n  a: 3\n")
    assert at(outcome.problems) == [(4, 3, "duplicate-key")]
    assert outcome.problems[0].field == "value.a"
    assert outcome.value["value"] == {"a": 1, "b": 2}


def test_keys_that_are_equal_without_their_quotes_stand_twice() -> None:
    assert rules(read_value(MapOf(Text(), Text()), "value: {a: 1, 'a': 2, \" a\": 3}\n")) == ["duplicate-key"] * 2


def test_a_key_whose_value_is_wrong_still_stands_there() -> None:
    outcome = read_value(MapOf(Text(), STANCE), "value: {a: 9, a: 1}\n")
    assert at(outcome.problems) == [(1, 12, "out-of-range"), (1, 15, "duplicate-key")]
    assert outcome.value["value"] == {}


def test_a_wrong_value_in_one_mapping_does_not_take_its_key_from_others() -> None:
    outcome = read_value(ListOf(MapOf(Name("proposition"), STANCE)), "value: [{fees: 9}, {fees: 1}]\n")
    assert at(outcome.problems) == [(1, 16, "out-of-range")]
    assert outcome.value["value"] == ({}, {"fees": 1})


def test_what_stands_under_a_bad_key_is_passed_over() -> None:
    outcome = read_value(MapOf(Name("proposition"), STANCE), "value: {feas: {x: [many, things]}, fees: 1}\n")
    assert at(outcome.problems) == [(1, 9, "unknown-name")]
    assert outcome.value["value"] == {"fees": 1}


def test_a_record_is_built_from_its_fields() -> None:
    assert value_of(PAIR, "{left: no, right: -1}") == {"left": "no", "right": -1}


def test_a_field_that_is_not_there_is_left_to_the_record() -> None:
    assert value_of(PAIR, "{left: no}") == {"left": "no"}


def test_a_required_field_that_is_missing_is_reported_where_the_record_begins() -> None:
    outcome = read_value(ListOf(PAIR), "value:\n  - left: a\n  - right: 1\n  - {}\n")
    assert at(outcome.problems) == [(3, 5, "missing-key"), (4, 5, "missing-key")]
    assert outcome.problems[0].message == "this pair has no left"
    assert outcome.problems[0].hint == "add left: ..."
    assert outcome.value["value"] == ({"left": "a"},)


def test_a_required_field_whose_value_is_wrong_is_not_missing_too() -> None:
    outcome = read_value(PAIR, "value: {left: [], right: 1}\n")
    assert at(outcome.problems) == [(1, 15, "wrong-type")]
    assert outcome.value == {}


def test_a_record_survives_a_wrong_field_that_is_not_required() -> None:
    outcome = read_value(PAIR, "value: {left: a, right: 9}\n")
    assert rules(outcome) == ["out-of-range"]
    assert outcome.value["value"] == {"left": "a"}


def test_an_unknown_key_gets_the_nearest_as_suggestion() -> None:
    problem = only(read_value(PAIR, "value: {left: a, rihgt: 1}\n").problems)
    assert (problem.line, problem.column, problem.rule) == (1, 18, "unknown-key")
    assert problem.message == "a pair has no rihgt"
    assert problem.hint == "did you mean right?"


def test_an_unknown_key_that_is_nothing_like_the_known_ones_is_told_all_of_them() -> None:
    problem = only(read_value(PAIR, "value: {left: a, xyz: 1}\n").problems)
    assert problem.hint == "one of: left, right"


def test_an_unknown_key_may_hold_anything() -> None:
    outcome = read_value(PAIR, "value: {note: {deep: [{er: [still]}]}, left: a}\n")
    assert rules(outcome) == ["unknown-key"]
    assert outcome.value["value"] == {"left": "a"}


def test_a_merge_key_is_no_key_of_a_record() -> None:
    problem = only(read_value(PAIR, "value:\n  left: a\n  <<: {right: 1}\n").problems)
    assert (problem.line, problem.column, problem.rule, problem.message) == (3, 3, "unknown-key", "a pair has no <<")


def test_a_field_that_stands_twice_keeps_its_first_value() -> None:
    outcome = read_value(PAIR, "value:\n  left: a\n  left: [b]\n")
    assert at(outcome.problems) == [(3, 3, "duplicate-key")]
    assert outcome.problems[0].message == "left stands here twice"
    assert outcome.value["value"] == {"left": "a"}


@pytest.mark.parametrize("key", ["? [a, b]\n  : c", "? {a: b}\n  : c", "[a]: c", "{a: b}: c"])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    outcome = read_value(PAIR, f"value:\n  left: a\n  {key}\n  right: 1\n")
    assert rules(outcome) == ["wrong-type"]
    assert outcome.problems[0].line == 3
    assert outcome.value["value"] == {"left": "a", "right": 1}


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Text(), "a text"),
        (Anchor(), "a text"),
        (Date(), "a date"),
        (Flag(), "true or false"),
        (Format(), "a format version"),
        (STANCE, "a whole number"),
        (Id("claim"), "an id"),
        (Choice(Kind), "a word"),
        (Name("topic"), "the name of a topic"),
    ],
)
@pytest.mark.parametrize(("written", "given"), [("[a]", "a list"), ("{a: b}", "a mapping")])
def test_a_collection_is_no_value_of_one_word(shape: schema.Shape, expected: str, written: str, given: str) -> None:
    problem = only(read_value(shape, f"value: {written}\n").problems)
    assert (problem.line, problem.column, problem.rule) == (1, 8, "wrong-type")
    assert problem.message == f"{given} stands where {expected} is expected"


@pytest.mark.parametrize(
    ("shape", "written", "message"),
    [
        (ListOf(Text()), "a", "a text stands where a list is expected"),
        (ListOf(Text()), "{a: b}", "a mapping stands where a list is expected"),
        (MapOf(Text(), Text()), "a", "a text stands where a mapping is expected"),
        (MapOf(Text(), Text()), "[a]", "a list stands where a mapping is expected"),
        (PAIR, "a", "a text stands where a pair (a mapping) is expected"),
        (PAIR, "[a]", "a list stands where a pair (a mapping) is expected"),
        (ListOf(Text()), "", "nothing stands where a list is expected"),
        (MapOf(Text(), Text()), "", "nothing stands where a mapping is expected"),
    ],
)
def test_a_list_a_mapping_and_a_record_are_told_apart(shape: schema.Shape, written: str, message: str) -> None:
    problem = only(read_value(shape, f"value: {written}\n").problems)
    assert (problem.rule, problem.message) == ("wrong-type", message)


@pytest.mark.parametrize(
    "shape", [Text(), STANCE, ListOf(Text()), MapOf(Text(), Text()), PAIR, Name("topic"), Anchor()]
)
@pytest.mark.parametrize(
    ("mark", "rule"), [("&x", "alias"), ("!!str", "tag"), ("!", "tag"), ("!own", "tag"), ("&x !!str", "alias")]
)
@pytest.mark.parametrize("written", ["a", "[a]", "{a: b}"])
def test_anchors_and_tags_are_refused_on_every_value(shape: schema.Shape, mark: str, rule: str, written: str) -> None:
    assert fault_in(shape, f"{mark} {written}") == (1, 8, rule)


def test_an_alias_is_refused_where_it_stands() -> None:
    outcome = read_value(ListOf(Text()), "value: [&x a, *x]\n")
    assert at(outcome.problems) == [(1, 9, "alias"), (1, 15, "alias")]


def test_a_tag_is_shown_as_it_was_written() -> None:
    message = only(read_value(STANCE, "value: !!int 2\n").problems).message
    assert message == "the tag !!int is not used here"


@pytest.mark.parametrize(("key", "rule"), [("&x left", "alias"), ("!!str left", "tag"), ("! left", "tag")])
def test_anchors_and_tags_are_refused_on_keys(key: str, rule: str) -> None:
    outcome = read_value(MapOf(Text(), Text()), f"value:\n  a: b\n  {key}: c\n")
    assert at(outcome.problems) == [(3, 3, rule)]
    outcome = read_value(PAIR, f"value:\n  left: b\n  {key}: c\n")
    assert at(outcome.problems) == [(3, 3, rule)]


def test_a_long_value_is_cut_in_the_message_and_kept_on_one_line() -> None:
    message = only(read_value(STANCE, f"value: |\n  {'long ' * 30}\n  and more\n").problems).message
    assert message == "long long long long long long long long long long long lo... is not a whole number"


def test_a_shape_is_compiled_once() -> None:
    shape = ListOf(Text())
    assert compiled(shape) is compiled(shape)


def test_shapes_made_in_passing_do_not_take_each_others_readers() -> None:
    """An object that is gone leaves its id to the next."""
    for _ in range(50):
        compiled(ListOf(Text()))
        assert fault_in(ListOf(STANCE), "a") == (1, 8, "wrong-type")
        assert rules(read_value(Date(), "value: never\n")) == ["not-a-date"]
        assert rules(read_value(Flag(), "value: never\n")) == ["not-true-or-false"]


def test_the_field_of_a_problem_leads_through_lists_and_mappings() -> None:
    shape = MapOf(Text(), ListOf(PAIR))
    outcome = read_value(shape, "value:\n  one: []\n  two: [{left: a}, {left: a, right: 5}]\n", NAMES)
    assert inside(outcome.problems) == [("out-of-range", "", "value.two[2].right")]
