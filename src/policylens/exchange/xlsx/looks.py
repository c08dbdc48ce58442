"""How the cells of a workbook look. Blue is for and orange against, which the colour-blind tell apart too."""

from typing import Any, Final

_TEXT: Final = {"text_wrap": True, "valign": "top", "font_size": 10}
_HEADING: Final = {**_TEXT, "bold": True, "bg_color": "#3d4f5c", "font_color": "#ffffff", "border": 1}
_CELL: Final = {**_TEXT, "border": 1, "border_color": "#c9c9c9"}
_FAINT: Final = "#595959"

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 14},
    "question": {"italic": True, "font_size": 10},
    "heading": _HEADING,
    "text": _CELL,
    "strong": {**_CELL, "bold": True},
    "strongly for": {**_CELL, "bg_color": "#7fb2e0"},
    "for": {**_CELL, "bg_color": "#d3e5f5"},
    "balanced": {**_CELL, "bg_color": "#efe6cf"},
    "mixed": {**_CELL, "bg_color": "#e3cfdf"},
    "against": {**_CELL, "bg_color": "#fbdfc2"},
    "strongly against": {**_CELL, "bg_color": "#f2a75f"},
    "silent": {**_CELL, "font_color": _FAINT, "bg_color": "#f5f5f5"},
    "not coded": {**_CELL, "font_color": _FAINT, "bg_color": "#dcdcdc"},
}
"""By name; what a cell of the matrix says has the name that it has in `signs`. All but headings: dark on light.
"""
