"""The stations open at the end of a month, with point, lines and services."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.scope import below_or_all, place
from metrics.warehouse import Snapshot

STATIONS = f"""
{with_clause("open_stations")}
SELECT
    station.station_id, station.name, station.kind, station.service_station,
    station.region_code, region.name AS region_name,
    station.lon, station.lat, station.approximate,
    station.lead_line, station.lines, station.services, station.opened_on, station.hours
FROM open_stations AS station
LEFT JOIN marts.dim_regions AS region ON region.code = station.region_code
WHERE {below_or_all()}
ORDER BY station.kind, station.station_id
"""


def open_stations(snapshot: Snapshot, period: date, region: str | None = None) -> pd.DataFrame:
    """Stations open at the end of a month.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: keep the stations that count in this region; None keeps all.

    Returns:
        ``station_id, name, kind, service_station`` (whether it counts as 群团服务站点), ``region_code,
        region_name, lon, lat`` (WGS84; missing where neither the station nor its region has a point),
        ``approximate`` (the point is the region's), ``lead_line, lines`` (lists of the
        line ids that lead or moved in), ``services`` (lists of words), ``opened_on, hours`` (a week).
    """
    return snapshot.query(STATIONS, **place(period, region))
