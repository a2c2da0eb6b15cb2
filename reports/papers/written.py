"""Writing the file that was asked for: whole or not at all."""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from reports.editions.edition import EditionError

#: The time that every member of an archive bears: the least that the format knows.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def checked(out: Path, suffix: str) -> Path:
    """The file to write to, once it is known that it can be one.

    Args:
        out: as it was asked for.
        suffix: that its name must end with.

    Raises:
        EditionError: it ends otherwise, is a folder, or its folder does not exist.
    """
    if out.suffix.lower() != suffix:
        raise EditionError(f"--out 的文件名要以 {suffix} 结尾，现在是“{out.name}”", usage=True)
    if out.is_dir():
        raise EditionError(f"--out 指的“{out.name}”是文件夹，请写到文件", usage=True)
    if not out.absolute().parent.is_dir():
        raise EditionError(f"要存放“{out.name}”的文件夹不存在，请先建好再写", usage=True)
    return out


def save(out: Path, content: bytes) -> None:
    """Write a file beside its place and put it there once it is whole.

    Raises:
        EditionError: it cannot be written; what was there before is there still.
    """
    draft = out.with_name(f".unfinished-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(out)
    except OSError as error:
        told = f"“{out.name}”没有写成（{_reason(error)}），原来的文件没有动"
        raise EditionError(f"{told}；请检查磁盘空间和文件夹的写权限，再做一次") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    known = {28: "磁盘已满", 122: "超出磁盘配额", 13: "没有写权限", 30: "文件夹只读"}
    return known.get(error.errno or 0, error.strerror or "写入出错")


def repacked(content: bytes, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """An archive without the time of its making.

    Args:
        content: the archive.
        change: gives what becomes of a member, by its name.
    """
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            told = zipfile.ZipInfo(name, _ALWAYS)
            told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            body = old.read(name)
            new.writestr(told, change(name, body) if change else body)
    return packed.getvalue()
