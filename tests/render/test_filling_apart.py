"""Templates of one's own: what they may take up, and what is said where they take more."""

import sys
from pathlib import Path

import pytest

from policylens.analysis.comparison import compare_theme, matrix
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.evidence.confined import Limits
from policylens.render.briefing import FULL, values
from policylens.render.filling import filled
from policylens.render.filling_apart import filled_apart
from policylens.resources import data, templates

MEGABYTE = 1024 * 1024
SHORT = Limits(processor=1, clock=20)

ENDLESS = {
    "a number": "{{ 9 ** (9 ** 9) }}",
    "a number that is worked out later": "{% set n = title | length %}{{ n ** (n ** (n + 1)) }}",
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a list that grows": "{% set l = range(9999) | list %}{% for a in l %}{% for b in l %}{% if l + l %}{% endif %}"
    "{% endfor %}{% endfor %}",
}
"""Templates that do not come to an end."""

GREEDY = {
    "a text": "{{ 'a' * 10 ** 10 }}",
    "a text longer than any": "{{ 'a' * 10 ** 18 }}",
    "texts of texts": "{% set ns = namespace(t='a') %}{% for n in range(40) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
    "a width": "{{ '%0999999999999d' | format(1) }}",
    "blanks": "{{ 'a' | indent(999999999999, true) }}",
    "columns": "{{ 'a' | center(99999999999) }}",
}
"""Templates that want more memory than there is."""

VALUES = {"title": "A title", "themes": []}


def refused(template: str, limits: Limits = SHORT) -> PolicylensError:
    with pytest.raises(PolicylensError) as caught:
        filled_apart(VALUES, template, "mine.md.j2", limits)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("name", ENDLESS)
def test_a_template_that_does_not_end_is_ended(name: str) -> None:
    error = refused(ENDLESS[name])
    assert error.message == "filling in the template mine.md.j2 takes more than 1 seconds"


@pytest.mark.parametrize("name", GREEDY)
def test_a_template_that_fills_up_memory_is_ended(name: str) -> None:
    error = refused(GREEDY[name], Limits(processor=10, memory=200 * MEGABYTE))
    assert "memory" in error.message or "too many" in error.message.lower() or "too big" in error.message.lower()
    assert "mine.md.j2" in error.message


def test_a_template_that_writes_without_end_is_ended() -> None:
    error = refused("{% for n in range(9999) %}{{ 'a' * 9999 }}{% endfor %}", Limits(answer=MEGABYTE))
    assert error.message == "the template mine.md.j2 writes more than 1 MB"


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 100_000 + " }}",
        "{% if 1 %}" * 5000,
        "{{ " + "-" * 100_000 + "1 }}",
        "{{ " + "[" * 3000 + "]" * 3000,
    ],
)
def test_a_template_that_is_nested_as_deep_as_a_file_is_refused(template: str) -> None:
    assert "the template mine.md.j2" in refused(template, Limits(processor=20)).message


def test_a_fault_is_told_with_its_line_as_ever() -> None:
    error = refused("\n{{ titel }}")
    assert error.message == "the template mine.md.j2:2 cannot be used: 'titel' is undefined"
    assert error.hint == "docs/templates.md says what a template may use"


def test_where_no_process_can_be_started_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(PolicylensError, match=r"no process can be started to fill in the template mine\.md\.j2: "):
        filled_apart(VALUES, "{{ title }}", "mine.md.j2")


@pytest.mark.parametrize("title", ["“ä – 字”", "\U0001f600", "\u2003", "a\tb"])
def test_values_come_through_as_they_are(title: str) -> None:
    assert filled_apart({"title": title}, "<{{ title }}>", "mine") == f"<{title}>\n"


@pytest.mark.parametrize("code", ["\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\x00", "\x7f"])
@pytest.mark.parametrize("template", ["<{{ title }}>", "<CODE>"])
def test_a_template_steers_no_terminal(template: str, code: str) -> None:
    written = filled({"title": code}, template.replace("CODE", code), "mine")
    assert written.removesuffix("\n").isprintable()


def test_what_comes_of_a_template_is_the_same_apart_as_here() -> None:
    corpus = load(data(), bundled=True).corpus
    assert corpus is not None
    of = matrix(corpus, [document.id for document in corpus.documents])
    given = values(of, [compare_theme(of, theme) for theme in corpus.codebook.themes])
    template = (templates() / FULL).read_text(encoding="utf-8")
    assert filled_apart(given, template, "mine") == filled(given, template, "mine")


def test_every_value_is_one_that_a_process_can_be_told() -> None:
    corpus = load(data(), bundled=True).corpus
    assert corpus is not None
    of = matrix(corpus, [document.id for document in corpus.documents])
    given = values(of, [compare_theme(of, theme) for theme in corpus.codebook.themes])
    assert filled_apart({"it": given}, "{{ it | string }}", "mine") == f"{given}\n"


def test_nothing_that_a_library_has_to_say_gets_between(capfd: pytest.CaptureFixture[str]) -> None:
    refused('{{ "a"() }}')  # of which Python warns when it compiles it
    assert capfd.readouterr() == ("", "")
