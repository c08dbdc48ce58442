"""What every format offers, and which formats there are."""

from collections.abc import Callable
from dataclasses import dataclass

from policylens.analysis.comparison import Matrix
from policylens.exchange import json


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A format to which a corpus can be written."""

    name: str
    """As on the command line."""
    what: str
    """What it holds, in a few words."""
    write: Callable[[Matrix], bytes]


EXPORTERS = {
    exporter.name: exporter
    for exporter in (Exporter(name="json", what="everything, for other programs", write=json.write),)
}
"""The formats by name."""
