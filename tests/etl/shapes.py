"""Boundaries of the small county as people hand them in: in every format, encoding and coordinate system."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import prcoords
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from etl import snapshot
from etl.boundaries import Stated, boundary_files, gdal, reference
from etl.boundaries.layer import Layer
from etl.boundaries.merging import load_boundaries
from etl.boundaries.reading import read_boundaries
from etl.findings import Findings
from etl.load import Batch
from etl.reading import batch_files

COUNTY, PINGDU, HUKENG = "360829000000", "360829100000", "360829101000"
EAST_VILLAGE, WEST_VILLAGE = "360829100001", "360829101001"
NAMES = {
    COUNTY: "安福县",
    PINGDU: "平都镇",
    HUKENG: "浒坑镇",
    EAST_VILLAGE: "东门村",
    WEST_VILLAGE: "北门村",
}
_ABOVE = {PINGDU: COUNTY, HUKENG: COUNTY, EAST_VILLAGE: PINGDU, WEST_VILLAGE: HUKENG}
_LEVELS = {COUNTY: "county", PINGDU: "township", HUKENG: "township"}
_FORWARD = {"GCJ-02": prcoords.wgs_gcj, "BD-09": prcoords.wgs_bd}

Rows = Mapping[str, Sequence[Any]]


def county() -> BaseGeometry:
    """The county's outline, WGS84."""
    outline = reference.outline_of(COUNTY)
    assert outline is not None
    return outline


def townships() -> dict[str, BaseGeometry]:
    """Two townships that fill the county, the western and the eastern half of it."""
    west, south, east, north = county().bounds
    middle = (west + east) / 2
    return {
        HUKENG: county().intersection(shapely.box(west, south, middle, north)),
        PINGDU: county().intersection(shapely.box(middle, south, east, north)),
    }


def named(shapes: Mapping[str, BaseGeometry]) -> tuple[dict[str, list[Any]], list[BaseGeometry]]:
    """Shapes with the properties that people give them."""
    return {"区划代码": list(shapes), "名称": [NAMES[code] for code in shapes]}, list(shapes.values())


def shifted(shape: BaseGeometry, datum: str) -> BaseGeometry:
    """A shape of WGS84 in a datum of map services."""

    def move(points: Any) -> Any:
        moved = [_FORWARD[datum](prcoords.Coords(lat, lon)) for lon, lat in points]
        return np.array([(point.lon, point.lat) for point in moved])

    return shapely.transform(shape, move)


def projected(shape: BaseGeometry, crs: int | str) -> BaseGeometry:
    """A shape in a projected CRS."""
    transformer = Transformer.from_crs("EPSG:4490", crs, always_xy=True)
    return shapely.transform(shape, lambda points: np.column_stack(transformer.transform(*points.T)))


def write(
    path: Path,
    rows: Rows,
    shapes: Sequence[BaseGeometry | None],
    *,
    crs: str | None = "EPSG:4490",
    encoding: str | None = None,
    kind: str | None = None,
    layer: str | None = None,
) -> Path:
    """Write a layer in the format that the suffix of its file names.

    Args:
        path: the file; a layer more of a .gpkg that is there already is added to it.
        rows: property → values.
        shapes: geometries.
        crs: what the file says its coordinates are in, None for nothing.
        encoding: of the texts of a Shapefile.
        kind: type of geometry, that of the shapes where none is given.
        layer: its name.
    """
    drivers = {".geojson": "GeoJSON", ".shp": "ESRI Shapefile", ".kml": "LIBKML", ".gpkg": "GPKG"}
    gdal.layers_of.__globals__["_ready"]()
    import pyogrio.raw

    columns = [np.array(list(values), dtype=object) for values in rows.values()]
    wkbs = [None if shape is None else shapely.to_wkb(shape) for shape in shapes]
    with warnings.catch_warnings(action="ignore"):
        pyogrio.raw.write(
            path,
            np.array(wkbs, dtype=object),
            columns,
            np.array(list(rows)),
            geometry_type=kind or _common_type(shapes),
            crs=crs,
            driver=drivers[path.suffix.lower()],
            encoding=encoding,
            layer=layer,
            append=path.exists() and path.suffix == ".gpkg",
        )
    return path


def _common_type(shapes: Sequence[BaseGeometry | None]) -> str:
    kinds = {shape.geom_type for shape in shapes if shape is not None}
    return (
        kinds.pop()
        if len(kinds) == 1
        else "MultiPolygon"
        if kinds == {"Polygon", "MultiPolygon"}
        else "Unknown"
    )


def zipped(path: Path, files: Mapping[str, Path | bytes]) -> Path:
    """Write an archive: name within it → file or content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else content.read_bytes())
    return path


def read(source: Path, stated: Stated | None = None) -> tuple[list[Layer], Findings]:
    """Read the boundaries of a batch."""
    findings = Findings()
    layers = read_boundaries(boundary_files(batch_files(source)), stated or Stated(), findings)
    return layers, findings


def empty_county() -> duckdb.DuckDBPyConnection:
    """A snapshot in memory that holds the regions of the small county and nothing else."""
    con = duckdb.connect()
    snapshot.create_tables(con)
    for code, name in NAMES.items():
        level = _LEVELS.get(code, "village")
        row = [code, name, level, _ABOVE.get(code)]
        con.execute("INSERT INTO raw.regions (code, name, level, parent_code) VALUES (?, ?, ?, ?)", row)
    return con


def loaded(
    source: Path, stated: Stated | None = None, con: duckdb.DuckDBPyConnection | None = None
) -> tuple[dict[str, BaseGeometry], Findings]:
    """Read a batch and merge it into the small county.

    Returns:
        Region code → its boundary, for all that have one now, and what was found.
    """
    layers, findings = read(source, stated)
    with con or empty_county() as opened:
        batch = Batch("batch", "上报", dt.date(2018, 8, 1), 1)
        load_boundaries(opened, layers, batch, findings)
        rows = opened.execute("SELECT region_code, geometry FROM raw.boundaries").fetchall()
    return {code: shapely.from_wkb(bytes(shape)) for code, shape in rows}, findings


def apart(one: BaseGeometry, other: BaseGeometry) -> float:
    """How far apart the edges of two shapes are, in metres."""
    return float(shapely.hausdorff_distance(one, other, densify=0.2)) * 111_000
