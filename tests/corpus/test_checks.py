"""Positions held against claims: each rule alone, and no second report of one fault."""

from pathlib import Path

import pytest
from records import claim as claimed
from records import document as made
from records import judged
from written import CODEBOOK, CODED, HEAD, at, check, claim, document, inside, only, position, rules, spot

from policylens.corpus.checks import check_codebook, check_document
from policylens.corpus.problems import Severity
from policylens.model import Claim, Codebook, Coding, Direction, Document, Evidence, Proposition, Scale, Theme

FOR = claim("plan-p01", "stances: {open-late: 2}")
IN_PART = claim("plan-p02", "stances: {open-late: 1}")
AGAINST = claim("plan-x01", "stances: {open-late: -1}")
NO_SIDE = claim("plan-d01")

THEME = Theme(
    id="hours", title="Hours", question="When?", propositions=(Proposition(id="late", text="Late.", direction=None),)
)
PLAIN = Codebook(version="2", themes={"hours": THEME})


def claims_of(stances: list[int | None]) -> list[Claim]:
    """Make a claim for each stance on `late`, None for a claim that takes none: c0, c1 ..."""
    found = [claimed(f"c{n}", {} if s is None else {"late": s}) for n, s in enumerate(stances)]
    return [
        Claim(id=c.id, kind=c.kind, statement=c.statement, stances=c.stances, evidence=(Evidence(page="1"),))
        for c in found
    ]


def rules_for(stance: int, listed: list[int | None], others: list[int | None] | None = None) -> list[str]:
    """Return what is wrong with a position that lists claims of these stances, beside other claims."""
    claims = claims_of([*listed, *(others or [])])
    held = {"late": judged(stance, claims=tuple(c.id for c in claims[: len(listed)]))}
    return [f.rule for f in check_document(made(positions=held, claims=claims, themes=("hours",)), PLAIN, set())]


@pytest.mark.parametrize(
    ("stance", "listed"),
    [
        (2, [2]),
        (1, [1]),
        (1, [2, -1]),
        (1, [0, 2]),
        (1, [None, 1]),
        (0, [0]),
        (0, [1, -1]),
        (0, [-2, 1]),
        (-1, [-1, None]),
        (-1, [-2, 1]),
        (-2, [-2, 2]),
    ],
)
def test_a_position_within_its_claims_is_in_order(stance: int, listed: list[int | None]) -> None:
    assert rules_for(stance, listed) == []


@pytest.mark.parametrize(
    ("stance", "listed"),
    [(1, [None]), (2, [-1]), (1, [0]), (2, [0, -2]), (-1, [1]), (-2, [0]), (-1, [None, None]), (1, [-1, 0, None])],
)
def test_a_position_whose_side_no_claim_takes_is_unsupported_and_nothing_else(
    stance: int, listed: list[int | None]
) -> None:
    assert rules_for(stance, listed) == ["position-unsupported"]


@pytest.mark.parametrize(
    ("stance", "listed"),
    [(2, [1]), (2, [1, -1]), (1, [2]), (-2, [-1, 1]), (0, [1]), (0, [-2, -1]), (0, [None]), (-1, [-2])],
)
def test_a_stance_outside_the_range_of_its_claims_is_reported(stance: int, listed: list[int | None]) -> None:
    assert rules_for(stance, listed) == ["stance-outside-claims"]


@pytest.mark.parametrize(("stance", "listed", "others"), [(2, [2], [-1]), (-1, [-1], [2]), (1, [1, -1], [-2])])
def test_a_contrary_claim_must_be_listed(stance: int, listed: list[int | None], others: list[int | None]) -> None:
    assert rules_for(stance, listed, others) == ["contrary-unlisted"]


@pytest.mark.parametrize(
    ("stance", "listed", "others"), [(2, [2], [1, 2]), (2, [2], [0]), (2, [2], [None]), (0, [1, -1], [2, -2])]
)
def test_a_claim_that_is_not_contrary_need_not_be_listed(
    stance: int, listed: list[int | None], others: list[int | None]
) -> None:
    assert rules_for(stance, listed, others) == []


def test_each_contrary_claim_is_reported() -> None:
    assert rules_for(1, [1], [-1, -2, 2]) == ["contrary-unlisted"] * 2


def test_an_unsupported_position_says_where_and_what(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-x01")], [AGAINST])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "stance: 2")
    assert (problem.rule, problem.claim, problem.field) == ("position-unsupported", "", "positions.open-late.stance")
    assert problem.message == "the stance is +2, but none of its claims is for the proposition"
    assert problem.severity is Severity.ERROR


def test_a_position_against_asks_for_a_claim_against(tmp_path: Path) -> None:
    problem = only(check(tmp_path, document([position("open-late", -1, "plan-p01")], [FOR])))
    assert problem.message == "the stance is -1, but none of its claims is against the proposition"


def test_a_stance_outside_its_claims_says_what_they_have(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-p02", "plan-x01", "plan-d01")], [IN_PART, AGAINST, NO_SIDE])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "stance: 2")
    assert (problem.rule, problem.claim, problem.field) == ("stance-outside-claims", "", "positions.open-late.stance")
    assert problem.message == "the stance is +2, outside the stances of its claims (-1, +1)"


def test_a_mixed_position_without_both_sides_is_told_without_a_sign(tmp_path: Path) -> None:
    problem = only(check(tmp_path, document([position("open-late", 0, "plan-p01")], [FOR])))
    assert problem.message == "the stance is 0, outside the stances of its claims (+2)"
    problem = only(check(tmp_path, document([position("open-late", 0, "plan-d01")], [NO_SIDE])))
    assert problem.message == "the stance is 0, outside the stances of its claims (none)"


def test_an_unlisted_contrary_claim_is_reported_where_the_position_lists_its_claims(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-p01")], [AGAINST, FOR])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "claims: [plan-p01]")
    assert (problem.rule, problem.claim, problem.field) == ("contrary-unlisted", "", "positions.open-late.claims")
    assert problem.message == "claim plan-x01 takes the other side (-1) and is not listed"
    assert problem.hint == "add plan-x01 to its claims"


def test_a_position_must_name_claims(tmp_path: Path) -> None:
    text = document([position("open-late", 2)], [])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "open-late: {stance")
    assert (problem.rule, problem.claim, problem.field) == ("position-without-claims", "", "positions.open-late")
    assert problem.severity is Severity.WARNING


def test_a_stance_without_a_position_is_reported_at_the_claim(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-p01")], [FOR, claim("plan-p03", "stances: {open-sundays: 1}")])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "open-sundays")
    assert (problem.rule, problem.claim, problem.field) == (
        "stance-without-position",
        "plan-p03",
        "stances.open-sundays",
    )
    assert problem.message == "this claim takes a side on open-sundays, where the document has no position"


def test_a_document_of_which_nothing_is_charted_needs_no_positions(tmp_path: Path) -> None:
    assert check(tmp_path, document([], [FOR, AGAINST])) == []


def test_a_document_that_charts_nothing_of_what_it_could_does(tmp_path: Path) -> None:
    text = CODED + "positions: {}\nclaims:\n" + FOR
    assert rules(check(tmp_path, text)) == ["stance-without-position"]


def test_a_stance_in_a_theme_that_has_not_been_read_needs_no_position(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-p01")], [FOR, claim("plan-p03", "stances: {fees: 1}")])
    assert check(tmp_path, text) == []


def test_a_position_in_a_theme_that_has_not_been_read_is_reported(tmp_path: Path) -> None:
    text = document([position("fees", 1, "plan-p03")], [claim("plan-p03", "stances: {fees: 1}")])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "fees: {stance")
    assert (problem.rule, problem.claim, problem.field) == ("theme-not-coded", "", "positions.fees")
    assert problem.message == "fees belongs to money, for which this document has not been read"
    assert problem.hint == "add money to coding.themes"


def test_where_nothing_is_charted_the_claims_stances_need_a_theme_that_has_been_read(tmp_path: Path) -> None:
    text = document([], [FOR, claim("plan-p03", "stances: {fees: 1}")])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "fees")
    assert (problem.rule, problem.claim, problem.field) == ("theme-not-coded", "plan-p03", "stances.fees")


def test_a_document_that_says_nothing_of_its_coding_has_been_read_for_no_theme(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-p01")], [FOR], head=HEAD)
    assert rules(check(tmp_path, text)) == ["theme-not-coded"]


def test_an_unknown_claim_is_reported_in_the_list_and_the_position_is_not_judged(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "plan-d01", "plan-p10")], [FOR, NO_SIDE])
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "plan-p10")
    assert (problem.rule, problem.field) == ("unknown-name", "positions.open-late.claims[2]")
    assert (problem.message, problem.hint) == ("unknown claim plan-p10", "did you mean plan-p01?")


def test_claims_are_those_of_the_document_itself(tmp_path: Path) -> None:
    letter = document([], [claim("letter-p01", "stances: {open-late: 2}")]).replace("id: plan\n", "id: letter\n")
    problems = check(tmp_path, document([position("open-late", 2, "letter-p01")], []), letter=letter)
    assert only(problems).message == "unknown claim letter-p01"


def test_a_codebook_of_another_version_is_reported(tmp_path: Path) -> None:
    text = HEAD + "coding:\n  codebook: 1.10\n"
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "codebook")
    assert (problem.rule, problem.field, problem.severity) == ("codebook-version", "coding.codebook", Severity.WARNING)
    assert problem.message == "coded with version 1.10 of the codebook, which is now at 2"


@pytest.mark.parametrize("coding", ["", "coding: {}\n", "coding: {codebook: 2}\n", "coding: {codebook: '2'}\n"])
def test_the_codebooks_own_version_or_none_is_in_order(tmp_path: Path, coding: str) -> None:
    assert check(tmp_path, HEAD + coding) == []


@pytest.mark.parametrize("evidence", ["", "evidence: []"])
def test_a_claim_without_evidence_is_a_warning(tmp_path: Path, evidence: str) -> None:
    text = HEAD + "claims:\n" + f"  - {{id: plan-p01, kind: principle, statement: So., {evidence}}}\n"
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "{id: plan-p01")
    assert (problem.rule, problem.claim, problem.field) == ("no-evidence", "plan-p01", "")
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("anchor", "message", "hint"),
    [
        ("start: So it begins", "this anchor has a start but no end", "add end: its three to six words"),
        ("end: and so ends", "this anchor has an end but no start", "add start: its three to six words"),
    ],
)
def test_half_an_anchor_is_a_warning(tmp_path: Path, anchor: str, message: str, hint: str) -> None:
    text = HEAD + "claims:\n" + claim("plan-p01", f"evidence: [{{page: 1}}, {{{anchor}}}]")
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, "{" + anchor)
    assert (problem.rule, problem.claim, problem.field) == ("half-anchor", "plan-p01", "evidence[2]")
    assert (problem.message, problem.hint, problem.severity) == (message, hint, Severity.WARNING)


@pytest.mark.parametrize("anchor", ["{page: 1}", "{start: So it begins, end: and so ends}", "{section: Foreword}"])
def test_a_whole_anchor_or_none_is_in_order(tmp_path: Path, anchor: str) -> None:
    assert check(tmp_path, HEAD + "claims:\n" + claim("plan-p01", f"evidence: [{anchor}]")) == []


@pytest.mark.parametrize(
    ("broken", "rule"),
    [("{page: ''}", "empty"), ("{pag: 1}", "unknown-key"), ("{start: [So], end: and so ends}", "wrong-type")],
)
def test_evidence_that_cannot_be_read_is_not_judged_and_the_rest_is(tmp_path: Path, broken: str, rule: str) -> None:
    text = HEAD + "claims:\n" + claim("plan-p01", f"evidence: [{broken}, {{start: So it begins}}]")
    assert inside(check(tmp_path, text))[1:] == [("half-anchor", "plan-p01", "evidence[2]")]
    assert rules(check(tmp_path, text)) == [rule, "half-anchor"]


@pytest.mark.parametrize("evidence", ["{}", "{source: The annex}"])
def test_evidence_that_does_not_say_where_is_none(tmp_path: Path, evidence: str) -> None:
    text = HEAD + "claims:\n" + claim("plan-p01", f"evidence: [{{page: 1}}, {evidence}]")
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == spot(text, evidence + "]")
    assert (problem.rule, problem.claim, problem.field) == ("no-evidence", "plan-p01", "evidence[2]")
    assert problem.message == "this evidence does not say where the claim stands"
    assert problem.severity is Severity.WARNING


def test_the_same_id_twice_in_a_file_is_reported_at_the_second(tmp_path: Path) -> None:
    text = HEAD + "claims:\n" + claim("plan-p01") + claim("plan-p02") + claim("plan-p01")
    problem = only(check(tmp_path, text))
    assert (problem.line, problem.column) == (7, 6)
    assert (problem.rule, problem.claim, problem.field) == ("duplicate-id", "plan-p01", "id")
    assert problem.message == "another claim in this file is called plan-p01"


def test_the_same_id_in_two_files_is_reported_in_the_second(tmp_path: Path) -> None:
    letter = HEAD.replace("plan", "letter") + "claims:\n" + claim("shared")
    problem = only(check(tmp_path, HEAD + "claims:\n" + claim("shared"), letter=letter))
    assert (problem.file, problem.line) == ("frameworks/plan.yaml", 5)
    assert problem.message == "another claim in frameworks/letter.yaml is called shared"


def test_a_proposition_stands_in_one_theme_only(tmp_path: Path) -> None:
    codebook = CODEBOOK.replace("      fees:", "      open-late:")
    problem = only(check(tmp_path, HEAD, codebook))
    assert (problem.file, problem.line, problem.column) == ("codebook.yaml", 16, 7)
    assert (problem.rule, problem.field) == ("duplicate-id", "themes.money.propositions.open-late")
    assert problem.message == "open-late stands in hours too"


def test_a_proposition_of_a_theme_with_a_scale_says_how_it_counts(tmp_path: Path) -> None:
    codebook = CODEBOOK.replace("kept., direction: low}", "kept.}")
    problem = only(check(tmp_path, HEAD, codebook))
    assert (problem.file, problem.line, problem.column) == ("codebook.yaml", *spot(codebook, "keep-hours"))
    assert (problem.rule, problem.severity) == ("no-direction", Severity.WARNING)
    assert problem.field == "themes.hours.propositions.keep-hours"


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("scale", [None, Scale(low="low", high="high")])
def test_a_direction_is_in_order_with_and_without_a_scale(direction: Direction, scale: Scale | None) -> None:
    proposition = Proposition(id="late", text="Late.", direction=direction)
    theme = Theme(id="hours", title="Hours", question="When?", propositions=(proposition,), scale=scale)
    assert list(check_codebook(Codebook(version="1", themes={"hours": theme}))) == []


def test_without_a_codebook_positions_are_held_against_claims_all_the_same() -> None:
    of = Document(
        id="a",
        title="A",
        coding=Coding(codebook="7"),
        positions={"late": judged(2, claims=("c0",))},
        claims=tuple(claims_of([1])),
    )
    assert [f.rule for f in check_document(of, None, set())] == ["stance-outside-claims"]


TWO = document([position("open-late", 2, "plan-p01", "plan-p02")], [FOR, IN_PART])
SECOND = [
    # one fault in an otherwise sound document: what to write instead of what, and the only rule to be reported
    ("{open-late: 2}", "{open-late: 5}", "out-of-range"),
    ("{open-late: 2}", "{open-late: two}", "not-a-number"),
    ("{open-late: 2}", "{open-lat: 2}", "unknown-name"),
    ("{open-late: 2}", "{opening: 2}", "unknown-name"),
    ("{open-late: 2}", "[open-late]", "wrong-type"),
    ("{open-late: 2}", "&x {open-late: 2}", "alias"),
    ("{open-late: 2}", "{open-late: 2, open-late: 1}", "duplicate-key"),
    ("stances: {open-late: 2}", "stance: {open-late: 2}", "unknown-key"),
    ("stances: {open-late: 2}", "stances: {open-late: 2}, stances: {}", "duplicate-key"),
    ("id: plan-p01, kind: principle", "id: plan-p01, kind: principel", "unknown-name"),
    ("id: plan-p01, kind: principle", "id: plan-p01", "missing-key"),
    ("id: plan-p01, kind: principle", "id: plan-p01, kind: ''", "empty"),
    ("  - {id: plan-p01", "  - !claim {id: plan-p01", "tag"),
    ("evidence: [{page: 1}]}\n  - {id: plan-p02", "evidence: [page]}\n  - {id: plan-p02", "wrong-type"),
    ("positions:\n  open-late:", "positions:\n  open-lat:", "unknown-name"),
    ("positions:\n", "position:\n", "unknown-key"),
    ("{stance: 2", "{stance: +3", "out-of-range"),
    ("{stance: 2", "{stance: ''", "empty"),
    ("{stance: 2", "{stance: 2, stance: 1", "duplicate-key"),
    ("confidence: high", "confidence: higher", "unknown-name"),
    ("because: It is said.", "because: [It is said.]", "wrong-type"),
    ("claims: [plan-p01, plan-p02]", "claims: [plan-p01, plan-p20]", "unknown-name"),
    ("claims: [plan-p01, plan-p02]", "claims: [Plan-P01]", "bad-id"),
    ("claims: [plan-p01, plan-p02]", "claims: plan-p01", "wrong-type"),
    ("claims: [plan-p01, plan-p02]", "claim: [plan-p01]", "unknown-key"),
    ("claims:\n", "claim:\n", "unknown-key"),
    ("claims:\n", "claims: none\nnotes:\n", "wrong-type unknown-key"),
    ("claims:\n", "claims: !own\n", "tag"),
    ("claims:\n", "claims: []\nclaims:\n", "duplicate-key"),
    ("coding: {themes: [hours]}", "coding: {themes: [huors]}", "unknown-name"),
    ("coding: {themes: [hours]}", "coding: {themes: hours}", "wrong-type"),
    ("coding: {themes: [hours]}", "coding: {theme: [hours]}", "unknown-key"),
    ("coding: {themes: [hours]}", "coding: [hours]", "wrong-type"),
    ("coding: {themes: [hours]}", "codign: {themes: [hours]}", "unknown-key"),
]


def test_the_document_for_the_next_test_is_sound(tmp_path: Path) -> None:
    assert check(tmp_path, TWO) == []


@pytest.mark.parametrize(("sound", "broken", "expected"), SECOND, ids=[f"{n}-{s[2]}" for n, s in enumerate(SECOND)])
def test_one_fault_is_reported_once(tmp_path: Path, sound: str, broken: str, expected: str) -> None:
    assert TWO.count(sound) >= 1
    assert rules(check(tmp_path, TWO.replace(sound, broken, 1))) == expected.split()


CODEBOOK_FAULTS = [
    ("    title: Opening hours\n", "", "missing-key"),
    ("    title: Opening hours\n", "    title: ''\n", "empty"),
    ("  hours:\n", "  Hours:\n", "bad-id"),
    ("{text: Libraries should open in the evening., direction: high}", "{direction: high}", "missing-key"),
    ("{text: Libraries should open in the evening., direction: high}", "Open late.", "wrong-type"),
    ("      open-late:", "      Open-late:", "bad-id"),
    ("      open-late:", "      &x open-late:", "alias"),
    ("topics: {mill-road: The Mill Road branch}", "topics: [mill-road]", "wrong-type"),
    ("topics: {mill-road: The Mill Road branch}", "topics: {mill-road: ''}", "empty"),
    ("topics: {mill-road: The Mill Road branch}", "topics: {Mill-Road: The Mill Road branch}", "bad-id"),
    ("topics: {mill-road: The Mill Road branch}", "topic: {mill-road: The Mill Road branch}", "unknown-key"),
    ("sectors: {libraries: Libraries}", "sectors: ''", "wrong-type"),
    ("version:", "verson:", "unknown-key missing-key"),
    ("format: 1", "format: 2", "format"),
    ('version: "2"', "version: '2", "syntax"),
]


@pytest.mark.parametrize(
    ("sound", "broken", "expected"), CODEBOOK_FAULTS, ids=[f"{n}-{s[2]}" for n, s in enumerate(CODEBOOK_FAULTS)]
)
def test_a_fault_of_the_codebook_is_not_reported_again_in_its_documents(
    tmp_path: Path, sound: str, broken: str, expected: str
) -> None:
    plan = TWO.replace("{id: plan-p01,", "{id: plan-p01, topics: [mill-road], sectors: [libraries],")
    assert check(tmp_path, plan) == []
    problems = check(tmp_path, plan, CODEBOOK.replace(sound, broken, 1))
    assert {problem.file for problem in problems} == {"codebook.yaml"}
    assert sorted(rules(problems)) == sorted(expected.split())


def test_a_claim_that_cannot_be_read_does_not_shift_the_places_of_those_after_it(tmp_path: Path) -> None:
    broken = "  - {id: plan-p01, kind: principel, statement: So., stances: {open-late: 2}}\n"
    bare = "  - {id: plan-p02, kind: principle, statement: So., stances: {open-sundays: 1}}\n"
    half = "  - {id: plan-p03, kind: principle, statement: So., evidence: [{end: and so ends}]}\n"
    problems = check(tmp_path, CODED + "positions: {}\nclaims:\n" + broken + bare + broken.replace("p01", "p04") + half)
    assert [(p.line, p.rule, p.claim) for p in problems] == [
        (7, "unknown-name", "plan-p01"),
        (8, "no-evidence", "plan-p02"),
        (8, "stance-without-position", "plan-p02"),
        (9, "unknown-name", "plan-p04"),
        (10, "half-anchor", "plan-p03"),
    ]


def test_of_two_claims_of_one_id_the_one_that_can_be_read_keeps_its_place(tmp_path: Path) -> None:
    broken = "  - {id: plan-p01, kind: principel, statement: So.}\n"
    half = "  - {id: plan-p01, kind: principle, statement: So., evidence: [{end: and so ends}]}\n"
    problems = check(tmp_path, HEAD + "claims:\n" + broken + half)
    assert [(p.line, p.rule) for p in problems] == [(5, "unknown-name"), (6, "half-anchor")]


def test_evidence_that_cannot_be_read_does_not_shift_the_places_of_what_follows(tmp_path: Path) -> None:
    evidence = "evidence: [page 1, {page: 2}, page 3, page 4, {start: So it begins}, {end: and so ends}]"
    text = HEAD + "claims:\n" + claim("plan-p01", evidence)
    assert at(check(tmp_path, text)) == [
        (*spot(text, "page 1"), "wrong-type"),
        (*spot(text, "page 3"), "wrong-type"),
        (*spot(text, "page 4"), "wrong-type"),
        (*spot(text, "{start"), "half-anchor"),
        (*spot(text, "{end"), "half-anchor"),
    ]


def test_an_id_that_cannot_be_read_does_not_shift_the_places_of_those_after_it(tmp_path: Path) -> None:
    text = document([position("open-late", 2, "Plan", "plan-p01", "plan-x08", "plan-x09")], [FOR])
    assert at(check(tmp_path, text)) == [
        (*spot(text, "Plan,"), "bad-id"),
        (*spot(text, "plan-x08"), "unknown-name"),
        (*spot(text, "plan-x09"), "unknown-name"),
    ]


def test_independent_faults_are_all_reported(tmp_path: Path) -> None:
    text = document(
        [position("open-late", 2, "plan-p02"), position("open-sundays", 1), position("keep-hours", 1, "plan-x02")],
        [FOR, IN_PART, claim("plan-x02", "stances: {keep-hours: -1}"), claim("plan-d01", "topics: [mill-raod]")],
    )
    assert at(check(tmp_path, text)) == [
        (6, 15, "stance-outside-claims"),
        (7, 3, "position-without-claims"),
        (8, 16, "position-unsupported"),
        (*spot(text, "mill-raod"), "unknown-name"),
    ]
    assert inside(check(tmp_path, text))[3] == ("unknown-name", "plan-d01", "topics[1]")
