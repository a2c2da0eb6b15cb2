"""Cells fill their room, do not overlap, and each holds the point of its place."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from etl.shapes.cells import PARK_RADIUS_KM, fill
from etl.shapes.seeds import Place, seeds

SETTINGS = settings(max_examples=60, deadline=None)
HOLED = Polygon([(0, 0), (20, 0), (20, 20), (0, 20)], [[(5, 5), (5, 15), (15, 15), (15, 5)]])
BAY = Polygon([(0, 0), (30, 0), (30, 20), (16, 20), (16, 2), (14, 2), (14, 20), (0, 20)])
ISLANDS = shapely.union_all([box(0, 0, 4, 4), box(40, 3, 41, 30), Point(20, 20).buffer(2)])
SLIVER = Polygon([(0, 0), (60, 0.4), (60, 0.9), (0, 0.2)])
ROOMS = [box(0, 0, 30, 12), HOLED, BAY, ISLANDS, SLIVER, box(0, 0, 0.02, 0.02)]


@st.composite
def rooms_and_places(draw) -> tuple[shapely.Geometry, list[Place]]:
    """A room, and places of which some have a point in it, beside it, far away, or one on the other."""
    room = draw(st.sampled_from(ROOMS))
    west, south, east, north = room.bounds
    # Points on a net: many lie on one circle, and some on one another.
    steps = st.integers(-2, 12)
    points = st.one_of(
        st.none(),
        st.tuples(steps, steps).map(
            lambda at: (west + (east - west) * at[0] / 10, south + (north - south) * at[1] / 10)
        ),
    )
    given_points = draw(st.lists(points, min_size=1, max_size=25))
    parks = draw(st.sets(st.integers(0, 24), max_size=2))
    return room, [Place(f"{at:03}", at in parks, point) for at, point in enumerate(given_points)]


@SETTINGS
@given(rooms_and_places())
def test_cells_fill_the_room_and_do_not_overlap(drawn) -> None:
    room, places = drawn
    cells, _ = fill(room, places, [place.code for place in places])
    assert cells.keys() == {place.code for place in places}
    assert all(cell.is_valid and cell.area > 0 for cell in cells.values())
    assert sum(cell.area for cell in cells.values()) == pytest.approx(room.area, rel=1e-6)
    together = shapely.union_all(list(cells.values()), grid_size=1e-9)
    assert together.symmetric_difference(room).area < 1e-6 * room.area


@SETTINGS
@given(rooms_and_places())
def test_each_point_lies_in_its_own_cell_where_cells_follow_points(drawn) -> None:
    room, places = drawn
    others = [place for place in places if not place.is_park]
    cells, follows = fill(room, others or places, [place.code for place in others or places])
    inside = [one for one in others if one.point and room.contains(Point(one.point))]
    alone = [one for one in inside if sum(other.point == one.point for other in others) == 1]
    if follows:
        apart = 0.05 * math.sqrt(room.area / max(len(others), 1))
        spots = np.array([one.point for one in inside])
        for one in alone:
            if len(spots) > 1 and np.sort(np.hypot(*(spots - one.point).T))[1] < apart:
                continue  # moved apart from one that is all but the same
            assert cells[one.code].buffer(1e-6).contains(Point(one.point))
    else:
        assert 2 * len(inside) < len(others or places) or not inside


def test_a_room_is_shared_evenly_where_nothing_is_known() -> None:
    cells, follows = fill(
        box(0, 0, 40, 30), [Place(f"{at}", False, None) for at in range(12)], set(map(str, range(12)))
    )
    areas = [cell.area for cell in cells.values()]
    assert not follows
    assert max(areas) < 2 * min(areas)


def test_those_without_a_point_stand_in_the_room_that_others_leave() -> None:
    west = [Place("a", False, (2.0, 5.0)), Place("b", False, (3.0, 2.0)), Place("c", False, None)]
    spots, follows = seeds(box(0, 0, 20, 10), west)
    assert follows
    assert spots[2][0] > 10


def test_a_park_is_a_patch_of_its_neighbour() -> None:
    park = Place("p", True, (5.0, 5.0))
    places = [Place("a", False, (4.0, 5.0)), Place("b", False, (16.0, 5.0)), park]
    cells, _ = fill(box(0, 0, 20, 10), places, ["a", "b", "p"])
    assert cells["p"].area == pytest.approx(3 * PARK_RADIUS_KM**2), "a twelve-sided patch"
    assert cells["a"].intersection(cells["p"]).area == pytest.approx(0, abs=1e-9)
    assert not cells["a"].contains(Point(park.point))


def test_places_stand_where_they_stood_when_another_is_gone() -> None:
    places = [Place(f"{at}", False, None) for at in range(6)]
    room = box(0, 0, 30, 20)
    before, _ = fill(room, places, list("012345"))
    after, _ = fill(room, places, list("01245"))
    kept = [code for code in after if before[code].equals(after[code])]
    assert kept, "those that are no neighbours stay as they were"
    assert all(after[code].buffer(1e-9).contains(before[code]) for code in after), "the others grow"
