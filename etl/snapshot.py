"""A snapshot file while it is being built: schemas, what it carries over, what it says of itself."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.cleaning import quoted
from etl.contract import STORED
from etl.dictionary import write_dictionary
from etl.reading import Correction
from etl.warehouse import FORMAT, WarehouseError

Settings = dict[str, str | bool | int | float | list[str]]

PRODUCT = "quntuan"
SETTINGS: Settings = {
    "memory_limit": "1536MB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

#: An unfinished file is worth nothing after a crash; publishing forces it onto the disk as a whole.
WRITING: Settings = {"fsync_mode": "NONE"}

#: Nothing has been taken out of a new file; one that starts with another's rows closes gaps at its end.
UNTIDIED: Settings = {"max_vacuum_tasks": 0}


@dataclass(frozen=True)
class KeptBatch:
    """A batch that a snapshot was built from.

    Attributes:
        batch_id: its id, also the name of its folder in the warehouse.
        source: name of the file or folder as handed in.
        received_at: when it was handed in, local time.
        origin: 演示, 上报 or 报道.
        content_hash: SHA-256 over its files and origin; the same batch again has the same one.
    """

    batch_id: str
    source: str
    received_at: dt.datetime
    origin: str
    content_hash: str


def create(path: Path, base: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Create a snapshot file with every contract table in schema `raw`.

    Args:
        path: the file.
        base: a published snapshot whose rows and batches it starts with; None for an empty one.

    Raises:
        WarehouseError: `base` is damaged, foreign or of another format.
    """
    con = (
        _copied(base, path) if base else duckdb.connect(str(path), config={**SETTINGS, **WRITING, **UNTIDIED})
    )
    if base is None:
        create_tables(con)
    create_corrections(con)
    create_views(con)
    write_dictionary(con)
    return con


def _copied(base: Path, path: Path) -> duckdb.DuckDBPyConnection:
    """A copy of a snapshot with what was handed in; as a file it takes a thirtieth of the time of rows."""
    shutil.copyfile(base, path)
    con = _opened(path, named=base, config={**SETTINGS, **WRITING})
    try:
        _check_format(con, base)
        _keep_what_was_handed_in(con, base)
    except BaseException:
        con.close()
        raise
    return con


def _keep_what_was_handed_in(con: duckdb.DuckDBPyConnection, base: Path) -> None:
    """Drop from the copy of a snapshot all that follows from what was handed in."""
    held = con.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'raw'")
    needed = {(table.name, name) for table in STORED for name in table.columns}
    if needed - set(held.fetchall()):
        raise _damaged(base)
    for schema in ("marts", "staging", "traced"):
        con.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    con.execute("DROP TABLE meta.snapshot; DROP TABLE meta.dictionary")


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create what batches are loaded into.

    A row of schema `raw` names its source by a number; `meta.sources` says which origin, batch, file and
    sheet that is.
    """
    con.execute(
        "CREATE SCHEMA raw; CREATE SCHEMA meta; "
        "CREATE TABLE meta.batches (batch_id VARCHAR, source VARCHAR, received_at TIMESTAMP, "
        "origin VARCHAR, content_hash VARCHAR); "
        "CREATE TABLE meta.sources (source_id INTEGER, origin VARCHAR, batch_id VARCHAR, "
        "file VARCHAR, sheet VARCHAR); " + "; ".join(table.ddl for table in STORED)
    )


def create_corrections(con: duckdb.DuckDBPyConnection) -> None:
    """Create what notes the values that batches corrected; a snapshot of an earlier version has none."""
    con.execute(
        "CREATE TABLE IF NOT EXISTS meta.corrections (batch_id VARCHAR, table_title VARCHAR, "
        "row_name VARCHAR, header VARCHAR, old VARCHAR, new VARCHAR, reason VARCHAR, stood VARCHAR)"
    )


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """Create schema `traced`, which shows every table of `raw` with where each row comes from."""
    con.execute("CREATE SCHEMA traced; " + "; ".join(table.traced_ddl for table in STORED))


def differs(con: duckdb.DuckDBPyConnection, other: Path) -> bool:
    """Whether a contract table holds other rows than another snapshot does, wherever they come from."""
    con.execute(f"ATTACH {quoted(str(other))} AS other (READ_ONLY)")
    for table in STORED:
        rows = f'SELECT * EXCLUDE (source_id, row_number) FROM {{}}raw."{table.name}"'
        mine, theirs = rows.format(""), rows.format("other.")
        if con.execute(
            f"(({mine}) EXCEPT ({theirs})) UNION ALL (({theirs}) EXCEPT ({mine})) LIMIT 1"
        ).fetchone():
            return True
    return False


def check_file(path: Path) -> None:
    """Make sure that a file is a snapshot of this product and format.

    Raises:
        WarehouseError: it is not, with the way on in Chinese.
    """
    with _opened(path) as con:
        _check_format(con, path)


def _check_format(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    if con.execute("SELECT format FROM meta.snapshot").fetchall() != [(FORMAT,)]:
        raise WarehouseError(
            f"快照文件 {path.name} 是本系统另一版的格式，请运行 python -m etl rebuild，用留存的批次重新生成"
        )


def _opened(
    path: Path, named: Path | None = None, config: Settings | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection to a snapshot's file; `meta.snapshot` and `meta.batches` are the same in all formats.

    Args:
        path: the file.
        named: the file that a message names, where `path` is a copy of it.
        config: of a connection that writes; None for one that reads.

    Raises:
        WarehouseError: the file is damaged or foreign.
    """
    con = None
    try:
        con = duckdb.connect(str(path), read_only=config is None, config=config or SETTINGS)
        product = con.execute("SELECT product FROM meta.snapshot").fetchall()
    except duckdb.Error as error:
        if con is not None:
            con.close()
        raise _damaged(named or path) from error
    if product != [(PRODUCT,)]:
        con.close()
        raise _damaged(named or path)
    return con


def _damaged(path: Path) -> WarehouseError:
    way_on = "请运行 python -m etl snapshots 查看快照，再用 python -m etl rollback 恢复"
    return WarehouseError(f"快照文件 {path.name} 已损坏或不是本系统的文件，{way_on}")


def batches_of(path: Path) -> list[KeptBatch]:
    """The batches that a snapshot was built from, of whatever format it is, in the order handed in.

    Raises:
        WarehouseError: the file is damaged or foreign.
    """
    with _opened(path) as con:
        rows = con.execute(
            "SELECT batch_id, source, received_at, origin, content_hash FROM meta.batches"
        ).fetchall()
    return [KeptBatch(*row) for row in rows]


def built_at(path: Path) -> dt.datetime:
    """When a snapshot was built, UTC.

    Raises:
        WarehouseError: the file is damaged or foreign.
    """
    with _opened(path) as con:
        row = con.execute("SELECT built_at FROM meta.snapshot").fetchone()
    return dt.datetime.fromisoformat(str(row[0] if row else None))


def record_batch(con: duckdb.DuckDBPyConnection, batch: KeptBatch) -> None:
    """Note a batch in the snapshot being built."""
    con.execute(
        "INSERT INTO meta.batches VALUES (?, ?, ?, ?, ?)",
        [batch.batch_id, batch.source, batch.received_at, batch.origin, batch.content_hash],
    )


def record_corrections(
    con: duckdb.DuckDBPyConnection, batch: KeptBatch, corrections: Sequence[Correction]
) -> None:
    """Note what a batch says that it corrected in the snapshot being built."""
    for one in corrections:
        con.execute(
            "INSERT INTO meta.corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [batch.batch_id, one.table, one.row, one.column, one.old, one.new, one.reason, one.stood],
        )


def sign(con: duckdb.DuckDBPyConnection, snapshot_id: str, parent_id: str | None) -> None:
    """Write what the snapshot says of itself: product, format, id, time, parent."""
    con.execute(
        "CREATE TABLE meta.snapshot AS SELECT ? AS product, ?::INTEGER AS format, ? AS snapshot_id, "
        "?::TIMESTAMP AS built_at, ?::VARCHAR AS parent_id",
        [
            PRODUCT,
            FORMAT,
            snapshot_id,
            dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
            parent_id,
        ],
    )


def finish(con: duckdb.DuckDBPyConnection) -> None:
    """Bring everything into the file; closing alone would keep a full disk to itself.

    Raises:
        duckdb.Error: the file could not be written.
    """
    con.execute("CHECKPOINT")
