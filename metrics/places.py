"""Months and regions that a snapshot holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from metrics.frames import with_clause
from metrics.months import month_text, trailing_months
from metrics.scope import at
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = "region_code AS code, name, level, parent_code, kind, lon, lat, population, path"
VALID = f"{with_clause('valid_regions')} SELECT {COLUMNS} FROM valid_regions"
WAY = f"{with_clause('valid_regions')} SELECT path FROM valid_regions"

TOWNSHIPS = """
SELECT
    own.code,
    CASE
        WHEN count(DISTINCT own.parent_code) OVER (PARTITION BY own.name) > 1
            THEN coalesce(above.name, '') || own.name
        ELSE own.name
    END AS name
FROM raw.regions AS own
LEFT JOIN raw.regions AS above ON above.code = own.parent_code
WHERE own.level = 'township'
"""


RECEIVED = "SELECT CAST(max(date_trunc('month', received_at)) AS DATE) FROM meta.batches"


def periods(snapshot: Snapshot) -> list[date]:
    """Months from the first to the last one that any report speaks of, as first days, ascending.

    Where none speaks of any month yet, as in a county that has only begun, it is the month in which the
    newest batch was received.
    """
    spoken = [month for (month,) in snapshot.rows("SELECT period FROM marts.periods ORDER BY period")]
    return spoken or [month for (month,) in snapshot.rows(RECEIVED) if month]


def is_reported(snapshot: Snapshot) -> bool:
    """Whether any report speaks of a month."""
    return bool(snapshot.rows("SELECT 1 FROM marts.periods LIMIT 1"))


def recent_periods(snapshot: Snapshot, period: date, most: int) -> list[date]:
    """Those of :func:`periods` that lie in the trailing months up to one, ascending.

    Args:
        snapshot: the published snapshot.
        period: the last month, by any of its days.
        most: how many trailing months.
    """
    window = set(trailing_months(period, most))
    return [month for month in periods(snapshot) if month in window]


def regions(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """Regions valid at the end of a month.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.

    Returns:
        ``code, name, level, parent_code, kind, lon, lat`` (WGS84 degrees), ``population, path`` (codes from
        the top of the data to the region itself), ordered by code.
    """
    return snapshot.query(f"{VALID} ORDER BY code", **at(period))


def counties(snapshot: Snapshot, period: date) -> dict[str, str]:
    """Names of the counties valid at the end of a month, by region code."""
    sql = f"{VALID} WHERE level = 'county' ORDER BY code"
    found = snapshot.query(sql, **at(period))
    return dict(zip(found["code"], found["name"], strict=True))


def townships(snapshot: Snapshot) -> pd.Series[str]:
    """Names of all townships by code, valid or not: a village may be there before its township is.

    Where several counties have a township of one name, the name of the county stands before it.
    """
    return snapshot.query(TOWNSHIPS).set_index("code")["name"]


def township_names(snapshot: Snapshot, own: pd.DataFrame) -> pd.Series[str]:
    """Name the township of each place (``name, township_code``); above the townships the place itself."""
    # As objects first: where no place has a township, the column of their names is one of numbers.
    found = own["township_code"].map(townships(snapshot)).astype(object)
    return found.fillna(own["name"]).astype("str")


def top_regions(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """Regions at the top of the data, those without a parent, with the columns of `regions`, by code."""
    sql = f"{VALID} WHERE parent_code IS NULL ORDER BY code"
    return snapshot.query(sql, **at(period))


def tops(snapshot: Snapshot, period: date) -> list[str]:
    """Codes of the regions at the top of the data, in code order."""
    return list(top_regions(snapshot, period)["code"])


def top(snapshot: Snapshot, period: date) -> str:
    """Code of the region at the top of the data; the first one where there are several.

    Raises:
        LookupError: no region is valid in that month.
    """
    found = tops(snapshot, period)
    if not found:
        raise LookupError(f"no region is valid in {month_text(period)}")
    return found[0]


def trail(snapshot: Snapshot, code: str, period: date) -> pd.DataFrame:
    """The way from the top of the data down to a region.

    Returns:
        The columns of `regions`, one row a step, ending with the region; empty where the code is unknown
        or not valid in that month.
    """
    way = snapshot.rows(f"{WAY} WHERE region_code = CAST($code AS VARCHAR)", **at(period), code=code)
    sql = f"{VALID} WHERE list_contains(CAST($codes AS VARCHAR[]), region_code) ORDER BY len(path)"
    return snapshot.query(sql, **at(period), codes=way[0][0] if way else [])


def children(snapshot: Snapshot, code: str, period: date) -> pd.DataFrame:
    """Regions one level below a region, with the columns of `regions`, ordered by code."""
    sql = f"{VALID} WHERE parent_code = CAST($code AS VARCHAR) ORDER BY code"
    return snapshot.query(sql, **at(period), code=code)


def known_codes(snapshot: Snapshot, codes: list[str]) -> set[str]:
    """Those of some codes that the data holds at all, valid at any time."""
    sql = "SELECT code FROM marts.dim_regions WHERE list_contains(CAST($codes AS VARCHAR[]), code)"
    return {row[0] for row in snapshot.rows(sql, codes=codes)}
