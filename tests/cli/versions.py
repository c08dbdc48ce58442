"""A corpus in git for the tests of `diff`: as it was, and as it is after everything in it has changed that can."""

import shutil
from pathlib import Path

from repositories import committed

from .support import Change, small

COUNCIL, UNION = "frameworks/council.yaml", "frameworks/union.yaml"

LATER: list[Change] = [
    ("codebook.yaml", 'version: "2"', 'version: "3"'),
    ("codebook.yaml", "should open on Sundays.", "should open on Sunday afternoons."),
    ("codebook.yaml", "        exclude: Events held after closing (events).\n", ""),
    ("codebook.yaml", "events:\n        text: Events may be charged for.", "fines:\n        text: Fines should go."),
    ("codebook.yaml", "friends: The Friends", "friends: Friends"),
    ("codebook.yaml", "Who should pay?", "Who should pay for what?"),
    (COUNCIL, "A plan for our libraries", "A plan for our seven libraries"),
    (COUNCIL, "party: none}", "party: independent}"),
    (COUNCIL, "are to stay open until eight", "are to stay open until nine"),
    (COUNCIL, "[council-r01, council-r01a, council-e01]", "[council-r01, council-r01a]"),
    (COUNCIL, "    stance: 1\n    confidence: low", "    stance: -1\n    confidence: medium"),
    (COUNCIL, "A passing sentence welcomes the volunteers", "A passing sentence worries about the volunteers"),
    (COUNCIL, "confidence: medium\n    because: A librarian", "confidence: high\n    because: A librarian"),
    (
        COUNCIL,
        "  fees:\n    stance: 2\n    confidence: high\n"
        "    because: No charge for borrowing is the first line of the foreword.\n    claims: [council-p02]\n",
        "",
    ),
    (COUNCIL, "    stances: {fees: 2}\n", ""),
    (COUNCIL, "Keep four branches open until eight on", "Keep four branches open until nine on"),
    (COUNCIL, "if the budget is passed", "if the council passes the budget"),
    (COUNCIL, "{run-branches: 1}", "{run-branches: -1}"),
    (COUNCIL, 'page: "5", start: On Sundays', 'page: "6", start: On Sundays'),
    (COUNCIL, "sectors: [libraries]\n    topics", "topics"),
    ("frameworks/friends-report.yaml", "themes: [hours, volunteers]", "themes: [hours, volunteers, money]"),
    (UNION, "codebook: 2", "codebook: 3"),
    (UNION, "stance: 0\n    confidence: medium", "stance: 1\n    confidence: low"),
    (UNION, " and warned off the desk in one sentence", ""),
    (UNION, "Every branch must have a librarian in post.", "A librarian belongs in every branch."),
    (
        UNION,
        "  - id: union-d01",
        "  - id: union-p02\n    kind: principle\n    statement: Nobody is dismissed for a volunteer.\n"
        "    evidence: [{paragraph: '6', start: Not one post, end: to a volunteer}]\n  - id: union-d01",
    ),
]
"""What is written otherwise. Besides, a claim goes, a document goes, and another comes."""

SURVEY = """\
  - id: council-e01
    kind: evidence
    statement: In a survey of 812 users, six in ten asked for evenings.
    evidence:
      - {source: User survey 2018, section: Table 2, start: Six in ten users, end: asked for evening opening}
"""

PETITION = """\
format: 1
id: petition
short_name: Petition
title: Save our branch
publisher: The users of Brook Street
date: "2020"
coding: {codebook: 3, themes: [volunteers]}
positions:
  paid-staff:
    stance: 2
    confidence: high
    because: It asks for nothing else.
    claims: [petition-r01]
claims:
  - id: petition-r01
    kind: recommendation
    statement: Give Brook Street a librarian.
    stances: {paid-staff: 2}
    evidence: [{start: We the undersigned ask, end: librarian for Brook Street}]
"""


def later(folder: Path) -> Path:
    """Make the small corpus as it is after everything in it has changed that can."""
    small(folder, *LATER, (COUNCIL, SURVEY, ""))
    (folder / "frameworks" / "letter.yaml").unlink()
    (folder / "frameworks" / "petition.yaml").write_text(PETITION, encoding="utf-8")
    return folder


def in_git(folder: Path) -> Path:
    """Make a repository with the small corpus in `my-corpus`, as it was in one commit and as it is in the next."""
    for make, message in ((small, "Coded"), (later, "Coded anew")):
        shutil.rmtree(folder / "my-corpus", ignore_errors=True)
        make(folder / "my-corpus")
        committed(folder, message)
    return folder / "my-corpus"
