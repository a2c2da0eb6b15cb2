"""The accepted spellings of the contract a second time, in plain Python, as the measure of the SQL."""

import datetime as dt
import re
from decimal import Decimal

SPACES = " \t\r\n\u3000\u00a0"
UNITS = {"people": "人名位个", "yuan": "元", "": ""}
SCALES = {"": 1, "万": 10**4, "亿": 10**8}
LINES = {
    "工会": "union",
    "总工会": "union",
    "共青团": "youth",
    "团委": "youth",
    "团县委": "youth",
    "妇联": "women",
    "科协": "science",
    "侨联": "overseas",
    "残联": "disabled",
    "工商联": "commerce",
}
LINE_ORDER = ("union", "youth", "women", "science", "overseas", "disabled", "commerce")
TRUTHS = {"是": True, "√": True, "✓": True, "✔": True, "TRUE": True, "1": True, "Y": True}
TRUTHS |= {"否": False, "×": False, "FALSE": False, "0": False, "N": False}

_NUMBER = re.compile(r"(-?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?([万亿]?) *([^\d万亿% ]?)(%?)", re.ASCII)
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日"
    r"|(\d{2})(\d{2}))",
    re.ASCII,
)
_MIDNIGHT = re.compile(r"[ T]+0?0:00(:00(\.0+)?)?$", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月|(\d{2}))", re.ASCII)


def narrow(cell: str) -> str:
    """Full-width characters made narrow, line ends and tabs one space, ends trimmed."""
    joined = re.sub(r"[\r\n\t]+", " ", cell)
    return "".join(
        chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else " " if char == "\u3000" else char
        for char in joined
    ).strip(SPACES)


def number(cell: str) -> tuple[Decimal, str, str] | None:
    """The amount that a number states, the unit behind it and its percent sign."""
    match = _NUMBER.fullmatch(narrow(cell))
    if match is None:
        return None
    sign, digits, fraction, scale, yuan, percent = match.groups()
    amount = Decimal(f"{sign}{digits.replace(',', '')}{fraction or ''}") * SCALES[scale]
    spaced = re.search(r" (?=[ %]*$)|[万亿\d] +[%]", narrow(cell))
    return None if spaced or percent and (scale or yuan) else (amount, yuan, percent)


def whole(cell: str) -> int | None:
    """An int of 64 bits."""
    found = number(cell)
    if found is None or found[1] not in UNITS["people"] or found[2]:
        return None
    if found[0] != found[0].to_integral_value():
        return None
    return int(found[0]) if -(2**63) <= found[0] < 2**63 else None


def decimal(cell: str, percent: str = "none", units: str = "") -> float | None:
    """A number; percent is how a field reads its sign, units are what may stand behind it."""
    found = number(cell)
    if found is None or found[1] not in units or (found[2] and percent == "none"):
        return None
    amount = found[0] / 100 if found[2] and percent == "target" else found[0]
    return float(amount) if abs(amount) < Decimal("1.7e308") else None


def day(cell: str) -> dt.date | None:
    """A calendar day."""
    match = _DATE.fullmatch(_MIDNIGHT.sub("", narrow(cell)))
    return _day(*(int(part) for part in match.groups() if part)) if match else None


def month(cell: str) -> dt.date | None:
    """The first day of a month."""
    match = _MONTH.fullmatch(narrow(cell))
    if match:
        return _day(*(int(part) for part in match.groups() if part), 1)
    found = day(cell)
    is_edge = found and (found.day == 1 or (found + dt.timedelta(days=1)).day == 1)
    return found.replace(day=1) if found and is_edge else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def truth(cell: str) -> bool | None:
    """Yes or no; blank is no."""
    word = narrow(cell)
    return TRUTHS.get(word.upper()) if word else False


def lines(cell: str) -> list[str] | None:
    """Several lines in their usual order, each once."""
    parts = [part.strip(" ") for part in re.split("[;、,]", narrow(cell))]
    found = {LINES.get(part, part) for part in parts if part}
    return [line for line in LINE_ORDER if line in found] if found and found <= set(LINE_ORDER) else None


def code(cell: str) -> str | None:
    """An identifier."""
    found = narrow(cell)
    return found if re.fullmatch(r"[0-9A-Za-z_-]{1,200}", found) else None


def region(cell: str) -> str | None:
    """A region code of 12 digits; an official short one is padded."""
    found = narrow(cell)
    is_code = re.fullmatch(r"[0-9]+", found) and len(found) in (2, 4, 6, 9, 12)
    return found.ljust(12, "0") if is_code else None
