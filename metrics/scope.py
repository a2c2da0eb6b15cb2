"""What part of the data a question is about: rows of a region and all below it, of some lines or all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from metrics.frames import with_clause
from metrics.months import first_day

BELOW = "list_contains(region.path, CAST($region AS VARCHAR))"
"""Condition over `marts.dim_regions AS region`: the region itself or below it."""


def of_lines(column: str) -> str:
    """Condition that a column holds one of the chosen lines; none chosen means all.

    Args:
        column: expression with a line id.
    """
    chosen = "CAST($lines AS VARCHAR[])"
    return f"(len({chosen}) = 0 OR list_contains({chosen}, {column}))"


def scoped(frame: str) -> str:
    """Open a query over the rows of a frame in the region and of the lines asked for, as relation `scoped`.

    Args:
        frame: a frame with `region_code` and `line`.
    """
    return f"""
{with_clause(frame, "clock")},
scoped AS (
    SELECT own.*
    FROM {frame} AS own
    INNER JOIN marts.dim_regions AS region ON region.code = own.region_code
    WHERE {BELOW} AND {of_lines("own.line")}
)"""


def place(period: date, region: str) -> dict[str, Any]:
    """Parameters of a question about a month and a region."""
    return {"periods": [first_day(period)], "region": region}


def place_and_lines(period: date, region: str, lines: Sequence[str]) -> dict[str, Any]:
    """Parameters of a question about a month, a region and some lines; no line means all."""
    return place(period, region) | {"lines": list(lines)}
