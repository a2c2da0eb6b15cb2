"""Activities, channels and stations."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from tests.models.reference.terms import Row, Terms, end, shift

SERVICE_KINDS = {"群团服务中心", "群团服务站"}
WINDOWS = {"county": "政务服务窗口", "township": "便民服务窗口", "village": "村级服务点"}
BASIC = {"政策咨询", "关系接转", "发展会员", "法律维权"}


class Work(Terms):
    """Metrics about what reaches people."""

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
        lines = [{row.get("lead_line"), *(row.get("resident_lines") or [])} - {None} for row in service]
        self.ratio("co_location", "", scope, [(len(present), 1) for present in lines])
        offering = [row for row in stations if row["kind"] in SERVICE_KINDS | set(WINDOWS.values())]
        self.ratio(
            "basic_services",
            "",
            scope,
            [
                ({word.strip() for word in row["services"].split(";")} >= BASIC, 1)
                for row in offering
                if row.get("services")
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
