"""Formats of the workbook, each made once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

#: A font by the name that Windows, WPS and Office for Mac know; LibreOffice takes its own in its place.
FONT = "微软雅黑"
INK, MUTED, RED, HEAD, RULE = "#1B2430", "#56616D", "#B3261E", "#E8EDF2", "#AEB8C2"
#: Of every cell that has no other look.
PLAIN = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
#: Fill of the cell of a light, by its word.
LIGHTS = {"绿": "#D5EBE2", "黄": "#F7E3BF", "红": "#F3CDCA", "灰": "#E3E7EB", "完成": "#D5EBE2"}


class Looks:
    """Formats of one workbook."""

    def __init__(self, book: Any) -> None:
        """Remember the workbook."""
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **how: Any) -> Any:
        """A format; the same one for the same properties."""
        key = tuple(sorted(how.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(PLAIN | how)
        return self._made[key]

    @cached_property
    def title(self) -> Any:
        """Of the title of a sheet."""
        return self.of(bold=True, font_size=16)

    @cached_property
    def small(self) -> Any:
        """Of remarks."""
        return self.of(font_size=9, font_color=MUTED)

    @cached_property
    def warning(self) -> Any:
        """Of what must not be overlooked."""
        return self.of(bold=True, font_color=RED)

    @cached_property
    def head(self) -> Any:
        """Of the heads of columns."""
        return self.of(bold=True, bg_color=HEAD, border=1, border_color=RULE, text_wrap=True, align="center")

    @cached_property
    def link(self) -> Any:
        """Of a link within the workbook."""
        return self.of(font_color="#1F4E79", underline=1)

    def cell(self, number: str = "", *, boxed: bool = False, centred: bool = False, fill: str = "") -> Any:
        """Of a cell of a table.

        Args:
            number: format of its number.
            boxed: with lines around it and wrapped, for printing.
            centred: as short words and days are.
            fill: colour of its ground.
        """
        how: dict[str, Any] = {"num_format": number} if number else {}
        how |= {"border": 1, "border_color": RULE, "text_wrap": True} if boxed else {}
        how |= {"align": "center"} if centred else {}
        return self.of(**how, **({"bg_color": fill} if fill else {}))
