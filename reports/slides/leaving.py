"""A file that leaves the building is there as a whole, or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from reports.editions.edition import EditionError


def checked(path: Path, suffix: str) -> Path:
    """Make sure that a file can be meant, before anything is computed.

    Args:
        path: where it shall lie.
        suffix: what its name must end with.

    Raises:
        EditionError: its folder is not there, or the name is none.
    """
    if path.suffix.lower() != suffix:
        raise EditionError(f"输出文件“{path.name}”要以 {suffix} 结尾", usage=True)
    if not path.parent.is_dir():
        raise EditionError(f"没有文件夹 {path.parent}；请先建好，或换一个 --out", usage=True)
    if path.is_dir():
        raise EditionError(f"“{path.name}”是文件夹；--out 后面要写文件名", usage=True)
    return path


def put(path: Path, content: bytes) -> None:
    """Write a file under another name and move it to its place.

    Raises:
        EditionError: the disk is full or the folder cannot be written; what was there before stays.
    """
    draft = path.with_name(f".{secrets.token_hex(8)}.unfinished")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        told = f"{path.name} 写不进 {path.parent}，没有留下半个文件；请检查磁盘空间和写权限"
        raise EditionError(told) from error
    finally:
        draft.unlink(missing_ok=True)
