"""A collection as a batch: one .csv with a row for each unit."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.contract.collecting import COLLECTIONS
from etl.forms.asking import Asked
from etl.forms.workbook import shown


def collection_row(one: Asked) -> dict[str, object]:
    """A row of `collections`, as field → value; whether it was handed in it does not state."""
    return {
        "collection_id": one.collection_id,
        "name": one.name,
        "unit": one.unit.code,
        "line": one.line or None,
        "period": one.period,
        "tables": ";".join(table.title for table in one.tables),
        "due_on": one.due_on,
    }


def write_collection(folder: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write rows of `collections` as a folder that can be handed in.

    Args:
        folder: made where it does not exist.
        rows: field → value; a field that no row states is left out, so that what is stored is kept.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stated = [field for field in COLLECTIONS.fields if any(row.get(field.name) is not None for row in rows)]
    with (folder / f"{COLLECTIONS.title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.header for field in stated])
        for row in rows:
            cells = (shown(row.get(field.name), field) for field in stated)
            writer.writerow(["" if cell is None else str(cell) for cell in cells])
    return folder
