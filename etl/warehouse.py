"""The warehouse folder: snapshots, the pointer to the current one, what is kept of batches, the lock.

<folder>/current.json            {"snapshot": "<id>"}, replaced by one atomic rename
<folder>/snapshots/<id>.duckdb   never written after it has been published
<folder>/batches/<id>/           what is kept of a batch (`etl/reading/kept.py`)
<folder>/drafts/<id>/            a snapshot that was built but waits to be published (`etl/drafts.py`)
<folder>/forms/<id>.json         what a distributed form asked for (`etl/forms/record.py`)
<folder>/editions/<n>.edition    a sealed edition (`reports/editions/`); the first line names its snapshot
<folder>/working/<id>/           of a process as long as it is at work: unfinished snapshots, temporary files
<folder>/incoming/<id>/          what the app has received, as long as its server has to do with it
<folder>/lock                    held while something is being published
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from etl import trouble
from etl.supervision import settle

DEFAULT = Path("data/warehouse")
FORMAT = 6
UNFINISHED = ".unfinished-"
#: How long a second build waits for the first.
WAIT_SECONDS = 60.0


class WarehouseError(Exception):
    """The warehouse is missing, damaged or locked; the message says so and what to do, in Chinese."""


def default_folder() -> Path:
    """The folder that `QUNTUAN_WAREHOUSE` names, else `data/warehouse`."""
    return Path(os.environ.get("QUNTUAN_WAREHOUSE") or DEFAULT)


class Warehouse:
    """Paths and atomic steps within one warehouse folder."""

    def __init__(self, folder: Path) -> None:
        """Make the folder's parts where they do not exist.

        Raises:
            WarehouseError: the folder cannot be made or written.
        """
        self.folder = folder
        self.snapshots = folder / "snapshots"
        self.batches = folder / "batches"
        self.drafts = folder / "drafts"
        self.forms = folder / "forms"
        self.editions = folder / "editions"
        self.ready = folder / "ready"
        self.working = folder / "working"
        self.incoming = folder / "incoming"
        self.pointer = folder / "current.json"
        if "?" in str(folder.absolute()):
            raise WarehouseError("仓库目录的路径里有“?”，数据库打不开这样的路径，请换一个名字")
        try:
            self.snapshots.mkdir(parents=True, exist_ok=True)
            self.batches.mkdir(exist_ok=True)
        except OSError as error:
            raise WarehouseError(trouble.NOT_WRITABLE) from error

    @classmethod
    def existing(cls, folder: Path) -> Warehouse:
        """The warehouse in a folder that holds one.

        Raises:
            WarehouseError: it holds none.
        """
        if not (folder / "snapshots").is_dir():
            raise WarehouseError(f"{trouble.named(folder)} 里没有仓库，请先运行 python -m etl build")
        return cls(folder)

    def current_id(self) -> str | None:
        """Id of the published snapshot, None where nothing has been published.

        Raises:
            WarehouseError: the pointer is gone, cannot be read, or names a file that is gone.
        """
        if not self.pointer.exists():
            if _held(self.snapshots):
                raise WarehouseError(
                    f"仓库指针 {self.pointer.name} 不见了，里面却有快照；为免盖住已有数据，没有继续。"
                    "请运行 python -m etl snapshots 查看，再用 python -m etl rollback 恢复"
                )
            return None
        try:
            snapshot_id = str(json.loads(self.pointer.read_text(encoding="utf-8"))["snapshot"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WarehouseError(
                f"仓库指针 {self.pointer.name} 已损坏，请运行 python -m etl rollback 选一个快照恢复"
            ) from error
        if not self.snapshot_path(snapshot_id).exists():
            raise WarehouseError(
                f"快照 {snapshot_id} 的文件不见了，请运行 python -m etl rollback 选一个快照恢复"
            )
        return snapshot_id

    def is_new(self) -> bool:
        """Whether nothing, no draft either, was ever received: only then may the demonstration be built."""
        return self.is_unpublished() and not _held(self.drafts)

    def is_unpublished(self) -> bool:
        """Whether nothing was ever published here; drafts may wait."""
        return not (self.pointer.exists() or any(map(_held, (self.snapshots, self.batches))))

    def remove_if_empty(self) -> None:
        """Remove the folder itself where nothing was ever kept in it. Only under the lock.

        Nothing but empty folders and the lock is removed: what somebody else put there stays, and so does
        what another process is at work on.
        """
        if not self.is_new():
            return
        self.sweep_deserted()
        with suppress(OSError):
            for part in (self.working, self.incoming, self.drafts, self.forms, self.batches, self.snapshots):
                if part.is_dir():
                    part.rmdir()
            (self.folder / "lock").unlink()
            self.folder.rmdir()

    def holds_batches(self) -> bool:
        """Whether batches are kept here, with a snapshot or without any."""
        return bool(_held(self.batches))

    def snapshot_path(self, snapshot_id: str) -> Path:
        """Where a snapshot's file is."""
        return self.snapshots / f"{snapshot_id}.duckdb"

    def remove_snapshot(self, snapshot_id: str) -> None:
        """Remove a snapshot's file, and what was made ready from it."""
        self.snapshot_path(snapshot_id).unlink(missing_ok=True)
        for path in self.ready.glob(f"{snapshot_id}.*"):
            path.unlink(missing_ok=True)

    def published(self) -> list[Path]:
        """The files of all published snapshots, the oldest first."""
        return sorted(path for path in self.snapshots.glob("*.duckdb") if path.name[0] != ".")

    def unfinished_snapshot(self, snapshot_id: str) -> Path:
        """Where a snapshot is built before it is published."""
        return self.snapshots / f"{UNFINISHED}{snapshot_id}.duckdb"

    def kept(self, batch_id: str) -> Path:
        """Where a batch is kept."""
        return self.batches / batch_id

    def publish(self, snapshot_id: str, built: Path) -> None:
        """Give the built file its name, then make it the current one by renaming the pointer."""
        sync(built)
        built.replace(self.snapshot_path(snapshot_id))
        sync(self.snapshots)
        self.point_to(snapshot_id)
        settle(f"当前快照 {snapshot_id}")

    def point_to(self, snapshot_id: str) -> None:
        """Make a snapshot the current one by one atomic rename."""
        draft = self.folder / f"{UNFINISHED}current.json"
        draft.write_text(json.dumps({"snapshot": snapshot_id}), encoding="utf-8")
        sync(draft)
        draft.replace(self.pointer)
        sync(self.folder)

    def sweep(self) -> None:
        """Remove what a build that was killed has left behind. Only under the lock."""
        for folder in (self.folder, self.snapshots, self.batches, self.drafts, self.forms, self.editions):
            for leftover in folder.glob(f"{UNFINISHED}*"):
                if leftover.is_dir():
                    shutil.rmtree(leftover)
                else:
                    leftover.unlink()

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """A folder of this process's own, which nobody else reads, and which is gone when the work is done.

        What processes that were killed have left goes first.
        """
        self.working.mkdir(mode=0o700, exist_ok=True)
        self.sweep_deserted()
        folder = self.working / secrets.token_hex(8)
        with _exclusive(self.working):
            folder.mkdir(mode=0o700)
            held = (folder / "lock").open("w")
            _try_lock(held.fileno())
        try:
            with held:
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def sweep_deserted(self) -> None:
        """Remove what processes that are no more have left, received files too; those at work hold a lock."""
        for place in filter(Path.is_dir, (self.working, self.incoming)):
            with _exclusive(place):
                for folder in place.iterdir():
                    if folder.is_dir() and _is_deserted(folder):
                        shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def locked(
        self, on_wait: Callable[[], None] = lambda: None, patience: float | None = None
    ) -> Iterator[None]:
        """Hold the build lock; it goes with the process, so a killed build leaves none behind.

        Args:
            on_wait: called once where it has to be waited for.
            patience: seconds to wait, `WAIT_SECONDS` where none are given.

        Raises:
            WarehouseError: another build still holds it then.
        """
        with (self.folder / "lock").open("w") as handle:
            deadline = time.monotonic() + (WAIT_SECONDS if patience is None else patience)
            waited = False
            while not _try_lock(handle.fileno()):
                if time.monotonic() > deadline:
                    raise WarehouseError("另一个构建正在进行，请稍后再试")
                if not waited:
                    on_wait()
                waited = True
                time.sleep(0.2)
            yield


def _held(folder: Path) -> list[Path]:
    """What a folder holds beside hidden files: of a killed build, or of a file manager."""
    return [path for path in folder.iterdir() if path.name[0] != "."] if folder.is_dir() else []


def is_id(text: str) -> bool:
    """Whether a text may be the id of a snapshot, batch or draft: the name of something right in its folder.

    An empty one, left by an unset variable, would mean the folder itself with everything in it.
    """
    return bool(text) and not text.startswith(".") and "/" not in text and "\0" not in text


def remove_folder(folder: Path) -> None:
    """Remove a batch or draft under another name: killed half-way it is swept, not taken for a whole one."""
    shutil.rmtree(folder.rename(folder.with_name(f"{UNFINISHED}{folder.name}")))


def say_waiting() -> None:
    """Tell whoever watches a command that it waits for the lock."""
    print("另一个构建正在进行，等待中……", flush=True)


@contextmanager
def _exclusive(folder: Path) -> Iterator[None]:
    """Be the only one to make or remove folders in a folder, which takes no time worth telling."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_deserted(folder: Path) -> bool:
    """Whether nobody holds the lock of a folder in which somebody was at work."""
    try:
        with (folder / "lock").open() as handle:
            return _try_lock(handle.fileno())
    except OSError:
        return True


def _try_lock(handle: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def sync(path: Path) -> None:
    """Force a file, or a folder's names, onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
