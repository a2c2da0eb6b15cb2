"""Whether projects move: when each last did, which stand still, what moved since a day, the load of posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.months import last_day, months_before
from metrics.projects.projects import asked, projects
from metrics.scope import in_scope
from metrics.warehouse import Snapshot

#: A project under way stands still where nothing of it moved in so many months.
STILL_MONTHS = 2

#: What counts as a movement: work begun, a milestone done, money spent, an achievement above all before it.
MOVES = f"""
{with_clause("placed_projects")},
reported AS (
    SELECT
        report.item_id AS project_id, last_day(report.period) AS moved_on, report.achieved,
        max(report.achieved) OVER (
            PARTITION BY report.item_id ORDER BY report.period
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS most_before
    FROM raw.progress AS report
    WHERE report.achieved IS NOT NULL
),
moves AS (
    SELECT project_id, CAST(started_on AS DATE) AS moved_on, '开工' AS kind FROM staging.projects
    UNION ALL
    SELECT project_id, CAST(done_on AS DATE), '里程碑' FROM staging.milestones
    UNION ALL
    SELECT project_id, CAST(booked_on AS DATE), '支出' FROM staging.fundings
    WHERE flow = '支出' AND amount_yuan > 0
    UNION ALL
    SELECT project_id, moved_on, '完成值' FROM reported WHERE achieved > coalesce(most_before, 0)
)
SELECT move.project_id, move.moved_on, move.kind
FROM moves AS move
INNER JOIN placed_projects AS project
    ON project.project_id = move.project_id AND move.moved_on <= project.as_of
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE {in_scope("project.lead_line")} AND CAST($project AS VARCHAR) IS NULL
ORDER BY move.project_id, move.moved_on, move.kind
"""

SLIPPED = f"""
{with_clause("placed_projects")}
SELECT
    project.project_id, count(*) AS slipped_count,
    max(date_diff('day', milestone.planned_on, milestone.forecast_on)) AS slipped_days
FROM placed_projects AS project
INNER JOIN staging.milestones AS milestone ON milestone.project_id = project.project_id
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE
    {in_scope("project.lead_line")} AND CAST($project AS VARCHAR) IS NULL
    AND milestone.forecast_on > milestone.planned_on
    AND coalesce(milestone.done_on > project.as_of, TRUE)
GROUP BY project.project_id
"""


def tracked(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), since: date | None = None
) -> pd.DataFrame:
    """Projects that are not finished, those that stand still first, the longest still before the others.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; projects of everything below it count.
        lines: leading lines to keep; none means all.
        since: movements after this day are told apart, the day of the last conference; None tells none.

    Returns:
        ``project_id, name, lead_line, region_name, owner_post, light, reason, under_way`` (begun and not
        suspended), ``moved_on`` (missing where nothing ever did) ``, moved_by`` (what did, that day),
        ``still`` (under way, and nothing moved in the last `STILL_MONTHS` months), ``since`` (kinds of
        movements after that day with their counts), ``slipped_count, slipped_days`` (undone milestones
        whose forecast is later than planned, and the worst of them).
    """
    here = asked(period, region, lines)
    found = projects(snapshot, period, region, lines)
    found = found[found["light"] != "done"].copy()
    moves = snapshot.query(MOVES, **here)
    moves["moved_on"] = pd.to_datetime(moves["moved_on"])
    last = moves.sort_values(["moved_on", "kind"]).groupby("project_id").tail(1).set_index("project_id")
    found["moved_on"] = found["project_id"].map(last["moved_on"])
    found["moved_by"] = found["project_id"].map(last["kind"])
    found["under_way"] = found["started_on"].notna() & ~found["suspended"].astype(bool)
    before = pd.Timestamp(last_day(months_before(period, STILL_MONTHS)))
    found["still"] = found["under_way"] & (found["moved_on"] <= before)
    after = moves[moves["moved_on"] > pd.Timestamp(since)] if since else moves.iloc[:0]
    told = {project: _counted(kinds) for project, kinds in after.groupby("project_id")["kind"]}
    found["since"] = [told.get(project, "") for project in found["project_id"]]
    slipped = snapshot.query(SLIPPED, **here)
    found = found.merge(slipped, on="project_id", how="left")
    found["slipped_count"] = found["slipped_count"].fillna(0).astype(int)
    order = ["still", "moved_on", "project_id"]
    found = found.sort_values(order, ascending=[False, True, True], ignore_index=True)
    return found[_COLUMNS]


_COLUMNS = [
    *("project_id", "name", "lead_line", "region_name", "owner_post", "light", "reason", "under_way"),
    *("moved_on", "moved_by", "still", "since", "slipped_count", "slipped_days"),
]


def _counted(kinds: pd.Series[str]) -> str:
    return "、".join(f"{kind} {count}" for kind, count in kinds.value_counts(sort=False).items())


def by_post(found: pd.DataFrame) -> pd.DataFrame:
    """The load of each post: ``owner_post, projects, red, still, slipped``, the heaviest first.

    Args:
        found: rows of :func:`tracked`.
    """
    told = found.assign(red=found["light"] == "red", slipped=found["slipped_count"] > 0)
    sums = told.groupby("owner_post").agg(
        projects=("project_id", "size"),
        red=("red", "sum"),
        still=("still", "sum"),
        slipped=("slipped", "sum"),
    )
    order = ["projects", "red", "owner_post"]
    return sums.reset_index().sort_values(order, ascending=[False, False, True], ignore_index=True)
