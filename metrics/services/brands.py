"""Service brands: how often they are held, whom they reach, which lines join, and how they go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.scope import place_and_lines, scoped
from metrics.warehouse import Snapshot

_SCOPED = scoped("branded_activities")

BRANDS = f"""
{_SCOPED}
SELECT
    brand,
    count(*) FILTER (current) AS activities,
    if(
        (SELECT min(first.period) FROM marts.periods AS first)
        <= (SELECT CAST(period - INTERVAL 23 MONTH AS DATE) FROM clock),
        CAST(count(*) FILTER (NOT current) AS DOUBLE), NULL
    ) AS activities_before,
    if(
        count(*) FILTER (current) = 0, 0, sum(participants) FILTER (current)
    ) AS participants,
    if(
        count(*) FILTER (current) = 0, 0, sum(beneficiaries) FILTER (current)
    ) AS beneficiaries,
    count(DISTINCT region_code) FILTER (current) AS places,
    max(held_on) AS last_on
FROM scoped
GROUP BY brand
ORDER BY activities DESC, activities_before DESC NULLS LAST, brand
"""

JOINING = f"""
{_SCOPED}
SELECT
    joining.brand, joining.line,
    count(*) FILTER (joining.line = joining.lead) AS led,
    count(*) FILTER (joining.line <> joining.lead) AS joined
FROM (SELECT brand, line AS lead, unnest(lines) AS line FROM scoped WHERE current) AS joining
GROUP BY joining.brand, joining.line
"""

MONTHS = f"""
{_SCOPED},
months AS (
    SELECT CAST(unnest(range(
        period - INTERVAL 23 MONTH, period + INTERVAL 1 MONTH, INTERVAL 1 MONTH
    )) AS DATE) AS month
    FROM clock
),
known_months AS (
    SELECT month FROM months WHERE month >= (SELECT min(first.period) FROM marts.periods AS first)
)
SELECT
    brand.brand, known_months.month,
    count(scoped.activity_id) AS activities,
    if(count(scoped.activity_id) = 0, 0, sum(scoped.participants)) AS participants
FROM (SELECT DISTINCT brand FROM scoped) AS brand
CROSS JOIN known_months
LEFT JOIN scoped
    ON scoped.brand = brand.brand AND date_trunc('month', scoped.held_on) = known_months.month
GROUP BY brand.brand, known_months.month
ORDER BY brand.brand, known_months.month
"""


def brands(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """What each brand did in the trailing 12 months, beside the 12 months before.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; activities of all below it count.
        lines: lines that lead; none means all.

    Returns:
        ``brand, activities, activities_before`` (events; the latter missing where the data does not reach so
        far back), ``change`` (of events, relative; missing without any before), ``participants,
        beneficiaries`` (turns; missing where no event states them), ``places`` (regions), ``last_on``; brands
        seen in neither year are unknown and absent.
    """
    found = snapshot.query(BRANDS, **place_and_lines(period, region, lines))
    before = found["activities_before"].where(found["activities_before"] > 0)
    return found.assign(change=found["activities"] / before - 1)


def joining(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the events of each brand that each line led or joined, trailing 12 months.

    Returns:
        ``brand, line, led, joined``, one row for each of the brands of :func:`brands` and each line.
    """
    scope = place_and_lines(period, region, lines)
    listed = [row[0] for row in snapshot.rows(BRANDS, **scope)]
    grid = pd.MultiIndex.from_product([listed, list(LINES)], names=["brand", "line"])
    found = snapshot.query(JOINING, **scope).set_index(["brand", "line"])
    return found.reindex(grid, fill_value=0).reset_index()


def by_month(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Events and participants of each brand, month by month over 24 months.

    Returns:
        ``brand, month, activities, participants`` (missing where no event states them); months without an
        event are 0, months before the data begins are absent.
    """
    return snapshot.query(MONTHS, **place_and_lines(period, region, lines))
