"""Where editions are kept: `<warehouse>/editions/<number>.edition`, each written once and never again."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from metrics.warehouse_error import WarehouseError
from reports.editions.edition import Edition, EditionError, packed, unpacked

FOLDER, SUFFIX = "editions", ".edition"
#: A number: the short name of a place, the month, and its serial within the month.
NUMBER = re.compile(r"(\w{1,30}?)(\d{4}-\d{2})-(\d{2,4})")
#: How long a sealing waits for a build that is about to publish.
WAIT_SECONDS = 60.0


def file_of(folder: Path, number: str) -> Path:
    """The file of an edition.

    Raises:
        EditionError: this is no number of an edition; a path is none.
    """
    if not NUMBER.fullmatch(number):
        raise EditionError(f"“{_shown(number)}”不是会议版编号；编号如 安福2018-06-02", usage=True)
    return folder / FOLDER / f"{number}{SUFFIX}"


def existing(folder: Path) -> Path:
    """The folder of a warehouse, once it is known to be one.

    Raises:
        WarehouseError: it is none.
    """
    if not (folder / "snapshots").is_dir():
        raise WarehouseError("missing", f"{folder.name} 里没有数据仓库。", "请先运行 python -m etl build。")
    return folder


def files(folder: Path) -> list[Path]:
    """The files of all editions of a warehouse, in order of their numbers."""
    found = (folder / FOLDER).glob(f"*{SUFFIX}")
    return sorted(path for path in found if NUMBER.fullmatch(path.name.removesuffix(SUFFIX)))


def read(folder: Path, number: str) -> Edition:
    """Open an edition by its number.

    Raises:
        EditionError: there is none, or its file is not what was sealed.
    """
    path = file_of(folder, number)
    if not path.is_file():
        raise EditionError(f"没有会议版 {number}；可用 python -m reports editions 查看已封存的", usage=True)
    return read_file(path, number)


def read_file(path: Path, number: str | None = None) -> Edition:
    """Open the file of an edition, wherever it lies.

    Args:
        path: the file.
        number: the number that it must bear; None takes any.

    Raises:
        EditionError: it cannot be read, or is not what was sealed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EditionError(f"会议版文件 {path.name} 读不出来，请检查文件和权限") from error
    edition = unpacked(content, path.name)
    if number is not None and edition.number != number:
        raise EditionError(
            f"文件 {path.name} 里是会议版 {edition.number}，被改过名字；请改回原名或从备份取回"
        )
    return edition


def readable(folder: Path, besides: str = "") -> Iterator[Edition]:
    """Open the editions of a warehouse one after the other; damaged ones are passed over.

    Args:
        folder: the warehouse folder.
        besides: number of one that is left out.
    """
    for path in files(folder):
        if path.name != f"{besides}{SUFFIX}":
            with suppress(EditionError):
                yield read_file(path)


def put(folder: Path, prefix: str, finish: Callable[[str], Edition]) -> Edition:
    """Keep an edition under the next number of its month; two at once get two numbers.

    Args:
        folder: the warehouse folder.
        prefix: place and month, 安福2018-06.
        finish: makes the edition of its number.

    Raises:
        EditionError: a build holds the warehouse for too long, the folder cannot be written, or the pinned
            snapshot was removed meanwhile.
    """
    try:
        with _locked(folder):
            (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
            number = f"{prefix}-{_next_serial(folder, prefix):02}"
            edition = finish(number)
            if not (folder / "snapshots" / f"{edition.snapshot_id}.duckdb").is_file():
                raise EditionError(f"快照 {edition.snapshot_id} 在封存时被移走了，没有封存；请再封存一次")
            _write(file_of(folder, number), packed(edition))
            return edition
    except OSError as error:
        raise EditionError("会议版写不进仓库文件夹，没有封存；请检查磁盘空间和写权限") from error


def _next_serial(folder: Path, prefix: str) -> int:
    """One more than the highest that any file bears, a damaged one too."""
    taken = [path.name.removesuffix(SUFFIX) for path in files(folder)]
    return 1 + max(
        (int(name.rpartition("-")[2]) for name in taken if name.rpartition("-")[0] == prefix), default=0
    )


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".unfinished-{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # A link refuses a name that is taken, where a rename would put itself in its place.
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the warehouse's lock, under which snapshots are published and removed."""
    with (folder / "lock").open("a") as handle:
        deadline = time.monotonic() + WAIT_SECONDS
        while not _taken(handle.fileno()):
            if time.monotonic() > deadline:
                raise EditionError("正在入库，等了一分钟还没有轮到封存；请稍后再封存一次")
            time.sleep(0.1)
        yield


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:30]
