"""A zipped Shapefile taken out of its archive: under names of our own, whatever it calls its parts."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
from collections import defaultdict
from contextlib import suppress
from pathlib import Path, PurePosixPath

from etl.boundaries.files import ARCHIVE, PARTS, SUFFIXES
from etl.findings import Findings
from etl.personal import personal_kind
from etl.reading.archive import BROKEN, open_archive

#: What file managers leave in archives.
_LEFT_BY_OTHERS = ("__macosx/",)
_REMEDY = "请把边界文件重新压缩成 .zip 再交"


def unpack(path: Path, folder: Path, file: str, findings: Findings) -> list[tuple[str, Path]]:
    """Take the files of boundaries out of an archive.

    Args:
        path: the archive.
        folder: takes the files.
        file: the archive as it is shown.
        findings: takes why it cannot be read.

    Returns:
        Each file of boundaries, of a Shapefile its .shp, with its name in the archive; none where there is
        an error.
    """
    archive = open_archive(path, findings, remedy=_REMEDY)
    if archive is None:
        return []
    with archive:
        entries = [one for one in archive.infolist() if not one.is_dir() and _is_wanted(_name(one))]
        unsafe = next((one for one in archive.infolist() if _is_unsafe(one)), None)
        if unsafe is not None:
            message = f"压缩包里有指向包外的路径或链接，不能解开；{_REMEDY}"
            findings.error("unsafe_archive", message, file=file, value=_name(unsafe))
            return []
        try:
            return _taken_out(archive, entries, folder)
        except BROKEN:
            message = f"压缩包已损坏，或加了密码，解不开；{_REMEDY}"
            findings.error("unreadable_file", message, file=file)
            return []


def _taken_out(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path
) -> list[tuple[str, Path]]:
    """Write entries into numbered folders: those that differ in their suffix alone share one."""
    groups: dict[str, list[tuple[str, zipfile.ZipInfo]]] = defaultdict(list)
    for entry in entries:
        stem, suffix = _divided(_name(entry))
        groups[stem.casefold()].append((suffix, entry))
    found: list[tuple[str, Path]] = []
    for number, group in enumerate(groups.values()):
        target = folder / str(number)
        target.mkdir()
        for suffix, entry in group:
            with archive.open(entry) as source, (target / f"part{suffix}").open("wb") as stream:
                shutil.copyfileobj(source, stream)
            if suffix in SUFFIXES:
                name = PurePosixPath(_name(entry)).name
                found.append(("压缩包里的文件" if personal_kind(name) else name, target / f"part{suffix}"))
    return found


def _divided(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    return str(path.with_suffix("")), path.suffix.lower()


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    is_ours = not name.lower().startswith(_LEFT_BY_OTHERS) and not path.name.startswith(".")
    return is_ours and path.suffix.lower() in (*SUFFIXES, *PARTS) and path.suffix.lower() != ARCHIVE


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry leads out of the archive, or is a link."""
    name = _name(entry)
    leads_out = ".." in name.split("/") or name.startswith("/") or re.match(r"[A-Za-z]:", name) is not None
    return leads_out or stat.S_ISLNK(entry.external_attr >> 16)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; programs in China write it in GBK, which is read as if it were American."""
    name = entry.filename
    if not entry.flag_bits & 0x800 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")
