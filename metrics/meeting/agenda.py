"""What the next meeting must decide, by the rules of `agenda.json`; a point stands under its first rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from metrics import quality
from metrics.catalogue import BY_ID
from metrics.meeting import declared, effect, ledger, meetings
from metrics.months import first_day
from metrics.projects import projects
from metrics.values import doubts, values
from metrics.warehouse import Snapshot

#: From how many forecasts later than planned a project counts as one that slipped twice.
SLIPPED_OFTEN = 2


@dataclass(frozen=True)
class Found:
    """What a rule found.

    Attributes:
        subject_id: of what it is about: kind and id, the same for every rule that finds it.
        line: line that must answer, '' for all together.
        post: post that must answer, '' where nobody is named.
        told: what the sentence of the rule is filled with; days and amounts are written where they are read.
        opens: what a link to the cause opens: ``page`` and what is chosen there.
    """

    subject_id: str
    line: str
    post: str
    told: dict[str, Any]
    opens: dict[str, str]


@dataclass(frozen=True)
class Point:
    """One point of the agenda.

    Attributes:
        id: its rule and what it is about, the same as long as the rule finds it.
        rule: the rule.
        found: what the rule found.
    """

    id: str
    rule: declared.Rule
    found: Found


@dataclass
class Question:
    """What is asked, and what several rules look at, fetched once.

    Attributes:
        snapshot: the published snapshot.
        period: the month.
        region: region code.
        lines: lines to look at; none means all.
    """

    snapshot: Snapshot
    period: date
    region: str
    lines: tuple[str, ...]
    _kept: dict[str, pd.DataFrame] = field(default_factory=dict)

    def issues(self) -> pd.DataFrame:
        """The ledger."""
        return self._once("issues", ledger.ledger)

    def effects(self) -> pd.DataFrame:
        """What the metrics of issues did."""
        return self._once("effects", effect.effects)

    def decisions(self) -> pd.DataFrame:
        """What was decided."""
        return self._once("decisions", meetings.decisions)

    def _once(self, name: str, ask: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        if name not in self._kept:
            self._kept[name] = ask(self.snapshot, self.period, self.region, self.lines)
        return self._kept[name]


def points(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> list[Point]:
    """The points that the rules find, in the order of the rules, the worst of each first.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; what lies below it counts.
        lines: lines to look at; none means all.
    """
    asked = Question(snapshot, first_day(period), region, tuple(lines))
    seen: set[str] = set()
    listed: list[Point] = []
    for rule in declared.rules():
        new = (found for found in FINDERS[rule.id](asked) if found.subject_id not in seen)
        for found in _first(new, rule.limit):
            seen.add(found.subject_id)
            listed.append(Point(f"{rule.id}/{found.subject_id}", rule, found))
    return listed[: declared.most_points()]


def _first(found: Iterable[Found], most: int) -> Iterator[Found]:
    for _, one in zip(range(most), found, strict=False):
        yield one


def _broken_decisions(asked: Question) -> Iterator[Found]:
    rows = asked.decisions()
    late = rows[rows["outcome"] == "broken"].sort_values(["held_on", "days_late"], ascending=False)
    for row in late.to_dict("records"):
        kind = next((name for name in ("issue", "project", "task") if _text(row[f"{name}_id"])), "")
        about = f"{kind}:{row[f'{kind}_id']}" if kind else f"decision:{row['decision_id']}"
        told = {"subject": row["text"], "due": row["due_on"].date(), "days": int(row["days_late"])}
        told["meeting"] = row["meeting_name"]
        opens = {"page": "meeting", "part": "decisions"}
        yield Found(about, _text(row["line"]), _text(row["owner_post"]), told, opens)


def _issues(asked: Question, chosen: Callable[[pd.DataFrame], Any], order: str) -> Iterator[Found]:
    rows = asked.issues()
    for row in rows[chosen(rows)].sort_values(order, ascending=False, kind="stable").to_dict("records"):
        end = row["due_on"] if pd.isna(row["extended_to"]) else row["extended_to"]
        told = {
            "subject": row["title"],
            "due": row["due_on"].date(),
            "extended": end.date(),
            "days": int(row["days_late"]),
            "postponed": int(row["postponed_count"]),
            "handovers": int(row["handover_count"]),
            "holder": _text(row["holder"]),
        }
        yield _of_issue(row, told)


def _of_issue(row: dict[Any, Any], told: dict[str, Any]) -> Found:
    opens = {"page": "meeting", "issue": row["issue_id"]}
    return Found(f"issue:{row['issue_id']}", row["line"], _text(row.get("owner_post")), told, opens)


def _overdue(asked: Question) -> Iterator[Found]:
    return _issues(asked, lambda rows: rows["overdue"], "days_late")


def _slipped(asked: Question) -> Iterator[Found]:
    return _issues(asked, lambda rows: rows["is_open"] & rows["slipped"], "postponed_count")


def _passed_on(asked: Question) -> Iterator[Found]:
    return _issues(asked, lambda rows: rows["is_open"] & rows["passed_on"], "handover_count")


def _raised_again(asked: Question) -> Iterator[Found]:
    return _issues(asked, lambda rows: rows["is_open"] & rows["raised_again"], "raised_on")


def _unmoved(asked: Question) -> Iterator[Found]:
    rows = asked.effects()
    posts = asked.issues().set_index("issue_id")["owner_post"]
    still = rows[rows["closed_on"].notna() & (rows["outcome"] == effect.UNMOVED)]
    for row in still.sort_values("closed_on", ascending=False).to_dict("records"):
        told = {
            "subject": row["title"],
            "metric_id": row["metric_id"],
            "before": row["value_then"],
            "after": row["value_now"],
        }
        yield _of_issue(row | {"owner_post": posts[row["issue_id"]]}, told)


def _red_projects(asked: Question) -> Iterator[Found]:
    rows = projects.projects(asked.snapshot, asked.period, asked.region, asked.lines)
    for row in rows[rows["light"] == "red"].to_dict("records"):
        yield _of_project(row, {"subject": row["name"], "reason": row["reason"]})


def _slipped_projects(asked: Question) -> Iterator[Found]:
    rows = projects.projects(asked.snapshot, asked.period, asked.region, asked.lines)
    stones = projects.milestones(asked.snapshot, asked.period, asked.region, asked.lines)
    waiting = stones[stones["done_on"].isna() & (stones["forecast_on"] > stones["planned_on"])]
    slips = (waiting["forecast_on"] - waiting["planned_on"]).dt.days.groupby(waiting["project_id"])
    counted = rows.assign(
        count=rows["project_id"].map(slips.size()), days=rows["project_id"].map(slips.max())
    )
    often = counted[counted["count"] >= SLIPPED_OFTEN].sort_values("days", ascending=False)
    for row in often.to_dict("records"):
        told = {"subject": row["name"], "count": int(row["count"]), "days": int(row["days"])}
        yield _of_project(row, told)


def _of_project(row: dict[Any, Any], told: dict[str, Any]) -> Found:
    opens = {"page": "projects", "project": row["project_id"]}
    return Found(f"project:{row['project_id']}", row["lead_line"], _text(row["owner_post"]), told, opens)


def _red_metrics(asked: Question) -> Iterator[Found]:
    lines = asked.lines or ("",)
    frame = values.values(asked.snapshot, [asked.period], lines=lines, regions=[asked.region])
    known = doubts.told(frame)
    red = known[known["light"] == "red"].sort_values("attainment")
    for row in red.to_dict("records"):
        told = {"metric_id": row["metric_id"], "value": row["value"], "target": row["target"]}
        told["subject"] = BY_ID[row["metric_id"]].name
        opens = {"page": "metrics", "metric": row["metric_id"]}
        yield Found(f"metric:{row['metric_id']}:{row['line']}", row["line"], "", told, opens)


def _doubted(asked: Question) -> Iterator[Found]:
    found = quality.suspects(asked.snapshot, asked.period, asked.region, asked.lines)
    own = found[found["kind"] == "矛盾"]
    for rule, rows in sorted(own.groupby("rule"), key=lambda pair: -len(pair[1])):
        stated = sorted(set(rows["line"].dropna()))
        told = {"subject": rows["title"].iloc[0], "count": len(rows), "found": f"如{rows['subject'].iloc[0]}"}
        opens = {"page": "data", "part": "doubts", "rule": str(rule)}
        yield Found(f"doubt:{rule}", stated[0] if len(stated) == 1 else "", "", told, opens)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


#: What finds the points of each rule, the worst first.
FINDERS: dict[str, Callable[[Question], Iterator[Found]]] = {
    "broken_decision": _broken_decisions,
    "overdue_issue": _overdue,
    "unmoved_issue": _unmoved,
    "slipped_issue": _slipped,
    "passed_on_issue": _passed_on,
    "raised_again_issue": _raised_again,
    "red_project": _red_projects,
    "slipped_project": _slipped_projects,
    "red_metric": _red_metrics,
    "doubted": _doubted,
}
