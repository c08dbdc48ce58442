"""Briefings: what the bundled template makes of a corpus, what a template may use, and what it may not do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Any

import pytest
from documented import documented
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token
from records import claim, corpus, document, judged, theme
from strategies import hostile

from policylens.analysis.comparison import compare_theme, matrix
from policylens.errors import PolicylensError
from policylens.model import Confidence, Corpus, Direction, Document, Evidence
from policylens.render.briefing import BUNDLED, FILTERS, MOST_IN_TITLE, briefing, values
from policylens.resources import templates
from render.building import town, written
from render.commonmark import PARSER, readable, said, sorts, tables

TEMPLATE = (templates() / BUNDLED).read_text(encoding="utf-8")

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


def brief(known: Corpus, *themes: str, template: str = TEMPLATE) -> str:
    """Write the briefing of these themes, or of all."""
    of = matrix(known)
    compared = [compare_theme(of, name) for name in themes or known.codebook.themes]
    return briefing(of, compared, template, "mine.md.j2")


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


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (town_of(FOR, propositions=1), "This briefing says what Apple holds on 1 proposition."),
        (town_of(FOR, AGAINST), "This briefing compares 2 documents on 3 propositions."),
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
    first, scale, *_, table = under(text_of("one proposition"), "The theme").split("\n\n")
    assert first == "What should be done?"
    assert scale.startswith("On the scale from −2 (low) to +2 (high): ")
    assert table.splitlines() == [
        "| Proposition | Apple | Brick | Verdict |",
        "| --- | --- | --- | --- |",
        "| Something should be done about p1. | \\++ for | − partly against | diverge, 2 of 2 speak |",
    ]


def test_a_theme_without_a_scale_says_so() -> None:
    text = text_of("no scale")
    assert "This theme has no scale" in under(text, "The theme")
    assert "**Scale**" not in text


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


@pytest.mark.parametrize(
    ("documents", "sentence"),
    [
        ((FOR, AGAINST), "2 of 2 speak: Apple is for it; Brick is against it in part."),
        ((FOR, SILENT), "1 of 2 speaks: Apple is for it; Stone is silent."),
        ((FOR, CONTESTED), "Agree with reservations, 2 of 2 speak: Apple is for it; Cloud is for it in part."),
        ((FOR, MIXED), "Lean together, 2 of 2 speak: Apple is for it; Ember is mixed."),
        ((FOR, UNREAD), "1 of 1 speaks: Apple is for it."),
        ((SILENT, UNREAD), "Stone is silent."),
    ],
)
def test_a_sentence_says_who_is_on_which_side(documents: tuple[Document, ...], sentence: str) -> None:
    told = re.findall(r"^\*\*Something should be done about p1\.\*\* (.+)$", brief(town_of(*documents)), re.MULTILINE)
    assert told == [sentence]


def test_a_tentative_verdict_says_on_whom_it_hangs() -> None:
    weak = document("w", {"p1": judged(-1, Confidence.LOW)}, short_name="Willow")
    text = brief(town_of(FOR, weak))
    assert "Tentative: without the low-confidence position of Willow, the verdict would change." in text


def test_one_document_alone_has_no_verdicts() -> None:
    weak = document("w", {"p1": judged(-1, Confidence.LOW)}, short_name="Willow")
    text = brief(town_of(weak))
    assert not re.search(r"[Vv]erdict|One voice|Nobody speaks|speaks|Tentative", text)
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


def reference(**details: Any) -> str:
    """Return what the list of documents says of a document."""
    given_details = {"title": "A text", "short_name": "Short", **details}
    text = brief(town_of(Document(id="a", positions={}, **given_details), SILENT))
    return under(text, "The documents").splitlines()[0]


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, "- **Short**: *A text*, undated."),
        ({"date": "2019-03"}, "- **Short**: *A text*, 2019."),
        ({"authors": ("Ann", "Bob", "Cy"), "date": "2019"}, "- **Short**: Ann, Bob and Cy. *A text*, 2019."),
        ({"publisher": "Press", "authors": ("Ann",)}, "- **Short**: Ann. *A text*, undated. Press."),
        ({"publisher": "Ann", "authors": ("Ann",)}, "- **Short**: Ann. *A text*, undated."),
        ({"isbn": "978-1", "reference": "T 12"}, "- **Short**: *A text*, undated. ISBN 978-1. Reference T 12."),
        ({"standpoint": "It owns the libraries."}, "- **Short**: *A text*, undated. It owns the libraries."),
    ],
)
def test_a_document_is_referred_to_by_what_is_known_of_it(details: dict[str, Any], words: str) -> None:
    assert reference(**details) == words


def test_every_document_is_in_the_list() -> None:
    listed = under(text_of("every sort of position"), "The documents").splitlines()
    assert [line.split("**")[1] for line in listed] == ["Apple", "Brick", "Cloud", "Delta", "Ember", "Stone", "Umber"]


def test_the_method_says_which_positions_are_computed() -> None:
    method = under(text_of("every sort of position"), "Method")
    assert "nobody has charted the positions of Delta and Ember." in method


def test_documents_without_a_part_in_the_themes_are_not_called_computed() -> None:
    themes = [theme(None), theme(None, name="other", prefix="o")]
    assert "**Computed**" not in brief(corpus([FOR, COMPUTED], themes), "other")


def test_the_version_of_the_codebook_is_named() -> None:
    assert "a codebook (version 1)" in under(text_of("one document"), "Method")


# --- any text ----------------------------------------------------------------------------------------------------

PLACEHOLDERS = [f"qq{number}qq" for number in range(8)]


def lines(known: Corpus) -> list[str]:
    """Return what a reader gets, without spaces: what is taken out of a text leaves one, be it within brackets.

    The sentence on the scale is left out, as the names themselves decide on its order.
    """
    found = [said(token).replace(" ", "") for token in PARSER.parse(brief(known)) if token.type == "inline"]
    return [line for line in found if not line.startswith("Onthescale")]


def skeleton(known: Corpus) -> list[str]:
    """Return what a briefing is made of, without its texts."""
    return [
        part.type
        for token in PARSER.parse(brief(known))
        for part in (token, *(token.children or ()))
        if part.type != "text"
    ]


@st.composite
def affixed(draw: st.DrawFn) -> list[str]:
    """Eight different texts that begin, or else end, with anything."""
    words = draw(st.lists(hostile(), min_size=8, max_size=8))
    last = draw(st.booleans())
    return [f"w{place} {word}" if last else f"{word} w{place}" for place, word in enumerate(words)]


@given(affixed(), st.sampled_from([1, 2, 5, 7]))
@settings(max_examples=25)
def test_no_text_becomes_markup(texts: list[str], documents: int) -> None:
    assert skeleton(written(texts, documents)) == skeleton(written(PLACEHOLDERS, documents))


@given(affixed(), st.sampled_from([1, 2, 5, 7]))
@settings(max_examples=25)
def test_every_text_reads_back_as_it_was(texts: list[str], documents: int) -> None:
    meant = [
        re.sub(r"qq(\d)qq", lambda match: readable(texts[int(match[1])]).replace(" ", ""), line)
        for line in lines(written(PLACEHOLDERS, documents))
    ]
    assert lines(written(texts, documents)) == meant


@given(st.lists(hostile().filter(readable), min_size=8, max_size=8), st.sampled_from([1, 2, 5, 7]))
@settings(max_examples=25)
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
        ("{{ 'x' * 10 ** 18 }}", 1, "MemoryError"),
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


# --- what the documentation says ---------------------------------------------------------------------------------

EVERYTHING = given_to(CORPORA["every sort of position"])


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object that a template gets, with the heading under which docs/templates.md has it."""
    yield "At the top", EVERYTHING
    yield from (("A document", each) for each in EVERYTHING["documents"])
    yield from (("A sign", each) for each in EVERYTHING["signs"])
    yield from (("A claim", each) for each in EVERYTHING["claims"])
    yield from (("A passage", item) for each in EVERYTHING["claims"] for item in each["evidence"])
    for each in EVERYTHING["themes"]:
        yield "A theme", each
        yield from (("A place", place) for place in each["places"])
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
    assert [name for name in PAGE["Your own briefings"] if name.isidentifier()] == list(FILTERS)


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
