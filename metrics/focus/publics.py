"""The public of a line against its members and the services that reach it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.scope import place
from metrics.values import values
from metrics.warehouse import Snapshot

YEARS = f"""
{with_clause("valid_regions")}
SELECT
    region.region_code, region.name, region.level, coalesce(region.kind, '') AS kind, region.lon, region.lat,
    max(public.year) AS year, region.region_code = CAST($region AS VARCHAR) AS own
FROM valid_regions AS region
LEFT JOIN raw.publics AS public
    ON public.region_code = region.region_code AND public.line = $line
    AND public.year <= year(CAST($periods[1] AS DATE))
WHERE region.region_code = CAST($region AS VARCHAR) OR region.parent_code = CAST($region AS VARCHAR)
GROUP BY ALL
ORDER BY own DESC, region.region_code
"""

#: Why a figure is told with doubt.
ABSENT, OLD, ABOVE = "没有服务对象数", "数字是往年的", "会员多于服务对象"


def publics(snapshot: Snapshot, period: date, region: str, line: str) -> pd.DataFrame:
    """Set the public of a line against its members and services, at a region and right below it.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        line: line id.

    Returns:
        ``region_code, name, level, kind, lon, lat, year`` (of the figure; missing where there is none),
        ``own`` (the region itself), ``people, members, reach_pct`` (public_reach), ``beneficiaries`` (of
        the trailing 12 months), ``doubt`` ('' or `ABSENT`, `OLD`, `ABOVE`); the region first.
    """
    places = snapshot.query(YEARS, line=line, **place(period, region))
    codes = list(places["region_code"])
    asked = ["public_reach", "beneficiaries"]
    found = values.values(snapshot, [period], metrics=asked, lines=[line], regions=codes)
    reach = found[found["metric_id"] == "public_reach"].set_index("region_code")
    served = found[found["metric_id"] == "beneficiaries"].set_index("region_code")["value"]
    told = places.assign(
        people=places["region_code"].map(reach["denominator"]).mask(places["year"].isna()),
        members=places["region_code"].map(reach["numerator"]),
        reach_pct=places["region_code"].map(reach["value"]),
        beneficiaries=places["region_code"].map(served),
    )
    doubt = pd.Series("", index=told.index, dtype=object)
    doubt = doubt.mask(told["year"] < period.year, OLD).mask(told["members"] > told["people"], ABOVE)
    return told.assign(doubt=doubt.mask(told["year"].isna(), ABSENT))
