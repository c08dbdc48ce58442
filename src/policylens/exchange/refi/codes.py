"""The codebook as a tree of codes: themes, below them propositions, below them the sides that can be taken."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from policylens.exchange.refi import names
from policylens.exchange.refi.elements import described, made
from policylens.exchange.refi.records import proposition_text, theme_text
from policylens.kinds import Kind
from policylens.model import Codebook, Proposition, Theme
from policylens.signs import MEANINGS

COLOURS: Final = {2: "#1c5c9c", 1: "#a9cbea", 0: "#efe6cf", -1: "#f6bd85", -2: "#9a4a00"}
"""The colour of each stance: that of its cells in charts."""


def tree(codebook: Codebook) -> Iterator[Element]:
    """Yield the top codes, each with those below it: all themes, then kinds, sectors and topics."""
    for theme in codebook.themes.values():
        yield _theme(theme, codebook.version)
    kinds = [_code(names.kind_name(kind)) for kind in Kind]
    sectors = [_code(names.sector_name(each), text=title) for each, title in codebook.sectors.items()]
    topics = [_code(names.topic_name(each), text=title) for each, title in codebook.topics.items()]
    yield _code(names.KINDS, *kinds, text="What sort of thing a claim says", codable=False)
    if sectors:
        yield _code(names.SECTORS, *sectors, text="The services that a claim is about", codable=False)
    if topics:
        yield _code(names.TOPICS, *topics, text="What a claim names", codable=False)


def _theme(theme: Theme, version: str) -> Element:
    propositions = [_proposition(each) for each in theme.propositions]
    return _code(names.theme_name(theme.id), *propositions, text=theme_text(theme, version), codable=False)


def _proposition(proposition: Proposition) -> Element:
    """Return a proposition's code. A stance taken in part stands below its side: with it, the side is counted whole."""
    sides = [
        _stance(proposition.id, 2, _stance(proposition.id, 1)),
        _stance(proposition.id, 0),
        _stance(proposition.id, -2, _stance(proposition.id, -1)),
    ]
    return _code(names.proposition_name(proposition.id), *sides, text=proposition_text(proposition))


def _stance(proposition: str, stance: int, *below: Element) -> Element:
    meaning = MEANINGS[names.STANCE_KEYS[stance]][1]
    return _code(names.stance_name(proposition, stance), *below, text=meaning, colour=COLOURS[stance])


def _code(name: str, *below: Element, text: str = "", codable: bool = True, colour: str = "") -> Element:
    can = "true" if codable else "false"
    return made("Code", described(text), *below, guid=names.guid("code", name), name=name, isCodable=can, color=colour)
