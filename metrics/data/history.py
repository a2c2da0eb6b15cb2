"""The snapshots of a warehouse: when each was built, and from which batches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from metrics.warehouse import Snapshot, folder_of, open_snapshot, snapshot_file
from metrics.warehouse_error import WarehouseError

BATCHES = "SELECT batch_id, source, origin, received_at FROM meta.batches ORDER BY received_at, batch_id"
#: What single corrections changed; a snapshot of an earlier version notes none.
CORRECTIONS = """
    SELECT batch_id, table_title, row_name, header, old, new, reason, stood
    FROM meta.corrections
    ORDER BY batch_id, rowid"""
_NOTHING_CORRECTED = "SELECT '' AS " + ", '' AS ".join(
    ("batch_id", "table_title", "row_name", "header", "old", "new", "reason", "stood")
)
COLUMNS = ("snapshot_id", "built_at", "parent_id", "is_current", "batch_count", "brought", "trouble")


def published_ids(folder: Path) -> list[str]:
    """Ids of all published snapshots of a warehouse folder, newest first."""
    found = (path.stem for path in (folder / "snapshots").glob("*.duckdb"))
    return sorted((name for name in found if not name.startswith(".")), reverse=True)


def snapshots(snapshot: Snapshot, ids: list[str]) -> pd.DataFrame:
    """What some snapshots of the same warehouse say of themselves.

    Args:
        snapshot: the current snapshot.
        ids: snapshot ids, as `published_ids` gives them.

    Returns:
        ``snapshot_id, built_at`` (UTC), ``parent_id, is_current, batch_count, brought`` (batches that its
        parent did not hold, as source and origin), ``trouble`` (why it cannot be read, '' where it can), in
        the order asked for.
    """
    told = [_told(snapshot, snapshot_id) for snapshot_id in ids]
    batches = {one["snapshot_id"]: one["batches"] for one in told}
    rows = [{**one, "brought": _brought(one, batches)} for one in told]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def batches(snapshot: Snapshot) -> pd.DataFrame:
    """Batches that a snapshot was built from.

    Returns:
        ``batch_id, source, origin, received_at`` (local time), ``corrected`` (what was corrected and why, in
        Chinese, '' where the batch is no correction).
    """
    told: dict[str, list[str]] = {}
    for one in corrections(snapshot).itertuples():
        told.setdefault(str(one.batch_id), []).append(str(one.told))
    found = snapshot.query(BATCHES)
    return found.assign(corrected=["；".join(told.get(batch, [])) for batch in found["batch_id"]])


def corrections(snapshot: Snapshot) -> pd.DataFrame:
    """Values that were corrected one by one.

    Returns:
        ``batch_id, table_title, row_name, header, old, new, reason, stood`` (where the value had been handed
        in), ``told`` (all of it in one Chinese sentence), in the order of the batches.
    """
    known = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'meta' AND table_name = 'corrections'"
    found = snapshot.query(CORRECTIONS if snapshot.rows(known) else f"{_NOTHING_CORRECTED} LIMIT 0")
    return found.assign(told=[_corrected(one) for one in found.itertuples()])


def _corrected(one: Any) -> str:
    change = f"{one.header} {one.old or '空'} → {one.new or '空'}"
    return f"{one.table_title} {one.row_name}：{change}（理由：{one.reason}）"


def _told(current: Snapshot, snapshot_id: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "snapshot_id": snapshot_id,
        "is_current": snapshot_id == current.id,
        "batches": {},
        "trouble": "",
    }
    try:
        one = open_snapshot(snapshot_file(folder_of(current), snapshot_id))
        found = one.rows(BATCHES)
    except WarehouseError as error:
        return told | {"trouble": error.message}
    held = {batch_id: f"{source}（{origin}）" for batch_id, source, origin, _ in found}
    described = {"built_at": one.built_at, "parent_id": one.parent_id, "batch_count": len(held)}
    return told | described | {"batches": held}


def _brought(told: dict[str, Any], batches: dict[str, dict[str, str]]) -> str:
    before = batches.get(told.get("parent_id") or "", {})
    return "、".join(name for batch_id, name in told["batches"].items() if batch_id not in before)
