"""Files of Office without the time at which they were written: the same contents give the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (2018, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
#: Times inside a workbook that is part of a file.
_WORKBOOK, _CORE = ".xlsx", "docProps/core.xml"


def fixed(content: bytes, inner: bool = False) -> bytes:
    """Write an archive again in its own order, every entry of one day.

    Args:
        content: the archive.
        inner: whether it lies in another one.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename.endswith(_WORKBOOK):
                body = fixed(body, inner=True)
            elif inner and entry.filename == _CORE:
                body = _STAMPS.sub(rb"\g<1>2018-01-01T00:00:00Z\g<2>", body)
            told = ZipInfo(entry.filename, _DAY)
            told.compress_type, told.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(told, body, compresslevel=6)
    return stream.getvalue()
