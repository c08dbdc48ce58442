"""Briefings: what the bundled template makes of a corpus, what a template may use, and what it may not do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Any

import pytest
from documented import documented
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token
from records import changed, claim, corpus, document, judged, theme
from strategies import hostile

from policylens.analysis.comparison import compare_theme, matrix
from policylens.analysis.findings import findings
from policylens.errors import PolicylensError
from policylens.model import Coding, Confidence, Corpus, Direction, Document, Evidence
from policylens.render.briefing import FULL, MOST_FINDINGS, MOST_IN_TITLE, SHORT, values
from policylens.render.filling import FILTERS, filled
from policylens.render.parts import markdown
from policylens.render.references import references
from policylens.render.sentences.parts import MOST_CITED
from policylens.resources import templates
from render.building import town, written
from render.commonmark import PARSER, readable, said, sorts, tables

TEMPLATE = (templates() / FULL).read_text(encoding="utf-8")
ONE_PAGE = (templates() / SHORT).read_text(encoding="utf-8")

ALLOWED = {
    *("heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"),
    *("inline", "text", "strong", "em", "link"),
}
"""All that a briefing is made of."""


def passages(*pages: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(page=page, start="It all", end="began") for page in pages)


def stand(name: str, stance: int, **details: Any) -> Any:
    """Make a claim that takes a side on p1, with a passage unless it says otherwise."""
    return claim(name, {"p1": stance}, **{"evidence": passages("4"), **details})


FOR = document("a", {"p1": judged(2, claims=("a-c1",))}, [stand("a-c1", 2)], short_name="Apple", date="2001-02")
AGAINST = document("b", {"p1": judged(-1, claims=("b-c1",))}, [stand("b-c1", -1)], short_name="Brick")
CONTESTED = document(
    "c",
    {"p1": judged(1, claims=("c-c1", "c-c2", "c-c3"))},
    [stand("c-c1", 1), stand("c-c2", -2), stand("c-c3", 2)],
    short_name="Cloud",
)
COMPUTED = document("d", claims=[stand("d-c1", 2), stand("d-c2", 1)], short_name="Delta")
MIXED = document("e", claims=[stand("e-c1", 2), stand("e-c2", -1), stand("e-c3", 0)], short_name="Ember")
SILENT = document("s", {}, short_name="Stone")
UNREAD = document("u", {}, [stand("u-c1", 2)], short_name="Umber", themes=())


def town_of(*documents: Document, propositions: int = 3, **scale: Any) -> Corpus:
    return corpus(documents, [theme(*[Direction.HIGH] * propositions, **scale)])


def brief(known: Corpus, *themes: str, template: str = TEMPLATE, title: str = "") -> str:
    """Write the briefing of these themes, or of all."""
    of = matrix(known)
    compared = [compare_theme(of, name) for name in themes or known.codebook.themes]
    return filled(values(of, compared, title=title), template, "mine.md.j2")


def given_to(known: Corpus) -> dict[str, Any]:
    """Return what a template gets of all themes."""
    of = matrix(known)
    return values(of, [compare_theme(of, name) for name in known.codebook.themes])


@dataclass(frozen=True)
class Link:
    text: str
    target: str


def links(tokens: list[Token]) -> list[Link]:
    """Return all links, with their text."""
    found = []
    for token in tokens:
        children = token.children or []
        for place, child in enumerate(children):
            if child.type == "link_open":
                found.append(Link(children[place + 1].content, str(child.attrs["href"])))
    return found


def headings(tokens: list[Token]) -> list[tuple[int, str]]:
    """Return the level and the words of each heading."""
    return [
        (int(token.tag[1:]), said(tokens[place + 1]))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def slugs(tokens: list[Token]) -> list[str]:
    """Return the names by which links reach the headings, as GitHub makes them; a second one of a name is numbered."""
    found: list[str] = []
    for _, words in headings(tokens):
        slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        found.append(slug if slug not in found else f"{slug}-{found.count(slug)}")
    return found


def under(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one."""
    return re.split(r"\n#+ ", text.split(f" {heading}\n\n", 1)[1])[0].strip("\n")


def items(text: str, name: str) -> list[str]:
    """Return the items about a document, each with what stands under it."""
    return re.findall(rf"^- \*\*{name}\*\* \(.*(?:\n  .*)*", text, re.MULTILINE)


CORPORA = {
    "every sort of position": town_of(FOR, AGAINST, CONTESTED, COMPUTED, MIXED, SILENT, UNREAD),
    "one document": town_of(CONTESTED),
    "one document that is silent": town_of(SILENT),
    "one document that has not been read": town_of(UNREAD),
    "no document": town_of(),
    "one proposition": town_of(FOR, AGAINST, propositions=1),
    "no scale": town_of(FOR, MIXED, scale=None),
    "no claims": town_of(document("a", {"p1": judged(1)}), SILENT),
    "twelve documents": town(12),
    "two themes": corpus([FOR, AGAINST, UNREAD], [theme(None), theme(None, name="other", prefix="o")]),
}


@cache
def text_of(name: str) -> str:
    return brief(CORPORA[name])


@cache
def parsed(name: str) -> list[Token]:
    return PARSER.parse(text_of(name))


# --- what holds of every briefing --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CORPORA)
def test_a_briefing_is_made_of_headings_paragraphs_lists_and_tables(name: str) -> None:
    assert sorts(parsed(name)) <= ALLOWED


@pytest.mark.parametrize("name", CORPORA)
def test_blank_lines_keep_headings_lists_and_tables_apart(name: str) -> None:
    text = text_of(name)
    assert "\n\n\n" not in text
    assert re.search(r"[ \t]$", text, re.MULTILINE) is None
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.startswith("#"):
            assert lines[max(0, place - 1)] in ("", lines[0])
            assert lines[place + 1] == ""
        if line.startswith(("- ", "|")):
            assert lines[place - 1] == "" or lines[place - 1].startswith(("- ", "  - ", "|"))


@pytest.mark.parametrize("name", CORPORA)
def test_a_briefing_ends_with_one_newline_and_begins_with_its_title(name: str) -> None:
    assert text_of(name).startswith("# ")
    assert text_of(name).endswith("\n")
    assert not text_of(name).endswith("\n\n")


@pytest.mark.parametrize("name", CORPORA)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    levels = [level for level, _ in headings(parsed(name))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", CORPORA)
def test_every_row_has_as_many_cells_as_its_heading(name: str) -> None:
    alone = len(CORPORA[name].documents) == 1
    for rows in tables(parsed(name)):
        assert len({len(row) for row in rows}) == 1
        if rows[0][0] == "Proposition":
            assert len(rows[0]) == 1 + len(CORPORA[name].documents) + (not alone)


@pytest.mark.parametrize("name", CORPORA)
def test_every_link_leads_to_a_heading(name: str) -> None:
    there = slugs(parsed(name))
    assert [link for link in links(parsed(name)) if link.target.removeprefix("#") not in there] == []


@pytest.mark.parametrize("name", CORPORA)
def test_every_claim_on_which_a_position_rests_is_linked_and_has_its_entry_in_the_appendix(name: str) -> None:
    of = matrix(CORPORA[name])
    rests = {
        claim
        for held in of.positions.values()
        for position in held.values()
        for claim in position.claims
    }  # fmt: skip
    appendix = text_of(name).partition("## Appendix: the claims")[2]
    entries = re.findall(r"^#### (.+)$", appendix, re.MULTILINE)
    linked = {link.text for link in links(parsed(name)) if link.target == f"#{link.text}"}
    assert linked == rests
    assert sorted(entries) == sorted(rests)


@pytest.mark.parametrize("name", CORPORA)
def test_an_entry_of_the_appendix_has_what_the_claim_says_and_where_it_stands(name: str) -> None:
    for text in CORPORA[name].documents:
        for said_there in text.claims:
            if f"#### {said_there.id}\n" in text_of(name):
                entry = under(text_of(name), said_there.id)
                assert said_there.statement in entry
                assert entry.count("\n- page 4, “It all” … “began”") == len(said_there.evidence)


def sentences_of(given: object) -> Iterator[dict[str, Any]]:
    """Yield every sentence that a template gets."""
    if isinstance(given, dict):
        if set(given) == {"text", "claims"}:
            yield given
        for each in given.values():
            yield from sentences_of(each)
    elif isinstance(given, list):
        for each in given:
            yield from sentences_of(each)


@pytest.mark.parametrize("name", CORPORA)
def test_every_claim_that_a_sentence_names_is_in_the_appendix(name: str) -> None:
    given_ = given_to(CORPORA[name])
    assert {claim for each in sentences_of(given_) for claim in each["claims"]} <= {
        each["id"] for each in given_["claims"]
    }


@pytest.mark.parametrize("name", CORPORA)
def test_every_finding_has_the_claims_of_those_that_speak_and_they_lead_to_the_appendix(name: str) -> None:
    known = CORPORA[name]
    given_ = given_to(known)
    held = matrix(known).positions
    there = slugs(parsed(name))
    for found in given_["findings"]:
        claims = found["sentences"][0]["claims"]
        speaking = [positions[found["id"]] for positions in held.values() if found["id"] in positions]
        for position in [position for position in speaking if position.claims][:MOST_CITED]:
            assert set(position.claims) & set(claims)
            assert not position.contrary or set(position.contrary) & set(claims)
        assert set(claims) <= set(there)


@pytest.mark.parametrize("name", CORPORA)
def test_the_findings_are_those_that_tell_most(name: str) -> None:
    of = matrix(CORPORA[name])
    rows = findings([compare_theme(of, each) for each in of.corpus.codebook.themes], MOST_FINDINGS)
    told = given_to(CORPORA[name])["findings"]
    assert [(each["id"], each["text"], each["theme"], each["verdict"]) for each in told] == [
        (row.proposition.id, row.proposition.text, row.theme.title, row.judgement.verdict.value) for row in rows
    ]


@pytest.mark.parametrize("name", [name for name in CORPORA if len(CORPORA[name].documents) > 1])
def test_the_summary_tells_every_finding_with_links_to_its_claims(name: str) -> None:
    of = given_to(CORPORA[name])
    bullets = [line for line in under(text_of(name), "Summary").splitlines() if line.startswith("- ")]
    assert len(bullets) == len(of["findings"])
    for bullet, found in zip(bullets, of["findings"], strict=True):
        assert re.findall(r"\]\(#([^)]+)\)", bullet) == [c for each in found["sentences"] for c in each["claims"]]


def test_the_same_data_give_the_same_text() -> None:
    assert brief(town(12)) == brief(town(12))


# --- the title and what stands first -----------------------------------------------------------------------------


def title(known: Corpus, *themes: str) -> str:
    return brief(known, *themes).split("\n", 1)[0]


@pytest.mark.parametrize(
    ("documents", "who"),
    [
        ([FOR], "Apple stands"),
        ([FOR, AGAINST], "Apple and Brick stand"),
        ([FOR, AGAINST, SILENT], "Apple, Brick and Stone stand"),
        ([], "0 documents stand"),
    ],
)
def test_the_title_names_the_documents(documents: list[Document], who: str) -> None:
    assert title(town_of(*documents)) == f"# The theme: where {who}"


def test_the_title_gives_the_number_of_many_documents() -> None:
    assert title(town(MOST_IN_TITLE)).endswith("Paper 3 and Paper 4 stand")
    assert title(town(MOST_IN_TITLE + 1)) == f"# Opening hours: where {MOST_IN_TITLE + 1} documents stand"


def test_the_title_gives_the_number_of_several_themes() -> None:
    assert title(CORPORA["two themes"]) == "# Two themes: where Apple, Brick and Umber stand"
    assert title(CORPORA["two themes"], "other") == "# The other: where Apple, Brick and Umber stand"


HOSTILE_TITLES = [
    "A *title* of _ours_",
    "# Not a heading",
    "<script>alert(1)</script> & more",
    "[a](http://b) | `c`",
    "- one\n- two",
    "1. first",
    "\x1b[31mred\u202e",
    "{{ title }} {% raw %}",
    "---",
]


@pytest.mark.parametrize("words", HOSTILE_TITLES)
@pytest.mark.parametrize("template", [TEMPLATE, ONE_PAGE], ids=["full", "short"])
def test_a_title_of_ones_own_reads_as_it_was_given(template: str, words: str) -> None:
    known = CORPORA["one proposition"]
    text = brief(known, template=template, title=words)
    assert text.split("\n", 1)[1] == brief(known, template=template).split("\n", 1)[1]
    (first, *_) = headings(PARSER.parse(text))
    assert (first[0], first[1]) == (1, readable(words))


@pytest.mark.parametrize("words", ["", "  ", "\u200b", "\n"])
def test_a_title_that_says_nothing_is_none(words: str) -> None:
    assert brief(CORPORA["one proposition"], title=words).startswith("# The theme: where Apple and Brick stand\n")


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (town_of(FOR, propositions=1), "This briefing says what Apple holds on one proposition."),
        (
            town_of(FOR, AGAINST),
            "This briefing compares two documents on three propositions: Apple (*A text*, 2001) and Brick (*A text*, "
            "n.d.).",
        ),
        (town(13), "This briefing compares 13 documents on eight propositions."),
    ],
)
def test_the_first_sentence_counts_documents_and_propositions(known: Corpus, sentence: str) -> None:
    assert brief(known).split("\n")[2].startswith(sentence)


def test_a_briefing_without_claims_speaks_of_none() -> None:
    text = text_of("no claims")
    assert "Appendix" not in text
    assert "the appendix" not in text
    assert "Rests on" not in text


def test_several_themes_are_summed_up_first() -> None:
    (glance, *_) = tables(parsed("two themes"))
    assert glance == [
        ["Theme", "Propositions", "Diverge", "Not coded", "Tentative"],
        ["The theme", "1", "1", "0", "0"],
        ["The other", "1", "0", "1", "0"],
    ]


@pytest.mark.parametrize("name", ["every sort of position", "one proposition"])
def test_one_theme_is_not_summed_up(name: str) -> None:
    assert "At a glance" not in text_of(name)


# --- a theme -----------------------------------------------------------------------------------------------------


def test_a_theme_has_its_question_its_scale_and_its_table() -> None:
    first, told, scale, table = under(text_of("one proposition"), "The theme").split("\n\n")
    assert first == "*What should be done?*"
    assert told == "The documents diverge on the one proposition."
    assert scale == "Scale from −2 (low) to +2 (high): Apple no place (1 of 1 propositions); Brick no place (1 of 1)."
    assert table.splitlines() == [
        "| Proposition | Apple | Brick | Verdict |",
        "| --- | --- | --- | --- |",
        "| Something should be done about p1. | \\++ for | − partly against | diverge, 2 of 2 speak |",
    ]


def test_a_theme_without_a_scale_has_no_line_on_it() -> None:
    assert "scale" not in text_of("no scale").lower()


def test_a_theme_with_a_scale_says_who_stands_where_with_claims() -> None:
    known = town(5)
    of = matrix(known)
    telling = given_to(known)["themes"][0]["sentences"][1]
    assert "“shorter”" in telling["text"]
    assert len(telling["claims"]) == 2
    assert set(telling["claims"]) <= {
        claim for held in of.positions.values() for p in held.values() for claim in p.claims
    }
    assert telling["text"][:-1] in brief(known)


def test_every_place_is_told_however_many_there_are() -> None:
    section = under(brief(town(30)), "Opening hours")
    assert all(f"Paper {number} " in section for number in range(30))
    assert "digits on the line" not in section


def test_documents_that_have_not_been_read_are_named_once() -> None:
    text = text_of("every sort of position")
    assert "Not read for this theme yet: Umber." in text
    assert "Umber is not coded" not in text
    assert "□ not coded" in text
    assert "**□** has not been read for it yet" in text


def test_a_theme_that_nobody_has_read_has_neither_table_nor_list() -> None:
    text = brief(town_of(UNREAD, document("v", {}, themes=(), short_name="Vale")))
    assert under(text, "The theme").split("\n\n")[1:] == ["None of the documents has been read for this theme yet."]
    assert "How to read" not in text
    assert "\n|" not in text


def test_one_document_that_has_not_been_read_is_named() -> None:
    section = under(text_of("one document that has not been read"), "The theme")
    assert section.endswith("Umber has not been read for this theme yet.")


def test_only_the_signs_that_are_used_are_explained() -> None:
    key = under(text_of("one proposition"), "How to read the table")
    assert key.splitlines() == [
        "- **\\++** for the proposition, without reservation",
        "- **−** against it with conditions or in part",
    ]


def test_propositions_stand_under_the_heading_of_their_verdict() -> None:
    text = text_of("every sort of position")
    assert "**Something should be done about p1.**" in under(text, "Where they diverge")
    assert [words for level, words in headings(parsed("every sort of position")) if level == 3][:2] == [
        "Where they diverge",
        "Nobody speaks",
    ]


def told_of_p1(text: str) -> str:
    """Return what stands after the first proposition."""
    (told,) = re.findall(r"^\*\*Something should be done about p1\.\*\* (.+)$", text, re.MULTILINE)
    return str(told)


@pytest.mark.parametrize(
    ("documents", "sentence"),
    [
        ((FOR, AGAINST), "Apple holds this; Brick rejects it in part ([a-c1](#a-c1) and [b-c1](#b-c1))."),
        ((FOR, SILENT), "Stone is silent on this view; only Apple speaks, and supports it ([a-c1](#a-c1))."),
        (
            (FOR, CONTESTED),
            "Neither document disputes this view: Apple supports it outright, Cloud in part; within Cloud the point is "
            "contested ([a-c1](#a-c1), [c-c1](#c-c1) and [c-c2](#c-c2)).",
        ),
        (
            (FOR, MIXED),
            "Neither document opposes this view: Apple supports it outright; Ember has claims on both sides "
            "([a-c1](#a-c1), [e-c1](#e-c1) and [e-c2](#e-c2)).",
        ),
        ((FOR, UNREAD), "Apple alone, of the documents read so far, supports this view ([a-c1](#a-c1))."),
        ((SILENT, UNREAD), "No document read so far speaks on this view."),
    ],
)
def test_a_sentence_says_who_is_on_which_side_and_why(documents: tuple[Document, ...], sentence: str) -> None:
    assert told_of_p1(brief(town_of(*documents))) == sentence


def test_a_tentative_verdict_says_on_whom_it_hangs() -> None:
    weak = document("w", {"p1": judged(-1, Confidence.LOW)}, short_name="Willow")
    assert told_of_p1(brief(town_of(FOR, weak))).endswith(
        " This is tentative, as it hangs on the low-confidence position of Willow."
    )


def test_one_document_alone_has_no_verdicts() -> None:
    weak = document("w", {"p1": judged(-1, Confidence.LOW)}, short_name="Willow")
    text = brief(town_of(weak))
    assert not re.search(r"[Vv]erdict|One voice|Nobody speaks|[Tt]entative|Only|alone", text)
    assert "Summary" not in text
    assert "At a glance" not in text
    assert under(text, "What it holds").startswith("**Something should be done about p1.**\n\n- **Willow** (")
    assert under(text, "On what it is silent").splitlines() == [
        "- Something should be done about p2.",
        "- Something should be done about p3.",
    ]


# --- a position --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "lines"),
    [
        (FOR, ["- **Apple** (for, high confidence): It says so.", "  - Rests on [a-c1](#a-c1)."]),
        (
            CONTESTED,
            [
                "- **Cloud** (partly for, high confidence, contested within the document): It says so.",
                "  - Rests on [c-c1](#c-c1) and [c-c3](#c-c3); contrary: [c-c2](#c-c2).",
            ],
        ),
        (
            COMPUTED,
            [
                "- **Delta** (partly for, computed from 2 claims)",
                "  - Rests on [d-c1](#d-c1) and [d-c2](#d-c2).",
            ],
        ),
        (
            MIXED,
            [
                "- **Ember** (mixed: 1 for, 1 against)",
                "  - Claims for it: [e-c1](#e-c1); claims against it: [e-c2](#e-c2); "
                "claims on both sides: [e-c3](#e-c3).",
            ],
        ),
    ],
    ids=["charted", "contested", "computed", "mixed"],
)
def test_a_position_has_its_reason_and_the_claims_that_it_rests_on(one: Document, lines: list[str]) -> None:
    assert [item.splitlines() for item in items(brief(town_of(one, SILENT)), one.name)] == [lines]


def test_a_position_that_only_contrary_claims_stand_by_says_so() -> None:
    odd = document("o", {"p1": judged(1, claims=("o-c1",))}, [stand("o-c1", -1)], short_name="Odd")
    assert items(brief(town_of(odd)), "Odd")[0].endswith("  - Contrary: [o-c1](#o-c1).")


def test_a_claim_that_is_not_in_the_document_is_not_cited() -> None:
    lost = document("l", {"p1": judged(1, claims=("l-c1", "l-c2"))}, [stand("l-c1", 1)], short_name="Lost")
    assert items(brief(town_of(lost)), "Lost")[0].endswith("  - Rests on [l-c1](#l-c1).")


def test_positions_are_told_from_one_side_to_the_other() -> None:
    text = text_of("every sort of position")
    told = re.findall(r"^- \*\*(\w+)\*\* \(", under(text, "Where they diverge"), re.MULTILINE)
    assert told == ["Apple", "Delta", "Cloud", "Ember", "Brick"]


# --- the appendix, the documents, the method ---------------------------------------------------------------------


def entry(**details: Any) -> str:
    """Return the entry of a claim with these details in the appendix."""
    one = document("x", {"p1": judged(1, claims=("x-c1",))}, [stand("x-c1", 1, **details)])
    return under(brief(town_of(one)), "x-c1")


@pytest.mark.parametrize(
    ("details", "head"),
    [
        ({}, "*Principle.* Something is said."),
        ({"number": "3a"}, "*Principle 3a.* Something is said."),
        ({"speaker": "A. Guest"}, "*Principle, said by A. Guest.* Something is said."),
    ],
)
def test_an_entry_begins_with_what_sort_of_thing_it_is(details: dict[str, Any], head: str) -> None:
    assert entry(**details) == f"{head}\n\n- page 4, “It all” … “began”"


def test_an_entry_has_every_passage() -> None:
    assert entry(evidence=passages("4", "7")).splitlines()[2:] == [
        "- page 4, “It all” … “began”",
        "- page 7, “It all” … “began”",
    ]


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(section="Plan > Hours", paragraph="2"), "- Plan \\> Hours, paragraph 2"),
        (Evidence(start="It all"), "- “It all”"),
        (Evidence(source="A survey", page="4", end="began"), "- A survey, page 4, “began”"),
        (Evidence(), "Where it stands has not been recorded."),
    ],
)
def test_a_passage_is_told_as_far_as_it_is_known(evidence: Evidence, words: str) -> None:
    assert entry(evidence=(evidence,)).splitlines()[2:] == [words]


def test_a_claim_without_evidence_says_so() -> None:
    assert entry(evidence=()).endswith("\n\nWhere it stands has not been recorded.")


def test_claims_stand_under_their_document() -> None:
    levels = headings(parsed("one proposition"))
    start = levels.index((2, "Appendix: the claims"))
    assert levels[start + 1 : start + 5] == [
        (3, "Claims of Apple"),
        (4, "a-c1"),
        (3, "Claims of Brick"),
        (4, "b-c1"),
    ]


def described(**details: Any) -> list[str]:
    """Return what a briefing says of a document, its identity first."""
    given_details = {"title": "A text", "short_name": "Short", "coding": Coding(themes=("theme",)), **details}
    text = brief(town_of(Document(id="a", positions={}, **given_details), changed(SILENT, title="Another")))
    return under(text, "Short").split("\n\n")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, "Short (*A text*, n.d.)."),
        ({"date": "2019-03"}, "Short (*A text*, 2019)."),
        ({"authors": ("Ann", "Bob", "Cy"), "date": "2019"}, "*A text*: Short (Ann, Bob and Cy, 2019)."),
        ({"publisher": "Press", "authors": ("Ann",)}, "*A text*: Short (Ann, n.d.)."),
        ({"publisher": "Short", "date": "2019"}, "*A text*: Short (2019)."),
        ({"standpoint": "It owns the libraries."}, "Short (*A text*, n.d.). It owns the libraries."),
    ],
)
def test_a_document_is_introduced_by_author_and_date(details: dict[str, Any], words: str) -> None:
    assert described(**details)[0] == words


def test_a_description_has_the_summary_what_the_document_holds_and_its_places() -> None:
    assert described(summary="It wants *more*.")[1:] == [
        "It wants \\*more\\*.",
        "Short is silent on all three propositions.",
        "- The theme: No place on the scale: it has a stance on 0 of 3 propositions.",
    ]


def test_a_description_says_where_a_document_stands_alone_with_its_claims() -> None:
    other = document("o", {"p1": judged(2)}, short_name="Other")
    section = under(brief(town_of(FOR, other, AGAINST)), "Brick")
    assert section.split("\n\n")[1] == (
        "Brick speaks on one of three propositions and is against it; on the other two it is silent. Alone among the "
        "documents it rejects the view “Something should be done about p1” ([b-c1](#b-c1))."
    )


def test_every_document_has_a_description_in_their_order() -> None:
    found = headings(parsed("every sort of position"))
    start = found.index((2, "The documents")) + 1
    assert [words for level, words in found[start : start + 7] if level == 3] == [
        *("Apple", "Brick", "Cloud", "Delta", "Ember", "Stone", "Umber")
    ]


@pytest.mark.parametrize("name", CORPORA)
def test_the_references_are_those_of_a_list_of_references(name: str) -> None:
    expected = [markdown(each.entry) for each in references(CORPORA[name].documents).values()]
    if expected:
        assert under(text_of(name), "References").splitlines() == [f"- {entry}" for entry in expected]
    else:
        assert "References" not in text_of(name)


def test_references_are_by_author_and_date() -> None:
    first = document("a", {}, short_name="Short", title="On trees", date="2019")
    known = town_of(changed(first, authors=("Jane Roe",), publisher="Press"), SILENT)
    assert under(brief(known), "References").splitlines()[1] == "- Roe, J. (2019) *On trees*. Press."


def test_the_method_says_which_positions_are_computed() -> None:
    method = under(text_of("every sort of position"), "Method")
    assert "nobody has charted the positions of Delta and Ember." in method


def test_documents_without_a_part_in_the_themes_are_not_called_computed() -> None:
    themes = [theme(None), theme(None, name="other", prefix="o")]
    assert "**Computed**" not in brief(corpus([FOR, COMPUTED], themes), "other")


def test_the_version_of_the_codebook_is_named() -> None:
    assert "a codebook (version 1)" in under(text_of("one document"), "Method")


# --- one page ----------------------------------------------------------------------------------------------------

SHORT_CORPORA = {
    **CORPORA,
    "five documents": town(5),
    "nothing coded": town_of(UNREAD, document("v", {}, themes=(), short_name="Vale")),
    "nobody speaks": town_of(SILENT, document("v", {}, short_name="Vale")),
    "sixty documents": town(60),
    "four themes": corpus([FOR, AGAINST], [theme(None, name=name, prefix=name) for name in ("theme", "b", "c", "d")]),
}


@cache
def page_of(name: str) -> str:
    return brief(SHORT_CORPORA[name], template=ONE_PAGE)


def numbered(text: str) -> list[str]:
    """Return the numbered items."""
    return re.findall(r"^\d+\. (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", SHORT_CORPORA)
def test_one_page_is_made_of_a_heading_paragraphs_a_list_and_a_table(name: str) -> None:
    tokens = PARSER.parse(page_of(name))
    assert sorts(tokens) <= {*ALLOWED - {"strong", "link"}, "ordered_list"}
    assert [level for level, _ in headings(tokens)] == [1]
    assert all(len({len(row) for row in rows}) == 1 for rows in tables(tokens))
    assert len(list(tables(tokens))) <= 1


@pytest.mark.parametrize("name", SHORT_CORPORA)
def test_one_page_has_no_trailing_blanks_and_no_empty_lines_but_one(name: str) -> None:
    text = page_of(name)
    assert "\n\n\n" not in text
    assert re.search(r"[ \t]$", text, re.MULTILINE) is None
    assert re.search(r"[^\n]\n\Z", text)
    lines = text.split("\n")
    assert [one for one, other in pairwise(lines) if other.startswith("|") and one and not one.startswith("|")] == []


@pytest.mark.parametrize("name", SHORT_CORPORA)
def test_one_page_has_three_findings_at_most_those_that_tell_most(name: str) -> None:
    told = given_to(SHORT_CORPORA[name])["findings"][:3]
    found = numbered(page_of(name))
    assert len(found) == len(told)
    for words, finding in zip(found, told, strict=True):
        assert finding["sentences"][0]["text"][:-1] in words


@pytest.mark.parametrize("name", SHORT_CORPORA)
def test_every_claim_that_one_page_names_has_its_place_there_once(name: str) -> None:
    text = re.sub(r"\nThe documents?: .*\n\Z", "", page_of(name))
    known = {each.id for _, each in SHORT_CORPORA[name].claims()}
    body, _, last = text.rpartition("\n\n")
    named = {word for word in re.findall(r"[\w-]+", body) if word in known}
    placed = re.findall(r"([\w-]+) \(([^()]+)\)", last) if named else []
    assert sorted(claim for claim, _ in placed) == sorted(named)
    assert all(place in ("page 4", "its place has not been recorded") for _, place in placed)


@pytest.mark.parametrize(
    ("evidence", "place"),
    [
        ((Evidence(section="Plan > *Hours*", start="It all"),), r"\*Hours\*"),
        ((Evidence(start="It all", end="began"),), "“It all” … “began”"),
        ((Evidence(),), "its place has not been recorded"),
        ((), "its place has not been recorded"),
    ],
)
def test_a_claim_without_a_page_has_what_is_known_of_its_place(evidence: tuple[Evidence, ...], place: str) -> None:
    one = document("x", {"p1": judged(1, claims=("x-c1",))}, [stand("x-c1", 1, evidence=evidence)], short_name="X")
    assert f"\n\nX: x-c1 ({place}).\n" in brief(town_of(one, SILENT), template=ONE_PAGE)


def test_one_page_has_the_question_the_signs_the_findings_and_the_documents() -> None:
    assert page_of("one proposition") == (
        "# The theme: where Apple and Brick stand\n"
        "\n"
        "*What should be done?*\n"
        "\n"
        "Scale from −2 (low) to +2 (high): Apple no place (1 of 1 propositions); Brick no place (1 of 1).\n"
        "\n"
        "| Proposition | Apple | Brick | Verdict |\n"
        "| --- | --- | --- | --- |\n"
        "| Something should be done about p1. | \\++ | − | diverge |\n"
        "\n"
        "\\++ for the proposition, without reservation; − against it with conditions or in part.\n"
        "\n"
        "1. The documents part over the view “Something should be done about p1”: Apple supports it outright; Brick "
        "opposes it in part (a-c1 and b-c1).\n"
        "\n"
        "Apple: a-c1 (page 4). Brick: b-c1 (page 4).\n"
        "\n"
        "The documents: Apple (*A text*, 2001) and Brick (*A text*, n.d.).\n"
    )


def test_one_page_of_one_document_speaks_of_no_verdicts() -> None:
    weak = document("w", {"p1": judged(-1, Confidence.LOW), "p2": judged(2)}, short_name="Willow")
    text = brief(town_of(weak), template=ONE_PAGE)
    assert numbered(text) == [
        "Willow holds that “Something should be done about p2”.",
        "Willow rejects in part the view “Something should be done about p1”. Confidence in this position is low.",
    ]
    assert not re.search(r"[Vv]erdict|[Vv]oice|[Tt]entative|[Oo]nly|alone", text)
    assert "The document: Willow (" in text


def test_one_page_of_one_document_on_several_themes_counts_on_how_much_it_speaks() -> None:
    known = corpus([FOR], [theme(None), theme(None, name="other", prefix="o")])
    (counts,) = tables(PARSER.parse(brief(known, template=ONE_PAGE)))
    assert counts == [
        ["Theme", "Propositions", "Speaks", "Not coded"],
        ["The theme", "1", "1", "0"],
        ["The other", "1", "0", "1"],
    ]


def test_one_page_without_a_scale_has_no_line_on_it() -> None:
    assert "cale" not in page_of("no scale")


def test_one_page_of_several_themes_has_their_verdicts_and_of_a_few_the_questions() -> None:
    (counts,) = tables(PARSER.parse(page_of("two themes")))
    assert counts == next(tables(parsed("two themes")))
    assert page_of("two themes").count("*What should be done?*") == 2
    assert "What should be done?" not in page_of("four themes")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothing coded", "None of the documents has been read for this yet."),
        ("one document that has not been read", "Umber has not been read for this yet."),
        ("nobody speaks", "None of the documents says anything on these propositions."),
        ("one document that is silent", "Stone says nothing on these propositions."),
    ],
)
def test_one_page_without_findings_says_why(name: str, words: str) -> None:
    assert f"\n\n{words}\n" in page_of(name)
    assert "Appendix" not in page_of(name)


def test_one_page_of_very_many_documents_counts_them() -> None:
    text = page_of("sixty documents")
    (rows,) = tables(PARSER.parse(text))
    assert rows[0] == ["Proposition", "Positions", "Verdict"]
    assert all(" documents " in row[1] for row in rows[1:])
    assert max(len(cell) for row in rows for cell in row) < 300


# --- very many documents -----------------------------------------------------------------------------------------


def test_of_very_many_documents_each_has_a_row_of_signs() -> None:
    known = town(13)
    overview_, signs = tables(PARSER.parse(brief(known)))
    assert overview_[0] == ["", "Proposition", "Verdict"]
    assert [row[0] for row in overview_[1:]] == [str(number) for number in range(1, 9)]
    assert signs[0] == ["Document", *(str(number) for number in range(1, 9))]
    assert [row[0] for row in signs[1:]] == [each.name for each in known.documents]
    cells = {
        row["text"]: [cell["sign"] for cell in row["cells"]] for row in given_to(known)["themes"][0]["propositions"]
    }
    assert [list(column) for column in zip(*(row[1:] for row in signs[1:]), strict=True)] == list(cells.values())


def test_of_very_many_documents_no_sentence_lists_them() -> None:
    for each in sentences_of(given_to(town(60))):
        assert len(each["text"]) < 400
        assert len(each["claims"]) <= MOST_CITED


# --- any text ----------------------------------------------------------------------------------------------------

PLACEHOLDERS = [f"qq{number}qq" for number in range(8)]


UNTOLD = (
    re.sub(r"(?s)(macro told\(sentences\) %}).*?({% endmacro)", lambda match: f"{match[1]}{match[2]}", TEMPLATE)
    .replace('map(attribute="introduced") | map("parts")', 'map(attribute="name") | map("md")')
    .replace("| parts }}", "| length }}")
)
"""The template without what is made of texts: how they stand in a sentence depends on their first letter, in a
reference on whether they look like the name of a person."""


def lines(known: Corpus) -> list[str]:
    """Return what a reader gets, without spaces: what is taken out of a text leaves one, be it within brackets.

    The line on the scale is left out, as the names themselves decide on its order.
    """
    tokens = PARSER.parse(brief(known, template=UNTOLD))
    found = [said(token).replace(" ", "") for token in tokens if token.type == "inline"]
    return [line for line in found if not line.startswith("Scalefrom")]


@cache
def meant(documents: int) -> list[str]:
    return lines(written(PLACEHOLDERS, documents))


@cache
def bare(documents: int, template: str) -> list[str]:
    return skeleton(written(PLACEHOLDERS, documents), template)


def skeleton(known: Corpus, template: str = TEMPLATE) -> list[str]:
    """Return what a briefing is made of, without its texts."""
    return [
        part.type
        for token in PARSER.parse(brief(known, template=template))
        for part in (token, *(token.children or ()))
        if part.type != "text"
    ]


@st.composite
def affixed(draw: st.DrawFn) -> list[str]:
    """Eight different texts that begin, or else end, with anything."""
    words = draw(st.lists(hostile(), min_size=8, max_size=8))
    last = draw(st.booleans())
    return [f"w{place} {word}" if last else f"{word} w{place}" for place, word in enumerate(words)]


FEW = settings(max_examples=20, phases=[phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)])
"""A briefing is long: a failing example is shown as it was found, which the words in it make easy enough to read."""

NUMBERS = st.sampled_from([1, 2, 5])


@given(affixed(), NUMBERS, st.sampled_from([TEMPLATE, ONE_PAGE]))
@FEW
def test_no_text_becomes_markup(texts: list[str], documents: int, template: str) -> None:
    assert skeleton(written(texts, documents), template) == bare(documents, template)


@given(affixed(), NUMBERS)
@FEW
def test_every_text_reads_back_as_it_was(texts: list[str], documents: int) -> None:
    assert lines(written(texts, documents)) == [
        re.sub(r"qq(\d)qq", lambda match: readable(texts[int(match[1])]).replace(" ", ""), line)
        for line in meant(documents)
    ]


@given(st.lists(hostile().filter(readable), min_size=8, max_size=8), NUMBERS)
@FEW
def test_tables_and_links_hold_whatever_the_texts(texts: list[str], documents: int) -> None:
    tokens = PARSER.parse(brief(written(texts, documents)))
    assert sorts(tokens) <= ALLOWED
    assert [{len(row) for row in rows} for rows in tables(tokens)] == [{1 + documents + (documents > 1)}]
    linked = {link.target for link in links(tokens)}
    claims = {f"#{each.id}" for _, each in written(texts, documents).claims()}
    assert linked <= {*claims, "#method", "#appendix-the-claims"}


# --- a template of one's own -------------------------------------------------------------------------------------


def own(template: str, known: Corpus = CORPORA["one proposition"]) -> str:
    return brief(known, template=template)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ title }}", "The theme: where Apple and Brick stand\n"),
        ("{{ title }}\n\n\n", "The theme: where Apple and Brick stand\n"),
        ("", "\n"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("{% for d in documents %}\n{{ d.name }}\n{% endfor %}\n", "Apple\nBrick\n"),
        ("  {% if true %}\nx\n  {% endif %}\n", "x\n"),
        ("{{ 1 | count('claim') }}, {{ 0 | count('leaf', 'leaves') }}", "1 claim, 0 leaves\n"),
        (
            "{{ ['a', 'b', 'c'] | listed }}; {{ ['a', 'b'] | listed('or') }}; {{ [] | listed }}",
            "a, b and c; a or b; \n",
        ),
        ("{{ '*x*' | md }} {{ 2 | md }} {{ none | md }}", "\\*x\\* 2 None\n"),
        ("{{ themes[0].scale.low }} {{ themes[0].verdicts['diverge'] }}", "low 1\n"),
        ("{{ '<b>' }}", "<b>\n"),
    ],
)
def test_a_template_writes_what_it_says(template: str, text: str) -> None:
    assert own(template) == text


@pytest.mark.parametrize(
    ("template", "line", "why"),
    [
        ("{{ ''.__class__.__mro__ }}", 1, "access to attribute '__class__' of 'str' object is unsafe"),
        ("\n{{ title | attr('__class__') }}", 2, "access to attribute '__class__' of 'str' object is unsafe"),
        ("\n{{ '{0.__class__}'.format(1) }}", 2, "access to attribute '__class__' of 'int' object is unsafe"),
        ("\n{{ cycler.__init__.__globals__ }}", 2, "access to attribute '__init__' of 'type' object is unsafe"),
        ("{{ documents.append(1) }}", 1, "access to attribute 'append' of 'list' object is unsafe"),
        ("{{ documents[0].update(id=1) }}", 1, "access to attribute 'update' of 'dict' object is unsafe"),
        ("\n\n{% include '/etc/passwd' %}", 3, "a template can use no other file"),
        ("{% extends 'briefing.md.j2' %}", 1, "a template can use no other file"),
        ("{% import 'x' as y %}", 1, "a template can use no other file"),
        ("{{ open('/etc/passwd') }}", 1, "'open' is undefined"),
        ("\n{% for n in range(10 ** 12) %}{% endfor %}", 2, "Range too big"),
        ("\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{{ nothing | md }}", 1, "'nothing' is undefined"),
        ("{% if nothing %}{% endif %}", 1, "'nothing' is undefined"),
        ("{{ documents[0].nothing }}", 1, "'dict object' has no attribute 'nothing'"),
        ("{{ documents[99].id }}", 1, "list object has no element 99"),
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{% for x in documents %}", 3, "Unexpected end of template"),
        ("{{ title", 1, "unexpected end of template"),
        ("\n{{ title | nofilter }}", 2, "No filter named 'nofilter'"),
        ("{{ title is notest }}", 1, "No test named 'notest'"),
        ("{% macro f() %}\n{{ f() }}{% endmacro %}\n{{ f() }}", 2, "recursion"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{{ 3 | count }}", 1, "argument"),
        ("{{ title + 1 }}", 1, "str"),
        ("{{ '{x}'.format() }}", 1, "'x'"),
        ("{{ '\\ud800' }}", None, "surrogates not allowed"),
        ("{% for n in [1] %}" * 40 + "{% endfor %}" * 40, None, "nested"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", None, "recursion"),
    ],
)
def test_a_template_that_cannot_be_used_is_one_clear_error(template: str, line: int | None, why: str) -> None:
    with pytest.raises(PolicylensError) as caught:
        own(template)
    where = "mine.md.j2" if line is None else f"mine.md.j2:{line}"
    assert caught.value.message.startswith(f"the template {where} cannot be used: ")
    assert why in caught.value.message
    assert "\n" not in caught.value.message
    assert not caught.value.message.endswith(".")
    assert caught.value.hint == "docs/templates.md says what a template may use"


def test_a_template_cannot_change_what_the_next_one_gets() -> None:
    before = own("{{ documents | length }}")
    own("{% set documents = [] %}{% set title = 'x' %}{{ title }}")
    assert own("{{ documents | length }}") == before


# --- many documents ----------------------------------------------------------------------------------------------


def test_forty_documents_are_told_one_by_one_and_more_are_counted() -> None:
    assert [given_to(town(number))["counted"] for number in (40, 41)] == [False, True]


def test_of_many_documents_the_counts_are_those_of_their_cells() -> None:
    known = town(41)
    rows = compare_theme(matrix(known), "hours").propositions
    for row, told in zip(rows, given_to(known)["themes"][0]["propositions"], strict=True):
        assert told["cells"] == []
        assert sum(told["counts"].values()) == 41
        assert (told["counts"]["for"], told["counts"]["silent"]) == (row.judgement.for_, row.judgement.silent)
        assert len(told["bar"]) == 20


def test_of_many_documents_three_are_told_on_either_side() -> None:
    for told in given_to(town(90))["themes"][0]["propositions"]:
        stances = [position["stance"] for position in told["positions"]]
        assert [stance > 0 for stance in stances] == [True] * 3 + [False] * 3
        assert stances == sorted(stances[:3], reverse=True) + sorted(stances[3:])


def test_of_many_documents_the_appendix_has_what_is_named_and_nothing_else() -> None:
    given = given_to(town(90))
    named = {claim for sentence in sentences_of(given) for claim in sentence["claims"]}
    for proposition in given["themes"][0]["propositions"]:
        named |= {claim for position in proposition["positions"] for claim in position["claims"]}
    assert {claim["id"] for claim in given["claims"]} == named
    assert 0 < len(given["references"]) < 90
    assert len(given["documents"]) == 90


def test_attributes_are_counted_and_what_has_none_comes_last() -> None:
    known = town_of(changed(FOR, attributes={"party": "b"}), changed(AGAINST, attributes={"party": "a"}), SILENT)
    (party,) = given_to(known)["attributes"]
    assert party == {
        "name": "party",
        "groups": [
            {"value": "a", "documents": 1},
            {"value": "b", "documents": 1},
            {"value": "", "documents": 1},
        ],
    }


# --- what the documentation says ---------------------------------------------------------------------------------

EVERYTHING = given_to(
    town_of(changed(FOR, attributes={"party": "a"}), AGAINST, CONTESTED, COMPUTED, MIXED, SILENT, UNREAD)
)


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object that a template gets, with the heading under which docs/templates.md has it."""
    yield "At the top", EVERYTHING
    yield from (("A document", each) for each in EVERYTHING["documents"])
    yield from (("An attribute", each) for each in EVERYTHING["attributes"])
    yield from (("A group of documents", group) for each in EVERYTHING["attributes"] for group in each["groups"])
    yield from (("A sign", each) for each in EVERYTHING["signs"])
    yield from (("A claim", each) for each in EVERYTHING["claims"])
    yield from (("A passage", item) for each in EVERYTHING["claims"] for item in each["evidence"])
    yield from (("A finding", each) for each in EVERYTHING["findings"])
    yield from (("A sentence", each) for each in sentences_of(EVERYTHING))
    yield from (("A reference", each) for each in EVERYTHING["references"])
    yield from (("A part", each) for reference in EVERYTHING["references"] for each in reference["entry"])
    yield from (("A part", each) for document in EVERYTHING["documents"] for each in document["introduced"])
    yield from (("A place of a document", each) for document in EVERYTHING["documents"] for each in document["places"])
    yield "The method", EVERYTHING["method"]
    yield from (("A term", each) for each in EVERYTHING["method"]["terms"])
    for each in EVERYTHING["themes"]:
        yield "A theme", each
        yield from (("A place in a theme", place) for place in each["places"])
        yield from (("A group", group) for group in each["groups"])
        for proposition in each["propositions"]:
            yield "A proposition", proposition
            yield from (("A cell", cell) for cell in proposition["cells"])
            for position in proposition["positions"]:
                yield "A position", position
                yield from (("A side of what is cited", side) for side in position["cited"])


PAGE = documented("templates.md")


def test_every_key_is_documented_and_no_other() -> None:
    assert {(heading, tuple(sorted(each))) for heading, each in objects()} == {
        (heading, tuple(sorted(keys))) for heading, keys in PAGE.items() if heading != "Your own briefings"
    }


def test_every_filter_is_documented() -> None:
    assert sorted(name for name in PAGE["Your own briefings"] if name.isidentifier()) == sorted(FILTERS)


def test_no_key_is_hidden_by_what_python_calls_the_same() -> None:
    """`theme.items` would be the method of the mapping and not what stands in it."""
    assert [key for _, each in objects() for key in each if hasattr(dict, key)] == []


def test_a_template_gets_nothing_but_plain_data() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(type(key) is str and plain(each) for key, each in value.items())
        if isinstance(value, list):
            return all(map(plain, value))
        return value is None or type(value) in (str, int, float, bool)

    assert plain(EVERYTHING)


@pytest.mark.parametrize("side", ["", "contrary", "for", "against", "both"])
def test_the_ids_by_side_are_those_of_the_position(side: str) -> None:
    cited = [each for heading, each in objects() if heading == "A side of what is cited" and each["side"] == side]
    assert cited
    assert all(each["claims"] for each in cited)
    for heading, position in objects():
        if heading == "A position":
            assert sorted(chain.from_iterable(each["claims"] for each in position["cited"])) == sorted(
                position["claims"]
            )
