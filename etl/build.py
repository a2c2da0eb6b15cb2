"""Builds a snapshot from batches: read, load and check, model, then publish or leave no trace."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import duckdb

from etl import drafts, snapshot
from etl.boundaries import Stated
from etl.findings import Findings
from etl.forms.handed_in import note_handed_in
from etl.load import Batch, TypedSheet, next_source
from etl.machine import as_wide_as_it_is
from etl.models import read_models, run_models
from etl.progress import Progress
from etl.reading import Asides
from etl.retention import tidy
from etl.snapshot import KeptBatch
from etl.sources import (
    Source,
    keep_all,
    keep_read,
    kept_source,
    read_source,
    receive,
)
from etl.supervision import note
from etl.validate import load_batch
from etl.warehouse import Warehouse

DEMO_ORIGIN = "演示"
UNSTATED = Stated()
#: Name of a snapshot as long as it is being built.
_BUILT = "snapshot.duckdb"

#: What becomes of a snapshot that was built and is sound.
End = Literal["check", "draft", "publish"]

#: Looks at a snapshot that was built and is sound, before anything becomes of it.
Look = Callable[[duckdb.DuckDBPyConnection], None]

_ENDS: dict[End, str] = {"check": "核对完毕，不发布", "draft": "核对完毕，等待发布", "publish": "发布"}


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

    @property
    def settled(self) -> str:
        """What holds from now on, as a line for people and for the app; '' where nothing was made."""
        if self.snapshot_id:
            return f"当前快照 {self.snapshot_id}"
        return f"草稿 {self.draft_id}" if self.draft_id else ""


def build(
    warehouse: Warehouse,
    paths: Sequence[Path],
    origin: str,
    *,
    check_only: bool = False,
    draft: bool = False,
    stated: Stated = UNSTATED,
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
        stated: what is stated of their boundaries.

    Returns:
        The outcome; nothing is published where `findings` holds an error.

    Raises:
        WarehouseError: the current snapshot cannot be built upon.
        ModelError: the data broke a model's grain or a check.
    """
    current_id = warehouse.current_id()
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    sources = [receive(path, origin, stated) for path in paths]
    fresh = news(warehouse, sources, held, current_id)
    known = tuple(source.batch.source for source in sources if source not in fresh)
    if not fresh:
        return Outcome(Findings(), current_id, known)
    end: End = "check" if check_only else "draft" if draft else "publish"
    return replace(assemble(warehouse, fresh, current_id, end), known=known)


def news(
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


def rebuild(
    warehouse: Warehouse, *, without: str = "", end: End = "publish", look: Look = lambda _: None
) -> Outcome:
    """Build the current snapshot again from the batches kept. Call it under the lock.

    Args:
        warehouse: where to build.
        without: a batch that is left out.
        end: what becomes of the new snapshot.
        look: called with a connection to it once it is whole.

    Raises:
        WarehouseError: there is no current snapshot, or a batch is gone.
    """
    current_id = warehouse.current_id()
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    sources = [kept_source(warehouse, batch) for batch in held if batch.batch_id != without]
    return assemble(warehouse, sources, None, end, look)


def assemble(
    warehouse: Warehouse,
    sources: Sequence[Source],
    base_id: str | None,
    end: End,
    look: Look = lambda _: None,
) -> Outcome:
    """Build a snapshot on top of `base_id` (None: on nothing) and bring it to its end where it is sound.

    To publish, call it under the lock.
    """
    if end == "publish":
        warehouse.sweep()
    base = warehouse.snapshot_path(base_id) if base_id else None
    with warehouse.workplace() as place:
        built, snapshot_id = place / _BUILT, _new_id(sources)
        findings, total = Findings(), 3 * len(sources) + len(read_models()) + 3
        with Progress(total) as progress, snapshot.create(built, base) as con:
            progress.step("准备新快照")
            for source, following in zip_longest(sources, sources[1:]):
                kept = place / source.batch.batch_id if _is_to_be_kept(warehouse, source, end) else None
                _add(con, source, findings, progress, is_new=base is not None, kept=kept)
                if following is None or _day(following) != _day(source):
                    note_handed_in(con)
            if findings.error_count:
                return Outcome(findings)
            with as_wide_as_it_is(con):
                run_models(con, lambda name: progress.step(f"计算 {name}"))
                progress.step("绘制地图")
                from etl.shapes import draw_shapes  # its libraries would slow every other command down

                draw_shapes(con)
                snapshot.sign(con, snapshot_id, base_id)
                look(con)
                snapshot.finish(con)
            progress.step(_ENDS[end])
        if end == "check":
            return Outcome(findings)
        snapshot.check_file(built)
        if end == "draft":
            received = [(source.batch, place / source.batch.batch_id) for source in sources]
            drafts.keep(warehouse, snapshot_id, base_id, received, built)
            return Outcome(findings, draft_id=snapshot_id)
        _bring_out(warehouse, sources, snapshot_id, place)
        return Outcome(findings, snapshot_id)


def _is_to_be_kept(warehouse: Warehouse, source: Source, end: End) -> bool:
    """Whether what is read of a batch is put together: for a draft always, else where it is not kept yet."""
    is_there = warehouse.kept(source.batch.batch_id).exists()
    return end == "draft" or (end == "publish" and not is_there)


def _bring_out(warehouse: Warehouse, sources: Sequence[Source], snapshot_id: str, place: Path) -> None:
    """Publish what was built in a workplace. Under the lock."""
    try:
        keep_all(warehouse, sources, place)
        warehouse.publish(snapshot_id, place / _BUILT)
        tidy(warehouse)
    finally:
        warehouse.sweep()


def _day(source: Source) -> dt.date:
    return source.batch.received_at.date()


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
    kept: Path | None = None,
) -> None:
    """Merge a batch; what a new one corrects is compared with what is there, in a kept one it was before.

    Args:
        con: connection to the snapshot that is being built.
        source: the batch.
        findings: takes what is wrong.
        progress: is told of each step.
        is_new: what it corrects is compared with what is there.
        kept: folder that takes what is kept of it, None for nothing.
    """
    progress.step(f"读取 {source.batch.source}")
    asides = Asides(stated=source.stated)
    sheets = read_source(con, source, findings, asides)
    progress.step(f"校验 {source.batch.source}")
    note(source.batch.source)
    noted = source.batch
    compared = tuple(asides.corrections) if is_new else ()
    batch = Batch(noted.batch_id, noted.origin, noted.received_at.date(), next_source(con), compared)

    def keep(read: Sequence[TypedSheet]) -> None:
        if kept is not None:
            keep_read(con, kept, read, asides)

    load_batch(con, sheets, batch, findings, keep, asides.layers)
    snapshot.record_batch(con, noted)
    snapshot.record_corrections(con, noted, asides.corrections)
    progress.step(f"入库 {source.batch.source}")
