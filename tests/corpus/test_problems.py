"""Every kind of fault, all at once: `tests/corpora/broken`, whose comments say what is wrong and where."""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from written import CORPORA, HEAD, ROOT, only, rules, write

from policylens.corpus.files import MAX_BYTES
from policylens.corpus.loader import load
from policylens.corpus.problems import RULES, Problem, Severity

BROKEN = CORPORA / "broken"
FAULT = re.compile(r"# fault: ([a-z0-9 -]+)$")
Cli = Callable[..., Any]
Golden = Callable[[str, str], None]


def commented(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and rule of every fault that a comment announces."""
    for path in sorted(folder.rglob("*.y*ml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if found := FAULT.search(line):
                for rule in found[1].split():
                    yield path.relative_to(folder).as_posix(), number, rule


def test_the_broken_corpus_has_the_faults_that_its_comments_announce_and_no_others() -> None:
    found = Counter((problem.file, problem.line, problem.rule) for problem in load(BROKEN).problems)
    assert found == Counter(commented(BROKEN))


def test_the_whole_report_as_a_table(cli: Cli, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = cli("check", "--corpus", "tests/corpora/broken")
    assert (outcome.code, outcome.err) == (1, "")
    golden("corpus/broken.txt", outcome.out)


def test_the_whole_report_as_json(cli: Cli, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = cli("check", "--corpus", "tests/corpora/broken", "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    golden("corpus/broken.json", outcome.out)


def test_the_report_as_json_has_every_part_of_every_problem(cli: Cli) -> None:
    report = json.loads(cli("check", "--format", "json", corpus=BROKEN).out)
    problems = load(BROKEN).problems
    names = "file line column rule severity claim field message hint".split()
    assert [[entry[name] for name in names] for entry in report["problems"]] == [
        [getattr(problem, name) for name in names] for problem in problems
    ]


def test_strictness_turns_every_warning_of_the_report_into_an_error(cli: Cli) -> None:
    report = json.loads(cli("check", "--strict", "--format", "json", corpus=BROKEN).out)
    assert {entry["severity"] for entry in report["problems"]} == {"error"}
    assert len(report["problems"]) == len(load(BROKEN).problems)


def test_no_part_of_the_report_names_the_machine_or_its_folders(cli: Cli) -> None:
    for form in ("table", "json", "csv", "markdown"):
        assert str(ROOT) not in cli("check", "--format", form, corpus=BROKEN).out


def damage_permission(folder: Path) -> None:
    """Put a link to itself in a document's place: nobody can read it, root neither."""
    (folder / "frameworks" / "loop.yaml").symlink_to("loop.yaml")


def damage_size(folder: Path) -> None:
    os.truncate(folder / "frameworks" / "plan.yaml", MAX_BYTES + 1)


def damage_encoding(folder: Path) -> None:
    (folder / "frameworks" / "plan.yaml").write_bytes(HEAD.replace("A plan", "Übung").encode("latin-1"))


def damage_documents(folder: Path) -> None:
    (folder / "frameworks" / "plan.yaml").unlink()


ELSEWHERE = {
    # what cannot stand in a text file of ordinary size
    "unreadable": damage_permission,
    "too-large": damage_size,
    "not-utf8": damage_encoding,
    "no-documents": damage_documents,
}


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_a_fault_that_no_text_file_can_hold(tmp_path: Path, rule: str) -> None:
    folder = write(tmp_path, plan=HEAD)
    assert load(folder).problems == ()
    ELSEWHERE[rule](folder)
    assert only(load(folder).problems).rule == rule


def test_every_rule_is_broken_somewhere() -> None:
    assert set(rules(load(BROKEN))) | set(ELSEWHERE) == set(RULES)
    assert not set(rules(load(BROKEN))) & set(ELSEWHERE)


def test_every_problem_is_as_severe_as_its_rule_says() -> None:
    for problem in load(BROKEN).problems:
        assert problem.severity is RULES[problem.rule][0]


def test_every_problem_says_what_is_wrong_in_one_line_without_a_full_stop() -> None:
    for problem in load(BROKEN).problems:
        for words in (problem.message, problem.hint):
            assert words == words.strip()
            assert "\n" not in words
            assert not (words.endswith(".") and not words.endswith("..."))
        assert problem.message


def test_every_rule_says_what_it_is_in_one_sentence() -> None:
    for rule, (severity, words) in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule)
        assert severity in Severity
        assert words.endswith(".")
        assert words[0].isupper()


def test_every_column_lies_on_its_line_and_begins_a_word() -> None:
    for problem in load(BROKEN).problems:
        lines = (BROKEN / problem.file).read_text(encoding="utf-8").splitlines()
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        assert problem.column <= len(line) + 1
        if problem.rule not in ("syntax", "empty"):  # where a value is missing, there is nothing to point at
            assert not line[problem.column - 1].isspace()


@pytest.mark.parametrize("form", ["CRLF", "BOM", "both"])
def test_the_report_is_the_same_for_files_saved_on_windows(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(BROKEN, folder)
    for path in folder.rglob("*.y*ml"):
        data = path.read_bytes()
        if form != "BOM":
            data = data.replace(b"\n", b"\r\n")
        path.write_bytes(data if form == "CRLF" else b"\xef\xbb\xbf" + data)
    assert load(folder).problems == load(BROKEN).problems


def test_the_report_is_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for how each parser words a syntax error."""

    def without_words(problems: tuple[Problem, ...]) -> list[tuple[str, int, int, str, str, str, str]]:
        return [
            (p.file, p.line, p.column, p.rule, p.claim, p.field, p.message if p.rule != "syntax" else "")
            for p in problems
        ]

    fast = load(BROKEN).problems
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert without_words(load(BROKEN).problems) == without_words(fast)


def test_problems_are_ordered_by_place_before_anything_else() -> None:
    def problem(file: str, line: int, column: int, rule: str) -> Problem:
        return Problem(file=file, line=line, column=column, rule=rule, severity=Severity.ERROR, message="m")

    ordered = [problem("a", 2, 9, "z"), problem("a", 10, 1, "y"), problem("a", 10, 2, "x"), problem("b", 1, 1, "w")]
    assert sorted([ordered[2], ordered[0], ordered[3], ordered[1]]) == ordered
