"""Verdicts worked out the slow way: one month after the other, from the rows as handed in.

No span and no window: for each month the regions that are valid, where merged ones belong, who covers them
and who was active are gathered anew, in the words of the definitions. It uses nothing of `etl` or `metrics`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Cell = tuple[str, str]

LINES = ("union", "youth", "women", "science", "overseas", "disabled", "commerce")
COVERING = ("机关", "乡镇街道", "村社区", "园区")
VILLAGE_LINES = ("union", "youth", "women", "disabled")


class Month:
    """One county at the end of one month."""

    def __init__(self, tables: Mapping[str, Sequence[Row]], month: date) -> None:
        """Gather what the verdicts rest on."""
        self.as_of = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        start = month.year * 12 + month.month - 1 - 5
        self.since = date(start // 12, start % 12 + 1, 1)
        self.regions = {row["code"]: row for row in tables["regions"]}
        self.standard = {
            (row["line"], row["level"]): row["expected"] for row in tables.get("expectations", ())
        }
        self.covered = set(self._covered(tables.get("organizations", ())))
        recent = [row for row in tables.get("activities", ()) if self.since <= row["held_on"] <= self.as_of]
        homes = {code: self._home(code) for code in {row["region_code"] for row in recent}}
        self.active = {
            (homes[row["region_code"]], line)
            for row in recent
            for line in (row["lead_line"], *(row.get("partner_lines") or ()))
        }
        self.heard = {above for home in homes.values() for above in self.upwards(home)}

    def verdicts(self) -> dict[Cell, str]:
        """Verdict of every cell of the regions that are valid."""
        return {
            (code, line): self._verdict(row, line)
            for code, row in self.regions.items()
            if self._valid(row)
            for line in LINES
        }

    def _verdict(self, region: Row, line: str) -> str:
        code, level = region["code"], region["level"]
        usual = level in ("county", "township") or (level == "village" and line in VILLAGE_LINES)
        if not self.standard.get((line, level), usual):
            return "不适用"
        if (code, line) not in self.covered:
            return "缺失"
        if (code, line) in self.active:
            return "有效"
        around = region["parent_code"] if level == "village" else code
        return "沉睡" if around in self.heard else "未报"

    def _covered(self, organizations: Sequence[Row]) -> Iterator[Cell]:
        for row in organizations:
            gone = row.get("dissolved_on")
            active = row["founded_on"] <= self.as_of and (gone is None or gone > self.as_of)
            if active and row["setting"] in COVERING:
                yield self._home(row["region_code"]), row["line"]

    def _valid(self, region: Row) -> bool:
        begins, ends = region.get("valid_from"), region.get("valid_to")
        return (begins is None or begins <= self.as_of) and (ends is None or ends > self.as_of)

    def _home(self, code: str) -> str:
        while (ends := self.regions[code].get("valid_to")) is not None and ends <= self.as_of:
            code = self.regions[code]["successor_code"]
        return code

    def upwards(self, code: str | None) -> Iterator[str]:
        """A region and all above it."""
        while code is not None:
            yield code
            code = self.regions[code].get("parent_code")
