"""What a county begins with: its divisions, counted, with what is known of where they lie."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics.warehouse import Snapshot

_TOWNSHIPS = """
SELECT
    own.code, own.name, coalesce(own.kind, '') AS kind, own.lon, own.lat,
    own.lon IS NOT NULL AS has_point,
    count(village.code) AS villages,
    count(village.code) FILTER (village.kind = '社区') AS communities
FROM marts.dim_regions AS own
LEFT JOIN raw.regions AS village ON village.parent_code = own.code AND village.valid_to IS NULL
WHERE own.level = 'township' AND own.valid_to IS NULL AND own.path[1] = $top
GROUP BY ALL
ORDER BY own.code
"""

_TOP = "SELECT code, name FROM raw.regions WHERE parent_code IS NULL ORDER BY code LIMIT 1"


@dataclass(frozen=True)
class Begun:
    """The divisions of a county.

    Attributes:
        code: of the region at the top, 12 digits.
        name: of it.
        townships: ``code, name, kind, lon, lat, has_point, villages, communities`` (of these), by code.
    """

    code: str
    name: str
    townships: pd.DataFrame


def begun(snapshot: Snapshot) -> Begun:
    """The divisions below the region at the top of a snapshot, the first one where there are several."""
    ((code, name),) = snapshot.rows(_TOP)
    return Begun(code, name, snapshot.query(_TOWNSHIPS, top=code))
