"""What keeps a warehouse from being read or written, in Chinese; no paths, for viewers of the app read it."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb

DISK_FULL = "磁盘满了，没有发布，也没有留下一半；当前快照不变。请管理员清理磁盘后再试"
NOT_WRITABLE = "数据仓库不能写入（只读，或没有权限），没有发布；当前快照不变。请管理员检查仓库目录和磁盘"
MEMORY_SHORT = "内存不够，没有发布，磁盘没有问题；当前快照不变。请关掉别的程序，或换一台内存大些的机器再试"

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)
#: How the database says the same.
_SAID_FULL = ("No space left", "File too large", "Disk quota exceeded", "max_temp_directory_size")
_SAID_FORBIDDEN = ("Read-only file system", "Permission denied")
#: An error of another kind may say so too: a transaction that found no memory to end in.
_SAID_SHORT = ("Out of Memory", "could not allocate", "failed to allocate", "failed to pin block")


def named(path: Path) -> str:
    """A path as it is told: one that begins at the root by its name alone, as the app gives them."""
    return path.name if path.is_absolute() else str(path)


def is_of_disk(error: BaseException) -> bool:
    """Whether an error says that a disk is full; what does not fit into the memory goes there too."""
    return getattr(error, "errno", None) in _FULL or any(word in str(error) for word in _SAID_FULL)


def is_of_memory(error: BaseException) -> bool:
    """Whether an error says that the memory does not suffice, and not the disk beside it."""
    if is_of_disk(error):
        return False
    is_named = isinstance(error, MemoryError | duckdb.OutOfMemoryException)
    return is_named or any(word in str(error) for word in _SAID_SHORT)


def memory_short(limit_mb: int, variable: str) -> str:
    """Say that the memory does not suffice for the models, what they may take, and what to do."""
    return f"{MEMORY_SHORT}（计算限用 {limit_mb:,} MB；内存有富余时可用环境变量 {variable} 调大）"


def words(error: OSError | duckdb.Error) -> str:
    """Say what went wrong and who can help.

    What an error says of itself may hold a path, and that of a database also a cell.
    """
    said, number = str(error), getattr(error, "errno", None)
    if is_of_disk(error):
        return DISK_FULL
    if number in _FORBIDDEN or any(word in said for word in _SAID_FORBIDDEN):
        return NOT_WRITABLE
    if isinstance(error, OSError):
        name = Path(error.filename).name if isinstance(error.filename, str) else "文件"
        return f"{name} 读写失败（{error.strerror}），没有发布；当前快照不变"
    if is_of_memory(error):
        return MEMORY_SHORT
    return f"快照文件可能已损坏，没有发布（{type(error).__name__}）；当前快照不变。请管理员检查磁盘后再试"
