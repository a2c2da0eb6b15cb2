"""What a snapshot changes in the boundaries of regions, counted by level."""

from __future__ import annotations

import pandas as pd

from metrics.data.snapshot_changes import both
from metrics.warehouse import Snapshot

_DIFFERS = " OR ".join(
    f"n.{name} IS DISTINCT FROM o.{name}" for name in ("geometry", "approval", "attribution", "datum")
)
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
