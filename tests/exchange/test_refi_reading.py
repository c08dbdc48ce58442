"""What becomes of a project or a codebook of another program; real files; round trips through real programs."""

from pathlib import Path

import pytest
from refi_files import (
    COST,
    LETTER,
    LETTER_GUID,
    PAPER,
    PAPER_GUID,
    SHADE,
    TREE,
    WATER,
    archive,
    codebook,
    project,
    qde,
    selection,
    source,
)

from policylens.corpus.imported import Left, Report
from policylens.corpus.loader import load
from policylens.evidence.anchors import Searched
from policylens.exchange.refi.reading import read_refi
from policylens.kinds import Kind
from policylens.model import Claim, Codebook, Corpus, Document
from policylens.render.starting import written_files


def read(path: Path) -> tuple[Corpus, Report]:
    imported = read_refi(path)
    assert imported.corpus is not None
    assert imported.problems == ()
    return imported.corpus, imported.report


def of_codes(folder: Path, codes: str) -> Codebook:
    (folder / "c.qdc").write_bytes(codebook(codes))
    return read(folder / "c.qdc")[0].codebook


def document(path: Path, name: str = "paper") -> Document:
    return read(path)[0].document_by_id[name]


def claims(folder: Path, *selections: str, more: str = "", paper: str = PAPER) -> tuple[Claim, ...]:
    """Return the claims of a text with such selections."""
    xml = qde(sources=source(PAPER_GUID, "Paper", *selections), before=more)
    return document(project(folder / "p.qdpx", xml, paper=paper)).claims


def in_order(corpus: Corpus, folder: Path) -> None:
    """See that the files of a corpus are read as it, without any error."""
    for name, data in written_files(corpus, {}):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    loaded = load(folder)
    assert [each for each in loaded.problems if each.rule not in ("no-documents", "no-evidence")] == []
    assert loaded.corpus == corpus


def code(guid: str, name: str, inside: str = "", description: str = "", codable: str = "true") -> str:
    told = f"<Description>{description}</Description>" if description else ""
    return f'<Code guid="{guid}" name="{name}" isCodable="{codable}">{told}{inside}</Code>'


# --- codes


def test_top_codes_with_others_below_become_themes(tmp_path: Path) -> None:
    themes = of_codes(tmp_path, TREE).themes
    assert [(each.id, each.title) for each in themes.values()] == [("trees", "Trees"), ("codes", "Codes")]
    assert themes["trees"].question == "What do the documents say on Trees? All about trees"


def test_the_codes_below_become_propositions_that_await_their_wording(tmp_path: Path) -> None:
    book = of_codes(tmp_path, TREE)
    assert {name: each.text for name, each in book.propositions.items()} == {
        "cost": "To be worded: Cost",
        "shade": "To be worded: Comfort > Shade",
        "water": "To be worded: Water",
    }
    assert {name: theme.id for name, theme in book.theme_of.items()} == {
        "cost": "trees",
        "shade": "trees",
        "water": "codes",
    }


def test_what_a_code_is_described_as_says_what_counts_as_addressing_the_proposition(tmp_path: Path) -> None:
    assert of_codes(tmp_path, TREE).propositions["cost"].include == "What they cost\nand who pays"


def test_a_description_that_is_a_question_is_that_of_the_theme(tmp_path: Path) -> None:
    themes = of_codes(tmp_path, code("1", "Trees", code("2", "Cost"), "Who is for trees?")).themes
    assert themes["trees"].question == "Who is for trees?"


def test_a_folder_is_no_proposition_and_one_without_codes_is(tmp_path: Path) -> None:
    below = code("2", "Folder", code("3", "Leaf"), codable="false") + code("4", "Empty", codable="0")
    assert list(of_codes(tmp_path, code("1", "Top", below)).propositions) == ["leaf", "empty"]


def test_a_code_that_is_used_and_has_codes_below_is_one_as_well(tmp_path: Path) -> None:
    below = code("2", "Branch", code("3", "Leaf"))
    assert list(of_codes(tmp_path, code("1", "Top", below)).propositions) == ["branch", "leaf"]


def test_codes_of_one_name_are_told_apart(tmp_path: Path) -> None:
    book = of_codes(tmp_path, code("1", "A", code("2", "Trees") + code("3", "B", code("4", "trees!"))))
    assert {name: each.text for name, each in book.propositions.items()} == {
        "trees": "To be worded: Trees",
        "b": "To be worded: B",
        "trees-2": "To be worded: B > trees!",
    }


@pytest.mark.parametrize("name", ["#", "yes", "12", "- a: b", "Ünïcode “quoted”", "木", "x" * 1000, "{{ x }}", "'\"\\"])
def test_whatever_codes_are_called_the_codebook_is_in_order(tmp_path: Path, name: str) -> None:
    called = name.replace('"', "&quot;")
    top = code("1", called, code("2", called, code("3", called), f"{called}\n{called}")) + code("4", called)
    (tmp_path / "c.qdc").write_bytes(codebook(top))
    corpus, _ = read(tmp_path / "c.qdc")
    assert len(corpus.codebook.propositions) == 3
    in_order(corpus, tmp_path / "corpus")


def test_the_report_says_what_codes_were_taken_for_and_that_they_await_their_wording(tmp_path: Path) -> None:
    (tmp_path / "c.qdc").write_bytes(codebook())
    _, report = read(tmp_path / "c.qdc")
    (understood,) = report.understood
    assert understood.words == (
        ("Trees", "theme trees"),
        ("Trees > Cost", "proposition cost"),
        ("Trees > Comfort > Shade", "proposition shade"),
        ("Water", "proposition water"),
    )
    assert report.notes[0].startswith("3 propositions of 3 await their wording in codebook.yaml")


# the shapes of codebooks that programs write


OTHERS = {
    "ATLAS.ti": (
        '\ufeff<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="urn:QDA-XML:codebook:0:4 Codebook.xsd" origin="ATLAS.ti Win 23.4.0" '
        'xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1FF5" name="shade" color="#46AA00" isCodable="true">'
        '<Description>in summer</Description></Code></Codes><Sets><Set name="a group" guid="ECA1">'
        '<MemberCode guid="1FF5"/></Set></Sets></CodeBook>'
    ),
    "Taguette": (
        '<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4">'
        '<Codes><Code guid="0D62" name="shade" isCodable="true"/></Codes><Sets/></CodeBook>'
    ),
    "QualCoder": (
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="QualCoder">'
        '<Codes><Code guid="A" name="trees" isCodable="false"><Description/>'
        '<Code guid="B" name="shade" isCodable="true" color="#F781F3"><Description/></Code></Code></Codes></CodeBook>'
    ),
    "NVivo": (
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?><CodeBook origin="NVivo" '
        'xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Codes>'
        '<Code guid="{A}" isCodable="true" name="shade"><Description></Description></Code></Codes></CodeBook>'
    ),
    "MAXQDA": (
        '<?xml version="1.0" encoding="utf-8"?>\r\n<CodeBook origin="MAXQDA 2022" xmlns="urn:QDA-XML:codebook:1.0">'
        '\r\n  <Codes>\r\n    <Code guid="A" name="shade" isCodable="true" color="#FF0000" />\r\n  </Codes>'
        "\r\n</CodeBook>"
    ),
}


@pytest.mark.parametrize("xml", OTHERS.values(), ids=OTHERS)
def test_codebooks_are_read_as_programs_write_them(tmp_path: Path, xml: str) -> None:
    (tmp_path / "c.qdc").write_text(xml, encoding="utf-8", newline="")
    corpus, report = read(tmp_path / "c.qdc")
    assert [each.text for each in corpus.codebook.propositions.values()] == ["To be worded: shade"]
    assert [each.what for each in report.left] == ["1 set"] * ("<Set " in xml)


# --- texts and passages


def test_a_text_becomes_a_document_and_is_put_among_the_texts(tmp_path: Path) -> None:
    imported = read_refi(project(tmp_path / "p.qdpx"))
    assert imported.corpus is not None
    assert [(each.id, each.title) for each in imported.corpus.documents] == [("letter", "Letter"), ("paper", "Paper")]
    assert imported.files == {"texts/paper.txt": PAPER.encode(), "texts/letter.txt": LETTER.encode()}


def test_a_coded_passage_becomes_a_claim_without_a_stance(tmp_path: Path) -> None:
    path = project(tmp_path / "p.qdpx")
    first, second, third = document(path).claims
    assert (first.id, second.id, third.id) == ("paper-s1", "paper-s2", "paper-s3")
    assert {each.kind for each in (first, second, third)} == {Kind.PRINCIPLE}
    assert [dict(each.stances) for each in (first, second, third)] == [{}, {}, {}]


def test_it_counts_as_not_coded_on_all_themes_as_nobody_has_judged(tmp_path: Path) -> None:
    assert document(project(tmp_path / "p.qdpx")).coding.themes == ()
    assert document(project(tmp_path / "p.qdpx")).positions is None


def test_how_a_passage_is_coded_are_its_topics(tmp_path: Path) -> None:
    corpus, _ = read(project(tmp_path / "p.qdpx"))
    assert [each.topics for each in corpus.document_by_id["paper"].claims] == [
        ("code-cost",),
        ("code-shade",),
        ("code-water", "code-trees"),
    ]
    assert corpus.codebook.topics == {
        "code-trees": "Trees",
        "code-cost": "Trees > Cost",
        "code-shade": "Trees > Comfort > Shade",
        "code-water": "Water",
    }


def test_codes_that_are_not_in_use_are_no_topics(tmp_path: Path) -> None:
    xml = qde(sources=source(PAPER_GUID, "Paper", selection("shade", SHADE)))
    assert list(read(project(tmp_path / "p.qdpx", xml))[0].codebook.topics) == ["code-shade"]


def test_what_somebody_says_of_a_passage_is_the_statement(tmp_path: Path) -> None:
    first, second, third = document(project(tmp_path / "p.qdpx")).claims
    assert second.statement == "Trees are good against the heat."
    assert first.statement == "To be worded: coded Trees > Cost", "its name is but its first words"
    assert third.statement == "To be worded: the open question, coded Water; Trees"


def test_no_passage_of_some_length_is_in_the_corpus(tmp_path: Path) -> None:
    passage = PAPER.splitlines()[0]
    selections = selection(passage, COST, name=f"{passage[:60]}…") + selection(passage[:-1], SHADE, name=passage[:-1])
    corpus, _ = read(project(tmp_path / "p.qdpx", qde(sources=source(PAPER_GUID, "Paper", selections))))
    everything = b"".join(data for _, data in written_files(corpus, {})).decode()
    words = PAPER.split()
    assert [w for n in range(len(words) - 6) if (w := " ".join(words[n : n + 7])) in everything] == []


def test_every_anchor_finds_its_passage(tmp_path: Path) -> None:
    texts = {"paper": Searched(PAPER), "letter": Searched(LETTER)}
    wanted = {
        "paper": ["They cost little", "they give shade in summer", "Who waters them"],
        "letter": ["They cost more than they give"],
    }
    corpus, _ = read(project(tmp_path / "p.qdpx"))
    for each in corpus.documents:
        found = [texts[each.id].passages(e.start, e.end) for claim in each.claims for e in claim.evidence]
        text = texts[each.id].words.text
        assert [[text[p.start : p.end] for p in places] for places in found] == [[w] for w in wanted[each.id]]


def test_selections_of_the_same_passage_are_one_claim(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, selection("shade", SHADE), selection("shade", COST), selection("shade", SHADE))
    assert claim.topics == ("code-shade", "code-cost")


def test_a_text_may_stand_in_the_project_itself(tmp_path: Path) -> None:
    text = f"<TextSource guid='1' name='Note'><PlainTextContent>{LETTER}</PlainTextContent>"
    text += selection("in winter", COST, text=LETTER) + "</TextSource>"
    imported = read_refi(archive(tmp_path / "p.qdpx", qde(sources=text)))
    assert imported.files == {"texts/note.txt": LETTER.encode()}


def test_of_a_pdf_the_text_is_taken_and_its_areas_are_left(tmp_path: Path) -> None:
    text = f'<Representation guid="{PAPER_GUID}" name="x" plainTextPath="internal://{PAPER_GUID}.txt">'
    text += f"{selection('shade', SHADE)}</Representation>"
    area = '<PDFSelection guid="a" page="1" firstX="0" firstY="0" secondX="1" secondY="1"/>'
    pdf = f'<PDFSource guid="b" name="A report.pdf" path="internal://b.pdf">{area * 2}{text}</PDFSource>'
    corpus, report = read(project(tmp_path / "p.qdpx", qde(sources=pdf)))
    assert [(each.id, each.title, len(each.claims)) for each in corpus.documents] == [("a-report", "A report", 1)]
    assert report.left == (Left("2 areas of PDF pages", "only texts and what is coded in them are taken"),)


def test_what_is_no_text_is_left_and_counted(tmp_path: Path) -> None:
    media = (
        '<PictureSource guid="a" name="a.png"><PictureSelection guid="s"/></PictureSource>'
        '<AudioSource guid="b" name="b.m4a"><Transcript guid="t"><TranscriptSelection guid="u"/></Transcript>'
        '<AudioSelection guid="v"/><AudioSelection guid="w"/></AudioSource>'
        '<VideoSource guid="c" name="c.mp4"/><PDFSource guid="d" name="d.pdf"/>'
    )
    after = (
        '<Notes><Note guid="n1"><PlainTextContent>A memo</PlainTextContent></Note></Notes>'
        '<Links><Link guid="l1"/></Links><Sets><Set guid="e1" name="e"/></Sets><Graphs><Graph guid="g1"/></Graphs>'
    )
    xml = qde(
        sources=media + source(PAPER_GUID, "Paper", '<Coding guid="x"><CodeRef targetGUID="1"/></Coding>'), after=after
    )
    _, report = read(project(tmp_path / "p.qdpx", xml))
    assert [each.what for each in report.left] == [
        "1 picture",
        "1 passage of pictures",
        "1 sound",
        "1 passage of transcripts",
        "2 passages of sounds",
        "1 video",
        "1 PDF without its text",
        "1 link",
        "1 set",
        "1 graph",
        "1 coding of whole texts",
        "1 note",
    ]
    assert all(each.why for each in report.left)


def test_variables_and_cases_become_attributes(tmp_path: Path) -> None:
    before = (
        '<Variables><Variable guid="{V}" name="Type" typeOfVariable="Text"/>'
        '<Variable guid="w" name="Year" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="c" name="The council">{value("w", "IntegerValue", 2010)}{value("v", "TextValue", "law")}'
        f'<SourceRef targetGUID="{PAPER_GUID}"/></Case></Cases>'
    )
    texts = source(PAPER_GUID, "Paper", value("v", "TextValue", "bill")) + source(LETTER_GUID, "Letter")
    corpus, _ = read(project(tmp_path / "p.qdpx", qde(sources=texts, before=before)))
    assert corpus.document_by_id["paper"].attributes == {"case": "The council", "Type": "bill; law", "Year": "2010"}
    assert corpus.document_by_id["letter"].attributes == {}


def value(variable: str, kind: str, what: object) -> str:
    return f'<VariableValue><VariableRef targetGUID="{variable}"/><{kind}>{what}</{kind}></VariableValue>'


def test_who_coded_a_text_is_its_coder(tmp_path: Path) -> None:
    before = '<Users><User guid="{A}" name="Ada"/><User guid="b" name="Bo"/><User guid="c"/></Users>'
    by = (selection("shade", SHADE, user=f' creatingUser="{user}"') for user in "bacB")
    xml = qde(sources=source(PAPER_GUID, "Paper", *by)).replace("<CodeBook>", f"{before}<CodeBook>")
    assert document(project(tmp_path / "p.qdpx", xml)).coding.coder == "Bo; Ada"


def test_what_is_said_of_a_text_is_its_summary(tmp_path: Path) -> None:
    xml = qde(sources=source(PAPER_GUID, "Paper", "<Description>Of the council.\n</Description>"))
    assert document(project(tmp_path / "p.qdpx", xml)).summary == "Of the council."


@pytest.mark.parametrize("names", [("Paper", "paper"), ("Paper", "Paper"), ("a.txt", "a.docx"), ("木", "水"), ("", "")])
def test_texts_of_one_name_stay_apart(tmp_path: Path, names: tuple[str, str]) -> None:
    texts = "".join(map(source, (PAPER_GUID, LETTER_GUID), names))
    corpus, _ = read(project(tmp_path / "p.qdpx", qde(sources=texts)))
    assert len({each.id for each in corpus.documents}) == 2
    in_order(corpus, tmp_path / "corpus")


def test_a_project_becomes_a_corpus_that_is_in_order(tmp_path: Path) -> None:
    corpus, report = read(project(tmp_path / "p.qdpx"))
    in_order(corpus, tmp_path / "corpus")
    assert report.left == ()
    assert [note.split(" ")[0:3] for note in report.notes[:2]] == [["3", "propositions", "of"], ["3", "claims", "to"]]


def test_an_empty_text_is_told(tmp_path: Path) -> None:
    imported = read_refi(project(tmp_path / "p.qdpx", paper="\r\n"))
    assert list(imported.files) == ["texts/letter.txt"]
    assert Left("the text of Paper.docx", "it is empty") in imported.report.left


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("origin", "as_one"), [("ATLAS.ti for Windows 23", True), ("MAXQDA 2022", False)])
def test_the_ends_of_lines_count_as_the_program_counts_them(
    tmp_path: Path, line_end: str, origin: str, as_one: bool
) -> None:
    paper = PAPER.replace("\n", line_end)
    counted = PAPER if as_one else paper
    xml = qde(sources=source(PAPER_GUID, "Paper", selection("Who waters them?", WATER, text=counted)), origin=origin)
    (claim,) = document(project(tmp_path / "p.qdpx", xml, paper=paper)).claims
    (evidence,) = claim.evidence
    assert (evidence.start, evidence.end) == ("Who", "them?")


# --- what policylens writes, as others change it

STANCES = "".join(code(f"s{n}", name) for n, name in enumerate(("shade__for", "shade__against", "shade__both")))
OWN = code("t", "theme_trees", code("p", "shade", STANCES, "text: Trees should give shade."), "title: Trees")


def own(folder: Path, *selections: str, codes: str = OWN, after: str = "", paper: str = "") -> Document:
    xml = qde(codes, source(PAPER_GUID, "Paper", *selections, paper), after=after)
    corpus, _ = read(project(folder / "p.qdpx", xml))
    in_order(corpus, folder / "corpus")
    return corpus.document_by_id["paper"]


def test_a_code_of_a_stance_is_a_stance_whichever_program_wrote_it(tmp_path: Path) -> None:
    found = own(tmp_path, selection("shade", "s0"), selection("cost", "s1"), selection("summer", "s2"))
    assert [dict(each.stances) for each in found.claims] == [{"shade": -2}, {"shade": 2}, {"shade": 0}]
    assert found.coding.themes == ("trees",)


def test_a_passage_on_both_sides_is_two_claims(tmp_path: Path) -> None:
    found = own(tmp_path, selection("shade", "s0", "s1", "s0"))
    assert [(each.id, dict(each.stances)) for each in found.claims] == [
        ("paper-s1", {"shade": 2}),
        ("paper-s1-2", {"shade": -2}),
    ]


def test_a_proposition_that_was_renamed_keeps_its_words(tmp_path: Path) -> None:
    codes = OWN.replace('name="shade"', 'name="Shade, please"')
    book = read(project(tmp_path / "p.qdpx", qde(codes)))[0].codebook
    assert [(each.id, each.text) for each in list(book.propositions.values())[:1]] == [
        ("shade-please", "Trees should give shade.")
    ]


def test_codes_that_were_added_become_propositions_beside_ours(tmp_path: Path) -> None:
    codes = OWN.replace("</Code></Code>", f"{code('n', 'New one')}</Code>{code('m', 'Another')}</Code>") + code(
        "o", "Alone"
    )
    book = read(project(tmp_path / "p.qdpx", qde(codes)))[0].codebook
    assert {name: theme.id for name, theme in book.theme_of.items()} == {
        "shade": "trees",
        "new-one": "trees",
        "another": "trees",
        "alone": "codes",
    }
    assert book.themes["trees"].title == "Trees"


NOTE = (
    "<Notes><Note guid='n' name='c7'><PlainTextContent>claim: c7\nstatement: They give shade.\nheadline: yes\n"
    "refers to: nobody\nevidence 1 page: 3</PlainTextContent></Note></Notes>"
)


def test_the_note_of_a_claim_says_what_its_codes_do_not(tmp_path: Path) -> None:
    passage = selection("shade", "s0", name="line:0 c7", notes='<NoteRef targetGUID="N"/>')
    (claim,) = own(tmp_path, passage, after=NOTE).claims
    assert (claim.id, claim.statement, claim.headline) == ("c7", "They give shade.", True)
    assert [each.page for each in claim.evidence] == ["3"]
    assert claim.refers_to == (), "there is no such document"
    assert dict(claim.stances) == {"shade": 2}


def test_a_claim_whose_note_is_lost_is_known_by_the_name_of_its_passages(tmp_path: Path) -> None:
    found = own(tmp_path, selection("shade", "s0", name="line:0 c7"), selection("cost", "s0", name="line:0 c7"))
    (claim,) = found.claims
    assert claim.id == "c7"
    assert len(claim.evidence) == 2


def test_ids_that_two_claims_would_have_are_given_once(tmp_path: Path) -> None:
    passages = [selection("shade", "s0", name="line:0 paper-s2"), selection("cost", "s0"), selection("summer", "s0")]
    assert sorted(each.id for each in own(tmp_path, *passages).claims) == ["paper-s1", "paper-s2", "paper-s3"]


def test_notes_with_what_cannot_be_are_read_as_far_as_it_can(tmp_path: Path) -> None:
    about = "id: paper\ntitle: A paper\ndate: 2010-02-31\ncoding date: soon\ncoded theme: none\ncoded theme: trees"
    charted = "charted: 2\nproposition: shade\nshade stance: +9\nproposition: gone\ngone stance: +1\ngone because: so"
    after = (
        f"<Notes><Note guid='a'><PlainTextContent>{about}</PlainTextContent></Note>"
        f"<Note guid='b'><PlainTextContent>{charted}</PlainTextContent></Note></Notes>"
    )
    found = own(tmp_path, paper='<NoteRef targetGUID="a"/><NoteRef targetGUID="b"/>', after=after)
    assert (found.title, found.date, found.coding.date, found.coding.themes) == ("A paper", "", "", ("trees",))
    assert found.positions == {}


def test_what_was_changed_and_does_not_agree_with_a_position_is_told(tmp_path: Path) -> None:
    charted = (
        "charted: 1\nproposition: shade\nshade stance: +2\nshade confidence: high\nshade because: So.\nshade claim: c7"
    )
    about = "id: paper\ntitle: A paper\ncoded theme: trees"
    notes = f"{NOTE[:-8]}<Note guid='a'><PlainTextContent>{about}</PlainTextContent></Note>"
    notes += f"<Note guid='b'><PlainTextContent>{charted}</PlainTextContent></Note></Notes>"
    references = "".join(f'<NoteRef targetGUID="{guid}"/>' for guid in "ab")
    passage = selection("shade", "s1", notes='<NoteRef targetGUID="n"/>')
    xml = qde(OWN, source(PAPER_GUID, "Paper", passage, references), after=notes)
    corpus, report = read(project(tmp_path / "p.qdpx", xml))
    assert corpus.documents[0].positions is not None
    assert corpus.documents[0].positions["shade"].claims == ("c7",)
    assert any(note.startswith("there is 1 error for `check` to show") for note in report.notes)


# --- real files


def test_a_real_project_of_nvivo_is_read(peers: Path, tmp_path: Path) -> None:
    corpus, report = read(peers / "nvivo-project.qdpx")
    assert len(corpus.documents) == 2
    assert len(corpus.codebook.propositions) == 259
    assert list(corpus.codebook.themes) == ["rq1-definition", "rq2-curriculum-and-instruction", "rq3-process"]
    assert [each.why for each in report.left] == ["it is empty", "it is empty"]
    in_order(corpus, tmp_path)
