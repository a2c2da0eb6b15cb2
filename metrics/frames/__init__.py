"""Frames: the sets of rows that the definitions in the catalogue speak of, one SELECT a file.

A frame such as `active_organizations` or `year_activities` gives, for every requested month (frame
`clock`, parameter `$periods`), the rows that a term of the definitions stands for, with `region_code`
already resolved to the region in which a row counts at that moment (mergers followed). Frames
build on each other by name; `with_clause` collects those that a query needs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
NAME = re.compile(r"(?<![.\w])[a-z_0-9]+\b")
COMMENT = re.compile(r"--[^\n]*")


@cache
def frame_sql() -> dict[str, str]:
    """The SELECT of every frame by its name, without comments."""
    return {
        path.stem: COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
        for path in sorted(FOLDER.glob("*.sql"))
    }


@cache
def mentioned(sql: str) -> tuple[str, ...]:
    """Names of the frames that a query mentions, in alphabetical order."""
    return tuple(sorted(set(NAME.findall(sql)) & frame_sql().keys()))


def with_clause(*queries: str, clock: str = "clock") -> str:
    """The WITH clause that gives `queries` the frames they mention, and the frames behind those.

    Args:
        queries: SELECTs that mention frames by bare name.
        clock: the frame that tells the time as `clock`: `clock_of_year` makes every trailing window begin
            with the year of the month.

    Returns:
        `WITH a AS (...), b AS (...)`, each frame after those it builds on; `$periods` stays a parameter.
    """
    ordered: dict[str, str] = {}
    for query in queries:
        _collect(query, ordered)
    if "clock" in ordered:
        ordered["clock"] = frame_sql()[clock]
    return "WITH " + ",\n".join(f"{name} AS (\n{sql}\n)" for name, sql in ordered.items())


def _collect(sql: str, ordered: dict[str, str]) -> None:
    for name in mentioned(sql):
        if name not in ordered:
            _collect(frame_sql()[name], ordered)
            ordered[name] = frame_sql()[name]
