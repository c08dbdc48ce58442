"""Which column is which: by its name, by a name that means the same, or as somebody says."""

from collections.abc import Mapping, Sequence

import pytest

from policylens.errors import PolicylensError
from policylens.exchange.csv.columns import FIELDS, Columns, is_known, matched, normal, unused
from policylens.exchange.csv.reading import Sheet


def sheet(*columns: str) -> Sheet:
    return Sheet("t.csv", columns, lambda: iter(()), 0)


def found(columns: Sequence[str], given: Mapping[str, str] | None = None, attributes: Sequence[str] = ()) -> Columns:
    return matched(sheet(*columns), given or {}, attributes)


def refused(columns: Sequence[str], given: Mapping[str, str] | None = None, attributes: Sequence[str] = ()) -> str:
    with pytest.raises(PolicylensError) as error:
        found(columns, given, attributes)
    return f"{error.value.message}; {error.value.hint}"


NEEDED = ["document", "proposition", "stance"]


def test_columns_are_found_by_their_names() -> None:
    names = [field.name for field in FIELDS]
    assert found(names).fields == {name: place for place, name in enumerate(names)}


@pytest.mark.parametrize("name", ["Claim_Text", " CLAIM  TEXT ", "claim-text", "Claim", "statement"])
def test_names_are_compared_without_capitals_and_signs(name: str) -> None:
    assert found([*NEEDED, name]).fields["claim text"] == 3


def test_no_two_fields_share_a_name() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.also)]
    assert len(names) == len(set(names))
    assert names == [normal(name) for name in names]


def test_a_name_that_means_the_same_will_do() -> None:
    assert found(["Party", "Issue", "Position", "Reason"]).fields == {
        "document": 0,
        "proposition": 1,
        "stance": 2,
        "because": 3,
    }


def test_a_columns_own_name_comes_first() -> None:
    of = found(["position", "party", "stance", "document", "proposition"])
    assert of.fields == {"stance": 2, "document": 3, "proposition": 4}
    assert of.left == ("position", "party")


def test_what_somebody_says_comes_before_all() -> None:
    of = found([*NEEDED, "Haltung"], {"stance": "haltung"})
    assert (of.fields["stance"], of.left) == (3, ("stance",))


def test_a_field_can_be_left_out() -> None:
    of = found([*NEEDED, "because"], {"because": ""})
    assert ("because" in of.fields, of.left) == (False, ("because",))


def test_a_column_that_is_named_for_one_field_is_not_another() -> None:
    of = found(["party", "statement", "stance"], {"proposition": "statement"})
    assert of.fields == {"document": 0, "proposition": 1, "stance": 2}


def test_attributes_are_called_as_their_columns_are() -> None:
    of = found([*NEEDED, "Region", "Size Class"], attributes=["region", "size_class", "Region"])
    assert of.attributes == {"Region": 3, "Size Class": 4}
    assert of.left == ()


def test_a_column_may_be_a_field_and_an_attribute_where_both_are_said() -> None:
    of = found(["Party", "issue", "stance"], {"document": "Party"}, ["Party"])
    assert (of.fields["document"], of.attributes) == (0, {"Party": 0})


def test_other_columns_are_left_with_a_way_to_keep_them() -> None:
    of = found([*NEEDED, "Size Class", ""])
    assert list(unused(of)) == [
        ("column Size Class", "--attribute 'Size Class' makes it an attribute of the documents"),
    ]


def test_of_two_columns_that_differ_in_capitals_the_one_that_is_spelled_so_is_meant() -> None:
    assert found(["Stance", "STANCE", "document", "proposition"], {"stance": "STANCE"}).fields["stance"] == 1


@pytest.mark.parametrize(
    ("columns", "given", "said"),
    [
        (
            ["Partei", "These", "Haltung"],
            {},
            "t.csv: there is no column for document, proposition and stance; there are: Partei, These, Haltung; "
            "say which it is, as with --column document=Partei",
        ),
        (
            ["document", "proposition", "Meine Haltung"],
            {},
            "t.csv: there is no column for stance; there are: document, proposition, Meine Haltung; "
            "say which it is, as with --column 'stance=Meine Haltung'",
        ),
        (
            [*NEEDED, "Reason", "Rationale"],
            {},
            "t.csv: Reason and Rationale may both be the column because; "
            "say which it is, as with --column because=Reason, or because= for none",
        ),
        (
            ["Stance", "stance", "document", "proposition"],
            {},
            "t.csv: Stance and stance may both be the column stance; "
            "say which it is, as with --column stance=Stance, or stance= for none",
        ),
        (NEEDED, {"because": "resaon"}, "t.csv: there is no column resaon; one of: document, proposition, stance"),
        ([*NEEDED, "Reason"], {"because": "resaon"}, "t.csv: there is no column resaon; did you mean reason?"),
        (NEEDED, {"stance": ""}, "t.csv: there is no column for stance; there are: document, proposition, stance; "
         "say which it is, as with --column stance=stance"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_asked(columns: list[str], given: dict[str, str], said: str) -> None:
    assert refused(columns, given) == said


def test_an_attribute_that_is_no_column_is_refused() -> None:
    assert refused(NEEDED, attributes=["region"]) == (
        "t.csv: there is no column region; one of: document, proposition, stance"
    )


def test_names_that_mean_something_are_known() -> None:
    assert is_known("Page_Number", {})
    assert is_known("Haltung", {"stance": "haltung"})
    assert not is_known("Haltung", {})
