"""From sheets of text to typed rows in schema `raw`."""

from etl.load.points import convert_points
from etl.load.typed_sheet import TypedSheet, type_sheet
from etl.load.upsert import (
    Batch,
    missing_keys,
    next_source,
    outdated_rows,
    taken_keys,
    unknown_rows,
    upsert,
)

__all__ = [
    "Batch",
    "TypedSheet",
    "convert_points",
    "missing_keys",
    "next_source",
    "outdated_rows",
    "taken_keys",
    "type_sheet",
    "unknown_rows",
    "upsert",
]
