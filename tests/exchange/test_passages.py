"""The ends of passages that somebody else has marked."""

import pytest

from policylens.exchange.passages import LONGEST_END, LOOKED_AT, ends


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("a b c d e f g h i j k l m n", ("a b c d e f", "i j k l m n")),
        ("a b c d e f g", ("a b c", "e f g")),
        ("a b", ("a", "b")),
        ("a", ("a", "a")),
        ("  a\n b\tc \x00 d\r\ne ", ("a b", "d e")),
        ("", None),
        (" \n\x07", None),
        ("x" * LONGEST_END, ("x" * LONGEST_END, "x" * LONGEST_END)),
        ("x" * (LONGEST_END + 1), None),
        (f"a b {'x' * (LONGEST_END + 1)}", None),
    ],
)
def test_at_most_half_of_a_passage_is_in_its_ends(passage: str, found: tuple[str, str] | None) -> None:
    assert ends(passage) == found


def test_of_a_long_passage_both_ends_are_enough() -> None:
    words = [f"w{number}" for number in range(LOOKED_AT)]
    passage = " ".join(words)
    assert ends(passage[:LOOKED_AT], passage[-LOOKED_AT:]) == (" ".join(words[:6]), " ".join(words[-6:]))
