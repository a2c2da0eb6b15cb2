"""How long the command line takes for all values of one period of the demonstration county."""

from collections.abc import Iterator
from pathlib import Path

from bench.timing import Result, run_python

ALLOWED_SECONDS = 2.0
PERIOD = "2018-06"
RUNS = 7


def measure(scratch: Path) -> Iterator[Result]:
    """Ask for every metric, region and line, each time in a process of its own: wall and processor time."""
    warehouse = str(scratch / "values-warehouse")
    run_python("-m", "etl", "build", "--warehouse", warehouse)
    asked = ("-m", "metrics", "values", "--warehouse", warehouse, "--period", PERIOD)
    runs = [run_python(*asked) for _ in range(RUNS)]
    what = f"all values of {PERIOD}, whole process"
    yield Result(what, [run.seconds for run in runs], ALLOWED_SECONDS)
    yield Result(f"{what}, processor", [run.processor_seconds for run in runs], ALLOWED_SECONDS)
