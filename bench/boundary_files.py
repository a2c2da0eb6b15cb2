"""A county of 30 townships and 600 villages, and boundaries of some 200,000 vertices for it.

The boundaries are cells of an even division whose edges wind like rivers: made up, but as long as real ones,
and neighbours share theirs to the last digit.
"""

import csv
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon, mapping

from etl.shapes.cells import fill
from etl.shapes.plane import plane_of
from etl.shapes.seeds import Place

COUNTY = "360899"
TOWNSHIPS, VILLAGES = 30, 20
#: An ellipse of some 2,800 km² in degrees: middle and half axes.
_MIDDLE, _AXES = (114.5, 27.4), (0.32, 0.25)
#: Vertices lie so far apart, degrees: some 100,000 along all borders, each in two shapes.
_STEP_DEG = 0.0003
LINES = ("工会", "共青团", "妇联", "残联")

Spots = npt.NDArray[np.float64]


def batches(folder: Path) -> tuple[Path, Path, int]:
    """Write the county's tables, and its boundaries alone; return both batches and the number of vertices."""
    tables, borders = folder / "tables", folder / "boundaries"
    tables.mkdir(parents=True, exist_ok=True)
    borders.mkdir(exist_ok=True)
    _table(tables / "行政区划.csv", "区划代码,名称,级别,上级代码,类型", _regions())
    _table(tables / "组织.csv", "组织编码,名称,条线,区划代码,类别,成立日期", _organizations())
    _table(tables / "活动.csv", "活动编号,名称,牵头条线,区划代码,日期,主题,参与人次", _activities())
    return tables, borders, _borders(borders / "边界.geojson", dict(_shapes()))


def _codes() -> Iterator[tuple[str, list[str]]]:
    for at in range(TOWNSHIPS):
        township = f"{COUNTY}{at + 100}"
        yield township, [f"{township}{number + 200}" for number in range(VILLAGES)]


def _regions() -> Iterator[Sequence[object]]:
    yield COUNTY, "边界县", "县", "", "县"
    for township, villages in _codes():
        yield township, f"{township[-3:]}镇", "乡镇", COUNTY, "镇"
        yield from ((village, f"{village[-6:]}村", "村", township, "行政村") for village in villages)


def _organizations() -> Iterator[Sequence[object]]:
    for township, villages in _codes():
        for code in (township, *villages):
            kind = "村社区" if code in villages else "乡镇街道"
            for at, line in enumerate(LINES):
                if (int(code) + at) % 5:
                    yield f"O{code}{at}", f"{code}{line}", line, code, kind, "2010-01-01"


def _activities() -> Iterator[Sequence[object]]:
    for _, villages in _codes():
        for code in villages:
            for at, line in enumerate(LINES):
                if (int(code) + at) % 3:
                    yield f"A{code}{at}", "活动", line, code, f"2018-0{1 + at}-15", "科普", 20


def _shapes() -> Iterator[tuple[str, Polygon]]:
    turns = np.linspace(0, 2 * math.pi, 400, endpoint=False)
    county = Polygon(
        np.column_stack([_MIDDLE[0] + _AXES[0] * np.cos(turns), _MIDDLE[1] + _AXES[1] * np.sin(turns)])
    )
    plane = plane_of(county)
    townships, _ = fill(
        plane.flat(county), [Place(code, False, None) for code, _ in _codes()], list(dict(_codes()))
    )
    for township, codes in _codes():
        villages, _ = fill(townships[township], [Place(code, False, None) for code in codes], codes)
        yield from (
            (code, plane.degrees(cell)) for code, cell in {township: townships[township], **villages}.items()
        )


def _winding(spots: Spots) -> Spots:
    """Move spots by waves of three lengths: equal spots stay equal."""
    moved = spots.copy()
    for length, reach in ((0.02, 0.0006), (0.005, 0.00015), (0.0016, 0.00004)):
        along = 2 * math.pi * spots[:, ::-1] / length
        moved += reach * np.sin(along + np.sin(0.7 * along[:, ::-1]))
    return moved


def _borders(path: Path, shapes: dict[str, Polygon]) -> int:
    # Through the corners of the villages first: the border of a township passes them all.
    cells = shapely.set_precision(list(shapes.values()), 1e-7)
    corners = shapely.union_all([cell.boundary for cell in cells], grid_size=1e-7)
    noded = shapely.snap(cells, corners, 2e-7)
    wound = shapely.transform(shapely.segmentize(noded, _STEP_DEG), _winding)
    whole = [max(shapely.get_parts(one), key=lambda part: part.area) for one in wound]
    said = {"审图号": "演示(2018)001号", "来源": "演示"}
    features = [
        {"type": "Feature", "properties": {"code": code} | said, "geometry": mapping(one)}
        for code, one in zip(shapes, shapely.set_precision(whole, 1e-7), strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    path.write_text(text, "utf-8")
    return sum(len(ring) for one in features for ring in one["geometry"]["coordinates"])


def _table(path: Path, header: str, rows: Iterator[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
