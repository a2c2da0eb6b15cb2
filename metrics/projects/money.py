"""Money of projects: planned, received, spent and earned month by month, and where it came from.

Terms of earned value management: PV planned value, EV earned value, AC actual cost, BAC budget at
completion, SPI = EV / PV, CPI = EV / AC.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.frames import with_clause
from metrics.months import first_day, in_month
from metrics.projects.projects import IN_SCOPE, asked
from metrics.scope import at
from metrics.warehouse import Snapshot

SPAN = f"""
{with_clause("placed_projects")},
chosen AS (
    SELECT project.*
    FROM placed_projects AS project
    INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
    WHERE {IN_SCOPE}
),
ends AS (
    SELECT
        least(min(chosen.planned_start), min(funding.booked_on), min(chosen.as_of)) AS first_day,
        greatest(max(chosen.planned_end), max(chosen.as_of)) AS last_day
    FROM chosen
    LEFT JOIN staging.fundings AS funding
        ON funding.project_id = chosen.project_id AND funding.booked_on <= chosen.as_of
)
SELECT unnest(range(date_trunc('month', first_day), last_day + INTERVAL 1 DAY, INTERVAL 1 MONTH))::DATE
FROM ends
WHERE first_day IS NOT NULL
"""

# The plan spreads each budget evenly over the planned days: the contract knows no payment plan. Nothing is
# earned before a project has started, so that one without reports does not begin with all it has achieved.
COURSE = f"""
{with_clause("placed_projects")},
chosen AS (
    SELECT project.project_id
    FROM placed_projects AS project
    INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
    WHERE project.period = CAST($period AS DATE) AND {IN_SCOPE}
),
totals AS (
    SELECT
        project.period, project.as_of,
        fsum(project.budget_yuan) AS budget_yuan,
        fsum(project.budget_yuan * least(greatest(
            (date_diff('day', project.planned_start, project.as_of) + 1)
            / (date_diff('day', project.planned_start, project.planned_end) + 1), 0), 1)) AS planned_yuan,
        fsum(if(
            project.started, project.budget_yuan * least(project.achieved / project.goal_value, 1), 0
        )) AS earned_yuan,
        fsum(project.received_yuan) AS received_yuan,
        fsum(project.spent_yuan) AS spent_yuan
    FROM placed_projects AS project
    SEMI JOIN chosen ON chosen.project_id = project.project_id
    GROUP BY project.period, project.as_of
)
SELECT
    period AS month, as_of AS month_end, period <= CAST($period AS DATE) AS past,
    planned_yuan,
    if(past, earned_yuan, NULL) AS earned_yuan,
    if(past, received_yuan, NULL) AS received_yuan,
    if(past, spent_yuan, NULL) AS spent_yuan,
    budget_yuan,
    if(past, earned_yuan / nullif(planned_yuan, 0), NULL) AS schedule_index,
    if(past, earned_yuan / nullif(spent_yuan, 0), NULL) AS cost_index
FROM totals
ORDER BY period
"""

SOURCES = f"""
{with_clause("booked_fundings", "placed_projects")}
SELECT
    funding.source, funding.from_society,
    fsum(funding.amount_yuan) AS received_yuan,
    fsum(funding.amount_yuan) / nullif(fsum(fsum(funding.amount_yuan)) OVER (), 0) AS received_pct
FROM booked_fundings AS funding
INNER JOIN placed_projects AS project ON project.project_id = funding.project_id
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE funding.flow = '到位' AND {IN_SCOPE}
GROUP BY funding.source, funding.from_society
ORDER BY received_yuan DESC, funding.source
"""


def money_by_month(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), project_id: str | None = None
) -> pd.DataFrame:
    """Money so far at the end of every month, from the first plan or booking to the last plan: the S-curve.

    The projects are those of the region in the month shown, at all months.

    Returns:
        ``month, month_end, past`` (not after the month shown), cumulative ``planned_yuan`` (PV: each budget
        spread evenly over its planned days), ``earned_yuan`` (EV: budget x min(achieved / goal, 1) of what
        has started), ``received_yuan, spent_yuan`` (AC), ``budget_yuan`` (BAC, of all these projects),
        ``schedule_index`` (SPI), ``cost_index`` (CPI); EV, receipts, AC and indices are missing after the
        month shown. No rows without projects.
    """
    chosen = asked(period, region, lines, project_id)
    months = [month for (month,) in snapshot.rows(SPAN, **chosen)]
    return snapshot.query(COURSE, **chosen | at(*months) | {"period": first_day(period)})


def standing(course: pd.DataFrame, period: date) -> Any:
    """The row of an S-curve for a month, with the columns of `money_by_month` as attributes."""
    return next(course[in_month(course["month"], period)].itertuples(index=False))


def money_by_source(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), project_id: str | None = None
) -> pd.DataFrame:
    """Money received by the end of a month by where it came from, most first.

    Returns:
        ``source, from_society`` (counts as 社会资金), ``received_yuan, received_pct`` (of all receipts, 0-1).
    """
    return snapshot.query(SOURCES, **asked(period, region, lines, project_id))
