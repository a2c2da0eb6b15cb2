"""Derives what maps draw and writes it into a snapshot: only what has changed since the one below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import duckdb
import shapely

from etl.shapes import tables
from etl.shapes.above import put_together
from etl.shapes.county import derive
from etl.shapes.drawing import zoom_of
from etl.shapes.known import Credit, Group, Known, groups, states, together, units
from etl.shapes.layers import rows_of
from etl.shapes.regions import BOUNDARY, Shape, by_parent
from etl.shapes.tables import AreaRow, DerivedRow, ShapeRow

#: Units that are derived before their rows are written.
_AT_ONCE = 20
#: Zooms farther out than the one at which a county fills the map, in which its townships are drawn too.
_FARTHER = (4, 2)
#: Levels that are drawn side by side.
_SIDE_LEVELS = ("county", "city", "province")
_AREAS = """
SELECT unit_code, first_month, last_month, basis, approval, attribution, area FROM maps.areas
WHERE list_contains($codes, unit_code) ORDER BY unit_code, first_month
"""
#: Before the code of a top of the data: the counties of it, with what lies above them.
_SIDE_BY_SIDE = "^"


def draw_shapes(con: duckdb.DuckDBPyConnection, on_unit: Callable[[], None] = lambda: None) -> None:
    """Bring the tables of schema `maps` up to what the models say. Call it once these are run.

    Args:
        con: connection to the snapshot that is being built; `maps` may hold what the one below it drew.
        on_unit: called for each county that is derived.
    """
    tables.create_tables(con)
    before = dict(con.execute("SELECT unit_code, digest FROM maps.derived").fetchall())
    now = states(con)
    sides = {f"{_SIDE_BY_SIDE}{group.top}": group for group in groups(con, now)}
    wanted = now | {code: group.digest for code, group in sides.items()}
    changed = [code for code, digest in wanted.items() if before.get(code) != digest]
    tables.forget(con, [*changed, *(before.keys() - wanted.keys())])
    alone = [code for code in changed if code not in sides]
    for start in range(0, len(alone), _AT_ONCE):
        for known in units(con, alone[start : start + _AT_ONCE]):
            on_unit()
            shapes = derive(known.county)
            tables.add(con, _shape_rows(known, shapes))
            tables.add(con, _area_rows(known, shapes))
    for code in changed:
        if code in sides:
            tables.add(con, _side_by_side(con, code, sides[code]))
    tables.add(con, [DerivedRow(code, wanted[code]) for code in changed])


def _shape_rows(known: Known, shapes: Sequence[Shape]) -> Iterator[ShapeRow]:
    """What is drawn of what lies in a county, level by level."""
    county = known.county
    levels: dict[str, list[Shape]] = {}
    for shape in shapes:
        levels.setdefault(county.by_code[shape.code].level, []).append(shape)
    if not shapes:
        return
    nearest = zoom_of(_bounds(levels.get(county.top.level, list(shapes))))
    townships = levels.get("township", [])
    closest = max([nearest, *(zoom_of(one.area.bounds) for one in townships)])
    farther = {nearest - far for far in _FARTHER}
    for level, zooms in (("township", {nearest, nearest + 1, *farther}), ("village", {nearest, nearest + 1})):
        own = levels.get(level, [])
        # Cells have few corners, which every zoom keeps.
        coarser = zooms if any(one.basis == BOUNDARY for one in own) else set()
        yield from rows_of(county.top.code, own, coarser | {closest}, known.credit)


def _area_rows(known: Known, shapes: Sequence[Shape]) -> Iterator[AreaRow]:
    """The county itself."""
    code = known.county.top.code
    for one in shapes:
        if one.code == code:
            owed = known.credit(one)
            area = shapely.to_wkb(one.area)
            yield AreaRow(code, one.first, one.last, one.basis, owed.approval, owed.attribution, area)


def _side_by_side(con: duckdb.DuckDBPyConnection, unit: str, group: Group) -> Iterator[ShapeRow]:
    """What is drawn of the counties of a group and of what lies above them, level by level."""
    codes = {"codes": [one.code for one in group.counties]}
    found = [AreaRow(*row) for row in con.execute(_AREAS, codes).fetchall()]
    counties = [
        Shape(one.unit_code, one.first_month, one.last_month, shapely.from_wkb(one.area), one.basis)
        for one in found
    ]
    shapes = counties + put_together(group.above, group.counties, counties)
    if not shapes:
        return
    zooms = {zoom_of(one.area.bounds) for one in shapes}
    levels = {one.code: one.level for one in (*group.above, *group.counties)}
    below = _counties_of(group)

    def credit(shape: Shape) -> Credit:
        own = below[shape.code]
        return together(
            [
                Credit(one.approval, one.attribution)
                for one in found
                if one.unit_code in own and one.first_month <= shape.first < one.last_month
            ]
        )

    for level in _SIDE_LEVELS:
        own = [one for one in shapes if levels[one.code] == level]
        yield from rows_of(unit, own, zooms | {min(zooms) - max(_FARTHER)}, credit)


def _counties_of(group: Group) -> dict[str, set[str]]:
    """Codes of the counties in each region of a group; of a county itself."""
    found = {one.code: {one.code} for one in group.counties}
    children = by_parent((*group.above, *group.counties))
    for top in sorted(group.above, key=lambda one: one.level == "province"):
        parts = [found.get(one.code, set()) for one in children.get(top.code, [])]
        found[top.code] = set().union(*parts)
    return found


def _bounds(shapes: Sequence[Shape]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds([one.area for one in shapes])
    return float(west), float(south), float(east), float(north)
