"""Stations and windows that are open at a month's end: where, with which lines and services, how used."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.catalogue import LEVELS, LINES
from metrics.catalogue.platform import BASIC_SERVICES
from metrics.frames import with_clause
from metrics.scope import below, place
from metrics.warehouse import Snapshot

#: Kinds of stations in the order in which they are listed.
KINDS = (
    "群团服务中心",
    "群团服务站",
    "政务服务窗口",
    "便民服务窗口",
    "村级服务点",
    "四点半学校",
    "茶叙室",
    "青年空间",
    "侨联工作站",
    "院士工作站",
    "劳模创新工作室",
    "其他",
)

STATIONS = f"""
{with_clause("open_stations", "settled_stations", "year_visits")},
visited AS (
    SELECT period, station_id, sum(visits) AS visits FROM year_visits GROUP BY period, station_id
),
stated AS (
    SELECT
        *,
        service_station OR window_level IS NOT NULL AS required,
        list_filter(services, lambda word: word <> '') AS stated
    FROM open_stations
)
SELECT
    station.station_id, station.name, station.kind, station.region_code, region.name AS region_name,
    station.lead_line, station.lines, len(station.lines) AS line_count,
    station.service_station, station.required,
    station.required AND len(station.stated) > 0 AS basic,
    station.stated AS services,
    if(
        station.required AND len(station.stated) > 0,
        list_filter({list(BASIC_SERVICES)}, lambda word: NOT list_contains(station.stated, word)),
        []
    ) AS missing,
    station.opened_on, station.hours, station.approximate,
    visited.visits,
    settled.station_id IS NOT NULL AS settled,
    coalesce(settled.visit_count = 0, FALSE) AS idle,
    source.origin
FROM stated AS station
INNER JOIN traced.stations AS source ON source.station_id = station.station_id
INNER JOIN marts.dim_regions AS region ON region.code = station.region_code
LEFT JOIN settled_stations AS settled
    ON settled.period = station.period AND settled.station_id = station.station_id
LEFT JOIN visited ON visited.period = station.period AND visited.station_id = station.station_id
WHERE {below()}
ORDER BY list_position({list(KINDS)}, station.kind), station.region_code, station.station_id
"""

# Visits of stations that have closed since are part of the year: they belong to their kind too.
VISITS = f"""
{with_clause("year_visits")}
SELECT station.kind, sum(visit.visits) AS visits
FROM year_visits AS visit
INNER JOIN staging.stations AS station ON station.station_id = visit.station_id
INNER JOIN marts.dim_regions AS region ON region.code = visit.region_code
WHERE {below()}
GROUP BY station.kind
"""

WINDOWS = f"""
{with_clause("window_regions", "valid_regions")}
SELECT region.level, count(*) AS expected, count(*) FILTER (wanted.has_window) AS open
FROM window_regions AS wanted
INNER JOIN valid_regions AS region
    ON region.period = wanted.period AND region.region_code = wanted.region_code
WHERE {below()}
GROUP BY region.level
ORDER BY list_position({list(LEVELS)}, region.level)
"""


def inventory(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """List the stations of a region that are open at the end of a month.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; stations of all below it are listed.

    Returns:
        ``station_id, name, kind, region_code, region_name, lead_line, lines`` (lead and resident),
        ``line_count, service_station`` (counts in the metric stations_open), ``required`` (is to offer the
        basic services), ``basic`` (is to, and states what it offers), ``services, missing`` (basic services
        that a basic one lacks), ``opened_on, hours, approximate, visits`` (trailing 12 months; missing
        without a report), ``settled`` (open for six months and has reported), ``idle`` (settled without a
        visit in six months), ``origin``, by kind and place.
    """
    return snapshot.query(STATIONS, **place(period, region))


def by_kind(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Count the open stations of a region by kind.

    Returns:
        ``kind, open, settled, idle, lines_mean`` (lines that lead or moved in, a station), ``basic, full``
        (are to offer the basic services and state what they offer; offer all of them), ``visits`` (trailing
        12 months, those of stations that closed in them included; missing where none reported); kinds without
        a station or a visit are left out.
    """
    found = inventory(snapshot, period, region)
    full = found["basic"] & found["missing"].map(len).eq(0)
    counts = (
        found.assign(full=full)
        .groupby("kind")
        .agg(
            open=("station_id", "size"),
            settled=("settled", "sum"),
            idle=("idle", "sum"),
            line_total=("line_count", "sum"),
            basic=("basic", "sum"),
            full=("full", "sum"),
        )
    )
    visits = snapshot.query(VISITS, **place(period, region)).set_index("kind")["visits"]
    listed = [kind for kind in KINDS if kind in set(counts.index) | set(visits.index)]
    table = counts.reindex(listed).fillna(0).astype("int64")
    mean = table["line_total"] / table["open"].where(table["open"] > 0)
    return table.assign(lines_mean=mean, visits=visits.reindex(listed)).reset_index(names="kind")


def windows(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Count the places that are to have a window of their level, and those that have one open.

    Returns:
        ``level, name, expected, open`` (counts), ``open_pct`` (0–1), from the top level down; their sums
        are the parts of the metric window_coverage.
    """
    found = snapshot.query(WINDOWS, **place(period, region))
    return found.assign(name=found["level"].map(LEVELS), open_pct=found["open"] / found["expected"])


def offered(found: pd.DataFrame) -> pd.DataFrame:
    """Count how many of the stations that are to offer the basic services, and state any, offer each.

    Args:
        found: rows of :func:`stations`.

    Returns:
        ``service, offering, stations`` (counts), ``offered_pct`` (0–1, missing without any station), in the
        order of :data:`BASIC_SERVICES`.
    """
    missing = found.loc[found["basic"], "missing"]
    counts = [len(missing) - sum(service in lacking for lacking in missing) for service in BASIC_SERVICES]
    frame = pd.DataFrame({"service": BASIC_SERVICES, "offering": counts, "stations": len(missing)})
    return frame.assign(offered_pct=frame["offering"] / frame["stations"].where(frame["stations"] > 0))


def moved_in(found: pd.DataFrame) -> pd.DataFrame:
    """Count the service stations that each line leads or has moved into.

    Args:
        found: rows of :func:`stations`.

    Returns:
        ``line, name, leads, resides, present, stations`` (counts), ``present_pct`` (0–1, missing without
        any station), in the fixed order of the lines.
    """
    at = found[found["service_station"]]
    rows = [
        (line, name, int(at["lead_line"].eq(line).sum()), sum(line in lines for lines in at["lines"]))
        for line, name in LINES.items()
    ]
    frame = pd.DataFrame(rows, columns=["line", "name", "leads", "present"]).assign(stations=len(at))
    return frame.assign(
        resides=frame["present"] - frame["leads"],
        present_pct=frame["present"] / frame["stations"].where(frame["stations"] > 0),
    )


def chosen(found: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Keep the stations that lack a basic service ('missing'), that stand idle ('idle'), or all ('all').

    Args:
        found: rows of :func:`stations`.
        kind: one of those words.

    Returns:
        Some of the rows; those lacking most services come first.
    """
    if kind == "idle":
        return found[found["idle"]]
    if kind == "missing":
        lacking = found["missing"].map(len)
        return found.assign(lacking=lacking)[lacking > 0].sort_values(
            "lacking", ascending=False, kind="stable"
        )
    return found
