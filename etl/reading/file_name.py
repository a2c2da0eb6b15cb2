"""The name of a file as it is shown and kept: in characters that can be shown, and nobody's number in it."""

from __future__ import annotations

import os
from pathlib import Path

from etl.personal import may_be_personal, personal_kind


def shown_name(path: Path) -> str:
    """A file's name in characters that can be shown; a neutral one where it holds a personal number."""
    name = _readable(path)
    if not personal_in_name(path):
        return name
    beside = sorted(each.name for each in path.parent.iterdir() if personal_in_name(each))
    number = beside.index(path.name) + 1 if path.name in beside else 1
    return f"上报文件{number}{path.suffix if personal_kind(path.suffix) is None else ''}"


def personal_in_name(path: Path) -> str | None:
    """What kind of personal number the name of a file or folder holds, None where it holds none."""
    name = _readable(path)
    return personal_kind(name) if may_be_personal(name) else None


def _readable(path: Path) -> str:
    return os.fsencode(path.name).decode("utf-8", "replace")
