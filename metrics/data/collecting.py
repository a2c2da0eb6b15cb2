"""Collecting (下发、填报、催报): where each unit that was asked stands, and the words to remind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics import places
from metrics.months import months_after
from metrics.scope import below, of_lines
from metrics.warehouse import Snapshot

#: Tables that units may be asked for, by id.
TABLES = {
    "memberships": "会员",
    "cadres": "干部队伍",
    "station_months": "阵地月报",
    "channels": "网上阵地",
    "progress": "进度月报",
    "activities": "活动",
    "outputs": "服务产出",
    "organizations": "组织",
    "stations": "服务阵地",
}
#: Those that are asked for month by month.
USUAL_TABLES = ("memberships", "station_months", "activities")

#: Where a unit stands by what is published; faults of a return are known to its check alone.
STATES = {"handed_in": "已交", "outstanding": "未交", "overdue": "逾期"}

_UNITS = f"""
WITH progress AS (
    SELECT collection_id, unit, sum(asked) AS asked, sum(present) AS present,
        list(title ORDER BY table_name) AS tables,
        list(title ORDER BY table_name) FILTER (present < asked) AS missing
    FROM marts.collection_reports
    GROUP BY collection_id, unit
)
SELECT
    collection.collection_id,
    collection.name AS collection_name,
    collection.unit,
    region.name AS unit_name,
    collection.line,
    collection.period,
    collection.due_on,
    collection.handed_in_on,
    CASE
        WHEN collection.handed_in_on IS NOT NULL THEN 'handed_in'
        WHEN collection.due_on < CAST($today AS DATE) THEN 'overdue'
        ELSE 'outstanding'
    END AS state,
    greatest(
        date_diff('day', collection.due_on, coalesce(collection.handed_in_on, CAST($today AS DATE))), 0
    ) AS days_late,
    progress.asked,
    progress.present,
    progress.tables,
    CASE
        WHEN collection.handed_in_on IS NULL THEN coalesce(progress.missing, progress.tables)
        ELSE []
    END AS missing
FROM raw.collections AS collection
INNER JOIN marts.dim_regions AS region ON region.code = collection.unit
LEFT JOIN progress
    ON progress.collection_id = collection.collection_id AND progress.unit = collection.unit
WHERE {below()} AND (collection.line IS NULL OR {of_lines("collection.line")})
ORDER BY collection.period DESC, collection.collection_id, region.level = 'township', collection.unit
"""

_COLLECTIONS = """
SELECT collection_id, any_value(name) AS name, any_value(period) AS period, any_value(line) AS line,
    max(due_on) AS due_on, count(*) AS units, count(handed_in_on) AS handed_in,
    count(*) FILTER (handed_in_on IS NULL AND due_on < CAST($today AS DATE)) AS overdue
FROM raw.collections
GROUP BY collection_id
ORDER BY period DESC, collection_id
"""


def usual_deadline(period: date) -> date:
    """The tenth of the month after."""
    after = months_after(period, 1)
    return date(after.year, after.month, 10)


def reporting_units(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """List the counties and townships of a month, each of which may be asked for reports.

    Returns:
        ``region_code, name, level``, counties first, then by code.
    """
    found = places.regions(snapshot, period).rename(columns={"code": "region_code"})
    asked = found[found["level"].isin(["county", "township"])]
    return asked.sort_values(["level", "region_code"])[["region_code", "name", "level"]]


def collections(snapshot: Snapshot, today: date) -> pd.DataFrame:
    """List the collections, the newest month first.

    Args:
        snapshot: the published snapshot.
        today: units whose deadline is before this day are overdue.

    Returns:
        ``collection_id, name, period, line`` (missing: all), ``due_on`` (the latest), ``units, handed_in,
        overdue`` (counts of units).
    """
    return snapshot.query(_COLLECTIONS, today=today)


def unit_states(
    snapshot: Snapshot, today: date, region: str, lines: Sequence[str] = (), collections: Sequence[str] = ()
) -> pd.DataFrame:
    """Tell where each unit of the collections stands.

    Args:
        snapshot: the published snapshot.
        today: the day on which it is asked.
        region: region code; units of it and below it.
        lines: lines asked for; none means all. Units asked for all lines together are always told.
        collections: ids of the only collections; none means all.

    Returns:
        ``collection_id, collection_name, unit, unit_name, line, period, due_on, handed_in_on, state`` (a key
        of `STATES`), ``days_late`` (0 where in time), ``asked, present`` (rows), ``tables, missing``,
        lists of titles, the newest month first.
    """
    frame = snapshot.query(_UNITS, today=today, region=region, lines=list(lines))
    return frame[frame["collection_id"].isin(list(collections))] if collections else frame


def reminder(states: pd.DataFrame, today: date) -> str:
    """Write the text that reminds the units that have not handed in (催报).

    Args:
        states: rows of `unit_states`; those that have handed in are passed over.
        today: the day on which it is sent.

    Returns:
        A paragraph for each collection: units, tables, days late; '' where nobody is to be reminded.
    """
    waiting = states[states["state"] != "handed_in"]
    parts = [
        _paragraph(list(rows.to_dict("records")), today)
        for _, rows in waiting.groupby("collection_id", sort=False)
    ]
    return "\n\n".join(parts)


def _paragraph(rows: list[dict[Any, Any]], today: date) -> str:
    ordered = sorted(rows, key=lambda row: (-row["days_late"], row["unit"]))
    lines = [f"{number}. {_line(row)}" for number, row in enumerate(ordered, start=1)]
    head = f"“{rows[0]['collection_name']}”到 {_day(today)}还有 {len(rows)} 个单位没有交齐："
    return "\n".join([head, *lines, "请尽快按下发的表填好交回。"])


def _line(row: dict[Any, Any]) -> str:
    late = f"逾期 {row['days_late']} 天" if row["state"] == "overdue" else f"{_day(row['due_on'])}截止"
    return f"{row['unit_name']}：{'、'.join(row['missing'])}（{late}）"


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
