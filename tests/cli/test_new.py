"""`policylens new`: the file of a document of which nothing is coded yet."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from filled import CHARACTERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from policylens.corpus.loader import load
from policylens.model import Document
from policylens.render.starting import Beginning, document_file

from .support import SMALL, STANCE_OUT_OF_RANGE, Cli, Outcome, small

FILE = "frameworks/plan.yaml"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return small(tmp_path / "corpus")


def begun(cli: Cli, corpus: Path, *given: str, name: str = "plan") -> Document:
    """Begin a document and return it as it is read; the corpus is in order then."""
    outcome = cli("new", name, *given, corpus=corpus)
    assert (outcome.code, outcome.err) == (0, "")
    loaded = load(corpus)
    assert loaded.problems == ()
    assert loaded.corpus is not None
    return loaded.corpus.document_by_id[name]


def refused(cli: Cli, corpus: Path, *given: str) -> Outcome:
    """Have a command refused, and nothing written."""
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    outcome = cli(*given, corpus=corpus)
    assert (outcome.code, outcome.out) == (2, "")
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before
    return outcome


def test_what_is_given_stands_in_the_document(cli: Cli, corpus: Path) -> None:
    options = (
        "--short-name Plan --author Ann --author Bob --publisher Town --date 2019-05 --kind plan --standpoint council "
        "--scope parks --language en --licence open --isbn 1 --reference TC-12 --summary Green."
    )
    document = begun(cli, corpus, "--title", "A plan", *options.split())
    assert document == Document(
        id="plan",
        title="A plan",
        short_name="Plan",
        authors=("Ann", "Bob"),
        publisher="Town",
        date="2019-05",
        kind="plan",
        standpoint="council",
        scope="parks",
        language="en",
        licence="open",
        isbn="1",
        reference="TC-12",
        summary="Green.",
        coding=document.coding,
        positions={},
    )


def test_nothing_is_coded_and_the_version_of_the_codebook_is_noted(cli: Cli, corpus: Path) -> None:
    document = begun(cli, corpus, "--title", "A plan")
    assert document.coding.themes == ()
    assert document.coding.codebook == "2"
    assert (document.claims, document.positions) == ((), {})


@pytest.mark.parametrize("schemas", [False, True])
def test_the_schema_is_named_where_the_corpus_has_it(cli: Cli, corpus: Path, tmp_path: Path, schemas: bool) -> None:
    if schemas:
        corpus = tmp_path / "mine"
        cli("init", str(corpus))
    begun(cli, corpus, "--title", "A plan")
    first = (corpus / FILE).read_text(encoding="utf-8").splitlines()[0]
    assert (first == "# yaml-language-server: $schema=../.policylens/document.schema.json") is schemas


def test_what_is_not_known_and_what_comes_next_stands_in_comments(cli: Cli, corpus: Path) -> None:
    begun(cli, corpus, "--title", "A plan")
    written = (corpus / FILE).read_text(encoding="utf-8")
    assert "\n# publisher:  # Who brought it out.\n" in written
    assert "\n# standpoint:  # From where the document speaks.\n" in written
    assert "\n# summary:  # Three or four sentences, in our words.\n" in written
    assert "\n# There are: hours, volunteers, money\n" in written
    assert "{{" not in written


def test_the_examples_in_the_comments_are_right(cli: Cli, corpus: Path) -> None:
    """With the signs of comments taken away, and the theme entered, they make a document in order."""
    begun(cli, corpus, "--title", "A plan")
    written = (corpus / FILE).read_text(encoding="utf-8")
    head, claims = written.split("# What the document says, one", 1)
    claims, positions = claims.split("# What it holds on", 1)
    coded = head.replace("themes: []", "themes: [hours]")
    for field, part in (("claims", claims), ("positions", positions)):
        example = [line[1:] for line in part.splitlines() if line.startswith("#   ")]
        assert len(example) >= 5
        coded += "\n".join([f"{field}:", *example, ""])
    (corpus / FILE).write_text(coded, encoding="utf-8")
    assert load(corpus).problems == ()


TYPED = [
    'A "plan": what next?', "- a", "# a", "a # b", "no", "Null", "2019", "1.10", "~", "'", "\\", "{a: b}", "[a]", "!a",
    "&a", "*a", "%a", "@a", "`a`", "a\nb", "a\tb", "🌳 👩\u200d👧", "公共服務", "e\u0301", "a\u2028b", "a\xa0b",
    "\u202eright", "x" * 3000, "{{ title }}", "{% if %}", "--- a", "...", "$HOME",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_whatever_is_typed_is_the_text_that_it_is(cli: Cli, corpus: Path, typed: str) -> None:
    document = begun(cli, corpus, f"--title={typed}", f"--author={typed}", f"--short-name={typed}")
    assert (document.title, document.authors, document.short_name) == (typed, (typed,), typed)


TEXTS = ["standpoint", "scope", "licence", "reference", "summary"]
"""The fields that may take sentences."""


@pytest.mark.parametrize("typed", TYPED)
def test_sentences_are_the_texts_that_they_are_too(cli: Cli, corpus: Path, typed: str) -> None:
    document = begun(cli, corpus, "--title", "A plan", *(f"--{name}={typed}" for name in TEXTS))
    assert {name: getattr(document, name) for name in TEXTS} == dict.fromkeys(TEXTS, typed)


SENTENCES = " ".join(["Parks are green, and so they should stay: a plan that says “no” to 20% of all buildings."] * 8)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        (SENTENCES, ">-\n  Parks are green"),
        (f"In short.\n\n{SENTENCES}", ">-\n  In short.\n\n\n  Parks"),
        ("Parks are green.\nTrees are, too.", "|-\n  Parks are green.\n  Trees are, too.\n"),
        (SENTENCES.replace("Parks are", "Parks\u200bare"), '"Parks\\U0000200Bare green'),
    ],
)
def test_a_long_text_is_on_lines_that_can_be_read(cli: Cli, corpus: Path, name: str, typed: str, begins: str) -> None:
    document = begun(cli, corpus, "--title", "A plan", f"--{name}", typed)
    assert getattr(document, name) == typed
    written = (corpus / FILE).read_text(encoding="utf-8")
    assert f"\n{name}: {begins}" in written
    assert max(map(len, written.splitlines())) <= 120


TYPEABLE = CHARACTERS.filter(lambda sign: sign in "\n\t" or not (sign < " " or "\x7f" <= sign < "\xa0"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(typed=st.text(TYPEABLE))
def test_any_text_is_written_so_that_it_is_read_back(tmp_path: Path, typed: str) -> None:
    text = typed.strip() or "x"
    long = " ".join([text, *["and so on"] * 50])
    known = load(SMALL).corpus
    assert known is not None
    folder = tmp_path / "read"
    (folder / "frameworks").mkdir(parents=True, exist_ok=True)
    (folder / "codebook.yaml").write_bytes((SMALL / "codebook.yaml").read_bytes())
    identity = {"id": "plan", "title": text, "authors": [text, text], "scope": text, "summary": long}
    of = Beginning(identity=identity, from_file=frozenset(["title"]))
    (folder / FILE).write_text(document_file(of, known.codebook), encoding="utf-8", newline="")
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.corpus is not None
    document = loaded.corpus.document_by_id["plan"]
    assert (document.title, document.authors, document.scope, document.summary) == (text, (text, text), text, long)


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x00", "\x7f", "\x85", "\x9b", "\udcff"])
def test_control_characters_are_refused(cli: Cli, corpus: Path, sign: str) -> None:
    outcome = refused(cli, corpus, "new", "plan", "--title", f"a{sign}b")
    assert outcome.err.splitlines()[1] == "take it out"


@pytest.mark.parametrize("name", TEXTS)
def test_control_characters_are_refused_in_every_field(cli: Cli, corpus: Path, name: str) -> None:
    outcome = refused(cli, corpus, "new", "plan", "--title", "A plan", f"--{name}", "a\x1bb")
    assert outcome.err == f"policylens: the document's {name} holds the control character U+001B\ntake it out\n"


@pytest.mark.parametrize("name", ["Plan", "a b", "a_b", "-a", "a--b", "a-", "../plan", "/plan", "a/b", "é", "", "a\n"])
def test_an_id_is_held_to_what_the_reader_asks(cli: Cli, corpus: Path, name: str) -> None:
    assert refused(cli, corpus, "new", "--title", "A plan", "--", name).err


@pytest.mark.parametrize("name", ["2008", "012", "no", "null", "true", "1e3", "a-1"])
def test_an_id_may_look_like_something_else(cli: Cli, corpus: Path, name: str) -> None:
    assert begun(cli, corpus, "--title", "A plan", name=name).id == name


MESSAGES = {
    "new letter --title X": ("there is a document letter already", "another id"),
    "new plan --title X --short-name letter": ("the document letter is called letter already", "--short-name"),
    "new plan": ("a document needs a title", "--title"),
    "new plan --title X --date 2019-13": ("2019-13 is not a date", "2008, 2009-09 or 2010-05-18"),
    "new plan --title X --from missing.pdf": ("missing.pdf cannot be read: no such file", "see that it is there"),
}


@pytest.mark.parametrize("line", MESSAGES)
def test_a_refusal_says_why_and_what_to_do(cli: Cli, corpus: Path, line: str) -> None:
    said, hint = MESSAGES[line]
    first, second = refused(cli, corpus, *line.split()).err.splitlines()
    assert first.startswith(f"policylens: {said}")
    assert hint in second


def test_a_document_in_a_file_of_another_name_counts_too(cli: Cli, corpus: Path) -> None:
    (corpus / "frameworks" / "plan.yml").write_text("format: 1\nid: other\ntitle: X\n", encoding="utf-8")
    refused(cli, corpus, "new", "plan", "--title", "A plan")
    refused(cli, corpus, "new", "other", "--title", "A plan")


def test_the_bundled_corpus_is_not_written_to(cli: Cli) -> None:
    outcome = cli("new", "plan", "--title", "A plan")
    assert outcome.code == 2
    assert "policylens init DIR" in outcome.err


def test_errors_in_other_documents_do_not_stand_in_the_way(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "wrong", STANCE_OUT_OF_RANGE)
    assert cli("new", "plan", "--title", "A plan", corpus=corpus).code == 0


# --- from a file


def pdf(path: Path, title: str = "", author: str = "") -> Path:
    canvas = Canvas(str(path))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.drawString(20, 800, "The plan itself.")
    canvas.save()
    return path


def word(path: Path, title: str, author: str, heading: str = "") -> Path:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    if heading:
        document.add_heading(heading, 1)
    document.add_paragraph("The plan itself.")
    document.save(str(path))
    return path


PAGE = """<!doctype html><html lang="en-GB"><head><title>The plan | The Town</title>
<meta name="author" content="Ann Example"><meta name="DC.publisher" content="The Town">
<meta property="article:published_time" content="2019-05-03T12:00:00Z"></head>
<body><h1>A plan for parks</h1><svg><title>A tree</title></svg><p>Parks are green.</p></body></html>"""


def test_a_page_says_what_its_head_does(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    document = begun(cli, corpus, "--from", str(tmp_path / "page.html"))
    assert (document.title, document.authors, document.publisher) == (
        "The plan | The Town",
        ("Ann Example",),
        "The Town",
    )
    assert (document.date, document.language) == ("2019-05-03", "en-GB")


def test_a_pdf_says_what_its_document_information_does(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    document = begun(cli, corpus, "--from", str(pdf(tmp_path / "a.pdf", "A plan: “parks”", "Ann; Bob")))
    assert (document.title, document.authors) == ("A plan: “parks”", ("Ann", "Bob"))
    assert len(document.date) == len("2019-05-03")


def test_a_word_file_says_what_its_core_properties_do(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    document = begun(cli, corpus, "--from", str(word(tmp_path / "a.docx", "A plan", "Ann; Bob")))
    assert (document.title, document.authors) == ("A plan", ("Ann", "Bob"))


def test_without_a_title_of_its_own_the_first_heading_is_taken(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A plan\n\nParks are green.\n", encoding="utf-8")
    assert begun(cli, corpus, "--from", str(tmp_path / "a.md")).title == "A plan"
    name = str(word(tmp_path / "a.docx", "", "", "A plan in Word"))
    assert begun(cli, corpus, "--from", name, name="plan-2").title == "A plan in Word"


@pytest.mark.parametrize("title", ["", "Microsoft Word - plan final 3.doc", "untitled", "plan_v2.indd"])
def test_the_name_of_a_file_is_no_title(cli: Cli, corpus: Path, tmp_path: Path, title: str) -> None:
    path = pdf(tmp_path / "a.pdf", title)
    outcome = refused(cli, corpus, "new", "plan", "--from", str(path))
    assert outcome.err == "policylens: the file does not say its title\ngive it with --title\n"
    assert begun(cli, corpus, "--from", str(path), "--title", "A plan").title == "A plan"


def test_what_is_given_goes_before_what_the_file_says(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    document = begun(cli, corpus, "--from", str(tmp_path / "page.html"), "--title", "Mine", "--date", "2020")
    assert (document.title, document.date, document.publisher) == ("Mine", "2020", "The Town")
    lines = (corpus / FILE).read_text(encoding="utf-8").splitlines()
    marked = [line.split(":")[0] for line in lines if line.endswith("  # from the file: see that it is right")]
    assert marked == ["authors", "publisher", "language"]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
def test_a_file_that_is_none_is_refused(cli: Cli, corpus: Path, tmp_path: Path, name: str) -> None:
    content = {"a.pdf": b"%PDF-1.4 and no more", "a.docx": _bomb(), "a.html": b"\x00\x01\x02" * 100}[name]
    (tmp_path / name).write_bytes(content)
    outcome = refused(cli, corpus, "new", "plan", "--from", str(tmp_path / name), "--title", "X")
    assert outcome.err.startswith(f"policylens: {tmp_path / name} cannot be read: ")


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"\0" * 30_000_000)
    return packed.getvalue()
