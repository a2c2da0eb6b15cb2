"""Coverage, organisations, members and staff."""

from __future__ import annotations

from tests.models.reference.terms import COVERING, LINES, Row, Terms, end, shift


class People(Terms):
    """Metrics about organisations and the people in them."""

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
        self.units(scope, line, active)

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

    def units(self, scope: str, line: str, active: list[Row]) -> None:
        """Organisations against the units that should have one, setting by setting."""
        newest: dict[tuple[str, str], Row] = {}
        for row in sorted(self.rows("workplaces"), key=lambda row: row["year"]):
            if row["region_code"] == scope and row["year"] <= self.period.year and line in ("", row["line"]):
                newest[row["line"], row["setting"]] = row
        pairs = []
        for (name, setting), row in newest.items():
            standing = sum(1 for org in active if org["line"] == name and org["setting"] == setting)
            pairs.append((min(standing, row["units"]), row["units"]))
        self.ratio("workplace_coverage", line, scope, pairs)

    def staff_metrics(self, scope: str, line: str) -> None:
        """Structures and cadres."""
        structures = self.mine(self.rows("structures"), scope, line)
        self.ratio(
            "structure_done", line, scope, [(self.by_now(row.get("done_on")), 1) for row in structures]
        )
        names = {row["org_id"] for row in self.mine(self.active(), scope, line)}
        cadres = [row for row in self.latest("cadres", ("org_id",), self.period) if row["org_id"] in names]
        lead = [
            (
                row["lead_part"] + row["lead_seconded"],
                row["lead_full"] + row["lead_part"] + row["lead_seconded"],
            )
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
