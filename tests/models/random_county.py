"""Small random counties as contract rows, crowded with edge cases.

Dates cluster on month ends and window edges, fields are often blank, regions merge in chains or are
not yet valid, so that a few dozen rows of each table meet most of the definitions' corners.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

LINES = ["union", "youth", "women", "science", "overseas", "disabled", "commerce"]
SETTINGS = ["机关", "乡镇街道", "村社区", "园区", "企业", "学校", "驻外", "其他"]
KINDS = ["群团服务中心", "群团服务站", "政务服务窗口", "便民服务窗口", "村级服务点", "茶叙室"]
SOURCES = ["财政拨款", "上级专项", "会费", "社会募捐", "企业赞助", "海外捐赠", "福利产业", "政府购买服务"]
SERVICES = ["政策咨询", "关系接转", "发展会员", "法律维权", "其他"]
FIRST = date(2014, 11, 1)
MONTHS = 30


class County:
    """One random county: `tables` maps contract table names to rows."""

    def __init__(self, seed: int, size: int = 1) -> None:
        """Generate from a seed; `size` multiplies the rows of each table."""
        self.random = random.Random(seed)
        self.size = size
        self.tables: dict[str, list[Row]] = {}
        self.regions()
        self.codes = [row["code"] for row in self.tables["regions"]]
        self.organizations()
        self.work()
        self.plans()
        self.meetings()

    # Building stones ------------------------------------------------------------------------------

    def month(self) -> date:
        """A random month of the span."""
        index = FIRST.year * 12 + FIRST.month - 1 + self.random.randrange(MONTHS)
        return date(index // 12, index % 12 + 1, 1)

    def day(self) -> date:
        """A random day: often a month's first or last."""
        first = self.month()
        choice = self.random.random()
        if choice < 0.25:
            return first
        if choice < 0.5:
            return first - timedelta(days=1)
        return first + timedelta(days=self.random.randrange(27))

    def after(self, day: date, longest: int = 400) -> date:
        """A day on or after another."""
        return day + timedelta(days=self.random.choice([0, 1, 30, 31, self.random.randrange(longest)]))

    def maybe(self, value: Any, chance: float = 0.6) -> Any:
        """The value, or None."""
        return value if self.random.random() < chance else None

    def line(self) -> str:
        """A line."""
        return self.random.choice(LINES)

    def some_lines(self, without: str | None = None) -> list[str] | None:
        """Several lines, or None."""
        others = [line for line in LINES if line != without]
        return self.maybe(self.random.sample(others, self.random.randrange(1, 4)), 0.5)

    def code(self) -> str:
        """A region."""
        return self.random.choice(self.codes)

    def number(self, high: int) -> int:
        """A count, often 0."""
        return self.random.choice([0, self.random.randrange(high)])

    def some(self, low: int, high: int) -> range:
        """A random number of repetitions."""
        return range(self.random.randrange(low, high + 1) * self.size)

    def money(self) -> float:
        """Yuan and fen."""
        return self.random.randrange(200_000) / 100

    # Tables ---------------------------------------------------------------------------------------

    def regions(self) -> None:
        """A city or a county with townships and villages, some merged, some new."""
        rows: list[Row] = []
        counties = ["360829000000"]
        if self.random.random() < 0.3:
            rows.append(self.region("360800000000", "city", None))
            counties.append("360830000000")
        for county in counties:
            rows.append(self.region(county, "county", "360800000000" if len(counties) > 1 else None))
            for number in range(1, self.random.randrange(2, 5)):
                township = f"{county[:6]}{number:03}000"
                rows.append(self.region(township, "township", county))
                for village in range(1, self.random.randrange(1, 5)):
                    rows.append(self.region(f"{township[:9]}{village:03}", "village", township))
        self.tables["regions"] = rows
        self.tables["expectations"] = [
            {"line": line, "level": level, "expected": self.random.random() < 0.5}
            for line, level in self.random.sample(
                [(line, level) for line in LINES for level in ("city", "county", "township", "village")],
                self.random.randrange(5),
            )
        ]
        self.merge(rows)
        self.publics(rows)

    def region(self, code: str, level: str, parent: str | None) -> Row:
        """One region near 114.6 E, 27.3 N."""
        kinds = {"township": ["镇", "乡", "园区", None], "village": ["行政村", "社区"]}.get(level, ["县"])
        located = self.random.random() < 0.8
        return {
            "code": code,
            "name": code,
            "level": level,
            "parent_code": parent,
            "kind": self.random.choice(kinds),
            "lon": 114.6 + self.random.uniform(-0.1, 0.1) if located else None,
            "lat": 27.3 + self.random.uniform(-0.1, 0.1) if located else None,
            "population": self.maybe(self.number(3000), 0.8),
        }

    def merge(self, rows: Sequence[Row]) -> None:
        """Merge some villages and a township into others, and let some regions begin late."""
        villages = [row for row in rows if row["level"] == "village"]
        for position, village in enumerate(villages[:-1]):
            if self.random.random() < 0.35:
                village["valid_to"] = self.day()
                village["successor_code"] = self.random.choice(villages[position + 1 :])["code"]
        for village in villages:
            if self.random.random() < 0.2:
                village["valid_from"] = self.day()
                if village.get("valid_to") and village["valid_to"] <= village["valid_from"]:
                    village["valid_to"] = village["valid_from"] + timedelta(days=self.random.randrange(1, 90))
        self.merge_township(rows)

    def merge_township(self, rows: Sequence[Row]) -> None:
        """Merge the first township, with all villages that end by then, into the last; start one late."""
        townships = [row for row in rows if row["level"] == "township"]
        if len(townships) > 1 and self.random.random() < 0.5:
            first, last = townships[0], townships[-1]
            first["valid_to"], first["successor_code"] = self.day(), last["code"]
            for row in rows:
                if row["parent_code"] == first["code"] and (row.get("valid_to") or date.max) > first["valid_to"]:
                    row["parent_code"] = last["code"]
        if self.random.random() < 0.3:
            township = self.random.choice(townships)
            township["valid_from"] = self.day()
            if township.get("valid_to") and township["valid_to"] <= township["valid_from"]:
                del township["valid_from"]

    def publics(self, rows: Sequence[Row]) -> None:
        """People of the lines in some regions and years."""
        keys = {(self.line(), self.random.choice(rows)["code"], self.random.choice([2014, 2015, 2016, 2017]))
                for _ in range(40)}  # fmt: skip
        self.tables["publics"] = [
            {"line": line, "region_code": code, "year": year, "people": self.number(5000)}
            for line, code, year in sorted(keys)
        ]

    def organizations(self) -> None:
        """Organisations with their monthly reports."""
        chance = self.random.choice([0.2, 0.6, 0.9])
        cells = [(line, code) for line in LINES for code in self.codes if self.random.random() < chance]
        places = cells + [(self.line(), self.code()) for _ in self.some(10, 45)]
        rows = [self.organization(number, *place) for number, place in enumerate(places)]
        self.tables["organizations"] = rows
        self.orgs = [row["org_id"] for row in rows]
        self.memberships()
        self.cadres()
        keys = {(self.code(), self.maybe(self.line(), 0.8), item) for item in ("党群办", "一正两副") for _ in range(4)}
        self.tables["structures"] = [
            {"region_code": code, "line": line, "item": item, "done_on": self.maybe(self.day())}
            for code, line, item in sorted(keys, key=str)
        ]

    def organization(self, number: int, line: str, code: str) -> Row:
        """One organisation; the first ones are covering, park enterprises often union."""
        founded = min(self.day(), self.day())
        return {
            "org_id": f"O{number}",
            "name": f"组织{number}",
            "line": line,
            "region_code": code,
            "setting": self.random.choice(SETTINGS[:4] if self.random.random() < 0.5 else SETTINGS),
            "founded_on": founded,
            "dissolved_on": self.maybe(self.after(founded, 900), 0.15),
            "committee_size": self.maybe(self.random.choice([3, 4, 5, 6, 11])),
            "in_park": self.random.random() < 0.5,
        }

    def memberships(self) -> None:
        """Membership reports with gaps."""
        keys = {(self.random.choice(self.orgs), self.month()) for _ in self.some(20, 600)}
        self.tables["memberships"] = [
            {
                "org_id": org,
                "period": month,
                "members": self.number(500),
                "eligible": self.maybe(self.number(800)),
                "joined": self.maybe(self.number(30), 0.4),
            }
            for org, month in sorted(keys)
        ]

    def cadres(self) -> None:
        """Staff reports with blanks."""
        keys = {(self.random.choice(self.orgs), self.month()) for _ in self.some(5, 200)}
        self.tables["cadres"] = []
        for org, month in sorted(keys):
            row: Row = {"org_id": org, "period": month}
            for field in ("lead_full", "lead_part", "lead_seconded"):
                row[field] = self.maybe(self.number(6), 0.85)
            for body in ("standing", "committee", "congress"):
                row[body] = self.maybe(self.random.randrange(1, 40), 0.8)
                row[f"{body}_front"] = self.maybe(self.random.randrange((row[body] or 40) + 1), 0.8)
            self.tables["cadres"].append(row)

    def work(self) -> None:
        """Activities, outputs, stations, channels."""
        self.tables["activities"] = [self.activity(number) for number in self.some(0, 150)]
        self.tables["outputs"] = [
            {
                "output_id": f"U{number}",
                "line": self.line(),
                "region_code": self.code(),
                "delivered_on": self.day(),
                "item": self.random.choice(["授信贷款", "辅助器具"]),
                "quantity": self.number(50),
                "unit": "件",
                "amount_yuan": self.maybe(self.money(), 0.4),
            }
            for number in self.some(0, 20)
        ]
        self.stations()
        keys = {
            (self.code(), self.line(), self.random.choice(["微信", "微博"]), self.month()) for _ in self.some(0, 40)
        }
        self.tables["channels"] = [
            {
                "region_code": code,
                "line": line,
                "platform": platform,
                "period": month,
                "followers": self.maybe(self.number(9000)),
                "requests": self.maybe(self.random.randrange(50, 100), 0.7),
                "closed_requests": self.maybe(self.number(50), 0.7),
            }
            for code, line, platform, month in sorted(keys)
        ]

    def activity(self, number: int) -> Row:
        """One activity."""
        lead = self.line()
        return {
            "activity_id": f"A{number}",
            "name": f"活动{number}",
            "lead_line": lead,
            "partner_lines": self.some_lines(without=lead),
            "org_id": self.maybe(self.random.choice(self.orgs), 0.5),
            "region_code": self.code(),
            "held_on": self.day(),
            "participants": self.number(300),
            "beneficiaries": self.maybe(self.number(300), 0.4),
            "volunteers": self.maybe(self.number(30), 0.4),
            "online": self.random.random() < 0.3,
            "satisfaction": self.maybe(self.random.randrange(1000) / 10, 0.5),
        }

    def stations(self) -> None:
        """Stations and their monthly reports."""
        rows = []
        for number in self.some(1, 16):
            opened = self.day()
            located = self.random.random() < 0.6
            rows.append(
                {
                    "station_id": f"S{number}",
                    "name": f"阵地{number}",
                    "kind": self.random.choice(KINDS),
                    "region_code": self.code(),
                    "lon": 114.6 + self.random.uniform(-0.15, 0.15) if located else None,
                    "lat": 27.3 + self.random.uniform(-0.15, 0.15) if located else None,
                    "lead_line": self.maybe(self.line()),
                    "resident_lines": self.some_lines(),
                    "services": self.maybe(
                        ";".join(self.random.sample(SERVICES, self.random.randrange(3, 6))), 0.8
                    ),
                    "opened_on": opened,
                    "closed_on": self.maybe(self.after(opened, 900), 0.3),
                }
            )
        self.tables["stations"] = rows
        keys = {(self.random.choice(rows)["station_id"], self.month()) for _ in self.some(0, 60)} if rows else set()
        self.tables["station_months"] = [
            {"station_id": station, "period": month, "visits": self.number(90)} for station, month in sorted(keys)
        ]

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
        pairs = {(self.random.choice(names), self.random.randrange(1, 5)) for _ in self.some(0, 25)} if names else set()
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
        planned = self.day()
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
