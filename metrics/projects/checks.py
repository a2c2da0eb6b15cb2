"""Why a project has its light: the rules in their order, what each finds, and the one that decides."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.scope import at
from metrics.warehouse import Snapshot

# light, rule, whether it holds, what was found.
RULES = (
    (
        "done",
        "已经完成",
        "finished",
        "if(finished, finished_on || ' 完成', '尚未完成')",
    ),
    (
        "grey",
        "本期处于暂停",
        "suspended",
        "if(suspended, '月报为暂停', '未暂停')",
    ),
    (
        "grey",
        "未开工，且未到计划开始日期",
        "NOT started AND planned_start > as_of",
        "'计划 ' || planned_start || ' 开始，' || if(started, started_on || ' 开工', '尚未开工')",
    ),
    (
        "red",
        "已过计划完成日期",
        "planned_end < as_of",
        "'计划 ' || planned_end || ' 完成，' || CASE WHEN planned_end = as_of THEN '就在统计日' "
        "ELSE if(planned_end < as_of, '已过 ', '还有 ') "
        "|| abs(date_diff('day', as_of, planned_end)) || ' 天' END",
    ),
    (
        "red",
        "有里程碑逾期超过 30 天",
        "milestone_days_late > 30",
        "if(milestone_days_late > 0, "
        "'“' || late_name || '”最久，逾期 ' || milestone_days_late || ' 天', '没有逾期的里程碑')",
    ),
    (
        "red",
        "支出超出预算",
        "overspent",
        "'支出 ' || format('{:,.0f}', spent_yuan) || ' 元，预算 ' || format('{:,.0f}', budget_yuan) || ' 元'",
    ),
    (
        "amber",
        "到了计划开始日期而未开工",
        "NOT started AND planned_start <= as_of",
        "if(started, started_on || ' 开工', '计划 ' || planned_start || ' 开始，尚未开工')",
    ),
    (
        "amber",
        "有里程碑逾期 1–30 天",
        "coalesce(recent_count > 0, FALSE)",
        "if(recent_count > 0, recent_count || ' 个里程碑逾期 1–30 天', '没有逾期 1–30 天的里程碑')",
    ),
    (
        "amber",
        "未完成的里程碑预计推迟",
        "slipping",
        "if(slipping, slip_count || ' 个里程碑预计推迟，最多 ' || slip_days || ' 天', '没有推迟的预测')",
    ),
    (
        "green",
        "以上都不符合",
        "light = 'green'",
        "if(light = 'green', '按计划进行', '有符合的规则')",
    ),
)

_ROWS = ", ".join(
    f"{{'step': {step}, 'light': '{light}', 'rule': '{rule}', 'holds': {holds}, 'fact': {fact}}}"
    for step, (light, rule, holds, fact) in enumerate(RULES, start=1)
)

CHECKS = f"""
{with_clause("project_lights", "clock")},
undone AS (
    SELECT
        milestone.project_id,
        arg_min(milestone.name, milestone.planned_on) AS late_name,
        count(*) FILTER (date_diff('day', milestone.planned_on, clock.as_of) BETWEEN 1 AND 30)
            AS recent_count,
        count(*) FILTER (milestone.forecast_on > milestone.planned_on) AS slip_count,
        max(date_diff('day', milestone.planned_on, milestone.forecast_on)) AS slip_days
    FROM staging.milestones AS milestone
    INNER JOIN clock ON coalesce(milestone.done_on > clock.as_of, TRUE)
    GROUP BY milestone.project_id
),
checks AS (
    SELECT unnest([{_ROWS}], recursive := TRUE)
    FROM project_lights AS project
    LEFT JOIN undone ON undone.project_id = project.project_id
    WHERE project.project_id = CAST($project AS VARCHAR)
)
SELECT step, light, rule, holds, fact, step = min(step) FILTER (holds) OVER () AS decides
FROM checks
ORDER BY step
"""


def light_checks(snapshot: Snapshot, period: date, project_id: str) -> pd.DataFrame:
    """Go through the rules of a project's light at the end of a month; the first that fits decides.

    Returns:
        ``step`` (from 1), ``light`` that the rule gives, ``rule`` and ``fact`` (Chinese), ``holds``,
        ``decides`` (true once); no rows for an unknown project.
    """
    return snapshot.query(CHECKS, **at(period), project=project_id)
