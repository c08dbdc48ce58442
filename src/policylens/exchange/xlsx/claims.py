"""The sheet of the claims: a row for each, with its passages."""

from typing import Final

from policylens.analysis.comparison import Matrix
from policylens.exchange.xlsx.sheet import Sheet
from policylens.model import Claim, Document, Evidence

COLUMNS: Final = {
    "Claim": 18, "Document": 18, "Kind": 15, "Number": 8, "Statement": 60, "Headline": 9, "Mechanism": 30,
    "Conditions": 30, "Actors": 20, "Sectors": 16, "Topics": 20, "Speaker": 16, "Stances": 28, "Refers to": 14,
    "Where": 34, "Passage": 40,
}  # fmt: skip
"""The columns with their widths."""


def claim_rows(of: Matrix, sheet: str) -> dict[str, str]:
    """Return where each claim stands in the sheet of this name, by the claim's id."""
    quoted = sheet.replace("'", "''")
    claims = (claim.id for document in of.documents for claim in document.claims)
    return {claim: f"'{quoted}'!A{row}" for row, claim in enumerate(claims, 2)}


def write_claims(of: Matrix, sheet: Sheet) -> None:
    """Write the claims of the chosen documents, in their order."""
    sheet.row(0, list(COLUMNS), "heading")
    row = 0
    for document in of.documents:
        for claim in document.claims:
            row += 1
            sheet.row(row, _cells(document, claim))
    sheet.freeze(1, 1)
    sheet.filter(0, row, len(COLUMNS))
    sheet.paper(1, 1)


def _cells(document: Document, claim: Claim) -> list[str]:
    return [
        claim.id,
        document.name,
        claim.kind,
        claim.number,
        claim.statement,
        "yes" if claim.headline else "",
        claim.mechanism,
        claim.conditions,
        *map("\n".join, (claim.actors, claim.sectors, claim.topics)),
        claim.speaker,
        "\n".join(f"{proposition}: {stance:+}" for proposition, stance in claim.stances.items()),
        "\n".join(claim.refers_to),
        "\n".join(map(_where, claim.evidence)),
        "\n".join(map(_passage, claim.evidence)),
    ]


def _where(evidence: Evidence) -> str:
    page = f"page {evidence.page}" if evidence.page else ""
    paragraph = f"paragraph {evidence.paragraph}" if evidence.paragraph else ""
    return ", ".join(filter(None, (evidence.source, evidence.section, page, paragraph)))


def _passage(evidence: Evidence) -> str:
    return " … ".join(filter(None, (evidence.start, evidence.end)))
