"""Opening the published snapshot, read-only.

A warehouse is a folder: `current.json` names the published snapshot, `snapshots/<id>.duckdb` holds it.
A published file never changes, so it is opened once for all readers and whoever opened it keeps it.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from metrics import budget
from metrics.answers import Answers
from metrics.sealed import Sealed
from metrics.warehouse_error import (
    REBUILD,
    WarehouseError,
    damaged,
    holds,
    too_large,
    too_slow,
    without_pointer,
)

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")

DEFAULT_FOLDER = Path("data/warehouse")
PRODUCT = "quntuan"
FORMAT = 6
KEPT_OPEN = 4
#: After how long a snapshot that nobody asks for is closed.
IDLE_SECONDS = 600
SNAPSHOT_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]*")
SEALED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
#: In this order: nothing is put aside on the disk, no other file is read, and nothing of it is changed again.
SEALING = "SET temp_directory = ''; SET enable_external_access = false; SET lock_configuration = true"
BROKEN_FILE = (
    duckdb.IOException,
    duckdb.CatalogException,
    duckdb.InternalException,
    duckdb.FatalException,
    duckdb.SerializationException,
)


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot, open for reading.

    Attributes:
        id: snapshot id as published.
        built_at: when it was built, UTC.
        path: its file.
        parent_id: the snapshot it was built on, None for the first.
        sealed: values that are answered in the place of computed ones, where it is read for an edition.
    """

    id: str
    built_at: datetime
    path: Path
    parent_id: str | None = None
    connection: duckdb.DuckDBPyConnection = field(repr=False, compare=False, kw_only=True)
    sealed: Sealed | None = field(default=None, repr=False, compare=False, kw_only=True)
    answers: Answers = field(default_factory=Answers, init=False, repr=False, compare=False)

    def query(self, sql: str, **params: Any) -> pd.DataFrame:
        """Run one SELECT with named parameters (`$name`) and give its rows as a frame.

        Raises:
            WarehouseError: the file turned out to be damaged while reading.
        """
        answer = self.answers.find("frame", sql, params)
        if answer is None:
            answer = self._run(sql, params, lambda found: found.df())
            self.answers.keep("frame", sql, params, answer)
        return answer.copy(deep=False)

    def rows(self, sql: str, **params: Any) -> list[tuple[Any, ...]]:
        """Run one SELECT with named parameters and give its rows as tuples, without pandas.

        Raises:
            WarehouseError: the file turned out to be damaged while reading.
        """
        answer = self.answers.find("rows", sql, params)
        if answer is None:
            answer = self._run(sql, params, lambda found: found.fetchall())
            self.answers.keep("rows", sql, params, answer)
        return list(answer)

    def _run(self, sql: str, params: dict[str, Any], take: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        cursor = self.connection.cursor()
        try:
            with budget.watched(cursor):
                return take(cursor.execute(sql, params))
        except duckdb.InterruptException as error:
            raise too_slow() from error
        except duckdb.OutOfMemoryException as error:
            raise too_large() from error
        except BROKEN_FILE as error:
            raise damaged(self.path) from error


_opened: dict[tuple[Path, int, int], Snapshot] = {}
_asked: dict[tuple[Path, int, int], float] = {}  # when each was last asked for
_opening = threading.RLock()


def warehouse_folder(folder: Path | str | None = None) -> Path:
    """The folder given, else that of `QUNTUAN_WAREHOUSE`, else `data/warehouse`."""
    return Path(folder or os.environ.get("QUNTUAN_WAREHOUSE") or DEFAULT_FOLDER)


def open_current(folder: Path | str | None = None) -> Snapshot:
    """The published snapshot of a warehouse; the same object for the same file.

    Args:
        folder: warehouse folder; None takes `QUNTUAN_WAREHOUSE` or `data/warehouse`.

    Raises:
        WarehouseError: nothing is published there, or it cannot be read.
    """
    return _open_once(current_file(warehouse_folder(folder)))


def open_kept(snapshot: Snapshot, snapshot_id: str) -> Snapshot:
    """Open a kept snapshot of the same warehouse by its id.

    Raises:
        WarehouseError: its file is gone, or it cannot be read.
    """
    path = snapshot.path.with_name(f"{snapshot_id}.duckdb")
    if not SNAPSHOT_ID.fullmatch(snapshot_id) or not path.is_file():
        raise WarehouseError("missing", f"快照 {snapshot_id} 的文件不见了。", REBUILD)
    return _open_once(path)


def ancestors(snapshot: Snapshot, most: int = KEPT_OPEN - 1) -> list[Snapshot]:
    """The snapshots that a snapshot was built on, as far as their files are kept, newest first."""
    found: list[Snapshot] = []
    below = snapshot.parent_id
    while below and len(found) < most:
        try:
            found.append(open_kept(snapshot, below))
        except WarehouseError:
            break
        below = found[-1].parent_id
    return found


def _open_once(path: Path) -> Snapshot:
    key = _identity(path)
    with _opening:
        if key not in _opened:
            _opened[key] = _open(path)
        _asked[key] = time.monotonic()
        _close_unasked(_asked[key] - IDLE_SECONDS)
        return _opened[key]


def _close_unasked(oldest: float) -> None:
    """Let go of what was not asked for; who still holds such a snapshot keeps its connection alive."""
    by_age = sorted(_opened, key=_asked.__getitem__)
    for key in by_age:
        if _asked[key] < oldest or key in by_age[:-KEPT_OPEN]:
            del _opened[key], _asked[key]


def open_snapshot(path: Path) -> Snapshot:
    """Open a snapshot file that is not the current one: an earlier one, or a draft.

    Raises:
        WarehouseError: it is gone, damaged or foreign.
    """
    _identity(path)
    return _open(path)


def snapshot_file(folder: Path, snapshot_id: str) -> Path:
    """Where a published snapshot lies."""
    return folder / "snapshots" / f"{snapshot_id}.duckdb"


def draft_file(folder: Path, draft_id: str) -> Path:
    """Where a snapshot lies that waits to be published."""
    return folder / "drafts" / draft_id / "snapshot.duckdb"


def folder_of(snapshot: Snapshot) -> Path:
    """The warehouse folder of a snapshot, published or draft."""
    home = snapshot.path.parent
    return home.parent if home.name == "snapshots" else home.parent.parent


def current_file(folder: Path) -> Path:
    """The snapshot file that `current.json` points to.

    Raises:
        WarehouseError: there is no pointer, it is unreadable, or its file is gone.
    """
    pointer = folder / "current.json"
    if not pointer.exists():
        raise WarehouseError("missing", *without_pointer(folder))
    snapshot_id = _pointed_id(pointer)
    path = snapshot_file(folder, snapshot_id)
    if not path.is_file():
        raise WarehouseError("missing", f"快照 {snapshot_id} 的文件不见了。", REBUILD)
    return path


def is_new(folder: Path) -> bool:
    """Whether nothing was ever received or published in a warehouse folder, a draft neither."""
    kept = ("snapshots", "batches", "drafts")
    return not ((folder / "current.json").exists() or any(holds(folder / name) for name in kept))


def published_at(snapshot: Snapshot) -> datetime:
    """When the warehouse was last pointed to a snapshot, by publishing it or by going back to it; local time.

    A copy of a warehouse that keeps no times of files tells when it was copied. Where another snapshot has
    been published since, this one tells when it was built.
    """
    pointer = folder_of(snapshot) / "current.json"
    try:
        if _pointed_id(pointer) == snapshot.id:
            return datetime.fromtimestamp(pointer.stat().st_mtime).astimezone()
    except (OSError, WarehouseError):
        pass
    return snapshot.built_at.replace(tzinfo=UTC).astimezone()


def _identity(path: Path) -> tuple[Path, int, int]:
    try:
        state = path.stat()
    except OSError as error:
        raise WarehouseError("missing", f"快照文件 {path.name} 不见了。", REBUILD) from error
    return path.resolve(), state.st_mtime_ns, state.st_size


def _pointed_id(pointer: Path) -> str:
    try:
        snapshot_id = json.loads(pointer.read_text(encoding="utf-8"))["snapshot"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WarehouseError("damaged", f"快照指针 {pointer.name} 已损坏，无法读取。", REBUILD) from error
    if not isinstance(snapshot_id, str) or not SNAPSHOT_ID.fullmatch(snapshot_id):
        raise WarehouseError("damaged", f"快照指针 {pointer.name} 已损坏，无法读取。", REBUILD)
    return snapshot_id


def _open(path: Path) -> Snapshot:
    connection = _connect(path)
    try:
        described = connection.execute(
            "SELECT product, format, snapshot_id, built_at, parent_id FROM meta.snapshot"
        ).fetchone()
    except duckdb.CatalogException:
        described = None
    except duckdb.Error as error:
        raise damaged(path) from error
    if described is None or described[0] != PRODUCT:
        raise WarehouseError("foreign", f"文件 {path.name} 不是本系统的数据快照。", REBUILD)
    if described[1] != FORMAT:
        remedy = "请运行 python -m etl rebuild，用留存的批次按这一版重新生成。"
        raise WarehouseError("foreign", f"快照 {path.name} 由不同版本的系统生成，格式不兼容。", remedy)
    return Snapshot(described[2], described[3], path, described[4], connection=connection)


def _seal(connection: duckdb.DuckDBPyConnection) -> None:
    """Lock the configuration; connections to one file share it, so a later one finds it locked."""
    with _opening:
        if connection.execute("SELECT NOT current_setting('lock_configuration')").fetchall() == [(True,)]:
            connection.execute(SEALING)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        config: dict[str, Any] = {**SEALED, "memory_limit": budget.memory_limit()}
        connection = duckdb.connect(str(path), read_only=True, config=config)
        _seal(connection)
        return connection
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise WarehouseError(
                "locked", f"快照文件 {path.name} 正被别的程序占用。", "请关闭那个程序后再试。"
            ) from error
        raise damaged(path) from error
    except (duckdb.Error, OSError) as error:
        raise damaged(path) from error
