"""Random activities, outputs, stations and channels."""

from __future__ import annotations

from tests.models.random_county.stones import Row, Stones

KINDS = ["群团服务中心", "群团服务站", "政务服务窗口", "便民服务窗口", "村级服务点", "茶叙室"]
SERVICES = ["政策咨询", "关系接转", "发展会员", "法律维权", "其他"]


class Work(Stones):
    """What reaches people."""

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
            (self.code(), self.line(), self.random.choice(["微信", "微博"]), self.month())
            for _ in self.some(0, 40)
        }
        self.tables["channels"] = [
            {
                "region_code": code,
                "line": line,
                "platform": platform,
                "period": month,
                "followers": self.number(9000),
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
        keys = (
            {(self.random.choice(rows)["station_id"], self.month()) for _ in self.some(0, 60)}
            if rows
            else set()
        )
        self.tables["station_months"] = [
            {"station_id": station, "period": month, "visits": self.number(90)}
            for station, month in sorted(keys)
        ]
