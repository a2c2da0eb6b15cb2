"""Which units reported which months, and whether in time: completeness and timeliness of the monthly tables.

A unit is expected to report a month when it exists at the month's end and reported at least once in the
twelve months up to it, as in the metric `reporting_rate`. The contract names no cadence for 干部队伍: there
only months count in which anybody reported.

When a report came in is known from its batch only as far as this holds:
- demonstration data was never handed in by anybody;
- the first batch of a table brings the past along, so that only an early receipt tells anything;
- a row that a later batch states again has the day of the later batch.

Where a collection asked for the report, its deadline decides: the earlier of the unit's `handed_in_on` and
the receipt is in time up to `due_on`, and what has not come in is missing only after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.frames import with_clause
from metrics.months import in_month
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

MONTHS_SHOWN = 12
#: Reported in time, late, or on an unknown day; not there before its deadline; missing; nothing in twelve
#: months; not expected.
STATES = ("on_time", "late", "unknown", "awaited", "missing", "never", "none")


@dataclass(frozen=True)
class Report:
    """A table that units hand in month by month.

    Attributes:
        title: what it is called.
        unit: what a reporting unit is called.
        units: SELECT of `unit_id, name, region_code, line, alive_from, alive_to`.
        reports: SELECT of `unit_id, period, origin, batch_id`.
        monthly: whether every month is due.
    """

    title: str
    unit: str
    units: str
    reports: str
    monthly: bool = True


_ORGANIZATIONS = (
    "SELECT org_id AS unit_id, name, region_code, line, founded_on AS alive_from, dissolved_on AS alive_to"
    " FROM staging.organizations"
)
_CHANNEL = "concat_ws(' ', region_code, line, platform)"

REPORTS: dict[str, Report] = {
    "memberships": Report(
        "会员月报",
        "组织",
        _ORGANIZATIONS,
        "SELECT org_id AS unit_id, period, origin, batch_id FROM traced.memberships",
    ),
    "cadres": Report(
        "干部队伍",
        "组织",
        _ORGANIZATIONS,
        "SELECT org_id AS unit_id, period, origin, batch_id FROM traced.cadres",
        monthly=False,
    ),
    "station_months": Report(
        "阵地月报",
        "阵地",
        "SELECT station_id AS unit_id, name, region_code, lead_line AS line, opened_on AS alive_from,"
        " closed_on AS alive_to FROM staging.stations",
        "SELECT station_id AS unit_id, period, origin, batch_id FROM traced.station_months",
    ),
    "channels": Report(
        "网上阵地",
        "平台",
        f"SELECT DISTINCT {_CHANNEL} AS unit_id, platform AS name, region_code, line,"
        " CAST(NULL AS DATE) AS alive_from, CAST(NULL AS DATE) AS alive_to FROM raw.channels",
        f"SELECT {_CHANNEL} AS unit_id, period, origin, batch_id FROM traced.channels",
    ),
    "progress": Report(
        "进度月报",
        "任务或项目",
        "SELECT project_id AS unit_id, name, region_code, lead_line AS line, planned_start AS alive_from,"
        " finished_on AS alive_to FROM staging.projects"
        " UNION ALL SELECT task_id, name, region_code, line, planned_start, finished_on FROM staging.tasks",
        "SELECT item_id AS unit_id, period, origin, batch_id FROM traced.progress",
    ),
}

_CELLS = """
{frames},
months AS (
    SELECT CAST(unnest(range(
        period - INTERVAL ({months} - 1) MONTH, period + INTERVAL 1 MONTH, INTERVAL 1 MONTH
    )) AS DATE) AS month
    FROM clock
),
reports AS ({reports}),
spoken AS (SELECT DISTINCT period AS month FROM reports),
first_batch AS (
    SELECT arg_min(batch.batch_id, batch.received_at) AS batch_id
    FROM (SELECT DISTINCT batch_id FROM reports) AS used
    INNER JOIN meta.batches AS batch ON batch.batch_id = used.batch_id
),
deadlines AS (
    SELECT reporter_id AS unit_id, period AS month, min(due_on) AS due_on,
        arg_min_null(handed_in_on, due_on) AS handed_in_on
    FROM marts.asked_reports
    WHERE table_name = '{report}'
    GROUP BY reporter_id, period
),
placed AS (
    SELECT unit.unit_id, unit.name, unit.line, unit.alive_from, unit.alive_to,
        region.code AS region_code, region.name AS region_name, region.path,
        list_position(region.path, CAST($region AS VARCHAR)) AS depth
    FROM ({units}) AS unit
    LEFT JOIN (SELECT * FROM moved_regions WHERE as_of = (SELECT as_of FROM clock)) AS moved
        ON moved.region_code = unit.region_code
    INNER JOIN marts.dim_regions AS region ON region.code = coalesce(moved.home_code, unit.region_code)
    WHERE {scope}
),
asked AS (
    SELECT placed.*, months.month, deadline.due_on, deadline.handed_in_on,
        coalesce(alive_from <= last_day(months.month), TRUE)
        AND coalesce(alive_to > last_day(months.month), TRUE)
        AND ({due} OR deadline.due_on IS NOT NULL) AS is_due
    FROM placed CROSS JOIN months
    LEFT JOIN deadlines AS deadline ON deadline.unit_id = placed.unit_id AND deadline.month = months.month
),
answered AS (
    SELECT asked.*, report.period AS reported_for, report.batch_id,
        least(CASE WHEN report.origin <> '演示' THEN CAST(batch.received_at AS DATE) END, asked.handed_in_on)
            AS received_on,
        date_diff('day', last_day(asked.month), received_on) AS days
    FROM asked
    ASOF LEFT JOIN reports AS report ON report.unit_id = asked.unit_id AND report.period <= asked.month
    LEFT JOIN meta.batches AS batch ON batch.batch_id = report.batch_id
),
cells AS (
    SELECT *, CASE
        WHEN NOT is_due THEN 'none'
        WHEN reported_for = month THEN CASE
            WHEN received_on IS NULL THEN 'unknown'
            WHEN received_on <= coalesce(due_on, last_day(month) + $allowed_days) THEN 'on_time'
            WHEN batch_id = (SELECT batch_id FROM first_batch) AND handed_in_on IS NULL THEN 'unknown'
            ELSE 'late'
        END
        WHEN due_on >= $today THEN 'awaited'
        WHEN due_on IS NOT NULL THEN 'missing'
        WHEN reported_for > month - INTERVAL 12 MONTH THEN 'missing'
        ELSE 'never'
    END AS state
    FROM answered
)"""

_MATRIX = """
SELECT counted.*, reported / nullif(expected, 0) AS reported_pct
FROM (
    SELECT place.code AS region_code,
        place.name || if(place.code = $region AND place.level <> 'village', '本级', '') AS name,
        cells.month AS period,
        count(*) FILTER (WHERE state IN ('on_time', 'late', 'unknown', 'awaited', 'missing')) AS expected,
        count(*) FILTER (WHERE state IN ('on_time', 'late', 'unknown')) AS reported,
        count(*) FILTER (WHERE state = 'late') AS late,
        count(*) FILTER (WHERE state = 'unknown') AS unknown,
        count(*) FILTER (WHERE state = 'awaited') AS awaited,
        count(*) FILTER (WHERE state = 'missing') AS missing,
        count(*) FILTER (WHERE state = 'never') AS never
    FROM cells
    INNER JOIN marts.dim_regions AS place
        ON place.code = coalesce(cells.path[depth + 1], cells.path[depth])
    GROUP BY place.code, place.level, place.name, cells.month
) AS counted
ORDER BY region_code <> CAST($region AS VARCHAR), region_code, period"""

_UNITS = """
SELECT unit_id, name, region_code, region_name, line, month AS period, state, due_on,
    CASE WHEN state IN ('on_time', 'late') THEN days END AS days
FROM cells
ORDER BY region_code, unit_id, month"""


def matrix(
    snapshot: Snapshot,
    report: str,
    period: date,
    region: str,
    lines: Sequence[str] = (),
    allowed_days: int = 15,
    today: date | None = None,
) -> pd.DataFrame:
    """Count the reports of the places below a region month by month.

    Args:
        snapshot: the published snapshot.
        report: a key of `REPORTS`.
        period: last of the `MONTHS_SHOWN` months.
        region: region code; its own units (本级) are a row of their own, before the places below it.
        lines: lines of the units, none means all.
        allowed_days: days after a month's end within which a report that no collection asked for is in time.
        today: what is not there is missing once its deadline is before this day; None takes the clock's.

    Returns:
        ``region_code, name, period, expected, reported, late, unknown, awaited, missing, never`` (counts),
        ``reported_pct`` (0-1, missing where nothing was expected), ordered by place and month.
    """
    return _run(snapshot, _MATRIX, report, period, region, lines, allowed_days, today)


def units(
    snapshot: Snapshot,
    report: str,
    period: date,
    region: str,
    lines: Sequence[str] = (),
    allowed_days: int = 15,
    today: date | None = None,
) -> pd.DataFrame:
    """Tell the state of each unit of a region in each month; arguments as for `matrix`.

    Returns:
        ``unit_id, name, region_code, region_name, line, period, state`` (one of `STATES`), ``due_on`` (of the
        collection that asked for it, if any), ``days`` (from the month's end to the receipt, where known).
    """
    return _run(snapshot, _UNITS, report, period, region, lines, allowed_days, today)


def month_total(counted: pd.DataFrame, period: date) -> tuple[int, int, float | None]:
    """Add up a month of `matrix`: reports due, reports missing, and the share that came in (0-1 or None)."""
    month = counted[in_month(counted["period"], period)]
    expected, missing = int(month["expected"].sum()), int(month["missing"].sum())
    return expected, missing, int(month["reported"].sum()) / expected if expected else None


def _run(snapshot: Snapshot, select: str, report: str, period: date, *asked: Any) -> pd.DataFrame:
    region, lines, allowed_days, today = asked
    one = REPORTS[report]
    cells = _CELLS.format(
        frames=with_clause("clock moved_regions"),
        report=report,
        months=MONTHS_SHOWN,
        reports=one.reports,
        scope=in_scope("unit.line"),
        units=one.units,
        due="TRUE" if one.monthly else "months.month IN (SELECT month FROM spoken)",
    )
    return snapshot.query(
        cells + select,
        **place_and_lines(period, region, lines),
        allowed_days=allowed_days,
        today=today or date.today(),
    )
