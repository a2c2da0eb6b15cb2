"""Files as a viewer hands them over, and the private folder that they lie in as long as they are needed."""

import errno
import fcntl
import os
import re
import secrets
import shutil
import unicodedata
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from ui import shown

LIMIT_MB = 200
#: Files that are taken together: returns come by the hundred.
MOST_FILES = 1_000

_LONGEST_NAME = 80
#: What may be the number of a person or a telephone is not repeated, not even from the name of a file.
_LONG_NUMBER = re.compile(r"\d{11,}")
#: Private folder → its lock, held open.
_locks: dict[Path, IO[str]] = {}


class Received(Protocol):
    """A file as the browser hands it over."""

    name: str
    size: int

    def getbuffer(self) -> memoryview:
        """Give its bytes."""
        ...


def too_large(files: Sequence[Received]) -> str:
    """Say in Chinese that files are too large together, or too many; nothing where they are not."""
    if len(files) > MOST_FILES:
        return f"一次最多收 {MOST_FILES:,} 个文件，请分几次交。"
    if sum(file.size for file in files) > LIMIT_MB * 1024 * 1024:
        return f"一批文件合计不能超过 {LIMIT_MB} MB，请分几批交。"
    return ""


def write(path: Path, file: Received) -> None:
    """Write a file that nobody else reads; what could not be written whole is not left there.

    Raises:
        OSError: it could not be written, for instance because the disk is full.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(file.getbuffer())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def not_kept(error: OSError) -> str:
    """Say in Chinese why files could not be kept: whose fault it is not, and who can help. No path."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "服务器的磁盘满了，文件没有收下，也没有留下一半。请联系管理员清理磁盘，再交一次。"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return "服务器上的数据仓库现在只能看、不能写，文件没有收下。请联系管理员检查权限，再交一次。"
    return "服务器没能收下文件，当前快照不变。请再交一次；仍不行请联系管理员查看服务器日志。"


def safe_name(name: str) -> str:
    """Make a file name that stays in its folder: no path, no control characters, not hidden, not endless.

    It is kept with the batch and shown beside its rows, so it holds no number that may be somebody's.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip()
    stem, dot, suffix = _LONG_NUMBER.sub("", plain).lstrip(".~ ").rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix}" if stem else f"未命名.{suffix}"


def private_folder() -> Path:
    """Make a folder that only this server reads; its lock says that it is needed as long as the server lives.

    What a server that was stopped has left is swept by ``python -m etl`` (``etl/warehouse.py``).

    Raises:
        OSError: it could not be made.
    """
    incoming = (shown.folder() / "incoming").absolute()
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = incoming / secrets.token_hex(8)
    every = os.open(incoming, os.O_RDONLY)
    try:
        fcntl.flock(every, fcntl.LOCK_EX)  # nobody sweeps a folder that has no lock yet
        folder.mkdir(mode=0o700)
        _locks[folder] = (folder / "lock").open("w")
        fcntl.flock(_locks[folder], fcntl.LOCK_EX)
    finally:
        os.close(every)
    return folder


def discard(folder: Path) -> None:
    """Remove a private folder with all that lies in it; another one is left alone."""
    lock = _locks.pop(folder, None)
    if lock is not None:
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


@contextmanager
def filled_folder() -> Iterator[Path]:
    """Make a private folder; where it cannot be filled, nothing of it is left.

    Raises:
        OSError: it could not be made or filled.
    """
    folder = private_folder()
    try:
        yield folder
    except BaseException:
        discard(folder)
        raise


def owned(folder: Path, owner: object) -> Path:
    """Let a private folder go with its owner, at the latest with the viewer's session."""
    weakref.finalize(owner, discard, folder)
    return folder
