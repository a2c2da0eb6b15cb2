"""The ETL as the app reaches it: a process of its own, whose plain progress lines become a bar.

The app never imports ``etl``, and a visitor who leaves does not stop what is running.
"""

import re
import time
from collections.abc import Callable, Sequence

import streamlit as st

from metrics.warehouse import warehouse_folder
from ui.drawing.as_written import in_markdown
from ui.shell.child_process import ChildProcess, module_command

_STEP = re.compile(r"\[(\d+)/(\d+)\]\s*(.*)")
_TROUBLE = ("错误：", "用法错误：")

#: Exit codes of ``python -m etl``.
DONE, DATA_ERRORS = 0, 1


class Run(ChildProcess):
    """One running ``python -m etl …``.

    Attributes:
        share: how much is done, 0–1.
        step: what is being done, in Chinese.
    """

    def __init__(self, command: Sequence[str], on_end: Callable[["Run"], None] = lambda _: None) -> None:
        """Start the command.

        Args:
            command: program and arguments.
            on_end: called by the reading thread once the process has ended; it must not touch the screen.
        """
        self.share = 0.0
        self.step = "正在启动"
        self._on_end = on_end
        super().__init__(command)

    def note(self, line: str) -> None:
        """Read how far it is."""
        if match := _STEP.search(line):
            done, total, self.step = int(match[1]), max(1, int(match[2])), match[3]
            self.share = min(1.0, done / total)
        elif line.endswith("等待中……"):
            self.step = line

    def ended(self) -> None:
        """Tell whoever wants to know."""
        self._on_end(self)

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


def follow(run: Run | None) -> None:
    """Draw the bar of a command that is under way until it has ended, then run the page again."""
    if run and run.exit_code is None:
        run.watch()
        st.rerun()


def start(command: str, *arguments: str, on_end: Callable[[Run], None] = lambda _: None) -> Run:
    """Start ``python -m etl COMMAND`` on the warehouse that the app reads."""
    warehouse = ["--warehouse", str(warehouse_folder().absolute())]
    return Run(module_command("etl", command, *arguments, *warehouse), on_end)
