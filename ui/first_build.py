"""Building the demonstration warehouse for the first visitor, once for all who come meanwhile.

The build is its own process: the app never imports ``etl``, and a visitor who leaves does not
stop it. Its plain progress lines, ``[3/8] …``, become the progress bar.
"""

import logging
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NoReturn

import streamlit as st

from metrics.warehouse import warehouse_folder
from ui import messages

_ROOT = Path(__file__).parent.parent
_STEP = re.compile(r"\[(\d+)/(\d+)\]\s*(.*)")
_log = logging.getLogger(__name__)


class Build:
    """One running ``python -m etl build``, read by a thread of its own."""

    def __init__(self, command: list[str]) -> None:
        """Start the command; its output is read until it ends."""
        self.share = 0.0
        self.step = "正在启动"
        self.lines: list[str] = []
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no outside words in it
            command,
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

    def _note(self, line: str) -> None:
        self.lines.append(line)
        if match := _STEP.search(line):
            done, total, self.step = int(match[1]), max(1, int(match[2])), match[3]
            self.share = min(1.0, done / total)

    @property
    def exit_code(self) -> int | None:
        """Exit code of the finished build, nothing while it runs."""
        return None if self._reader.is_alive() else self._process.returncode


_lock = threading.Lock()
_running: Build | None = None


def shared_build() -> Build:
    """Return the build that is under way, or start one."""
    global _running
    with _lock:
        if _running is None:
            _running = Build([sys.executable, "-m", "etl", "build"])
        return _running


def _forget(build: Build) -> None:
    global _running
    with _lock:
        if _running is build:
            _running = None


def needed() -> bool:
    """Tell whether nothing was ever published: a pointer without its snapshot is damage, no first visit."""
    return not (warehouse_folder() / "current.json").exists()


def show() -> NoReturn:
    """Show the progress of the first build, then open the app or say what went wrong."""
    build = shared_build()
    place = st.empty()
    waiting = "第一次打开需要建立演示数据仓库，大约十秒，完成后自动进入。"
    with place, messages.panel("正在准备演示数据", waiting, key="message-progress"):
        bar = st.progress(0.0, text=build.step)
        while build.exit_code is None:
            bar.progress(build.share, text=build.step)
            time.sleep(0.2)
    place.empty()
    _forget(build)
    if not needed():
        st.rerun()
    _failed(build)
    st.stop()


def _failed(build: Build) -> None:
    number = messages.error_number()
    _log.error("%s first build exited with %s:\n%s", number, build.exit_code, "\n".join(build.lines))
    messages.problem(
        "演示数据没有建成",
        "建立演示数据仓库时出错，已有数据未受影响。",
        remedy="请在终端运行 `python -m etl build` 查看原因，改正后点“重新检查”。",
        number=number,
    )
