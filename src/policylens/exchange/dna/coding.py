"""A corpus of a project's statements: actors become documents, concepts propositions, statements claims."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from policylens.exchange.dna.passages import Text
from policylens.exchange.dna.project import Project, Statement
from policylens.exchange.dna.types import AGREEMENT, CONCEPT
from policylens.exchange.naming import Ids, same
from policylens.kinds import Kind
from policylens.model import Claim, Codebook, Coding, Corpus, Document, Evidence, Proposition, Theme

STANCES: Final = (-2, 2)
"""What disagreement and agreement are: DNA knows no grades, and a stance of 1 would say that there are conditions.

So does `import csv` with a column that has no grades. Proximity then runs from 0 to 1, as it should for two values.
"""

_SAYS: Final = ("Disagrees", "Agrees")

_OTHER: Final = {"person": "organization", "organization": "person"}

_THEME: Final = "concepts"
_VERSION: Final = "1"


class _Names(NamedTuple):
    """Entities of one variable, each with an id and a name that no other has."""

    ids: Mapping[int, str]
    names: Mapping[int, str]


def corpus(project: Project, texts: Mapping[int, Text], actor: str) -> Corpus:
    """Return the corpus of statements, all of which are in one of the texts; `actor` is person or organization."""
    concepts = _named(project.entities[CONCEPT], "proposition")
    actors = _named(project.entities[actor], "document")
    below: dict[int, list[Statement]] = {each: [] for each in actors.ids}
    for each in sorted(project.statements, key=lambda each: (texts[each.text].date, each.text, each.start, each.id)):
        below[each.values[actor]].append(each)
    coder = _Coder(project, texts, concepts, actor)
    documents = [
        coder.document(number, actors.ids[number], actors.names[number], own) for number, own in below.items() if own
    ]
    return Corpus(codebook=_codebook(concepts, actor), documents=tuple(sorted(documents, key=lambda each: each.id)))


def _named(entities: Mapping[int, str], sort: str) -> _Names:
    """Return ids and names of entities; those that differ in capitals alone are told apart by their ids."""
    ids = Ids(sort)
    found = {number: ids.of(name) for number, name in entities.items()}
    taken: set[str] = set()
    names = {}
    for number, name in entities.items():
        names[number] = f"{name} ({found[number]})" if same(name) in taken else name
        taken.add(same(name))
    return _Names(found, names)


def _codebook(concepts: _Names, actor: str) -> Codebook:
    propositions = tuple(Proposition(id=concepts.ids[number], text=name) for number, name in concepts.names.items())
    question = f"With which concepts does the {actor} agree?"
    theme = Theme(id=_THEME, title="Concepts", question=question, propositions=propositions)
    return Codebook(version=_VERSION, themes={_THEME: theme})


class _Coder:
    """Makes documents and claims of statements."""

    def __init__(self, project: Project, texts: Mapping[int, Text], concepts: _Names, actor: str) -> None:
        self._project = project
        self._texts = texts
        self._concepts = concepts
        self._actor = actor
        self._other = _OTHER[actor]
        self._others = project.entities.get(self._other, {})

    def document(self, number: int, document: str, name: str, statements: Sequence[Statement]) -> Document:
        """Return what the statements of an actor make."""
        coders = (self._project.coders.get(each.coder or 0, "") for each in statements)
        coding = Coding(coder=_joined(coders), codebook=_VERSION, themes=(_THEME,))
        fields: dict[str, Any] = {} if name == document else {"short_name": name}
        return Document(
            id=document,
            title=name,
            kind=f"Statements of {'an' if self._actor == 'organization' else 'a'} {self._actor}",
            attributes=self._attributes(number, statements),
            coding=coding,
            claims=tuple(self._claim(document, each) for each in statements),
            **fields,
        )

    def _attributes(self, number: int, statements: Iterable[Statement]) -> dict[str, str]:
        """Return what is told of an actor; of a person also for which organizations."""
        found = dict(self._project.attributes.get(number, {}))
        if self._actor == "person" and (others := _joined(map(self._name_of_other, statements))):
            found.setdefault(self._other, others)
        return found

    def _name_of_other(self, statement: Statement) -> str:
        """Return the person of an organization's statement, or the organization of a person's."""
        return self._others.get(statement.values.get(self._other, 0), "")

    def _claim(self, document: str, statement: Statement) -> Claim:
        agreement, concept = statement.values[AGREEMENT], statement.values[CONCEPT]
        text = self._texts[statement.text]
        start, end = text.anchors.get(statement.id, ("", ""))
        said = self._concepts.names[concept].rstrip(".")
        return Claim(
            id=f"{document}-s{statement.id}",
            kind=Kind.PRINCIPLE,
            statement=f"{_SAYS[agreement]}: {said} ({text.title}, {text.date}).",
            speaker=self._name_of_other(statement) if self._actor == "organization" else "",
            stances={self._concepts.ids[concept]: STANCES[agreement]},
            evidence=(Evidence(source=text.title, start=start, end=end),),
        )


def _joined(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, names)))
