"""The paper of a Word file: A4, upright or on its side, with margins of 2.5 cm."""

from typing import Final, NamedTuple

MARGIN: Final = 1418
"""The margin on each side, in twentieths of a point, in which Word measures pages: 2.5 cm."""


class Paper(NamedTuple):
    """A sheet of paper, in twentieths of a point."""

    width: int
    height: int

    @property
    def text_width(self) -> int:
        """How wide a line, or a table, can be."""
        return self.width - 2 * MARGIN

    def section(self, footer: str = "") -> str:
        """Return the end of a section on such paper, as WordprocessingML (ISO/IEC 29500-1, 17.6.17)."""
        lying = ' w:orient="landscape"' if self.width > self.height else ""
        sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
        return (
            f'<w:sectPr>{footer}<w:pgSz w:w="{self.width}" w:h="{self.height}"{lying}/>'
            f'<w:pgMar {sides} w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        )


UPRIGHT: Final = Paper(11906, 16838)
ON_ITS_SIDE: Final = Paper(16838, 11906)
