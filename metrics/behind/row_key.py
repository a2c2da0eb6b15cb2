"""The key of a row that was handed in, found by where it stands, and what the row is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from metrics.behind.row_names import LABELS
from metrics.warehouse import Snapshot

_KEY_FIELDS = """
    SELECT dictionary.field, dictionary.type, stored.data_type
    FROM meta.dictionary AS dictionary
    INNER JOIN duckdb_columns() AS stored
        ON stored.schema_name = 'raw' AND stored.table_name = dictionary.table_name
        AND stored.column_name = dictionary.field
    WHERE dictionary.table_name = $table AND dictionary.is_key
    ORDER BY dictionary.field_order"""
_PLACE = ["batch_id", "file", "sheet", "row_number"]


def key_at(snapshot: Snapshot, table: str, batch_id: str, file: str, sheet: str, row_number: int) -> str:
    """The key of the row that stands at a place, as links carry it; '' where none stands there.

    Args:
        snapshot: the published snapshot.
        table: a table of the contract.
        batch_id: the batch that the row came with.
        file: its file.
        sheet: its sheet, '' for a .csv file.
        row_number: its row there.

    Returns:
        The values of the key fields with commas between; months as 2018-06, blank ones empty.
    """
    place = pd.DataFrame([(batch_id, file, sheet, row_number)], columns=_PLACE)
    found = keys_at(snapshot, table, place)
    return found[0] if len(found) == 1 else ""


def keys_at(snapshot: Snapshot, table: str, places: pd.DataFrame) -> list[str]:
    """The keys of the rows that stand at several places, as `key_at` gives them.

    Args:
        snapshot: the published snapshot.
        table: a table of the contract.
        places: ``batch_id, file, sheet, row_number`` of rows of the table.
    """
    fields = _key_fields(snapshot, table)
    if not fields:
        return [""] * len(places)
    written = ", ".join(_written(name, kind) for name, kind, _ in fields)
    known = snapshot.query(
        f"SELECT batch_id, file, sheet, row_number, concat_ws(',', {written}) AS key FROM traced.\"{table}\""
        " WHERE list_contains(CAST($rows AS BIGINT[]), row_number)",
        rows=sorted(map(int, places["row_number"].unique())),
    )
    return list(places.merge(known, on=_PLACE, how="left")["key"].fillna(""))


def condition(snapshot: Snapshot, table: str, key: str) -> tuple[str, dict[str, Any]] | None:
    """SQL over the rows of a table that finds the one with a key, and its parameters.

    Args:
        snapshot: the published snapshot.
        table: a table of the contract.
        key: as `key_at` gives it.

    Returns:
        None where there is no such table, or its key has another number of fields.
    """
    fields, values = _key_fields(snapshot, table), key.split(",")
    if not fields or len(fields) != len(values):
        return None
    tests = [
        f'"{name}" IS NOT DISTINCT FROM TRY_CAST($key_{at} AS {stored})'
        for at, (name, _, stored) in enumerate(fields)
    ]
    read = [_read(value, kind) for value, (_, kind, _) in zip(values, fields, strict=True)]
    return " AND ".join(tests), {f"key_{at}": value for at, value in enumerate(read)}


def name_of(snapshot: Snapshot, table: str, key: str) -> str:
    """What people call the row with a key: 县总工会 2018-06; its key where nothing names it."""
    found = condition(snapshot, table, key)
    shown = key.replace(",", " ").strip()
    if found is None or table not in LABELS:
        return shown
    sql, values = found
    rows = snapshot.rows(f'SELECT {LABELS[table]} FROM traced."{table}" AS source WHERE {sql}', **values)
    return str(rows[0][0] or shown) if rows else shown


def _key_fields(snapshot: Snapshot, table: str) -> Sequence[tuple[str, str, str]]:
    return snapshot.rows(_KEY_FIELDS, table=table)


def _written(name: str, kind: str) -> str:
    column = f"strftime(\"{name}\", '%Y-%m')" if kind == "month" else f'CAST("{name}" AS VARCHAR)'
    return f"coalesce({column}, '')"


def _read(value: str, kind: str) -> str | None:
    if not value:
        return None
    return f"{value}-01" if kind == "month" else value
