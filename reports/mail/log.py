"""What was sent: one line of JSON for each message, in `mail.log` of the warehouse folder."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from reports.editions.edition import Edition, EditionError

NAME = "mail.log"


class Log:
    """The log of a warehouse, held by one sender at a time."""

    def __init__(self, stream: IO[str], edition: Edition, papers: Sequence[str]) -> None:
        """Read what was sent of an edition already."""
        self._stream, self._edition, self._papers = stream, edition, list(papers)
        stream.seek(0)
        self._sent = {found["to"] for found in map(_line, stream) if self._is_of_this(found)}

    def _is_of_this(self, found: dict[str, object]) -> bool:
        own = (self._edition.sha256, self._papers, "sent")
        return (found.get("sha256"), found.get("papers"), found.get("result")) == own

    def has(self, to: str) -> bool:
        """Whether somebody was sent these papers of this edition already."""
        return to in self._sent

    def note(self, to: str, error: str = "") -> None:
        """Write down that a message was sent, or why it was not."""
        told = {
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "edition": self._edition.number,
            "sha256": self._edition.sha256,
            "papers": self._papers,
            "to": to,
            "result": "failed" if error else "sent",
        }
        self._stream.write(json.dumps(told | ({"error": error} if error else {}), ensure_ascii=False) + "\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())


@contextmanager
def held(folder: Path, edition: Edition, papers: Sequence[str]) -> Iterator[Log]:
    """Hold the log, so that nobody is sent the same twice by two who send at once.

    Raises:
        EditionError: somebody else is sending, or the log cannot be written.
    """
    try:
        handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise EditionError("发送记录写不进仓库文件夹，没有发送；请检查磁盘空间和写权限") from error
    with os.fdopen(handle, "r+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EditionError("另一个发送正在进行，这一次没有发送；请稍后再发") from error
        yield Log(stream, edition, papers)


def _line(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {"to": ""}
    return found if isinstance(found, dict) and "to" in found else {"to": ""}
