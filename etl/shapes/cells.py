"""Schematic cells: a room divided among places, each around its own spot."""

import math
from collections.abc import Collection, Sequence

import numpy as np
from scipy.spatial import Voronoi
from shapely import MultiPoint, convex_hull, intersection
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from etl.shapes.plane import valid
from etl.shapes.seeds import Place, Points, seeds

#: A park is a patch of this radius, or of a third of its host's where that is smaller.
PARK_RADIUS_KM = 1.5
_PARK_SHARE = 1 / 3
#: How much of a neighbour a park may take.
_PARK_MOST = 0.6
_CORNERS = 12
#: How far points stand around an outline, in its diagonals, and in which directions.
_FAR = 10
_AROUND = np.array([(math.cos(turn), math.sin(turn)) for turn in np.linspace(0, 2 * math.pi, 9)[:-1]])


def fill(
    room: BaseGeometry, places: Sequence[Place], drawn: Collection[str]
) -> tuple[dict[str, BaseGeometry], frozenset[str]]:
    """Divide a room among places: cells that fill it and do not overlap, each around its place's spot.

    Thiessen cells of the spots of `seeds`, clipped to the room; a park with a point is a patch that is cut
    out of its neighbours.

    Args:
        room: a polygon with an area, in kilometres, of one part or several.
        places: all that ever stand in it, at least one.
        drawn: codes of those that it is divided among now; they stand where they stand at other times.

    Returns:
        Cells of those drawn by code, and the codes of places that stand at their points.
    """
    parks = [one for one in places if one.is_park and one.point and room.contains(Point(one.point))]
    others = [one for one in places if one not in parks]
    if not any(one.code in drawn for one in others):
        parks, others = [], list(places)
    spots, follows = seeds(room, others)
    standing = [at for at, one in enumerate(others) if one.code in drawn]
    cells = thiessen(spots[standing], room)
    patches = [park for park in parks if park.code in drawn]
    for park in patches:
        _carve(cells, room, Point(park.point))
    codes = [*(others[at].code for at in standing), *(park.code for park in patches)]
    return dict(zip(codes, cells, strict=True)), follows | {park.code for park in patches}


def thiessen(points: Points, outline: BaseGeometry) -> list[BaseGeometry]:
    """One cell for each point (shape (n, 2), no two the same), in their order, clipped to the outline."""
    if len(points) == 1:
        return [outline]
    west, south, east, north = outline.bounds
    middle, far = ((west + east) / 2, (south + north) / 2), _FAR * math.hypot(east - west, north - south)
    # With points far around the outline each cell in it ends somewhere.
    diagram = Voronoi(np.vstack([points, *(np.add(middle, far * way) for way in _AROUND)]))
    corners = [diagram.vertices[diagram.regions[at]] for at in diagram.point_region[: len(points)]]
    cells = convex_hull([MultiPoint(own) for own in corners])
    return [valid(cell) for cell in intersection(cells, outline)]


def _carve(cells: list[BaseGeometry], room: BaseGeometry, centre: Point) -> None:
    """Cut a patch of the room about `centre` out of `cells`, and add it to them as the last one.

    It is as small as it has to be to leave of every neighbour at least a part.
    """
    host = min(cells, key=lambda cell: (cell.distance(centre), cell.area))
    radius = min(PARK_RADIUS_KM, _PARK_SHARE * math.sqrt(host.area / math.pi))
    patch = valid(_round(centre, radius).intersection(room))
    while any(cell.intersection(patch).area > _PARK_MOST * cell.area for cell in cells):
        radius /= 2
        patch = valid(_round(centre, radius).intersection(room))
    for number, cell in enumerate(cells):
        if cell.intersects(patch):
            cells[number] = valid(cell.difference(patch))
    cells.append(patch)


def _round(centre: Point, radius: float) -> Polygon:
    angles = np.linspace(0, 2 * math.pi, _CORNERS, endpoint=False)
    return Polygon(np.column_stack([centre.x + radius * np.cos(angles), centre.y + radius * np.sin(angles)]))
