"""Documents of which only the identity counts, for tests of references."""

from typing import Any

from policylens.model import Document


def publication(name: str = "a", authors: str = "", **identity: Any) -> Document:
    """Make a document; its authors stand in one text, with semicolons between them."""
    named = tuple(author.strip() for author in authors.split(";") if author.strip())
    return Document(id=name, authors=named, **{"title": "A text", **identity})


HARD = (
    publication(
        "signs",
        "Smith & Sons and others; #1 \\Group; Ludwig van Beethoven; José Ortega y Gasset; Martin Luther King, Jr.",
        title="50% & “more” for $5, #1: a_b ~ ^ \\alpha <i>x</i> {braced} `q` -- --- it's ''so'' @home,, | 5 < 6 > 4",
        publisher="Health and Safety and Others, Inc.",
        date="2001-02-03",
        kind="report",
        reference="50% _x_",
        isbn="978-0-00-000000-2",
        language="en-GB",
    ),
    publication(
        "capitals",
        "Ruth De Souza; Étienne de la Boétie; Jean de La Fontaine; Aisha al-Hassan",
        title="NHS reform: what #NHS does in R&D, Über-Öffnung",
        publisher="P",
        date="1998",
        kind="book",
        language="tlh",
    ),
    publication("lone-brace", "{ Group", title="Open { and } } shut", publisher="} House {", kind="report"),
    publication("undated", "LSIS", title="No date", kind="essay"),
    publication("2020", title="Nobody", publisher="Ünder", kind="leaflet", date="2020-12"),
    publication("nothing", title="Nothing known"),
)
"""What is hard on programs that read references."""
