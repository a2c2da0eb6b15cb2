"""The ETL as the app reaches it: a process of its own, whose plain progress lines become a bar.

The app never imports ``etl``, and a visitor who leaves does not stop what is running.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from metrics.warehouse import warehouse_folder
from ui.drawing.as_written import in_markdown

_ROOT = Path(__file__).parents[2]
_STEP = re.compile(r"\[(\d+)/(\d+)\]\s*(.*)")
_TROUBLE = ("错误：", "用法错误：")

#: Exit codes of ``python -m etl``.
DONE, DATA_ERRORS = 0, 1


class Run:
    """One running ``python -m etl …``, read by a thread of its own.

    Attributes:
        share: how much is done, 0–1.
        step: what is being done, in Chinese.
        lines: all that it has said.
    """

    def __init__(self, command: Sequence[str], on_end: Callable[["Run"], None] = lambda _: None) -> None:
        """Start the command; its output is read until it ends.

        Args:
            command: program and arguments; no shell reads them.
            on_end: called by the reading thread once the process has ended; it must not touch the screen.
        """
        self.share = 0.0
        self.step = "正在启动"
        self.lines: list[str] = []
        self._on_end = on_end
        self._process = subprocess.Popen(  # noqa: S603 - our own command; no shell reads its words
            list(command),
            cwd=_ROOT,
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with self._process as process:
            for line in process.stdout or ():
                self._note(line.rstrip())
        self._on_end(self)

    def _note(self, line: str) -> None:
        self.lines.append(line)
        if match := _STEP.search(line):
            done, total, self.step = int(match[1]), max(1, int(match[2])), match[3]
            self.share = min(1.0, done / total)
        elif line.endswith("等待中……"):
            self.step = line

    @property
    def exit_code(self) -> int | None:
        """Exit code of the finished command, nothing while it runs."""
        return None if self._reader.is_alive() else self.status

    @property
    def status(self) -> int:
        """Exit code of the process itself; for ``on_end``, which runs before the reading thread ends."""
        return int(self._process.returncode)

    def said(self, word: str) -> str:
        """What follows a word at the start of the last line that has it; nothing where none has."""
        found = [line.removeprefix(word).strip() for line in self.lines if line.startswith(word)]
        return found[-1] if found else ""

    @property
    def trouble(self) -> str:
        """What went wrong, in the command's own words."""
        told = [text for text in map(self.said, _TROUBLE) if text]
        return told[-1] if told else "命令没有完成"

    def watch(self) -> None:
        """Draw the bar until the command has ended."""
        bar = st.progress(0.0, text=in_markdown(self.step))
        while self.exit_code is None:
            bar.progress(self.share, text=in_markdown(self.step))
            time.sleep(0.2)
        bar.empty()


def start(command: str, *arguments: str, on_end: Callable[[Run], None] = lambda _: None) -> Run:
    """Start ``python -m etl COMMAND`` on the warehouse that the app reads."""
    warehouse = ["--warehouse", str(warehouse_folder().absolute())]
    return Run([sys.executable, "-m", "etl", command, *arguments, *warehouse], on_end)
