"""Arguments of commands, read in one way."""

from __future__ import annotations

import argparse
from pathlib import Path


def path_given(text: str) -> Path:
    """Read a path; an empty one, left by an unset variable, would mean the working folder.

    Raises:
        argparse.ArgumentTypeError: it is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("路径不能为空")
    return Path(text)
