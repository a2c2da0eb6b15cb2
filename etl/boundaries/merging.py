"""Merging the boundaries of a batch into `raw.boundaries`: a later one of a region replaces its row."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import shapely
from shapely.geometry.base import BaseGeometry

from etl.boundaries.covering import check_cover
from etl.boundaries.earlier import check_earlier
from etl.boundaries.known import Known
from etl.boundaries.layer import Layer
from etl.boundaries.placing import Placed, check_places
from etl.boundaries.regions import match
from etl.findings import Findings
from etl.load import Batch, next_source

#: What is stored of a shape beside its source.
_COLUMNS = {
    "region_code": "VARCHAR",
    "geometry": "BLOB",
    "approval": "VARCHAR",
    "attribution": "VARCHAR",
    "datum": "VARCHAR",
    "row_number": "BIGINT",
}


def load_boundaries(
    con: duckdb.DuckDBPyConnection, layers: Sequence[Layer], batch: Batch, findings: Findings
) -> None:
    """Merge the layers of a batch and check the result, once all of its tables are merged.

    Args:
        con: connection to the warehouse file that is being built.
        layers: as read.
        batch: id, origin and day of receipt.
        findings: takes what is wrong.
    """
    known = Known(con, batch.received_on)
    match(layers, known, findings)
    placed: list[Placed] = [
        (layer, shape, known.by_code[shape.region_code])
        for layer in layers
        for shape in layer.shapes
        if shape.region_code and shape.region_code in known.by_code
    ]
    for layer in layers:
        _merge(con, layer, batch)
    drawn = _drawn(con)
    counties = {code: shape for code, shape in drawn.items() if _is_county(code, known)}
    # What was accepted once stays so, whatever later outlines of the reference say.
    new = [one for one in placed if not one[0].is_kept]
    check_places(new, counties, known, findings)
    if not findings.error_count:
        check_cover(new, drawn, known, findings)
        check_earlier(new, drawn, known, findings)


def _is_county(code: str, known: Known) -> bool:
    return code in known.by_code and known.by_code[code].level == "county"


def _merge(con: duckdb.DuckDBPyConnection, layer: Layer, batch: Batch) -> None:
    layer.source_id = next_source(con)
    con.execute(
        "INSERT INTO meta.sources VALUES (?, ?, ?, ?, ?)",
        [layer.source_id, batch.origin, batch.id, layer.file, layer.sheet],
    )
    merged = [one for one in layer.shapes if one.region_code and one.geometry is not None]
    if not merged:
        return
    codes = [one.region_code for one in merged]
    columns = [
        codes,
        list(shapely.to_wkb([one.geometry for one in merged], output_dimension=2, byte_order=1)),
        [one.approval for one in merged],
        [one.attribution for one in merged],
        [one.datum for one in merged],
        [one.number for one in merged],
    ]
    con.execute("DELETE FROM raw.boundaries WHERE list_contains(?, region_code)", [codes])
    con.execute(
        f"INSERT INTO raw.boundaries ({', '.join(_COLUMNS)}, source_id) "
        f"SELECT {', '.join(f'unnest(?::{kind}[])' for kind in _COLUMNS.values())}, {layer.source_id}",
        columns,
    )


def _drawn(con: duckdb.DuckDBPyConnection) -> dict[str, BaseGeometry]:
    rows = con.execute("SELECT region_code, geometry FROM raw.boundaries").fetchall()
    return {code: shapely.from_wkb(bytes(shape)) for code, shape in rows}
