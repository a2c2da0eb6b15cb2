"""The editions of a warehouse as a list, the newest first; each is read again only where its file changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from metrics.warehouse import Snapshot, folder_of
from reports.editions import comparing, definitions, sealing, shelf
from reports.editions.comparing import Sentence
from reports.editions.edition import Edition, EditionError

#: How many editions are kept as what they say of themselves.
KEPT = 256


@dataclass(frozen=True)
class Listed:
    """One edition of a list.

    Attributes:
        number: its number.
        about: what it says of itself, empty where it cannot be read.
        sha256: its hash, '' where it cannot be read.
        changed: how many definitions are others now.
        trouble: why it cannot be read, in Chinese.
    """

    number: str
    about: dict[str, Any]
    sha256: str = ""
    changed: int = 0
    trouble: str = ""


def listed(folder: Path) -> list[Listed]:
    """All editions of a warehouse folder: those sealed last first, those that cannot be read at the end."""
    found = [_of_file(path) for path in shelf.files(folder)]
    return sorted(found, key=lambda one: str(one.about.get("sealed_at", "")), reverse=True)


def _of_file(path: Path) -> Listed:
    try:
        state = path.stat()
    except OSError:
        return Listed(path.name.removesuffix(shelf.SUFFIX), {}, trouble="文件读不出来，请检查文件和权限")
    return _read(path.absolute(), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=KEPT)
def _read(path: Path, _changed: int, _size: int) -> Listed:
    number = path.name.removesuffix(shelf.SUFFIX)
    try:
        edition = shelf.read_file(path, number)
    except EditionError as error:
        return Listed(number, {}, trouble=str(error))
    changed = len(definitions.changed(edition.definitions))
    return Listed(number, edition.about, edition.sha256, changed)


def verified(folder: Path, number: str) -> list[str]:
    """Check an edition anew, as `python -m reports verify` does, and say in Chinese what was found.

    Raises:
        EditionError: it is not what was sealed.
    """
    edition = shelf.read(folder, number)
    state = sealing.snapshot_state(folder, edition)
    told = [f"{edition.name} 与封存时一致，SHA-256 {edition.sha256}"]
    changed = definitions.changed(edition.definitions)
    if changed:
        told.append(f"封存以后有 {len(changed)} 项口径已改；会议版仍显示封存时的数字")
    return [*told, *filter(None, [state])]


def since(snapshot: Snapshot, before: str, after: str, sealed: tuple[str, str]) -> list[Sentence]:
    """What changed from one edition to another, or to now.

    Args:
        snapshot: the published snapshot.
        before: number of the earlier edition.
        after: number of the later one; '' for now.
        sealed: their hashes, by which an answer is kept.

    Raises:
        EditionError: an edition cannot be read, or they cannot be compared.
    """
    folder = folder_of(snapshot)
    first = shelf.read(folder, before)
    last = shelf.read(folder, after) if after else _now(snapshot, first)
    refusal = comparing.refusal(first, last)
    if refusal:
        raise EditionError(refusal, usage=True)
    return comparing.compare(first, last)


def _now(snapshot: Snapshot, before: Edition) -> Edition:
    return sealing.now(snapshot, before.region, whole=False)
