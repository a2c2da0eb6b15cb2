"""Coordinates into WGS84: Chinese map services hand out shifted ones (GCJ-02, BD-09)."""

from __future__ import annotations

import duckdb
import prcoords

from etl.contract import Table

SHIFTED = {"GCJ-02": prcoords.gcj_wgs_bored, "BD-09": prcoords.bd_wgs_bored}

#: The bounds of the contract; the shift is not defined far beyond them.
_IN_CHINA = "lon_given BETWEEN 73 AND 136 AND lat_given BETWEEN 3 AND 54"


def to_wgs84(lon: float, lat: float, datum: str) -> tuple[float, float]:
    """Convert a point to WGS84, iterating the shift's inverse until it is exact to centimetres.

    Args:
        lon: degrees in `datum`.
        lat: degrees in `datum`.
        datum: 'WGS84', 'CGCS2000' (the same within centimetres), 'GCJ-02' or 'BD-09'.

    Returns:
        Longitude and latitude in degrees, WGS84.
    """
    if datum not in SHIFTED:
        return lon, lat
    point = SHIFTED[datum](prcoords.Coords(lat, lon), check_china=False)
    return point.lon, point.lat


def convert_points(con: duckdb.DuckDBPyConnection, table: Table, first_source: int) -> None:
    """Set `lon`, `lat` of the newest batch's rows from the coordinates as handed in and their datum."""
    target = f'raw."{table.name}"'
    given = "source_id >= ? AND lon_given IS NOT NULL AND lat_given IS NOT NULL"
    con.execute(
        f"UPDATE {target} SET lon = lon_given, lat = lat_given "
        f"WHERE {given} AND (lon <> lon_given OR lat <> lat_given)",
        [first_source],
    )
    shifted = con.execute(
        f"SELECT rowid, lon_given, lat_given, datum FROM {target} "
        f"WHERE {given} AND datum IN ('GCJ-02', 'BD-09') AND {_IN_CHINA}",
        [first_source],
    ).fetchall()
    if not shifted:
        return
    import pyarrow as pa  # a tenth of a second that most batches can save

    points = [to_wgs84(lon, lat, datum) for _, lon, lat, datum in shifted]
    moved = {"moved": [row[0] for row in shifted], "x": [x for x, _ in points], "y": [y for _, y in points]}
    con.register("moved_points", pa.table(moved))
    con.execute(f"UPDATE {target} SET lon = x, lat = y FROM moved_points WHERE {target}.rowid = moved")
    con.unregister("moved_points")
