"""REFI-QDA projects and codebooks as other programs write them, for tests: small ones, whose XML is written by hand."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

PAPER = (
    "Every street should have trees, said the council. They cost little, and they give shade in summer.\n"
    "Who waters them? Those who live there, or nobody at all.\n"
)
LETTER = "Trees are dear, wrote a reader. They cost more than they give, in summer as in winter."

TREE = """
<Code guid="{11111111-0000-0000-0000-000000000001}" name="Trees" isCodable="true">
  <Description>All about trees</Description>
  <Code guid="11111111-0000-0000-0000-00000000000A" name="Cost" isCodable="true" color="#ff0000">
    <Description>What they cost
and who pays</Description>
  </Code>
  <Code guid="11111111-0000-0000-0000-000000000003" name="Comfort" isCodable="false">
    <Code guid="11111111-0000-0000-0000-000000000004" name="Shade" isCodable="true"/>
  </Code>
</Code>
<Code guid="11111111-0000-0000-0000-000000000005" name="Water" isCodable="true"/>
"""
"""A tree of codes: a theme with a folder in it, and a code that stands alone."""

COST, SHADE, WATER, TREES = (f"11111111-0000-0000-0000-00000000000{last}" for last in "a451")
PAPER_GUID, LETTER_GUID = "22222222-0000-0000-0000-000000000001", "22222222-0000-0000-0000-000000000002"


def codebook(codes: str = TREE, *, space: str = "urn:QDA-XML:codebook:1.0", more: str = "<Sets/>") -> bytes:
    """Return a codebook file."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><CodeBook xmlns="{space}">'
    return f"{head}<Codes>{codes}</Codes>{more}</CodeBook>".encode()


def selection(
    passage: str,
    *codes: str,
    text: str = PAPER,
    name: str = "",
    description: str = "",
    at: tuple[object, object] | None = None,
    notes: str = "",
    user: str = "",
) -> str:
    """Return a coded passage of a text, by its words or by positions."""
    start, end = at or (text.index(passage), text.index(passage) + len(passage))
    codings = "".join(f'<Coding guid="x"{user}><CodeRef targetGUID="{code}"/></Coding>' for code in codes)
    told = f"<Description>{escape(description)}</Description>" if description else ""
    called = f" name={quoteattr(name)}" if name else ""
    positions = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="y"{called} {positions}>{told}{codings}{notes}</PlainTextSelection>'


def source(guid: str, name: str, *inside: str, path: str | None = None) -> str:
    """Return a text whose words are in the archive."""
    where = f"internal://{guid}.txt" if path is None else path
    head = f'<TextSource guid="{guid}" name={quoteattr(name)} plainTextPath={quoteattr(where)}>'
    return f"{head}{''.join(inside)}</TextSource>"


def qde(
    codes: str = TREE, sources: str = "", *, before: str = "", after: str = "", origin: str = "NVivo for Mac 15.0.0"
) -> str:
    """Return the XML of a project; `before` and `after` are what stands around its sources."""
    listed = f"<Sources>{sources}</Sources>" if sources else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Project name="p" origin="{origin}" xmlns="urn:QDA-XML:project:1.0">'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>{before}{listed}{after}</Project>"
    )


SOURCES = (
    source(
        PAPER_GUID,
        "Paper.docx",
        selection("They cost little", COST, name="They cost lit…"),
        selection("they give shade in summer", SHADE, description="Trees are good against the heat."),
        selection("Who waters them?", WATER, TREES, name="the open question"),
    ),
    source(LETTER_GUID, "Letter", selection("They cost more than they give", COST, text=LETTER)),
)


def archive(path: Path, xml: str | bytes, texts: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a project's archive, with texts by their names among the sources; return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", xml)
        for name, text in (texts or {}).items():
            made.writestr(f"sources/{name}", text)
    return path


def project(path: Path, xml: str | None = None, paper: str | bytes = PAPER, letter: str | bytes = LETTER) -> Path:
    """Write a project of two texts; return its path."""
    texts = {f"{PAPER_GUID}.txt": paper, f"{LETTER_GUID}.txt": letter}
    return archive(path, xml or qde(sources="".join(SOURCES)), texts)


OPEN_CODING = qde(
    sources="".join(SOURCES) + '<PictureSource guid="3" name="An elm.png"><PictureSelection guid="4"/></PictureSource>',
    before='<Variables><Variable guid="v" name="Type" typeOfVariable="Text"/></Variables>'
    f'<Cases><Case guid="c" name="Council"><VariableValue><VariableRef targetGUID="v"/><TextValue>Plan</TextValue>'
    f'</VariableValue><SourceRef targetGUID="{PAPER_GUID}"/></Case></Cases>',
    after='<Notes><Note guid="n" name="Memo"><PlainTextContent>Look at the rain.</PlainTextContent></Note></Notes>',
)
"""The XML of a project in which codes say what passages are about, with some things that no corpus has."""
