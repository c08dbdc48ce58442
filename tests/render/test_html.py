"""Briefings in HTML: what stands in the page, and that no text of a corpus can be more than text."""

import json
import re
import subprocess
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from cli.support import start
from hypothesis import given, settings
from records import changed, claim, corpus, document, judged, theme
from strategies import hostile

from policylens.model import Corpus, Direction
from policylens.render.signs import safe

from .building import corpora, town
from .dom import Element, read
from .html_pages import ATTACKS, PAGES, filled_with, made, small, with_passages, written

POSSIBLE = [name for name in PAGES if name != "hostile ids"]
"""The pages of corpora that could stand in files."""


@cache
def parsed(name: str) -> Element:
    return read(written(name))


def skeleton(html: str) -> list[tuple[str, ...]]:
    """Return the page without its texts: each element with the names of its attributes."""
    return [(each.tag, *sorted(each.attributes)) for each in read(html).descendants]


def two_documents(**ids: str) -> Corpus:
    """Make a corpus of one proposition, one document for it and one against it; `first` is the id of a claim."""
    name = ids.get("first", "a-c1")
    return corpus(
        [
            document("a", {"p1": judged(2, claims=(name,))}, [claim(name, {"p1": 2})], short_name="Apple"),
            document("b", {"p1": judged(-1, claims=("b-c1",))}, [claim("b-c1", {"p1": -1})], short_name="Brick"),
        ],
        [theme(Direction.HIGH)],
    )


# --- text is only text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_and_no_id_adds_an_element_or_an_attribute(attack: str) -> None:
    assert skeleton(made(filled_with([attack], [attack + LONG]), title=attack)) == plain_skeleton()


@cache
def plain_skeleton() -> list[tuple[str, ...]]:
    return skeleton(made(filled_with(["Plain words"], [LONG]), title="Plain"))


LONG = "x" * 50
"""Ids of this length are long ones, whatever stands before it."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_text_is_shown_as_it_was_written(attack: str) -> None:
    known = filled_with([attack])
    page = read(made(known, title=attack))
    assert page.one("title").text == page.one("h1").text == safe(attack)
    shown = page.one("main").words
    for text in known.documents:
        assert as_shown(text.summary) in shown
        for charted in (text.positions or {}).values():
            statement = text.claim_by_id[charted.claims[0]].statement
            assert as_shown(charted.because) in shown
            assert as_shown(statement) in shown


def as_shown(text: str) -> str:
    """Return a text without what steers, and with its white space as a browser shows it."""
    return " ".join(safe(text).split())


@given(corpora(hostile()))
@settings(max_examples=25)
def test_whatever_a_corpus_says_its_page_is_well_formed_and_has_one_script(known: Corpus) -> None:
    page = read(made(known))
    assert (len(page.all("script")), len(page.all("style")), len(page.all("img"))) == (1, 1, 0)


def test_no_invisible_character_reaches_the_page() -> None:
    text = written("hostile")
    assert "\u202e" not in text
    assert [letter for letter in text if letter < " " and letter != "\n"] == []


# --- nothing is fetched, and nothing runs but our script ---------------------------------------------------------


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else(name: str) -> None:
    page = parsed(name)
    policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    style, script = digest(page.one("style").text), digest(page.one("script").text)
    assert policy == (
        f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )


def test_the_policy_comes_before_whatever_it_governs() -> None:
    head = parsed("one theme").one("head")
    assert [each.tag for each in head.descendants[1:4]] == ["meta", "meta", "meta"]
    assert "charset" in head.descendants[1].attributes
    assert head.descendants[2].attributes["http-equiv"] == "Content-Security-Policy"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_the_page_could_be_fetched(name: str) -> None:
    page = parsed(name)
    elements = Counter(each.tag for each in page.descendants)
    assert not set(elements) & {"img", "link", "iframe", "object", "embed", "video", "audio", "image", "use", "base"}
    names = {attribute for each in page.descendants for attribute in each.attributes}
    assert not names & {"src", "srcset", "style", "action", "background", "poster", "ping", "xlink:href"}
    assert [name for name in names if name.startswith("on")] == []
    assert all(link.attributes["href"].startswith("#") for link in page.all("a"))
    assert not re.search(r"url\(|@import|https?:|//", page.one("style").text)
    assert not re.search(r"https?:|fetch|import|XMLHttp|innerHTML|insertAdjacent|eval", page.one("script").text)


# --- links -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_one_place_in_the_page(name: str) -> None:
    page = parsed(name)
    ids = Counter(each.attributes["id"] for each in page.descendants if "id" in each.attributes)
    assert [each for each, times in ids.items() if times > 1] == []
    assert [link.attributes["href"] for link in page.all("a") if link.attributes["href"][1:] not in ids] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_label_by_reference_names_a_heading(name: str) -> None:
    page = parsed(name)
    headings = {each.attributes.get("id") for tag in ("h2", "h3") for each in page.all(tag)}
    labels = {each.attributes["aria-labelledby"] for each in page.descendants if "aria-labelledby" in each.attributes}
    assert labels <= headings


@pytest.mark.parametrize("name", ["claims", "summary", "content", "theme-theme", "proposition-p1", "document-a"])
def test_a_claim_may_be_called_as_a_part_of_the_page_is(name: str) -> None:
    page = read(made(two_documents(first=name)))
    assert [each.attributes["class"] for each in page.descendants if each.attributes.get("id") == f"claim-{name}"] == [
        "claim"
    ]
    ids = [each.attributes["id"] for each in page.descendants if "id" in each.attributes]
    assert len(ids) == len(set(ids))


# --- the tables --------------------------------------------------------------------------------------------------


def test_each_row_has_a_cell_for_each_document_and_the_verdict() -> None:
    for table in parsed("all themes").all("table"):
        heads = [head.text for head in table.one("thead").all("th", scope="col")]
        assert heads == ["Proposition", "Cabinet Office", "Demos", "LSIS", "Fabian", "Housden", "Verdict"]
        for row in table.one("tbody").all("tr"):
            assert len(row.all("th", scope="row")) == 1
            assert [named(cell) for cell in row.all("td")] == heads[1:]


def named(cell: Element) -> str:
    """Return whose a cell is, as a narrow page says it, where no head stands over the cell."""
    (name,) = [each.attributes["data-name"] for each in cell.descendants if "data-name" in each.attributes]
    return name


def cell_of(page: Element, proposition: str, document: str) -> Element:
    (row,) = [row for row in page.all("tr") if row.all("th", id=f"proposition-{proposition}")]
    return row.one("td", data_document=document)


def test_a_cell_opens_to_the_reason_and_the_claims_with_their_places() -> None:
    cell = cell_of(parsed("small"), "open-late", "council")
    assert cell.one("summary").text == "++ for"
    assert cell.one("p").text == "For, high confidence: Four branches are to stay open until eight from next April."
    assert cell.all("li")[0].text == "council-r01 page 4"
    assert [link.attributes["href"] for link in cell.all("a")] == [
        "#claim-council-r01",
        "#claim-council-r01a",
        "#claim-council-e01",
    ]


def test_a_contrary_claim_is_called_so() -> None:
    known = corpus(
        [
            document(
                "a",
                {"p1": judged(1, claims=("a-c1", "a-c2"))},
                [claim("a-c1", {"p1": 1}), claim("a-c2", {"p1": -2})],
            )
        ],
        [theme(Direction.HIGH)],
    )
    assert [item.text for item in cell_of(read(made(known)), "p1", "a").all("li")] == ["a-c1", "a-c2 (contrary)"]


def test_a_silent_cell_does_not_open() -> None:
    cell = cell_of(parsed("small"), "help-out", "council")
    assert (cell.text, cell.all("details")) == ("· silent", [])


def test_a_computed_position_says_so_and_has_its_claims() -> None:
    cell = cell_of(parsed("small"), "open-late", "friends-report")
    assert cell.one("p").text == "Partly for, computed from 2 claims."  # half of +2 and +1
    assert [link.text for link in cell.all("a")] == ["friends-p01", "friends-p02"]


CELLS = {
    ("open-late", "council"): "f2",
    ("open-sundays", "council"): "f1",
    ("open-late", "union"): "a2",
    ("open-sundays", "union"): "a1",
    ("help-out", "union"): "b",
    ("run-branches", "friends-report"): "m",
    ("help-out", "council"): "s",
    ("help-out", "letter"): "n",
}


@pytest.mark.parametrize("place", CELLS)
def test_the_class_of_a_cell_is_that_of_its_position(place: tuple[str, str]) -> None:
    assert cell_of(parsed("small"), *place).attributes["class"] == CELLS[place]


def test_the_signs_have_the_colours_of_their_cells() -> None:
    signs = parsed("small").one("dl", class_="signs")
    shown = {sign.text: sign.attributes.get("class", "") for sign in signs.all("dt")}
    coloured = {"++": "f2", "+": "f1", "±": "b", "−": "a1", "−−": "a2", "≠": "m", "·": "s", "□": "n"}
    assert shown == {**coloured, "?": "", "!": ""}  # these two stand beside another


# --- more and less -----------------------------------------------------------------------------------------------


def test_a_short_one_has_three_findings_and_no_sections_on_propositions_and_documents() -> None:
    page = parsed("short")
    summary = page.one("section", aria_labelledby="summary")
    assert len(summary.all("li")) == 3
    assert [heading.text for heading in page.all("h3") if not heading.text.startswith("Claims of ")] == []
    assert page.all("section", aria_labelledby="documents") == []


def test_of_one_document_nothing_is_compared() -> None:
    page = parsed("one document")
    assert [head.text for head in page.all("table")[0].one("thead").all("th")] == ["Proposition", "Demos"]
    assert page.all("input") == []
    assert "Summary" not in [link.text for link in page.one("nav").all("a")]
    assert "None of the documents" not in page.text


def test_a_theme_that_nobody_has_read_has_no_table() -> None:
    page = parsed("hardly coded")
    assert page.all("table") == []
    assert "letter has not been read for this theme yet." in page.text


def test_where_nothing_can_be_filtered_or_opened_there_is_no_form() -> None:
    assert parsed("hardly coded").all("form") == []


def test_without_a_document_the_page_says_that_nothing_has_been_read() -> None:
    page = read(made(corpus([], [theme(Direction.HIGH)])))
    assert "None of the documents has been read for this theme yet." in page.text


def test_few_documents_are_ticked_one_by_one_and_many_all_at_once_too() -> None:
    assert [button.text for button in read(made(town(8))).all("button")] == ["Open every cell"]
    assert [button.text for button in read(made(town(9))).all("button")] == [
        "Show all",
        "Show none",
        "Open every cell",
    ]


def test_a_claim_stands_with_its_place_and_its_anchor_or_with_its_passage() -> None:
    without = parsed("small").one("div", id="claim-council-p02")
    assert without.one("p", class_="where").text == "Foreword, page 1, “Nobody will ever pay” … “borrow a book here”"
    with_passage = read(with_passages(small())).one("div", id="claim-union-p01")
    assert with_passage.one("blockquote").text == "Not one of us"
    assert with_passage.one("p", class_="where").text == "paragraph 2:"


def test_a_claim_without_evidence_says_so() -> None:
    bare = read(made(two_documents())).one("div", id="claim-a-c1")
    assert bare.one("p", class_="where").text == "Where it stands has not been recorded."


def test_a_claim_has_its_speaker_its_mechanism_and_its_conditions() -> None:
    plain = claim("a-c1", {"p1": 2}, statement="So be it.", number="3", speaker="A judge")
    said = changed(plain, mechanism="Thus.", conditions="If.")
    known = corpus([document("a", {"p1": judged(2, claims=("a-c1",))}, [said])], [theme(Direction.HIGH)])
    shown = read(made(known)).one("div", id="claim-a-c1").all("p")[0].words
    assert shown == "a-c1 Principle 3, said by A judge. So be it. How: Thus. On condition: If."


def test_the_documents_own_name_stands_in_the_title() -> None:
    assert parsed("one theme").one("title").text == (
        "Markets, choice and who provides: where Cabinet Office, Demos, LSIS, Fabian and Housden stand"
    )


# --- the file ----------------------------------------------------------------------------------------------------


def test_the_whole_bundled_corpus_takes_less_than_a_megabyte() -> None:
    assert len(written("all themes").encode()) < 1_000_000


def test_the_same_data_give_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    first, second = (start("brief", "--format", "html", "--no-cache", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.stdout == second.stdout == written("all themes")


def test_a_page_ends_with_one_newline() -> None:
    assert written("small").endswith("</html>\n")


RULES = {"root": True, "extends": ["html-validate:standard"]}
"""The rules of HTML alone: the validator's own tastes are left out."""


def faults(folder: Path, pages: dict[str, str]) -> list[str]:
    """Return what a validator finds wrong."""
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES), encoding="utf-8")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    command = ["html-validate", "--formatter", "json", *(f"{name}.html" for name in pages)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    return [
        f"{Path(file['filePath']).name}:{message['line']}: {message['message']}"
        for file in json.loads(done.stdout)
        for message in file["messages"]
    ]


@pytest.mark.tool("html-validate")
def test_the_pages_are_valid_html(tmp_path: Path) -> None:
    names = [
        name
        for name in POSSIBLE
        if name not in ("all themes", "forty documents", "sixty documents", "sixty hostile documents")
    ]
    assert faults(tmp_path, {name: written(name) for name in names}) == []


@pytest.mark.tool("html-validate")
def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    page = written("hardly coded").replace("<ul>", "<ul><p>A paragraph</p>", 1)
    assert any("<p>" in fault for fault in faults(tmp_path, {"wrong": page}))


# --- many documents ----------------------------------------------------------------------------------------------


def test_forty_documents_have_a_column_each_and_more_are_counted() -> None:
    forty, more = (read(made(town(number))) for number in (40, 41))
    assert len(forty.one("thead").all("th")) == 1 + 40 + 1
    assert [each.text for each in more.one("thead").all("th")] == [
        *("Proposition", "For", "Against", "Both sides", "Silent", "Not coded"),
        *("Distribution", "Of those that take a side"),
    ]
    assert forty.all("fieldset") != []
    assert more.all("fieldset") == []


def test_the_counts_of_many_documents_add_up() -> None:
    page = read(made(town(90)))
    for row in page.one("tbody").all("tr"):
        assert sum(int(cell.text) for cell in row.all("td") if cell.text.isdigit()) == 90
        assert len(row.one("td", class_="bar").text) == 20


def test_a_page_does_not_grow_with_the_documents() -> None:
    some, many = (made(town(number)).count("\n") for number in (60, 300))
    assert abs(many - some) < 0.1 * some
