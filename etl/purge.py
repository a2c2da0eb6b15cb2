"""Removing a batch everywhere: from the current snapshot, older ones and drafts, and what is kept of it.

The new current snapshot is built and published first, then everything that still holds the batch goes, what
is kept of it last. Killed in between, the warehouse is whole, and the same command finishes the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import drafts, snapshot
from etl.build import Outcome, rebuild
from etl.cleaning import quoted
from etl.contract import STORED, Table
from etl.drafts import Draft
from etl.warehouse import Warehouse, WarehouseError, is_id, remove_folder


@dataclass(frozen=True)
class TableChange:
    """What becomes of the rows of a table when a batch goes.

    Attributes:
        table: the contract table.
        gone: rows that go.
        back: rows that come back, for the batch had taken them out.
        restored: rows that stay with other values.
        values: how many values of those rows are others.
    """

    table: Table
    gone: int
    back: int
    restored: int
    values: int

    @property
    def told(self) -> str:
        """The change in words."""
        parts = (
            (self.gone, f"少 {self.gone:,} 行"),
            (self.back, f"恢复 {self.back:,} 行"),
            (self.restored, f"{self.restored:,} 行里有 {self.values:,} 个值变回以前的"),
        )
        return f"{self.table.title}：{'，'.join(text for count, text in parts if count)}"


@dataclass(frozen=True)
class Traces:
    """Where a batch is.

    Attributes:
        batch_id: the batch.
        source: the name of its file or folder, '' where no snapshot tells it.
        is_current: whether the current snapshot holds it.
        older: ids of the other snapshots that hold it, or cannot be read.
        drafts: drafts that hold it, or cannot be read.
        is_kept: whether there is something kept of it.
    """

    batch_id: str
    source: str
    is_current: bool
    older: tuple[str, ...]
    drafts: tuple[Draft, ...]
    is_kept: bool


def traces(warehouse: Warehouse, batch_id: str) -> Traces | None:
    """Find everything that holds a batch, None where nothing does.

    Raises:
        WarehouseError: the current snapshot is damaged.
    """
    current_id = warehouse.current_id()
    held = {path.stem: _held(path, batch_id) for path in warehouse.published()}
    if current_id:
        snapshot.check_file(warehouse.snapshot_path(current_id))
    found = {draft: _held(draft.file, batch_id) for draft in _waiting(warehouse)}
    is_kept = is_id(batch_id) and warehouse.kept(batch_id).is_dir()
    names = [name for name in (*held.values(), *found.values()) if name]
    if not names and not is_kept:
        return None
    return Traces(
        batch_id,
        next(iter(names), ""),
        held.get(current_id or "") is not None,
        tuple(one for one, name in held.items() if name is not None and one != current_id),
        tuple(draft for draft, name in found.items() if name is not None),
        is_kept,
    )


def _waiting(warehouse: Warehouse) -> Iterator[Draft]:
    """Every draft, one that is damaged too."""
    for folder in warehouse.drafts.glob("[!.]*"):
        try:
            draft = drafts.find(warehouse, folder.name)
        except WarehouseError:
            draft = None
        yield draft or Draft(folder.name, folder, None, ())


def _held(file: Path, batch_id: str) -> str | None:
    """The name under which a snapshot's file holds a batch, '' where it cannot be read, None for not."""
    try:
        return next((one.source for one in snapshot.batches_of(file) if one.batch_id == batch_id), None)
    except WarehouseError:
        return ""


def purge(
    warehouse: Warehouse, found: Traces, changes: list[TableChange], *, look_only: bool
) -> Outcome | None:
    """Remove a batch everywhere, or only find what that would change. Call it under the lock.

    Args:
        warehouse: where it is.
        found: what holds it.
        changes: takes what becomes of the tables of the current snapshot.
        look_only: whether everything stays as it is.

    Returns:
        What the rebuild came to, None where the current snapshot does not hold the batch; where it found
        an error, nothing was removed.

    Raises:
        WarehouseError, ModelError: as `rebuild`.
    """
    outcome = None
    if found.is_current:
        old_id = str(warehouse.current_id())
        old = warehouse.snapshot_path(old_id)
        outcome = rebuild(
            warehouse,
            without=found.batch_id,
            end="check" if look_only else "publish",
            look=lambda con: changes.extend(changed_tables(con, old)),
        )
        if outcome.findings.error_count:
            return outcome
        if not look_only:
            warehouse.remove_snapshot(old_id)
    if not look_only:
        _remove(warehouse, found)
    return outcome


def _remove(warehouse: Warehouse, found: Traces) -> None:
    for snapshot_id in found.older:
        warehouse.remove_snapshot(snapshot_id)
    for draft in found.drafts:
        drafts.discard(draft)
    kept = warehouse.kept(found.batch_id)
    if kept.is_dir():
        remove_folder(kept)


def changed_tables(con: duckdb.DuckDBPyConnection, old: Path) -> Sequence[TableChange]:
    """Compare a new snapshot with an older one, table by table, wherever the rows come from."""
    con.execute(f"ATTACH {quoted(str(old))} AS earlier (READ_ONLY)")
    changes = [_changed(con, table) for table in STORED]
    con.execute("DETACH earlier")
    return [one for one in changes if one.gone or one.back or one.restored]


def _changed(con: duckdb.DuckDBPyConnection, table: Table) -> TableChange:
    same = " AND ".join(f'o."{name}" IS NOT DISTINCT FROM n."{name}"' for name in table.key)
    others = [field.name for field in table.fields if field.name not in table.key]
    differing = " + ".join(f'CAST(o."{name}" IS DISTINCT FROM n."{name}" AS INTEGER)' for name in others)
    row = con.execute(
        "SELECT count(*) FILTER (is_old AND NOT is_new), count(*) FILTER (is_new AND NOT is_old), "
        "count(*) FILTER (is_old AND is_new AND differing > 0), "
        "coalesce(sum(differing) FILTER (is_old AND is_new), 0) FROM ("
        "SELECT o.source_id IS NOT NULL AS is_old, n.source_id IS NOT NULL AS is_new, "
        f"{differing or 0} AS differing "
        f'FROM earlier.raw."{table.name}" AS o FULL JOIN raw."{table.name}" AS n ON {same})'
    ).fetchone()
    gone, back, restored, values = row or (0, 0, 0, 0)
    return TableChange(table, gone, back, restored, int(values))
