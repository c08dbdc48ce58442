"""Text as LaTeX shows it again: no sign in it is a command, and none is joined with its neighbour into another.

Letters beyond ASCII stay as they are, in UTF-8.
"""

import re
from typing import Final

_SIGNS: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\`{}",
        **{sign: rf"\{sign}" for sign in "&%$#_{}"},
    }
)
_LONE_BRACES: Final = _SIGNS | {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}
"""BibTeX counts braces even after a backslash: those without a counterpart are written as commands, which not every
program reads back."""

_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
"""Between two hyphens, which would become a dash, and two marks that would become quotation marks."""


def latex(text: str) -> str:
    """Return a text as LaTeX."""
    signs = _SIGNS if _balanced(text) else _LONE_BRACES
    return "{}".join(part.translate(signs) for part in _LIGATURES.split(text))


def whole(text: str) -> str:
    """Return a text as LaTeX in braces, in which BibTeX changes no capitals and sees no names or lists.

    A second pair keeps a command at the beginning from making a special character of all of it.
    """
    written = latex(text)
    return f"{{{{{written}}}}}" if written.startswith("\\") else f"{{{written}}}"


def _balanced(text: str) -> bool:
    """Whether each brace has its counterpart."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
