"""How the points of a line's focus stand: now and a year ago."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.focus.declared import Item, focuses
from metrics.frames import with_clause
from metrics.months import months_after
from metrics.scope import at, below
from metrics.warehouse import Snapshot

#: What can be counted, one row each kind of thing: period, what is counted by, word, park, amount, unit.
COUNTS = f"""
{with_clause("active_organizations", "open_stations", "placed_outputs", "branded_activities")},
counted AS (
    SELECT
        period, region_code, 'settings' AS counted_by, setting AS word, in_park IS TRUE AS in_park,
        1 AS amount, '个' AS unit
    FROM active_organizations WHERE line = $line
    UNION ALL
    SELECT
        organization.period, organization.region_code, 'tags', tagged.word, organization.in_park IS TRUE,
        1, '个'
    FROM active_organizations AS organization
    INNER JOIN (SELECT org_id, unnest(tags) AS word FROM staging.organizations) AS tagged
        ON tagged.org_id = organization.org_id
    WHERE organization.line = $line
    UNION ALL
    SELECT period, region_code, 'stations', kind, FALSE, 1, '个' FROM open_stations
    UNION ALL
    SELECT period, region_code, 'outputs', item, FALSE, quantity, unit
    FROM placed_outputs WHERE line = $line AND current
    UNION ALL
    SELECT period, region_code, 'brands', brand, FALSE, 1, '场' FROM branded_activities WHERE current
)
SELECT counted.period, counted.counted_by, counted.word, counted.in_park, counted.unit,
    sum(counted.amount) AS amount
FROM counted
INNER JOIN marts.dim_regions AS region ON region.code = counted.region_code
WHERE {below()}
GROUP BY ALL
"""


def items(snapshot: Snapshot, period: date, region: str, line: str) -> pd.DataFrame:
    """Count each point of a line's focus.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; everything below it counts.
        line: line id.

    Returns:
        ``name, by`` (a key of ``metrics.focus.declared.COUNTED``), ``words`` (what counts), ``amount,
        before`` (a year ago), ``unit``; outputs and brands over the trailing 12 months. Outputs in several
        units are told by each unit.
    """
    now, ago = at(period)["periods"][0], at(months_after(period, -12))["periods"][0]
    counts = snapshot.query(COUNTS, region=region, line=line, **at(ago, now))
    counts = counts.assign(now=pd.to_datetime(counts["period"]) == pd.Timestamp(now))
    rows = [row for item in focuses()[line].items for row in _rows(counts, item)]
    return pd.DataFrame(rows, columns=["name", "by", "words", "amount", "before", "unit"])


def _rows(counts: pd.DataFrame, item: Item) -> list[tuple[object, ...]]:
    own = counts[(counts["counted_by"] == item.by) & counts["word"].isin(item.words)]
    own = own[own["in_park"]] if item.in_park else own
    plain = "场" if item.by == "brands" else "个"
    return [
        (
            item.name,
            item.by,
            "、".join(item.words) + ("（园区内）" if item.in_park else ""),
            float(own.loc[(own["unit"] == unit) & own["now"], "amount"].sum()),
            float(own.loc[(own["unit"] == unit) & ~own["now"], "amount"].sum()),
            unit,
        )
        for unit in (list(dict.fromkeys(own["unit"])) or [plain])
    ]
