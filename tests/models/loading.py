"""Contract rows straight into a snapshot file, through the real models and checks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from etl.contract import TABLES, Table
from etl.models import run_models
from etl.snapshot import create_tables, create_views
from etl.warehouse import FORMAT
from metrics.warehouse import Snapshot, open_current

Row = Mapping[str, Any]


def write_warehouse(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Path:
    """A warehouse folder whose snapshot holds these contract rows, with file and row number of each."""
    snapshots = folder / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    name = f"test-{len(list(snapshots.glob('*.duckdb')))}"
    with duckdb.connect(str(snapshots / f"{name}.duckdb")) as con:
        create_tables(con)
        create_views(con)
        _describe(con, name)
        for table in TABLES.values():
            if rows := tables.get(table.name):
                _insert(con, table, rows)
        run_models(con)
    (folder / "current.json").write_text(json.dumps({"snapshot": name}), encoding="utf-8")
    return folder


def load(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Snapshot:
    """The same, opened for reading."""
    return open_current(write_warehouse(folder, tables))


def _describe(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute(
        "CREATE TABLE meta.snapshot AS SELECT 'quntuan' AS product, ? AS format, ? AS snapshot_id,"
        " TIMESTAMP '2018-07-01 08:00:00' AS built_at, NULL::VARCHAR AS parent_id",
        [FORMAT, name],
    )
    con.execute(
        "INSERT INTO meta.batches SELECT 'batch-1' AS batch_id, 'batch-1' AS source,"
        " TIMESTAMP '2018-07-01 08:00:00' AS received_at, '演示' AS origin, 'hash' AS content_hash"
    )


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    unknown = {name for row in rows for name in row} - table.columns.keys()
    assert not unknown, f"{table.name} has no {unknown}"
    source = list(TABLES).index(table.name)
    con.execute(
        "INSERT INTO meta.sources VALUES (?, '演示', 'batch-1', ?, '')", [source, f"{table.title}.csv"]
    )
    columns = {
        "source_id": [source] * len(rows),
        "row_number": list(range(2, len(rows) + 2)),
    } | {field.name: [row.get(field.name, field.default) for row in rows] for field in table.fields}
    sources = ", ".join(f"unnest(CAST(? AS {table.columns[name]}[]))" for name in columns)
    con.execute(
        f'INSERT INTO raw."{table.name}" ({", ".join(columns)}) SELECT {sources}', list(columns.values())
    )
