"""Numbers as people read them in Chinese: 358 天, 1.91万人, 6,000万元, 94.3%, — where there is none."""

import math
from datetime import date, datetime
from typing import TYPE_CHECKING

import pandas as pd

from metrics.months import month_text

if TYPE_CHECKING:
    from typing_extensions import TypeIs

NOTHING = "—"
MINUS = "−"

#: What a change is measured from, and how the change is called.
MONTH_BEFORE, YEAR_BEFORE = "上月", "上年同月"
MONTH_CHANGE, YEAR_CHANGE = "环比", "同比"
_SAME = "持平"

#: Units whose values are averages, shown with one decimal place.
_ONE_DECIMAL = frozenset({"条", "分", "天", "次"})
_PERCENT = "%"
_POINTS = "个百分点"
_SCALES = ((1e8, "亿"), (1e4, "万"))


def is_missing(value: float | None) -> "TypeIs[None]":
    """Tell whether a value is absent: None, NaN and pandas' NA are; 0 is not.

    What is not absent is a number, to the checker of types too.
    """
    # Before the comparison: pandas' NA is neither equal nor unequal to itself.
    return value is None or value is pd.NA or value != value  # type: ignore[comparison-overlap]


def stated(value: float | None) -> float | None:
    """Give a value as a plain number, None where it is absent."""
    return None if is_missing(value) else float(value)


def number(value: float | None, decimals: int = 0) -> str:
    """Write a plain number, with 万 from 10,000 and 亿 from 100,000,000 on.

    Args:
        value: the number, or nothing.
        decimals: places shown below 10,000; scaled numbers show up to two.

    Returns:
        Text such as ``9,999``, ``1.91万``, ``6,000万``, ``—``.
    """
    if is_missing(value):
        return NOTHING
    size = abs(float(value))
    for factor, name in _SCALES:
        if round(size) >= factor:
            return _sign(value) + _trim(f"{size / factor:,.2f}") + name
    return _sign(value) + _trim(f"{size:,.{decimals}f}")


def exact(value: float | None, decimals: int = 2) -> str:
    """Write a number in full, without 万 and 亿, for those who add up themselves: 19,100.5."""
    if is_missing(value):
        return NOTHING
    return _sign(value) + _trim(f"{abs(float(value)):,.{decimals}f}")


def share(value_pct: float | None) -> str:
    """Write a 0–1 share as a percentage with one decimal; whole ones without it."""
    if is_missing(value_pct):
        return NOTHING
    text = _trim(f"{_away_from_limits(abs(float(value_pct)) * 100):,.1f}")
    return f"{_sign(value_pct)}{text}%"


def value(amount: float | None, unit: str) -> str:
    """Write a metric value with its unit; ``%`` units hold 0–1 shares."""
    if is_missing(amount):
        return NOTHING
    if unit == _PERCENT:
        return share(amount)
    return with_unit(number(amount, 1 if unit in _ONE_DECIMAL else 0), unit)


def with_unit(text: str, unit: str) -> str:
    """Part digits from their unit by a blank; 万 and 亿 are written together with it."""
    return f"{text} {unit}" if unit and text[-1].isdigit() else text + unit


def change(delta: float | None, unit: str) -> str:
    """Write a signed change; changes of percentages are in 百分点, never in %."""
    if is_missing(delta):
        return NOTHING
    if unit == _PERCENT:
        size = with_unit(_trim(f"{abs(delta) * 100:,.1f}"), _POINTS)
    else:
        size = value(abs(delta), unit)
    if size[0] == "0" and not any(digit in size for digit in "123456789"):
        return _SAME
    return f"{'+' if delta > 0 else MINUS}{size}"


def small_change(delta: float | None, unit: str) -> str:
    """Write a part of a change as `change` does, with as many decimals as a small part needs."""
    text = change(delta, unit)
    if text != _SAME or not delta:
        return text
    shown, suffix = (delta * 100, _POINTS) if unit == _PERCENT else (delta, unit)
    return ("+" if delta > 0 else MINUS) + with_unit(f"{abs(shown):.1g}", suffix)


def rise(delta: float | None, unit: str) -> str:
    """Write a change in words: 升 3 个百分点, 降 12 人, 持平, — where there is none."""
    return _in_words(delta, change(delta, unit))


def small_rise(delta: float | None, unit: str) -> str:
    """Write a change in words as `rise` does, with as many decimals as a small one needs."""
    return _in_words(delta, small_change(delta, unit))


def _in_words(delta: float | None, text: str) -> str:
    if is_missing(delta) or text == _SAME:
        return text
    return f"{'升' if delta > 0 else '降'} {text[1:]}"


def against(delta: float | None, unit: str, before: str = MONTH_BEFORE) -> str:
    """Say a change and what it is measured from: 比上月升 3 个百分点, 与上月持平, 无上月数据."""
    if is_missing(delta):
        return f"无{before}数据"
    text = rise(delta, unit)
    return f"与{before}{text}" if text == _SAME else f"比{before}{text}"


def without_unit(change: str, unit: str) -> str:
    """Leave out the unit of a written change where it stands nearby already."""
    return change.removesuffix(_POINTS if unit == _PERCENT else unit).rstrip()


def days_late(days: int) -> str:
    """Write how late it is, at a month's end, what is due and not done; what is due that very day is not."""
    return f"{days} 天" if days else "月末当天到期"


def month(day: date) -> str:
    """Write a reporting period: 2018年6月."""
    return f"{day.year}年{day.month}月"


def short_month(day: date) -> str:
    """Write a reporting period where space is short: 2018-06."""
    return month_text(day)


def day_text(day: date | None) -> str:
    """Write a date, or — where there is none."""
    return NOTHING if day is None or day != day else f"{day:%Y-%m-%d}"


def moment(time: datetime, today: date) -> str:
    """Write a local time of day, with the year only where it is another: 11月30日 06:59."""
    year = "" if time.year == today.year else f"{time.year}年"
    return f"{year}{time.month}月{time.day}日 {time:%H:%M}"


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sign(amount: float) -> str:
    return MINUS if amount < 0 else ""


def _away_from_limits(percent: float) -> float:
    """Keep 99.97% from reading as a full 100% and 0.02% as nothing at all."""
    if 99.95 <= percent < 100:
        return 99.9
    return 0.1 if 0 < percent < 0.05 else percent


def nice_ceiling(amount: float) -> float:
    """Round up to 1, 2, 2.5 or 5 times a power of ten, for axes."""
    if amount <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(amount))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= amount)
