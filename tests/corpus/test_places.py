"""From a mark to the way that leads there, and back."""

import pytest

from policylens.corpus.places import Mark, Places, words
from policylens.corpus.problems import Path

FILE = """\
format: 1
positions:
  fees:
    stance: 1
    claims: [a, b]
claims:
  - id: plan-p01
    stances: {fees: 1}
    evidence:
      - page: 1
      - page: 2
  -
    kind: principle
  - {id: ' plan-p03 ', kind: evidence}
"""


def places(text: str = FILE) -> Places:
    return Places.of(text.encode())


WAYS: list[tuple[Path, Mark]] = [
    ((), (0, 0)),
    (("positions",), (1, 0)),
    (("positions", "fees"), (2, 2)),
    (("positions", "fees", "stance"), (3, 4)),
    (("positions", "fees", "claims", 1), (4, 16)),
    (("claims", 0), (6, 4)),
    (("claims", 0, "stances", "fees"), (7, 14)),
    (("claims", 0, "evidence", 1), (10, 8)),
    (("claims", 1), (12, 4)),
    (("claims", 2), (13, 4)),
    (("claims", 2, "kind"), (13, 23)),
]


@pytest.mark.parametrize(("path", "mark"), WAYS)
def test_a_way_leads_to_where_its_key_or_item_stands(path: Path, mark: Mark) -> None:
    assert places().mark_of(path) == mark


@pytest.mark.parametrize(("path", "mark"), WAYS)
def test_a_mark_leads_back_to_the_outermost_thing_that_begins_there(path: Path, mark: Mark) -> None:
    """A mapping begins where its first key does, so that key's mark leads to the mapping."""
    back = places().path_at(mark)
    assert len(path) - 1 <= len(back) <= len(path)
    assert path[: len(back)] == back


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        (("positions", "fees", "because"), (2, 2)),
        (("positions", "open-late", "stance"), (1, 0)),
        (("claims", 0, "evidence", 7, "start"), (8, 4)),
        (("topics", "x"), (0, 0)),
    ],
)
def test_a_way_that_ends_nowhere_leads_as_far_as_it_goes(path: Path, mark: Mark) -> None:
    assert places().mark_of(path) == mark


@pytest.mark.parametrize(
    ("mark", "path"),
    [
        ((2, 9), ("positions",)),
        ((3, 12), ("positions", "fees", "stance")),
        ((4, 15), ("positions", "fees", "claims", 0)),
        ((99, 0), ("claims", 2, "kind")),
    ],
)
def test_a_mark_between_things_leads_to_the_one_before(mark: Mark, path: Path) -> None:
    assert places().path_at(mark) == path


@pytest.mark.parametrize(
    ("path", "claim", "field"),
    [
        (("claims", 0), "plan-p01", ""),
        (("claims", 0, "stances", "fees"), "plan-p01", "stances.fees"),
        (("claims", 0, "evidence", 1, "start"), "plan-p01", "evidence[2].start"),
        (("claims", 1, "kind"), "claim 2", "kind"),
        (("claims", 2, "id"), "plan-p03", "id"),
        (("claims",), "", "claims"),
        (("positions", "fees", "claims", 1), "", "positions.fees.claims[2]"),
        ((), "", ""),
    ],
)
def test_a_way_into_a_claim_is_told_by_the_claims_id(path: Path, claim: str, field: str) -> None:
    assert places().claim_and_field(path) == (claim, field)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a.b"),
        (("a", 0), "a[1]"),
        (("a", 0, 1, "b"), "a[1][2].b"),
        (("two\nlines",), "two lines"),
    ],
)
def test_a_way_is_written_with_dots_and_counts_from_one(path: Path, text: str) -> None:
    assert words(path) == text


def test_the_first_of_two_equal_keys_gives_the_place_and_both_lead_to_the_key() -> None:
    found = places("a: 1\nb: 2\na: 3\n")
    assert found.mark_of(("a",)) == (0, 0)
    assert found.path_at((2, 0)) == ("a",)
    assert found.path_at((2, 3)) == ("a",)


@pytest.mark.parametrize("key", ["? [x, y]\n: 1", "? {x: y}\n: 1", "? &k x\n: 1", "[x]: 1"])
def test_an_odd_key_does_not_put_what_follows_out_of_step(key: str) -> None:
    found = places(f"a: 1\n{key}\nlast: [1, 2]\n")
    line = 2 + key.count("\n")
    assert found.mark_of(("last", 1)) == (line, 10)
    assert found.path_at((line, 7)) == ("last", 0)


def test_an_alias_as_key_or_value_does_not_put_what_follows_out_of_step() -> None:
    found = places("a: &x 1\nb: *x\n*x : c\nlast: 2\n")
    assert found.mark_of(("last",)) == (3, 0)


def test_columns_are_counted_in_characters() -> None:
    assert places("{é🙂: 東京, last: [x]}\n").mark_of(("last", 0)) == (0, 16)


def test_what_stands_before_a_syntax_error_has_its_place() -> None:
    found = places("a: 1\nb: [1, 2\nc: 3\n")
    assert found.mark_of(("b", 1)) == (1, 7)


@pytest.mark.parametrize("text", ["", "# nothing\n", "x: \x07\n", "\x07", "%", "!%ED%A0%80 x"])
def test_a_file_in_which_nothing_can_be_found_has_no_places(text: str) -> None:
    found = places(text)
    assert found.path_at((5, 5)) == ()
    assert found.mark_of(("claims", 1)) == (0, 0)
    assert found.claim_and_field(("claims", 1, "kind")) == ("claim 2", "kind")


def test_only_the_first_yaml_document_is_walked() -> None:
    assert ("b",) not in places("a: 1\n---\nb: 2\n").by_path
