"""Random tasks, projects and issues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tests.models.random_county.stones import LINES, Row, Stones

SOURCES = ["财政拨款", "上级专项", "会费", "社会募捐", "企业赞助", "海外捐赠", "福利产业", "政府购买服务"]


class Plans(Stones):
    """What was planned, and what came of it."""

    def plans(self) -> None:
        """Tasks and projects with their reports."""
        self.tables["reform_tasks"] = [self.task(number) for number in self.some(0, 15)]
        self.tables["projects"] = [self.project(number) for number in self.some(0, 18)]
        items = [row["task_id"] for row in self.tables["reform_tasks"]]
        names = [row["project_id"] for row in self.tables["projects"]]
        items += names
        keys = {(self.random.choice(items), self.month()) for _ in self.some(0, 50)} if items else set()
        self.tables["progress"] = [
            {
                "item_id": item,
                "period": month,
                "progress": self.maybe(self.random.randrange(100), 0.7),
                "achieved": self.maybe(self.number(150), 0.7),
                "suspended": self.random.random() < 0.08,
            }
            for item, month in sorted(keys)
        ]
        pairs = (
            {(self.random.choice(names), self.random.randrange(1, 5)) for _ in self.some(0, 25)}
            if names
            else set()
        )
        self.tables["milestones"] = [self.milestone(*pair) for pair in sorted(pairs)]
        self.tables["fundings"] = [self.funding(number, names) for number in self.some(0, 40) if names]

    def task(self, number: int) -> Row:
        """One reform task."""
        start = self.day()
        finished = self.maybe(self.after(start), 0.5)
        return {
            "task_id": f"T{number}",
            "plan": self.random.choice(["overall", *LINES]),
            "name": f"任务{number}",
            "line": self.maybe(self.line(), 0.4),
            "region_code": self.code(),
            "weight": self.random.choice([1, 1, 2, 0.5]),
            "planned_start": start,
            "planned_end": self.after(start),
            "finished_on": finished,
            "progress": 100 if finished else self.random.randrange(100),
        }

    def project(self, number: int) -> Row:
        """One project."""
        start = min(self.day(), self.day())
        started = self.maybe(self.after(start, 90), 0.8)
        return {
            "project_id": f"P{number}",
            "name": f"项目{number}",
            "lead_line": self.line(),
            "region_code": self.code(),
            "provider": self.maybe(self.random.choice(["群团组织", "社会组织", "企业", "学校"]), 0.7),
            "goal_value": self.random.choice([100, 40, 0.7]),
            "achieved": self.number(150),
            "planned_start": start,
            "planned_end": self.after(self.after(start, 700), 400),
            "started_on": started,
            "finished_on": self.maybe(self.after(started or start), 0.3),
            "budget_yuan": self.random.choice([0, 500, 1000, 90_000]),
            "suspended": self.random.random() < 0.05,
        }

    def milestone(self, project: str, seq: int) -> Row:
        """One milestone."""
        planned = self.day() - timedelta(days=self.random.choice([0, 1, 29, 30, 31]))
        return {
            "project_id": project,
            "seq": seq,
            "name": f"节点{seq}",
            "weight": self.random.choice([1, 2, 0.5]),
            "planned_on": planned,
            "forecast_on": self.maybe(planned + timedelta(days=self.random.choice([-3, 0, 1])), 0.4),
            "done_on": self.maybe(planned + timedelta(days=self.random.choice([-9, 0, 1, 30, 31, 60])), 0.8),
        }

    def funding(self, number: int, projects: Sequence[str]) -> Row:
        """Money in or out."""
        flow = self.random.choice(["到位", "支出"])
        return {
            "funding_id": f"F{number}",
            "project_id": self.random.choice(projects),
            "booked_on": self.day(),
            "flow": flow,
            "source": self.random.choice(SOURCES) if flow == "到位" else self.maybe("会费", 0.2),
            "amount_yuan": self.random.choice([500, self.money()]),
        }

    def meetings(self) -> None:
        """Issues with their steps."""
        rows, steps = [], []
        for number in self.some(0, 20):
            raised = self.day()
            rows.append(
                {
                    "issue_id": f"I{number}",
                    "title": f"问题{number}",
                    "raised_on": raised,
                    "region_code": self.code(),
                    "line": self.line(),
                    "responded_on": self.maybe(self.after(raised, 60), 0.7),
                    "due_on": self.after(raised, 200),
                    "closed_on": self.maybe(self.after(raised, 300), 0.6),
                }
            )
            for seq in range(self.random.randrange(4)):
                steps.append(
                    {
                        "issue_id": f"I{number}",
                        "seq": seq,
                        "step": self.random.choice(["转办", "转办", "延期"]),
                        "taken_on": self.after(raised, 90),
                    }
                )
        self.tables["issues"], self.tables["issue_steps"] = rows, steps
