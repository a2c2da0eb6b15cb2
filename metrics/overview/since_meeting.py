"""What changed since the last joint conference (联席会议): key metrics, lights, issues.

The conference knew the month before its own, so that month is what everything is compared with, and the
issues of its own month and of those after it are the new ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import BY_ID, METRICS
from metrics.frames import with_clause
from metrics.months import in_month
from metrics.scope import at, in_scope, place_and_lines
from metrics.values import changes
from metrics.values.doubts import DOUBT
from metrics.warehouse import Snapshot

#: Lights of a metric from worst to best.
LIGHTS = ("red", "amber", "green")

LAST_MEETING = f"""
{with_clause("clock")}
SELECT
    meeting.meeting_id, meeting.name, meeting.held_on,
    CAST(date_trunc('month', meeting.held_on) - INTERVAL 1 MONTH AS DATE) AS base
FROM raw.meetings AS meeting
INNER JOIN clock ON meeting.held_on <= clock.as_of
ORDER BY meeting.held_on DESC, meeting.meeting_id DESC
LIMIT 1
"""

ISSUES = f"""
{with_clause("placed_issues")},
issue AS (
    SELECT
        *,
        raised_on <= as_of AND coalesce(closed_on > as_of, TRUE) AS open,
        raised_on > since AND raised_on <= as_of AS raised,
        closed_on > since AND closed_on <= as_of AS closed
    FROM (SELECT *, last_day(CAST($base AS DATE)) AS since FROM placed_issues)
)
SELECT
    count(*) FILTER (issue.raised) AS raised_count,
    count(*) FILTER (issue.closed) AS closed_count,
    count(*) FILTER (issue.open) AS open_count,
    count(*) FILTER (issue.open AND issue.due_on < issue.as_of) AS overdue_count,
    count(*) FILTER (
        issue.open AND issue.due_on < issue.as_of AND issue.due_on >= issue.since
    ) AS newly_overdue_count
FROM issue
INNER JOIN marts.dim_regions AS region ON region.code = issue.region_code
WHERE {in_scope("issue.line")}
"""


def last_meeting(snapshot: Snapshot, period: date) -> dict[str, object]:
    """The newest conference held by the end of a month.

    Returns:
        ``meeting_id, name, held_on`` and ``base``, the month before that of the conference; empty where
        none was held.
    """
    rows = snapshot.rows(LAST_MEETING, **at(period))
    return dict(zip(("meeting_id", "name", "held_on", "base"), rows[0], strict=True)) if rows else {}


def movements(
    snapshot: Snapshot, period: date, region: str, base: date, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """How every metric moved from one month to a later one, and which lights turned.

    Args:
        snapshot: the published snapshot.
        period: the later month.
        region: region code.
        base: the earlier month.
        lines: lines taken together; none means all. Metrics that know no lines ignore them.

    Returns:
        ``metric_id, before, now, change`` (in the metric's unit; missing where either is), ``better`` (1 for
        the better, -1 for the worse, 0 for neither and where one of the values cannot be right),
        ``light_before, light, turned`` (steps of the light upwards, 0 where it stayed or is unknown), in
        catalogue order.
    """
    course = changes.at_places(
        snapshot, [metric.id for metric in METRICS], [base, period], [region], lines=lines
    )
    then, now = (
        course[in_month(course["period"], month)].set_index("metric_id")[["value", "light"]]
        for month in (base, period)
    )
    order = [metric.id for metric in METRICS]
    both = now.join(then.add_suffix("_before")).reindex(order).reset_index()
    change = both["value"] - both["value_before"]
    up = both["metric_id"].map(lambda metric: 1 if BY_ID[metric].direction == "up" else -1)
    doubted = (both[["light_before", "light"]] == DOUBT).any(axis=1)
    return pd.DataFrame(
        {
            "metric_id": both["metric_id"],
            "before": both["value_before"],
            "now": both["value"],
            "change": change,
            "better": (up * change).fillna(0.0).mask(doubted, 0.0).map(lambda move: (move > 0) - (move < 0)),
            "light_before": both["light_before"],
            "light": both["light"],
            "turned": (_rank(both["light"]) - _rank(both["light_before"])).fillna(0).astype(int),
        }
    )


def issues(
    snapshot: Snapshot, period: date, region: str, base: date, lines: Sequence[str] = ()
) -> dict[str, int]:
    """Count the issues raised and closed after a month, and those that are open.

    Returns:
        ``raised_count, closed_count`` (after the end of ``base``, up to as_of), ``open_count``,
        ``overdue_count`` (open and past due) and ``newly_overdue_count`` (due since the end of ``base``).
    """
    asked = place_and_lines(period, region, lines) | {"base": base}
    return {str(name): int(count) for name, count in snapshot.query(ISSUES, **asked).iloc[0].items()}


def _rank(lights: pd.Series[str]) -> pd.Series[float]:
    return lights.map({light: place for place, light in enumerate(LIGHTS)}).astype(float)
