"""What the definitions mean by time, place, organisation, state, sum and ratio."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable
from datetime import date
from typing import Any

Row = dict[str, Any]
Answer = tuple[float | None, float | None, float | None]

LINES = ["union", "youth", "women", "science", "overseas", "disabled", "commerce"]
COVERING = {"机关", "乡镇街道", "村社区", "园区"}


def shift(month: date, months: int) -> date:
    """The first day of the month `months` away."""
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def end(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


class Terms:
    """One county in one month: its rows, the terms over them, and the answers so far."""

    def __init__(self, tables: dict[str, list[Row]], period: date) -> None:
        """Take the contract rows and the month P."""
        self.tables = tables
        self.period = period
        self.as_of = end(period)
        self.regions = {row["code"]: row for row in self.rows("regions")}
        self.answers: dict[tuple[str, str, str], Answer] = {}
        self.homes: dict[tuple[str, date], str] = {}

    def rows(self, table: str) -> list[Row]:
        """Rows of a contract table."""
        return self.tables.get(table, [])

    def trailing(self, day: date | None, months: int) -> bool:
        """After the last day of month P-n, up to and including as_of."""
        return day is not None and end(shift(self.period, -months)) < day <= self.as_of

    def trailing_month(self, month: date, months: int) -> bool:
        """The same for a reporting period."""
        return shift(self.period, -months) < month <= self.period

    def by_now(self, day: date | None) -> bool:
        """Happened by as_of."""
        return day is not None and day <= self.as_of

    def valid(self, code: str, day: date) -> bool:
        """valid_from <= day < valid_to."""
        row = self.regions[code]
        started = row.get("valid_from") is None or row["valid_from"] <= day
        return started and (row.get("valid_to") is None or day < row["valid_to"])

    def home(self, code: str, day: date | None = None) -> str:
        """The region in which rows of `code` count on a day."""
        day = day or self.as_of
        if (code, day) not in self.homes:
            row = self.regions[code]
            while row.get("valid_to") is not None and row["valid_to"] <= day:
                row = self.regions[row["successor_code"]]
            self.homes[code, day] = row["code"]
        return self.homes[code, day]

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

    def state(self, item: str, field: str, own: Any, blank: Any) -> Any:
        """State at P of a field from the progress reports, else the item's own."""
        reports = [row for row in self.rows("progress") if row["item_id"] == item]
        if not reports:
            return own
        stated = [row for row in reports if row["period"] <= self.period and row.get(field) is not None]
        return max(stated, key=lambda row: row["period"])[field] if stated else blank

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
