"""Required pace: the rate achieved this year, the rate still needed for the year's target, where it leads.

A target is a target for the end of the year of its month. How a metric moves towards it depends on what it
counts, and that is declared below:

- **level**: a state that is carried from month to month (a coverage, a number of members, an overdue count).
  Achieved rate = (value - value at the end of last year) / months between; where the data begin later, from
  its first month on. Needed rate = (target - value) / months left. The projection is linear.
- **flow**: a sum over the trailing 12 months. At the end of the year that window is the calendar year, so the
  sum of January until now is set against the target, not the trailing sum, which still holds months of last
  year. Achieved rate = year so far / months so far; needed rate = (target - year so far) / months left.
- **average**: a ratio over the rows of the trailing 12 months. The year so far again; needed = the average
  of the months left with which the whole year makes the target, if each month has as many rows as before:
  (12 x target - months so far x year so far) / months left. The projection is the average so far.

Plain run rates are what people in a meeting can check by head. They know no season, so a projection is a
statement about the rate ("at the present rate"), never a forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import ceil
from types import MappingProxyType
from typing import Literal

import pandas as pd

from metrics.catalogue import BY_ID, Metric
from metrics.months import YEAR, as_months, months_after, months_between
from metrics.values import changes
from metrics.values.values import year_to_date
from metrics.warehouse import Snapshot

Kind = Literal["level", "flow", "average", "none"]
State = Literal["reached", "on_course", "behind", "away", "out_of_reach", "doubtful", "none"]
Point = tuple[date, float | None]

FLOWS = frozenset(
    {
        "new_members",
        "station_visits",
        "activities",
        "beneficiaries",
        "beneficiaries_per_1000",
        "output_amount",
        "volunteer_turns",
    }
)
AVERAGES = frozenset(
    {"issue_on_time", "reaction_links", "joint_ratio", "satisfaction", "online_closure", "online_ratio"}
)
#: Metrics for which a monthly rate says nothing, with the reason that the page gives.
PACELESS = MappingProxyType(
    {
        "members_yoy": "同比本身就是变化的速度，不再推算",
        "issue_response_days": "中位数不能按月累计，不推算速度",
        "issue_resolution_days": "中位数不能按月累计，不推算速度",
        "reporting_rate": "每个月重新报送，不逐月累积，不推算速度",
    }
)

NO_TARGET = "没有本年度的目标，不推算速度"
NO_VALUE = "本期没有数值，不推算速度"
NO_COURSE = "今年只有一个月的数据，还看不出速度"
YEAR_OVER = "已到年末，没有剩余月份"
#: A date farther away than five years is no projection any more.
FARTHEST_MONTHS = 60

#: Why no pace is told of a value that cannot be right.
DOUBTFUL = "{}，数值存疑，核对以前不推算速度"

_MOST = MappingProxyType({"%": 1.0, "分": 100.0})
_DIGITS = 9


@dataclass(frozen=True)
class Pace:
    """Pace of one metric at one place, in the metric's unit; what cannot be told is None.

    Attributes:
        metric_id: id of the catalogue.
        kind: how the metric moves, see the module.
        state: 'reached' the target is made (a flow: for the whole year); 'on_course' the rate achieved
            makes it by year end; 'behind' it does not; 'away' the value stands still or moves away;
            'out_of_reach' even the best possible months left do not make it; 'doubtful' the value cannot be
            right; 'none' cannot be told.
        value: what is set against the target: the value, or that of the year so far.
        target: of the year.
        months: months over which the achieved rate was measured.
        months_left: months until the end of the year.
        achieved: rate a month; for averages the average so far.
        needed: rate a month that the months left need; for averages their average.
        projected: value at the end of the year at the achieved rate.
        reached_on: month in which the target is made at the achieved rate.
        reason: why something cannot be told, in Chinese; else ''.
    """

    metric_id: str
    kind: Kind
    state: State = "none"
    value: float | None = None
    target: float | None = None
    months: int = 0
    months_left: int = 0
    achieved: float | None = None
    needed: float | None = None
    projected: float | None = None
    reached_on: date | None = None
    reason: str = ""


def kind_of(metric: Metric) -> Kind:
    """How a metric moves towards its target."""
    if metric.id in PACELESS:
        return "none"
    if metric.id in FLOWS:
        return "flow"
    return "average" if metric.id in AVERAGES else "level"


def required(
    snapshot: Snapshot, metrics: Sequence[str], period: date, region: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """Pace of metrics at one place, one row a metric.

    Args:
        snapshot: the published snapshot.
        metrics: ids of the catalogue.
        period: the month; its year's target counts.
        region: region code.
        lines: lines taken together, none means all; several have no target and so no pace.

    Returns:
        The fields of :class:`Pace` as columns, in the order of ``metrics``; metrics without a row of values
        at the place are left out.

    Raises:
        KeyError: a metric is not in the catalogue.
    """
    course = changes.course(snapshot, metrics, period, region, lines, months=period.month + 1)
    so_far = _so_far(snapshot, metrics, period, region, lines)
    by_metric = dict(iter(course.groupby("metric_id")))
    found = [
        pace_of(BY_ID[name], _points(by_metric[name]), _last(by_metric[name]["target"]), so_far.get(name))
        for name in metrics
        if name in by_metric
    ]
    return pd.DataFrame([asdict(one) for one in found], columns=list(Pace.__dataclass_fields__))


def pace_of(metric: Metric, points: Sequence[Point], target: float | None, so_far: float | None) -> Pace:
    """Pace of one metric.

    Args:
        metric: the catalogue entry.
        points: month (first day) and value from December of last year on, ascending, ending with the month
            asked for; months without data may be missing.
        target: of the year.
        so_far: value over the year so far; used for flows and averages.
    """
    kind = kind_of(metric)
    period, now = points[-1]
    value = now if kind in ("level", "none") else so_far
    blank = Pace(metric.id, kind, value=value, target=target, months_left=YEAR - period.month)
    if metric.doubtful(value):
        return replace(blank, state="doubtful", reason=DOUBTFUL.format(metric.excess))
    if kind == "none":
        return replace(blank, reason=PACELESS[metric.id])
    if target is None or value is None:
        return replace(blank, reason=NO_TARGET if target is None else NO_VALUE)
    measure = {"level": _level, "flow": _flow, "average": _average}[kind]
    return measure(blank, points, value, target, 1 if metric.direction == "up" else -1, metric)


def _level(
    blank: Pace, points: Sequence[Point], value: float, target: float, sign: int, metric: Metric
) -> Pace:
    # A rate from a value that cannot be right would be none.
    start, before = next(one for one in points if one[1] is not None and not metric.doubtful(one[1]))
    period, left = points[-1][0], blank.months_left
    months = months_between(start, period)
    needed = (target - value) / left if left and _ahead(target, value, sign) else None
    if months == 0 or before is None:
        return replace(blank, needed=needed, reason=NO_COURSE)
    rate = (value - before) / months
    projected = _possible(value + rate * left, metric)
    return replace(
        blank,
        months=months,
        achieved=rate,
        needed=needed,
        projected=projected,
        state=_state(value, projected, rate, target, sign),
        reached_on=_reached_on(period, (target - value) * sign, rate * sign),
        reason="" if left else YEAR_OVER,
    )


def _flow(blank: Pace, points: Sequence[Point], value: float, target: float, sign: int, _: Metric) -> Pace:
    period, left = points[-1][0], blank.months_left
    rate = value / period.month
    projected = value + rate * left
    state = _state(value, projected, rate, target, sign)
    reached = _reached_on(period, (target - value) * sign, rate * sign)
    return replace(
        blank,
        months=period.month,
        achieved=rate,
        needed=(target - value) / left if left and _ahead(target, value, sign) else None,
        projected=projected,
        state=state,
        reached_on=reached if reached is not None and reached.year == period.year else None,
        reason="" if left else YEAR_OVER,
    )


def _average(
    blank: Pace, points: Sequence[Point], value: float, target: float, sign: int, metric: Metric
) -> Pace:
    period, left = points[-1][0], blank.months_left
    needed = (YEAR * target - period.month * value) / left if left else None
    best = _MOST.get(metric.unit) if sign > 0 else 0.0
    beyond = needed is not None and best is not None and _ahead(needed, best, sign)
    good = not _ahead(target, value, sign)
    return replace(
        blank,
        months=period.month,
        achieved=value,
        needed=None if beyond else needed,
        projected=value,
        state="out_of_reach" if beyond else "on_course" if good else "behind",
        reason="" if left else YEAR_OVER,
    )


def _state(value: float, projected: float, rate: float, target: float, sign: int) -> State:
    if not _ahead(target, value, sign):
        return "reached"
    if round(rate * sign, _DIGITS) <= 0:
        return "away"
    return "behind" if _ahead(target, projected, sign) else "on_course"


def _possible(projected: float, metric: Metric) -> float:
    most = None if metric.may_exceed_one else _MOST.get(metric.unit)
    return max(0.0, projected if most is None else min(projected, most))


def _ahead(goal: float, value: float, sign: int) -> bool:
    """Whether a goal still lies ahead of a value; what differs by a rounding error does not."""
    return round((goal - value) * sign, _DIGITS) > 0


def _reached_on(period: date, gap: float, rate: float) -> date | None:
    """Month in which a gap closes at a rate, both counted towards the target."""
    if round(gap, _DIGITS) <= 0 or round(rate, _DIGITS) <= 0:
        return None
    months = ceil(round(gap / rate, _DIGITS))
    return months_after(period, months) if months <= FARTHEST_MONTHS else None


def _so_far(
    snapshot: Snapshot, metrics: Sequence[str], period: date, region: str, lines: Sequence[str]
) -> dict[str, float | None]:
    windowed = [name for name in metrics if kind_of(BY_ID[name]) in ("flow", "average")]
    one = [name for name in windowed if lines and BY_ID[name].by_line]
    whole = [name for name in windowed if name not in one]
    found = year_to_date(snapshot, period, whole, "", region)
    # Several lines together have no target, so nothing is set against it.
    return found | (year_to_date(snapshot, period, one, lines[0], region) if len(lines) == 1 else {})


def _points(course: pd.DataFrame) -> list[Point]:
    return [
        (month, None if pd.isna(amount) else float(amount))
        for month, amount in zip(as_months(course["period"]), course["value"], strict=True)
    ]


def _last(column: pd.Series[float]) -> float | None:
    return None if pd.isna(column.iloc[-1]) else float(column.iloc[-1])
