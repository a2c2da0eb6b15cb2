"""How the boundaries of a level lie to one another: overlaps, gaps, and regions that have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from etl.boundaries.known import LEVELS, Known, Region
from etl.boundaries.placing import Placed
from etl.findings import Findings
from etl.shapes.plane import plane_of

#: What part of the county overlaps or gaps may be without a word.
MOST_PART = 0.01
_MOST_TOLD = 5


def check_cover(
    placed: Sequence[Placed], drawn: Mapping[str, BaseGeometry], known: Known, findings: Findings
) -> None:
    """Warnings about the levels that a batch brings boundaries of, one for each level of a county.

    Args:
        placed: the shapes of a batch with their regions.
        drawn: region code → its boundary, for all that have one now.
        known: the regions.
        findings: takes the warnings.
    """
    touched: dict[tuple[str, str], Placed] = {}
    for one in placed:
        county = known.county_of(one[2])
        if county is not None and one[2].level != "county":
            touched[county.code, one[2].level] = one
    for (code, level), (layer, _, _) in touched.items():
        county = known.by_code[code]
        regions = known.below(county, level)
        with_shape = [one for one in regions if one.code in drawn]
        for kind, message in _told(county, level, regions, with_shape, drawn, known):
            findings.warning(kind, message, **layer.place)


def _told(
    county: Region,
    level: str,
    regions: list[Region],
    with_shape: list[Region],
    drawn: Mapping[str, BaseGeometry],
    known: Known,
) -> list[tuple[str, str]]:
    without = _without(regions, {one.code for one in with_shape})
    found = []
    if without:
        named = "、".join(_named(one, known) for one in without[:_MOST_TOLD])
        more = f"等 {len(without):,} 个" if len(without) > _MOST_TOLD else ""
        message = (
            f"{county.told}还有 {len(without):,} 个{LEVELS[level]}没有边界：{named}{more}；"
            "地图上这些地方画示意图形"
        )
        found.append(("without_boundary", message))
    shapes = [drawn[one.code] for one in with_shape]
    plane = plane_of(shapely.union_all(shapely.box(*np.transpose([one.bounds for one in shapes]))))
    flat = [plane.flat(one) for one in shapes]
    own = plane.flat(drawn[county.code]) if county.code in drawn else None
    whole = shapely.union_all(flat)
    area = own.area if own is not None else whole.area
    overlaps = _overlaps(flat, with_shape)
    if sum(part for part, _, _ in overlaps) > MOST_PART * area:
        found.append(("overlaps", _overlap_words(overlaps, area, level)))
    if len(with_shape) == len(regions):
        gap = own.difference(whole).area if own is not None else _holes(whole)
        if gap > MOST_PART * area:
            message = (
                f"{LEVELS[level]}边界之间有空隙，或没有铺满县界，共占{county.name}的 {gap / area:.1%}；"
                "请在 QGIS 里用“拓扑检查”找出来补上"
            )
            found.append(("gaps", message))
    return found


def _without(regions: list[Region], with_shape: set[str]) -> list[Region]:
    """Regions without a boundary beside others of the same parent that have one."""
    by_parent: dict[str, list[Region]] = defaultdict(list)
    for one in regions:
        by_parent[one.above[0]].append(one)
    return [
        one
        for group in by_parent.values()
        if any(each.code in with_shape for each in group)
        for one in group
        if one.code not in with_shape
    ]


def _named(region: Region, known: Known) -> str:
    parent = known.by_code.get(region.above[0])
    return f"{parent.name}/{region.told}" if parent and region.level == "village" else region.told


def _overlaps(flat: list[BaseGeometry], regions: list[Region]) -> list[tuple[float, Region, Region]]:
    """Area in km² and the regions of each pair that overlaps, the largest first."""
    first, second = shapely.STRtree(flat).query(flat, predicate="intersects")
    pairs = [(a, b) for a, b in zip(first.tolist(), second.tolist(), strict=True) if a < b]
    shared = [shapely.intersection(flat[a], flat[b]).area for a, b in pairs]
    found = [(area, regions[a], regions[b]) for area, (a, b) in zip(shared, pairs, strict=True) if area > 0]
    return sorted(found, key=lambda one: -one[0])


def _overlap_words(overlaps: list[tuple[float, Region, Region]], area: float, level: str) -> str:
    part = sum(each for each, _, _ in overlaps) / area
    named = "、".join(f"{a.told}与{b.told}" for _, a, b in overlaps[:_MOST_TOLD])
    return (
        f"{LEVELS[level]}边界互相重叠，共占全县的 {part:.1%}，最多的是 {named}；"
        "请在 QGIS 里用“拓扑检查”找出来改好"
    )


def _holes(whole: BaseGeometry) -> float:
    """The area of the holes in shapes that were put together."""
    rings = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    return float(sum(shapely.Polygon(ring).area for ring in rings))
