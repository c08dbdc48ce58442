"""A long table, a row for each statement, becomes a corpus that is in order, or it is said why not."""

from pathlib import Path
from typing import Any

import pytest
from conftest import CORPORA
from hypothesis import given
from hypothesis import strategies as st

from policylens.corpus.imported import Imported, Left, Understood
from policylens.corpus.loader import load
from policylens.corpus.writing import codebook_text, document_text
from policylens.errors import PolicylensError
from policylens.exchange.csv.long import How, read_long
from policylens.exchange.csv.stances import key
from policylens.model import Charted, Confidence, Corpus, Document, Evidence, Kind

SMALL = CORPORA / "small"


def read(folder: Path, *lines: str, **how: Any) -> Imported:
    path = folder / "t.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_long(path, How(**how))


def whole(imported: Imported) -> Corpus:
    assert imported.problems == ()
    assert imported.corpus is not None
    return imported.corpus


def told(imported: Imported) -> list[str]:
    assert imported.corpus is None
    return [f"{each.line}: {each.field}: {each.message}; {each.hint}" for each in imported.problems]


def one(folder: Path, *lines: str, **how: Any) -> Document:
    """Return the only document that becomes of the rows."""
    (document,) = whole(read(folder, *lines, **how)).documents
    return document


HEAD = "document,proposition,stance"

# --- what a row becomes


def test_a_row_without_a_reason_is_a_claim_and_positions_are_computed(tmp_path: Path) -> None:
    document = one(
        tmp_path, f"{HEAD},claim text", "Town,Plant trees,2,The town plants.", "Town,Plant trees,1,It waters."
    )
    assert document.positions is None
    assert [(claim.id, claim.statement, claim.stances) for claim in document.claims] == [
        ("town-c001", "The town plants.", {"plant-trees": 2}),
        ("town-c002", "It waters.", {"plant-trees": 1}),
    ]
    assert {claim.kind for claim in document.claims} == {Kind.PRINCIPLE}


@pytest.mark.parametrize(
    ("stance", "says"),
    [
        (2, "For: Plant trees"),
        (1, "For in part: Plant trees"),
        (0, "Both for and against: Plant trees"),
        (-1, "Against in part: Plant trees"),
        (-2, "Against: Plant trees"),
    ],
)
def test_a_claim_without_words_gets_a_plain_sentence(tmp_path: Path, stance: int, says: str) -> None:
    assert one(tmp_path, HEAD, f"Town,Plant trees,{stance}").claims[0].statement == says


def test_a_row_with_a_reason_is_a_charted_position(tmp_path: Path) -> None:
    document = one(
        tmp_path, f"{HEAD},because,confidence", "Town,Plant trees,-1,It costs.,HIGH", "Town,Cut grass,2,Neat.,"
    )
    assert document.claims == ()
    assert document.positions == {
        "plant-trees": Charted(stance=-1, confidence=Confidence.HIGH, because="It costs."),
        "cut-grass": Charted(stance=2, confidence=Confidence.MEDIUM, because="Neat."),
    }


@pytest.mark.parametrize("cells", ["It plants.,", ",12", "It plants.,12"])
def test_with_words_or_a_passage_it_rests_on_a_claim(tmp_path: Path, cells: str) -> None:
    document = one(tmp_path, f"{HEAD},because,claim text,page", f"Town,Plant trees,2,It says so.,{cells}")
    assert document.positions is not None
    assert document.positions["plant-trees"].claims == ("town-c001",)
    (claim,) = document.claims
    assert claim.statement == ("It plants." if cells.startswith("It") else "For: Plant trees")
    assert claim.stances == {"plant-trees": 2}


def test_a_position_rests_on_all_claims_that_take_a_side_its_own_first(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        f"{HEAD},because,claim text",
        "Town,Plant trees,-1,,It fells one.",
        "Town,Plant trees,1,On the whole it plants.,It plants ten.",
        "Town,Plant trees,2,,",
    )
    assert document.positions is not None
    assert document.positions["plant-trees"].claims == ("town-c002", "town-c001", "town-c003")
    assert document.claims[2].statement == "For: Plant trees"


def test_in_a_document_with_reasons_a_row_without_one_is_a_position_too(tmp_path: Path) -> None:
    imported = read(
        tmp_path, f"{HEAD},because", "Town,Plant trees,2,It says so.", "Town,Cut grass,-2,", "Village,Cut grass,1,"
    )
    town, village = whole(imported).documents
    assert town.positions is not None
    assert town.positions["cut-grass"] == Charted(
        stance=-2, confidence=Confidence.MEDIUM, because="No reason is given."
    )
    assert village.positions is None
    assert imported.report.notes[0] == (
        '1 position without a reason, in documents that have some; it now reads "No reason is given."'
    )


def test_rows_that_say_the_same_without_a_reason_are_one_position(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        f"{HEAD},because,claim text",
        "Town,Plant trees,2,Yes.,",
        "Town,Cut grass,1,,A.",
        "Town,Cut grass,1,,B.",
    )
    assert document.positions is not None
    assert document.positions["cut-grass"].claims == ("town-c001", "town-c002")


def test_without_a_stance_it_is_a_claim_that_takes_no_side(tmp_path: Path) -> None:
    imported = read(
        tmp_path, f"{HEAD},claim text", "Town,Plant trees,,There are ten trees.", "Town,Cut grass,,", "Town,,,Hello."
    )
    (document,) = whole(imported).documents
    assert [(claim.statement, claim.stances) for claim in document.claims] == [
        ("There are ten trees.", {}),
        ("Hello.", {}),
    ]
    assert Left("1 row (line 3)", "no stance and no claim text") in imported.report.left


def test_a_reason_without_a_stance_is_left_and_said(tmp_path: Path) -> None:
    imported = read(
        tmp_path, f"{HEAD},because,claim text", "Town,Plant trees,,Why not.,It plants.", "Town,Cut grass,,Why.,"
    )
    assert imported.report.left == (
        Left("1 row (line 3)", "no stance and no claim text"),
        Left("the reason in 1 row (line 2)", "it is of a position, which needs a stance"),
    )


def test_confidence_is_of_positions(tmp_path: Path) -> None:
    imported = read(tmp_path, f"{HEAD},confidence", "Town,Plant trees,2,high", "Town,Cut grass,2,low")
    assert imported.report.left == (Left("the confidence of 2 claims", "only a position has one"),)


def test_where_it_stands_becomes_evidence(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        f"{HEAD},source,section,page,paragraph,start,end",
        "Town,Plant trees,2,Annex,Trees,012,3.4,We plant,in spring",
    )
    assert document.claims[0].evidence == (
        Evidence(source="Annex", section="Trees", page="012", paragraph="3.4", start="We plant", end="in spring"),
    )


def test_the_ends_of_a_passage_are_cut_to_an_anchor(tmp_path: Path) -> None:
    words = "one two three four five six seven"
    imported = read(tmp_path, f"{HEAD},start,end", f"Town,Plant trees,2,{words},{words}")
    (claim,) = whole(imported).documents[0].claims
    assert claim.evidence == (Evidence(start="one two three four five six", end="two three four five six seven"),)
    assert imported.report.notes == ("2 ends of passages cut to 6 words, as many as an anchor has",)


def test_a_claim_may_have_its_kind(tmp_path: Path) -> None:
    document = one(tmp_path, f"{HEAD},claim kind", "Town,Plant trees,2,Commitment")
    assert document.claims[0].kind is Kind.COMMITMENT


# --- documents


def test_a_document_is_called_as_the_table_calls_it(tmp_path: Path) -> None:
    of = whole(read(tmp_path, HEAD, "Bündnis 90,a,1", "plan,a,1"))
    assert [(document.id, document.short_name, document.title, document.name) for document in of.documents] == [
        ("bundnis-90", "Bündnis 90", "Bündnis 90", "Bündnis 90"),
        ("plan", "", "plan", "plan"),
    ]


def test_names_that_make_the_same_id_are_told_apart(tmp_path: Path) -> None:
    of = whole(read(tmp_path, HEAD, "A B,a,1", "A-B,a,1", "公共,a,1", "共公,a,1"))
    assert [document.id for document in of.documents] == ["a-b", "a-b-2", "document", "document-2"]


def test_names_that_differ_in_capitals_are_one_and_that_is_said(tmp_path: Path) -> None:
    imported = read(tmp_path, HEAD, "Town,Plant trees,1", "TOWN,plant  Trees,1")
    assert [len(document.claims) for document in whole(imported).documents] == [2]
    assert imported.report.notes[:2] == (
        "the proposition plant Trees was taken for Plant trees",
        "the document TOWN was taken for Town",
    )


def test_title_date_publisher_and_attributes_are_its_own(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        f"{HEAD},title,date,publisher,Region,Size",
        "Town,a,1,A plan,2019-05,The town,North,12",
        "Town,b,1,,,,,",
        attributes=["Region", "size"],
    )
    assert (document.title, document.date, document.publisher) == ("A plan", "2019-05", "The town")
    assert document.attributes == {"Region": "North", "Size": "12"}


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2017", "2017"),
        ("2017.0", "2017"),
        ("2017-09-24T00:00:00Z", "2017-09-24"),
        ("2017-09-24 00:00", "2017-09-24"),
    ],
)
def test_a_date_may_come_as_a_time(tmp_path: Path, cell: str, date: str) -> None:
    assert one(tmp_path, f"{HEAD},date", f"Town,a,1,{cell}").date == date


def test_documents_stand_by_their_dates(tmp_path: Path) -> None:
    of = whole(read(tmp_path, f"{HEAD},date", "b,p,1,", "c,p,1,2001", "a,p,1,2002"))
    assert [document.id for document in of.documents] == ["c", "a", "b"]


def test_a_document_is_coded_for_the_themes_in_which_it_has_a_row(tmp_path: Path) -> None:
    lines = (f"{HEAD},theme", "Town,a,1,Trees", "Town,b,,Grass", "Village,c,1,Roads")
    town, village = whole(read(tmp_path, *lines)).documents
    assert (town.coding.themes, village.coding.themes) == (("trees", "grass"), ("roads",))
    town, village = whole(read(tmp_path, *lines, all_coded=True)).documents
    assert town.coding.themes == village.coding.themes == ("trees", "grass", "roads")
    assert town.coding.codebook == "1"


# --- the codebook


def test_a_codebook_is_made_of_the_names(tmp_path: Path) -> None:
    codebook = whole(
        read(
            tmp_path,
            f"{HEAD},theme,proposition text",
            "Town,P1,1,Green things,Plant trees.",
            "Town,P2,1,,",
            "Town,P3,1,green  things,",
            "Village,P1,1,,Plant trees.",
        )
    ).codebook
    assert codebook.version == "1"
    assert [(theme.id, theme.title, theme.question) for theme in codebook.themes.values()] == [
        ("green-things", "Green things", "What do the documents hold on Green things?"),
        ("other", "Other", "What do the documents hold on Other?"),
    ]
    assert [(each.id, each.text) for each in codebook.themes["green-things"].propositions] == [
        ("p1", "Plant trees."),
        ("p3", "P3"),
    ]
    assert {theme.scale for theme in codebook.themes.values()} == {None}


def test_without_themes_there_is_one(tmp_path: Path) -> None:
    codebook = whole(read(tmp_path, HEAD, "Town,a,1", "Town,b,1")).codebook
    (theme,) = codebook.themes.values()
    assert (theme.id, theme.title, theme.question) == ("propositions", "Propositions", "What do the documents hold?")
    assert [each.id for each in theme.propositions] == ["a", "b"]


def test_a_codebook_that_is_there_is_used_by_id_or_by_exact_text(tmp_path: Path) -> None:
    of = load(SMALL).corpus
    assert of is not None
    data = (SMALL / "codebook.yaml").read_bytes()
    imported = read(
        tmp_path,
        f"{HEAD},theme",
        "Town,open-late,1,x",
        'Town,"libraries should  open on sundays.",-1,',
        codebook=of.codebook,
        codebook_file=data,
    )
    assert whole(imported).codebook == of.codebook
    assert imported.files == {"codebook.yaml": data}
    (document,) = whole(imported).documents
    assert [claim.stances for claim in document.claims] == [{"open-late": 1}, {"open-sundays": -1}]
    assert document.claims[1].statement == "Against in part: Libraries should open on Sundays."
    assert document.coding.codebook == "2"
    assert document.coding.themes == ("hours",)
    assert imported.report.left == (Left("column theme", "the codebook has its own"),)


def test_of_a_codebook_that_is_there_unknown_propositions_are_told(tmp_path: Path) -> None:
    of = load(SMALL).corpus
    assert of is not None
    assert told(read(tmp_path, HEAD, "Town,open-lat,1", "Town,open-lat,1", "Town,xyz,1", codebook=of.codebook)) == [
        "2: proposition: the codebook has no proposition open-lat; did you mean open-late?",
        "4: proposition: the codebook has no proposition xyz; name a proposition by its id or its exact text",
    ]


# --- how it is read


def test_columns_and_stances_are_what_somebody_says(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "Partei;These;Haltung;Nr",
        "Grüne;Bäume;stimme zu;1",
        "FDP;Bäume;k. A.;1",
        columns={"document": "Partei", "proposition": "These", "stance": "Haltung"},
        stances={key("stimme zu"): 2, key("k. A."): None},
    )
    fdp, green = whole(imported).documents
    assert (green.claims[0].stances, fdp.claims) == ({"baume": 2}, ())
    assert imported.report.understood == (
        Understood("Column", (("Partei", "document"), ("These", "proposition"), ("Haltung", "stance"))),
        Understood("Stance", (("stimme zu", "+2 (1 row)"), ("k. A.", "no stance (1 row)"))),
    )
    assert imported.report.left == (
        Left("column Nr", "--attribute Nr makes it an attribute of the documents"),
        Left("1 row (line 3)", "no stance and no claim text"),
    )


def test_where_all_is_as_it_should_be_there_is_nothing_to_say(tmp_path: Path) -> None:
    imported = read(tmp_path, f"{HEAD},page", "Town,a,1,3", "Town,b,-2,4")
    assert imported.report == ((), (), ())


def test_na_is_an_empty_cell_but_in_a_name(tmp_path: Path) -> None:
    document = one(tmp_path, f"{HEAD},because,claim text,page", "NA,NA,NA,NA,NA,NA", "NA,x,2,NA,Said.,NA")
    assert (document.id, document.positions) == ("na", None)
    assert [claim.evidence for claim in document.claims] == [()]


def test_what_a_spreadsheet_would_run_is_undone(tmp_path: Path) -> None:
    document = one(tmp_path, f"{HEAD},claim text", "Town,'=a,1,''+1 more", attributes=[])
    assert document.claims[0].statement == "'+1 more"
    assert whole(read(tmp_path, HEAD, "Town,'=a,1")).codebook.propositions["a"].text == "=a"


def test_line_ends_inside_a_cell_are_newlines(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'document,proposition,stance,claim text\r\na,b,1,"one\r\ntwo\rthree\x0bfour"\r\n')
    assert whole(read_long(path, How())).documents[0].claims[0].statement == "one\ntwo\nthree\nfour"


# --- what is wrong

TWO_THINGS = "0 and 1 alone may mean against and for, or neutral and for in part"
FILL_IN = "fill it in; of cells that are merged only the first has a text"

WRONG = {
    "stances that are not known": (
        [HEAD, "a,p,1", "a,q,maybe so", "b,p,maybe so", "b,q,$x"],
        [
            "3: stance: maybe so is not understood (2 rows); say what it means, as with --stance 'maybe so=2', "
            "or with --stance 'maybe so=' if it is none",
            "5: stance: $x is not understood (1 row); say what it means, as with --stance '$x=2', "
            "or with --stance '$x=' if it is none",
        ],
    ),
    "a stance that may mean two things": (
        [HEAD, "a,p,0", "a,q,1"],
        [
            f"2: stance: 0 is not understood (1 row): {TWO_THINGS}; "
            "say what it means, as with --stance 0=2, or with --stance 0= if it is none",
            f"3: stance: 1 is not understood (1 row): {TWO_THINGS}; "
            "say what it means, as with --stance 1=2, or with --stance 1= if it is none",
        ],
    ),
    "a confidence that is none": (
        [f"{HEAD},because,confidence", "a,p,1,x,90%", "a,q,1,x,hihg"],
        [
            "2: confidence: 90% is no confidence (1 row); one of: high, medium, low, "
            "or leave the column out with --column confidence=",
            "3: confidence: hihg is no confidence (1 row); did you mean high?, "
            "or leave the column out with --column confidence=",
        ],
    ),
    "a kind that is none": (
        [f"{HEAD},claim kind", "a,p,1,wish"],
        [
            "2: claim kind: wish is no claim kind (1 row); one of: principle, mechanism, recommendation, commitment, "
            "diagnosis, criticism, evidence, or leave the column out with --column 'claim kind='"
        ],
    ),
    "rows without names": (
        [HEAD, ",p,1", "a,,1", "a,,"],
        [
            f"2: document: this row has no document; {FILL_IN}",
            f"3: proposition: this row has no proposition; {FILL_IN}",
        ],
    ),
    "two reasons for one position": (
        [f"{HEAD},because", "a,p,1,x", "a,q,1,x", "A,P,2,y"],
        [
            "4: : line 2 has a position of a on p already; "
            "leave the reason of one of them out, or make one row of both",
        ],
    ),
    "two stances without a reason": (
        [f"{HEAD},because", "a,p,1,x", "a,q,1,", "a,q,-1,"],
        [
            "4: : line 3 has another stance of a on q, and neither has a reason; "
            "give one of them a reason: it is the position then",
        ],
    ),
    "a position on another side than its claims": (
        [f"{HEAD},because,claim text", "a,p,2,x,", "a,p,-1,,y"],
        [
            "2: : the stance is +2, but none of its claims is for the proposition; "
            "give a claim its stance, list another claim, or chart the position anew",
        ],
    ),
    "a proposition in two themes": (
        [f"{HEAD},theme", "a,p,1,Trees", "b,p,1,Grass", "c,p,1,Grass"],
        ["3: theme: p has another theme here than in line 2 (Trees); give it the same in all its rows"],
    ),
    "a proposition of two texts": (
        [f"{HEAD},proposition text", "a,p,1,Plant.", "b,p,1,", "c,p,1,Fell."],
        [
            "4: proposition text: p has another proposition text here than in line 2 (Plant.); "
            "give it the same in all its rows",
        ],
    ),
    "a document of two titles": (
        [f"{HEAD},title", "a,p,1,One", "a,q,1,Two"],
        ["3: title: a has another title here than in line 2 (One); give it the same in all its rows"],
    ),
    "a date that is none": (
        [f"{HEAD},date", "a,p,1,May 2017"],
        ["2: date: May 2017 is not a date; write 2008, 2009-09 or 2010-05-18"],
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_with_its_lines(tmp_path: Path, wrong: str) -> None:
    lines, said = WRONG[wrong]
    assert told(read(tmp_path, *lines)) == said


def test_an_attribute_that_differs_within_a_document_is_told(tmp_path: Path) -> None:
    assert told(
        read(tmp_path, f"{HEAD},Region", "a,p,1,North", "a,q,1,South", "a,r,1,West", attributes=["Region"])
    ) == ["3: Region: a has another Region here than in line 2 (North); give it the same in all its rows"]


def test_columns_without_rows_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match=r"t\.csv: there are columns, and no rows"):
        read(tmp_path, HEAD, ",,")


def test_many_lines_are_not_all_named(tmp_path: Path) -> None:
    imported = read(tmp_path, HEAD, "a,p,1", *["a,q,"] * 7)
    assert imported.report.left == (Left("7 rows (line 3, 4, 5, 6, 7 ...)", "no stance and no claim text"),)


# --- whatever it holds

cells = st.sampled_from(
    ["", "a", "b", "A", "x y", "公", "-2", "1", "2", "agree", "no", "NA", "=1", "high", "low", "2019"]
)
tables = st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=12)


@given(rows=tables)
def test_what_becomes_a_corpus_is_in_order(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """As it is read from the files that are written."""
    head = f"{HEAD},theme,because,claim text,page,start"
    folder = tmp_path_factory.mktemp("long")
    try:
        imported = read(folder, head, *map(",".join, rows))
    except PolicylensError:  # no row says anything
        return
    if imported.corpus is None:
        assert imported.problems
        return
    (folder / "frameworks").mkdir()
    (folder / "codebook.yaml").write_text(codebook_text(imported.corpus.codebook), encoding="utf-8")
    for document in imported.corpus.documents:
        (folder / "frameworks" / f"{document.id}.yaml").write_text(document_text(document), encoding="utf-8")
    loaded = load(folder)
    assert loaded.errors == 0, loaded.problems
    assert loaded.corpus == imported.corpus
