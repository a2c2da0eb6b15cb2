"""Whether metrics moved while issues were dealt with: values when raised, closed and now, and what is ordinary.

That a metric moved after an issue was closed proves nothing: it moves by itself. How far it moves ordinarily
is taken from its own months outside the stretch of the issue: limits are three standard deviations, from the
mean moving range of the monthly changes divided by 1.128 (Wheeler and Chambers, Understanding Statistical
Process Control, 1992), times the root of the number of months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Any

import pandas as pd

from metrics import places
from metrics.catalogue import BY_ID
from metrics.meeting.ledger import ledger
from metrics.months import as_months, first_day, last_day, months_before, months_between
from metrics.values import values
from metrics.warehouse import Snapshot

#: What became of the metric of an issue: better, not better, closed too lately to tell, no value.
MOVED, UNMOVED, TOO_SOON, UNKNOWN = "moved", "unmoved", "too_soon", "unknown"
#: From how many ordinary monthly changes on limits are told.
LEAST_CHANGES = 6
#: A mean moving range divided by it is a standard deviation.
RANGE_TO_SIGMA = 1.128
LIMIT_SIGMAS = 3.0

Series = Mapping[date, float]


def opening_month(raised: date) -> date:
    """The last month that had ended when an issue was raised: what was known then."""
    return first_day(raised) if raised == last_day(raised) else months_before(raised, 1)


def effects(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """The metric of each issue that names one, in the issue's place and line.

    Returns:
        ``issue_id, title, line, state, raised_on, closed_on, metric_id, metric_region, metric_region_name,
        metric_line`` ('' for all lines) ``, value_then`` (of the month before the issue was raised),
        ``value_closed`` (of the month in which it was closed), ``value_now, change, better`` (the change in
        the direction that is good), ``outcome`` (`MOVED`, `UNMOVED`, `TOO_SOON` where it was closed in the
        month asked for, `UNKNOWN` without values), ``months`` (from then to the closing or now) ``, sigmas``
        (how far beyond its ordinary course it moved by the closing month, in standard deviations towards the
        better; missing where too little is known).
    """
    issues = ledger(snapshot, period, region, lines)
    issues = issues[issues["metric_id"].isin(list(BY_ID))]
    known = courses(snapshot, period, issues)
    rows = [_effect(row, known, first_day(period)) for row in issues.to_dict("records")]
    return pd.DataFrame(rows, columns=list(COLUMNS))


COLUMNS = (
    *("issue_id", "title", "line", "state", "raised_on", "closed_on", "metric_id", "metric_region"),
    *("metric_region_name", "metric_line", "value_then", "value_closed", "value_now", "change", "better"),
    *("outcome", "months", "sigmas"),
)


def metric_line(metric: str, line: str) -> str:
    """The line whose value of a metric an issue is about: '' where the metric knows none."""
    return line if BY_ID[metric].by_line else ""


def courses(
    snapshot: Snapshot, period: date, issues: pd.DataFrame
) -> dict[tuple[str, str, str], dict[date, float]]:
    """Values by month of what issues are about, up to a month, by metric, line and region."""
    months = [month for month in places.periods(snapshot) if month <= first_day(period)]
    found: dict[tuple[str, str, str], dict[date, float]] = {}
    if not months or issues.empty:
        return found
    lines = {metric_line(*pair) for pair in zip(issues["metric_id"], issues["line"], strict=True)}
    asked = {"metrics": sorted(set(issues["metric_id"])), "lines": sorted(lines)}
    frame = values.values(snapshot, months, regions=sorted(set(issues["metric_region"])), **asked)
    stated = frame[frame["value"].notna()]
    keys = zip(
        *(stated[name] for name in ("metric_id", "line", "region_code")),
        as_months(stated["period"]),
        strict=True,
    )
    for (metric, line, region, month), value in zip(keys, stated["value"], strict=True):
        found.setdefault((metric, line, region), {})[month] = float(value)
    return found


def _effect(
    row: Mapping[Any, Any], known: Mapping[tuple[str, str, str], Series], now: date
) -> dict[str, Any]:
    metric, line = row["metric_id"], metric_line(row["metric_id"], row["line"])
    series = known.get((metric, line, row["metric_region"]), {})
    closed = None if pd.isna(row["closed_on"]) else first_day(row["closed_on"])
    start, end = opening_month(row["raised_on"].date()), closed or now
    then, last = series.get(start), series.get(now)
    sign = 1.0 if BY_ID[metric].direction == "up" else -1.0
    change = None if then is None or last is None else last - then
    return {
        **{name: row[name] for name in COLUMNS if name in row},
        "metric_line": line,
        "value_then": then,
        "value_closed": series.get(closed) if closed else None,
        "value_now": last,
        "change": change,
        "better": None if change is None else sign * change,
        "outcome": outcome(closed, now, None if change is None else sign * change),
        "months": months_between(start, end),
        "sigmas": sigmas(series, start, end, sign),
    }


def outcome(closed: date | None, now: date, better: float | None) -> str:
    """What became of a metric, see `effects`."""
    if better is None:
        return UNKNOWN
    if closed is not None and closed >= now:
        return TOO_SOON
    return MOVED if better > 0 else UNMOVED


def sigmas(series: Series, start: date, end: date, sign: float) -> float | None:
    """How far beyond its ordinary course a series moved from one month to another, in standard deviations.

    Args:
        series: values by month.
        start: the first month.
        end: the last one.
        sign: 1 where more is better, -1 where less is.

    Returns:
        None where a value or enough ordinary changes are missing, or nothing ever changes outside.
    """
    if start not in series or end not in series or end <= start:
        return None
    runs = _changes(series, lambda month: month <= start), _changes(series, lambda month: month > end)
    ordinary = [change for run in runs for change in run]
    ranges = [abs(late - early) for run in runs for early, late in zip(run, run[1:], strict=False)]
    if len(ordinary) < LEAST_CHANGES or not any(ranges):
        return None
    drift = sum(ordinary) / len(ordinary)
    sigma = sum(ranges) / len(ranges) / RANGE_TO_SIGMA
    count = months_between(start, end)
    return sign * (series[end] - series[start] - count * drift) / (sigma * sqrt(count))


def _changes(series: Series, within: Any) -> list[float]:
    """Changes from each month to the next one, of those that lie within and have a value before."""
    months = sorted(month for month in series if within(month))
    return [
        series[late] - series[early]
        for early, late in zip(months, months[1:], strict=False)
        if months_between(early, late) == 1
    ]


def of_issue(
    snapshot: Snapshot, period: date, region: str, issue: str, lines: Sequence[str] = ()
) -> dict[str, Any] | None:
    """What `effects` tells of one issue; None where it names no metric."""
    issues = ledger(snapshot, period, region, lines)
    own = issues[(issues["issue_id"] == issue) & issues["metric_id"].isin(list(BY_ID))]
    rows = [_effect(row, courses(snapshot, period, own), first_day(period)) for row in own.to_dict("records")]
    return rows[0] if rows else None


def series(
    snapshot: Snapshot, period: date, metric_id: str, metric_line: str, metric_region: str
) -> pd.DataFrame:
    """The months of one metric in one place and line up to a month: ``period, value, target``."""
    months = [month for month in places.periods(snapshot) if month <= first_day(period)]
    found = values.values(snapshot, months, metrics=[metric_id], lines=[metric_line], regions=[metric_region])
    return found.sort_values("period", ignore_index=True)[["period", "value", "target"]]
