"""When activities are held: day by day, and month by month for each line, over the trailing 12 months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import places
from metrics.catalogue import LINES
from metrics.months import YEAR, as_months
from metrics.scope import place_and_lines, scoped
from metrics.warehouse import Snapshot

_SCOPED = scoped("year_activities")

DAYS = f"""
{_SCOPED}
SELECT
    days.day,
    count(scoped.activity_id) AS activities,
    if(count(scoped.activity_id) = 0, 0, sum(scoped.participants)) AS participants
FROM (
    SELECT CAST(unnest(range(
        last_12 + INTERVAL 1 DAY, as_of + INTERVAL 1 DAY, INTERVAL 1 DAY
    )) AS DATE) AS day
    FROM clock
) AS days
INNER JOIN (SELECT min(period) AS first_month FROM marts.periods) AS data ON days.day >= data.first_month
LEFT JOIN scoped ON scoped.held_on = days.day
GROUP BY days.day
ORDER BY days.day
"""

MONTHS = f"""
{_SCOPED}
SELECT line, CAST(date_trunc('month', held_on) AS DATE) AS month, count(*) AS activities
FROM scoped
GROUP BY ALL
"""


def by_day(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the activities of every day of the trailing 12 months.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; activities of all below it count.
        lines: lines that lead; none means all.

    Returns:
        ``day, activities, participants``, one row a day since the data begins, 0 where nothing was held; the
        sum of ``activities`` is the metric of that name.
    """
    return snapshot.query(DAYS, **place_and_lines(period, region, lines))


def by_line(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the activities of each leading line in each of the trailing 12 months.

    Returns:
        ``line, name, month, activities``, one row for every line shown and month of the data.
    """
    months = places.recent_periods(snapshot, period, YEAR)
    grid = pd.MultiIndex.from_product([list(lines or LINES), months], names=["line", "month"])
    found = snapshot.query(MONTHS, **place_and_lines(period, region, lines))
    found = found.assign(month=as_months(found["month"])).set_index(["line", "month"])
    filled = found.reindex(grid, fill_value=0).reset_index()
    return filled.assign(name=filled["line"].map(LINES))
