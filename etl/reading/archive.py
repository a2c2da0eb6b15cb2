"""The zip archive of a workbook: whether it is safe to open, and its parts by the names they are given."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import IO

from etl.findings import Findings
from etl.reading.file_name import shown_name

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 2**29
MAX_EXPANSION = 200

#: What reading a damaged archive may raise.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)


class MissingPartError(Exception):
    """A part that another one names is not there, or there twice."""


class Package:
    """The parts of a workbook, by name as other parts spell it: any case, either slash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Take an archive that has been found safe to read."""
        self._archive = archive
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in archive.infolist():
            self._entries.setdefault(_plain(entry.filename), []).append(entry)

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _plain(name) in self._entries

    def open(self, name: str) -> IO[bytes]:
        """Open a part; reading it to its end checks its length and checksum.

        Raises:
            MissingPartError: there is none, or nobody can tell which of two.
        """
        found = self._entries.get(_plain(name), [])
        if len(found) != 1:
            raise MissingPartError(name)
        return self._archive.open(found[0])

    def size(self, name: str) -> int:
        """Unpacked bytes of a part."""
        return sum(entry.file_size for entry in self._entries.get(_plain(name), []))


def target(part: str, reference: str) -> str:
    """The part that a relationship of another part refers to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), reference.replace("\\", "/")))


def relations_of(part: str) -> str:
    """The part that holds the relationships of another."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _plain(name: str) -> str:
    return name.replace("\\", "/").strip("/").casefold()


def open_archive(
    path: Path, findings: Findings, remedy: str = "请用 Excel 另存为 .xlsx 再交"
) -> zipfile.ZipFile | None:
    """Open an archive, or report why it is not safe to read and return None."""
    file = shown_name(path)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        findings.error("unreadable_file", f"文件已损坏，{remedy}", file=file)
        return None
    if _is_oversized(archive.infolist()):
        findings.error("oversized_file", "文件解压后过大，请拆分或另存后再交", file=file)
        archive.close()
        return None
    return archive


def _is_oversized(entries: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    return len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_EXPANSION
