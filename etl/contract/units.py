"""Units: which ones a number of the contract may be followed by, in its cell or in its header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from etl.contract.fields import Field

PEOPLE = ("人", "名", "位", "个")
TIMES = ("人次", "次", "人", "个")
CASES = ("件", "起", "次", "个")

_BY_NAME: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "participants": TIMES,
        "beneficiaries": TIMES,
        "visits": TIMES,
        "reads": TIMES,
        "cases": CASES,
        "requests": CASES,
        "closed_requests": CASES,
        "units": ("个", "家"),
        "year": ("年度", "年"),
        "minutes": ("分钟",),
        "hours": ("小时",),
        "median_days": ("天", "日"),
        "satisfaction": ("分",),
        "lon": ("度", "°"),
        "lat": ("度", "°"),
        # What these count is said in a column of its own; money is what is told with its unit.
        "goal_value": ("元",),
        "achieved": ("元",),
        "quantity": ("元",),
        "value": ("元",),
        "minimum": (),
        "seq": (),
        "breakthrough": (),
        "joint_action": (),
    }
)

_HEADER_UNIT = re.compile(r"([十百千]?[万亿]|[百千])?(.*)")
_SCALES = MappingProxyType(
    {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
    | {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11}
)


def units_of(field: Field) -> tuple[str, ...]:
    """The units that fit a number field, longest first; those that only scale (万, 亿) are not among them."""
    if field.type not in ("int", "num"):
        return ()
    if "元" in field.header:
        return ("元",)
    if field.name in _BY_NAME:
        return _BY_NAME[field.name]
    return ("人次", *PEOPLE) if "人次" in field.header else PEOPLE if field.type == "int" else ()


def every_unit() -> frozenset[str]:
    """All units that are known as such."""
    known = {unit for units in _BY_NAME.values() for unit in units}
    return frozenset({*known, *PEOPLE, *TIMES, *CASES, "元", "%", "家", "户", "条", "篇", "岁", "月"})


def header_factor(field: Field, unit: str) -> Decimal | None:
    """What the numbers under a header are multiplied by for the unit that stands in its brackets.

    Args:
        field: a number field.
        unit: as handed in, normalised, such as 万元.

    Returns:
        The factor, None where the unit does not fit the field.
    """
    if unit == "%":
        return {"hundred": Decimal(1), "target": Decimal("0.01")}.get(field.percent)
    match = _HEADER_UNIT.fullmatch(unit)
    scale, base = (match[1] or "", match[2]) if match else ("", unit)
    if base not in ("", *units_of(field)) or field.percent != "none" and scale:
        return None
    return Decimal(_SCALES[scale]) if scale else Decimal(1) if base else None


def is_unit(word: str) -> bool:
    """Whether a word in the brackets of a header is a unit, whether it fits or not."""
    match = _HEADER_UNIT.fullmatch(word)
    return bool(match and (match[2] in every_unit() or (match[1] and not match[2])))
