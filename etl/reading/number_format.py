"""Number formats of spreadsheet cells: what a person sees in place of the number that is stored.

A format has up to four sections: numbers above, below and at zero, and text; two may have a condition of
their own. Where programs differ about the section that holds, the number counts as hidden. Of a section
count what changes the meaning of the digits: a percent sign, commas that scale, a decimal point put in as a
literal, leading zeros, words before and behind. How many decimals are shown does not count: the digits
behind them are part of the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from etl.budgets import LONGEST_FORMAT
from etl.reading.format_code import GENERAL, Section, Token, sections_of

_YUAN = re.compile(r"[¥￥]|RMB|CNY", re.IGNORECASE)


@dataclass(frozen=True)
class NumberFormat:
    """A number format in its sections.

    Attributes:
        code: as the file spells it.
        sections: at least one.
    """

    code: str
    sections: tuple[Section, ...]
    is_plain: bool

    def section(self, number: Decimal) -> Section:
        """The section that shows a number, `UNSURE` where the format leaves that open."""
        numeric = [part for part in self.sections if "text" not in part.kinds()][:3] or self.sections[:1]
        if any(part.condition for part in numeric):
            return _conditional(numeric, number)
        if len(numeric) > 2 and number == 0:
            return numeric[2]
        return numeric[1] if len(numeric) > 1 and number < 0 else numeric[0]

    def shown(self, number: Decimal, *, padded: bool = False) -> str | None:
        """What stands in the cell, with all digits of the number; '' for a nought that is not shown.

        Args:
            number: the number that is stored; no date.
            padded: leading zeros of the format count, as in a code.

        Returns:
            The text, None where the format hides a number or its size, or leaves open what it shows.
        """
        section = self.section(number)
        return None if section is UNSURE else _shown(section, number, padded=padded)

    def shown_text(self, text: str) -> str:
        """What stands in a cell that holds a text: the words of the section for texts around it."""
        parts = [part for part in self.sections if "text" in part.kinds()]
        if self.is_plain or not parts:
            return text
        return "".join(text if kind == "text" else _literal(kind, word) for kind, word in parts[-1].tokens)


def _literal(kind: str, text: str) -> str:
    return text if kind == "literal" else ""


@lru_cache(maxsize=10_000)
def number_format(code: str) -> NumberFormat:
    """The format that a code spells."""
    if len(code) > LONGEST_FORMAT:  # nobody can say what it shows, and finding out may take for ever
        return NumberFormat("", (UNSURE,), False)
    sections = sections_of(code or GENERAL)
    return NumberFormat(code, sections, _is_plain(sections))


def _is_plain(sections: tuple[Section, ...]) -> bool:
    """Whether every number is shown as itself: digits, decimals and thousands commas, nothing else."""
    section = sections[0]
    if len(sections) > 1 or section.condition or section.is_date:
        return False
    parts = _parts_of(section)
    words = parts.before or parts.after or parts.exponent or parts.inner
    return parts.has_digits and parts.shows_nought and parts.width < 2 and not words


#: Where no section is certain to hold: a row of # fills the cell, or programs differ.
UNSURE = Section((), None)
_GENERAL = Section((("general", GENERAL),), None)


def _conditional(numeric: Sequence[Section], number: Decimal) -> Section:
    """The section whose condition holds, else the one without any; of two the first is for below nought."""
    first, rest = numeric[0], numeric[1:]
    held = [part for part in numeric if part.holds(number)]
    if first.condition is None:  # Excel counts it as the one for above nought, LibreOffice sees no format
        open_to = [first, *(held or rest[: number < 0]), _GENERAL]
        return first if len({_shown(part, number, padded=True) for part in open_to}) == 1 else UNSURE
    if held:
        return held[0]
    others = [part for part in rest if part.condition is None]
    return (others[0] if number < 0 else others[-1]) if others else UNSURE


@dataclass
class _Parts:
    """What a section comes to: words around the digits, their scale and how many are always shown."""

    before: str = ""
    after: str = ""
    exponent: int = 0
    width: int = 0
    inner: bool = False
    has_digits: bool = False
    shows_nought: bool = False


def _shown(section: Section, number: Decimal, *, padded: bool) -> str | None:
    parts = _parts_of(section)
    before, after = _unsigned(parts.before, parts.after, number)
    if number == 0 and not parts.shows_nought:
        return _nought(before + after)
    if not parts.has_digits:
        return (before + after).strip() or None
    if parts.inner:
        is_whole = number >= 0 and number == number.to_integral_value() and not parts.exponent
        return _with_literals(section, number) if padded and is_whole else None
    if parts.exponent < 0 and not (before + after).strip():
        return None  # shown as so many thousands, and nothing says so
    digits = _digits(abs(number).scaleb(parts.exponent), parts.width if padded else 0)
    sign = "-" if number < 0 else ""
    if _YUAN.search(before):
        before, after = _YUAN.sub("", before), f"{after}元" if "元" not in after else after
    return f"{before.strip()}{sign}{digits}{after.strip()}"


def _nought(words: str) -> str:
    """A nought without a digit: the dash of an accountant means 0, nothing at all means a blank."""
    words = _YUAN.sub("", words).strip()
    return "0" if words in ("-", "—", "–") else words


def _parts_of(section: Section) -> _Parts:
    tokens = section.tokens
    places = [place for place, (kind, _) in enumerate(tokens) if kind in ("digit", "general", "text")]
    parts = _Parts(has_digits=bool(places))
    first, last = (places[0], places[-1]) if places else (len(tokens), len(tokens))
    parts.before = "".join(text for kind, text in tokens[:first] if kind in ("literal", "percent"))
    parts.after = "".join(text for kind, text in tokens[last + 1 :] if kind in ("literal", "percent"))
    percents = sum(kind == "percent" for kind, _ in tokens)
    inside = tokens[first : last + 1]
    point = next((place for place, (kind, _) in enumerate(inside) if kind == "point"), len(inside))
    if "slash" in section.kinds():
        point = 0  # a fraction: its digits are numerator and denominator
    whole = list(inside[:point])
    parts.width = _width(whole)
    parts.shows_nought = "general" in section.kinds() or any(text == "0" for _, text in inside)
    parts.shows_nought = parts.shows_nought or bool(section.kinds() & {"slash", "text"})
    shift, parts.inner = _literal_point(whole)
    if shift or "exponent" in section.kinds():
        parts.width = 0
    commas = _scaling_commas(tokens[first:], point)
    parts.exponent = 2 * percents - 3 * commas - shift
    return parts


def _width(whole: list[Token]) -> int:
    texts = [text for kind, text in whole if kind == "digit"]
    return len(texts) - texts.index("0") if "0" in texts else 0


def _literal_point(whole: list[Token]) -> tuple[int, bool]:
    """How many digits stand behind a point put in as a literal; whether other words stand among digits."""
    among = [(place, text) for place, (kind, text) in enumerate(whole) if kind == "literal" and text.strip()]
    if not among:
        return 0, False
    if [text for _, text in among] != ["."]:
        return 0, True
    return sum(kind == "digit" for kind, _ in whole[among[0][0] :]), False


def _scaling_commas(tokens: tuple[Token, ...], point: int) -> int:
    """Commas behind the last digit before the point, or behind the last digit at all: each is a thousand."""
    count = 0
    for place, (kind, _) in enumerate(tokens):
        if kind == "comma":
            rest = tokens[place + 1 : point] if place < point else tokens[place + 1 :]
            count += not any(later == "digit" for later, _ in rest)
    return count


def _unsigned(before: str, after: str, number: Decimal) -> tuple[str, str]:
    """The words without the marks of a sign, which the number has of its own."""
    before = before.replace("+", "")
    if number < 0:
        before = before.replace("-", "", 1).replace("−", "", 1)
        if "(" in before and ")" in after:
            before, after = before.replace("(", "", 1), after.replace(")", "", 1)
    return before, after


def _digits(number: Decimal, width: int) -> str:
    text = f"{number.normalize():f}" if number else "0"
    whole, point, fraction = text.partition(".")
    return f"{whole.zfill(width)}{point}{fraction}"


def _with_literals(section: Section, number: Decimal) -> str:
    """A whole number with the words of its format among the digits, as 010-6200."""
    digits = list(str(int(number)))
    shown: list[str] = []
    last_digit = next(place for place, (kind, _) in enumerate(section.tokens) if kind == "digit")
    for place in range(len(section.tokens) - 1, -1, -1):
        kind, text = section.tokens[place]
        if kind == "digit":
            shown.append(digits.pop() if digits else "0" if text == "0" else "")
            if place == last_digit:
                shown.extend(reversed(digits))
        elif kind == "literal":
            shown.append(text)
    return "".join(reversed(shown)).strip()
