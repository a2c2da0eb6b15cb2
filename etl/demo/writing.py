"""Writes drawn rows exactly as a county would hand them in: one .csv a table, Chinese headers and words."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from etl.contract import ORIGIN, TABLES, Field, Table
from etl.demo.rows import Row, Tables

DEMONSTRATION = "演示"


def write_tables(folder: Path, tables: Tables) -> None:
    """Writes `<Chinese name>.csv` for every table of `tables`, UTF-8 with a byte-order mark for Excel.

    Raises:
        KeyError: a row has a field that its table does not declare.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        _write(folder, TABLES[name], rows)


def _write(folder: Path, table: Table, rows: list[Row]) -> None:
    fields = (*table.fields, ORIGIN)
    words = {field.name: _words(field) for field in fields}
    for row in rows:
        if unknown := row.keys() - words.keys():
            raise KeyError(f"{table.name} has no {', '.join(sorted(unknown))}")
    used = [field for field in fields if _used(field, rows)]
    with (folder / f"{table.title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.header for field in used])
        writer.writerows(
            [_cell(field, row.get(field.name), words[field.name]) for field in used]
            for row in (_with_origin(row) for row in rows)
        )


def _with_origin(row: Row) -> Row:
    return {ORIGIN.name: DEMONSTRATION} | row


def _used(field: Field, rows: list[Row]) -> bool:
    """Optional columns that no row states are left out, as in a table made by hand."""
    return field is ORIGIN or field.required or any(row.get(field.name) is not None for row in rows)


def _words(field: Field) -> Mapping[str, str]:
    """Stored value → the Chinese word for it."""
    return {field.choices[word]: word for word in field.values}


def _cell(field: Field, value: object, words: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.strftime("%Y-%m") if field.type == "month" else value.isoformat()
    if isinstance(value, list | tuple):
        return "、".join(words[str(item)] for item in value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return words.get(str(value), str(value))
