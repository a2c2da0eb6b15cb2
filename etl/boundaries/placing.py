"""Whether shapes lie where their county lies, and in the datum that they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import prcoords
import shapely
from shapely.geometry.base import BaseGeometry

from etl.boundaries import reference
from etl.boundaries.known import Known, Region
from etl.boundaries.layer import Layer, Shape
from etl.findings import Findings
from etl.load.points import SHIFTED, to_wgs84
from etl.shapes.plane import Plane, plane_of

#: How far a boundary may reach beyond its county's outline: outlines are drawn more or less finely.
MOST_OUTSIDE_KM = 5.0
#: What part of a county's own boundary and of the bundled outline the two share at least.
_LEAST_SHARED = 0.5
#: What part of the bundled outline a county's own boundary may leave out without a word.
MOST_LEFT_OUT = 0.1
#: Degrees by which outlines are simplified before they are compared: ten metres.
_FINE = 1e-4
#: How much of a county shapes must cover for their outer edge to tell a datum.
_WHOLE = 0.8
#: Another datum fits much better where it leaves less than this part of what does not fit …
_MUCH_BETTER = 0.75
#: … and where that is more than outlines drawn by hand differ in anyhow, as part of the county.
_LEAST_GAIN = 0.004

_TO_SHIFTED = {"GCJ-02": prcoords.wgs_gcj, "BD-09": prcoords.wgs_bd}


@dataclass(frozen=True)
class Outline:
    """The outline of a county that shapes are compared with.

    Attributes:
        shape: in degrees.
        told: where it comes from, in words.
        is_bundled: whether it is the bundled one, which is rough.
    """

    shape: BaseGeometry
    told: str
    is_bundled: bool


Placed = tuple[Layer, Shape, Region]


def check_places(
    placed: Sequence[Placed], handed_in: dict[str, BaseGeometry], known: Known, findings: Findings
) -> None:
    """Errors for shapes far outside their county, and a warning where another datum fits much better.

    Args:
        placed: the shapes of a batch with their regions.
        handed_in: county code → its boundary, of the batch or from before.
        known: the regions.
        findings: takes what is wrong.
    """
    by_county: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        county = known.county_of(one[2])
        if county is not None:
            by_county[county.code].append(one)
    for code, group in by_county.items():
        bundled = reference.outline_of(code)
        outline = Outline(bundled, "自带的轮廓", True) if bundled is not None else None
        own = Outline(handed_in[code], "上交的县界", False) if code in handed_in else outline
        errors = findings.error_count
        county = known.by_code[code]
        _check_county([one for one in group if one[2].code == code], outline, county, findings)
        _check_outside([one for one in group if one[2].code != code], own, county, findings)
        if findings.error_count == errors:
            _check_datum(group, outline, known.by_code[code], findings)


def _check_county(group: list[Placed], outline: Outline | None, county: Region, findings: Findings) -> None:
    """Compare a county's own boundary with the bundled outline, which it may leave: it is the newer one.

    Outlines leave islands out, and land changes hands; but most of a county stays where it is.
    """
    if outline is None:
        return
    plane = plane_of(outline.shape)
    flat = plane.flat(shapely.simplify(outline.shape, _FINE))
    for layer, shape, region in group:
        drawn = plane.flat(shape.geometry)
        outside = reach(drawn, flat)
        place: dict[str, Any] = {"row": shape.number, "value": shape.told, **layer.place}
        shared = drawn.intersection(flat).area / max(drawn.area, flat.area)
        if shared < _LEAST_SHARED:
            told = f"{region.told}和{outline.told}只有 {shared:.0%} 重合，最远超出 {outside:,.1f} 公里"
            findings.error("outside_county", _elsewhere(told, county, shape), **place)
        elif outside > MOST_OUTSIDE_KM:
            message = (
                f"{region.told}的县界与{outline.told}不同，最远超出 {outside:,.1f} 公里，照样收下；"
                "有海岛、飞地，或区划调整过的是这样，请在地图上看一眼"
            )
            findings.warning("unlike_outline", message, **place)
        if shared >= _LEAST_SHARED:
            _tell_left_out(flat.difference(drawn).area / flat.area, region, outline, place, findings)


def _tell_left_out(
    part: float, region: Region, outline: Outline, place: dict[str, Any], findings: Findings
) -> None:
    if part <= MOST_LEFT_OUT:
        return
    message = (
        f"{region.told}的县界只盖住{outline.told}的 {1 - part:.0%}，照样收下；"
        "请在地图上看一眼，是不是只画了一部分，或少了一块"
    )
    findings.warning("unlike_outline", message, **place)


def reach(drawn: BaseGeometry, flat: BaseGeometry) -> float:
    """How far a shape reaches beyond an outline, km; both on the same plane."""
    return float(shapely.distance(shapely.points(shapely.get_coordinates(drawn)), flat).max())


def _check_outside(group: list[Placed], outline: Outline | None, county: Region, findings: Findings) -> None:
    if outline is None or not group:
        return
    plane = plane_of(outline.shape)
    flat = plane.flat(shapely.simplify(outline.shape, _FINE))
    around = shapely.buffer(flat, MOST_OUTSIDE_KM)
    shapely.prepare(around)
    for layer, shape, region in group:
        drawn = plane.flat(shape.geometry)
        if around.covers(drawn):
            continue
        outside = reach(drawn, flat)
        if outside > MOST_OUTSIDE_KM:
            message = _outside(region, county, outline, outside, shape)
            findings.error("outside_county", message, row=shape.number, value=shape.told, **layer.place)


def _outside(region: Region, county: Region, outline: Outline, outside: float, shape: Shape) -> str:
    told = (
        f"{region.told}超出{county.told}的范围（{outline.told}） {outside:,.1f} 公里，"
        f"最多 {MOST_OUTSIDE_KM:g} 公里"
    )
    told = _elsewhere(told, county, shape)
    if not outline.is_bundled:
        return told
    return f"{told}；有海岛、飞地，或区划调整过的县，请把县界一起交，就按县界核对"


def _elsewhere(told: str, county: Region, shape: Shape) -> str:
    """What may be the matter with a shape that does not lie in its county, added to what was found."""
    place = reference.county_at(shapely.point_on_surface(shape.geometry))
    if place and county.code[:6] not in place:
        return f"{told}；图形好像在 {place} 里，请核对区划代码或名称有没有写错"
    return f"{told}；请核对坐标系（带号、中央经线、经纬度有没有写反），或图形是不是画错了地方、只画了一部分"


def _check_datum(group: list[Placed], outline: Outline | None, county: Region, findings: Findings) -> None:
    """A warning where the shapes of a layer, taken together, fit the outline better in another datum."""
    if outline is None:
        return
    for layer in {id(layer): layer for layer, _, _ in group if layer.is_shiftable}.values():
        shapes = [shape for other, shape, _ in group if other is layer]
        datum = shapes[0].datum
        better = fitting_datum([shape.geometry for shape in shapes], outline.shape, datum)
        if better:
            message = (
                f"按 {datum} 画出的边界与{county.told}{outline.told}整体错开几百米，按 {better} 就吻合；"
                f"请问清边界的坐标系（网上地图多是 GCJ-02 或 BD-09），选成 {better} 再交一次"
            )
            findings.warning("other_datum", message, **layer.place)


def fitting_datum(shapes: Sequence[BaseGeometry], outline: BaseGeometry, datum: str) -> str:
    """The datum in which shapes fit an outline much better than in the one that they are said to be in.

    Within a county a shifted datum differs from another by much the same everywhere, so the shapes are moved
    as a whole, and what of them and the outline does not cover the other is compared.

    Args:
        shapes: in WGS84, as they are with the datum that is said.
        outline: of the county, in WGS84.
        datum: the one that is said; CGCS2000 is taken for WGS84.

    Returns:
        WGS84, GCJ-02 or BD-09; '' where none fits much better, or the shapes cover too little to tell.
    """
    whole = shapely.buffer(shapely.union_all(shapely.simplify(shapes, _FINE)), 0)
    plane = plane_of(outline)
    flat, drawn = (plane.flat(shapely.simplify(one, _FINE)) for one in (outline, whole))
    if drawn.intersection(flat).area < _WHOLE * flat.area:
        return ""
    said = "WGS84" if datum not in SHIFTED else datum
    misfit = {
        other: _moved(drawn, plane, said, other).symmetric_difference(flat).area
        for other in ("WGS84", *SHIFTED)
    }
    best = min(misfit, key=lambda one: misfit[one])
    gain = misfit[said] - misfit[best]
    return best if misfit[best] < _MUCH_BETTER * misfit[said] and gain > _LEAST_GAIN * flat.area else ""


def _moved(drawn: BaseGeometry, plane: Plane, said: str, other: str) -> BaseGeometry:
    """Shapes on a plane, as they are if their coordinates are in another datum than is said."""
    lon, lat = plane.lon, plane.lat
    if said in _TO_SHIFTED:
        lat, lon = _TO_SHIFTED[said](prcoords.Coords(lat, lon), False)
    there = plane.flat(shapely.Point(to_wgs84(lon, lat, other)))
    return shapely.transform(drawn, lambda points: points + np.array([there.x, there.y]))
