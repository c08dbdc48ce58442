"""Specifications drawn as pictures, SVG and PNG, by vl-convert, which carries Vega, its fonts and all it needs along.

Nothing is fetched, neither in drawing nor in looking at it, and the same specification gives the same bytes.
"""

import json
import re
from hashlib import sha256
from struct import pack, unpack
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape
from zlib import compress, crc32, decompress

from policylens import __version__
from policylens.errors import PolicylensError

INSTALL = "pip install 'policylens[pictures]'"

VEGA_LITE = "6.4"
"""The version of Vega-Lite that specifications are written for; vl-convert has several."""

SCALE = 2
"""How many dots of a PNG there are to a pixel of the SVG, so that it is sharp on paper and fine screens."""

_SIGNATURE = 8
"""How long the beginning of a PNG is, before its chunks."""

_TAG = re.compile(r"<[^>]*>")
_SPARED = re.compile(r' (?:aria-[a-z]+|role|font-family)="[^"]*"')


def svg(specification: dict[str, Any]) -> str:
    """Return the picture as SVG, with a title and a description. Raises PolicylensError without the extra."""
    library = _library()
    drawn: str = library.vegalite_to_svg(specification, vl_version=VEGA_LITE, allowed_base_urls=[])
    root, _, inside = drawn.partition(">")
    digest = _digest(specification)
    name = f"picture-{digest[:8]}"  # of its own, as a page may hold several
    title = " ".join(specification["title"]["text"])
    made = f"policylens {__version__}, vl-convert {library.__version__}, specification {digest}"
    head = (
        f'{root} role="img" aria-labelledby="{name}-title" aria-describedby="{name}-text" '
        f'font-family="{specification["config"]["font"]}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(specification["description"])}</desc>'
        f"<metadata>{escape(made)}</metadata>"
    )
    return head + _TAG.sub(_plain, inside) + "\n"


def png(specification: dict[str, Any]) -> bytes:
    """Return the picture as PNG. Raises PolicylensError without the extra."""
    return _packed(_library().svg_to_png(svg(specification), scale=SCALE))


def _packed(drawn: bytes) -> bytes:
    """Return a PNG with the same dots in about a quarter of the bytes: the library packs fast, and not tightly."""
    packed, dots, place = [drawn[:_SIGNATURE]], b"", _SIGNATURE
    while place < len(drawn):
        size, sort = unpack(">I4s", drawn[place : place + 8])
        end = place + size + 12
        if sort == b"IDAT":
            dots += drawn[place + 8 : end - 4]
        else:
            packed += [_chunk(b"IDAT", compress(decompress(dots)))] if sort == b"IEND" else []
            packed.append(drawn[place:end])
        place = end
    return b"".join(packed)


def _chunk(sort: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + sort + body + pack(">I", crc32(sort + body))


def _digest(specification: dict[str, Any]) -> str:
    """Return what tells a specification from every other one: by it one sees whether a picture is out of date."""
    return sha256(json.dumps(specification, sort_keys=True).encode()).hexdigest()


def _plain(tag: re.Match[str]) -> str:
    """Take out of a tag what the root says for all: the font, and that to who hears it the picture is one thing."""
    return _SPARED.sub("", tag[0])


def _library() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise PolicylensError("pictures are drawn by a library that is not installed", INSTALL) from None
    return vl_convert
