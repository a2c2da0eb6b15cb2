"""What keeps a warehouse from being read or written, in Chinese; no paths, for viewers of the app read it."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb

DISK_FULL = "磁盘满了，没有发布，也没有留下一半；当前快照不变。请管理员清理磁盘后再试"
NOT_WRITABLE = "数据仓库不能写入（只读，或没有权限），没有发布；当前快照不变。请管理员检查仓库目录和磁盘"

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)
#: How the database says the same.
_SAID_FULL = ("No space left", "File too large", "Disk quota exceeded")
_SAID_FORBIDDEN = ("Read-only file system", "Permission denied")


def named(path: Path) -> str:
    """A path as it is told: one that begins at the root by its name alone, as the app gives them."""
    return path.name if path.is_absolute() else str(path)


def words(error: OSError | duckdb.Error) -> str:
    """Say what went wrong and who can help.

    What an error says of itself may hold a path, and that of a database also a cell.
    """
    said, number = str(error), getattr(error, "errno", None)
    if number in _FULL or any(word in said for word in _SAID_FULL):
        return DISK_FULL
    if number in _FORBIDDEN or any(word in said for word in _SAID_FORBIDDEN):
        return NOT_WRITABLE
    if isinstance(error, OSError):
        name = Path(error.filename).name if isinstance(error.filename, str) else "文件"
        return f"{name} 读写失败（{error.strerror}），没有发布；当前快照不变"
    return f"磁盘已满，或快照文件已损坏，没有发布（{type(error).__name__}）；请管理员检查磁盘后再试"
