"""Rows of a table of the contract as a file that can be handed in."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.contract import Table
from etl.forms.workbook import shown


def write_table(folder: Path, table: Table, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write rows as the one .csv file of a folder.

    Args:
        folder: made where it does not exist.
        table: whose rows they are.
        rows: field → value; a field that no row states is left out, so that what is stored is kept.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stated = [field for field in table.fields if any(row.get(field.name) is not None for row in rows)]
    with (folder / f"{table.title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.header for field in stated])
        for row in rows:
            cells = (shown(row.get(field.name), field) for field in stated)
            writer.writerow(["" if cell is None else str(cell) for cell in cells])
    return folder
