"""The code of a number format, such as `#,##0.00"万元";[Red]-0`, taken apart into sections of tokens."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

GENERAL = "General"

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|(?P<bracket>\[[^]]*\])|(?P<literal>[\\!].)|(?P<skip>[_*].)"""
    r"""|(?P<general>General|G/通用格式|常规)|(?P<clock>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-][0#?]+)|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?(?:[0-9]+\.?[0-9]*|\.[0-9]+))")
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_OPERATORS = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
}
_DIGITS = "0#?"
_DATE_LETTERS = "ymdhsaegb"

#: Kind and text: digit, literal, comma, point, percent, date, text, general, exponent, slash.
Token = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One section of a format.

    Attributes:
        tokens: what it is made of.
        condition: comparison and limit that it holds for, None where its place decides.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    def kinds(self) -> set[str]:
        """The kinds of its tokens."""
        return {kind for kind, _ in self.tokens}

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time; digits stand in one for parts of a second alone."""
        kinds = [kind for kind, _ in self.tokens]
        if "date" not in kinds or "general" in kinds or "text" in kinds:
            return False
        return "digit" not in kinds or "point" in kinds[: kinds.index("digit")]

    def holds(self, number: Decimal) -> bool:
        """Whether its condition holds for a number."""
        return self.condition is not None and _OPERATORS[self.condition[0]](number, self.condition[1])

    @property
    def date_parts(self) -> frozenset[str]:
        """Which parts of a date are to be seen: y, m, d; h where there is a time of day."""
        return frozenset(_date_parts([text.lower() for kind, text in self.tokens if kind == "date"]))


def _date_parts(letters: list[str]) -> Iterator[str]:
    for place, run in enumerate(letters):
        before = letters[place - 1] if place else ""
        after = letters[place + 1] if place + 1 < len(letters) else ""
        if run[0] == "m":
            is_minute = before[:1] == "h" or after[:1] == "s" or before.startswith("[h")
            yield "h" if is_minute and len(run) < 3 else "m"
        elif run[0] in "ye":
            yield "y"
        elif run[0] == "d" and len(run) < 3:
            yield "d"
        elif run[0] in "hs[":
            yield "h"


def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format, at least one."""
    return tuple(map(_section, _split(code)))


def _split(code: str) -> Iterator[list[Token]]:
    """The tokens of each section, not yet told apart."""
    part: list[Token] = []
    for match in _TOKEN.finditer(code):
        kind, text = str(match.lastgroup), match[0]
        if kind == "other" and text == ";":
            yield part
            part = []
        else:
            part.append((kind, text))
    yield part


def _section(part: list[Token]) -> Section:
    condition: tuple[str, Decimal] | None = None
    tokens: list[Token] = []
    for kind, text in part:
        if kind == "bracket":
            limit = _CONDITION.fullmatch(text[1:-1])
            if limit:
                condition = (limit[1], Decimal(limit[2]))
            tokens.extend(_bracket(text[1:-1]))
        elif kind != "skip":
            tokens.append(_token(kind, text))
    return Section(tuple(_joined(tokens)), condition)


def _bracket(inside: str) -> Iterator[Token]:
    currency = _CURRENCY.match(inside)
    if currency and currency[1]:
        yield "literal", currency[1]
    elif _ELAPSED.fullmatch(inside):
        yield "date", f"[{inside}]"


def _token(kind: str, text: str) -> Token:
    if kind == "quoted":
        return "literal", text.strip('"')
    if kind == "literal":
        return "literal", text[1]
    if kind in ("general", "exponent"):
        return kind, text
    if kind == "clock":
        return "date", "h"
    return _plain_token(text)


def _plain_token(char: str) -> Token:
    if char in _DIGITS:
        return "digit", char
    if char.lower() in _DATE_LETTERS:
        return "date", char
    kinds = {",": "comma", ".": "point", "%": "percent", "@": "text", "/": "slash"}
    return kinds.get(char, "literal"), char


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Runs of one letter of a date as one token, separators of dates as literals."""
    run: Token | None = None
    for kind, text in tokens:
        if run and kind == "date" and run[1][0].lower() == text.lower():
            run = ("date", run[1] + text)
            continue
        if run:
            yield run
        run = (kind, text) if kind == "date" and text[0] != "[" else None
        if run is None:
            yield kind, text
    if run:
        yield run
