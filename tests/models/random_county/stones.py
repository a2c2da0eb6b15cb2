"""Random dates, counts and choices that cluster on the corners of the definitions."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

LINES = ["union", "youth", "women", "science", "overseas", "disabled", "commerce"]
FIRST = date(2014, 11, 1)
MONTHS = 30


class Stones:
    """A seeded source of random values, and the tables that are built from it."""

    def __init__(self, seed: int, size: int = 1) -> None:
        """Start from a seed; `size` multiplies the rows of each table."""
        self.random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.size = size
        self.tables: dict[str, list[Row]] = {}
        self.codes: list[str] = []
        self.orgs: list[str] = []

    def month(self) -> date:
        """A random month of the span."""
        index = FIRST.year * 12 + FIRST.month - 1 + self.random.randrange(MONTHS)
        return date(index // 12, index % 12 + 1, 1)

    def telling_months(self, count: int = 6) -> list[date]:
        """Random months, and those in which regions merge or begin, ascending."""
        changes = [
            row[field].replace(day=1)
            for row in self.tables["regions"]
            for field in ("valid_from", "valid_to")
            if row.get(field)
        ]
        return sorted({self.month() for _ in range(count)} | set(changes[:count]))

    def day(self) -> date:
        """A random day: often a month's first or last."""
        first = self.month()
        choice = self.random.random()
        if choice < 0.25:
            return first
        if choice < 0.6:
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
