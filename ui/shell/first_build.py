"""Building the demonstration warehouse for the first visitor, once for all who come meanwhile."""

import logging
import os
import threading
from typing import NoReturn

import streamlit as st

from metrics.warehouse import is_new
from ui import shown
from ui.shell import messages
from ui.shell.etl_process import DONE, Run, start

#: Environment variable that forbids demonstration data in a county's own warehouse.
VARIABLE = "QUNTUAN_DEMO"
_FORBIDDING = ("0", "no", "false", "off")

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_running: Run | None = None


def shared_build() -> Run:
    """Return the build that is under way, or start one."""
    global _running
    with _lock:
        if _running is None:
            _running = start("build", "--if-new")
        return _running


def _forget(build: Run) -> None:
    global _running
    with _lock:
        if _running is build:
            _running = None


def is_allowed() -> bool:
    """Tell whether the demonstration may be built without being asked for."""
    return os.environ.get(VARIABLE, "").lower() not in _FORBIDDING


def needed() -> bool:
    """Tell whether the demonstration is to be built: in a new warehouse only, and where it is allowed."""
    return is_allowed() and not shown.county() and is_new(shown.home())


def show() -> NoReturn:
    """Show the progress of the first build, then open the app or say what went wrong."""
    build = shared_build()
    place = st.empty()
    waiting = "第一次打开需要建立演示数据仓库，大约十秒，完成后自动进入。"
    with place, messages.panel("正在准备演示数据", waiting, key="message-progress"):
        build.watch()
    place.empty()
    _forget(build)
    if build.exit_code == DONE:
        st.rerun()
    _failed(build)
    st.stop()


def _failed(build: Run) -> None:
    number = messages.error_number()
    _log.error("%s first build exited with %s:\n%s", number, build.exit_code, "\n".join(build.lines))
    messages.problem(
        "演示数据没有建成",
        "建立演示数据仓库时出错，已有数据未受影响。",
        remedy="请在终端运行 `python -m etl build` 查看原因，改正后点“重新检查”。",
        number=number,
    )
