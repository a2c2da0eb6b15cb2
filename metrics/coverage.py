"""Verdict of each line x place cell, and the stations: what 覆盖地图 draws."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from metrics.frames import with_clause
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

CELLS = f"""
{with_clause("known_cells")}
SELECT
    region_code, name, level, kind, parent_code, township_code, line, verdict,
    organization_count, activity_count, last_activity_on
FROM known_cells
WHERE list_contains(path, CAST($region AS VARCHAR)) OR CAST($region AS VARCHAR) IS NULL
ORDER BY region_code, line_order
"""

STATIONS = f"""
{with_clause("open_stations", "valid_regions")}
SELECT
    station.station_id, station.name, station.kind, station.service_station,
    station.region_code, region.name AS region_name,
    station.lon, station.lat, station.approximate,
    station.lead_line, station.lines, station.services, station.opened_on, station.hours
FROM open_stations AS station
LEFT JOIN marts.dim_regions AS region ON region.code = station.region_code
WHERE list_contains(region.path, CAST($region AS VARCHAR)) OR CAST($region AS VARCHAR) IS NULL
ORDER BY station.kind, station.station_id
"""


def cells(snapshot: Snapshot, period: date, region_code: str | None = None) -> pd.DataFrame:
    """Every line x place cell with its verdict.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days; everything is as of its last day.
        region_code: keep the cells of this region and all below it; None keeps all.

    Returns:
        ``region_code, name, level, kind, parent_code, township_code, line, verdict`` (有效、沉睡、缺失、
        不适用、未报), ``organization_count`` (covering organisations), ``activity_count`` (activities of the
        trailing 6 months that the line led or took part in), ``last_activity_on`` (the last such activity
        ever, missing where there is none): seven rows for each valid region.
    """
    return snapshot.query(CELLS, periods=[period.replace(day=1)], region=region_code)


def stations(snapshot: Snapshot, period: date, region_code: str | None = None) -> pd.DataFrame:
    """Stations open at the end of a month.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region_code: keep the stations that count in this region; None keeps all.

    Returns:
        ``station_id, name, kind, service_station`` (whether it counts as 群团服务站点), ``region_code,
        region_name, lon, lat`` (WGS84; missing where neither the station nor its region has a point),
        ``approximate`` (the point is the region's), ``lead_line, lines`` (lists of the
        line ids that lead or moved in), ``services`` (lists of words), ``opened_on, hours`` (a week).
    """
    return snapshot.query(STATIONS, periods=[period.replace(day=1)], region=region_code)
