"""The whole country's villages × 4 lines: `python -m etl build` against bare DuckDB on the same bytes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.national_files import SOURCE_NOTE, write_batch
from bench.timing import Result, run_python, seconds_of

ALLOWED_TIMES = 3.0
RUNS = 3


def measure(scratch: Path) -> Iterator[Result]:
    """Alternate the two, so that both meet the same machine, and compare their medians."""
    batch = write_batch(scratch / "national")
    build, bare = [], []
    for _ in range(RUNS):
        bare.append(seconds_of(lambda: _bare(batch, scratch / "bare.duckdb")))
        build.append(seconds_of(lambda: _build(batch, scratch / "national-warehouse")))
    base = median(bare)
    note = f"bare DuckDB {base:.2f} s, allowed {ALLOWED_TIMES:g} times that; {SOURCE_NOTE[batch.name]}"
    yield Result("national batch, whole process", build, ALLOWED_TIMES * base, note)
    shutil.rmtree(scratch / "national-warehouse", ignore_errors=True)
    (scratch / "bare.duckdb").unlink(missing_ok=True)


def _build(batch: Path, warehouse: Path) -> None:
    shutil.rmtree(warehouse, ignore_errors=True)
    options = ["--source", str(batch), "--warehouse", str(warehouse), "--origin", "上报"]
    run_python("-m", "etl", "build", *options)


def _bare(batch: Path, database: Path) -> None:
    database.unlink(missing_ok=True)
    run_python("-m", "bench.bare_duckdb", str(batch), str(database))
