"""Drafts: snapshots that are built and checked but not published, to be looked at first.

<warehouse>/drafts/<id>/snapshot.duckdb   the file that publishing makes the current snapshot, byte for byte
<warehouse>/drafts/<id>/draft.json        the snapshot it stands on, and what is noted of its batches
<warehouse>/drafts/<id>/batches/<id>/     what is kept of each batch
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl import snapshot
from etl.snapshot import KeptBatch
from etl.supervision import settle
from etl.warehouse import UNFINISHED, Warehouse, WarehouseError, is_id, say_waiting

#: How long a draft waits for a decision before the next one sweeps it away.
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Draft:
    """A snapshot that waits to be published.

    Attributes:
        id: its snapshot id, also the name of its folder.
        folder: where its parts are.
        base_id: the snapshot that it stands on, None for the first one.
        batches: what it adds, in order.
    """

    id: str
    folder: Path
    base_id: str | None
    batches: tuple[KeptBatch, ...]

    @property
    def file(self) -> Path:
        """The snapshot file."""
        return self.folder / "snapshot.duckdb"

    def files_of(self, batch: KeptBatch) -> Path:
        """The folder with what is kept of a batch."""
        return self.folder / "batches" / batch.batch_id


def keep(
    warehouse: Warehouse,
    snapshot_id: str,
    base_id: str | None,
    received: Sequence[tuple[KeptBatch, Path]],
    built: Path,
) -> None:
    """Put a built snapshot aside as a draft; as long as it takes, it holds the lock.

    Args:
        warehouse: where it is kept.
        snapshot_id: id of the built snapshot, then of the draft.
        base_id: the snapshot that it stands on.
        received: each batch with the folder of what is kept of it, which is moved.
        built: the file of the built snapshot, which is moved.

    Raises:
        WarehouseError: the snapshot below was removed meanwhile, and what it held has to stay removed.
    """
    folder = warehouse.drafts / f"{UNFINISHED}{snapshot_id}"
    draft = Draft(snapshot_id, folder, base_id, tuple(batch for batch, _ in received))
    with warehouse.locked(on_wait=say_waiting):
        if _base_was_removed(warehouse, draft, built):
            raise WarehouseError("校验期间，当时的快照已被删除；当前快照不变，请重新上交")
        try:
            sweep(warehouse)
            _fill(draft, [kept for _, kept in received], built)
            folder.replace(warehouse.drafts / snapshot_id)
            settle(f"草稿 {snapshot_id}")
        finally:
            warehouse.sweep()


def _base_was_removed(warehouse: Warehouse, draft: Draft, built: Path) -> bool:
    """Whether the snapshot below is gone with a batch of it, not by its age alone."""
    if draft.base_id is None or warehouse.snapshot_path(draft.base_id).exists():
        return False
    new = {batch.batch_id for batch in draft.batches}
    held = {batch.batch_id for batch in snapshot.batches_of(built)} - new
    return not all(warehouse.kept(batch_id).is_dir() for batch_id in held)


def _fill(draft: Draft, kept: Sequence[Path], built: Path) -> None:
    """Move what is kept of each batch, in their order, and the built file into a draft's folder."""
    draft.folder.parent.mkdir(mode=0o700, exist_ok=True)
    draft.folder.mkdir(mode=0o700)
    (draft.folder / "batches").mkdir()
    for batch, folder in zip(draft.batches, kept, strict=True):
        folder.replace(draft.files_of(batch))
    (draft.folder / "draft.json").write_text(_described(draft), encoding="utf-8")
    built.replace(draft.file)


def find(warehouse: Warehouse, draft_id: str) -> Draft | None:
    """The draft of an id, None where there is none.

    Raises:
        WarehouseError: the draft is damaged.
    """
    folder = warehouse.drafts / draft_id
    if not is_id(draft_id) or not folder.is_dir():
        return None
    try:
        described = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
        batches = tuple(_batch(one) for one in described["batches"])
        return Draft(draft_id, folder, described["base"], batches)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WarehouseError(f"草稿 {draft_id} 已损坏，请重新上交；当前快照不变") from error


def make_current(warehouse: Warehouse, draft: Draft) -> None:
    """Publish a draft's file as it is. Call it under the lock, with its batches already kept.

    Raises:
        WarehouseError: the file is damaged.
    """
    snapshot.check_file(draft.file)
    # A second name instead of a move: a publish that is killed leaves the draft whole.
    second = warehouse.unfinished_snapshot(draft.id)
    _second_name(draft.file, second)
    warehouse.publish(draft.id, second)
    discard(draft)


def discard(draft: Draft) -> None:
    """Remove a draft with all its files."""
    gone = draft.folder.with_name(f"{UNFINISHED}{draft.id}")
    draft.folder.replace(gone)
    shutil.rmtree(gone)


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # a file system without hard links
        shutil.copy2(file, name)


def sweep(warehouse: Warehouse) -> None:
    """Remove drafts that nobody has decided on for long. Call it under the lock."""
    oldest = time.time() - KEPT_SECONDS
    for folder in warehouse.drafts.glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder)


def _described(draft: Draft) -> str:
    batches = [
        dataclasses.asdict(batch) | {"received_at": batch.received_at.isoformat()} for batch in draft.batches
    ]
    return json.dumps({"base": draft.base_id, "batches": batches}, ensure_ascii=False)


def _batch(described: dict[str, str]) -> KeptBatch:
    received_at = dt.datetime.fromisoformat(described["received_at"])
    return KeptBatch(**{**described, "received_at": received_at})  # type: ignore[arg-type]
