"""Progress of a long run: a bar on a terminal, plain numbered lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """Counts named steps.

    Elsewhere than on a terminal each step is a line `[3/18] 校验 会员`, which the app reads to
    draw its own bar.
    """

    def __init__(self, total: int) -> None:
        """Prepare for `total` steps."""
        self.total = total
        self.done = 0
        self._bar = _bar(total) if sys.stdout.isatty() else None

    def __enter__(self) -> Progress:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar down."""
        if self._bar:
            self._bar.stop()

    def step(self, text: str) -> None:
        """Begin the next step."""
        self.done = min(self.done + 1, self.total)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self.done, description=text)
        else:
            print(f"[{self.done}/{self.total}] {text}", flush=True)


def _bar(total: int) -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    step = TextColumn("{task.description}", markup=False)
    bar = Progress(BarColumn(), MofNCompleteColumn(), step, TimeElapsedColumn())
    bar.add_task("", total=total)
    return bar
