"""Random regions: merged in chains, or not yet valid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tests.models.random_county.stones import LINES, Row, Stones


class Places(Stones):
    """Regions, expectations, publics and workplaces."""

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
                if (
                    row["parent_code"] == first["code"]
                    and (row.get("valid_to") or date.max) > first["valid_to"]
                ):
                    row["parent_code"] = last["code"]
        if self.random.random() < 0.3:
            township = self.random.choice(townships)
            township["valid_from"] = self.day()
            if township.get("valid_to") and township["valid_to"] <= township["valid_from"]:
                del township["valid_from"]

    def publics(self, rows: Sequence[Row]) -> None:
        """People of the lines in some regions and years."""
        keys = {
            (self.line(), self.random.choice(rows)["code"], self.random.choice([2014, 2015, 2016, 2017]))
            for _ in range(40)
        }
        self.tables["publics"] = [
            {"line": line, "region_code": code, "year": year, "people": self.number(5000)}
            for line, code, year in sorted(keys)
        ]

    def workplaces(self) -> None:
        """Units of some settings, often fewer than there are organisations, merged places among them."""
        keys = {
            (
                self.line(),
                self.code(),
                self.random.choice(["机关", "村社区", "企业", "学校"]),
                self.random.choice([2014, 2015, 2016, 2017]),
            )
            for _ in range(80)
        }
        self.tables["workplaces"] = [
            {"line": line, "region_code": code, "setting": setting, "year": year, "units": self.number(6)}
            for line, code, setting, year in sorted(keys)
        ]
