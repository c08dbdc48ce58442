"""Full-text search: any form of a word, phrases, nothing typed is syntax, best first, matches marked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import claim, document

from policylens.errors import PolicylensError
from policylens.model import Claim, Document
from policylens.store.search import CLOSE, OPEN, Found, Hit, search

Entries = list[tuple[Document, Claim]]
Fields = dict[str, Any]

FILLERS = [
    "Buses run late.",
    "Rents are rising.",
    "Bread costs more.",
    "Taxes pay for schools.",
    "Dogs must be led.",
    "Bins stay full.",
]
"""Claims about other things, so that a word that is searched for is a rare one."""


def said(name: str, statement: str = "Something is said.", **fields: Any) -> Claim:
    return replace(claim(name, statement=statement), **fields)


def texts(*statements: str) -> list[Claim]:
    """Make a claim of each statement: c1, c2 ..."""
    return [said(f"c{number}", statement) for number, statement in enumerate(statements, 1)]


def entries(claims: Sequence[Claim]) -> Entries:
    one = document("a", claims=claims)
    return [(one, each) for each in claims]


def find(claims: Sequence[Claim], *words: str) -> Found:
    return search(entries(claims), {"mill": "The old watermill"}, words)


def ids(found: Found) -> list[str]:
    return [hit.claim.id for hit in found.hits]


def finds(statement: str, *words: str) -> bool:
    """Whether a claim with this statement has all the words."""
    found = find(texts(statement), *words)
    return bool(found.hits) and not found.any_word


def matches(marked: str) -> list[str]:
    """Return what is marked as a match."""
    return re.findall(f"{OPEN}([^{CLOSE}]*){CLOSE}", marked)


def shown(marked: str) -> str:
    """Return a marked text with the matches in brackets."""
    return marked.replace(OPEN, "[").replace(CLOSE, "]")


# ---- words

FORMS = [
    ("inspect", "inspection"),
    ("inspected", "inspections"),
    ("volunteer", "volunteers"),
    ("library", "libraries"),
    ("open", "opening"),
    ("manage", "management"),
    ("commissioner", "commissioners"),
    ("Roof", "ROOF"),
    ("cafe", "café"),
    ("CAFÉ", "cafes"),
    ("cafe\u0301s", "cafés"),
    ("e\u0301te\u0301", "été"),
]


@pytest.mark.parametrize(("one", "other"), [*FORMS, *((other, one) for one, other in FORMS)])
def test_a_word_is_found_in_any_form(one: str, other: str) -> None:
    assert finds(f"They spoke of {other} today.", one)


@pytest.mark.parametrize("word", ["oof", "roo", "roofless", "floor"])
def test_a_word_is_not_found_within_another_or_beside_it(word: str) -> None:
    assert not finds("The roof leaks.", word)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["roof", "mill"], {"c1", "c4"}),
        (["mill", "roof"], {"c1", "c4"}),
        (["leak", "mill", "the"], {"c1"}),
        (["roof", "roof"], {"c1", "c2", "c4"}),
    ],
)
def test_all_the_words_must_be_there_in_any_order(words: list[str], expected: set[str]) -> None:
    found = find(texts("The mill's roof leaks.", "The roof is new.", "The mill.", "A roof for a mill."), *words)
    assert ({*ids(found)}, found.any_word) == (expected, False)


def test_words_may_stand_in_different_fields_of_one_claim() -> None:
    everywhere = said("c1", "The roof leaks.", mechanism="Slates slip.", conditions="In winter.", actors=("builders",))
    apart = texts("The roof.", "Slates slip in winter.", "Builders.")[1:]
    found = find([everywhere, *apart], "roof", "slates", "winter", "builders")
    assert (ids(found), found.any_word) == (["c1"], False)


FIELDS: dict[str, Fields] = {
    "statement": {"statement": "A watermill."},
    "mechanism": {"mechanism": "By a watermill."},
    "conditions": {"conditions": "If the watermill runs."},
    "speaker": {"speaker": "The watermill keeper"},
    "actors": {"actors": ("councils", "watermills")},
    "the title of a topic": {"topics": ("mill",)},
    "a topic without a title": {"topics": ("watermill",)},
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_word_is_found_in_every_field_that_says_something(field: str) -> None:
    assert ids(find([said("c1"), said("c2", **FIELDS[field])], "watermill")) == ["c2"]


def test_nothing_is_found_among_no_claims() -> None:
    assert find([], "roof") == Found(hits=(), any_word=False, total=0, documents=0)


# ---- phrases


@pytest.mark.parametrize(
    "given", ["brook street", '"brook street"', "Brook Streets", '"brook, street!"', "brook-street"]
)
def test_a_phrase_is_found_where_its_words_follow_each_other(given: str) -> None:
    claims = texts("Brook Street is open.", "The street along the brook.", "A brook of a street.", *FILLERS)
    assert ids(find(claims, given)) == ["c1"]


def test_a_phrase_is_found_across_punctuation_within_a_field() -> None:
    assert finds("The brook, street and all.", "brook street")


def test_a_phrase_does_not_run_from_one_field_into_the_next() -> None:
    assert not find([said("c1", "Down the brook", mechanism="Street by street.")], "brook street").hits


@pytest.mark.parametrize("given", ['"brook street" leaks', 'leaks "brook street"', '"brook street""leaks"'])
def test_words_and_phrases_may_stand_in_one_argument(given: str) -> None:
    claims = texts("The leaks of Brook Street.", "Brook leaks; street dry.", "Brook Street is dry.", *FILLERS)
    assert ids(find(claims, given)) == ["c1"]


@pytest.mark.parametrize("given", ["don't", "don’t", "DON'T"])
def test_either_apostrophe_finds_the_other(given: str) -> None:
    assert finds("They don't pay.", given)
    assert finds("They don’t pay.", given)


# ---- a star


@pytest.mark.parametrize(
    ("given", "there"), [("lib*", "library"), ("*oof", "roof"), ("ro*f", "roof"), ('"lib"*', "library")]
)
def test_a_star_stands_for_nothing(given: str, there: str) -> None:
    # words are stemmed, so a star would find what begins like a stem, not like a word
    assert not finds(f"A {there} leaks.", given)


def test_a_beginning_is_not_enough() -> None:
    assert not finds("A library.", "lib")


# ---- nothing else is syntax


@pytest.mark.parametrize("word", ["NEAR", "AND", "OR", "NOT", "near"])
def test_operators_are_words(word: str) -> None:
    assert ids(find(texts("The roof leaks.", f"The {word.lower()} side."), word)) == ["c2"]


@pytest.mark.parametrize("operator", ["AND", "OR", "NOT", "NEAR"])
def test_an_operator_between_words_must_be_there_as_a_word(operator: str) -> None:
    claims = texts(f"The roof, {operator.lower()} the mill.", "The roof of the mill.", *FILLERS)
    assert ids(find(claims, "roof", operator, "mill")) == ["c1"]


@pytest.mark.parametrize(
    "given",
    [
        "-roof",
        "^roof",
        "+roof",
        "roof:",
        ":roof",
        "(roof",
        "roof)",
        "{roof}",
        "roof;",
        "'roof",
        '"roof',
        'roof"',
        '""roof"',
        '""" roof',
        "roof\\",
        "%roof%",
        "_roof_",
        "roof --",
        "/*roof",
        "\x00roof",
        "roof\udce9",
        "“roof”",
    ],
)
def test_signs_around_a_word_mean_nothing(given: str) -> None:
    claims = texts("Leaks in every roof.", "The mill is dry.")
    found = find(claims, given)
    assert ids(found) == ["c1"]
    assert matches(found.hits[0].statement) == ["roof"]


@pytest.mark.parametrize(
    "given",
    ["statement:roof", "statement : roof", "{statement} : roof", "NEAR(roof leaks)", "NEAR(roof leaks, 3)", "- roof x"],
)
def test_what_would_be_a_query_is_a_phrase(given: str) -> None:
    assert not finds("The roof leaks.", given)
    assert finds(f"We call it {given.lower()} here.", given)


HOSTILE = [
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "*",
    '"',
    '""',
    ":",
    "-",
    "^",
    "+",
    "(",
    ")",
    "{",
    "}",
    ",",
    "'",
    "_",
    "\\",
    "roof",
]
odd = st.lists(st.sampled_from([*HOSTILE, "\udce9", "é", "e\u0301", " ", "\x00", "\x02"])).map("".join)


@given(st.lists(odd | st.text(max_size=12), max_size=4))
def test_no_words_are_an_error_but_those_without_a_letter_or_digit(words: list[str]) -> None:
    claims = texts("The roof leaks.", "And not or near.", "Été.")
    if any(character.isalnum() for word in words for character in word):
        assert {*ids(find(claims, *words))} <= {"c1", "c2", "c3"}
    else:
        with pytest.raises(PolicylensError):
            find(claims, *words)


@pytest.mark.parametrize(
    "words", [[], [""], ["  "], ['""'], ['"'], ["*"], ["-", "^"], [":"], ["_"], ["“”"], ["\u0301"]]
)
def test_no_word_to_search_for_is_said(words: list[str]) -> None:
    with pytest.raises(PolicylensError, match="there is no word to search for"):
        find(texts("The roof leaks."), *words)


def test_signs_among_words_are_passed_over() -> None:
    assert finds("The roof leaks.", "roof", "-", '"', "leaks")


def test_many_words_are_no_error() -> None:
    found = find(texts("The roof leaks."), *(f"word{number}" for number in range(3000)), "roof")
    assert (ids(found), found.any_word) == (["c1"], True)


# ---- any of the words


def test_if_no_claim_has_all_the_words_those_with_some_are_taken() -> None:
    found = find(texts("The roof leaks.", "The mill is dry.", *FILLERS), "mill", "roof", "river")
    assert ({*ids(found)}, found.any_word) == ({"c1", "c2"}, True)


def test_a_claim_with_more_of_the_words_comes_first() -> None:
    found = find(texts("The roof leaks.", "The mill roof.", "The mill.", *FILLERS), "mill", "roof", "river")
    assert ids(found)[0] == "c2"


@pytest.mark.parametrize("words", [["river"], ["river", "bank"], ["roof mill"], ['"roof mill"']])
def test_nothing_found_is_told_as_nothing(words: list[str]) -> None:
    """A phrase is not taken apart."""
    assert find(texts("The mill roof leaks."), *words) == Found(hits=(), any_word=False, total=0, documents=0)


# ---- best first


@pytest.mark.parametrize("fillers", [[], FILLERS], ids=["a common word", "a rare word"])
@pytest.mark.parametrize(("less", "more"), [("mechanism", "statement"), ("conditions", "mechanism")])
def test_a_word_in_a_weightier_field_counts_more(less: str, more: str, fillers: list[str]) -> None:
    """Both claims have the same number of words, since length counts too; the lighter one stands first."""
    filled = {"statement": "Nothing said.", "mechanism": "Nothing done.", "conditions": "Nothing asked."}
    claims = [said("less", **{**filled, less: "A roof."}), said("more", **{**filled, more: "A roof."})]
    assert ids(find([*claims, *texts(*fillers)], "roof")) == ["more", "less"]


@pytest.mark.parametrize("field", ["conditions", "speaker"])
def test_a_statement_counts_more_than_who_says_it_or_when(field: str) -> None:
    claims = [
        said("less", "Nothing there.", **{field: "A roof."}),
        said("more", "A roof.", **{field: "Nothing there."}),
    ]
    assert ids(find([*claims, *texts(*FILLERS)], "roof")) == ["more", "less"]


def test_of_two_words_the_rarer_counts_more() -> None:
    claims = texts("The mill here.", "The mill there.", "The mill again.", "The roof here.", *FILLERS)
    assert ids(find(claims, "mill", "roof", "river"))[0] == "c4"


def test_equal_claims_stand_in_the_order_in_which_they_come() -> None:
    claims = texts(*["The roof leaks."] * 20, *FILLERS)
    found = find(claims, "roof")
    assert ids(found) == [f"c{number}" for number in range(1, 21)]
    assert ids(find(claims[::-1], "roof")) == ids(found)[::-1]
    assert find(claims, "roof") == found


def test_scores_fall_and_are_positive() -> None:
    claims = texts("The roof.", "The roof is as long as the street.", "A roof and a roof.", *FILLERS)
    scores = [hit.score for hit in find(claims, "roof").hits]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_hit_names_the_document_of_its_claim() -> None:
    both = [(document(name), said(f"{name}1", "The roof leaks.")) for name in "ba"]
    found = search(both, {}, ["roof"])
    assert [(hit.document.id, hit.claim.id) for hit in found.hits] == [("b", "b1"), ("a", "a1")]


# ---- marks


def only(claims: Sequence[Claim], *words: str) -> Hit:
    (hit,) = find(claims, *words).hits
    return hit


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["roof"], "The [roof] of the mill: no [roofs], no mills."),
        (["mill", "roof"], "The [roof] of the [mill]: no [roofs], no [mills]."),
        (["of the mill"], "The roof [of the mill]: no roofs, no mills."),
        (["no mill"], "The roof of the mill: no roofs, [no mills]."),
    ],
)
def test_each_match_is_marked_as_it_stands_in_the_statement(words: list[str], expected: str) -> None:
    assert shown(only(texts("The roof of the mill: no roofs, no mills."), *words).statement) == expected


def test_a_mechanism_is_marked_and_its_statement_left_alone() -> None:
    hit = only([said("c1", "It leaks.", mechanism="A roof is laid.")], "roof")
    assert (shown(hit.statement), shown(hit.mechanism)) == ("It leaks.", "A [roof] is laid.")


def test_a_mechanism_without_a_match_is_left_out() -> None:
    assert only([said("c1", "The roof leaks.", mechanism="Slates slip.")], "roof").mechanism == ""


@pytest.mark.parametrize("field", [{"conditions": "For roofers"}, {"speaker": "Roofers"}, {"actors": ("roofers",)}])
def test_a_match_elsewhere_marks_nothing(field: Fields) -> None:
    hit = only([said("c1", "It leaks.", mechanism="Slates slip.", **field)], "roofers")
    assert (hit.statement, hit.mechanism) == ("It leaks.", "")


def test_a_text_cannot_forge_a_mark() -> None:
    hit = only([said("c1", f"A {OPEN}mill{CLOSE} roof.", mechanism=f"By {OPEN}mill{CLOSE}.")], "roof")
    assert (shown(hit.statement), hit.mechanism) == ("A  mill  [roof].", "")


# ---- against a plain reading

WORDS = ["roof", "mill", "river", "park", "street", "bread"]
"""Words that are no forms of each other."""

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@given(st.lists(sentences, max_size=8), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_what_is_found_is_what_has_all_the_words_or_else_any(statements: list[str], words: list[str]) -> None:
    claims = texts(*statements)
    having = {each.id: {*each.statement.split()} & {*words} for each in claims}
    with_all = {name for name, there in having.items() if there == {*words}}
    with_any = {name for name, there in having.items() if there}
    found = find(claims, *words)
    assert {*ids(found)} == (with_all or (with_any if len(words) > 1 else set()))
    assert len(found.hits) == len({*ids(found)})
    assert found.any_word == (bool(found.hits) and not with_all)


@given(st.lists(sentences, min_size=1, max_size=8), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_marks_stand_around_the_words_and_change_nothing_else(statements: list[str], words: list[str]) -> None:
    for hit in find(texts(*statements), *words).hits:
        assert hit.statement.replace(OPEN, "").replace(CLOSE, "") == hit.claim.statement
        assert matches(hit.statement) == [word for word in hit.claim.statement.split() if word in words]


@given(st.lists(sentences, min_size=1, max_size=8), sentences)
def test_a_phrase_is_found_where_it_stands_and_nowhere_else(statements: list[str], phrase: str) -> None:
    found = find(texts(*statements), phrase)
    assert {*ids(found)} == {each.id for each in texts(*statements) if f" {phrase} " in f" {each.statement} "}
