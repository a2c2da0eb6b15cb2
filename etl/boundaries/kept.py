"""What is kept of the boundaries of a batch: a row a region, as it was read, and no other property."""

from __future__ import annotations

from pathlib import Path

import duckdb
import shapely

from etl.boundaries.layer import Layer, Shape
from etl.cleaning import quoted

_COLUMNS = "row_number, region_code, geometry, approval, attribution, datum"


def write_layer(con: duckdb.DuckDBPyConnection, layer: Layer, path: Path) -> None:
    """Keep what was merged of a layer in a file."""
    con.execute(
        f"COPY (SELECT {_COLUMNS} FROM raw.boundaries WHERE source_id = {layer.source_id} "
        "ORDER BY row_number) "
        f"TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)"
    )


def read_layer(
    con: duckdb.DuckDBPyConnection, path: Path, file: str, sheet: str, *, is_shiftable: bool
) -> Layer:
    """Read a layer that was kept.

    Raises:
        duckdb.Error, shapely.errors.GEOSException: the file is damaged.
    """
    rows = con.execute(f"SELECT {_COLUMNS} FROM read_parquet({quoted(str(path))})").fetchall()
    shapes = [
        Shape(
            number,
            codes={"": code},
            geometry=shapely.from_wkb(bytes(geometry)),
            approval=approval,
            attribution=attribution,
            datum=datum,
            region_code=code,
        )
        for number, code, geometry, approval, attribution, datum in rows
    ]
    return Layer(file, sheet, shapes, is_shiftable=is_shiftable, is_kept=True)
