"""`policylens show`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policylens.cli.answer import Asked, answer
from policylens.cli.complete import complete_sector, complete_shown, complete_theme, complete_topic
from policylens.cli.options import CorpusOption, ForceOption, FormatOption, NoCacheOption, OutputOption
from policylens.cli.output import Result, Target
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.analysis.claims import Filter
    from policylens.model import Corpus, Document


def _kind(plural: str) -> Any:
    return typer.Option(f"--{plural}", help=f"Only its {plural}.")


def _about(what: str, complete: Callable[..., list[str]]) -> Any:
    return typer.Option(metavar="ID", show_default=False, help=f"Only claims on this {what}.", autocompletion=complete)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT|CLAIM", help="Its id; a document's short name will do.", autocompletion=complete_shown
        ),
    ],
    recommendations: Annotated[bool, _kind("recommendations")] = False,
    principles: Annotated[bool, _kind("principles")] = False,
    mechanisms: Annotated[bool, _kind("mechanisms")] = False,
    commitments: Annotated[bool, _kind("commitments")] = False,
    diagnoses: Annotated[bool, _kind("diagnoses")] = False,
    criticisms: Annotated[bool, _kind("criticisms")] = False,
    evidence: Annotated[bool, _kind("evidence")] = False,
    theme: Annotated[str, _about("theme", complete_theme)] = "",
    topic: Annotated[str, _about("topic", complete_topic)] = "",
    sector: Annotated[str, _about("sector", complete_sector)] = "",
    speaker: Annotated[str, typer.Option(metavar="NAME", show_default=False, help="Only this speaker's.")] = "",
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Show a document, some of its claims, or one claim whole.

    \b
    policylens show fabian
    policylens show fabian --recommendations
    policylens show demos --criticisms --theme targets
    policylens show lsis --speaker bichard
    policylens show fabian-r05
    """
    kinds = {
        "recommendation": recommendations,
        "principle": principles,
        "mechanism": mechanisms,
        "commitment": commitments,
        "diagnosis": diagnoses,
        "criticism": criticisms,
        "evidence": evidence,
    }
    chosen: dict[str, Any] = {
        "kinds": [kind for kind, on in kinds.items() if on],
        "theme": theme,
        "topic": topic,
        "sector": sector,
        "speaker": speaker,
    }
    answer(
        Asked("show", {"name": name, **chosen}, corpus, not no_cache),
        Target(format, output, force),
        lambda known: _shown(known, name, _filter(known, **chosen)),
    )


def _shown(corpus: "Corpus", name: str, wanted: "Filter") -> Result:
    from policylens.analysis.names import Sort, resolve

    named = resolve(corpus, name, [Sort.DOCUMENT, Sort.CLAIM])
    if named.sort is Sort.DOCUMENT:
        return _document(corpus, corpus.document_by_id[named.id], wanted)
    if wanted:
        raise PolicylensError(f"{named.id} is one claim: there is nothing to choose from", "name a document")
    return _claim(corpus, named.id)


def _filter(corpus: "Corpus", kinds: list[str], theme: str, topic: str, sector: str, speaker: str) -> "Filter":
    from policylens.analysis.claims import Filter
    from policylens.analysis.names import Sort, resolve
    from policylens.kinds import Kind

    return Filter(
        kinds=tuple(Kind(kind) for kind in kinds),
        theme=resolve(corpus, theme, [Sort.THEME]).id if theme else "",
        topic=resolve(corpus, topic, [Sort.TOPIC]).id if topic else "",
        sector=resolve(corpus, sector, [Sort.SECTOR]).id if sector else "",
        speaker=speaker,
    )


def _document(corpus: "Corpus", document: "Document", wanted: "Filter") -> Result:
    from policylens.analysis.claims import select
    from policylens.analysis.comparison import matrix
    from policylens.plain import records as plain
    from policylens.render.pages.document import claims_page, document_page

    claims = select(document, corpus.codebook, wanted)
    return Result(
        page=lambda: (
            claims_page(document, claims, wanted) if wanted else document_page(matrix(corpus, [document.id]), document)
        ),
        json=lambda: {"document": plain.document_object(document, corpus.codebook, claims)},
        csv=lambda: plain.claims_csv((document, claim) for claim in claims),
    )


def _claim(corpus: "Corpus", claim_id: str) -> Result:
    from policylens.plain import records as plain
    from policylens.render.pages.claims import claim_page

    document, claim = corpus.claim(claim_id)
    return Result(
        page=lambda: claim_page(document, claim, corpus.codebook),
        json=lambda: {"document": document.id, "claim": plain.claim_object(claim)},
        csv=lambda: plain.claims_csv([(document, claim)]),
    )
