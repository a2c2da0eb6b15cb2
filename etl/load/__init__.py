"""From sheets of text to typed rows in schema `raw`."""

from etl.load.points import convert_points
from etl.load.typed_sheet import TypedSheet, type_sheet
from etl.load.upsert import Batch, missing_keys, next_source, taken_keys, upsert

__all__ = [
    "Batch",
    "TypedSheet",
    "convert_points",
    "missing_keys",
    "next_source",
    "taken_keys",
    "type_sheet",
    "upsert",
]
