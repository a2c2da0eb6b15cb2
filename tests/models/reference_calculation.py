"""A slow second calculation of the whole catalogue, written from the definitions alone.

It loops over plain dictionaries and shares no code, no SQL and no catalogue entry with `metrics`, so that a
mistake has to be made twice to go unnoticed. Values come back as `{(metric, line, region): (numerator,
denominator, value)}` for one month.
"""

from __future__ import annotations

import calendar
import math
import statistics
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

Row = dict[str, Any]
Answer = tuple[float | None, float | None, float | None]

LINES = ["union", "youth", "women", "science", "overseas", "disabled", "commerce"]
LEVELS = ["province", "city", "county", "township", "village"]
COVERING = {"机关", "乡镇街道", "村社区", "园区"}
SERVICE_KINDS = {"群团服务中心", "群团服务站"}
WINDOWS = {"county": "政务服务窗口", "township": "便民服务窗口", "village": "村级服务点"}
BASIC = {"政策咨询", "关系接转", "发展会员", "法律维权"}
SOCIAL = {"社会募捐", "企业赞助", "海外捐赠", "福利产业"}


def shift(month: date, months: int) -> date:
    """The first day of the month `months` away."""
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def end(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


class Reference:
    """All metrics of one county for one month."""

    def __init__(self, tables: dict[str, list[Row]], period: date) -> None:
        """Take the contract rows and the month P."""
        self.tables = tables
        self.period = period
        self.as_of = end(period)
        self.regions = {row["code"]: row for row in self.rows("regions")}
        self.answers: dict[tuple[str, str, str], Answer] = {}

    def rows(self, table: str) -> list[Row]:
        """Rows of a contract table."""
        return self.tables.get(table, [])

    # Time -----------------------------------------------------------------------------------------

    def trailing(self, day: date | None, months: int) -> bool:
        """After the last day of month P-n, up to and including as_of."""
        return day is not None and end(shift(self.period, -months)) < day <= self.as_of

    def trailing_month(self, month: date, months: int) -> bool:
        """The same for a reporting period."""
        return shift(self.period, -months) < month <= self.period

    def by_now(self, day: date | None) -> bool:
        """Happened by as_of."""
        return day is not None and day <= self.as_of

    # Places ---------------------------------------------------------------------------------------

    def valid(self, code: str, day: date) -> bool:
        """valid_from <= day < valid_to."""
        row = self.regions[code]
        started = row.get("valid_from") is None or row["valid_from"] <= day
        return started and (row.get("valid_to") is None or day < row["valid_to"])

    def home(self, code: str, day: date | None = None) -> str:
        """The region in which rows of `code` count on a day."""
        day = day or self.as_of
        row = self.regions[code]
        while row.get("valid_to") is not None and row["valid_to"] <= day:
            row = self.regions[row["successor_code"]]
        return str(row["code"])

    def within(self, code: str, scope: str) -> bool:
        """Whether `code` is `scope` or lies below it."""
        current: str | None = code
        while current is not None:
            if current == scope:
                return True
            current = self.regions[current].get("parent_code")
        return False

    def counts_in(self, code: str, scope: str, day: date | None = None) -> bool:
        """Whether a row of region `code` counts in `scope`."""
        return self.within(self.home(code, day), scope)

    def valid_regions(self, scope: str | None = None, level: str | None = None) -> list[Row]:
        """Regions valid at as_of, optionally inside a scope and of a level."""
        return [
            row
            for code, row in self.regions.items()
            if self.valid(code, self.as_of)
            and (scope is None or self.within(code, scope))
            and (level is None or row["level"] == level)
        ]

    # Organisations --------------------------------------------------------------------------------

    def active(self, day: date | None = None) -> list[Row]:
        """Organisations active on a day."""
        day = day or self.as_of
        return [
            row
            for row in self.rows("organizations")
            if row["founded_on"] <= day and (row.get("dissolved_on") is None or row["dissolved_on"] > day)
        ]

    def expected(self, line: str, level: str) -> bool:
        """Whether a line is expected at a level."""
        for row in self.rows("expectations"):
            if row["line"] == line and row["level"] == level:
                return bool(row["expected"])
        if level in ("county", "township"):
            return True
        return level == "village" and line in ("union", "youth", "women", "disabled")

    def covering(self, line: str, code: str) -> list[Row]:
        """Covering organisations of a cell."""
        return [
            row
            for row in self.active()
            if row["line"] == line and row["setting"] in COVERING and self.home(row["region_code"]) == code
        ]

    def cell_activity(self, line: str, code: str) -> list[Row]:
        """Activities of the trailing 6 months led or partnered by the line in exactly the region."""
        return [
            row
            for row in self.rows("activities")
            if self.trailing(row["held_on"], 6)
            and self.home(row["region_code"]) == code
            and (row["lead_line"] == line or line in (row.get("partner_lines") or []))
        ]

    def latest(self, table: str, key: tuple[str, ...], month: date) -> list[Row]:
        """The newest row per key with period <= month and > month - 12."""
        newest: dict[tuple[Any, ...], Row] = {}
        for row in self.rows(table):
            if shift(month, -12) < row["period"] <= month:
                name = tuple(row[field] for field in key)
                if name not in newest or newest[name]["period"] < row["period"]:
                    newest[name] = row
        return list(newest.values())

    def worked(self, organization: Row) -> bool:
        """Whether the organisation had an activity in the trailing 12 months."""
        for row in self.rows("activities"):
            if not self.trailing(row["held_on"], 12):
                continue
            if row.get("org_id") is not None:
                if row["org_id"] == organization["org_id"]:
                    return True
            elif (
                organization["setting"] in COVERING
                and row["lead_line"] == organization["line"]
                and self.home(row["region_code"]) == self.home(organization["region_code"])
            ):
                return True
        return False

    # States ---------------------------------------------------------------------------------------

    def state(self, item: str, field: str, own: Any, blank: Any) -> Any:
        """State at P of a field from the progress reports, else the item's own."""
        reports = [row for row in self.rows("progress") if row["item_id"] == item]
        if not reports:
            return own
        stated = [row for row in reports if row["period"] <= self.period and row.get(field) is not None]
        return max(stated, key=lambda row: row["period"])[field] if stated else blank

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

    def verdict(self, line: str, code: str) -> str:
        """Verdict of a cell."""
        region = self.regions[code]
        if not self.expected(line, region["level"]):
            return "不适用"
        if not self.covering(line, code):
            return "缺失"
        if self.cell_activity(line, code):
            return "有效"
        around = region["parent_code"] if region["level"] == "village" else code
        heard = any(
            self.trailing(row["held_on"], 6) and self.counts_in(row["region_code"], around)
            for row in self.rows("activities")
        )
        return "沉睡" if heard else "未报"

    # Calculation ----------------------------------------------------------------------------------

    def calculate(self) -> dict[tuple[str, str, str], Answer]:
        """Every metric for every valid region, by line where the catalogue marks it."""
        for region in self.valid_regions():
            for line in ["", *LINES]:
                self.by_line_metrics(region["code"], line)
            self.place_metrics(region["code"])
        return self.answers

    def by_line_metrics(self, scope: str, line: str) -> None:
        """The metrics marked L for one line, '' for all together."""
        self.coverage_metrics(scope, line)
        self.member_metrics(scope, line)
        self.staff_metrics(scope, line)
        self.task_metrics(scope, line)
        self.issue_metrics(scope, line)
        self.activity_metrics(scope, line)
        self.online_metrics(scope, line)
        self.project_metrics(scope, line)

    def put(self, metric: str, line: str, scope: str, answer: Answer) -> None:
        """Keep an answer."""
        self.answers[(metric, line, scope)] = answer

    def ratio(self, metric: str, line: str, scope: str, pairs: Iterable[tuple[float, float]]) -> None:
        """Keep sum of firsts over sum of seconds."""
        listed = list(pairs)
        top = math.fsum(pair[0] for pair in listed)
        bottom = math.fsum(pair[1] for pair in listed)
        self.put(metric, line, scope, (top, bottom, top / bottom if bottom else None))

    def total(self, metric: str, line: str, scope: str, numbers: Iterable[float | None]) -> None:
        """Keep a sum: null when rows qualify but none states the field, 0 when nothing qualifies."""
        listed = list(numbers)
        stated = [number for number in listed if number is not None]
        answer = None if listed and not stated else math.fsum(stated)
        self.put(metric, line, scope, (answer, None, answer))

    def mine(self, rows: Iterable[Row], scope: str, line: str, field: str = "line") -> list[Row]:
        """Rows that count in a scope and belong to a line."""
        return [
            row
            for row in rows
            if self.counts_in(row["region_code"], scope) and (line == "" or row.get(field) == line)
        ]

    def coverage_metrics(self, scope: str, line: str) -> None:
        """Cells covered and effective."""
        cells = [
            (name, row)
            for row in self.valid_regions(scope)
            for name in LINES
            if self.expected(name, row["level"]) and line in ("", name)
        ]
        covered = [(name, row) for name, row in cells if self.covering(name, row["code"])]
        effective = [(name, row) for name, row in covered if self.cell_activity(name, row["code"])]
        for metric, level in (
            ("org_coverage", None),
            ("township_coverage", "township"),
            ("village_coverage", "village"),
        ):
            top = sum(1 for _, row in covered if level in (None, row["level"]))
            bottom = sum(1 for _, row in cells if level in (None, row["level"]))
            self.ratio(metric, line, scope, [(top, bottom)])
        self.ratio("effective_coverage", line, scope, [(len(effective), len(cells))])

    def latest_members(self, scope: str, line: str, back: int = 0) -> list[tuple[Row, Row]]:
        """(organisation, latest row) pairs of a scope at P or `back` months earlier."""
        month = shift(self.period, -back)
        day = end(month)
        newest = {row["org_id"]: row for row in self.latest("memberships", ("org_id",), month)}
        return [
            (organization, newest[organization["org_id"]])
            for organization in self.active(day)
            if organization["org_id"] in newest
            and line in ("", organization["line"])
            and self.counts_in(organization["region_code"], scope, day)
        ]

    def member_metrics(self, scope: str, line: str) -> None:
        """Organisations and members."""
        active = self.mine(self.active(), scope, line)
        self.put("organizations", line, scope, (len(active), None, len(active)))
        outposts = sum(row["setting"] == "驻外" for row in active)
        self.put("external_orgs", line, scope, (outposts, None, outposts))
        year_old = [row for row in active if row["founded_on"] <= end(shift(self.period, -12))]
        self.ratio("shell_ratio", line, scope, [(not self.worked(row), 1) for row in year_old])
        now = [row for _, row in self.latest_members(scope, line)]
        then = [row for _, row in self.latest_members(scope, line, 12)]
        self.total("members", line, scope, [row["members"] for row in now])
        names = {row["org_id"] for row in active}
        year = [
            row
            for row in self.rows("memberships")
            if row["org_id"] in names and self.trailing_month(row["period"], 12)
        ]
        self.total("new_members", line, scope, [row.get("joined") for row in year])
        self.ratio(
            "membership_rate",
            line,
            scope,
            [(row["members"], row["eligible"]) for row in now if row.get("eligible") is not None],
        )
        reporting = {row["org_id"] for row in year}
        prompt = {row["org_id"] for row in year if row["period"] == self.period}
        self.ratio("reporting_rate", line, scope, [(len(prompt), len(reporting))])
        top, bottom = sum(row["members"] for row in now), sum(row["members"] for row in then)
        known = now and then and bottom and self.valid(scope, end(shift(self.period, -12)))
        self.put("members_yoy", line, scope, (top, bottom, top / bottom - 1 if known else None))
        self.reach(scope, line, top)

    def reach(self, scope: str, line: str, members: float) -> None:
        """Members against the public of the line."""
        if line == "":
            self.put("public_reach", line, scope, (None, None, None))
            return
        publics = [
            row
            for row in self.rows("publics")
            if row["region_code"] == scope and row["line"] == line and row["year"] <= self.period.year
        ]
        people = max(publics, key=lambda row: row["year"])["people"] if publics else 0
        self.ratio("public_reach", line, scope, [(members, people)])

    def staff_metrics(self, scope: str, line: str) -> None:
        """Structures and cadres."""
        structures = self.mine(self.rows("structures"), scope, line)
        self.ratio(
            "structure_done", line, scope, [(self.by_now(row.get("done_on")), 1) for row in structures]
        )
        names = {row["org_id"] for row in self.mine(self.active(), scope, line)}
        cadres = [row for row in self.latest("cadres", ("org_id",), self.period) if row["org_id"] in names]
        lead = [
            (row["lead_part"] + row["lead_seconded"], row["lead_full"] + row["lead_part"] + row["lead_seconded"])
            for row in cadres
            if None not in (row.get("lead_full"), row.get("lead_part"), row.get("lead_seconded"))
        ]
        self.ratio("part_time_ratio", line, scope, lead)
        front = [
            (row[f"{body}_front"], row[body])
            for row in cadres
            for body in ("standing", "committee", "congress")
            if row.get(body) is not None and row.get(f"{body}_front") is not None
        ]
        self.ratio("frontline_ratio", line, scope, front)

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
                    task["weight"] if task.get("finished_on") and task["finished_on"] <= task["planned_end"] else 0,
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

    def activity_metrics(self, scope: str, line: str) -> None:
        """Activities and outputs."""
        rows = [
            row
            for row in self.mine(self.rows("activities"), scope, line, "lead_line")
            if self.trailing(row["held_on"], 12)
        ]
        self.put("activities", line, scope, (len(rows), None, len(rows)))
        self.total("beneficiaries", line, scope, [row.get("beneficiaries") for row in rows])
        self.total("volunteer_turns", line, scope, [row.get("volunteers") for row in rows])
        self.ratio("joint_ratio", line, scope, [(bool(row.get("partner_lines")), 1) for row in rows])
        self.ratio("online_ratio", line, scope, [(bool(row.get("online")), 1) for row in rows])
        self.ratio(
            "satisfaction",
            line,
            scope,
            [
                (row["satisfaction"] * row["participants"], row["participants"])
                for row in rows
                if row.get("satisfaction") is not None
            ],
        )
        outputs = [
            row
            for row in self.mine(self.rows("outputs"), scope, line)
            if self.trailing(row["delivered_on"], 12)
        ]
        self.total("output_amount", line, scope, [row.get("amount_yuan") for row in outputs])

    def online_metrics(self, scope: str, line: str) -> None:
        """Channels."""
        newest = self.latest("channels", ("region_code", "line", "platform"), self.period)
        rows = self.mine(newest, scope, line)
        if rows:
            self.total("followers", line, scope, [row.get("followers") for row in rows])
        else:
            self.put("followers", line, scope, (None, None, None))
        year = [
            row
            for row in self.mine(self.rows("channels"), scope, line)
            if self.trailing_month(row["period"], 12)
        ]
        self.ratio(
            "online_closure",
            line,
            scope,
            [
                (row["closed_requests"], row["requests"])
                for row in year
                if row.get("closed_requests") is not None and row.get("requests") is not None
            ],
        )

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

    def place_metrics(self, scope: str) -> None:
        """Metrics without lines."""
        self.settlement_metrics(scope)
        self.station_metrics(scope)
        parks = [
            (organization, row)
            for organization, row in self.latest_members(scope, "union")
            if organization.get("in_park") and organization["setting"] == "企业"
        ]
        self.total("park_union_members", "", scope, [row["members"] for _, row in parks])
        unions = sum(
            bool(row.get("in_park")) and row["setting"] == "企业"
            for row in self.mine(self.active(), scope, "union")
        )
        self.put("park_unions", "", scope, (unions, None, unions))
        served = self.answers[("beneficiaries", "", scope)][0]
        people = sum(row.get("population") or 0 for row in self.valid_regions(scope, "village"))
        per_1000 = served / people * 1000 if served is not None and people else None
        self.put("beneficiaries_per_1000", "", scope, (served, people, per_1000))

    def settlement_metrics(self, scope: str) -> None:
        """Townships and villages."""
        villages = self.valid_regions(scope, "village")
        self.ratio(
            "full_villages",
            "",
            scope,
            [
                (
                    all(
                        self.covering(line, row["code"]) for line in LINES if self.expected(line, "village")
                    ),
                    1,
                )
                for row in villages
            ],
        )
        townships = [row for row in self.valid_regions(scope, "township") if row.get("kind") != "园区"]
        self.ratio(
            "women_exec_ok",
            "",
            scope,
            [
                (
                    any(
                        (organization.get("committee_size") or 0) >= 5
                        for organization in self.covering("women", row["code"])
                    ),
                    1,
                )
                for row in townships
            ],
        )
        places = [
            row
            for row in self.valid_regions(scope)
            if row["level"] in ("county", "village") or row in townships
        ]
        self.ratio(
            "window_coverage",
            "",
            scope,
            [
                (
                    any(
                        station["kind"] == WINDOWS[row["level"]]
                        and self.home(station["region_code"]) == row["code"]
                        for station in self.open_stations()
                    ),
                    1,
                )
                for row in places
            ],
        )
        located = [
            row for row in villages if row.get("lon") is not None and row.get("population") is not None
        ]
        self.ratio(
            "station_access",
            "",
            scope,
            [(row["population"] if self.near_station(row) else 0, row["population"]) for row in located],
        )

    def open_stations(self) -> list[Row]:
        """Stations open at as_of."""
        return [
            row
            for row in self.rows("stations")
            if row["opened_on"] <= self.as_of
            and (row.get("closed_on") is None or row["closed_on"] > self.as_of)
        ]

    def near_station(self, village: Row) -> bool:
        """Whether an open service station lies within 5 km."""
        for station in self.open_stations():
            if station["kind"] not in SERVICE_KINDS:
                continue
            place = station if station.get("lon") is not None else self.regions[station["region_code"]]
            if place.get("lon") is not None and great_circle_km(village, place) <= 5:
                return True
        return False

    def station_metrics(self, scope: str) -> None:
        """Stations."""
        stations = self.mine(self.open_stations(), scope, "")
        service = [row for row in stations if row["kind"] in SERVICE_KINDS]
        self.put("stations_open", "", scope, (len(service), None, len(service)))
        lines = [
            {row.get("lead_line"), *(row.get("resident_lines") or [])} - {None} for row in service
        ]
        self.ratio("co_location", "", scope, [(len(present), 1) for present in lines])
        offering = [row for row in stations if row["kind"] in SERVICE_KINDS | set(WINDOWS.values())]
        self.ratio(
            "basic_services",
            "",
            scope,
            [
                (BASIC <= {word.strip() for word in (row.get("services") or "").split(";")}, 1)
                for row in offering
            ],
        )
        settled = [
            row
            for row in stations
            if row["opened_on"] <= end(shift(self.period, -6)) and self.reports(row, lambda _: True)
        ]
        self.ratio(
            "idle_stations",
            "",
            scope,
            [
                (
                    sum(
                        report["visits"]
                        for report in self.reports(row, lambda month: self.trailing_month(month, 6))
                    )
                    == 0,
                    1,
                )
                for row in settled
            ],
        )
        places = {row["station_id"]: row["region_code"] for row in self.rows("stations")}
        self.total(
            "station_visits",
            "",
            scope,
            [
                row["visits"]
                for row in self.rows("station_months")
                if self.trailing_month(row["period"], 12) and self.counts_in(places[row["station_id"]], scope)
            ],
        )

    def reports(self, station: Row, wanted: Callable[[date], bool]) -> list[Row]:
        """Monthly reports of a station up to P."""
        return [
            row
            for row in self.rows("station_months")
            if row["station_id"] == station["station_id"]
            and row["period"] <= self.period
            and wanted(row["period"])
        ]


def great_circle_km(one: Row, other: Row) -> float:
    """Distance by the spherical law of haversines, R = 6371.0088 km."""
    latitude_1, latitude_2 = math.radians(one["lat"]), math.radians(other["lat"])
    half_lat = (latitude_2 - latitude_1) / 2
    half_lon = math.radians(other["lon"] - one["lon"]) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(latitude_1) * math.cos(latitude_2) * math.sin(half_lon) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(chord))
