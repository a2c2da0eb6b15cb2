"""The whole country in one warehouse: its build, its size, one county's batch, beside bare DuckDB."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.batch_build import add, bare
from bench.nation_files import county_batch, nation
from bench.timing import Result, Run

ALLOWED_SECONDS, ALLOWED_GIBIBYTES = 300.0, 8.0
ALLOWED_FILE_GIBIBYTES = 1e9 / 2**30
ALLOWED_BATCH_SECONDS = 10.0
#: The county whose batch comes on top, and months of members in the second run.
COUNTY, MONTHS = "360829000000", 24


def one_month(scratch: Path) -> Iterator[Result]:
    """The nation with one month of members."""
    yield from _built(scratch, 1)


def two_years(scratch: Path) -> Iterator[Result]:
    """The nation with 48 million rows of members."""
    yield from _built(scratch, MONTHS)


def _built(scratch: Path, months: int) -> Iterator[Result]:
    batch, warehouse = nation(scratch / "nation", months), scratch / "nation-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    what = f"the nation, {months} months of members"
    try:
        read, built = bare(batch, scratch / "bare.duckdb"), add(batch, warehouse)
        yield Result(f"{what}, build", [built.seconds], ALLOWED_SECONDS, _beside(read, built))
        yield Result(f"{what}, peak memory", [built.gibibytes], ALLOWED_GIBIBYTES, unit="G")
        yield Result(f"{what}, snapshot", [_size(warehouse)], ALLOWED_FILE_GIBIBYTES, unit="G")
        more = add(county_batch(scratch / "nation" / "county", COUNTY), warehouse)
        yield Result(f"{what}, a county's batch", [more.seconds], ALLOWED_BATCH_SECONDS, _beside(read, more))
    finally:
        shutil.rmtree(warehouse, ignore_errors=True)


def _beside(read: Run, built: Run) -> str:
    """What a run took beside bare DuckDB that reads the nation, which meets the same machine."""
    times = built.seconds / read.seconds, built.processor_seconds / read.processor_seconds
    told = f"{times[0]:.2f} × bare DuckDB by the clock ({read.seconds:.1f} s)"
    return f"{told}, {times[1]:.2f} × in processor time ({built.processor_seconds:.1f} s)"


def _size(warehouse: Path) -> float:
    return max(path.stat().st_size for path in (warehouse / "snapshots").glob("*.duckdb")) / 2**30
