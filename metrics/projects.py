"""Projects at a month's end: lights with their reasons, milestones, money over time, reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from metrics.frames import with_clause
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

IN_SCOPE = """
    list_contains(region.path, CAST($region AS VARCHAR))
    AND (len(CAST($lines AS VARCHAR[])) = 0 OR list_contains(CAST($lines AS VARCHAR[]), project.lead_line))
    AND (CAST($project AS VARCHAR) IS NULL OR project.project_id = $project)"""

REASON = """
    CASE light
        WHEN 'done' THEN '已于 ' || finished_on || ' 完成'
        WHEN 'grey' THEN if(suspended, '已暂停', '计划 ' || planned_start || ' 开始，尚未到期')
        WHEN 'green' THEN '按计划进行'
        ELSE array_to_string([
            if(
                planned_end < as_of,
                '已过计划完成日期 ' || date_diff('day', planned_end, as_of) || ' 天',
                NULL
            ),
            if(NOT started AND planned_start <= as_of, '计划 ' || planned_start || ' 开始，尚未开工', NULL),
            if(milestone_days_late > 0, '里程碑逾期 ' || milestone_days_late || ' 天', NULL),
            if(overspent, '支出超出预算 ' || format('{:,.0f}', spent_yuan - budget_yuan) || ' 元', NULL),
            if(slipping, '有里程碑预计推迟', NULL)
        ], '；')
    END"""

PROJECTS = f"""
{with_clause("project_lights")}
SELECT
    project.project_id, project.name, project.lead_line, project.partner_lines, project.theme, project.brand,
    project.region_code, region.name AS region_name, project.owner_post, project.provider,
    project.purchased, project.handed_over,
    project.goal, project.goal_value, project.goal_unit, project.achieved,
    least(project.achieved / project.goal_value, 1) AS achieved_pct,
    project.planned_start, project.planned_end,
    if(project.started, project.started_on, NULL) AS started_on,
    if(project.finished, project.finished_on, NULL) AS finished_on,
    project.budget_yuan, project.received_yuan, project.spent_yuan,
    project.spent_yuan / nullif(project.budget_yuan, 0) AS spent_pct,
    project.suspended, project.light, {REASON} AS reason,
    if(
        light IN ('done', 'grey'), 0,
        greatest(milestone_days_late, date_diff('day', planned_end, as_of), 0)
    ) AS days_late,
    project.origin
FROM project_lights AS project
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE {IN_SCOPE}
ORDER BY list_position(['red', 'amber', 'green', 'grey', 'done'], light), days_late DESC, project.project_id
"""

MILESTONES = f"""
{with_clause("placed_projects")}
SELECT
    milestone.project_id, project.name AS project_name, milestone.seq, milestone.name, milestone.weight,
    milestone.planned_on, milestone.forecast_on,
    if(milestone.done_on <= project.as_of, milestone.done_on, NULL) AS done_on,
    CASE
        WHEN milestone.done_on <= least(milestone.planned_on, project.as_of) THEN '按期完成'
        WHEN milestone.done_on <= project.as_of THEN '逾期完成'
        WHEN milestone.planned_on < project.as_of THEN '逾期未完成'
        WHEN milestone.forecast_on > milestone.planned_on THEN '预计推迟'
        ELSE '未到期'
    END AS state,
    CASE
        WHEN milestone.done_on <= project.as_of
            THEN greatest(date_diff('day', milestone.planned_on, milestone.done_on), 0)
        ELSE greatest(date_diff('day', milestone.planned_on, project.as_of), 0)
    END AS days_late
FROM staging.milestones AS milestone
INNER JOIN placed_projects AS project ON project.project_id = milestone.project_id
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE {IN_SCOPE}
ORDER BY milestone.project_id, milestone.planned_on, milestone.seq
"""

# The plan spreads each budget evenly over the planned days: the contract knows no payment plan.
MONEY = f"""
{with_clause("placed_projects")},
chosen AS (
    SELECT project.*
    FROM placed_projects AS project
    INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
    WHERE {IN_SCOPE}
),
booked AS (
    SELECT date_trunc('month', funding.booked_on)::DATE AS month, funding.flow, funding.amount_yuan
    FROM staging.fundings AS funding
    INNER JOIN chosen ON chosen.project_id = funding.project_id AND funding.booked_on <= chosen.as_of
),
span AS (
    SELECT
        least(min(chosen.planned_start), (SELECT min(month) FROM booked)) AS first_day,
        greatest(max(chosen.planned_end), max(chosen.as_of)) AS last_day,
        max(chosen.as_of) AS as_of
    FROM chosen
),
months AS (
    SELECT
        unnest(range(
            date_trunc('month', first_day), last_day + INTERVAL 1 DAY, INTERVAL 1 MONTH
        ))::DATE AS month,
        as_of
    FROM span
    WHERE first_day IS NOT NULL
),
planned AS (
    SELECT months.month, sum(chosen.budget_yuan * least(greatest(
        (date_diff('day', chosen.planned_start, last_day(months.month)) + 1)
        / (date_diff('day', chosen.planned_start, chosen.planned_end) + 1), 0), 1)) AS planned_yuan
    FROM months CROSS JOIN chosen
    GROUP BY months.month
),
moved AS (
    SELECT
        months.month, months.as_of,
        coalesce(sum(booked.amount_yuan) FILTER (WHERE booked.flow = '到位'), 0) AS received_yuan,
        coalesce(sum(booked.amount_yuan) FILTER (WHERE booked.flow = '支出'), 0) AS spent_yuan
    FROM months LEFT JOIN booked ON booked.month = months.month
    GROUP BY months.month, months.as_of
)
SELECT
    moved.month, moved.received_yuan, moved.spent_yuan,
    if(moved.month <= moved.as_of, sum(moved.received_yuan) OVER (ORDER BY moved.month), NULL)
        AS received_total_yuan,
    if(moved.month <= moved.as_of, sum(moved.spent_yuan) OVER (ORDER BY moved.month), NULL)
        AS spent_total_yuan,
    planned.planned_yuan AS planned_total_yuan,
    (SELECT sum(budget_yuan) FROM chosen) AS budget_yuan
FROM moved INNER JOIN planned ON planned.month = moved.month
ORDER BY moved.month
"""

SOURCES = f"""
{with_clause("booked_fundings", "placed_projects")}
SELECT funding.source, funding.from_society, sum(funding.amount_yuan) AS received_yuan
FROM booked_fundings AS funding
INNER JOIN placed_projects AS project ON project.project_id = funding.project_id
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE funding.flow = '到位' AND {IN_SCOPE}
GROUP BY ALL
ORDER BY received_yuan DESC, funding.source
"""

REPORTS = """
SELECT period, achieved, suspended, note
FROM raw.progress
WHERE item_id = CAST($project AS VARCHAR) AND period <= CAST($period AS DATE)
ORDER BY period
"""


def projects(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Projects of a region with their state at the end of a month, red ones first.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; projects of everything below it count.
        lines: leading lines to keep; none means all.

    Returns:
        ``project_id, name, lead_line, partner_lines, theme, brand, region_code, region_name, owner_post,
        provider, purchased, handed_over, goal, goal_value, goal_unit, achieved, achieved_pct`` (0-1),
        ``planned_start, planned_end, started_on, finished_on`` (missing while after the month's end),
        ``budget_yuan, received_yuan, spent_yuan, spent_pct`` (of the budget), ``suspended, light`` (red,
        amber, green, grey, done), ``reason`` (Chinese), ``days_late`` (past a milestone or the planned
        end), ``origin``.
    """
    return snapshot.query(PROJECTS, **_scope(period, region, lines))


def milestones(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), project_id: str | None = None
) -> pd.DataFrame:
    """Milestones of the projects of a region, or of one of them, with their state at the end of a month.

    Returns:
        ``project_id, project_name, seq, name, weight, planned_on, forecast_on, done_on, state`` (按期完成、
        逾期完成、逾期未完成、预计推迟、未到期), ``days_late``.
    """
    return snapshot.query(MILESTONES, **_scope(period, region, lines, project_id))


def money_by_month(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), project_id: str | None = None
) -> pd.DataFrame:
    """Money month by month, from the first plan or booking to the last plan: the S-curve.

    Returns:
        ``month, received_yuan, spent_yuan`` (of the month), ``received_total_yuan, spent_total_yuan`` (so
        far; missing after the month shown), ``planned_total_yuan`` (each budget spread evenly over its
        planned days), ``budget_yuan`` (of all these projects); no rows without projects.
    """
    return snapshot.query(MONEY, **_scope(period, region, lines, project_id))


def money_by_source(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), project_id: str | None = None
) -> pd.DataFrame:
    """Money received by the end of a month by where it came from, most first.

    Returns:
        ``source, from_society`` (counts as 社会资金), ``received_yuan``.
    """
    return snapshot.query(SOURCES, **_scope(period, region, lines, project_id))


def reports(snapshot: Snapshot, period: date, project_id: str) -> pd.DataFrame:
    """Monthly reports of one project or task up to a month: ``period, achieved, suspended, note``."""
    return snapshot.query(REPORTS, period=period, project=project_id)


def _scope(period: date, region: str, lines: Sequence[str], project_id: str | None = None) -> dict[str, Any]:
    return {
        "periods": [period.replace(day=1)],
        "region": region,
        "lines": list(lines),
        "project": project_id,
    }
