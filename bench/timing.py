"""Medians of several runs, and how they are told."""

import os
import subprocess
import sys
import tempfile
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
        measured: every run, in order.
        allowed: the most that the median may be; measured in the same run where it is relative.
        note: how the allowed value came about, or what was left out.
        unit: 's' or 'G' (GiB).
    """

    what: str
    measured: Sequence[float]
    allowed: float
    note: str = ""
    unit: str = "s"

    HEAD: ClassVar[str] = f"{'ratio':>6}  {'median':>9}  {'least–most':>17}  {'allowed':>9}  what"

    @property
    def ratio(self) -> float:
        """Median over what is allowed."""
        return median(self.measured) / self.allowed

    def line(self) -> str:
        """Write the result as one line under `HEAD`."""
        spread = f"{min(self.measured):.3f}–{max(self.measured):.3f}"
        told = f"{self.what} ({self.note})" if self.note else self.what
        median_and_spread = f"{median(self.measured):8.3f}{self.unit}  {spread:>16}{self.unit}"
        return f"{self.ratio:6.2f}  {median_and_spread}  {self.allowed:8.3f}{self.unit}  {told}"


@dataclass(frozen=True)
class Run:
    """What one process took.

    Attributes:
        seconds: wall time.
        processor_seconds: of user and system together, which other load disturbs less.
        gibibytes: the most memory that was resident at once; never less than what the benchmark itself holds.
    """

    seconds: float
    processor_seconds: float
    gibibytes: float


def seconds_of(action: Callable[[], object]) -> float:
    """Measure the wall time of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run_python(*arguments: str, expected: int = 0) -> Run:
    """Run a Python process in the project's folder; raise with its output when it ends otherwise."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=PROJECT, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != expected:
            output.seek(0)
            raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}:\n{output.read()}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20)
