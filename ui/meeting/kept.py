"""What is kept of a meeting beside the data: its agenda as arranged, and decisions not handed in yet.

A file a meeting, `<warehouse>/meetings/<id>.json`, changed under a lock and replaced in one step: two who work
on one meeting lose nothing of each other, and a connection that breaks loses nothing that had come here.
"""

import fcntl
import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ui import shown

FOLDER = "meetings"
#: Ids of meetings, as the contract has codes.
MEETING = re.compile(r"[0-9A-Za-z_-]{1,60}")
_EMPTY: dict[str, Any] = {
    "meeting": {},
    "agenda": {"numbers": {}, "minutes": {}, "dropped": [], "added": []},
    "decisions": [],
    "typing": {},
    "noted": 0,
}

Kept = dict[str, Any]


def of_meeting(meeting: str) -> Kept:
    """What is kept of a meeting; empty lists where nothing is, or where the file cannot be read."""
    return _read(_file(meeting))


def change(meeting: str, do: Callable[[Kept], None]) -> Kept:
    """Change what is kept of a meeting, and give what is kept then.

    Args:
        meeting: id of the meeting.
        do: changes what it is given.

    Raises:
        OSError: it could not be written, for instance because the disk is full.
    """
    file = _file(meeting)
    with _locked(file.parent):
        told = _read(file)
        do(told)
        draft = file.with_name(f".unfinished-{secrets.token_hex(8)}")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(told, stream, ensure_ascii=False, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    return told


def begun() -> list[dict[str, Any]]:
    """The meetings begun here, which may not be handed in yet: ``id, held_on, name, convener_post``."""
    files = sorted(_folder().glob("*.json"))
    found = [_read(file)["meeting"] for file in files if MEETING.fullmatch(file.stem)]
    return [one for one in found if one]


def _folder() -> Path:
    return shown.folder() / FOLDER


def _file(meeting: str) -> Path:
    if not MEETING.fullmatch(meeting):
        raise ValueError(f"no meeting: {meeting!r}")
    return _folder() / f"{meeting}.json"


def _read(file: Path) -> Kept:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    whole = json.loads(json.dumps(_EMPTY))
    known = {
        name: told[name] for name in whole if isinstance(told, dict) and _fits(told.get(name), whole[name])
    }
    return whole | known


def _fits(value: Any, like: Any) -> bool:
    if isinstance(like, dict) and isinstance(value, dict):
        return all(name in value and isinstance(value[name], type(part)) for name, part in like.items())
    return isinstance(value, type(like))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
