"""Values over time with their changes: against the month before (环比) and the year before (同比)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import places
from metrics.catalogue import BY_ID
from metrics.months import as_months, months_after
from metrics.values import doubts, values
from metrics.warehouse import Snapshot

MONTHS_SHOWN = 24
COLUMNS = [
    "metric_id",
    "region_code",
    "period",
    "numerator",
    "denominator",
    "value",
    "target",
    "attainment",
    "light",
]
_SERIES = ["metric_id", "region_code"]


def course(
    snapshot: Snapshot,
    metrics: Sequence[str],
    period: date,
    region: str,
    lines: Sequence[str] = (),
    months: int = MONTHS_SHOWN,
) -> pd.DataFrame:
    """Give the values of metrics at one place over the months up to a period, with their changes.

    Args:
        snapshot: the published snapshot.
        metrics: ids of the catalogue.
        period: last month of the course.
        region: region code.
        lines: lines taken together; none means all. Metrics that know no lines ignore them.
        months: length of the course, as far as the data reaches.

    Returns:
        ``metric_id, region_code, period, numerator, denominator, value, target, attainment, light``
        with ``month_change`` and ``year_change``, ascending by period. Changes are the value minus the value
        one and twelve months before, in the metric's own unit (shares 0–1), missing where either is. Several
        lines together have neither target nor light, and no value where the metric cannot be added up. The
        light of a value that cannot be right is ``metrics.values.doubts.DOUBT``.
    """
    asked = places.recent_periods(snapshot, period, months)
    return at_places(snapshot, metrics, asked, [region], lines)


def at_places(
    snapshot: Snapshot,
    metrics: Sequence[str],
    months: Sequence[date],
    regions: Sequence[str],
    lines: Sequence[str] = (),
) -> pd.DataFrame:
    """Give the values of metrics at some places in some months, with their changes: see :func:`course`.

    Args:
        snapshot: the published snapshot.
        metrics: ids of the catalogue.
        months: any months; a change needs the month before, or twelve before, among them.
        regions: region codes.
        lines: lines taken together; none means all.
    """
    frame = values.values(snapshot, months, metrics=metrics, lines=["", *lines], regions=regions)
    by_line = frame["metric_id"].map(lambda metric: BY_ID[metric].by_line)
    together = frame[(frame["line"] == "") & (~by_line if lines else True)]
    apart = frame[(frame["line"] != "") & by_line]
    chosen = pd.concat([together, apart if len(lines) == 1 else added_up(apart)])[COLUMNS]
    chosen = chosen.sort_values([*_SERIES, "period"], ignore_index=True)
    chosen = doubts.told(chosen)
    return chosen.assign(month_change=_change(chosen, 1), year_change=_change(chosen, 12))


def added_up(apart: pd.DataFrame) -> pd.DataFrame:
    """Take the values of several lines together: one sum of numerators over one sum of denominators.

    Args:
        apart: rows of :func:`metrics.values.values.values`, line by line.

    Returns:
        The same columns without ``line``; medians and changes over time cannot be added up and are missing.
    """
    keys = ["metric_id", "region_code", "period"]
    sums = apart.groupby(keys, as_index=False)[["numerator", "denominator"]].sum(min_count=1)
    entries = [BY_ID[metric] for metric in sums["metric_id"]]
    ratio = pd.Series([metric.kind == "ratio" for metric in entries], dtype=bool)
    plain = pd.Series([metric.kind in ("count", "sum") for metric in entries], dtype=bool)
    factor = pd.Series([metric.factor for metric in entries], dtype=float)
    shares = factor * sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0)
    value = shares.where(ratio, sums["numerator"].where(plain))
    return sums.assign(value=value, target=float("nan"), attainment=float("nan"), light=None)


def _change(frame: pd.DataFrame, months: int) -> pd.Series[float]:
    """Subtract the value of the month that lies so many months back; not of the row so far up."""
    now = frame[_SERIES].assign(month=as_months(frame["period"]))
    later = {month: months_after(month, months) for month in now["month"].unique()}
    before = now.assign(value=frame["value"], month=now["month"].map(later))
    earlier = now.merge(before, on=[*_SERIES, "month"], how="left", validate="one_to_one")["value"]
    change: pd.Series[float] = frame["value"] - earlier.to_numpy()
    return change
