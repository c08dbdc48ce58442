"""The lists of a Word file: indented alike, and no more of them than there need be."""

from policylens.render.word.document import document
from policylens.render.word.lists import indented, joined

from .office import W, body, parts


def numbers(data: bytes) -> list[str]:
    """Return the list to which each item belongs."""
    return [each.attrib[f"{W}val"] for each in body(data).iter(f"{W}numId")]


def test_each_level_is_indented_as_far_as_the_others() -> None:
    level = '<w:lvl w:ilvl="{}"><w:numFmt /><w:pPr><w:ind w:left="{}" w:hanging="480" /></w:pPr></w:lvl>'
    given = level.format(0, 720) + level.format(1, 1440)
    assert indented(given) == (
        '<w:lvl w:ilvl="0"><w:numFmt /><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt /><w:pPr><w:ind w:left="680" w:hanging="340"/></w:pPr></w:lvl>'
    )


def test_short_numbers_of_sorts_are_filled_up() -> None:
    assert indented('<w:nsid w:val="A990" /><w:nsid w:val="00A99411" />') == (
        '<w:nsid w:val="0000A990" /><w:nsid w:val="00A99411" />'
    )


def test_lists_of_bullets_become_one_and_those_that_begin_anew_stay() -> None:
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="7" /><w:lvlOverride /></w:num>'
    bullets = '<w:num w:numId="{}"><w:abstractNumId w:val="9" /></w:num>'
    item = '<w:numId w:val="{}" />'
    numbering, text = joined(bullets.format(1) + anew + bullets.format(2), "".join(map(item.format, (1, 2, 3, 2))))
    assert numbering == bullets.format(1) + anew
    assert text == "".join(map(item.format, (1, 1, 3, 1)))


def test_a_long_briefing_has_few_lists_and_every_numbered_one_begins_at_one() -> None:
    data = document("- a\n  - b\n\ntext\n\n" * 500 + "1. one\n2. two\n\ntext\n\n1. one again\n", "Lists")
    assert len(set(numbers(data))) == 3
    first, second, again = numbers(data)[-3:]
    assert first == second != again
    assert parts(data)["word/numbering.xml"].count(b'<w:lvlOverride w:ilvl="0">') == 2
