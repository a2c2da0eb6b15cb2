"""The ETL as the app reaches it: a process of its own, whose plain progress lines become a bar.

The app never imports ``etl``. What reads a hand-in waits for its turn, and is stopped by its visitor or when
they leave; nothing else is, for instance what publishes.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from ui import shown
from ui.drawing.as_written import in_markdown
from ui.shell import door, turns
from ui.shell.child_process import ChildProcess, module_command
from ui.shell.turns import Turn
from ui.streamlit_inside import visitors

_STEP = re.compile(r"\[(\d+)/(\d+)\]\s*(.*)")
_TROUBLE = ("错误：", "用法错误：")
_STOPPED = "已停止，当前快照不变。需要时请重新开始。"

#: Exit codes of ``python -m etl``.
DONE, DATA_ERRORS = 0, 1


class Run(ChildProcess):
    """One running ``python -m etl …``.

    Attributes:
        share: how much is done, 0–1.
        step: what is being done, in Chinese.
        warehouse: the folder of the warehouse that it works on.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_end: Callable[["Run"], None] = lambda _: None,
        turn: Turn | None = None,
        warehouse: Path = Path(),
    ) -> None:
        """Start the command.

        Args:
            command: program and arguments.
            on_end: called by the reading thread once the process has ended; it must not touch the screen.
            turn: place in the queue of what reads hand-ins; None for what waits for nobody.
            warehouse: the folder of the warehouse that it works on.
        """
        # Kept: the reading thread, where it ends, knows nothing of what its visitor looks at.
        self.warehouse = warehouse
        self.share = 0.0
        self.step = "正在启动"
        self._on_end = on_end
        self._turn = turn
        super().__init__(command)

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Wait for its turn, if it needs one."""
        if self._turn is None:
            yield
            return
        with self._turn.taken(self.stop, lambda: self.is_stopped):
            yield

    def note(self, line: str) -> None:
        """Read how far it is."""
        if match := _STEP.search(line):
            done, total, self.step = int(match[1]), max(1, int(match[2])), match[3]
            self.share = min(1.0, done / total)
        elif line.endswith("等待中……"):
            self.step = line

    def ended(self) -> None:
        """Tell whoever wants to know; nobody decides on the draft of what was stopped."""
        draft = self.said("草稿")
        if self.is_stopped and draft:
            discard(draft, self.warehouse)
        self._on_end(self)

    def said(self, word: str) -> str:
        """What follows a word at the start of the last line that has it; nothing where none has."""
        found = [line.removeprefix(word).strip() for line in self.lines if line.startswith(word)]
        return found[-1] if found else ""

    @property
    def trouble(self) -> str:
        """What went wrong, in the command's own words."""
        if self.is_stopped:
            return _STOPPED
        told = [text for text in map(self.said, _TROUBLE) if text]
        return told[-1] if told else "命令没有完成"

    @property
    def told(self) -> str:
        """Where it stands, in Chinese."""
        ahead = self._turn.ahead if self._turn else 0
        waiting = f"前面还有 {ahead} 份，轮到后自动开始"
        return "正在停止" if self.is_stopped else waiting if ahead else self.step

    @property
    def may_be_stopped(self) -> bool:
        """Whether its visitor may stop it: what reads a hand-in, and has not been stopped."""
        return self._turn is not None and not self.is_stopped

    def watch(self) -> None:
        """Draw the bar until the command has ended."""
        bar = st.progress(0.0, text=in_markdown(self.told))
        while self.exit_code is None:
            bar.progress(self.share, text=in_markdown(self.told))
            time.sleep(0.2)
        bar.empty()


def follow(run: Run | None) -> None:
    """Draw the bar of a command that is under way until it has ended, then run the page again."""
    if run and run.exit_code is None:
        # One after the other: within a container, what stood there before would stand beside the bar.
        bar = st.empty()
        if run.may_be_stopped:
            st.button("停止", key="etl-stop", icon=":material/stop_circle:", on_click=run.stop)
        with bar:
            run.watch()
        st.rerun()


def start(
    command: str,
    *arguments: str,
    on_end: Callable[[Run], None] = lambda _: None,
    warehouse: Path | None = None,
) -> Run:
    """Start ``python -m etl COMMAND`` on the warehouse that is shown, or on another one."""
    return _run(warehouse or shown.folder(), command, *arguments, on_end=on_end)


def start_reading(
    command: str, *arguments: str, on_end: Callable[[Run], None], warehouse: Path | None = None
) -> Run:
    """Start ``python -m etl COMMAND``, which reads a hand-in of this visitor, once it is its turn."""
    turn = turns.queue(_visitor(), visitors.presence())
    return _run(warehouse or shown.folder(), command, *arguments, on_end=on_end, turn=turn)


def discard(draft_id: str, warehouse: Path | None = None) -> Run:
    """Give up a draft, and the folder of a county that would hold nothing else."""
    folder = (warehouse or shown.folder()).absolute()
    more = () if folder == shown.home().absolute() else ("--with-empty",)
    return _run(folder, "discard", *more, draft_id)


def refusal() -> str:
    """Say in Chinese why this visitor cannot hand anything in now; nothing where they can."""
    return turns.refusal(_visitor())


def _visitor() -> str:
    return st.context.cookies.get(door.VISITOR, "")


def _run(warehouse: Path, *words: str, **how: Any) -> Run:
    folder = warehouse.absolute()
    return Run(module_command("etl", *words, "--warehouse", str(folder)), warehouse=folder, **how)
