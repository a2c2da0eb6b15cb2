"""How long a county takes to be started: divisions, outline and map, from the bundled reference."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Result, run_python

ALLOWED_SECONDS = 3.0
RUNS = 3
#: A district of few places, an ordinary county, a city without counties, and the one with the most villages.
COUNTIES = {"110101": "东城区", "360821": "吉安县", "441900": "东莞市", "310115": "浦东新区"}


def measure(scratch: Path) -> Iterator[Result]:
    """Start each county in a folder of its own: wall time of the whole command."""
    folder = scratch / "started"
    for code, name in COUNTIES.items():
        runs = []
        for _ in range(RUNS):
            shutil.rmtree(folder, ignore_errors=True)
            runs.append(run_python("-m", "etl", "start", "--county", code, "--warehouse", str(folder)))
        used = min(run.processor_seconds for run in runs)
        yield Result(
            f"start of {name}", [run.seconds for run in runs], ALLOWED_SECONDS, f"{used:.1f} s of processor"
        )
