"""What a cell of a workbook holds, and the text that a person sees in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from etl.contract import Field
from etl.reading.format_code import Section
from etl.reading.number_format import NumberFormat

#: Excel keeps no more digits than these; further ones of a number have been rounded away.
EXACT_DIGITS = 15

UNCALCULATED = "#未计算"
#: What stands for a number whose format does not let a person see it, or how large it is.
HIDDEN_NUMBER = "#已隐藏"

#: What is put behind a month that is a number with a point.
NUMBER_AS_MONTH = "（数字）"

#: Milliseconds; what is finer is noise of the arithmetic.
_DAY = 86_400_000

_LAST_DAY = 2_958_465
#: The 29th of February 1900, which Excel has and no calendar.
_NO_DAY = 60

_BEGIN_1900, _BEGIN_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)


class Look(NamedTuple):
    """How a cell shows what it holds: its format, and from which day the workbook counts."""

    format: NumberFormat
    since_1904: bool = False


class Number(NamedTuple):
    """A number with its look; a date is one too."""

    value: float
    look: Look


class Fault(NamedTuple):
    """An error in place of a value, such as `#DIV/0!`, or a formula without a result."""

    text: str


#: A cell as it comes out of a file; a text has the words of its format already.
Cell = str | bool | Number | Fault | None


def as_text(cell: Cell, field: Field | None = None) -> str:
    """A cell in the spelling that the contract accepts for its field.

    Numbers keep all their digits, however many the format shows; a percent sign, a unit or leading zeros of
    the format are there. Of a date only what the format shows is there: a month without its day is no day.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Number):
        return _number_text(cell, field)
    if isinstance(cell, bool):
        return _truth_text(cell, field)
    return "" if cell is None else cell.text


def searched_text(cell: Cell) -> str:
    """A cell of a column that nobody reads: its text; of a number only that there is one."""
    return cell if isinstance(cell, str) else "" if cell is None else "·"


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds more than spaces."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _truth_text(cell: bool, field: Field | None) -> str:
    """TRUE or FALSE; as a code it is told apart from the word, which a code may be."""
    text = "TRUE" if cell else "FALSE"
    return f"={text}()" if field is not None and field.type == "code" else text


def _number_text(cell: Number, field: Field | None) -> str:
    number, look = cell
    if look.format.is_plain:
        # Typed as 2018.10 it is kept and shown as 2018.1, another month.
        is_cut = field is not None and field.type == "month" and not number.is_integer()
        return _plain_text(number, field) + (NUMBER_AS_MONTH if is_cut else "")
    exact = Decimal(f"{number:.{EXACT_DIGITS}g}")
    section = look.format.section(exact)
    if section.is_date:
        return _date_text(cell, section, field)
    if abs(exact) >= 10**EXACT_DIGITS:
        return _plain_text(number, field)
    shown = look.format.shown(exact, padded=field is None or field.type not in ("int", "num"))
    return HIDDEN_NUMBER if shown is None else shown


def _plain_text(number: float, field: Field | None) -> str:
    if number.is_integer() and abs(number) < 10**EXACT_DIGITS:
        return str(int(number))
    shown = Decimal(f"{number:.{EXACT_DIGITS}g}")
    if shown == shown.to_integral_value() and abs(shown) < 10**EXACT_DIGITS:
        return format(shown, ".0f")
    if field is not None and field.type in ("code", "int"):
        return f"{number:.{EXACT_DIGITS}g}"
    return format(Decimal(repr(number)), "f")


def _date_text(cell: Number, section: Section, field: Field | None) -> str:
    parts, moment = section.date_parts, _moment(cell)
    if moment is None:
        return HIDDEN_NUMBER  # a row of # fills the cell, or a day that no calendar has
    day, time = moment
    if day is None or not parts & {"y", "m", "d"}:
        return time.strip() or "0:00"
    if field is not None and field.type == "month" and "d" not in parts and parts >= {"y", "m"}:
        return f"{day:%Y-%m}"
    if field is not None and field.type == "code":
        return f"{day.year}/{day.month}/{day.day}{time}"
    if parts >= {"y", "m", "d"} or field is None:
        return f"{day.isoformat()}{time}"
    shown = {"y": f"{day.year}年", "m": f"{day.month}月", "d": f"{day.day}日"}
    text = "".join(word for part, word in shown.items() if part in parts)
    return text.rstrip("年") if parts & {"y", "m", "d"} == {"y"} else text


def _moment(cell: Number) -> tuple[dt.date | None, str] | None:
    """The day, None for a mere time, and the time, '' at midnight; None for a number that is no date."""
    if not 0 <= cell.value <= _LAST_DAY + 1:
        return None
    day, rest = divmod(round(cell.value * _DAY), _DAY)
    if not 0 <= day <= _LAST_DAY or (day == _NO_DAY and not cell.look.since_1904):
        return None
    time = f" {dt.timedelta(milliseconds=rest)}" if rest else ""
    if cell.look.since_1904:
        return _BEGIN_1904 + dt.timedelta(days=day), time
    return (_BEGIN_1900 + dt.timedelta(days=day + (day < _NO_DAY)) if day else None), time
