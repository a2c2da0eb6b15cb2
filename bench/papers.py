"""Papers of a sealed edition of the demonstration county, each in a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Result, run_python

#: Seconds that each may take.
ALLOWED = {"workbook": 10.0, "minutes": 3.0, "brief": 5.0}
ENDINGS = {"workbook": "xlsx"}
EDITION, MEETINGS = "安福2018-06-01", ("meet-09", "meet-10")
RUNS = 3


def measure(scratch: Path) -> Iterator[Result]:
    """Make each paper from the same edition."""
    warehouse = scratch / "papers-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    where = ("--warehouse", str(warehouse))
    for meeting in MEETINGS:
        run_python("-m", "reports", "seal", "--meeting", meeting, *where)
    for paper, allowed in ALLOWED.items():
        out = scratch / f"paper.{ENDINGS.get(paper, 'docx')}"
        asked = ("-m", "reports", paper, "--edition", EDITION, "--out", str(out), *where)
        runs = [run_python(*asked).seconds for _ in range(RUNS)]
        yield Result(f"{paper} of the demonstration county, whole process", runs, allowed)
