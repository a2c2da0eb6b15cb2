"""Verdict of each line x place cell, and the stations: what 覆盖地图 draws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.months import first_day
from metrics.scope import at, below_or_all, in_scope, place, place_and_lines
from metrics.warehouse import Snapshot

CELLS = f"""
{with_clause("known_cells")}
SELECT
    region_code, name, level, kind, parent_code, township_code, line, verdict,
    organization_count, activity_count, last_activity_on
FROM known_cells
WHERE {below_or_all("path")}
ORDER BY region_code, line_order
"""

BOTH = f"""
{with_clause("judged_cells")},
earlier AS (SELECT region_code, line, verdict FROM judged_cells WHERE period = CAST($since AS DATE)),
later AS (SELECT region_code, line, verdict FROM judged_cells WHERE period = CAST($period AS DATE)),
cell AS (
    SELECT
        region_code, line,
        coalesce(earlier.verdict, '不适用') AS before,
        coalesce(later.verdict, '不适用') AS now
    FROM later
    FULL JOIN earlier USING (region_code, line)
)
SELECT
    cell.region_code, cell.line, region.name, region.township_code, cell.before, cell.now
FROM cell
INNER JOIN marts.dim_regions AS region ON region.code = cell.region_code
WHERE (cell.before <> '不适用' OR cell.now <> '不适用') AND {in_scope("cell.line")}
ORDER BY
    cell.region_code,
    list_position({list(LINES)}, cell.line)
"""


def cells(snapshot: Snapshot, period: date, region_code: str | None = None) -> pd.DataFrame:
    """Every line x place cell with its verdict.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days; everything is as of its last day.
        region_code: keep the cells of this region and all below it; None keeps all.

    Returns:
        ``region_code, name, level, kind, parent_code, township_code, line, verdict`` (有效、沉睡、缺失、
        不适用、未报), ``organization_count`` (covering organisations), ``activity_count`` (activities of the
        trailing 6 months that the line led or took part in), ``last_activity_on`` (the last such activity
        ever, missing where there is none): seven rows for each valid region.
    """
    return snapshot.query(CELLS, **place(period, region_code))


def then_and_now(
    snapshot: Snapshot, since: date, period: date, region: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """How each cell was judged in one month, and how in another.

    Args:
        snapshot: the published snapshot.
        since: the earlier month, by any of its days.
        period: the later month.
        region: region code; its own cells and all below count.
        lines: lines to list; none means all.

    Returns:
        ``region_code, line, name, township_code`` (missing above the townships), ``before, now`` (verdicts;
        不适用 where the place was not valid or the line not expected), by place and line; cells that are
        expected in neither month are left out.
    """
    months = {"since": first_day(since), "period": first_day(period)}
    asked = place_and_lines(period, region, lines) | at(since, period)
    return snapshot.query(BOTH, **asked, **months)
