"""Reform tasks, issues and projects."""

from __future__ import annotations

import math
import statistics

from tests.models.reference.terms import LINES, Row, Terms

SOCIAL = {"社会募捐", "企业赞助", "海外捐赠", "福利产业"}


class Plans(Terms):
    """Metrics about what was planned."""

    def task_progress(self, task: Row) -> float | None:
        """Progress 0-100 at P, None when it cannot be known."""
        if self.by_now(task.get("finished_on")):
            return 100
        own = None if task.get("finished_on") is not None else task["progress"]
        progress: float | None = self.state(task["task_id"], "progress", own, 0)
        return progress

    def light(self, project: Row) -> str:
        """Light of a project at as_of."""
        if self.by_now(project.get("finished_on")):
            return "done"
        started = self.by_now(project.get("started_on"))
        if self.state(project["project_id"], "suspended", project.get("suspended", False), False):
            return "grey"
        if not started and project["planned_start"] > self.as_of:
            return "grey"
        undone = [
            row
            for row in self.rows("milestones")
            if row["project_id"] == project["project_id"] and not self.by_now(row.get("done_on"))
        ]
        late = [(self.as_of - row["planned_on"]).days for row in undone]
        spent = math.fsum(
            row["amount_yuan"]
            for row in self.rows("fundings")
            if row["project_id"] == project["project_id"]
            and row["flow"] == "支出"
            and self.by_now(row["booked_on"])
        )
        if (
            project["planned_end"] < self.as_of
            or any(days > 30 for days in late)
            or spent > project["budget_yuan"]
        ):
            return "red"
        slipping = any(row.get("forecast_on") and row["forecast_on"] > row["planned_on"] for row in undone)
        if not started or any(1 <= days <= 30 for days in late) or slipping:
            return "amber"
        return "green"

    def task_line(self, task: Row) -> str | None:
        """Line of a task: its own, else its plan's."""
        if task.get("line") is not None:
            return str(task["line"])
        return task["plan"] if task["plan"] in LINES else None

    def task_metrics(self, scope: str, line: str) -> None:
        """Reform tasks."""
        tasks = [
            task
            for task in self.mine(self.rows("reform_tasks"), scope, "")
            if line in ("", self.task_line(task))
        ]
        states = [(task["weight"], self.task_progress(task)) for task in tasks]
        self.ratio(
            "task_progress",
            line,
            scope,
            [(weight * state / 100, weight) for weight, state in states if state is not None],
        )
        self.ratio(
            "task_completion",
            line,
            scope,
            [(task["weight"] * self.by_now(task.get("finished_on")), task["weight"]) for task in tasks],
        )
        due = [task for task in tasks if task["planned_end"] <= self.as_of]
        self.ratio(
            "task_on_time",
            line,
            scope,
            [
                (
                    task["weight"]
                    if task.get("finished_on") and task["finished_on"] <= task["planned_end"]
                    else 0,
                    task["weight"],
                )
                for task in due
            ],
        )

    def issue_metrics(self, scope: str, line: str) -> None:
        """The issue ledger."""
        issues = self.mine(self.rows("issues"), scope, line)
        closed = [row for row in issues if self.trailing(row.get("closed_on"), 12)]
        answered = [
            row
            for row in issues
            if self.trailing(row["raised_on"], 12) and self.by_now(row.get("responded_on"))
        ]
        for metric, rows, field in (
            ("issue_response_days", answered, "responded_on"),
            ("issue_resolution_days", closed, "closed_on"),
        ):
            days = [(row[field] - row["raised_on"]).days for row in rows]
            self.put(metric, line, scope, (None, None, statistics.median(days) if days else None))
        due = [row for row in issues if self.trailing(row["due_on"], 12)]
        on_time = [bool(row.get("closed_on") and row["closed_on"] <= row["due_on"]) for row in due]
        self.ratio("issue_on_time", line, scope, [(kept, 1) for kept in on_time])
        overdue = [
            row
            for row in issues
            if row["raised_on"] <= self.as_of
            and row["due_on"] < self.as_of
            and not self.by_now(row.get("closed_on"))
        ]
        self.put("issue_overdue", line, scope, (len(overdue), None, len(overdue)))
        names = {row["issue_id"] for row in closed}
        steps = sum(row["issue_id"] in names and row["step"] == "转办" for row in self.rows("issue_steps"))
        self.ratio("reaction_links", line, scope, [(steps, len(closed))])

    def project_metrics(self, scope: str, line: str) -> None:
        """Projects, milestones and money."""
        projects = {
            row["project_id"]: row for row in self.mine(self.rows("projects"), scope, line, "lead_line")
        }
        lights = [self.light(project) for project in projects.values()]
        self.ratio(
            "project_green",
            line,
            scope,
            [(light == "green", 1) for light in lights if light in ("green", "amber", "red")],
        )
        milestones = [
            row
            for row in self.rows("milestones")
            if row["project_id"] in projects and row["planned_on"] <= self.as_of
        ]
        self.ratio(
            "milestone_on_time",
            line,
            scope,
            [
                (
                    row["weight"] if row.get("done_on") and row["done_on"] <= row["planned_on"] else 0,
                    row["weight"],
                )
                for row in milestones
            ],
        )
        booked = [
            row
            for row in self.rows("fundings")
            if row["project_id"] in projects and self.by_now(row["booked_on"])
        ]
        spent = math.fsum(row["amount_yuan"] for row in booked if row["flow"] == "支出")
        budget = math.fsum(row["budget_yuan"] for row in projects.values())
        self.ratio("budget_execution", line, scope, [(spent, budget)])
        self.ratio(
            "social_fund_ratio",
            line,
            scope,
            [
                (row["amount_yuan"] if row["source"] in SOCIAL else 0, row["amount_yuan"])
                for row in booked
                if row["flow"] == "到位"
            ],
        )
        self.ratio(
            "goal_attainment",
            line,
            scope,
            [
                (min(self.state(row["project_id"], "achieved", row["achieved"], 0) / row["goal_value"], 1), 1)
                for row in projects.values()
            ],
        )
        self.ratio(
            "social_delivery",
            line,
            scope,
            [(row["provider"] != "群团组织", 1) for row in projects.values() if row.get("provider")],
        )
