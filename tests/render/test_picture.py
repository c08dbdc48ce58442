"""Specifications drawn: SVG that any browser shows and fetches nothing for, and PNG in the same dots."""

import io
import json
import os
import re
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import vl_convert
from PIL import Image

from policylens import __version__
from policylens.errors import PolicylensError
from policylens.render import picture
from policylens.render.charts.parts import Spec, width_of

from .building import town, written
from .charts.drawn import PICTURES, picture_of, small, texts

HOSTILE = written([
    "<script>alert(1)</script>",
    "{\"signal\": \"1+1\"} datum['x'] \"quoted' `tick`",
    "&amp; &#0; ]]> <!-- --> <![CDATA[ font-family=\"x\" role=\"button\"",
    "\u202eevil\u2066 bidi\x00\x07\x1b[31m",
    "http://evil.example/x.png url(http://evil.example/y)",
    "W" * 300,
    "中文" * 100 + " \ufffe\uffff\ud800",
    "עברית (6 of 6) <b>" + "a\u0301" * 50,
], documents=5)  # fmt: skip
"""A corpus whose texts look like anything but text."""

CORPORA = {"small": small(), "hostile": HOSTILE, "thirty": town(30), "sixty": town(60)}

DRAWN = [(name, of) for name in PICTURES for of in ("small", "hostile")] + [
    (name, of) for name in ("theme", "pairs", "overview", "groups") for of in ("thirty", "sixty")
]

NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}

SVG = "{http://www.w3.org/2000/svg}"


@cache
def spec_of(name: str, corpus: str) -> Spec:
    return picture_of(name, CORPORA[corpus])


@cache
def svg_of(name: str, corpus: str) -> str:
    return picture.svg(spec_of(name, corpus))


def parsed(name: str, corpus: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(name, corpus))


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(("name", "corpus"), DRAWN)
def test_an_svg_is_sound_and_has_nothing_but_shapes_and_text(name: str, corpus: str) -> None:
    tags = {element.tag.removeprefix(SVG) for element in parsed(name, corpus).iter()}
    assert tags <= {"svg", "title", "desc", "metadata", "g", "rect", "path", "line", "text", "tspan"}


@pytest.mark.parametrize(("name", "corpus"), DRAWN)
def test_an_svg_leads_nowhere(name: str, corpus: str) -> None:
    drawn = svg_of(name, corpus)
    tags = " ".join(re.findall(r"<[^>]*>", drawn))
    assert set(re.findall(r"https?://[^\"]*", tags)) == NAMESPACES
    assert re.findall(r"@import|href|url\(|<!|<\?|\son\w+=|style=", tags) == []


@pytest.mark.parametrize(("name", "corpus"), DRAWN)
def test_an_svg_is_one_picture_with_a_title_and_a_description(name: str, corpus: str) -> None:
    root, spec = parsed(name, corpus), spec_of(name, corpus)
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text == " ".join(spec["title"]["text"])
    assert description.text == spec["description"]
    roles = [element for element in root.iter() if element is not root and {"role", "aria-label"} & set(element.keys())]
    assert roles == []


def test_two_pictures_on_one_page_do_not_take_each_others_titles() -> None:
    assert len({parsed(name, "small")[0].get("id") for name in PICTURES}) == len(PICTURES)


@pytest.mark.parametrize(("name", "corpus"), DRAWN)
def test_every_text_is_shown_as_it_is(name: str, corpus: str) -> None:
    root = parsed(name, corpus)
    shown = {
        " ".join(" ".join(part.itertext()) for part in ([text] if text.text else text))
        for text in root.iter(f"{SVG}text")
    }
    for words in texts(spec_of(name, corpus)):
        assert words in {" ".join(each.split()) for each in shown} or not words, words


@pytest.mark.parametrize(("name", "corpus"), DRAWN)
def test_letters_are_of_fonts_that_every_browser_has_a_like_of(name: str, corpus: str) -> None:
    root = parsed(name, corpus)
    assert str(root.get("font-family")).endswith("Arial, Helvetica, sans-serif")
    assert [element for element in root.iter() if element is not root and element.get("font-family")] == []


@pytest.mark.parametrize(("name", "corpus"), DRAWN)
def test_nothing_runs_over_the_edge(name: str, corpus: str) -> None:
    """Vega makes a picture wider than its panels where a text runs over them."""
    spec = spec_of(name, corpus)
    wide = max(width_of(part) for part in spec["vconcat"])
    assert float(parsed(name, corpus).get("width", 0)) <= wide + 2 * spec["padding"] + 3


@pytest.mark.parametrize("name", PICTURES)
def test_vega_has_nothing_to_warn_of(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    vl_convert.vegalite_to_svg(spec_of(name, "small"), vl_version=picture.VEGA_LITE, show_warnings=True)
    assert capfd.readouterr().err == ""


def test_a_warning_would_be_seen(capfd: pytest.CaptureFixture[str]) -> None:
    wrong = {"data": {"values": [{}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal", "bin": True}}}
    wrong["encoding"]["size"] = {"field": "a", "type": "nominal"}  # type: ignore[index]
    vl_convert.vegalite_to_svg(wrong, vl_version=picture.VEGA_LITE, show_warnings=True)
    assert capfd.readouterr().err != ""


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_specification_gives_the_same_bytes(name: str) -> None:
    other = json.loads(json.dumps(spec_of(name, "small")))
    assert picture.svg(other) == svg_of(name, "small")


def test_the_same_specification_gives_the_same_dots_packed_alike() -> None:
    assert picture.png(spec_of("theme", "small")) == picture.png(json.loads(json.dumps(spec_of("theme", "small"))))


def test_another_process_draws_the_same_bytes() -> None:
    spec = spec_of("theme", "small")
    code = (
        "import json, sys; from policylens.render import picture; sys.stdout.write(picture.svg(json.load(sys.stdin)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(spec),
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1", "TZ": "Asia/Tokyo"},
    )
    assert done.stdout == svg_of("theme", "small")


def test_a_picture_says_what_it_was_made_with() -> None:
    metadata = parsed("theme", "small").find(f"{SVG}metadata")
    assert metadata is not None
    made = rf"policylens {re.escape(__version__)}, vl-convert \d\S*, specification [0-9a-f]{{64}}"
    assert re.fullmatch(made, metadata.text or "")
    assert svg_of("theme", "small").count("specification ") == 1


@pytest.mark.parametrize("name", ["overview", "theme", "pairs", "pair"])
def test_a_png_has_two_dots_for_each_pixel_and_is_not_blank(name: str) -> None:
    drawn = image(picture.png(spec_of(name, "small")))
    root = parsed(name, "small")
    assert drawn.size == (2 * int(root.get("width", 0)), 2 * int(root.get("height", 0)))
    colours = drawn.getcolors(drawn.width * drawn.height)
    assert colours is not None
    white = next(number for number, colour in colours if colour == (255, 255, 255))
    assert 0.3 < white / (drawn.width * drawn.height) < 0.99
    assert len(colours) > 50


def test_a_png_has_the_colours_of_its_cells() -> None:
    colours = image(picture.png(spec_of("theme", "small"))).getcolors(10_000_000)
    assert {(0x1C, 0x5C, 0x9C), (0xA9, 0xCB, 0xEA), (0x9A, 0x4A, 0x00)} <= {colour for _, colour in colours or []}


def test_a_png_is_packed_without_losing_a_dot() -> None:
    spec = spec_of("theme", "small")
    packed = picture.png(spec)
    fast = vl_convert.svg_to_png(picture.svg(spec), scale=picture.SCALE)
    assert image(packed).tobytes() == image(fast).tobytes()
    assert len(packed) < len(fast) / 2
    assert zlib.crc32(packed[-8:-4]) == int.from_bytes(packed[-4:])


def asking_for(place: str) -> Spec:
    encoding = {"x": {"field": "a", "type": "nominal"}}
    asks = {"data": {"url": place}, "mark": "bar", "encoding": encoding}
    return {**asks, "title": {"text": ["A"]}, "description": "", "config": {"font": "A"}}


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/data.json", "data.json"])
def test_nothing_is_fetched_even_if_a_specification_asks_for_it(place: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        picture.svg(asking_for(place))


def test_no_file_is_read_even_if_a_specification_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text('[{"a": "secret"}]', encoding="utf-8")
    assert "secret" not in picture.svg(asking_for((tmp_path / "data.json").as_uri()))


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for draw in (picture.svg, picture.png):
        with pytest.raises(PolicylensError) as raised:
            draw(spec_of("theme", "small"))
        assert raised.value.hint == "pip install 'policylens[pictures]'"
