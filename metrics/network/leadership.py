"""四牵头一配合: the chief lead, the four leads and the lines they answer for, with the state of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.network import structure
from metrics.scope import at
from metrics.tasks import tasks
from metrics.tasks.scheme import lead_posts
from metrics.values import values
from metrics.warehouse import Snapshot

CHIEF = "总牵头"
BODIES = ("领导小组", "联席会议制度")
LINE_METRICS = ("task_progress", "task_on_time", "issue_overdue")

# Who leads is laid down for the whole county, also where a part of it is looked at.
COUNTY = """
SELECT coalesce(county_code, code) FROM marts.dim_regions WHERE code = CAST($region AS VARCHAR)
"""

# A line reports to the lead that its own plan names with most weight.
LINE_LEADS = f"""
SELECT line, lead_role
FROM (
    SELECT staged.plan AS line, staged.lead_role, fsum(staged.weight) AS weight
    FROM staging.tasks AS staged
    INNER JOIN marts.dim_regions AS region ON region.code = staged.region_code
    WHERE staged.plan <> 'overall' AND list_contains(region.path, ({COUNTY}))
    GROUP BY staged.plan, staged.lead_role
)
QUALIFY row_number() OVER (
    PARTITION BY line ORDER BY weight DESC, list_position({list(lead_posts())}, lead_role)
) = 1
"""

MEETINGS = f"""
{with_clause("clock")}
SELECT count(*) AS meeting_count, max(meeting.held_on) AS last_held_on
FROM raw.meetings AS meeting
INNER JOIN clock ON meeting.held_on <= clock.as_of
"""


def by_line(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """State of each line: metrics of the catalogue, and the lead that it reports to.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        lines: lines to keep; none means all.

    Returns:
        ``line, lead_role`` (missing where no plan of the line names one), ``task_progress, task_on_time``
        (0-1), ``issue_overdue`` (count), ``overdue_count`` (tasks due and unfinished) and ``task_count``, in
        the fixed order of the lines.
    """
    chosen = list(lines or LINES)
    found = values.values(snapshot, [period], metrics=LINE_METRICS, lines=chosen, regions=[region])
    wide = found.pivot(index="line", columns="metric_id", values="value").reindex(
        index=chosen, columns=list(LINE_METRICS)
    )
    leads = snapshot.query(LINE_LEADS, region=region).set_index("line")["lead_role"]
    listed = tasks.tasks(snapshot, period, region, chosen)
    late = listed[listed["state"] == "overdue"]
    counts = {"task_count": listed["line"].value_counts(), "overdue_count": late["line"].value_counts()}
    added = {name: count.reindex(chosen, fill_value=0) for name, count in counts.items()}
    return wide.assign(lead_role=leads.reindex(chosen), **added).reset_index()


def leads(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """State of each lead of the scheme: the tasks that name the lead, and the issues of its lines.

    Returns:
        ``lead_role, post, lines`` (ids of the lines that report to the lead; all for the chief lead),
        ``task_count, overdue_count, progress_pct, on_time_pct`` (0-1, of the tasks that name the lead, as
        `metrics.tasks.tasks.sums`), ``issue_overdue`` (of those lines; missing without), the chief first.
    """
    posts = lead_posts()
    of_line = by_line(snapshot, period, region)
    added = tasks.by(tasks.sums(snapshot, period, region), "lead_role").set_index("lead_role")
    kept = added[["task_count", "overdue_count", "progress_pct", "on_time_pct"]].reindex(list(posts))
    below = [_below(of_line, role) for role in posts]
    return kept.assign(
        post=list(posts.values()),
        lines=pd.Series([list(rows["line"]) for rows in below], index=kept.index),
        issue_overdue=[rows["issue_overdue"].sum(min_count=1) for rows in below],
        task_count=kept["task_count"].fillna(0).astype(int),
        overdue_count=kept["overdue_count"].fillna(0).astype(int),
    ).reset_index(names="lead_role")


def _below(of_line: pd.DataFrame, role: str) -> pd.DataFrame:
    return of_line if role == CHIEF else of_line[of_line["lead_role"] == role]


def bodies(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """The leading group and the joint conference of a region's county: rows of `structure.reforms`."""
    county = snapshot.rows(COUNTY, region=region)[0][0]
    found = structure.reforms(snapshot, period, county)
    return found[found["item"].isin(BODIES)].reset_index(drop=True)


def meetings(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """The joint conferences held by a month's end, in one row: ``meeting_count, last_held_on``."""
    return snapshot.query(MEETINGS, **at(period))
