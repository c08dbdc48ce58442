"""A template filled in: Jinja in its sandbox, with filters of ours."""

import re
import traceback
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policylens.errors import PolicylensError
from policylens.render.markdown import escape
from policylens.render.parts import Part, markdown
from policylens.render.wording import count, listed, number

Values = dict[str, Any]
"""What a template may use, in plain dictionaries and lists: `briefing.values` makes it."""

FILTERS: dict[str, Callable[..., str]] = {
    "md": lambda value: escape(str(value)),
    "count": count,
    "listed": listed,
    "number": number,
    "parts": lambda parts: markdown(Part(**each) for each in parts),
}
"""The filters that a template may use beside Jinja's own."""


_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control codes and line ends but tabs and newlines, and what turns the direction of writing round."""


def filled(given: Values, template: str, name: str) -> str:
    """Return the briefing that the template `template` makes of what `values` returns, ended by one newline.

    Codes that would steer a terminal are left out, whether they stand in the template or it makes them.
    The template runs in Jinja's sandbox and sees these values and nothing else; `name` is what errors call it. Raises
    PolicylensError with the line if it cannot be read or filled in. Nothing bounds its time and memory here: see
    `filling_apart` for templates that are not ours.
    """
    try:
        written = _compiled(template).render(given)
        written.encode()  # a template can write half a character
    except MemoryError:
        raise
    except Exception as error:  # whatever it is, the template did it
        line = _line(error)
        raise PolicylensError(
            f"the template {name}{f':{line}' if line else ''} cannot be used: {_why(error)}", WHERE_TO_READ
        ) from None
    return _STEERING.sub("", written).strip("\n") + "\n"


WHERE_TO_READ = "docs/templates.md says what a template may use"


@lru_cache(maxsize=4)
def _compiled(template: str) -> Template:
    """Return a template made ready in Jinja's sandbox; it keeps nothing of the briefings that are made of it."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(_no_other_file),
    )
    environment.filters |= FILTERS
    return environment.from_string(template)


def _no_other_file(name: str) -> NoReturn:
    raise TemplateNotFound(name, "a template can use no other file")


def _line(error: Exception) -> int | None:
    """Return the line of the template on which it failed, if that is known."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None


def _why(error: Exception) -> str:
    """Say in one line what is wrong with a template."""
    known = error.message if isinstance(error, TemplateError) else getattr(error, "msg", "") or str(error)
    return " ".join((known or type(error).__name__).split()).rstrip(".")
