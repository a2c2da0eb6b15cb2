"""Random organisations and their reports."""

from __future__ import annotations

from tests.models.random_county.stones import LINES, Row, Stones

SETTINGS = ["机关", "乡镇街道", "村社区", "园区", "企业", "学校", "驻外", "其他"]


class People(Stones):
    """Organisations, memberships, cadres and structures."""

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
        keys = {
            (self.code(), self.maybe(self.line(), 0.8), item)
            for item in ("党群办", "一正两副")
            for _ in range(4)
        }
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
