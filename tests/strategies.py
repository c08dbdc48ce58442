"""What hypothesis draws records from."""

from hypothesis import settings
from hypothesis import strategies as st
from records import SCALE, claim, corpus, document, judged, not_coded, position, silent, theme

from policylens.analysis.positions import Cell, Position, State
from policylens.model import STANCES, Confidence, Corpus, Direction, Document, Theme

settings.register_profile("policylens", deadline=None)
settings.load_profile("policylens")

stances = st.sampled_from(STANCES)
confidences = st.sampled_from(Confidence)
directions = st.sampled_from(Direction)


POSITIONS = [
    *(position(stance, confidence) for stance in STANCES for confidence in Confidence),
    *(position(half / 2, None) for half in range(-4, 5)),
    *[position(None)] * 3,
]
"""Positions of every status: charted, computed (halves too) and mixed."""

positions = st.sampled_from(POSITIONS)

_MAKERS = [
    *(lambda name, held=held: Cell(document=name, state=State.POSITION, position=held) for held in POSITIONS),
    *[silent, not_coded] * 5,
]


def rows(least: int = 0, most: int = 7) -> st.SearchStrategy[list[Cell]]:
    """Cells of one proposition, each of another document."""
    makers = st.lists(st.sampled_from(_MAKERS), min_size=least, max_size=most)
    return makers.map(lambda found: [make(f"d{number}") for number, make in enumerate(found)])


Row = tuple[str, bool, dict[str, Position]]
"""What `places` takes for a document: its id, whether it has been read for the theme, its positions."""

_HELD = st.sampled_from([*POSITIONS, *[None] * 8])


@st.composite
def scaled(draw: st.DrawFn, most: int = 6) -> tuple[Theme, list[Row]]:
    """A theme, of propositions that count towards either end or not at all, and documents to be placed on it."""
    of = theme(*draw(st.lists(directions, min_size=1, max_size=8)))
    ids = [each.id for each in of.propositions]
    table = draw(st.lists(st.lists(_HELD, min_size=len(ids), max_size=len(ids)), max_size=most))
    held = [{name: each for name, each in zip(ids, row, strict=True) if each is not None} for row in table]
    return of, [(f"d{number}", bool(row), row) for number, row in enumerate(held)]


_THEME = st.lists(directions, min_size=3, max_size=5)
_CLAIM = st.dictionaries(st.integers(0, 9), stances, max_size=2)
_CHARTED = st.dictionaries(st.integers(0, 9), st.tuples(stances, confidences), max_size=8)
_DOCUMENT = st.tuples(
    st.sampled_from([(0, 1), (1, 0), (0,), (1,), ()]), st.lists(_CLAIM, max_size=3), st.none() | _CHARTED
)


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """A corpus of two themes and up to five documents, charted or with positions to compute, read for some themes."""
    first = theme(*draw(_THEME), name="first", prefix="a")
    second = theme(*draw(_THEME), name="second", prefix="b", scale=draw(st.sampled_from([SCALE, None])))
    ids = [each.id for of in (first, second) for each in of.propositions]
    drawn = draw(st.lists(_DOCUMENT, max_size=5))
    documents = [_document(f"d{number}", ids, *parts) for number, parts in enumerate(drawn)]
    return corpus(documents, [first, second])


def _document(
    name: str,
    ids: list[str],
    read: tuple[int, ...],
    claims: list[dict[int, int]],
    charted: dict[int, tuple[int, Confidence]] | None,
) -> Document:
    """Make a document of drawn numbers: propositions are counted round the ids."""
    made = [
        claim(f"{name}-c{number}", {ids[key % len(ids)]: stance for key, stance in one.items()})
        for number, one in enumerate(claims)
    ]
    names = tuple(each.id for each in made)
    positions = None
    if charted is not None:
        positions = {ids[key % len(ids)]: judged(stance, sure, names) for key, (stance, sure) in charted.items()}
    return document(name, positions, made, themes=tuple(("first", "second")[each] for each in read))


ORDINARY = ["Services", "should", "be", "open", "café", "Straße", "£5", "“so”", "a–b"]
AWKWARD = ["公共服務", "e\u0301te\u0301", "x" * 45, "https://example.org/" + "a" * 130, "Don’t"]
MARKUP = [
    "[bold]", "[/]", "[/red]", "[link=http://x]y[/link]", ":smile:", "\\[x]", "|", "a|b", "\\|", "*", "**b**", "_i_",
    "<script>alert(1)</script>", "<!--", "-->", "&amp;", "&", "&#35;", "`code`", "```", "#", "##", "1.", "12)", "-",
    "+", "=", "---", "===", "~~~", "~~s~~", ">", "[a](http://b)", "![a](b)", "[a]: b", "\\", "a\\", "{{ page }}",
    "{% if %}", "$x$", "{#", "<http://a.example>", "://", "|---|",
]  # fmt: skip
STEERING = [
    "\x1b[31mred", "\x1b]8;;http://x\x07", "a\x00b", "\x07", "\x08", "a\tb", "a\nb", "a\r\nb", "\x9b31m", "\x7f",
    "\u202eright", "\u2066in\u2069", "\u200e", "\u061c", "\u2028", "\u200b", "\ufeff", "\x85",
]  # fmt: skip


def texts(*lists: list[str]) -> st.SearchStrategy[str]:
    """Texts that are not blank, of words from these lists."""
    words = st.sampled_from([word for words in lists for word in words])
    return st.lists(words, min_size=1, max_size=8).map(" ".join).filter(lambda text: text.strip() != "")


def hostile() -> st.SearchStrategy[str]:
    """Texts of words that are markup, or steer a terminal, or are as long as a line."""
    return texts(ORDINARY, AWKWARD, MARKUP, STEERING)
