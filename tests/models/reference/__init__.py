"""A slow second calculation of the whole catalogue, written from the definitions alone.

It loops over plain dictionaries and shares no code, no SQL and no catalogue entry with `metrics`, so that a
mistake has to be made twice to go unnoticed. `Reference(tables, period).calculate()` gives
`{(metric, line, region): (numerator, denominator, value)}` for one month.
"""

from __future__ import annotations

from tests.models.reference.people import People
from tests.models.reference.plans import Plans
from tests.models.reference.terms import LINES, Answer
from tests.models.reference.work import WINDOWS, Work


class Reference(People, Plans, Work):
    """All metrics of one county for one month."""

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
                    all(self.covering(line, row["code"]) for line in LINES if self.expected(line, "village")),
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
