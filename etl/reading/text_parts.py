"""The parts of a workbook that its sheets share: texts, and the number formats of cell styles."""

from __future__ import annotations

import re

from etl.reading.format_code import GENERAL
from etl.reading.xml_part import Attributes

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

#: Formats that a file names by number alone, as the Chinese edition shows them (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'AM/PMh"时"mm"分"', 35: 'AM/PMh"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'AM/PMh"时"mm"分"', 56: 'AM/PMh"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


def unescaped(text: str) -> str:
    """A text with characters in the place of their numbers, such as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class Strings:
    """Listens to the part of shared texts; the pieces of a text in several fonts are put together.

    Attributes:
        texts: the texts in the order of the part.
        promised: how many the part claims to have.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.promised = 0
        self._pieces: list[str] = []
        self._takes = False
        self._is_spoken = False

    def start(self, name: str, attributes: Attributes) -> None:
        """A text or a piece of it begins; how a word is spoken is no part of it."""
        if name == "si":
            self._pieces = []
        elif name == "t":
            self._takes = not self._is_spoken
        elif name == "rPh":
            self._is_spoken = True
        elif name == "sst":
            self.promised = promised(attributes, "uniqueCount")

    def text(self, text: str) -> None:
        """A piece of a text."""
        if self._takes:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """A text or a piece of it ends."""
        if name == "t":
            self._takes = False
        elif name == "rPh":
            self._is_spoken = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._pieces)))


def promised(attributes: Attributes, *names: str) -> int:
    """The largest count that a part claims of itself."""
    counts = [attributes.get(name, "") for name in names]
    return max((int(count[:20]) for count in counts if count.isascii() and count.isdigit()), default=0)


class Styles:
    """Listens to the part of styles.

    Attributes:
        promised: how many the part claims to have.
    """

    def __init__(self) -> None:
        self.promised = 0
        self._numbers: list[int] = []
        self._own: dict[int, str] = {}
        self._place = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """A format or a style begins; only those of cells count, not those of rules or of named styles."""
        if name in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._place = name
            self.promised = max(self.promised, promised(attributes, "count"))
        elif name == "numFmt" and self._place == "numFmts":
            self._own[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and self._place == "cellXfs":
            self._numbers.append(int(attributes.get("numFmtId", "0")))

    @property
    def codes(self) -> list[str]:
        """The format code of each cell style."""
        return [self._own.get(number) or BUILT_IN.get(number, GENERAL) for number in self._numbers]

    def text(self, text: str) -> None:
        """There is none."""

    def end(self, name: str) -> None:
        """A list of formats or styles ends."""
        if name == self._place:
            self._place = ""
