"""The rows behind pieces of pictures that are no metric: a brand, a kind of station, a lead's tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

from metrics.backing.mechanism import STAFF, reported_progress
from metrics.behind import rows as behind_rows
from metrics.warehouse import Snapshot


def _chosen(column: str) -> str:
    return f"list_contains(CAST($keys AS VARCHAR[]), {column})"


@dataclass(frozen=True)
class PieceRows:
    """What rows make up a piece, and what their figures are.

    Attributes:
        rows: SELECT as `metrics.behind.rows.rows_of` wants it, narrowed by the parameter `$keys`.
        numerator, denominator: what the two figures of a row are, in Chinese; empty where there is none.
    """

    rows: str
    numerator: str = ""
    denominator: str = ""


def _brands(when: str) -> PieceRows:
    return PieceRows(
        f"""
    SELECT
        period, region_code, line, participants AS numerator, beneficiaries AS denominator,
        'activities' AS source_table, source_row
    FROM branded_activities
    WHERE {when} AND {_chosen("brand")}""",
        "参与人次",
        "服务人次",
    )


_REPORTED = reported_progress(
    "placed_tasks", "task_id", "line", "progress", f"NOT item.finished AND {_chosen('item.task_id')}"
)

#: Pieces by kind. `$keys` are task ids, brands, kinds of stations, items with their units, lines,
#: organisation ids, sources of money, project ids; for issues the month since which they count, and 'raised'
#: or 'closed' (after it), 'open' or 'overdue'.
PIECES = MappingProxyType(
    {
        "tasks": PieceRows(
            f"""
    SELECT
        period, region_code, line, weight * progress / 100 AS numerator,
        CASE WHEN progress IS NOT NULL THEN weight END AS denominator,
        'reform_tasks' AS source_table, source_row
    FROM placed_tasks
    WHERE {_chosen("task_id")}
    UNION ALL BY NAME
    ({_REPORTED})""",
            "权重 × 进度",
            "权重",
        ),
        "brands": _brands("current"),
        "brands_before": _brands("NOT current"),
        "stations": PieceRows(
            f"""
    SELECT period, region_code, lead_line AS line, 'stations' AS source_table, source_row
    FROM open_stations
    WHERE {_chosen("kind")}
    UNION ALL BY NAME
    SELECT
        visit.period, visit.region_code, visit.visits AS numerator,
        'station_months' AS source_table, visit.source_row
    FROM year_visits AS visit
    INNER JOIN staging.stations AS station ON station.station_id = visit.station_id
    WHERE {_chosen("station.kind")}""",
            "接待人次",
        ),
        "outputs": PieceRows(
            f"""
    SELECT
        period, region_code, line, quantity AS numerator, amount_yuan AS denominator,
        'outputs' AS source_table, source_row
    FROM placed_outputs
    WHERE {_chosen("item || ' ' || unit")}""",
            "数量",
            "金额（元）",
        ),
        "staff": PieceRows(
            f"""
    SELECT
        period, region_code, line, posts AS denominator,
        CASE WHEN coalesce({", ".join(STAFF[1:])}) IS NOT NULL
            THEN {" + ".join(f"coalesce({name}, 0)" for name in STAFF[1:])} END AS numerator,
        'cadres' AS source_table, source_row
    FROM latest_cadres
    WHERE {_chosen("line")}""",
            "专兼挂聘人数",
            "编制数",
        ),
        "organizations": PieceRows(
            f"""
    SELECT period, region_code, line, 'organizations' AS source_table, source_row
    FROM active_organizations
    WHERE {_chosen("org_id")}"""
        ),
        "fundings": PieceRows(
            f"""
    SELECT
        period, region_code, line, amount_yuan AS numerator, 'fundings' AS source_table, source_row
    FROM booked_fundings
    WHERE flow = '到位' AND {_chosen("source")}""",
            "金额（元）",
        ),
        "projects": PieceRows(
            f"""
    SELECT
        period, region_code, lead_line AS line, budget_yuan AS numerator,
        'projects' AS source_table, source_row
    FROM placed_projects
    WHERE {_chosen("project_id")}""",
            "预算（元）",
        ),
        "issues": PieceRows(
            """
    SELECT period, region_code, line, 1 AS numerator, 'issues' AS source_table, source_row
    FROM (SELECT *, last_day(CAST($keys[1] AS DATE)) AS since FROM placed_issues)
    WHERE
        CASE $keys[2]
            WHEN 'raised' THEN raised_on > since AND raised_on <= as_of
            WHEN 'closed' THEN closed_on > since AND closed_on <= as_of
            WHEN 'open' THEN raised_on <= as_of AND coalesce(closed_on > as_of, TRUE)
            WHEN 'overdue' THEN
                raised_on <= as_of AND coalesce(closed_on > as_of, TRUE) AND due_on < as_of
        END""",
            "件数",
        ),
    }
)


def rows(
    snapshot: Snapshot,
    kind: str,
    period: date,
    keys: Sequence[str],
    region: str | None = None,
    lines: Sequence[str] = (),
) -> pd.DataFrame:
    """Find the rows behind a piece of a picture, each down to batch, file, sheet and row.

    Args:
        snapshot: the published snapshot.
        kind: one of `PIECES`.
        period: the month, by any of its days.
        keys: what the piece is made of, see `PIECES`.
        region: region whose rows count, with those below it; None keeps all.
        lines: lines taken together; none means all.

    Returns:
        Columns of `metrics.behind.rows.rows_of`.
    """
    return behind_rows.rows_of(snapshot, PIECES[kind].rows, period, region, lines, keys=list(keys))
