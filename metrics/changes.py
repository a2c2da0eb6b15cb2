"""Values over time with their changes: against the month before (环比) and the year before (同比)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import places, values
from metrics.warehouse import Snapshot

MONTHS_SHOWN = 24
_SERIES = ["metric_id", "line", "region_code"]


def course(
    snapshot: Snapshot,
    metrics: Sequence[str],
    period: date,
    region: str,
    lines: Sequence[str] | None = None,
    months: int = MONTHS_SHOWN,
) -> pd.DataFrame:
    """Give the values of metrics at one place over the months up to a period, with their changes.

    Args:
        snapshot: the published snapshot.
        metrics: ids of the catalogue.
        period: last month of the course.
        region: region code.
        lines: lines one by one; None for all lines together.
        months: length of the course, as far as the data reaches.

    Returns:
        The columns of :func:`metrics.values.values`, ascending by period, and ``month_change`` and
        ``year_change``: value minus the value one and twelve months before, in the metric's own unit
        (shares 0–1); missing where either is.
    """
    asked = [month for month in places.periods(snapshot) if month <= period][-months:]
    frame = values.values(
        snapshot, asked, metrics=list(metrics), lines=list(lines) if lines else [""], regions=[region]
    )
    frame = frame.sort_values([*_SERIES, "period"], ignore_index=True)
    return frame.assign(month_change=_change(frame, 1), year_change=_change(frame, 12))


def _change(frame: pd.DataFrame, months: int) -> pd.Series[float]:
    """Subtract the value of the month that lies so many months back; not of the row so far up."""
    month = pd.to_datetime(frame["period"])
    before = frame[_SERIES].assign(value=frame["value"], month=month + pd.DateOffset(months=months))
    now = frame[_SERIES].assign(month=month)
    earlier = now.merge(before, on=[*_SERIES, "month"], how="left", validate="one_to_one")["value"]
    change: pd.Series[float] = frame["value"] - earlier.to_numpy()
    return change
