"""Projects for programs of qualitative data analysis: codes, texts, coded passages, notes, cases."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from filled import corpora
from hypothesis import given, settings
from records import changed, claim, corpus, document, judged, theme, upward
from refi_projects import NAMESPACE, Project, codes, project

from policylens import resources
from policylens.analysis.comparison import matrix
from policylens.cli.copies import extracted
from policylens.corpus.loader import load
from policylens.evidence.source import Source
from policylens.exchange.refi.codes import COLOURS
from policylens.exchange.refi.export import write_codebook, write_project
from policylens.exchange.refi.names import STANCE_KEYS
from policylens.model import Claim, Coding, Confidence, Corpus, Evidence, Kind
from policylens.plain.xml import holdable
from policylens.render.charts.colours import CELLS

LATE = Evidence(section="Hours", page="3", start="The library is", end="full of readers")
FEES = Evidence(start="The fees", end="are low")
TEXT = "😀 Hours\r\nThe library is kept open late, and so it is full of readers.\x0c\r\nThe fees are low.\r\n"


def resting(name: str, *evidence: Evidence, stance: int = 1) -> Claim:
    made = claim(name, {"p1": stance, "p2": -2}, kind=Kind.COMMITMENT, statement=f"Says {name}.", evidence=evidence)
    return changed(made, sectors=("libraries",), topics=("hours", "fees"), headline=True, actors=("the town",))


def town(*claims: Claim) -> Corpus:
    about = document("town", {"p1": judged(1, Confidence.LOW, ("c1",))}, claims, short_name="Town", date="2010-05")
    about = changed(
        about,
        title="The town's plan",
        authors=("A. Clerk", "B. Clerk"),
        publisher="The town",
        attributes={"party": "none", "date": "late"},
        coding=Coding(coder="an editor", themes=("theme",)),
    )
    other = theme(None, name="other", prefix="q", scale=None)
    lists = {"sectors": {"libraries": "Libraries"}, "topics": {"hours": "Opening hours", "fees": "Fees"}}
    return corpus([about], [upward(2), other], **lists)


TOWN = town(resting("c1", LATE, FEES), resting("c2", Evidence(start="The museum is"), stance=0), resting("c3"))


def copied(of: Corpus = TOWN, text: str = TEXT) -> Project:
    return project(of, lambda _: Source(text=text))


@pytest.fixture(scope="module")
def bundled() -> Corpus:
    found = load(resources.data(), bundled=True).corpus
    assert found is not None
    return found


# --- codes


def test_the_sides_stand_below_their_propositions_and_these_below_their_themes() -> None:
    assert list(project(TOWN).codes.values())[:8] == [
        "theme_theme",
        "theme_theme/p1",
        "theme_theme/p1/p1__for",
        "theme_theme/p1/p1__for/p1__partly-for",
        "theme_theme/p1/p1__both",
        "theme_theme/p1/p1__against",
        "theme_theme/p1/p1__against/p1__partly-against",
        "theme_theme/p2",
    ]


def test_kinds_sectors_and_topics_have_codes_whether_a_claim_has_them_or_not() -> None:
    found = [path for path in project(town()).codes.values() if path.startswith("claim_")]
    assert found == [
        "claim_kinds",
        *(f"claim_kinds/kind_{kind}" for kind in Kind),
        "claim_sectors",
        "claim_sectors/sector_libraries",
        "claim_topics",
        "claim_topics/topic_hours",
        "claim_topics/topic_fees",
    ]
    assert project(TOWN).one("Code", "topic_hours").findtext(f"{NAMESPACE}Description") == "Opening hours"


def test_only_what_claims_are_coded_with_can_be_coded_with() -> None:
    can = {each.get("name"): each.get("isCodable") for each in project(TOWN).all("Code")}
    assert (can["p1"], can["p1__for"], can["kind_evidence"]) == ("true", "true", "true")
    assert {name for name, codable in can.items() if codable == "false"} == {
        "theme_theme",
        "theme_other",
        "claim_kinds",
        "claim_sectors",
        "claim_topics",
    }


def test_stances_have_the_colours_that_they_have_in_charts() -> None:
    assert {stance: CELLS[STANCE_KEYS[stance]][0] for stance in COLOURS} == COLOURS
    assert project(TOWN).one("Code", "p2__partly-against").get("color") == COLOURS[-1]


@given(corpora())
@settings(max_examples=30)
def test_no_two_things_have_the_same_guid_and_no_reference_leads_nowhere(of: Corpus) -> None:
    root = project(of).root
    given_guids = [each.get("guid") for each in root.iter() if each.get("guid")]
    assert len(set(given_guids)) == len(given_guids)
    for each in root.iter():
        for key in ("targetGUID", "creatingUser"):
            assert each.get(key, given_guids[0]) in given_guids


# --- texts and passages


def test_a_passage_is_coded_at_its_characters_whatever_stands_before_it() -> None:
    found = copied()
    text = found.text("town")
    assert [text[each.start : each.end] for each in found.selections("town")] == [
        "The library is kept open late, and so it is full of readers",
        "The fees are low",
    ]
    assert text.startswith("😀 Hours \nThe"), "a return is exchanged for a blank, so that nothing moves"


def test_a_passage_has_the_codes_of_its_claim_in_its_order_and_says_what_the_claim_does() -> None:
    first, second = copied().selections("town")
    assert first.codes == (
        "kind_commitment", "p1__partly-for", "p2__against", "sector_libraries", "topic_hours", "topic_fees",
    )  # fmt: skip
    assert (second.codes, second.description) == (first.codes, "Says c1.")
    assert [first.name, second.name] == ["line:1 c1", "line:2 c1"]


def test_a_claim_whose_passage_is_not_found_is_coded_in_its_note() -> None:
    found = copied()
    assert found.coded(found.one("Note", "c1")) == ()
    for name in ("c2", "c3"):
        note = found.one("Note", name)
        assert found.coded(note)[:2] == ("kind_commitment", "p1__both" if name == "c2" else "p1__partly-for")
        source = found.one("TextSource", "town")
        assert note.get("guid") in {each.get("targetGUID") for each in source.findall(f"{NAMESPACE}NoteRef")}


def test_without_a_copy_the_claims_themselves_are_the_text() -> None:
    found = project(TOWN)
    text = found.text("town")
    assert text == "The town's plan\n\n[c1] Says c1.\n\n[c2] Says c2.\n\n[c3] Says c3.\n"
    assert [text[each.start : each.end] for each in found.selections("town")] == text.strip().split("\n\n")[1:]
    told = found.one("TextSource", "town").findtext(f"{NAMESPACE}Description") or ""
    assert told.startswith("copy: none\n")
    assert "There was no copy" in told


def test_a_copy_does_not_say_that_there_is_none() -> None:
    of = corpus([document(title="copy: none\ncopy: none")])
    told = copied(of).one("TextSource", "a").findtext(f"{NAMESPACE}Description") or ""
    assert not re.search("^copy", told, re.MULTILINE)


def test_in_the_bundled_corpus_every_passage_begins_and_ends_with_its_anchors(bundled: Corpus, sources: Path) -> None:
    found = project(bundled, lambda name: extracted(sources / f"{name}.txt"))
    for each in bundled.documents:
        text, evidence = found.text(each.id), [one for made in each.claims for one in made.evidence]
        selections = found.selections(each.id)
        assert len(selections) == len(evidence) > 100
        for selection, one in zip(selections, evidence, strict=True):
            passage = letters(text[selection.start : selection.end])
            assert passage.startswith(letters(one.start)), selection.name
            assert passage.endswith(letters(one.end)), selection.name
            assert selection.name.startswith(f"line:{text.count(chr(10), 0, selection.start)} ")


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def test_in_the_bundled_corpus_without_copies_every_claim_is_coded_once(bundled: Corpus) -> None:
    found = project(bundled)
    for name, counts in codes(bundled).items():
        selections = found.selections(name)
        assert [counts[code] for code in counts] == [sum(code in each.codes for each in selections) for code in counts]
        assert sum(len(each.codes) for each in selections) == counts.total()


# --- notes, cases and users


def test_a_claims_note_has_what_codes_cannot_hold() -> None:
    note = copied().note("c1").splitlines()
    assert {"claim: c1", "statement: Says c1.", "headline: yes", "actor: the town"} <= set(note)
    assert {"evidence 1 section: Hours", "evidence 1 page: 3", "evidence 2 start: The fees"} <= set(note)


def test_a_documents_positions_stand_in_a_note_and_in_words() -> None:
    note = project(TOWN).note("Positions of town").splitlines()
    assert {"p1 stance: +1", "p1 confidence: low", "p1 because: It says so.", "p1 claim: c1"} <= set(note)
    assert note[note.index("---") + 1 :] == [
        "Positions, charted by the coder:",
        "p1: partly for, low confidence",
        "p2: silent",
        "q1: not coded",
    ]


def test_positions_that_are_computed_are_said_to_be() -> None:
    about = document(claims=[claim("c1", {"p1": 2}), claim("c2", {"p2": 1}), claim("c3", {"p2": -1})])
    note = project(corpus([about], [upward(3)])).note("Computed positions of a")
    assert note.splitlines() == [
        "---",
        "Positions, computed from the claims, as none is charted:",
        "p1: for",
        "p2: mixed",
        "p3: silent",
    ]


def test_a_document_is_a_case_with_what_is_known_of_it() -> None:
    assert project(TOWN).case("Town") == {
        "id": "town",
        "title": "The town's plan",
        "publisher": "The town",
        "date": "2010-05",
        "authors": "A. Clerk; B. Clerk",
        "attribute party": "none",
        "attribute date": "late",
    }


def test_who_coded_a_document_coded_its_passages() -> None:
    found = project(town(resting("c1")))
    (user,) = found.all("User")
    assert user.get("name") == "an editor"
    assert {each.get("creatingUser") for each in found.all("Coding")} == {user.get("guid")}


@pytest.mark.parametrize(("date", "found"), [("2026-01-05", {"2026-01-05T00:00:00Z"}), ("2026-01", set()), ("", set())])
def test_only_a_date_that_is_known_to_the_day_is_that_of_the_codings(date: str, found: set[str]) -> None:
    about = changed(document(claims=[claim()]), coding=Coding(date=date))
    assert {value for each in project(corpus([about])).root.iter() if (value := each.get("creationDateTime"))} == found


def test_where_nobody_is_named_the_codings_have_a_user_all_the_same() -> None:
    found = project(corpus([document(claims=[claim()]), document("b")]))
    assert [each.get("name") for each in found.all("User")] == ["coder not named"]


def test_what_xml_cannot_hold_is_shown_as_such() -> None:
    statement = "bell \x07, half \ud800, <b>&amp;\r\nline"
    found = project(corpus([document(claims=[claim(statement=statement)])]))
    assert found.selections("a")[0].description == holdable(statement)
    assert "\ufffd" in holdable(statement)


# --- the archive


def test_the_same_data_make_the_same_bytes_without_a_date_of_today(bundled: Corpus) -> None:
    first, second = (write_project(matrix(bundled), lambda _: Source(text=TEXT))[0] for _ in range(2))
    assert first == second
    found = Project(first)
    assert {each.date_time for each in found.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {value for each in found.root.iter() for key, value in each.attrib.items() if "Date" in key} == {
        f"{each.coding.date}T00:00:00Z" for each in bundled.documents
    }
    assert write_codebook(bundled.codebook) == write_codebook(bundled.codebook)


def test_the_archive_has_the_project_and_a_text_for_each_document_and_nothing_else() -> None:
    found = project(corpus([document("a"), document("b")]))
    names = found.archive.namelist()
    assert names[-1] == "project.qde"
    assert all(re.fullmatch(r"sources/[0-9a-f-]{36}\.txt", name) for name in names[:-1])
    assert [each.get("name") for each in found.all("TextSource")] == ["a", "b"]


def test_only_the_chosen_documents_are_in_it() -> None:
    of = corpus([document("a", claims=[claim("x")]), document("b", claims=[claim("y")])])
    found = Project(write_project(matrix(of, ["b"]), lambda _: None)[0])
    assert [each.get("name") for each in found.all("TextSource")] == ["b"]
    assert {each.get("name") for each in found.all("Note")} == {"About b", "Computed positions of b", "y"}


def test_a_codebook_says_its_version_and_what_it_asks() -> None:
    root = ElementTree.fromstring(write_codebook(TOWN.codebook))
    told = root.findtext("{*}Codes/{*}Code/{*}Description") or ""
    assert {"title: The theme", "question: What should be done?", "codebook version: 1"} <= set(told.splitlines())
