"""Files as a viewer hands them over, and the private folder that they lie in as long as they are needed."""

import re
import secrets
import shutil
import time
import unicodedata
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from metrics.warehouse import warehouse_folder

LIMIT_MB = 200

_ABANDONED_SECONDS = 24 * 3600
_LONGEST_NAME = 80
#: What may be the number of a person or a telephone is not repeated, not even from the name of a file.
_LONG_NUMBER = re.compile(r"\d{11,}")


class Received(Protocol):
    """A file as the browser hands it over."""

    name: str
    size: int
    file_id: str

    def getbuffer(self) -> memoryview:
        """Give its bytes."""
        ...


def too_large(files: Sequence[Received]) -> str:
    """Say in Chinese that files are too large together; nothing where they are not."""
    if sum(file.size for file in files) > LIMIT_MB * 1024 * 1024:
        return f"一批文件合计不能超过 {LIMIT_MB} MB，请分几批交。"
    return ""


def safe_name(name: str) -> str:
    """Make a file name that stays in its folder: no path, no control characters, not hidden, not endless.

    It is kept with the batch and shown beside its rows, so it holds no number that may be somebody's.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip()
    stem, dot, suffix = _LONG_NUMBER.sub("", plain).lstrip(".~ ").rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix}" if stem else f"未命名.{suffix}"


def private_folder() -> Path:
    """Make a folder that only this server reads, and remove what a server that was stopped has left."""
    incoming = (warehouse_folder() / "incoming").absolute()
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in incoming.iterdir():
        if left.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    folder = incoming / secrets.token_hex(8)
    folder.mkdir(mode=0o700)
    return folder


def folder_of(owner: object) -> Path:
    """Make a private folder that goes with its owner, at the latest with the viewer's session."""
    folder = private_folder()
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder
