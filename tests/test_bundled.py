"""The bundled corpus: complete, consistent, and true to the texts where these are at hand."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from policylens import resources
from policylens.corpus.loader import load
from policylens.model import Claim, Corpus, Direction, Document, Evidence, Kind

DOCUMENTS = ["cabinet-office", "demos", "fabian", "housden", "lsis"]
THEMES = {
    # how many propositions there are; how many count towards the high end, the low end and neither, if there is a scale
    "markets": (8, (5, 1, 2)),
    "targets": (10, (3, 2, 5)),
    "autonomy": (8, (6, 1, 1)),
    "citizens": (7, (5, 0, 2)),
    "centre": (7, (2, 1, 4)),
    "workforce": (8, (4, 0, 4)),
    "value": (3, None),
    "equality": (4, (3, 0, 1)),
    "innovation": (4, None),
}


@cache
def bundled() -> Corpus:
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    return corpus


def document(name: str) -> Document:
    return bundled().document_by_id[name]


each_document = pytest.mark.parametrize("name", DOCUMENTS)


def test_the_strictest_check_finds_nothing(cli: Callable[..., Any]) -> None:
    outcome = cli("check", "--strict")
    assert (outcome.code, outcome.err) == (0, "")
    assert "5 documents" in outcome.out
    assert outcome.out.rstrip().endswith("No problems.")


def test_the_five_documents_are_there() -> None:
    assert sorted(document.id for document in bundled().documents) == DOCUMENTS


# ---- the codebook


def test_the_codebook_has_nine_themes_and_59_propositions() -> None:
    codebook = bundled().codebook
    assert list(codebook.themes) == list(THEMES)
    assert len(THEMES) == 9
    assert {theme.id: len(theme.propositions) for theme in codebook.themes.values()} == {
        theme: size for theme, (size, _) in THEMES.items()
    }
    assert len(codebook.propositions) == 59


@pytest.mark.parametrize("name", THEMES)
def test_the_propositions_of_a_theme_count_on_its_scale_as_they_should(name: str) -> None:
    theme = bundled().codebook.themes[name]
    directions = [proposition.direction for proposition in theme.propositions]
    counted = tuple(directions.count(direction) for direction in (Direction.HIGH, Direction.LOW, Direction.NONE))
    if THEMES[name][1] is None:
        assert theme.scale is None
        assert set(directions) == {None}
    else:
        assert theme.scale is not None
        assert counted == THEMES[name][1]


def test_the_wording_of_the_codebook_is_that_of_its_version(golden: Callable[[str, str], None]) -> None:
    """Whoever rewords a proposition raises the codebook's version, and looks at the positions on it again."""
    codebook = bundled().codebook
    lines = [f"version {codebook.version}"]
    for theme in codebook.themes.values():
        scale = f" ({theme.scale.low} to {theme.scale.high})" if theme.scale else ""
        lines += ["", f"{theme.id}: {theme.question}{scale}"]
        lines += [f"  {p.id} [{p.direction or 'no scale'}]: {p.text}" for p in theme.propositions]
    golden("bundled/codebook.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", list(bundled().codebook.propositions))
def test_a_proposition_says_what_it_includes_and_excludes_and_how_to_find_it(name: str) -> None:
    proposition = bundled().codebook.propositions[name]
    assert len(proposition.include) >= 40
    assert len(proposition.exclude) >= 40
    assert proposition.include != proposition.exclude
    assert "\n" not in proposition.include + proposition.exclude
    assert len({cue.casefold() for cue in proposition.cues}) == len(proposition.cues) >= 5


def test_what_a_proposition_excludes_is_referred_to_propositions_that_there_are() -> None:
    codebook = bundled().codebook
    named = {
        (proposition.id, name)
        for proposition in codebook.propositions.values()
        for name in re.findall(r"\(([a-z]+(?:-[a-z]+)+)\)", proposition.include + proposition.exclude)
    }
    assert len(named) > 59
    assert {(by, name) for by, name in named if name not in codebook.propositions} == set()


@pytest.mark.parametrize("part", ["topics", "sectors"])
def test_the_lists_of_the_codebook_have_titles_of_their_own(part: str) -> None:
    titles = list(getattr(bundled().codebook, part).values())
    assert len(set(titles)) == len(titles)


def test_every_topic_is_discussed_by_at_least_two_documents() -> None:
    users = defaultdict(set)
    for of, claim in bundled().claims():
        for topic in claim.topics:
            users[topic].add(of.id)
    assert {topic: users[topic] for topic in bundled().codebook.topics if len(users[topic]) < 2} == {}


def test_every_sector_is_spoken_of() -> None:
    used = {sector for _, claim in bundled().claims() for sector in claim.sectors}
    assert set(bundled().codebook.sectors) == used


def test_parsers_of_yaml_1_1_and_1_2_read_the_codebook_alike() -> None:
    text = (resources.data() / "codebook.yaml").read_text(encoding="utf-8")
    parser = YAML(typ="safe", pure=True)
    parser.version = (1, 2)  # type: ignore[assignment]  # declared as None
    assert parser.load(text) == yaml.safe_load(text)


# ---- the documents


@each_document
def test_every_document_has_been_read_for_all_themes_with_this_codebook(name: str) -> None:
    assert document(name).coding.themes == tuple(THEMES)
    assert document(name).coding.codebook == bundled().codebook.version
    assert document(name).coding.coder
    assert document(name).coding.date


@each_document
def test_every_document_says_what_it_is(name: str) -> None:
    of = document(name)
    for field in "title short_name authors publisher date kind standpoint scope language licence summary".split():
        assert getattr(of, field), field
    assert 3 <= len(re.findall(r"[.!?](?:\s|$)", of.summary)) <= 5


@each_document
def test_every_position_names_claims_of_its_document(name: str) -> None:
    of = document(name)
    assert of.positions
    for proposition, position in of.positions.items():
        assert position.claims, proposition
        assert set(position.claims) <= set(of.claim_by_id), proposition
        assert len(set(position.claims)) == len(position.claims), proposition


@each_document
def test_the_claims_first_named_take_the_positions_side(name: str) -> None:
    """What the reader sees first of a position bears it out."""
    of = document(name)
    for proposition, position in (of.positions or {}).items():
        first = of.claim_by_id[position.claims[0]].stances.get(proposition)
        assert first is not None, proposition
        assert first * position.stance > 0 or position.stance == 0, proposition


def test_the_reasons_are_sentences_each_of_its_own() -> None:
    reasons = [p.because for of in bundled().documents for p in (of.positions or {}).values()]
    assert [reason for reason in reasons if len(reason) < 40 or not reason.endswith(".")] == []
    assert [reason for reason, times in Counter(r.casefold() for r in reasons).items() if times > 1] == []


def test_no_statement_stands_there_twice() -> None:
    statements = Counter(claim.statement.casefold() for _, claim in bundled().claims())
    assert [statement for statement, times in statements.items() if times > 1] == []


LETTERS = {
    Kind.PRINCIPLE: "p",
    Kind.MECHANISM: "m",
    Kind.RECOMMENDATION: "r",
    Kind.COMMITMENT: "c",
    Kind.DIAGNOSIS: "d",
    Kind.CRITICISM: "x",
    Kind.EVIDENCE: "e",
}


@each_document
def test_the_id_of_a_claim_says_its_document_and_kind(name: str) -> None:
    pattern = rf"{name}-([a-z])\d\d\d?[a-z]?"
    for claim in document(name).claims:
        found = re.fullmatch(pattern, claim.id)
        assert found, claim.id
        assert found[1] == LETTERS[claim.kind], claim.id


@pytest.mark.parametrize(
    ("name", "fewest"), [("cabinet-office", 60), ("demos", 60), ("fabian", 60), ("housden", 60), ("lsis", 40)]
)
def test_a_document_has_as_many_claims_as_its_length_asks_for(name: str, fewest: int) -> None:
    assert len(document(name).claims) >= fewest


def test_every_kind_of_claim_occurs() -> None:
    assert {claim.kind for _, claim in bundled().claims()} == set(Kind)


def numbered(name: str) -> dict[str, Claim]:
    claims = [claim for claim in document(name).claims if claim.kind is Kind.RECOMMENDATION and claim.number]
    assert len({claim.number for claim in claims}) == len(claims)
    return {claim.number: claim for claim in claims}


def test_all_nineteen_recommendations_of_fabian_are_there() -> None:
    whole = [number for number in numbered("fabian") if number.isdigit()]
    assert whole == [str(number) for number in range(1, 20)]
    assert all(numbered("fabian")[number].headline for number in whole)


@pytest.mark.parametrize(("number", "letters"), [("3", "abcde"), ("19", "abcd")])
def test_the_recommendations_of_fabian_that_have_parts_have_them_all(number: str, letters: str) -> None:
    parts = [part for part in numbered("fabian") if re.fullmatch(number + "[a-z]", part)]
    assert parts == [number + letter for letter in letters]


def test_a_part_of_a_recommendation_of_fabian_belongs_to_one_that_is_there() -> None:
    recommendations = numbered("fabian")
    assert {number for number in recommendations if number.rstrip("abcdefgh") not in recommendations} == set()


def test_the_recommendations_of_fabian_say_who_is_to_act() -> None:
    assert [number for number, claim in numbered("fabian").items() if not claim.actors] == []


def test_every_claim_of_the_seminar_says_whose_it_is() -> None:
    assert [claim.id for claim in document("lsis").claims if not claim.speaker] == []


@each_document
def test_a_document_does_not_refer_to_itself(name: str) -> None:
    assert [claim.id for claim in document(name).claims if name in claim.refers_to] == []


# ---- the evidence

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words, casefolded, without what stands between them."""
    return [found.group().casefold() for found in WORD.finditer(text)]


def evidence(name: str) -> Iterator[tuple[str, Evidence]]:
    for claim in document(name).claims:
        for each in claim.evidence:
            yield claim.id, each


@each_document
def test_every_piece_of_evidence_has_a_section_and_an_anchor_of_three_to_six_words(name: str) -> None:
    for claim, piece in evidence(name):
        assert piece.section, claim
        for end in (piece.start, piece.end):
            assert 3 <= len(words(end)) <= 6, (claim, end)
            assert len(end.split()) <= 6, (claim, end)


LONGEST_PASSAGE = 330
"""Words from the first of a start to the last of an end."""

COPIED = 9
"""So many words in a row, the same as in a source, are a copy."""


def read(sources: Path, name: str) -> str:
    return (sources / f"{name}.txt").read_text(encoding="utf-8")


def joined(text: str) -> str:
    """Join the words that the ends of lines divide."""
    return text.replace("\u2010\n", "").replace("\u00ad", "").replace("-\n", "")


def found(part: list[str], text: list[str]) -> list[int]:
    """Return where these words begin in a text."""
    return [n for n, word in enumerate(text) if word == part[0] and text[n : n + len(part)] == part]


def passages(piece: Evidence, text: list[str]) -> set[int]:
    """Return the ends of the passages that an anchor can mean; each start goes with the nearest end after it."""
    start, end = words(piece.start), words(piece.end)
    ends = found(end, text)
    reached = set()
    for first in found(start, text):
        last = next((n + len(end) for n in ends if n >= first), None)
        if last is not None and last - first <= LONGEST_PASSAGE:
            reached.add(last)
    return reached


@each_document
def test_every_anchor_finds_one_passage_of_the_text(sources: Path, name: str) -> None:
    text = read(sources, name)
    readings = [words(text), words(joined(text))]
    lost = [
        (claim, piece.start, piece.end)
        for claim, piece in evidence(name)
        if not any(len(passages(piece, reading)) == 1 for reading in readings)
    ]
    assert lost == []


@cache
def runs(sources: Path) -> frozenset[tuple[str, ...]]:
    """Return all runs of so many words of all texts that make a copy."""
    made = set()
    for name in DOCUMENTS:
        text = words(joined(read(sources, name)))
        made |= set(zip(*(text[n:] for n in range(COPIED)), strict=False))
    return frozenset(made)


def copied(text: str, sources: Path) -> list[str]:
    own = words(text)
    return [" ".join(run) for run in zip(*(own[n:] for n in range(COPIED)), strict=False) if run in runs(sources)]


def test_the_search_for_copies_finds_them(sources: Path) -> None:
    text = words(joined(read(sources, "demos")))
    assert copied("They say: " + " ".join(text[5000 : 5000 + COPIED]), sources) == [
        " ".join(text[5000 : 5000 + COPIED])
    ]
    assert copied(" ".join(text[5000 : 5000 + COPIED - 1]), sources) == []


@each_document
def test_nothing_that_we_say_is_copied_from_a_text(sources: Path, name: str) -> None:
    of = document(name)
    ours = {"summary": of.summary, "standpoint": of.standpoint, "scope": of.scope}
    ours |= {f"{proposition}: because": p.because for proposition, p in (of.positions or {}).items()}
    for claim in of.claims:
        ours |= {f"{claim.id}: {field}": getattr(claim, field) for field in ("statement", "mechanism", "conditions")}
    assert {where: copied(text, sources) for where, text in ours.items() if copied(text, sources)} == {}


def test_nothing_in_the_codebook_is_copied_from_a_text(sources: Path) -> None:
    ours = [text for p in bundled().codebook.propositions.values() for text in (p.text, p.include, p.exclude)]
    assert [text for text in ours if copied(text, sources)] == []


def test_passages_of_a_claim_do_not_repeat_each_other() -> None:
    for of in bundled().documents:
        for claim in of.claims:
            assert len(set(claim.evidence)) == len(claim.evidence), claim.id
