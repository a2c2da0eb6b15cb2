"""Projects at a month's end: lights with their reasons, when they will land, milestones, reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.frames import with_clause
from metrics.months import first_day
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

#: Lights of a project, in the order in which they are listed.
LIGHTS = ("red", "amber", "green", "grey", "done")

IN_SCOPE = f"""
    {in_scope("project.lead_line")}
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

# What is not finished can land at the end of the month shown at the earliest, and not before its last
# milestone does.
EXPECTED = f"""
{with_clause("project_lights", "clock")},
undone AS (
    SELECT
        milestone.project_id, max(coalesce(milestone.forecast_on, milestone.planned_on)) AS last_on
    FROM staging.milestones AS milestone
    INNER JOIN clock ON coalesce(milestone.done_on > clock.as_of, TRUE)
    GROUP BY milestone.project_id
),
expected AS (
    SELECT
        project.*,
        if(
            project.finished,
            project.finished_on,
            greatest(project.planned_end, project.as_of, undone.last_on)
        ) AS expected_end
    FROM project_lights AS project
    LEFT JOIN undone ON undone.project_id = project.project_id
)"""

PROJECTS = f"""
{EXPECTED}
SELECT
    project.project_id, project.name, project.lead_line,
    coalesce(project.partner_lines, []) AS partner_lines, project.theme, project.brand,
    project.region_code, region.name AS region_name, project.owner_post, project.provider,
    project.purchased, project.handed_over,
    project.goal, project.goal_value, project.goal_unit, project.achieved,
    project.achieved / project.goal_value AS achieved_pct,
    project.planned_start, project.planned_end,
    if(project.started, project.started_on, NULL) AS started_on,
    if(project.finished, project.finished_on, NULL) AS finished_on,
    project.expected_end,
    greatest(date_diff('day', project.planned_end, project.expected_end), 0) AS slip_days,
    project.budget_yuan, project.received_yuan, project.spent_yuan,
    project.spent_yuan / nullif(project.budget_yuan, 0) AS spent_pct,
    project.suspended, project.light, {REASON} AS reason,
    if(
        light IN ('done', 'grey'), 0,
        greatest(milestone_days_late, date_diff('day', planned_end, as_of), 0)
    ) AS days_late,
    project.as_of, source.origin
FROM expected AS project
INNER JOIN (SELECT project_id, origin FROM traced.projects) AS source
    ON source.project_id = project.project_id
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE {IN_SCOPE}
ORDER BY list_position({list(LIGHTS)}, light), days_late DESC, project.project_id
"""

OUTLOOK = f"""
{EXPECTED}
SELECT
    count(*) AS project_count,
    count(*) FILTER (light = 'done') AS done_count,
    count(*) FILTER (suspended AND light = 'grey') AS suspended_count,
    count(*) FILTER (running) AS running_count,
    count(*) FILTER (running AND expected_end > planned_end) AS slipping_count,
    coalesce(max(date_diff('day', planned_end, expected_end)) FILTER (running), 0) AS longest_slip_days
FROM (
    SELECT project.*, light <> 'done' AND NOT (suspended AND light = 'grey') AS running
    FROM expected AS project
    INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
    WHERE {IN_SCOPE}
)
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
    END AS days_late,
    project.as_of
FROM staging.milestones AS milestone
INNER JOIN placed_projects AS project ON project.project_id = milestone.project_id
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE {IN_SCOPE}
ORDER BY milestone.project_id, milestone.planned_on, milestone.seq
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
        provider, purchased, handed_over, goal, goal_value, goal_unit, achieved, achieved_pct`` (of
        the goal, above 1 where it is exceeded),
        ``planned_start, planned_end, started_on, finished_on`` (missing while after the month's end),
        ``expected_end`` (the end itself; else the latest of planned end, month's end and the undone
        milestones' forecasts, or plans where they have none), ``slip_days`` (that after the planned end),
        ``budget_yuan, received_yuan, spent_yuan, spent_pct`` (of the budget), ``suspended, light`` (red,
        amber, green, grey, done), ``reason`` (Chinese), ``days_late`` (past a milestone or the planned
        end), ``as_of, origin``.
    """
    return snapshot.query(PROJECTS, **asked(period, region, lines))


def schedule(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of `projects` in the order of a schedule: by light, then the one that is due first."""
    found = projects(snapshot, period, region, lines)
    rank = found["light"].map({light: place for place, light in enumerate(LIGHTS)})
    ordered = found.assign(rank=rank).sort_values(["rank", "planned_end", "project_id"], ignore_index=True)
    return ordered.drop(columns="rank")


def outlook(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> dict[str, int]:
    """Tell how many projects will land late, by what their milestones forecast.

    Returns:
        ``project_count, done_count, suspended_count``, ``running_count`` (neither done nor suspended),
        ``slipping_count`` (running ones expected after their planned end), ``longest_slip_days``.
    """
    found = snapshot.query(OUTLOOK, **asked(period, region, lines)).iloc[0]
    return {str(name): int(count) for name, count in found.items()}


def milestones(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), project_id: str | None = None
) -> pd.DataFrame:
    """Milestones of the projects of a region, or of one of them, with their state at the end of a month.

    Returns:
        ``project_id, project_name, seq, name, weight, planned_on, forecast_on, done_on, state`` (按期完成、
        逾期完成、逾期未完成、预计推迟、未到期), ``days_late, as_of``.
    """
    return snapshot.query(MILESTONES, **asked(period, region, lines, project_id))


def reports(snapshot: Snapshot, period: date, project_id: str) -> pd.DataFrame:
    """Monthly reports of one project or task up to a month: ``period, achieved, suspended, note``."""
    return snapshot.query(REPORTS, period=first_day(period), project=project_id)


def asked(period: date, region: str, lines: Sequence[str], project_id: str | None = None) -> dict[str, Any]:
    """The parameters of a query over `IN_SCOPE`."""
    return place_and_lines(period, region, lines) | {"project": project_id}
