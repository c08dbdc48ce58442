"""What a file of another format says of the document that it holds, as it says it. Only `worker` loads this."""

import io
from typing import Any, Final

from policylens.evidence.decoding import decoded
from policylens.evidence.markup import Lenient
from policylens.evidence.opening import Format

Found = dict[str, Any]

_HEAD: Final = 256 * 1024
"""How many bytes of a page are looked at: what it says of itself stands at its beginning."""

_NAMES: Final = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name"),
    "date": (
        "citation_publication_date", "dcterms.issued", "dc.date.issued", "dc.date", "article:published_time", "date",
    ),
}  # fmt: skip
"""The names that a page's <meta> may have for a field, the best first: Highwire Press, Dublin Core, Open Graph."""


def read_metadata(data: bytes, form: Format) -> Found:
    """Return what a file of this format says of `title`, `authors`, `publisher`, `date` and `language`, unchecked."""
    read = {Format.PDF: _of_pdf, Format.DOCX: _of_docx}.get(form, _of_html)
    return read(data)


def _of_pdf(data: bytes) -> Found:
    """Return what the document information says (ISO 32000-1, 14.3.3)."""
    from policylens.evidence.read_pdf import opened_pdf

    said = opened_pdf(data).get_metadata_dict()
    authors = said.get("Author", "").split(";")
    return {"title": said.get("Title"), "authors": authors, "date": said.get("CreationDate")}


def _of_docx(data: bytes) -> Found:
    """Return what the core properties say (ISO/IEC 29500-2, 11)."""
    import docx

    from policylens.evidence.packages import checked

    checked(data)
    said = docx.Document(io.BytesIO(data)).core_properties
    created = said.created.date().isoformat() if said.created else ""
    return {"title": said.title, "authors": said.author.split(";"), "date": created, "language": said.language}


def _of_html(data: bytes) -> Found:
    """Return what the head of a page says."""
    page = _Page()
    page.feed(decoded(data[:_HEAD], declared=True))
    found = {field: page.first(names) for field, names in _NAMES.items()}
    return {
        "title": (found["title"] or ["".join(page.title)])[0],
        "authors": found["authors"],
        "publisher": "".join(found["publisher"][:1]),
        "date": "".join(found["date"][:1]),
        "language": page.language,
    }


class _Page(Lenient):
    """The head of a page that is being read."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self.title: list[str] = []
        self.language = ""
        self._in_title = False
        self._in_body = False

    def first(self, names: tuple[str, ...]) -> list[str]:
        """Return what the page says under the first of these names under which it says something."""
        return next((self.said[name] for name in names if name in self.said), [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up what a tag says."""
        given = {name: value or "" for name, value in attrs}
        self._in_body = self._in_body or tag in ("body", "svg")  # a drawing has titles too
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "title" and not self.title:
            self._in_title = not self._in_body
        elif tag == "meta" and given.get("content", "").strip():
            name = given.get("name") or given.get("property") or ""
            self.said.setdefault(name.lower(), []).append(given["content"])

    def handle_endtag(self, tag: str) -> None:
        """Note where the title ends."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Take up the words of the title."""
        if self._in_title:
            self.title.append(data)
