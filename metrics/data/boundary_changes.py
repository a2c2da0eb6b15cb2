"""What a snapshot changes in the boundaries of regions, counted by level."""

from __future__ import annotations

import pandas as pd

from metrics.data.snapshot_changes import both
from metrics.warehouse import Snapshot

_DIFFERS = " OR ".join(
    f"n.{name} IS DISTINCT FROM o.{name}" for name in ("geometry", "approval", "attribution", "datum")
)
#: Places that a map shows of a draft at most.
_MOST_DRAWN = 1_000
# Of the levels that are handed in the one with most, with all places beside them in their counties.
_DRAWN = f"""
    WITH moved AS (
        SELECT n.region_code, region.level, region.county_code
        FROM newer.traced.boundaries AS n
        LEFT JOIN older.traced.boundaries AS o ON o.region_code = n.region_code
        INNER JOIN newer.marts.dim_regions AS region ON region.code = n.region_code
        WHERE o.region_code IS NULL OR ({_DIFFERS})
    ),
    most AS (SELECT level FROM moved GROUP BY level ORDER BY count(*) DESC, level LIMIT 1)

    SELECT
        region.code AS region_code, region.name, region.kind, region.lon, region.lat, region.county_code,
        region.code IN (SELECT region_code FROM moved) AS is_new
    FROM newer.marts.dim_regions AS region
    WHERE
        region.level = (SELECT level FROM most)
        AND region.county_code IN (SELECT county_code FROM moved)
        AND region.valid_to IS NULL
    ORDER BY is_new DESC, region.code
    LIMIT {_MOST_DRAWN}"""
_CHANGED = f"""
    WITH moved AS (
        SELECT
            region.level,
            count(*) FILTER (WHERE o.region_code IS NULL) AS added,
            count(*) FILTER (WHERE o.batch_id <> n.batch_id AND ({_DIFFERS})) AS changed,
            count(*) FILTER (WHERE n.region_code IS NULL) AS gone,
            count(*) FILTER (WHERE o.batch_id <> n.batch_id AND NOT ({_DIFFERS})) AS restated
        FROM newer.traced.boundaries AS n
        FULL JOIN older.traced.boundaries AS o ON o.region_code = n.region_code
        LEFT JOIN newer.raw.regions AS region ON region.code = coalesce(n.region_code, o.region_code)
        GROUP BY region.level
    )

    FROM moved
    WHERE added + changed + gone + restated > 0
    ORDER BY list_position(['county', 'township', 'village'], level)"""


def changed_boundaries(snapshot: Snapshot) -> pd.DataFrame:
    """Count the boundaries that a snapshot changes against the one that it was built on.

    Args:
        snapshot: the newer snapshot.

    Returns:
        ``level`` (none for a region that is no more) ``, added, changed, gone, restated``, the widest level
        first.

    Raises:
        WarehouseError: one of the two snapshots is damaged.
    """
    with both(snapshot) as con:
        return con.execute(_CHANGED).df()


def drawn(snapshot: Snapshot) -> pd.DataFrame:
    """The places that a map of a snapshot's new boundaries shows, those without a new one for orientation.

    Args:
        snapshot: the newer snapshot.

    Returns:
        ``region_code, name, kind, lon, lat`` (WGS84 degrees), ``county_code, is_new``, one row a place of the
        level of which most are new; none where no boundary is.

    Raises:
        WarehouseError: one of the two snapshots is damaged.
    """
    with both(snapshot) as con:
        return con.execute(_DRAWN).df()
