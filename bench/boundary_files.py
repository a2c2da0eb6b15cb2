"""Boundaries of a county as finely as it draws them: 30 townships, 600 villages, 200,000 points."""

import json
import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.timing import Result, Run, run_python

ALLOWED_SECONDS = 15.0
ALLOWED_GIBIBYTES = 1.0
RUNS = 3
#: Townships, and villages of each, as a grid; points on each of the four sides of a village.
TOWNSHIPS, VILLAGES, POINTS_ON_A_SIDE = (6, 5), (5, 4), 72
#: South-western corner of the grid, within 安福县, and how wide and high a township is, in degrees.
WEST, SOUTH, WIDTH, HEIGHT = 114.35, 27.25, 0.06, 0.05


def measure(scratch: Path) -> Iterator[Result]:
    """Build them on a warehouse that has the regions, each time as a new batch."""
    warehouse, batch = scratch / "boundary-warehouse", scratch / "boundaries"
    regions, points = _write(batch)
    runs = []
    for datum in ("WGS84", "GCJ-02"):
        for _ in range(RUNS):
            shutil.rmtree(warehouse, ignore_errors=True)
            _build(regions, warehouse, "WGS84")
            runs.append((datum, _build(batch, warehouse, datum)))
        own = [run for told, run in runs if told == datum]
        what = f"{points:,} points of 630 boundaries, {datum}, whole process"
        yield Result(what, [run.seconds for run in own], ALLOWED_SECONDS)
    most = median(run.gibibytes for _, run in runs)
    yield Result("the same, memory", [most], ALLOWED_GIBIBYTES, unit="G")
    shutil.rmtree(warehouse)


def _build(source: Path, warehouse: Path, datum: str) -> Run:
    command = ("-m", "etl", "build", "--source", str(source), "--warehouse", str(warehouse), "--datum", datum)
    return run_python(*command)


def _write(batch: Path) -> tuple[Path, int]:
    """Write the boundaries into a folder and the regions into one beside it; how many points there are."""
    shutil.rmtree(batch, ignore_errors=True)
    batch.mkdir()
    regions = batch.with_name("boundary-regions")
    regions.mkdir(exist_ok=True)
    rows = ["区划代码,名称,级别,上级代码", "360829,安福县,县,"]
    towns, villages = [], []
    for at in range(TOWNSHIPS[0] * TOWNSHIPS[1]):
        code = f"360829{100 + at}"
        rows.append(f"{code},第{at}镇,乡镇,360829")
        column, row = at % TOWNSHIPS[0], at // TOWNSHIPS[0]
        sides = VILLAGES[0] * POINTS_ON_A_SIDE
        towns.append(_feature(code, f"第{at}镇", column, row, 1, 1, sides))
        for number in range(VILLAGES[0] * VILLAGES[1]):
            village = f"{code}{number + 1:03}"
            rows.append(f"{village},第{at}镇{number}村,村,{code}")
            x = column + number % VILLAGES[0] / VILLAGES[0]
            y = row + number // VILLAGES[0] / VILLAGES[1]
            shape = (1 / VILLAGES[0], 1 / VILLAGES[1], POINTS_ON_A_SIDE)
            villages.append(_feature(village, f"第{at}镇{number}村", x, y, *shape))
    (regions / "行政区划.csv").write_text("\n".join(rows), encoding="utf-8")
    for name, features in (("乡镇", towns), ("村", villages)):
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        (batch / f"{name}.geojson").write_text(text, encoding="utf-8")
    return regions, sum(len(one["geometry"]["coordinates"][0]) for one in (*towns, *villages))


def _feature(code: str, name: str, x: float, y: float, wide: float, high: float, points: int) -> dict:  # type: ignore[type-arg]
    """A cell of the grid whose sides wind as borders do, those of neighbours alike."""
    corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]
    ring = [
        _wound(a[0] + (b[0] - a[0]) * at / points, a[1] + (b[1] - a[1]) * at / points)
        for a, b in zip(corners, corners[1:], strict=False)
        for at in range(points)
    ]
    geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}


def _wound(x: float, y: float) -> tuple[float, float]:
    """A place of the grid in degrees, moved the same way wherever it is asked for."""
    off_x, off_y = 0.01 * math.sin(40 * y + 3 * x), 0.01 * math.sin(40 * x + 3 * y)
    return round(WEST + WIDTH * (x + off_x), 7), round(SOUTH + HEIGHT * (y + off_y), 7)
