"""A template of the user's own, filled in by a process of its own.

Jinja's sandbox keeps a template from everything but the values; it does not keep it from going on forever, nor from
filling up the memory. Only a process can be held to that.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from policylens.errors import PolicylensError
from policylens.evidence import confined
from policylens.evidence.confined import LIMITS, Limits
from policylens.evidence.opening import MEGABYTE
from policylens.evidence.processes import Ended, handed
from policylens.render.filling import WHERE_TO_READ, Values, filled

_TIMES: Final = 12
"""The values take so many times as much memory in a process as they have bytes in JSON, at most."""

_PLAINER: Final = "take loops and large numbers out of it, or choose fewer themes or documents"


def filled_apart(given: Values, template: str, name: str, limits: Limits = LIMITS) -> str:
    """Return what `filled` does. Raises PolicylensError too if the template takes too much time, memory or room."""
    data = json.dumps({"values": given, "template": template, "name": name}).encode()
    limits = replace(limits, memory=limits.memory + _TIMES * len(data))
    with handed(data) as file:
        try:
            answer, ended = confined.asked(__name__, (), file, limits)
        except OSError as error:
            why = f"no process can be started to fill in the template {name}: {error.strerror or error}"
            raise PolicylensError(why) from None
    if "filled" in answer:
        return str(answer["filled"])
    raise _refusal(answer, ended, name, limits)


def _refusal(answer: Mapping[str, Any], ended: Ended, name: str, limits: Limits) -> PolicylensError:
    if "refused" in answer:
        return PolicylensError(*answer["refused"])
    over = confined.over_limits(answer, ended, limits, f"filling in the template {name}", _PLAINER)
    if over:
        return over
    if ended.long:
        return PolicylensError(f"the template {name} writes more than {limits.answer // MEGABYTE} MB", _PLAINER)
    how = confined.end_of(ended)
    return PolicylensError(f"the template {name} cannot be used: Jinja broke down over it ({how})", WHERE_TO_READ)


def main() -> None:
    """Fill in the template that standard input has, with its values."""
    confined.reply(_answer)


def _answer() -> dict[str, object]:
    asked = json.load(sys.stdin.buffer)
    try:
        return {"filled": filled(asked["values"], asked["template"], asked["name"])}
    except PolicylensError as error:
        return {"refused": [error.message, error.hint]}
