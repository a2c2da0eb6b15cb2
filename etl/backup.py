"""Backups: everything that was published and is kept, in one file that is checked before anything trusts it.

The file is a .zip: `snapshots/`, `batches/`, `forms/`, `editions/` and `meetings/` as in the warehouse, and
`backup.json` with the current snapshot and the length and SHA-256 of every part. Drafts and files that
wait to be handed in are no part of it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from etl import snapshot
from etl.trouble import named
from etl.warehouse import UNFINISHED, Warehouse, WarehouseError, remove_folder, sync

DESCRIPTION = "backup.json"
_PRODUCT, _FORMAT = "quntuan backup", 1
_PART = re.compile(
    r"snapshots/[0-9A-Za-z-]+\.duckdb|forms/[0-9A-Za-z-]+\.json|editions/\w[\w-]*\.edition"
    r"|meetings/[0-9A-Za-z_-]+\.json"
    r"|batches/[0-9A-Za-z-]+/[^/\\\x00-\x1f.][^/\\\x00-\x1f]*"
)
#: What nobody but the owner of the warehouse reads: sealed editions, and what is kept of meetings.
_PRIVATE = ("editions/", "meetings/")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, NotImplementedError),
    *(ValueError, KeyError, TypeError, AttributeError, OSError),
)
_PIECE = 2**20


class BackupError(Exception):
    """A file is no sound backup; the message says so, in Chinese."""


@dataclass(frozen=True)
class Part:
    """A file of the warehouse: how long it is, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Described:
    """What a backup says of itself.

    Attributes:
        snapshot: the current snapshot.
        made_at: when it was made, local time.
        parts: path within the warehouse → the file.
    """

    snapshot: str
    made_at: dt.datetime
    parts: Mapping[str, Part]

    def count(self, folder: str) -> int:
        """How many snapshots, batches, forms or editions it holds."""
        return len({name.split("/")[1] for name in self.parts if name.startswith(f"{folder}/")})


def kept_parts(warehouse: Warehouse) -> dict[str, Path]:
    """Everything in a warehouse that a backup holds: path within it → file."""
    flat = (warehouse.snapshots, warehouse.forms, warehouse.editions, warehouse.meetings)
    files = [path for folder in flat for path in folder.glob("[!.]*")]
    files += [path for batch in warehouse.batches.glob("[!.]*") for path in batch.glob("[!.]*")]
    return {path.relative_to(warehouse.folder).as_posix(): path for path in sorted(files) if path.is_file()}


def back_up(warehouse: Warehouse, file: Path) -> Described:
    """Write a backup and read it again. Call it under the lock, so that nothing is published meanwhile.

    Raises:
        WarehouseError: there is nothing to back up, or it is damaged.
        BackupError: what was written is not what was to be written.
    """
    current_id = warehouse.current_id()
    if current_id is None:
        raise WarehouseError(f"{named(warehouse.folder)} 里还没有发布过快照，没有可备份的")
    snapshot.batches_of(warehouse.snapshot_path(current_id))
    draft = file.with_name(f"{UNFINISHED}{file.name}")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as stream:
            _write(stream, current_id, kept_parts(warehouse))
        described = verify(draft)
        sync(draft)
        draft.replace(file)
        sync(file.absolute().parent)
    finally:
        draft.unlink(missing_ok=True)
    return described


def _write(stream: IO[bytes], current_id: str, files: Mapping[str, Path]) -> None:
    parts: dict[str, Part] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, file in files.items():
            with file.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
                parts[name] = _copy(source, target)
        described = {
            "product": _PRODUCT,
            "format": _FORMAT,
            "snapshot": current_id,
            "made_at": dt.datetime.now().isoformat(timespec="seconds"),
            "parts": {name: dataclasses.asdict(part) for name, part in parts.items()},
        }
        archive.writestr(DESCRIPTION, json.dumps(described, ensure_ascii=False, indent=1))


def _copy(source: IO[bytes], target: IO[bytes] | None = None) -> Part:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if target is not None:
            target.write(piece)
    return Part(size, digest.hexdigest())


def verify(file: Path) -> Described:
    """Read a backup to its end.

    Raises:
        BackupError: it is damaged, incomplete, or no backup of this product.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            described = _described(archive)
            for name, part in described.parts.items():
                with archive.open(name) as stream:
                    if _copy(stream) != part:
                        raise BackupError(f"备份文件 {file.name} 里的 {name} 已损坏，没有恢复任何东西")
            return described
    except _BROKEN as error:
        told = f"{file.name} 已损坏，或不是 python -m etl backup 做的备份，没有恢复任何东西"
        raise BackupError(told) from error


def _described(archive: zipfile.ZipFile) -> Described:
    """What the backup says of itself, where that is what it holds.

    Raises:
        ValueError, KeyError, TypeError: it is no backup.
    """
    told = json.loads(archive.read(DESCRIPTION).decode())
    if (told["product"], told["format"]) != (_PRODUCT, _FORMAT):
        raise ValueError(told["product"])
    parts = {str(name): Part(**part) for name, part in told["parts"].items()}
    entries = archive.infolist()
    names = sorted(entry.filename for entry in entries)
    if names != sorted([*parts, DESCRIPTION]) or not all(map(_PART.fullmatch, parts)):
        raise ValueError(names)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise ValueError(DESCRIPTION)
    if f"snapshots/{told['snapshot']}.duckdb" not in parts:
        raise ValueError(told["snapshot"])
    return Described(str(told["snapshot"]), dt.datetime.fromisoformat(told["made_at"]), parts)


def strangers(warehouse: Warehouse, described: Described) -> list[str]:
    """What a warehouse holds beside the parts of a backup, drafts too."""
    drafts = [path.relative_to(warehouse.folder).as_posix() for path in warehouse.drafts.glob("[!.]*")]
    return [name for name in kept_parts(warehouse) if name not in described.parts] + sorted(drafts)


def restore(warehouse: Warehouse, file: Path, described: Described) -> None:
    """Make a warehouse what a backup holds. Call it under the lock, with a backup that was verified.

    All parts are put together beside the old ones first, then get their names, then the pointer moves by one
    rename; what the backup does not hold goes last. Killed in between, the old snapshot or the new one
    stands, and the same command finishes the work.

    Raises:
        BackupError: the file changed since it was verified.
        WarehouseError: its snapshot cannot be read.
    """
    warehouse.sweep()
    staged = warehouse.folder / f"{UNFINISHED}restore"
    try:
        _unpack(file, described, staged)
        snapshot.batches_of(staged / "snapshots" / f"{described.snapshot}.duckdb")
        for source in _in_order(staged):
            _put(source, warehouse.folder / source.relative_to(staged))
        for folder in (
            *(warehouse.forms, warehouse.batches, warehouse.snapshots),
            *(warehouse.editions, warehouse.meetings),
        ):
            if folder.is_dir():
                sync(folder)
        warehouse.point_to(described.snapshot)
        _remove(warehouse, strangers(warehouse, described))
    finally:
        warehouse.sweep()


def _unpack(file: Path, described: Described, staged: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        for name, part in described.parts.items():
            target = staged / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as stream:
                if _copy(source, stream) != part:
                    raise BackupError(f"备份文件 {file.name} 在读取时变了，没有恢复")
            if name.startswith(_PRIVATE):
                target.chmod(0o600)
                target.parent.chmod(0o700)
            sync(target)


def _in_order(staged: Path) -> Iterator[Path]:
    """Batches and forms before the snapshots that need them, and these before the editions that pin them."""
    for folder in ("forms", "batches", "snapshots", "editions", "meetings"):
        yield from sorted((staged / folder).glob("*"))


def _put(source: Path, target: Path) -> None:
    """Give a part its name; of a batch that is there already, each file by itself."""
    target.parent.mkdir(exist_ok=True, mode=source.parent.stat().st_mode & 0o777)
    if source.is_dir() and target.is_dir():
        for file in source.iterdir():
            file.replace(target / file.name)
    else:
        source.replace(target)


def _remove(warehouse: Warehouse, names: list[str]) -> None:
    for name in names:
        path = warehouse.folder / name
        if path.is_dir():
            remove_folder(path)
        else:
            path.unlink()
    for batch in warehouse.batches.glob("[!.]*"):
        if not any(batch.iterdir()):
            batch.rmdir()
