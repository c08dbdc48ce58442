"""The words for stances, verdicts, places and numbers, the same in every format."""

import pytest
from records import claim, judged, not_coded, position, silent, speaks

from policylens.analysis.positions import Cell, Position, State, charted, computed
from policylens.analysis.verdicts import Judgement, Verdict, judge
from policylens.model import Confidence, Evidence, Kind
from policylens.render import wording
from policylens.render.signs import MEANINGS, SIGNS, safe

LOW_AND_CONTESTED = charted(judged(1, Confidence.LOW, ("c1",)), {"c1": -1})


def cell(held: Position) -> Cell:
    return Cell(document="a", state=State.POSITION, position=held)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (speaks("a", 2), "strongly for"),
        (speaks("a", 1), "for"),
        (speaks("a", 1.5, None), "for"),
        (speaks("a", 0.5, None), "for"),
        (speaks("a", 0), "balanced"),
        (speaks("a", -0.5, None), "against"),
        (speaks("a", -1), "against"),
        (speaks("a", -2), "strongly against"),
        (speaks("a", None), "mixed"),
        (silent(), "silent"),
        (not_coded(), "not coded"),
    ],
)
def test_every_cell_has_a_code(found: Cell, code: str) -> None:
    assert wording.code(found) == code


@pytest.mark.parametrize("table", [SIGNS, MEANINGS], ids=["signs", "meanings"])
def test_every_sign_and_every_meaning_is_its_own(table: dict[str, object]) -> None:
    assert len(set(table.values())) == len(table)


def test_every_sign_has_a_meaning() -> None:
    assert list(SIGNS) == list(MEANINGS)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (speaks("a", 2), "++ for"),
        (speaks("a", 1), "+ partly for"),
        (speaks("a", 0), "± both"),
        (speaks("a", -1), "− partly against"),
        (speaks("a", -2), "−− against"),
        (silent(), "· silent"),
        (not_coded(), "□ not coded"),
        (speaks("a", -1, Confidence.LOW), "−? partly against"),
        (speaks("a", -1, Confidence.MEDIUM), "− partly against"),
        (cell(LOW_AND_CONTESTED), "+?! partly for"),
        (cell(computed({"c1": 2, "c2": 2, "c3": -1})), "≠ mixed 2:1"),
    ],
)
def test_a_cell_reads_as_a_sign_its_marks_and_a_word(found: Cell, words: str) -> None:
    assert wording.cell_words(found) == words


def test_nothing_marks_a_cell_without_a_position() -> None:
    assert wording.marks(None) == ""


def test_a_legend_explains_the_signs_that_are_used_and_no_others() -> None:
    used = wording.used_signs([silent(), cell(LOW_AND_CONTESTED), speaks("b", -2), silent("t")])
    assert [sign for sign, _ in used] == ["+", "−−", "·", "?", "!"]
    assert all(meaning for _, meaning in used)


def test_a_legend_of_nothing_is_empty() -> None:
    assert wording.used_signs([]) == []


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1200, "1,200 claims")]
)
def test_things_are_counted_in_singular_and_plural(number: int, words: str) -> None:
    assert wording.count(number, "claim") == words


def test_a_plural_of_its_own_is_used() -> None:
    assert (wording.count(1, "numbered", "numbered"), wording.count(2, "is", "are")) == ("1 numbered", "2 are")


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_a_list_reads_as_in_a_sentence(items: list[str], words: str) -> None:
    assert wording.listed(items) == words


def test_a_list_can_be_of_alternatives() -> None:
    assert wording.listed(["A", "B", "C"], "or") == "A, B or C"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2, "+2"),
        (1.5, "+1.5"),
        (0, "0"),
        (-0.0, "0"),
        (0.04, "0"),
        (-0.04, "0"),
        (-1, "−1"),
        (-4 / 3, "−1.3"),
        (1.96, "+2"),
    ],
)
def test_a_value_has_a_sign_and_one_decimal_where_it_needs_one(value: float, words: str) -> None:
    assert wording.signed(value) == words


def test_how_many_speak_is_told_of_those_that_were_read() -> None:
    two = judge([speaks("a", 1), speaks("b", 1), silent(), not_coded()])
    one = judge([speaks("a", 1), silent(), not_coded()])
    assert (wording.of_how_many(two), wording.of_how_many(one)) == ("2 of 3 speak", "1 of 2 speaks")


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (judge([speaks("a", 2), speaks("b", 2), silent()]), "agree, 2 of 3 speak"),
        (judge([speaks("a", 2), speaks("b", 1)]), "agree with reservations, 2 of 2 speak"),
        (judge([speaks("a", 2), speaks("b", -1, Confidence.LOW)]), "diverge, 2 of 2 speak, tentative"),
        (judge([silent()]), "silent, 0 of 1 speak"),
        (judge([not_coded()]), "not coded"),
    ],
)
def test_a_verdict_says_how_many_of_how_many_speak(judgement: Judgement, words: str) -> None:
    assert wording.verdict_words(judgement) == words


def test_every_verdict_can_be_said() -> None:
    assert len({verdict.value for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (position(2), "for, high confidence"),
        (position(-1, Confidence.LOW), "partly against, low confidence"),
        (LOW_AND_CONTESTED, "partly for, low confidence, contested within the document"),
        (computed({"c1": 2}), "for, computed from 1 claim"),
        (computed({"c1": -2, "c2": -1}), "partly against, computed from 2 claims"),
        (computed({"c1": 2, "c2": -1, "c3": 1}), "mixed: 2 for, 1 against"),
    ],
)
def test_a_position_says_where_it_comes_from(held: Position, words: str) -> None:
    assert wording.position_words(held) == words


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(section="2. The plan > Hours", page="5", paragraph="12"), "paragraph 12"),
        (Evidence(section="2. The plan > Hours", page="5"), "page 5"),
        (Evidence(section="2. The plan > Hours"), "Hours"),
        (Evidence(section="Foreword"), "Foreword"),
        (Evidence(), ""),
    ],
)
def test_a_place_is_told_as_exactly_as_it_is_known(evidence: Evidence, words: str) -> None:
    assert wording.place(evidence) == words


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(section="Plan > Hours", page="5", paragraph="12"), "Plan > Hours, page 5, paragraph 12"),
        (Evidence(source="A survey", page="5"), "A survey, page 5"),
        (Evidence(), ""),
    ],
)
def test_a_full_place_tells_all_that_is_known(evidence: Evidence, words: str) -> None:
    assert wording.full_place(evidence) == words


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(start="It all began", end="and ended here"), "“It all began” … “and ended here”"),
        (Evidence(start="It all began"), "“It all began”"),
        (Evidence(), ""),
    ],
)
def test_an_anchor_is_the_first_and_the_last_words(evidence: Evidence, words: str) -> None:
    assert wording.anchor(evidence) == words


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ((Evidence(page="5"), Evidence(page="9")), "c1 (page 5)"),
        ((Evidence(start="It all began"),), "c1"),
        ((), "c1"),
    ],
)
def test_a_claim_is_cited_with_the_place_of_its_first_passage(evidence: tuple[Evidence, ...], words: str) -> None:
    assert wording.claim_place(claim("c1", evidence=evidence)) == words


def test_every_kind_has_a_plural() -> None:
    assert set(wording.PLURALS) == set(Kind)


@pytest.mark.parametrize(
    "dangerous",
    ["\x1b[31m", "\x9b31m", "\x07", "\x00", "\r", "\n", "\t", "\x7f", "\u202e", "\u2066", "\u200f", "\u2028"],
)
def test_what_would_steer_a_terminal_is_taken_out(dangerous: str) -> None:
    found = safe(f"before{dangerous}after")
    assert found.startswith("before ")
    assert found.endswith("after")
    assert dangerous[0] not in found


@pytest.mark.parametrize("words", ["plain", "café", "公共服務", "e\u0301", "−2 … “so”", "[bold]"])
def test_all_other_text_stays_as_it_is(words: str) -> None:
    assert safe(words) == words
