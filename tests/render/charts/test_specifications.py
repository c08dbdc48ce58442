"""Every picture's specification: sound Vega-Lite, plain data, and nothing in it that Vega would run or fetch."""

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft7Validator
from strategies import hostile

from policylens import __version__
from policylens.model import Corpus
from policylens.render.charts.frame import SCHEMA
from policylens.render.charts.parts import Spec
from policylens.render.picture import VEGA_LITE

from ..building import corpora, town, written
from .drawn import PICTURES, inside, panels, picture_of, small

VEGA_LITE_SCHEMA = json.loads(files("altair.vegalite.v6.schema").joinpath("vega-lite-schema.json").read_text("utf-8"))
"""The schema of Vega-Lite that Altair brings; Altair itself takes ten times as long to hold data against it."""

SOUND = Draft7Validator(VEGA_LITE_SCHEMA)

few = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])

SOME: dict[str, Corpus] = {
    "the small one": small(),
    "five documents": town(5),
    "nine documents": town(9),
    "thirteen documents": town(13),
    "fifty documents": town(50),
    "one proposition": town(3, 1),
    "no scale": town(4, 3, scaled=False),
    "texts of every sort": written(["One", "two", "[three]", "fö\tur", "five|", "*six*", "“seven”", "eight"]),
}

RUN = {"expr", "signal", "calculate", "transform", "filter", "labelExpr", "test", "condition", "url", "href", "params"}
"""Keys under which Vega evaluates an expression, or goes somewhere for data."""


@cache
def pictures() -> list[Any]:
    return [
        pytest.param(picture_of(name, corpus), id=f"{name} of {of}") for of, corpus in SOME.items() for name in PICTURES
    ]


@pytest.mark.parametrize("spec", pictures())
def test_a_specification_is_sound_vega_lite(spec: Spec) -> None:
    assert SOUND.is_valid(spec)


def test_the_schema_is_that_of_the_version_that_draws() -> None:
    schema = files("altair.vegalite.v6.schema").joinpath("__init__.py").read_text("utf-8")
    assert f'SCHEMA_VERSION = "v{VEGA_LITE}.' in schema
    assert f"/v{VEGA_LITE.partition('.')[0]}.json" in SCHEMA


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"fontSize": "large"}, {"type": "texts"}])
def test_what_is_not_vega_lite_is_noticed(wrong: dict[str, str]) -> None:
    spec = picture_of("theme", small())
    spec["vconcat"][0]["layer"][0]["mark"] |= wrong
    assert not SOUND.is_valid(spec)


@pytest.mark.parametrize("spec", pictures())
def test_a_specification_is_plain_data_that_json_brings_back(spec: Spec) -> None:
    assert json.loads(json.dumps(spec)) == spec


def read_line_by_line(spec: Spec) -> str:
    """Write a specification with a line for each layer, and the version as a word, so that changes can be read."""
    parts = [json.dumps({key: value for key, value in spec.items() if key != "vconcat"}, ensure_ascii=False)]
    for panel in panels(spec):
        parts.append(f"panel {panel['width']:g} x {panel['height']:g}")
        parts += [f"  {json.dumps(layer, ensure_ascii=False)}" for layer in panel["layer"]]
    return "\n".join(parts).replace(f"policylens {__version__}", "policylens VERSION") + "\n"


@pytest.mark.parametrize("name", ["overview", "theme", "proposition", "groups", "pairs", "against", "pair"])
def test_a_specification_reads_as_it_was_read(golden: Callable[[str, str], None], name: str) -> None:
    golden(f"charts/{name}.txt", read_line_by_line(picture_of(name, small())))


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_results_give_the_same_specification(name: str) -> None:
    first = json.dumps(picture_of(name, town(6)))
    assert first == json.dumps(picture_of(name, town(6)))


@few
@given(corpus=corpora(hostile()).filter(lambda corpus: len(corpus.documents) > 1))
@pytest.mark.parametrize("name", PICTURES)
def test_whatever_the_data_say_a_specification_has_nothing_to_run_or_fetch(name: str, corpus: Corpus) -> None:
    spec = picture_of(name, corpus)
    keys = {key for key, _ in inside(spec)}
    assert keys & RUN == set()
    # what Vega takes for a name, or parses, is ours
    fields = {value for key, value in inside(spec) if key == "field"}
    assert fields <= {
        *("row", "column", "at", "from", "to", "middle", "number", "place", "stance", "a", "b"),
        *("text", "code", "sign", "word", "step", "agreement", "counts", "shared"),
    }
    domains = [value for key, value in inside(spec) if key == "domain"]
    named = {item for domain in domains for item in domain if isinstance(item, str)}
    assert named <= {
        *("strongly for", "for", "balanced", "mixed", "against", "strongly against", "silent", "not coded"),
    }


@few
@given(corpus=corpora(hostile()).filter(lambda corpus: len(corpus.documents) > 1))
@pytest.mark.parametrize("name", PICTURES)
def test_whatever_the_data_say_no_text_steers_anything(name: str, corpus: Corpus) -> None:
    told = json.dumps(picture_of(name, corpus), ensure_ascii=False).replace("\\n", "")
    assert [hex(ord(character)) for character in told if not character.isprintable() and character != " "] == []


@pytest.mark.parametrize("spec", pictures())
def test_a_picture_has_a_title_a_description_and_a_source(spec: Spec) -> None:
    assert spec["title"]["text"][0]
    assert len(spec["description"]) > 50
    assert "Source: a corpus, codebook version " in spec["description"]
    (last,) = panels(spec)[-1]["layer"]
    assert "Drawn by policylens" in " ".join(last["data"]["values"][0]["text"].split())


@pytest.mark.parametrize("spec", pictures())
def test_no_letters_are_too_small_to_read(spec: Spec) -> None:
    sizes = {value for key, value in inside(spec) if key in ("fontSize", "subtitleFontSize")}
    assert min(sizes) >= 10


@pytest.mark.parametrize("spec", pictures())
def test_a_picture_stays_within_what_a_screen_and_a_page_can_take(spec: Spec) -> None:
    assert max(panel["width"] for panel in panels(spec)) < 2000
    assert sum(panel["height"] for panel in panels(spec)) < 12_000
