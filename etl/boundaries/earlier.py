"""Whether boundaries of earlier batches still lie in their county, once it has another boundary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from etl.boundaries.known import Known, Region
from etl.boundaries.placing import MOST_OUTSIDE_KM, Placed, reach
from etl.findings import Findings
from etl.shapes.plane import plane_of

_MOST_TOLD = 5


def check_earlier(
    placed: Sequence[Placed], drawn: Mapping[str, BaseGeometry], known: Known, findings: Findings
) -> None:
    """Warnings where a county's boundary leaves out what earlier batches drew in that county.

    What was accepted once stays so; but the two can no longer both be right, and the map would show both.

    Args:
        placed: the shapes of a batch with their regions.
        drawn: region code → its boundary, for all that have one now.
        known: the regions.
        findings: takes the warnings.
    """
    own = {region.code for _, _, region in placed}
    for layer, shape, county in placed:
        if county.level != "county":
            continue
        earlier = [
            known.by_code[code]
            for code in drawn
            if code in known.by_code
            and code not in own
            and not known.by_code[code].is_merged
            and known.county_of(known.by_code[code]) is county
        ]
        outside = _outside(earlier, drawn[county.code], drawn)
        if outside:
            findings.warning(
                "earlier_outside", _words(outside, county), row=shape.number, value=shape.told, **layer.place
            )


def _outside(
    earlier: Sequence[Region], outline: BaseGeometry, drawn: Mapping[str, BaseGeometry]
) -> list[tuple[float, Region]]:
    """Kilometres and region of each that reaches too far beyond an outline, the farthest first."""
    plane = plane_of(outline)
    flat = plane.flat(outline)
    around = shapely.buffer(flat, MOST_OUTSIDE_KM)
    shapely.prepare(around)
    far = []
    for region in earlier:
        there = plane.flat(drawn[region.code])
        if not around.covers(there) and (kilometres := reach(there, flat)) > MOST_OUTSIDE_KM:
            far.append((kilometres, region))
    return sorted(far, key=lambda one: -one[0])


def _words(outside: Sequence[tuple[float, Region]], county: Region) -> str:
    named = "、".join(f"{region.told} {kilometres:,.1f} 公里" for kilometres, region in outside[:_MOST_TOLD])
    more = f"等 {len(outside):,} 处" if len(outside) > _MOST_TOLD else ""
    return (
        f"以前交的边界超出{county.told}这次的县界：{named}{more}；"
        "两者不能都对，请核对县界，或把这些地方的边界重新交一次"
    )
