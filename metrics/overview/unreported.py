"""Lines of which no organisation was ever reported: their coverage reads 0 and says nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

UNREPORTED = f"""
{with_clause("expected_cells", "valid_regions")}
SELECT DISTINCT cell.line
FROM expected_cells AS cell
INNER JOIN valid_regions AS region
    ON region.period = cell.period AND region.region_code = cell.region_code
ANTI JOIN raw.organizations AS own ON own.line = cell.line
WHERE {in_scope("cell.line")}
"""


def unreported(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> list[str]:
    """Lines that should have organisations in a region and of which the snapshot holds none anywhere.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        lines: lines to look at; none means all.

    Returns:
        Line ids in their fixed order.
    """
    found = {line for (line,) in snapshot.rows(UNREPORTED, **place_and_lines(period, region, lines))}
    return [line for line in LINES if line in found]
