"""What part of the data a question is about: rows of a region and all below it, of some lines or all.

The conditions are SQL over the parameters that `at`, `place` and `place_and_lines` give.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from metrics.frames import with_clause
from metrics.months import first_day


def below(path: str = "region.path") -> str:
    """Condition that a row lies in the region asked for: at it or below it.

    Args:
        path: expression with the codes from the top of the data to the row's region.
    """
    return f"list_contains({path}, CAST($region AS VARCHAR))"


def below_or_all(path: str = "region.path") -> str:
    """The condition of :func:`below`, which holds for every row where no region is asked for (NULL)."""
    return f"(CAST($region AS VARCHAR) IS NULL OR {below(path)})"


def of_lines(column: str) -> str:
    """Condition that a column holds one of the chosen lines; none chosen means all.

    Args:
        column: expression with a line id.
    """
    chosen = "CAST($lines AS VARCHAR[])"
    return f"(len({chosen}) = 0 OR list_contains({chosen}, {column}))"


def in_scope(column: str) -> str:
    """Condition that a row lies in the region asked for and is of the chosen lines.

    Args:
        column: expression with the row's line id; its region is joined as `marts.dim_regions AS region`.
    """
    return f"({below()} AND {of_lines(column)})"


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
    WHERE {in_scope("own.line")}
)"""


def at(*periods: date) -> dict[str, Any]:
    """Parameters of a question about months, each by any of its days."""
    return {"periods": sorted(set(map(first_day, periods)))}


def place(period: date, region: str | None) -> dict[str, Any]:
    """Parameters of a question about a month and a region; None takes all regions where that is allowed."""
    return at(period) | {"region": region}


def place_and_lines(period: date, region: str | None, lines: Sequence[str]) -> dict[str, Any]:
    """Parameters of a question about a month, a region and some lines; no line means all."""
    return place(period, region) | {"lines": list(lines)}
