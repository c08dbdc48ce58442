"""From a file to the passage: anchors in PDFs, Word files and web pages that are set as real ones are."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random

import pytest

from policylens.evidence.extract import extract
from policylens.evidence.resolve import Copy, Resolved, Status
from policylens.evidence.words import Words
from policylens.model import Evidence

from .making import lines, pdf, together, word
from .setting import unlike_words, with_ligatures

FORMS = ["{}", "<b>{}</b>", "<i>{}</i>,", "&ldquo;{}&rdquo;", "{}<sup>4</sup>"]
HEADS = ("A Plan for Towns", "Part Two of It")


def passages(words: Sequence[str], random: Random, count: int = 12) -> list[tuple[Evidence, str]]:
    """Cut passages out of a text: each with its evidence and its letters."""
    found = []
    for _ in range(count):
        first = random.randint(0, len(words) - 40)
        last = first + random.randint(8, 35)
        start, end = " ".join(words[first : first + 4]), " ".join(words[last - 3 : last + 1])
        found.append((Evidence(start=start, end=end), "".join(words[first : last + 1])))
    return found


def resolved(path: Path, wanted: Sequence[tuple[Evidence, str]]) -> list[tuple[Resolved, str, str]]:
    """Look for the passages in a file: what came of it, what was found, what was to be found; letters only."""
    copy = Copy(extract(path), [evidence for evidence, _ in wanted])
    results = []
    for evidence, letters in wanted:
        found = copy.resolve(evidence)
        assert len(found.found) == 1, (evidence, found)
        place = found.found[0]
        results.append((found, Words(copy.source.text[place.start : place.end]).letters, letters))
    return results


def set_lines(words: Sequence[str], random: Random, width: int) -> list[str]:
    """Break words into lines of about so many letters, some with a hyphen inside a word."""
    found, line = [], ""
    for word_ in words:
        if len(line) + len(word_) < width:
            line = f"{line} {word_}".strip()
        elif random.random() < 0.4 and len(word_) > 4:
            cut = random.randint(2, len(word_) - 2)
            found.append(f"{line} {word_[:cut]}-")
            line = word_[cut:]
        else:
            found.append(line)
            line = word_
    return [*found, line]


@pytest.mark.parametrize("seed", range(3))
def test_in_a_pdf_with_running_heads_page_numbers_and_hyphens(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    words = unlike_words(random, least=900, most=900)
    text = set_lines(words, random, 70)
    pages = [text[first : first + 25] for first in range(0, len(text), 25)]
    drawn = [
        together(
            lines(HEADS[number % 2], top=800),
            lines(*page, top=760),
            lines(str(number), top=40, left=290),
        )
        for number, page in enumerate(pages, 1)
    ]
    for found, letters, wanted in resolved(pdf(tmp_path / "plan.pdf", *drawn), passages(words, random)):
        assert found.status is Status.EXACT, found
        heads = [Words(head).letters for head in HEADS]
        assert letters.replace(heads[0], "").replace(heads[1], "") == wanted


@pytest.mark.parametrize("seed", range(3))
def test_in_a_pdf_with_two_columns(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    words = unlike_words(random, least=600, most=600)
    text = set_lines(words, random, 34)
    columns = [text[first : first + 30] for first in range(0, len(text), 30)]
    drawn = [
        together(*(lines(*column, left=60 + 250 * side) for side, column in enumerate(columns[first : first + 2])))
        for first in range(0, len(columns), 2)
    ]
    for found, letters, wanted in resolved(pdf(tmp_path / "plan.pdf", *drawn), passages(words, random)):
        assert (found.status, letters) == (Status.EXACT, wanted)


@pytest.mark.parametrize("seed", range(3))
def test_in_a_word_file(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    words = unlike_words(random, least=300, most=300)

    def fill(document) -> None:  # type: ignore[no-untyped-def]
        document.add_heading("The first part", 1)
        for first in range(0, len(words), 25):
            paragraph = document.add_paragraph()
            for word_ in words[first : first + 25]:
                run = paragraph.add_run(with_ligatures([word_], random) + " ")
                run.bold = random.random() < 0.2
                if random.random() < 0.1:
                    paragraph.add_run("7").font.superscript = True

    for found, letters, wanted in resolved(word(tmp_path / "plan.docx", fill), passages(words, random)):
        assert letters == wanted
        assert found.status in (Status.EXACT, Status.FUZZY)


@pytest.mark.parametrize("seed", range(3))
def test_in_a_web_page(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    words = unlike_words(random, least=300, most=300)
    parts = ["<!doctype html><meta charset=utf-8><title>A plan</title><style>p { color: red }</style><h1>Part one</h1>"]
    for first in range(0, len(words), 25):
        inside = [
            random.choice(["{}", "<b>{}</b>", "<i>{}</i>,", "&ldquo;{}&rdquo;", "{}<sup>4</sup>"]) for _ in range(25)
        ]
        said = zip(inside, words[first : first + 25], strict=True)
        parts.append("<p>" + "\n".join(form.format(escape(word_)) for form, word_ in said) + "</p>")
    path = tmp_path / "plan.html"
    path.write_text("".join(parts), encoding="utf-8")
    for found, letters, wanted in resolved(path, passages(words, random)):
        assert (found.status, letters) == (Status.EXACT, wanted)


def test_headings_of_a_file_say_whether_a_passage_has_moved(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(
        "<h1>Hours</h1><p>We open at nine every day.</p><h1>Fees</h1><p>Books are free of charge.</p>", "utf-8"
    )
    there = Evidence(section="Fees", start="Books are free", end="free of charge")
    moved = Evidence(section="Hours", start="Books are free", end="free of charge")
    copy = Copy(extract(path), [there, moved])
    assert [copy.resolve(each).status for each in (there, moved)] == [Status.EXACT, Status.MOVED]
    assert copy.resolve(moved).elsewhere == "in Fees"


def test_pages_of_a_pdf_say_whether_a_passage_has_moved(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", lines("We open at nine every day."), lines("Books are free of charge."))
    there = Evidence(page="2", start="Books are free", end="free of charge")
    moved = Evidence(page="1", start="Books are free", end="free of charge")
    copy = Copy(extract(path), [there, moved])
    assert [copy.resolve(each).status for each in (there, moved)] == [Status.EXACT, Status.MOVED]
