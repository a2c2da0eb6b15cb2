"""Medians of several runs, and how they are told."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import ClassVar

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Result:
    """One measurement against what is allowed.

    Attributes:
        what: what was measured.
        seconds: every run, in order.
        allowed_seconds: the most that the median may take; measured in the same run where it is relative.
        note: how the allowed time came about, or what was left out.
    """

    what: str
    seconds: Sequence[float]
    allowed_seconds: float
    note: str = ""

    HEAD: ClassVar[str] = f"{'ratio':>6}  {'median':>9}  {'least–most':>17}  {'allowed':>9}  what"

    @property
    def ratio(self) -> float:
        """Median over allowed time."""
        return median(self.seconds) / self.allowed_seconds

    def line(self) -> str:
        """Write the result as one line under `HEAD`."""
        spread = f"{min(self.seconds):.3f}–{max(self.seconds):.3f}"
        told = f"{self.what} ({self.note})" if self.note else self.what
        times = f"{median(self.seconds):8.3f}s  {spread:>16}s  {self.allowed_seconds:8.3f}s"
        return f"{self.ratio:6.2f}  {times}  {told}"


def seconds_of(action: Callable[[], object]) -> float:
    """Measure the wall time of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run_python(*arguments: str) -> None:
    """Run a Python process in the project's folder; raise with its output when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
