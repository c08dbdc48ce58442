"""REFI-QDA projects taken apart as any other program would, without our reader."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from policylens.analysis.comparison import matrix
from policylens.evidence.source import Source
from policylens.exchange.interface import no_copy
from policylens.exchange.refi.export import write_project
from policylens.model import Corpus

NAMESPACE = "{urn:QDA-XML:project:1.0}"


class Selection(NamedTuple):
    """A selection of a text."""

    name: str
    start: int
    end: int
    codes: tuple[str, ...]
    """By name."""
    description: str


class Project:
    """A project's archive."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.xml = self.archive.read("project.qde")
        self.root = ElementTree.fromstring(self.xml)

    def all(self, name: str) -> list[Element]:
        return list(self.root.iter(NAMESPACE + name))

    def one(self, name: str, called: str) -> Element:
        (found,) = [each for each in self.all(name) if each.get("name") == called]
        return found

    @property
    def codes(self) -> dict[str, str]:
        """The path of each code from the top, by its GUID."""
        found: dict[str, str] = {}

        def walk(parent: Element, path: str) -> None:
            for code in parent.findall(f"{NAMESPACE}Code"):
                found[code.get("guid", "")] = here = f"{path}/{code.get('name')}".lstrip("/")
                walk(code, here)

        walk(self.all("Codes")[0], "")
        return found

    def text(self, document: str) -> str:
        """The text of a source, as it stands in the archive."""
        path = self.one("TextSource", document).get("plainTextPath", "")
        assert path.startswith("internal://")
        return self.archive.read(f"sources/{path.removeprefix('internal://')}").decode("utf-8")

    def selections(self, document: str) -> list[Selection]:
        return list(self._selections(self.one("TextSource", document)))

    def _selections(self, source: Element) -> Iterator[Selection]:
        for each in source.findall(f"{NAMESPACE}PlainTextSelection"):
            start, end = int(each.get("startPosition", "")), int(each.get("endPosition", ""))
            told = each.findtext(f"{NAMESPACE}Description") or ""
            yield Selection(each.get("name", ""), start, end, self.coded(each), told)

    def coded(self, element: Element) -> tuple[str, ...]:
        """The names of the codes that an element itself is coded with."""
        codes = self.codes
        targets = [each.get("targetGUID", "") for each in element.findall(f"{NAMESPACE}Coding/{NAMESPACE}CodeRef")]
        return tuple(codes[target].rpartition("/")[2] for target in targets)

    def note(self, name: str) -> str:
        return self.one("Note", name).findtext(f"{NAMESPACE}PlainTextContent") or ""

    def case(self, name: str) -> dict[str, str]:
        """The values of a case's variables, by their names."""
        named = {each.get("guid"): each.get("name", "") for each in self.all("Variable")}
        found = {}
        for value in self.one("Case", name).findall(f"{NAMESPACE}VariableValue"):
            reference = value.find(f"{NAMESPACE}VariableRef")
            assert reference is not None
            found[named[reference.get("targetGUID")]] = value.findtext(f"{NAMESPACE}TextValue") or ""
        return found


def project(of: Corpus, copy_of: Callable[[str], Source | None] = no_copy) -> Project:
    return Project(write_project(matrix(of), copy_of)[0])


def codes(of: Corpus) -> dict[str, Counter[str]]:
    """How many claims have each code, by document: counted from the corpus, named as documented."""
    words = {2: "for", 1: "partly-for", 0: "both", -1: "partly-against", -2: "against"}
    return {
        document.id: Counter(
            name
            for claim in document.claims
            for name in (
                f"kind_{claim.kind}",
                *(f"{proposition}__{words[stance]}" for proposition, stance in claim.stances.items()),
                *(f"sector_{each}" for each in claim.sectors),
                *(f"topic_{each}" for each in claim.topics),
            )
        )
        for document in of.documents
    }
