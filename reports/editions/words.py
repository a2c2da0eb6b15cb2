"""How sentences about editions write amounts, lights and names."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.catalogue import BY_ID

LIGHT_NAMES = {"green": "绿", "amber": "黄", "red": "红", "grey": "灰", "done": "完成"}


def amount(metric: str, value: str, *, sign: bool = False) -> str:
    """A value of a metric with its unit, 没有数据 where it is missing.

    Args:
        metric: metric id.
        value: the number as an edition holds it.
        sign: whether it is a change: with its sign, and percentage points for shares.
    """
    if not value:
        return "没有数据"
    entry, number, plus = BY_ID[metric], float(value), "+" if sign else ""
    if entry.percent:
        return f"{number * 100:{plus}.1f}{' 个百分点' if sign else '%'}"
    digits = 0 if number % 1 == 0 else 1
    return f"{number:{plus},.{digits}f} {entry.unit}"


def named_some(names: Sequence[str], most: int) -> str:
    """Some names, and how many more there are."""
    told = "、".join(names[:most])
    return told if len(names) <= most else f"{told}等"
