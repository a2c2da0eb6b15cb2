"""应建未建: units that should have an organisation of a line and have none, by setting and place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

UNITS = f"""
{with_clause("workplace_units", "valid_regions")}
SELECT
    stated.region_code, region.name, region.level, coalesce(region.kind, '') AS kind, region.lon, region.lat,
    stated.line, stated.setting, stated.year, stated.unit_count, stated.org_count,
    least(stated.org_count, stated.unit_count) AS built_count,
    greatest(stated.unit_count - stated.org_count, 0) AS lacking_count,
    stated.org_count > stated.unit_count AS doubted,
    stated.year < year(CAST($periods[1] AS DATE)) AS old,
    stated.region_code = CAST($region AS VARCHAR) AS own
FROM workplace_units AS stated
INNER JOIN valid_regions AS region
    ON region.period = stated.period AND region.region_code = stated.region_code
WHERE {in_scope("stated.line")}
ORDER BY list_position({list(LINES)}, stated.line), stated.setting, stated.region_code
"""


def units(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """List what a region and the places below it state, each for itself: nothing is added up over places.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        lines: lines to list; none means all.

    Returns:
        ``region_code, name, level, kind, lon, lat, line, setting, year`` (of the newest row up to the
        month's), ``unit_count, org_count, built_count`` (the lesser of both), ``lacking_count, doubted``
        (more organisations than units), ``old`` (of an earlier year), ``own`` (stated by the region itself).
    """
    return snapshot.query(UNITS, **place_and_lines(period, region, lines))


#: What stands for the setting of a place that lacks its own organisation.
OWN_SETTING = "本级组织"

CELLS = f"""
{with_clause("expected_cells", "valid_regions")}
SELECT
    cell.region_code, coalesce(town.name || ' ', '') || region.name AS name, cell.line,
    '{OWN_SETTING}' AS setting,
    1 AS unit_count, 0 AS built_count, 1 AS lacking_count
FROM expected_cells AS cell
INNER JOIN valid_regions AS region
    ON region.period = cell.period AND region.region_code = cell.region_code
LEFT JOIN marts.dim_regions AS town ON town.code = region.township_code AND region.level = 'village'
WHERE NOT cell.covered AND {in_scope("cell.line")}
ORDER BY list_position({list(LINES)}, cell.line), cell.region_code
"""


def cells(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """List the expected cells without an organisation, the region's own among them.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; everything below it counts.
        lines: lines to list; none means all.

    Returns:
        ``region_code, name`` (of a village behind that of its township) ``, line, setting`` (`OWN_SETTING`)
        ``, unit_count, built_count, lacking_count``.
    """
    return snapshot.query(CELLS, **place_and_lines(period, region, lines))


def below(found: pd.DataFrame, own_cells: pd.DataFrame | None = None) -> pd.DataFrame:
    """Keep the places below the region that lack something, most lacking first.

    Args:
        found: rows of :func:`units`.
        own_cells: rows of :func:`cells`, which stand beside them.
    """
    kept = found[~found["own"] & (found["lacking_count"] > 0)]
    every = kept if own_cells is None else pd.concat([kept, own_cells], ignore_index=True)
    return every.sort_values("lacking_count", ascending=False, kind="stable", ignore_index=True)
