"""How long snapshots and batches stay: the newest snapshots, the current one, and every batch these need."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from etl import snapshot
from etl.warehouse import UNFINISHED, Warehouse, WarehouseError, remove_folder

VARIABLE = "QUNTUAN_KEEP_SNAPSHOTS"
DEFAULT_KEPT = 30
#: Bytes that the first line of an edition has at most.
_FIRST_LINE = 4096


def kept_count() -> int:
    """How many snapshots are kept, as the environment says.

    Raises:
        ValueError: the variable is no whole number from 1 up.
    """
    count = int(os.environ.get(VARIABLE) or DEFAULT_KEPT)
    if count < 1:
        raise ValueError(count)
    return count


def tidy(warehouse: Warehouse) -> None:
    """Remove the oldest snapshots beyond the number kept, then batches that no kept one was built from.

    Call it under the lock, after publishing. The current snapshot stays however old it is. While a kept
    snapshot cannot be read, nobody knows what it needs, and every batch stays. What cannot be removed now is
    removed after the next build. A snapshot that a sealed edition pins stays as long as the edition; while an
    edition cannot be read, nobody knows what it pins, and every snapshot stays.
    """
    with suppress(OSError):
        _remove_old(warehouse)


def _remove_old(warehouse: Warehouse) -> None:
    ids = [path.stem for path in warehouse.published()]
    pinned = _pinned(warehouse)
    if pinned is None:
        return
    kept = {*ids[-kept_count() :], *pinned, warehouse.current_id()}
    doomed = [snapshot_id for snapshot_id in ids if snapshot_id not in kept]
    for snapshot_id in doomed:
        warehouse.remove_snapshot(snapshot_id)
    if doomed:
        _remove_unneeded(warehouse, [warehouse.snapshot_path(each) for each in ids if each in kept])


def _pinned(warehouse: Warehouse) -> set[str] | None:
    """The snapshots that sealed editions pin, by the first line of each; None where one cannot be read."""
    found = set()
    for path in warehouse.editions.glob("[!.]*"):
        try:
            with path.open("rb") as stream:
                found.add(str(json.loads(stream.readline(_FIRST_LINE))["snapshot"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
    return found


def _remove_unneeded(warehouse: Warehouse, kept: Sequence[Path]) -> None:
    try:
        needed = {batch.batch_id for path in kept for batch in snapshot.batches_of(path)}
    except WarehouseError:
        return
    for folder in warehouse.batches.iterdir():
        if folder.name not in needed and not folder.name.startswith(UNFINISHED):
            remove_folder(folder)
