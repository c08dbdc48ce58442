"""Everything as JSON: the layout, what is computed in it, and that all of the data is there."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filled
import pytest
from conftest import CORPORA, Cli
from documented import documented
from hypothesis import given, settings
from hypothesis import strategies as st
from pieced import as_json
from records import claim, corpus, document, judged, theme, upward
from render.building import corpora as texts_in
from strategies import corpora, hostile

from policylens import resources
from policylens.analysis.agreement import pair, pairs
from policylens.analysis.comparison import Matrix, compare_proposition, matrix, overview
from policylens.analysis.positions import positions_of
from policylens.corpus.loader import load
from policylens.exchange.interface import EXPORTERS
from policylens.exchange.json import MOST_PAIRED
from policylens.model import Claim, Confidence, Corpus, Direction, Document, Evidence
from policylens.plain.comparison import place_object, verdict_object
from policylens.plain.crossref import pair_object
from policylens.plain.records import codebook_object, document_object
from policylens.plain.writing import FORMAT

SMALL = CORPORA / "small"

CHARTED = document(
    "a",
    {"p1": judged(2, claims=("a-c1", "a-c2")), "p2": judged(0)},
    [claim("a-c1", {"p1": 2}), claim("a-c2", {"p1": -1})],
)
COMPUTED = document("b", claims=[claim("b-c1", {"p1": 1, "p2": 1}), claim("b-c2", {"p1": 2, "p2": -1})])
SILENT = document("s", {})
UNREAD = document("u", {}, [claim("u-c1", {"p1": 2})], themes=())

TOWN = corpus([CHARTED, COMPUTED, SILENT, UNREAD], [upward(3)])


def exported(known: Corpus, *documents: str) -> Any:
    return json.loads(as_json(matrix(known, documents)))


def of_document(found: Any, name: str) -> Any:
    return next(each for each in found["documents"] if each["id"] == name)


def read(folder: Path) -> Corpus:
    """Read a corpus that has no problem."""
    loaded = load(folder, bundled=False)
    assert loaded.problems == ()
    assert loaded.corpus is not None
    return loaded.corpus


# --- the layout --------------------------------------------------------------------------------------------------


def test_the_format_is_named_first() -> None:
    assert list(exported(TOWN)) == ["format", "codebook", "documents", "comparisons", "agreement"]
    assert exported(TOWN)["format"] == FORMAT == 1


def test_a_document_has_what_it_is_what_it_says_and_what_is_computed() -> None:
    assert list(of_document(exported(TOWN), "a")) == ["id", "title", "coding", "positions", "claims", "scales"]


def test_a_position_has_its_keys() -> None:
    held = of_document(exported(TOWN), "a")["positions"]["p1"]
    assert held == {
        "stance": 2,
        "confidence": "high",
        "because": "It says so.",
        "status": "charted",
        "claims": ["a-c1", "a-c2"],
        "contrary": ["a-c2"],
    }


def test_a_computed_position_has_the_same_keys_and_no_judgement() -> None:
    held = of_document(exported(TOWN), "b")["positions"]["p1"]
    assert held == {
        "stance": 1.5,
        "confidence": None,
        "because": "",
        "status": "computed",
        "claims": ["b-c1", "b-c2"],
        "contrary": [],
    }


def test_a_mixed_position_has_the_counts_of_both_sides_besides() -> None:
    held = of_document(exported(TOWN), "b")["positions"]["p2"]
    assert held == {
        "stance": None,
        "confidence": None,
        "because": "",
        "status": "mixed",
        "claims": ["b-c1", "b-c2"],
        "contrary": [],
        "claims_for": 1,
        "claims_against": 1,
    }


@pytest.mark.parametrize(("name", "entries"), [("a", ["p1", "p2"]), ("b", ["p1", "p2"]), ("s", []), ("u", [])])
def test_a_proposition_on_which_a_document_is_silent_has_no_entry(name: str, entries: list[str]) -> None:
    assert list(of_document(exported(TOWN), name)["positions"]) == entries


def test_silence_can_be_told_from_not_coded_by_the_themes() -> None:
    assert of_document(exported(TOWN), "s")["coding"]["themes"] == ["theme"]
    assert of_document(exported(TOWN), "u")["coding"]["themes"] == []


def test_a_place_on_a_scale_has_its_value_and_what_it_rests_on() -> None:
    stands = document("a", {"p1": judged(2), "p2": judged(2), "p3": judged(1)})
    (place,) = of_document(exported(corpus([stands, SILENT], [upward(4)])), "a")["scales"].values()
    assert list(place)[:3] == ["value", "addressed", "of"]
    assert place == {
        "value": 1.666666666667,
        "addressed": 3,
        "of": 4,
        "mixed": 0,
        "sign_hangs_on_one": False,
        "rank_hangs_on_one": False,
    }


def test_a_document_that_addresses_too_little_has_no_value() -> None:
    place = of_document(exported(TOWN), "b")["scales"]["theme"]
    assert (place["value"], place["addressed"], place["of"], place["mixed"]) == (None, 1, 3, 1)


def test_a_document_has_no_entry_for_a_scale_for_which_it_has_not_been_read() -> None:
    assert of_document(exported(TOWN), "u")["scales"] == {}


def test_a_theme_without_a_scale_has_no_entry() -> None:
    bare = corpus([CHARTED], [theme(*[Direction.HIGH] * 3, scale=None)])
    assert of_document(exported(bare), "a")["scales"] == {}


def test_every_proposition_has_a_verdict() -> None:
    found = exported(TOWN)["comparisons"]
    assert list(found) == ["p1", "p2", "p3"]
    assert found["p2"] == {
        "verdict": "no clear side",
        "tentative": False,
        "for": 0,
        "against": 0,
        "balanced": 1,
        "mixed": 1,
        "silent": 1,
        "not_coded": 1,
    }


def test_every_pair_of_documents_is_held_against_each_other() -> None:
    found = exported(TOWN)["agreement"]
    assert [(each["a"], each["b"]) for each in found] == [
        ("a", "b"), ("a", "s"), ("a", "u"), ("b", "s"), ("b", "u"), ("s", "u")
    ]  # fmt: skip
    assert found[0] == {
        "a": "a",
        "b": "b",
        "same": 1,
        "opposite": 0,
        "neutral": 1,
        "one_silent": 0,
        "shared": 1,
        "agreement": 0.875,
        "alpha": 0,
    }
    assert found[1] == {
        "a": "a",
        "b": "s",
        "same": 0,
        "opposite": 0,
        "neutral": 0,
        "one_silent": 2,
        "shared": 0,
        "agreement": None,
        "alpha": None,
    }


@pytest.mark.parametrize("documents", [0, 1, MOST_PAIRED, MOST_PAIRED + 1])
def test_agreement_is_left_out_where_there_are_too_many_pairs(documents: int) -> None:
    many = corpus([document(f"d{number}", {"p1": judged(number % 5 - 2)}) for number in range(documents)], [upward(1)])
    found = exported(many)
    if documents > MOST_PAIRED:
        assert "agreement" not in found
    else:
        assert len(found["agreement"]) == documents * (documents - 1) // 2
    assert len(found["documents"]) == documents


def test_what_is_computed_is_computed_from_the_documents_that_are_chosen() -> None:
    found = exported(TOWN, "a", "s")
    assert [each["id"] for each in found["documents"]] == ["a", "s"]
    assert [(each["a"], each["b"]) for each in found["agreement"]] == [("a", "s")]
    assert (found["comparisons"]["p1"]["verdict"], found["comparisons"]["p1"]["for"]) == ("one voice", 1)


def test_the_codebook_is_there_whole() -> None:
    found = exported(read(SMALL))["codebook"]
    assert list(found) == ["version", "themes", "sectors", "topics"]
    assert found["version"] == "2"
    assert [(each["id"], each["scale"] is None) for each in found["themes"]] == [
        ("hours", False),
        ("volunteers", False),
        ("money", True),
    ]
    assert found["themes"][0]["propositions"][0] == {
        "id": "open-late",
        "text": "Libraries should open in the evening.",
        "direction": "high",
        "include": "Says whether a library should be open after six.",
        "exclude": "Events held after closing (events).",
        "cues": ["evening", "late opening"],
    }
    assert found["themes"][2]["propositions"][0]["direction"] is None
    assert found["sectors"] == {"libraries": "Libraries", "parks": "Parks"}


# --- the same as the rest of the program says --------------------------------------------------------------------


@given(corpora())
@settings(max_examples=50)
def test_what_is_written_is_what_is_computed(known: Corpus) -> None:
    of = matrix(known)
    found = exported(known)
    assert [each["id"] for each in found["documents"]] == [each.id for each in known.documents]
    for text, written in zip(known.documents, found["documents"], strict=True):
        _positions_are_as_computed(text, known, written["positions"])
    for proposition, verdict in found["comparisons"].items():
        judgement = compare_proposition(of, proposition).judgement
        assert (verdict["verdict"], verdict["tentative"]) == (judgement.verdict, judgement.tentative)
        counts = ("for", "against", "balanced", "mixed", "silent", "not_coded")
        assert sum(verdict[name] for name in counts) == len(known.documents)
    for each in found["agreement"]:
        _pair_is_as_computed(of, each)


def _positions_are_as_computed(text: Document, known: Corpus, written: dict[str, Any]) -> None:
    held = positions_of(text, known.codebook)
    assert list(written) == list(held)
    for proposition, position in held.items():
        assert written[proposition]["stance"] == position.stance
        assert written[proposition]["status"] == position.status
        assert tuple(written[proposition]["claims"]) == position.claims


def _pair_is_as_computed(of: Matrix, written: dict[str, Any]) -> None:
    by_id = of.corpus.document_by_id
    held = pair(of, by_id[written["a"]], by_id[written["b"]])
    for name in ("same", "opposite", "neutral", "one_silent", "shared"):
        assert written[name] == getattr(held, name)
    for name in ("agreement", "alpha"):
        assert written[name] == pytest.approx(getattr(held, name), abs=1e-11)


def at_once(of: Matrix) -> bytes:
    """Return the same as it is made of everything at once, through the comparisons of all documents."""
    themes = overview(of)
    scales: dict[str, dict[str, Any]] = {each.id: {} for each in of.documents}
    for each in themes:
        for place in each.places:
            if not place.not_coded:
                written = place_object(place)
                scales[place.document][each.theme.id] = {key: written[key] for key in written if key != "not_coded"}
    whole: dict[str, Any] = {
        "format": FORMAT,
        "codebook": codebook_object(of.corpus.codebook),
        "documents": [
            {**document_object(each, of.corpus.codebook), "scales": scales[each.id]} for each in of.documents
        ],
        "comparisons": {
            row.proposition.id: verdict_object(row.judgement) for each in themes for row in each.propositions
        },
    }
    if len(of.documents) <= MOST_PAIRED:
        whole["agreement"] = [pair_object(pair) for pair in pairs(of)]
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return ("".join(f"\\u{ord(sign):04x}" if sign in STEERING else sign for sign in text) + "\n").encode()


STEERING = {chr(code) for code in (*range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F))}
STEERING |= {chr(code) for code in range(0x2066, 0x206A)}


@given(corpora() | texts_in(hostile()) | filled.corpora())
@settings(max_examples=80)
def test_piece_by_piece_it_is_what_it_is_at_once(known: Corpus) -> None:
    assert as_json(matrix(known)) == at_once(matrix(known))


@pytest.mark.parametrize("folder", [SMALL, resources.data()], ids=["small", "bundled"])
def test_a_real_corpus_is_written_as_at_once(folder: Path) -> None:
    known = read(folder)
    assert as_json(matrix(known)) == at_once(matrix(known))
    assert as_json(matrix(known, [known.documents[0].id])) == at_once(matrix(known, [known.documents[0].id]))


SAID = st.none() | st.tuples(st.integers(-2, 2), st.sampled_from(Confidence))


@given(st.lists(st.tuples(SAID, SAID, SAID, st.booleans()), max_size=12))
def test_verdicts_and_places_of_many_documents_are_those_of_comparing_them_all(said: list[Any]) -> None:
    documents = [
        document(
            f"d{number}",
            {f"p{n}": judged(*each) for n, each in enumerate(held, 1) if each is not None},
            themes=("theme",) if read_for_it else (),
        )
        for number, (*held, read_for_it) in enumerate(said)
    ]
    of = matrix(corpus(documents, [theme(Direction.HIGH, Direction.LOW, Direction.HIGH)]))
    assert as_json(of) == at_once(of)


MEASURED = """
from exchange.test_flat import peak, towns

from policylens.exchange import json as measured

measured.MOST_PAIRED = 2  # as of more documents than twenty
peak(measured.pieces(towns(2)))  # what is loaded once
print(*peak(measured.pieces(towns(20))), *peak(measured.pieces(towns(200))))
"""


def test_ten_times_as_many_documents_need_little_more_memory() -> None:
    """Little: a stance a position, and a place a document. In a process of its own, as what is left changes sizes."""
    place = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", MEASURED], cwd=place, capture_output=True, text=True, check=True)
    small, small_peak, large, large_peak = map(int, done.stdout.split())
    assert large > 9 * small > 3_000_000
    assert large_peak < small_peak + 400_000 < 1_000_000


# --- nothing is lost ---------------------------------------------------------------------------------------------


def rewritten(found: Any, folder: Path) -> Path:
    """Write an export as a corpus again: YAML reads JSON, and what is computed is left out."""
    book = found["codebook"]
    themes = {each["id"]: _theme(each) for each in book["themes"]}
    _save(folder / "codebook.yaml", {"format": 1, **book, "themes": themes})
    for each in found["documents"]:
        kept = {name: value for name, value in each.items() if name not in ("scales", "positions")}
        kept["coding"] = {name: value for name, value in each["coding"].items() if value}
        charted = {name: held for name, held in each["positions"].items() if held["status"] == "charted"}
        if charted or not each["positions"]:
            wanted = ("stance", "confidence", "because", "claims")
            kept["positions"] = {name: {key: held[key] for key in wanted} for name, held in charted.items()}
        _save(folder / "frameworks" / f"{each['id']}.yaml", {"format": 1, **kept})
    return folder


def _theme(written: dict[str, Any]) -> dict[str, Any]:
    propositions = {each["id"]: _without_null(each, "id") for each in written["propositions"]}
    return {**_without_null(written, "id"), "propositions": propositions}


def _without_null(written: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name not in names and value is not None}


def _save(path: Path, record: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize("folder", [SMALL, resources.data()], ids=["small", "bundled"])
def test_a_corpus_can_be_made_anew_from_what_is_written(folder: Path, tmp_path: Path) -> None:
    known = read(folder)
    assert read(rewritten(exported(known), tmp_path)) == known


@given(texts_in(hostile()))
@settings(max_examples=25)
def test_every_text_reads_back_as_it_was(known: Corpus) -> None:
    for text, written in zip(known.documents, exported(known)["documents"], strict=True):
        assert (written["title"], written["summary"]) == (text.title, text.summary)
        assert written["attributes"] == text.attributes
        assert [each["statement"] for each in written["claims"]] == [each.statement for each in text.claims]
        assert [each["evidence"][0]["start"] for each in written["claims"]] == [
            each.evidence[0].start for each in text.claims
        ]


def test_the_same_data_give_the_same_bytes() -> None:
    assert as_json(matrix(read(SMALL))) == as_json(matrix(read(SMALL)))


def test_it_is_utf8_with_letters_readable_and_ends_with_one_newline() -> None:
    data = as_json(matrix(corpus([document("a", {}, title="Straße 公共")], [upward(1)])))
    assert "Straße 公共".encode() in data
    assert data.endswith(b"}\n")


# --- the command and its documentation ---------------------------------------------------------------------------


def test_the_export_reads_as_it_was_read(cli: Cli, golden: Callable[[str, str], None]) -> None:
    outcome = cli("export", "json", corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden("cli/export.json", outcome.out)


def test_a_format_that_is_not_known_is_refused_with_those_that_are(cli: Cli) -> None:
    outcome = cli("export", "xml", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == ["policylens: unknown format: xml", f"there are: {', '.join(EXPORTERS)}"]


PAGE = documented("json.md")


def objects(found: Any) -> Iterator[tuple[str, Any]]:
    """Yield every object of an export, with the heading under which docs/json.md has it."""
    yield "At the top", found
    yield "The codebook", found["codebook"]
    for each in found["codebook"]["themes"]:
        yield "A theme", each
        yield from (("A proposition", proposition) for proposition in each["propositions"])
    for each in found["documents"]:
        yield "A document", each
        yield "The coding", each["coding"]
        yield from (("A position", held) for held in each["positions"].values())
        yield from (("A place", place) for place in each["scales"].values())
        for written in each["claims"]:
            yield "A claim", written
            yield from (("A passage", passage) for passage in written.get("evidence", []))
    yield from (("A verdict", verdict) for verdict in found["comparisons"].values())
    yield from (("A pair", each) for each in found["agreement"])


def everything() -> list[tuple[str, Any]]:
    return [*objects(exported(read(SMALL))), *objects(exported(read(resources.data()))), *objects(exported(TOWN))]


def test_every_key_is_documented_and_no_other() -> None:
    keys: dict[str, set[str]] = {}
    for heading, each in everything():
        keys.setdefault(heading, set()).update(each)
    assert keys == {heading: set(names) for heading, names in PAGE.items()}


@pytest.mark.parametrize(("heading", "record"), [("A claim", Claim), ("A passage", Evidence)])
def test_every_field_of_a_record_is_documented(heading: str, record: type[Any]) -> None:
    assert set(PAGE[heading]) == {each.name for each in dataclasses.fields(record)}


def test_every_field_of_a_document_is_documented() -> None:
    added = {"scales"}
    assert set(PAGE["A document"]) == {each.name for each in dataclasses.fields(Document)} | added
