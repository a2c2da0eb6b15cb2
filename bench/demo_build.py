"""How long the demonstration county takes from its files to a published snapshot."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Result, run_python, seconds_of

ALLOWED_SECONDS = 10.0
RUNS = 5


def measure(scratch: Path) -> Iterator[Result]:
    """Build it several times, each time into an empty warehouse and in a process of its own."""
    warehouse = scratch / "demo-warehouse"
    seconds = []
    for _ in range(RUNS):
        shutil.rmtree(warehouse, ignore_errors=True)
        seconds.append(seconds_of(lambda: run_python("-m", "etl", "build", "--warehouse", str(warehouse))))
    yield Result("demonstration build, whole process", seconds, ALLOWED_SECONDS)
