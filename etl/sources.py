"""A batch on its way in, and what is kept of it beside the snapshots."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.boundaries import Stated, boundary_files
from etl.drafts import Draft
from etl.findings import Findings
from etl.load import TypedSheet
from etl.reading import Asides, KeptError, Sheet, batch_files, is_kept, read_batch, shown_name, write_kept
from etl.snapshot import KeptBatch
from etl.warehouse import Warehouse, WarehouseError

#: The demonstration county, and what its batch is called.
DEMO, DEMO_NAME = Path("data/demo"), "演示县"


@dataclass(frozen=True)
class Source:
    """A batch on its way in.

    Attributes:
        path: where its files are.
        batch: what is noted of it.
        stated: what was stated of its boundaries; None for one that is kept.
    """

    path: Path
    batch: KeptBatch
    stated: Stated | None = None


def receive(path: Path, origin: str, stated: Stated) -> Source:
    """Give a source its batch id and content hash."""
    name = DEMO_NAME if path == DEMO else shown_name(path.resolve())
    path = path.resolve()
    received_at = dt.datetime.now().replace(microsecond=0)
    digest = content_hash(path, origin, stated)
    batch_id = f"{received_at:%Y%m%dT%H%M%S}-{digest[:8]}"
    return Source(path, KeptBatch(batch_id, name, received_at, origin, digest), stated)


def content_hash(path: Path, origin: str, stated: Stated) -> str:
    """SHA-256 over the origin, names and bytes of a batch's files, and what is stated of boundaries."""
    digest = hashlib.sha256(origin.encode())
    files = batch_files(path)
    if boundary_files(files):
        digest.update(stated.digested)
    for file in files:
        digest.update(b"\n%s\n%d\n" % (os.fsencode(file.name), file.stat().st_size))
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def kept_source(warehouse: Warehouse, batch: KeptBatch) -> Source:
    """A batch as it is kept.

    Raises:
        WarehouseError: it is gone.
    """
    kept = warehouse.kept(batch.batch_id)
    if not kept.is_dir():
        raise WarehouseError(f"留存的批次 {batch.batch_id}（{batch.source}）不见了，无法重建；当前快照不变")
    return Source(_readable(kept), batch)


def sources_of(draft: Draft) -> list[Source]:
    """The batches of a draft as they are kept with it."""
    return [Source(_readable(draft.files_of(batch)), batch) for batch in draft.batches]


def _readable(kept: Path) -> Path:
    """What of a kept folder is read: of files as received the only one, else the folder itself."""
    if is_kept(kept):
        return kept
    files = batch_files(kept)
    return files[0] if len(files) == 1 else kept


def read_source(
    con: duckdb.DuckDBPyConnection, source: Source, findings: Findings, asides: Asides
) -> list[Sheet]:
    """Read every table of a batch.

    Raises:
        WarehouseError: it was kept, and is damaged.
    """
    try:
        return read_batch(con, source.path, findings, asides)
    except KeptError as error:
        told = f"留存的批次 {source.batch.batch_id}（{source.batch.source}）已损坏，读不出来"
        raise WarehouseError(f"{told}；当前快照不变，请从备份恢复，或重新上交这一批") from error


def keep_all(warehouse: Warehouse, sources: Sequence[Source], place: Path) -> None:
    """Keep what was put together of each batch in a folder, by its id. Under the lock."""
    for source in sources:
        kept = warehouse.kept(source.batch.batch_id)
        if not kept.exists():
            (place / source.batch.batch_id).replace(kept)


def keep_drafted(warehouse: Warehouse, draft: Draft) -> None:
    """Keep the batches of a draft beside the snapshots; those of the draft stay until it is published."""
    with warehouse.workplace() as place:
        for batch in draft.batches:
            shutil.copytree(draft.files_of(batch), place / batch.batch_id)
        keep_all(warehouse, sources_of(draft), place)


def keep_read(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    read: Sequence[TypedSheet],
    asides: Asides,
) -> None:
    """Keep what was read of a batch in a folder, without the rows that were passed over."""
    sheets = [(one.sheet, [each.row for each in one.passed]) for one in read]
    write_kept(con, folder, sheets, asides.corrections, asides.layers)
