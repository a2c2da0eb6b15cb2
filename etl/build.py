"""Builds a snapshot from batches: read, load and check, model, then publish or leave no trace."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import duckdb

from etl import drafts, snapshot
from etl.drafts import Draft
from etl.findings import Findings
from etl.forms.handed_in import note_handed_in
from etl.load import Batch, next_source
from etl.models import read_models, run_models
from etl.progress import Progress
from etl.reading import Correction, batch_files, kept_files, read_batch, shown_name
from etl.retention import tidy
from etl.snapshot import KeptBatch
from etl.supervision import note
from etl.validate import load_batch
from etl.warehouse import UNFINISHED, Warehouse, WarehouseError

DEMO = Path("data/demo")
DEMO_ORIGIN = "演示"

#: What becomes of a snapshot that was built and is sound.
End = Literal["check", "draft", "publish"]

_ENDS: dict[End, str] = {"check": "核对完毕，不发布", "draft": "核对完毕，等待发布", "publish": "发布"}


@dataclass(frozen=True)
class Source:
    """A batch on its way in: where its files are and what is noted of it."""

    path: Path
    batch: KeptBatch


@dataclass(frozen=True)
class Outcome:
    """What a build came to.

    Attributes:
        findings: everything found in the batches.
        snapshot_id: the published snapshot, None where nothing was published.
        known: names of sources that the current snapshot already holds.
        draft_id: the draft that was left to be looked at, None where none was asked for.
    """

    findings: Findings
    snapshot_id: str | None = None
    known: tuple[str, ...] = ()
    draft_id: str | None = None


def receive(path: Path, origin: str) -> Source:
    """Give a source its batch id and content hash."""
    path = path.resolve()
    received_at = dt.datetime.now().replace(microsecond=0)
    digest = content_hash(path, origin)
    batch_id = f"{received_at:%Y%m%dT%H%M%S}-{digest[:8]}"
    return Source(path, KeptBatch(batch_id, shown_name(path), received_at, origin, digest))


def content_hash(path: Path, origin: str) -> str:
    """SHA-256 over the origin and the names and bytes of a batch's files."""
    digest = hashlib.sha256(origin.encode())
    for file in batch_files(path):
        digest.update(b"\n%s\n%d\n" % (os.fsencode(file.name), file.stat().st_size))
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def build(
    warehouse: Warehouse,
    paths: Sequence[Path],
    origin: str,
    *,
    check_only: bool = False,
    draft: bool = False,
) -> Outcome:
    """Add batches to the current snapshot and publish the result. To publish, call it under the lock.

    What is not published is built without the lock, which is held only while the draft is put aside: somebody
    else may publish meanwhile, and publishing a draft sees to that.

    Args:
        warehouse: where to build.
        paths: batches in order, each a workbook, a .csv file, or a folder of them.
        origin: 演示, 上报 or 报道, for rows that do not say their own.
        check_only: validate and model, but publish nothing.
        draft: leave the new snapshot as a draft instead of publishing it.

    Returns:
        The outcome; nothing is published where `findings` holds an error.

    Raises:
        WarehouseError: the current snapshot cannot be built upon.
        ModelError: the data broke a model's grain or a check.
    """
    current_id = warehouse.current_id()
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    sources = [receive(path, origin) for path in paths]
    fresh = _news(warehouse, sources, held, current_id)
    known = tuple(source.batch.source for source in sources if source not in fresh)
    if not fresh:
        return Outcome(Findings(), current_id, known)
    end: End = "check" if check_only else "draft" if draft else "publish"
    return replace(assemble(warehouse, fresh, current_id, end), known=known)


def _news(
    warehouse: Warehouse, sources: Sequence[Source], held: Sequence[KeptBatch], current_id: str | None
) -> list[Source]:
    """The sources that say something new: those not held, or all where a held one was overridden since.

    A batch that is handed in again after others replaced its rows is a later batch itself.
    """
    once: dict[str, Source] = {}
    for source in sources:
        once.setdefault(source.batch.content_hash, source)
    hashes = [batch.content_hash for batch in held]
    old = [digest for digest in once if digest in hashes]
    is_last_word = current_id is None or not old or hashes[-len(old) :] == old
    if is_last_word or not _would_change(warehouse, [once[digest] for digest in old], str(current_id)):
        return [source for digest, source in once.items() if digest not in old]
    return list(once.values())


def _would_change(warehouse: Warehouse, sources: Sequence[Source], base_id: str) -> bool:
    """Whether batches would change a row of a snapshot, or no longer fit it."""
    base, findings = warehouse.snapshot_path(base_id), Findings()
    with (
        warehouse.workplace() as place,
        Progress(3 * len(sources)) as progress,
        snapshot.create(place / "again.duckdb", base) as con,
    ):
        for source in sources:
            _add(con, source, findings, progress, is_new=True)
        return findings.error_count > 0 or snapshot.differs(con, base)


def publish_draft(warehouse: Warehouse, draft: Draft) -> Outcome:
    """Make a draft the current snapshot, or, where another was published since, its batches. Under the lock.

    Raises:
        WarehouseError: the draft or the current snapshot is damaged.
        ModelError: on top of the new current snapshot, the batches break a model's grain or a check.
    """
    warehouse.sweep()
    current_id = warehouse.current_id()
    sources = [Source(_readable(draft.files_of(batch)), batch) for batch in draft.batches]
    if current_id == draft.base_id:
        _keep(warehouse, sources)
        drafts.make_current(warehouse, draft)
        _tidy(warehouse)
        return Outcome(Findings(), draft.id)
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    fresh = _news(warehouse, sources, held, current_id)
    known = tuple(source.batch.source for source in sources if source not in fresh)
    outcome = Outcome(Findings(), current_id)
    if fresh:
        outcome = assemble(warehouse, fresh, current_id, "publish")
    drafts.discard(draft)
    return replace(outcome, known=known)


def rebuild(warehouse: Warehouse) -> Outcome:
    """Build the current snapshot again from the batches kept. Call it under the lock.

    Raises:
        WarehouseError: there is no current snapshot, or a batch is gone.
    """
    current_id = warehouse.current_id()
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    sources = [Source(_kept_path(warehouse, batch), batch) for batch in held]
    return assemble(warehouse, sources, None, "publish")


def _kept_path(warehouse: Warehouse, batch: KeptBatch) -> Path:
    kept = warehouse.batches / batch.batch_id
    if not kept.is_dir():
        raise WarehouseError(f"留存的批次 {batch.batch_id}（{batch.source}）不见了，无法重建；当前快照不变")
    return _readable(kept)


def _readable(kept: Path) -> Path:
    """What of a folder with kept files is read: the only file in it, else the folder itself."""
    files = batch_files(kept)
    return files[0] if len(files) == 1 else kept


def assemble(warehouse: Warehouse, sources: Sequence[Source], base_id: str | None, end: End) -> Outcome:
    """Build a snapshot on top of `base_id` (None: on nothing) and bring it to its end where it is sound.

    To publish, call it under the lock.
    """
    if end == "publish":
        warehouse.sweep()
    base = warehouse.snapshot_path(base_id) if base_id else None
    with warehouse.workplace() as place:
        built, snapshot_id = place / "snapshot.duckdb", _new_id(sources)
        findings, total = Findings(), 3 * len(sources) + len(read_models()) + 2
        with Progress(total) as progress, snapshot.create(built, base) as con:
            progress.step("准备新快照")
            for source, following in zip_longest(sources, sources[1:]):
                _add(con, source, findings, progress, is_new=base is not None)
                if following is None or _day(following) != _day(source):
                    note_handed_in(con)
            if findings.error_count:
                return Outcome(findings)
            run_models(con, lambda name: progress.step(f"计算 {name}"))
            snapshot.sign(con, snapshot_id, base_id)
            snapshot.finish(con)
            progress.step(_ENDS[end])
        if end == "check":
            return Outcome(findings)
        snapshot.check_file(built)
        if end == "draft":
            received = [(source.batch, kept_files(source.path)) for source in sources]
            drafts.keep(warehouse, snapshot_id, base_id, received, built)
            return Outcome(findings, draft_id=snapshot_id)
        _bring_out(warehouse, sources, snapshot_id, built)
        return Outcome(findings, snapshot_id)


def _bring_out(warehouse: Warehouse, sources: Sequence[Source], snapshot_id: str, built: Path) -> None:
    """Publish what was built. Under the lock."""
    try:
        _keep(warehouse, sources)
        warehouse.publish(snapshot_id, built)
        _tidy(warehouse)
    finally:
        warehouse.sweep()


def _day(source: Source) -> dt.date:
    return source.batch.received_at.date()


def _tidy(warehouse: Warehouse) -> None:
    with suppress(OSError):  # what cannot be removed now is removed after the next build
        tidy(warehouse)


def _new_id(sources: Sequence[Source]) -> str:
    digest = hashlib.sha256("".join(source.batch.batch_id for source in sources).encode()).hexdigest()
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}-{digest[:6]}"


def _add(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    findings: Findings,
    progress: Progress,
    *,
    is_new: bool,
) -> None:
    """Merge a batch; what a new one corrects is compared with what is there, in a kept one it was before."""
    progress.step(f"读取 {source.batch.source}")
    corrections: list[Correction] = []
    sheets = read_batch(con, source.path, findings, corrections)
    progress.step(f"校验 {source.batch.source}")
    note(source.batch.source)
    kept = source.batch
    compared = tuple(corrections) if is_new else ()
    batch = Batch(kept.batch_id, kept.origin, kept.received_at.date(), next_source(con), compared)
    load_batch(con, sheets, batch, findings)
    snapshot.record_batch(con, kept)
    snapshot.record_corrections(con, kept, corrections)
    progress.step(f"入库 {source.batch.source}")


def _keep(warehouse: Warehouse, sources: Sequence[Source]) -> None:
    """Copy the files of each batch, as received, beside the snapshots."""
    for source in sources:
        kept = warehouse.batches / source.batch.batch_id
        if kept.exists():
            continue
        draft = warehouse.batches / f"{UNFINISHED}{source.batch.batch_id}"
        draft.mkdir()
        for file in kept_files(source.path):
            shutil.copy2(file, draft / file.name)
        draft.replace(kept)
