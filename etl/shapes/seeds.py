"""Where places stand on a schematic map: at their point where one is known, else in the free room.

All in kilometres on a plane. Nothing is drawn by chance: the same places always stand at the same spots.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from shapely import STRtree, contains_xy, distance, get_parts, points, prepare
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

Points = npt.NDArray[np.float64]

#: How far beyond the outline a place may be known and still stand at the nearest spot of it.
BESIDE_KM = 5.0
#: How far a place stands from the outline at least, as a share of the side of an even cell.
_EDGE = 0.08
#: Spots that are looked at for each place, and rounds of Lloyd's relaxation.
_SPOTS, _ROUNDS = 24, 4
#: How often the net of spots is drawn finer where too few lie in a room.
_FINER = 10
#: Places nearer than this share of an even cell are moved apart.
_APART = 0.02
_GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Place:
    """A region that is given a spot.

    Attributes:
        code: its code.
        is_park: an industrial park, a patch inside of a neighbour.
        point: kilometres, None where no point is known.
    """

    code: str
    is_park: bool
    point: tuple[float, float] | None


def seeds(room: BaseGeometry, places: Sequence[Place]) -> tuple[Points, frozenset[str]]:
    """A spot inside a room for each place, no two the same.

    Where at least half of the places have a point in the room, they stand there and the others in the room
    that is left; else all are spread evenly, in the order given, those with a point as near to it as that
    allows.

    Args:
        room: a polygon with an area, of one part or several.
        places: at least one.

    Returns:
        Spots of shape (n, 2), and the codes of those that stand at their points.
    """
    side = math.sqrt(room.area / len(places))
    known = {at: spot for at, place in enumerate(places) if (spot := _inside(room, place.point, side))}
    follows = 2 * len(known) >= len(places) and bool(known)
    if follows and len(known) == len(places):
        found = np.array([known[at] for at in range(len(places))])
    else:
        spots = _spots(room, len(places))
        found = _beside(spots, known, len(places)) if follows else _even(spots, places, known)
    return _apart(room, found, side), frozenset(places[at].code for at in known) if follows else frozenset()


def _inside(room: BaseGeometry, point: tuple[float, float] | None, side: float) -> tuple[float, float] | None:
    """A point in the room, or the spot of the room nearest to one that is just beside it."""
    if point is None:
        return None
    if room.contains(Point(point)):
        return point
    if room.distance(Point(point)) > BESIDE_KM:
        return None
    inner = room.buffer(-_EDGE * side)
    near = nearest_points(inner if not inner.is_empty else room.representative_point(), Point(point))[0]
    return near.x, near.y


def _spots(room: BaseGeometry, count: int) -> Points:
    """An even net of spots inside a room, some for each place."""
    parts = get_parts(room)
    step = math.sqrt(room.area / (count * _SPOTS))
    found = np.empty((0, 2))
    for _ in range(_FINER):
        found = np.vstack([_net(part, step) for part in parts])
        if len(found) >= 4 * count:
            break
        step /= 2
    return found


def _net(part: BaseGeometry, step: float) -> Points:
    west, south, east, north = part.bounds
    x, y = np.meshgrid(np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step))
    prepare(part)
    inside = contains_xy(part, x.ravel(), y.ravel())
    return np.column_stack([x.ravel()[inside], y.ravel()[inside]])


def _beside(spots: Points, known: dict[int, tuple[float, float]], count: int) -> Points:
    """The known spots as they are, and the others far from them and from each other."""
    found = np.zeros((count, 2))
    for at, spot in known.items():
        found[at] = spot
    known_points = points(list(known.values()))
    net = points(spots)
    far = distance(net, known_points[STRtree(known_points).nearest(net)])
    for at in range(count):
        if at not in known:
            found[at] = spots[int(far.argmax())]
            far = np.minimum(far, np.hypot(*(spots - found[at]).T))
    is_free = np.array([at not in known for at in range(count)])
    return _relaxed(spots, found, is_free)


def _even(spots: Points, places: Sequence[Place], known: dict[int, tuple[float, float]]) -> Points:
    """Spots in parts of equal size: the room is halved, and halved again, until each place has its part."""
    found = np.zeros((len(places), 2))
    waiting = [(list(range(len(places))), spots)]
    while waiting:
        own, net = waiting.pop()
        if len(own) == 1:
            found[own[0]] = net.mean(axis=0)
            continue
        axis = int(np.ptp(net[:, 1]) > np.ptp(net[:, 0]))
        # From west to east, and from north to south.
        order = np.argsort(net[:, axis] * (1, -1)[axis], kind="stable")
        first = len(own) // 2
        cut = len(net) * first // len(own)
        left, right = _halves(own, known, axis, first)
        waiting += [(left, net[order[:cut]]), (right, net[order[cut:]])]
    return _on_net(spots, _relaxed(spots, found, np.ones(len(places), dtype=bool)))


def _halves(
    own: list[int], known: dict[int, tuple[float, float]], axis: int, first: int
) -> tuple[list[int], list[int]]:
    """Which places go to the first half, and which to the other: by their points, else in their order."""
    along = sorted((at for at in own if at in known), key=lambda at: known[at][axis] * (1, -1)[axis])
    half = len(along) * first // len(own)
    taken = set(along[:half])
    others = [at for at in own if at not in known]
    taken.update(others[: first - len(taken)])
    taken.update(along[half : half + first - len(taken)])
    return [at for at in own if at in taken], [at for at in own if at not in taken]


def _relaxed(spots: Points, sites: Points, is_free: npt.NDArray[np.bool_]) -> Points:
    """Move each site that is free to the middle of the spots that are nearest to it, some times."""
    net, found = points(spots), sites
    for _ in range(_ROUNDS):
        owner = STRtree(points(found)).nearest(net)
        total = np.bincount(owner, minlength=len(found))
        sums = [np.bincount(owner, spots[:, axis], len(found)) for axis in (0, 1)]
        middles = np.column_stack(sums) / np.where(total > 0, total, 1)[:, None]
        found = np.where((is_free & (total > 0))[:, None], middles, found)
    return found


def _on_net(spots: Points, sites: Points) -> Points:
    """Move each site to a spot of the net of its own, so that none lies in a bay of the outline."""
    free = np.ones(len(spots), dtype=bool)
    chosen = []
    for site in sites:
        far = np.where(free, np.hypot(*(spots - site).T), np.inf)
        chosen.append(int(far.argmin()))
        free[chosen[-1]] = False
    return spots[chosen]


def _apart(room: BaseGeometry, found: Points, side: float) -> Points:
    """Move spots that lie on one another apart, the later ones on a spiral about the place they share."""
    least = _APART * side
    moved = found.copy()
    for at in range(1, len(moved)):
        turn = 0
        while np.hypot(*(moved[:at] - moved[at]).T).min() < least or (
            turn and not room.contains(Point(moved[at]))
        ):
            turn += 1
            if turn > 500:
                break
            reach = least * (1 + 0.5 * math.sqrt(turn))
            moved[at] = found[at] + reach * np.array([math.cos(_GOLDEN * turn), math.sin(_GOLDEN * turn)])
    return moved
