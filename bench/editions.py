"""Sealed editions: how long the demonstration county takes to seal, and two editions to compare."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Result, run_python

SEALED_SECONDS, COMPARED_SECONDS = 3.0, 2.0
MEETINGS = ("meet-08", "meet-10")
RUNS = 3


def measure(scratch: Path) -> Iterator[Result]:
    """Seal and compare, each time in a process of its own."""
    warehouse = scratch / "editions-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    where = ("--warehouse", str(warehouse))
    runs = [
        run_python("-m", "reports", "seal", "--meeting", meeting, *where).seconds
        for _ in range(RUNS)
        for meeting in MEETINGS
    ]
    yield Result("sealing the demonstration county, whole process", runs, SEALED_SECONDS)
    asked = ("-m", "reports", "compare", "安福2018-04-01", "安福2018-06-01", *where)
    compared = [run_python(*asked).seconds for _ in range(RUNS)]
    yield Result("comparing two editions, whole process", compared, COMPARED_SECONDS)
