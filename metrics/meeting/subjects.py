"""What a decision may be tied to, and which numbers its batch may not take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import places
from metrics.catalogue import METRICS
from metrics.meeting.ledger import ledger
from metrics.projects import projects
from metrics.tasks import tasks
from metrics.warehouse import Snapshot

#: Kinds of what a decision may be tied to, by the field of the decision.
KINDS = {"issue_id": "问题", "project_id": "项目", "task_id": "任务", "metric_id": "指标"}


@dataclass(frozen=True)
class Subject:
    """Something that a decision may be tied to.

    Attributes:
        field: field of the decision, a key of `KINDS`.
        id: id of it.
        title: what it is called.
        line: line that answers for it, '' where none does.
        region: region code, '' where it has none.
        post: post that answers for it, '' where nobody is named.
    """

    field: str
    id: str
    title: str
    line: str = ""
    region: str = ""
    post: str = ""


@dataclass(frozen=True)
class Taken:
    """Which numbers of the data are taken already.

    Attributes:
        decisions: ids of all decisions.
        issues: ids of all issues.
        last_seq: the highest number of a decision by meeting.
        last_step: the highest number of a step by issue.
        ends: by issue, when it is to be closed as it was put off last.
        meetings: ids of all meetings.
    """

    decisions: frozenset[str]
    issues: frozenset[str]
    last_seq: dict[str, int]
    last_step: dict[str, int]
    ends: dict[str, date]
    meetings: frozenset[str]


_SEQS = "SELECT meeting_id, max(seq) FROM raw.decisions GROUP BY meeting_id"
_STEPS = "SELECT issue_id, max(seq) FROM raw.issue_steps GROUP BY issue_id"
_ENDS = """
SELECT issue.issue_id, CAST(greatest(issue.due_on, max(step.new_due_on)) AS DATE)
FROM raw.issues AS issue
LEFT JOIN raw.issue_steps AS step ON step.issue_id = issue.issue_id
GROUP BY issue.issue_id, issue.due_on
"""


def subjects(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> list[Subject]:
    """What decisions of a place may be tied to: issues, open ones first, projects, tasks, metrics.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; what lies below it counts.
        lines: responsible lines; none means all.
    """
    asked = (snapshot, period, region, lines)
    found = _of(ledger(*asked), "issue_id", "title", "line")
    found += _of(projects.projects(*asked), "project_id", "name", "lead_line")
    found += _of(tasks.tasks(*asked), "task_id", "name", "line")
    return found + [Subject("metric_id", metric.id, metric.name) for metric in METRICS]


def _of(rows: pd.DataFrame, field: str, title: str, line: str) -> list[Subject]:
    columns = (field, title, line, "region_code", "owner_post")
    return [
        Subject(field, *map(_text, cells)) for cells in zip(*(rows[name] for name in columns), strict=True)
    ]


def regions(snapshot: Snapshot, period: date, region: str) -> dict[str, str]:
    """Names of a region and all below it by code; villages with the township before them."""
    frame = places.regions(snapshot, period)
    names = dict(zip(frame["code"], frame["name"], strict=True))
    above = dict(zip(frame["code"], frame["parent_code"], strict=True))
    own = frame[[region in list(path) for path in frame["path"]]]
    return {
        code: f"{names.get(above[code], '')}{name}" if level == "village" else name
        for code, name, level in zip(own["code"], own["name"], own["level"], strict=True)
    }


def posts(found: Sequence[Subject]) -> list[str]:
    """The posts that answer for something already, in the order of their names."""
    return sorted({one.post for one in found if one.post})


def taken(snapshot: Snapshot) -> Taken:
    """Which numbers are taken."""

    def ids(table: str, field: str) -> frozenset[str]:
        return frozenset(str(value) for (value,) in snapshot.rows(f"SELECT {field} FROM raw.{table}"))

    return Taken(
        decisions=ids("decisions", "decision_id"),
        issues=ids("issues", "issue_id"),
        last_seq={str(one): int(seq) for one, seq in snapshot.rows(_SEQS)},
        last_step={str(one): int(seq) for one, seq in snapshot.rows(_STEPS)},
        ends={str(one): end for one, end in snapshot.rows(_ENDS)},
        meetings=ids("meetings", "meeting_id"),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
