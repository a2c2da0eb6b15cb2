"""`python -m etl build` of large batches, against bare DuckDB on the same bytes or against seconds."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.membership_files import TITLE, county_batch, with_faults, workbook
from bench.national_files import write_batch
from bench.timing import Result, Run, run_python

ALLOWED_TIMES = 3.0
ALLOWED_WORKBOOK_SECONDS = 15.0
ALLOWED_GIBIBYTES = 1.0
MILLION, FAULTS = 1_000_000, 100_000
RUNS = 5


def national(scratch: Path) -> Iterator[Result]:
    """The whole country's villages × 4 lines."""
    batch = write_batch(scratch / "national")
    yield from _against_bare("national batch", batch, scratch, "every village, four lines")


def million(scratch: Path) -> Iterator[Result]:
    """A county's million membership rows."""
    batch = county_batch(scratch / "million", MILLION)
    yield from _against_bare("1,000,000 membership rows, .csv", batch, scratch, "every rule checked")


def one_row(scratch: Path) -> Iterator[Result]:
    """One row more on a snapshot of the whole country, against the build of that snapshot."""
    warehouse, more = scratch / "grown-warehouse", scratch / "one-row"
    shutil.rmtree(warehouse, ignore_errors=True)
    more.mkdir(exist_ok=True)
    batch = write_batch(scratch / "national")
    whole = add(batch, warehouse)
    header, row, *_ = _head(batch / f"{TITLE}.csv")
    runs = []
    for month in range(1, RUNS + 1):
        org_id, _, *figures = row.split(",")
        content = "\n".join([header, ",".join([org_id, f"2019-{month:02}", *figures])])
        (more / f"{TITLE}.csv").write_text(content, encoding="utf-8")
        runs.append(add(more, warehouse))
    shutil.rmtree(warehouse)
    for kind, measure in (("wall time", _wall), ("processor time", _processor)):
        told = f"the whole country {measure(whole):.2f} s, allowed a third of that"
        what = f"one row on the whole country, {kind}"
        yield Result(what, list(map(measure, runs)), measure(whole) / 3, told)


def _head(file: Path) -> list[str]:
    with file.open(encoding="utf-8") as opened:
        return [opened.readline().strip() for _ in range(2)]


def workbooks(scratch: Path) -> Iterator[Result]:
    """A workbook of 100,000 membership rows, without faults and with one in every row."""
    sound = workbook(county_batch(scratch / "hundred", FAULTS))
    faulty = workbook(with_faults(county_batch(scratch / "hundred", FAULTS), FAULTS))
    runs = _alternate(lambda: _build(sound, scratch), lambda: _build(faulty, scratch, expected=1))
    for what, one in zip(
        (f"{FAULTS:,} membership rows, .xlsx", f"{FAULTS:,} faults, .xlsx"), runs, strict=True
    ):
        yield Result(what, [run.seconds for run in one], ALLOWED_WORKBOOK_SECONDS)
        yield _memory(what, one)


def faults(scratch: Path) -> Iterator[Result]:
    """A million rows with 100,000 faults against the same rows without; ratio 1 is ten times as long."""
    sound = county_batch(scratch / "million", MILLION)
    cell = with_faults(sound, FAULTS)
    ragged = with_faults(sound, FAULTS, ragged=True)
    plain, *others = _alternate(
        lambda: _build(sound, scratch),
        lambda: _build(cell, scratch, expected=1),
        lambda: _build(ragged, scratch, expected=1),
    )
    base = median(run.seconds for run in plain)
    for what, runs in zip(("unreadable cells", "ragged rows"), others, strict=True):
        told = f"{FAULTS:,} {what} in 1,000,000 rows, .csv"
        note = f"without faults {base:.2f} s, allowed the same order: 10 times that"
        yield Result(told, [run.seconds for run in runs], 10 * base, note)
        yield _memory(told, runs)


def _against_bare(what: str, batch: Path, scratch: Path, note: str) -> Iterator[Result]:
    bare, built = _alternate(lambda: bare(batch, scratch / "bare.duckdb"), lambda: _build(batch, scratch))
    for kind, measure in (("wall time", _wall), ("processor time", _processor)):
        base = median(map(measure, bare))
        told = f"bare DuckDB {base:.2f} s, allowed {ALLOWED_TIMES:g} times that; {note}"
        yield Result(f"{what}, {kind}", list(map(measure, built)), ALLOWED_TIMES * base, told)
    yield _memory(what, built)


def _wall(run: Run) -> float:
    return run.seconds


def _processor(run: Run) -> float:
    return run.processor_seconds


def _memory(what: str, runs: list[Run]) -> Result:
    return Result(f"{what}, peak memory", [run.gibibytes for run in runs], ALLOWED_GIBIBYTES, unit="G")


def _alternate(*actions: Callable[[], Run]) -> list[list[Run]]:
    """Run the actions in turns, so that all of them meet the same machine."""
    turns = [[action() for action in actions] for _ in range(RUNS)]
    return [list(runs) for runs in zip(*turns, strict=True)]


def _build(source: Path, scratch: Path, expected: int = 0) -> Run:
    warehouse = scratch / "built-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    try:
        return add(source, warehouse, expected)
    finally:
        shutil.rmtree(warehouse, ignore_errors=True)


def add(source: Path, warehouse: Path, expected: int = 0) -> Run:
    """Add a batch to a warehouse."""
    options = ["--source", str(source), "--warehouse", str(warehouse), "--origin", "上报"]
    return run_python("-m", "etl", "build", *options, expected=expected)


def bare(batch: Path, database: Path) -> Run:
    """Read a batch with bare DuckDB into a database of its own."""
    database.unlink(missing_ok=True)
    try:
        return run_python("-m", "bench.bare_duckdb", str(batch), str(database))
    finally:
        database.unlink(missing_ok=True)
