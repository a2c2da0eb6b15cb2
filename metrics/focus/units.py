"""应建未建: units that should have an organisation of a line and have none, by setting and place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.scope import of_lines, place_and_lines
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
WHERE list_contains(region.path, CAST($region AS VARCHAR)) AND {of_lines("stated.line")}
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


def below(found: pd.DataFrame) -> pd.DataFrame:
    """Keep the places below the region that lack something, most lacking first."""
    kept = found[~found["own"] & (found["lacking_count"] > 0)]
    return kept.sort_values("lacking_count", ascending=False, kind="stable", ignore_index=True)
