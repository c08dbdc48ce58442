"""Names on the command line: what a word means in a corpus."""

from collections.abc import Sequence

import pytest
from records import claim, corpus, document, theme

from policylens.analysis.names import Named, Sort, documents, ids, resolve
from policylens.errors import PolicylensError
from policylens.model import Direction

TOWN = corpus(
    [
        document("council", claims=[claim("council-r01"), claim("council-r02")], short_name="Council"),
        document("union", short_name="Staff Union"),
        document("events", short_name="Fair"),
    ],
    [theme(Direction.HIGH, name="hours", prefix="late-"), theme(Direction.HIGH, name="fees", prefix="pay-")],
    sectors={"parks": "Parks"},
    topics={"events": "Events", "hours": "Hours", "mill-road": "Mill Road"},
)

COMPARED = (Sort.THEME, Sort.PROPOSITION, Sort.TOPIC)
SHOWN = (Sort.DOCUMENT, Sort.CLAIM)


def refusal(word: str, sorts: Sequence[Sort]) -> tuple[str, str]:
    with pytest.raises(PolicylensError) as caught:
        resolve(TOWN, word, sorts)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("word", "sorts", "expected"),
    [
        ("fees", COMPARED, Named(Sort.THEME, "fees")),
        ("late-1", COMPARED, Named(Sort.PROPOSITION, "late-1")),
        ("mill-road", COMPARED, Named(Sort.TOPIC, "mill-road")),
        ("events", COMPARED, Named(Sort.TOPIC, "events")),
        ("events", SHOWN, Named(Sort.DOCUMENT, "events")),
        ("council", SHOWN, Named(Sort.DOCUMENT, "council")),
        ("council-r01", SHOWN, Named(Sort.CLAIM, "council-r01")),
        ("parks", [Sort.SECTOR], Named(Sort.SECTOR, "parks")),
    ],
)
def test_a_word_is_an_id_of_one_of_the_sorts_wanted(word: str, sorts: Sequence[Sort], expected: Named) -> None:
    assert resolve(TOWN, word, sorts) == expected


@pytest.mark.parametrize("word", ["Council", "COUNCIL", "council", "document:Council", "document:council"])
def test_either_case_and_short_names_are_understood(word: str) -> None:
    assert resolve(TOWN, word, SHOWN) == Named(Sort.DOCUMENT, "council")


def test_a_short_name_of_several_words_names_its_document() -> None:
    assert resolve(TOWN, "staff union", [Sort.DOCUMENT]).id == "union"


@pytest.mark.parametrize("word", ["Fees", "LATE-1", "Mill-Road"])
def test_either_case_is_understood_of_every_sort(word: str) -> None:
    assert resolve(TOWN, word, COMPARED).id == word.lower()


@pytest.mark.parametrize(
    ("word", "sort"), [("theme:hours", Sort.THEME), ("topic:hours", Sort.TOPIC), ("topic:HOURS", Sort.TOPIC)]
)
def test_a_prefix_decides_where_a_name_is_two_things(word: str, sort: Sort) -> None:
    assert resolve(TOWN, word, COMPARED) == Named(sort, "hours")


def test_a_name_of_two_things_is_refused_with_both_ways_to_write_it() -> None:
    message, hint = refusal("hours", COMPARED)
    assert message == "hours is a theme and a topic"
    assert hint == "write theme:hours or topic:hours"


@pytest.mark.parametrize(
    ("word", "sorts", "suggestion"),
    [
        ("councl", SHOWN, "council"),
        ("council-r1", SHOWN, "council-r01"),
        ("feess", COMPARED, "fees"),
        ("mil-road", COMPARED, "mill-road"),
        ("topic:event", COMPARED, "topic:events"),
        ("hourz", COMPARED, "theme:hours or topic:hours"),
        ("Staff Onion", SHOWN, "union"),
    ],
)
def test_a_mistyped_name_gets_a_suggestion(word: str, sorts: Sequence[Sort], suggestion: str) -> None:
    message, hint = refusal(word, sorts)
    assert word in message
    assert hint == f"did you mean {suggestion}?"


def test_a_word_that_is_near_nothing_is_told_what_there_is() -> None:
    message, hint = refusal("zzzzzz", [Sort.DOCUMENT])
    assert message == "unknown document: zzzzzz"
    assert hint == "there are: council, union, events"


def test_a_word_that_is_near_nothing_in_a_long_list_is_told_how_to_see_it() -> None:
    assert refusal("zzzzzz", [Sort.TOPIC])[1] == "`policylens list` names what there is"


@pytest.mark.parametrize(
    ("word", "sorts", "message", "hint"),
    [
        ("council", COMPARED, "council is a document", "try `policylens show council`"),
        ("council-r01", [Sort.DOCUMENT], "council-r01 is a claim", "try `policylens show council-r01`"),
        ("fees", SHOWN, "fees is a theme", "try `policylens compare fees`"),
        ("parks", SHOWN, "parks is a sector", "try `policylens show DOCUMENT --sector parks`"),
    ],
)
def test_a_name_of_another_sort_is_told_where_it_belongs(
    word: str, sorts: Sequence[Sort], message: str, hint: str
) -> None:
    found = refusal(word, sorts)
    assert found[0].startswith(message)
    assert found[1] == hint


def test_a_prefix_of_a_sort_that_is_not_wanted_is_refused() -> None:
    message, _ = refusal("document:council", COMPARED)
    assert message == "document:council names a document; here a theme, proposition or topic is expected"


@pytest.mark.parametrize("word", ["", "topic:", ":", "document:topic:events", "hours:theme"])
def test_odd_words_are_unknown_and_never_more(word: str) -> None:
    with pytest.raises(PolicylensError):
        resolve(TOWN, word, COMPARED)


def test_all_documents_are_meant_where_none_is_named() -> None:
    assert documents(TOWN, None) == documents(TOWN, []) == ("council", "union", "events")


def test_documents_are_named_by_id_or_short_name() -> None:
    assert documents(TOWN, ["Fair", "council"]) == ("events", "council")


def test_what_is_no_document_is_refused_among_documents() -> None:
    with pytest.raises(PolicylensError, match="mill-road is a topic"):
        documents(TOWN, ["council", "mill-road"])


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.DOCUMENT, ["council", "union", "events"]),
        (Sort.CLAIM, ["council-r01", "council-r02"]),
        (Sort.THEME, ["hours", "fees"]),
        (Sort.PROPOSITION, ["late-1", "pay-1"]),
        (Sort.TOPIC, ["events", "hours", "mill-road"]),
        (Sort.SECTOR, ["parks"]),
    ],
)
def test_the_ids_of_a_sort_are_listed_once_in_order(sort: Sort, expected: list[str]) -> None:
    assert ids(TOWN, sort) == expected
