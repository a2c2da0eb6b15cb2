"""The encodings of a .csv file: UTF-8, with or without a byte order mark, or GB18030."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path
from typing import IO

#: Text that is held while a file is copied into UTF-8.
CHARACTERS_AT_ONCE = 2**20


def decode(data: bytes) -> str:
    """Text of a .csv file.

    Raises:
        UnicodeDecodeError: neither UTF-8 nor GB18030, or UTF-8 with damaged characters.
    """
    text = _from_utf8(data)
    return data.decode("gb18030").removeprefix("\ufeff") if text is None else text


def _from_utf8(data: bytes) -> str | None:
    """Text of a file in UTF-8; None where it is in GB18030.

    Raises:
        UnicodeDecodeError: UTF-8 with damaged characters.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _is_damaged_utf8(data):
            raise
        return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most characters are UTF-8: read as GB18030 they would become other words in silence."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    plain = len(text.encode("ascii", "ignore"))
    return data.startswith(codecs.BOM_UTF8) or len(text) - plain > 2 * damaged


def in_utf8(path: Path) -> IO[bytes] | None:
    """A copy of a GB18030 file in UTF-8, without a name, so that it goes with the process, however that ends.

    None where the file is in UTF-8 already or cannot be read at all.
    """
    try:
        if _from_utf8(path.read_bytes()) is not None:
            return None
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads the copy closes it
        with path.open(encoding="gb18030", newline="") as given:
            while part := given.read(CHARACTERS_AT_ONCE):
                copy.write(part.encode())
    except UnicodeDecodeError:
        return None
    copy.flush()
    return copy
