"""Projects of Discourse Network Analyzer read as corpora: small ones, and a real one held against SQL."""

import re
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from dna_files import ELM, GREENS, LETTER, PAPER, PARKER, STATEMENTS, TREES, UNION, WATER, Said, project

from policylens.corpus.imported import Left, Report
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.evidence.anchors import Searched
from policylens.exchange.dna.reading import read_dna
from policylens.model import Claim, Corpus, Document
from policylens.render.starting import written_files

SAMPLE = "discourse-network-sample.dna"


def read(path: Path, actor: str = "organization", label: str = "") -> tuple[Corpus, Report]:
    imported = read_dna(path, actor, label)
    assert imported.corpus is not None
    assert imported.problems == ()
    return imported.corpus, imported.report


def document(path: Path, name: str, actor: str = "organization") -> Document:
    return read(path, actor)[0].document_by_id[name]


def left(path: Path, actor: str = "organization") -> set[Left]:
    return set(read(path, actor)[1].left)


def written(corpus: Corpus, folder: Path) -> Path:
    for name, data in written_files(corpus, {}):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


# --- what becomes of what


def test_organizations_become_documents_and_concepts_propositions(tmp_path: Path) -> None:
    corpus, _ = read(project(tmp_path / "p.dna"))
    assert [(each.id, each.title) for each in corpus.documents] == [
        ("motorists-union", UNION),
        ("the-greens", GREENS),
    ]
    assert [(each.id, each.text) for each in corpus.codebook.propositions.values()] == [
        ("every-street-should-have-trees", TREES),
        ("residents-should-water-them", WATER),
    ]


def test_a_statement_becomes_a_claim_in_our_words_with_its_passage_as_evidence(tmp_path: Path) -> None:
    first, second, _ = document(project(tmp_path / "p.dna"), "motorists-union").claims
    assert first.id == "motorists-union-s2"
    assert first.statement == "Disagrees: Every street should have trees (Paper 1, 2005-01-02)."
    assert first.speaker == PARKER
    assert first.stances == {"every-street-should-have-trees": -2}
    assert len(first.evidence) == 1
    assert (first.evidence[0].source, first.evidence[0].start, first.evidence[0].end) == (
        "Paper 1",
        "was against any tree that takes",
        "a car, and said so twice",
    )
    assert second.stances == {"every-street-should-have-trees": 2}
    assert second.evidence[0].source == "Paper 2"


def test_persons_become_documents_that_say_for_whom_they_speak(tmp_path: Path) -> None:
    corpus, _ = read(project(tmp_path / "p.dna"), "person")
    assert [each.title for each in corpus.documents] == [ELM, PARKER]
    assert corpus.documents[0].attributes == {"organization": GREENS}
    assert {claim.speaker for _, claim in corpus.claims()} == {""}


def test_a_person_may_speak_for_several(tmp_path: Path) -> None:
    said = (STATEMENTS[0], STATEMENTS[2]._replace(organization="The Council"))
    elm = document(project(tmp_path / "p.dna", statements=said), "jo-elm", "person")
    assert elm.attributes == {"organization": "The Greens; The Council"}


def test_attributes_of_actors_are_taken_and_empty_ones_are_not(tmp_path: Path) -> None:
    greens = f"(SELECT ID FROM ENTITIES WHERE Value = '{GREENS}')"
    path = project(
        tmp_path / "p.dna",
        f"INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES ({greens}, 2, 'party')",
        "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (2, 2, '')",
    )
    assert document(path, "the-greens").attributes == {"Type": "party"}
    assert document(path, "motorists-union").attributes == {}


def test_the_coders_of_an_actor_are_named(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "UPDATE STATEMENTS SET Coder = 1 WHERE ID = 4")
    assert document(path, "motorists-union").coding.coder == "Ada; Admin"
    assert document(path, "the-greens").coding.coder == "Ada"


def test_names_that_differ_in_capitals_alone_stay_apart(tmp_path: Path) -> None:
    said = (*STATEMENTS, STATEMENTS[0]._replace(organization="the greens", agreement=0))
    corpus, _ = read(project(tmp_path / "p.dna", statements=said))
    assert [each.title for each in corpus.documents] == [UNION, GREENS, "the greens (the-greens-2)"]
    assert [sorted(each.stances) for each in corpus.documents[1:]] == [
        ["every-street-should-have-trees", "residents-should-water-them"],
        ["every-street-should-have-trees"],
    ]


def test_a_concept_that_nobody_speaks_of_is_a_proposition_all_the_same(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "INSERT INTO ENTITIES (VariableId, Value) VALUES (3, 'Trees are dear.')")
    assert "trees-are-dear" in read(path)[0].codebook.propositions


def test_texts_of_one_title_are_told_apart(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "UPDATE DOCUMENTS SET Title = 'The paper'")
    sources = {each.source for _, claim in read(path)[0].claims() for each in claim.evidence}
    assert sources == {"The paper", "The paper (text 2)"}


def test_dates_may_be_before_1970(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "UPDATE DOCUMENTS SET Date = -86400")
    assert {claim.statement[-13:] for _, claim in read(path)[0].claims()} == {"1969-12-31).".rjust(13)}


# --- passages


def anchors(text: str, passage: str, folder: Path) -> tuple[str, str]:
    said = Said(1, passage, "", GREENS, TREES, 1)
    corpus, _ = read(project(folder / "p.dna", statements=(said,), texts=(text,)))
    evidence = corpus.documents[0].claims[0].evidence[0]
    return evidence.start, evidence.end


@pytest.mark.parametrize(
    ("passage", "ends"),
    [
        ("a b c d e f g h i j k l m n", ("a b c d e f", "i j k l m n")),
        ("a b c d e f g", ("a b c", "e f g")),
        ("a b c d", ("a", "d")),
        ("a b", ("a", "b")),
        ("a", ("a", "a")),
        ("a\n b\tc \x00 d\r\ne", ("a b", "d e")),
        ("x" * 121, ("", "")),
        ("one " + "x" * 121, ("", "")),
        ("🌳 🌳🌳 are fine for us all here", ("🌳 🌳🌳 are", "us all here")),
        ("w " * 5000 + "the last words that are here now", ("w w w w w w", "last words that are here now")),
    ],
)
def test_an_anchor_is_the_ends_of_a_passage_and_never_all_of_it(
    tmp_path: Path, passage: str, ends: tuple[str, str]
) -> None:
    assert anchors(f"🌳 Before it. {passage} And after.", passage, tmp_path) == ends


def test_thousands_of_long_passages_that_overlap_are_read_in_time(tmp_path: Path) -> None:
    text = "word " * 1_000_000
    ids = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)"
    path = project(
        tmp_path / "p.dna",
        f"INSERT INTO STATEMENTS {ids} SELECT i, 1, 1, 0, {len(text)}, 2 FROM n",
        f"INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) {ids} SELECT i, 2, 2 FROM n",
        f"INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) {ids} SELECT i, 3, 3 FROM n",
        f"INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) {ids} SELECT i, 4, 1 FROM n",
        statements=(Said(1, text, ELM, GREENS, TREES, 1),),
        texts=(text,),
    )
    begun = time.monotonic()
    assert len(document(path, "the-greens").claims) == 4901
    assert time.monotonic() - begun < 10


def test_a_passage_that_is_not_in_its_text_has_no_anchor_and_is_told(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", f"UPDATE STATEMENTS SET Stop = {len(LETTER) + 1} WHERE ID = 5")
    corpus, report = read(path)
    evidence = corpus.document_by_id["motorists-union"].claim_by_id["motorists-union-s5"].evidence
    assert [(each.source, each.start, each.end) for each in evidence] == [("Paper 2", "", "")]
    assert any(note.startswith("1 passage without anchor") for note in report.notes)


def test_no_passage_of_some_length_is_in_the_corpus(tmp_path: Path) -> None:
    corpus, _ = read(project(tmp_path / "p.dna"))
    everything = b"".join(data for _, data in written_files(corpus, {})).decode()
    for text in (PAPER, LETTER):
        words = text.split()
        assert [w for n in range(len(words) - 6) if (w := " ".join(words[n : n + 7])) in everything] == []


# --- what is left


def test_statements_without_actor_concept_or_agreement_are_left_and_counted(tmp_path: Path) -> None:
    bare = STATEMENTS[0]
    said = (
        *STATEMENTS,
        bare._replace(organization=""),
        bare._replace(organization=""),
        bare._replace(concept=""),
        bare._replace(agreement=None),
    )
    path = project(tmp_path / "p.dna", statements=said)
    assert left(path) == {
        Left("2 statements", "without organization"),
        Left("1 statement", "without concept"),
        Left("1 statement", "without agreement"),
    }
    assert left(path, "person") == {
        Left("1 statement", "without concept"),
        Left("1 statement", "without agreement"),
    }


def test_an_empty_name_is_none(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", f"UPDATE ENTITIES SET Value = ' ' WHERE Value = '{GREENS}'")
    assert left(path) == {Left("2 statements", "without organization")}


def test_a_value_that_is_an_entity_of_another_variable_is_none(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "UPDATE DATASHORTTEXT SET Entity = 1 WHERE VariableId = 3 AND StatementId = 1")
    assert left(path) == {Left("1 statement", "without concept")}


def test_other_statements_actors_and_variables_are_named(tmp_path: Path) -> None:
    path = project(
        tmp_path / "p.dna",
        "INSERT INTO STATEMENTS VALUES (90, 2, 1, 0, 5, 1)",
        "INSERT INTO ENTITIES (VariableId, Value) VALUES (2, 'The Council')",
        "INSERT INTO VARIABLES VALUES (6, 'place', 'short text', 1)",
        "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (3, 3, 'goal')",
    )
    assert left(path) == {
        Left("1 statement of type Annotation", "only DNA Statement is read"),
        Left("The Council", "this organization has no statement"),
        Left("variable place", "a claim has no place for it"),
        Left("1 attribute of concepts", "a proposition has none"),
    }


def test_a_statement_whose_text_is_gone_is_left(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "DELETE FROM DOCUMENTS WHERE ID = 2")
    assert left(path) == {Left("2 statements", "its text is not in the file")}


def test_where_nothing_can_be_taken_nothing_is_made(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "DELETE FROM DATABOOLEAN")
    with pytest.raises(PolicylensError, match="no statement of type DNA Statement to take: 5 without agreement"):
        read_dna(path)


# --- types of statements

SECOND = (
    "INSERT INTO STATEMENTTYPES VALUES (3, 'Speech')",
    "INSERT INTO VARIABLES VALUES (11, 'organization', 'short text', 3), (12, 'concept', 'short text', 3), "
    "(13, 'agreement', 'boolean', 3)",
    "INSERT INTO STATEMENTS VALUES (50, 3, 1, 0, 20, 2)",
    "INSERT INTO ENTITIES VALUES (70, 11, 'The Mayor'), (71, 12, 'Trees are dear.')",
    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (50, 11, 70), (50, 12, 71)",
    "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (50, 13, 1)",
)


def test_of_several_types_that_will_do_one_has_to_be_named(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", *SECOND)
    with pytest.raises(PolicylensError, match="several types of statements will do: DNA Statement and Speech"):
        read_dna(path)
    assert [each.id for each in read(path, label="speech")[0].documents] == ["the-mayor"]
    assert len(read(path, label="DNA Statement")[0].documents) == 2
    assert len(read(path, "person")[0].documents) == 2, "only one of them has persons"


@pytest.mark.parametrize(
    ("label", "said"),
    [("speach", "no type of statements speach"), ("Annotation", "type Annotation have no variable organization, ")],
)
def test_a_type_that_will_not_do_is_refused(tmp_path: Path, label: str, said: str) -> None:
    with pytest.raises(PolicylensError, match=said) as caught:
        read_dna(project(tmp_path / "p.dna"), label=label)
    assert "DNA Statement" in caught.value.hint or "agreement (boolean)" in caught.value.hint


def test_agreement_has_to_be_yes_or_no(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", "UPDATE VARIABLES SET DataType = 'integer' WHERE ID = 4")
    with pytest.raises(PolicylensError, match="no type of statements says who agrees with what"):
        read_dna(path)


# --- the corpus is in order


@pytest.mark.parametrize("actor", ["organization", "person"])
@pytest.mark.parametrize(
    "name",
    [
        "#",
        "yes",
        "12",
        "- a: b",
        "Ünïcode “quoted”",
        "木",
        "a\x00b\x1b[31m\u2028c",
        "x" * 1000,
        "{{ x }}",
        "'\"\\",
        "a\ufffe\x85b",
    ],
)
def test_whatever_things_are_called_the_files_are_in_order(tmp_path: Path, name: str, actor: str) -> None:
    said = (*STATEMENTS, STATEMENTS[0]._replace(person=name, organization=name, concept=name))
    path = project(
        tmp_path / "p.dna", "UPDATE DOCUMENTS SET Title = (SELECT max(Value) FROM ENTITIES)", statements=said
    )
    corpus, _ = read(path, actor)
    loaded = load(written(corpus, tmp_path / "corpus"))
    assert loaded.problems == ()
    assert loaded.corpus == corpus


def counts(corpus: Corpus) -> Counter[tuple[str, str, bool]]:
    """Count the claims of each document for and against each proposition, by their names."""
    texts = {name: each.text for name, each in corpus.codebook.propositions.items()}
    return Counter(
        (each.title, texts[proposition], stance > 0)
        for each, claim in corpus.claims()
        for proposition, stance in claim.stances.items()
    )


SQL = """
SELECT a.Value, c.Value, b.Value, count(*) FROM STATEMENTS s
JOIN DATASHORTTEXT da ON da.StatementId = s.ID JOIN ENTITIES a ON a.ID = da.Entity
JOIN VARIABLES va ON va.ID = da.VariableId AND va.Variable = ?
JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID JOIN ENTITIES c ON c.ID = dc.Entity
JOIN VARIABLES vc ON vc.ID = dc.VariableId AND vc.Variable = 'concept'
JOIN DATABOOLEAN b ON b.StatementId = s.ID
GROUP BY 1, 2, 3
"""


@pytest.mark.parametrize("actor", ["organization", "person"])
def test_the_counts_of_a_real_project_are_its_own(peers: Path, actor: str) -> None:
    with closing(sqlite3.connect(f"file:{peers / SAMPLE}?mode=ro", uri=True)) as connection:
        rows = connection.execute(SQL, (actor,)).fetchall()
    assert sum(number for *_, number in rows) == 40
    wanted = {(whose, concept, bool(agreement)): number for whose, concept, agreement, number in rows}
    assert counts(read(peers / SAMPLE, actor)[0]) == wanted


@pytest.mark.parametrize("actor", ["organization", "person"])
def test_a_real_project_becomes_a_corpus_that_is_in_order(peers: Path, tmp_path: Path, actor: str) -> None:
    corpus, report = read(peers / SAMPLE, actor)
    loaded = load(written(corpus, tmp_path))
    assert loaded.problems == ()
    assert loaded.corpus == corpus
    assert report.left == (Left("1 statement of type Annotation", "only DNA Statement is read"),)


def test_every_anchor_of_a_real_project_finds_its_own_passage(peers: Path) -> None:
    with closing(sqlite3.connect(f"file:{peers / SAMPLE}?mode=ro", uri=True)) as connection:
        texts = dict(connection.execute("SELECT Title, Text FROM DOCUMENTS"))
        spans = {row[0]: row[1:] for row in connection.execute("SELECT ID, Start, Stop FROM STATEMENTS")}
    searched = {title: Searched(text) for title, text in texts.items()}
    for _, claim in read(peers / SAMPLE)[0].claims():
        evidence = claim.evidence[0]
        found = searched[evidence.source].passages(evidence.start, evidence.end)
        start, stop = spans[_number(claim)]
        text = texts[evidence.source]
        assert [_letters(text[each.start : each.end]) for each in found] == [_letters(text[start:stop])]


def _letters(text: str) -> str:
    """Return a passage from its first to its last letter, as it is found."""
    return re.sub(r"\A\W+|\W+\Z", "", text)


def _number(claim: Claim) -> int:
    return int(claim.id.rpartition("-s")[2])
