"""Boundaries of a county as finely as it draws them: how long a build takes, and its map to be seen."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench.boundary_files import COUNTY, batches
from bench.map_draw import Map, frames_and_clicks
from bench.timing import Result, Run, run_python
from tests.browser import chromium

ALLOWED_SECONDS = 15.0
ALLOWED_GIBIBYTES = 1.0
#: How much longer than without boundaries a map may take.
ALLOWED_RATIO = 1.2
RUNS = 3
_DRAWN = Map("villages", f"coverage?region={COUNTY}000000&level=village&period=2018-04", 0.0)


def measure(scratch: Path) -> Iterator[Result]:
    """Build them on the county without, each time as a new batch; then draw the county both ways."""
    tables, borders, count = batches(scratch)
    without, with_them = scratch / "county-warehouse", scratch / "boundary-warehouse"
    shutil.rmtree(without, ignore_errors=True)
    _build(tables, without, "WGS84")
    runs = []
    for datum in ("GCJ-02", "WGS84"):
        for _ in range(RUNS):
            shutil.rmtree(with_them, ignore_errors=True)
            shutil.copytree(without, with_them)
            runs.append((datum, _build(borders, with_them, datum)))
        own = [run.seconds for told, run in runs if told == datum]
        yield Result(f"{count:,} vertices of 630 boundaries, {datum}, whole process", own, ALLOWED_SECONDS)
    most = median(run.gibibytes for _, run in runs)
    yield Result("the same, memory", [most], ALLOWED_GIBIBYTES, unit="G")
    yield from _maps(without, with_them)


def _maps(without: Path, with_them: Path) -> Iterator[Result]:
    with sync_playwright() as player:
        browser = chromium.launch(player)
        schematic, drawn = (frames_and_clicks(browser, _DRAWN, one) for one in (without, with_them))
        for what, before, now in zip(("first frame", "answer to a click"), schematic, drawn, strict=True):
            allowed = ALLOWED_RATIO * median(before)
            note = f"without boundaries {median(before):.3f}s"
            yield Result(f"map of 600 villages with boundaries, {what}", now, allowed, note)


def _build(source: Path, warehouse: Path, datum: str) -> Run:
    command = ("-m", "etl", "build", "--source", str(source), "--warehouse", str(warehouse), "--datum", datum)
    return run_python(*command)
