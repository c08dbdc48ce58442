"""The process in which what a file says of itself is read: as `worker`, with {"metadata": ...} in place of a source."""

import io
import json
import os
import sys
from html.parser import HTMLParser
from typing import Any, Final

from policylens.errors import PolicylensError
from policylens.evidence.decoding import decoded
from policylens.evidence.opening import Format, content
from policylens.evidence.worker import _limit

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


def main() -> None:
    """Read standard input; the arguments are those of `worker`."""
    _limit(*map(int, sys.argv[2:5]))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:  # what a library prints must not get between
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path of anyone's
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        out.write(_line(Format(sys.argv[1])))
    os._exit(0)


def _line(form: Format) -> bytes:
    try:
        return json.dumps(_answer(form)).encode()
    except MemoryError:
        return b'{"memory": true}'


def _answer(form: Format) -> Found:
    try:
        data = content(sys.stdin.buffer, form.most_bytes)
        read = {Format.PDF: _of_pdf, Format.DOCX: _of_docx}.get(form, _of_html)
        return {"metadata": read(data)}
    except PolicylensError as error:
        return {"refused": [error.message, error.hint]}
    except ImportError as error:
        return {"missing": error.name or str(error)}
    except MemoryError:
        raise
    except Exception as error:  # whatever a library makes of a file that is not as it should be
        why = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        return {"refused": [f"it is damaged, or not as a {form} should be ({why})", "open it and save it anew"]}


def _of_pdf(data: bytes) -> Found:
    """Return what the document information says (ISO 32000-1, 14.3.3)."""
    from policylens.evidence.read_pdf import _opened

    said = _opened(data).get_metadata_dict()
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


class _Page(HTMLParser):
    """The head of a page that is being read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
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
