"""What a county's shapes follow from: boundaries, the outline of the reference, points, or nothing."""

import datetime as dt

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from etl.shapes.county import derive
from etl.shapes.regions import BOUNDARY, BY_POINT, EVEN, EVER, LISTED, OUTLINE, County, Region, Shape

TOP = Region("100000000000", "county")
OUTLINE_BOX = box(114.0, 27.0, 114.6, 27.4)
MERGED = dt.date(2018, 3, 1)


def township(number: int, **fields) -> Region:
    return Region(f"100000{number + 1:03}000", "township", TOP.code, **fields)


def village(of: Region, number: int, **fields) -> Region:
    return Region(f"{of.code[:9]}{number + 1:03}", "village", of.code, **fields)


def now(shapes: list[Shape], month: dt.date = dt.date(2018, 6, 1)) -> dict[str, Shape]:
    return {one.code: one for one in shapes if one.first <= month < one.last}


def test_cells_of_villages_fill_their_township_and_those_the_outline() -> None:
    towns = [township(at, lon=114.05 + 0.1 * at, lat=27.1 + 0.05 * (at % 3)) for at in range(5)]
    villages = [village(town, 10 * at + number) for at, town in enumerate(towns) for number in range(4)]
    found = now(derive(County(TOP, [*towns, *villages], outline=OUTLINE_BOX)))
    assert found[TOP.code].basis == OUTLINE
    assert {found[town.code].basis for town in towns} == {BY_POINT}
    assert {found[one.code].basis for one in villages} == {EVEN}
    for parent, children in (
        (TOP, towns),
        *((town, [one for one in villages if one.parent_code == town.code]) for town in towns),
    ):
        together = shapely.union_all([found[one.code].area for one in children])
        assert (
            together.symmetric_difference(found[parent.code].area).area < 1e-6 * found[parent.code].area.area
        )


def test_an_outline_in_which_the_points_do_not_lie_is_not_believed() -> None:
    towns = [township(at, lon=118.0 + 0.1 * at, lat=30.0) for at in range(3)]
    found = now(derive(County(TOP, towns, outline=OUTLINE_BOX)))
    assert found[TOP.code].basis == BY_POINT
    assert not found[TOP.code].area.intersects(OUTLINE_BOX)
    assert all(found[TOP.code].area.contains(shapely.Point(town.point)) for town in towns)


def test_boundaries_stay_as_they_are_and_the_rest_fills_what_is_left() -> None:
    given_one = box(114.0, 27.0, 114.3, 27.4)
    towns = [township(0), township(1, lon=114.4, lat=27.1), township(2, lon=114.5, lat=27.3)]
    found = now(derive(County(TOP, towns, {towns[0].code: given_one}, OUTLINE_BOX)))
    assert found[towns[0].code].area.equals(given_one)
    assert [found[town.code].basis for town in towns] == [BOUNDARY, BY_POINT, BY_POINT]
    left = shapely.union_all([found[town.code].area for town in towns[1:]])
    assert left.symmetric_difference(OUTLINE_BOX.difference(given_one)).area < 1e-6


def test_a_county_whose_townships_all_have_boundaries_is_those_together() -> None:
    towns = [township(0), township(1)]
    halves = {towns[0].code: box(114.0, 27.0, 114.3, 27.5), towns[1].code: box(114.3, 27.0, 114.7, 27.5)}
    found = now(derive(County(TOP, towns, halves, OUTLINE_BOX)))
    assert found[TOP.code].basis == BOUNDARY
    assert found[TOP.code].area.equals(box(114.0, 27.0, 114.7, 27.5))


def test_without_room_a_place_is_listed_and_seen() -> None:
    towns = [township(0), township(1, lon=114.2, lat=27.2), township(2)]
    found = now(derive(County(TOP, towns, {towns[0].code: OUTLINE_BOX}, OUTLINE_BOX)))
    assert [found[town.code].basis for town in towns] == [BOUNDARY, LISTED, LISTED]
    assert found[towns[1].code].area.contains(shapely.Point(114.2, 27.2))
    assert not found[towns[2].code].area.intersects(OUTLINE_BOX)


@pytest.mark.parametrize("point", [None, (110.0, 25.0)])
def test_a_county_of_which_little_is_known_is_drawn_all_the_same(point: tuple[float, float] | None) -> None:
    lon, lat = point or (None, None)
    towns = [township(at) for at in range(7)]
    found = now(derive(County(Region(TOP.code, "county", lon=lon, lat=lat), towns)))
    assert found[TOP.code].basis == (BY_POINT if point else LISTED)
    assert {found[town.code].basis for town in towns} == {EVEN}
    if point:
        assert found[TOP.code].area.contains(shapely.Point(point))


def test_a_merged_township_goes_on_in_its_successor() -> None:
    home = township(0)
    merged = township(1, last=MERGED, successor_code=home.code)
    halves = {home.code: box(114.0, 27.0, 114.3, 27.4), merged.code: box(114.3, 27.0, 114.6, 27.4)}
    shapes = derive(County(TOP, [home, merged], halves, OUTLINE_BOX))
    before, after = now(shapes, dt.date(2018, 2, 1)), now(shapes, MERGED)
    assert before[home.code].area.equals(halves[home.code])
    assert before[merged.code].area.equals(halves[merged.code])
    assert merged.code not in after
    assert after[home.code].area.equals(OUTLINE_BOX)
    assert before[home.code].last == after[home.code].first == MERGED


def test_a_boundary_of_after_the_merger_does_not_hide_who_was_there_before() -> None:
    home = township(0)
    merged = township(1, last=MERGED, successor_code=home.code)
    given_both = {home.code: OUTLINE_BOX, merged.code: box(114.3, 27.0, 114.6, 27.4)}
    before = now(derive(County(TOP, [home, merged], given_both, OUTLINE_BOX)), dt.date(2018, 2, 1))
    assert before[home.code].area.equals(box(114.0, 27.0, 114.3, 27.4))
    assert before[home.code].area.intersection(before[merged.code].area).area == 0


def test_a_township_founded_later_takes_its_part_from_then_on() -> None:
    towns = [
        township(0, lon=114.1, lat=27.2),
        township(1, lon=114.5, lat=27.2),
        township(2, lon=114.3, lat=27.2, first=MERGED),
    ]
    shapes = derive(County(TOP, towns, outline=OUTLINE_BOX))
    for month, count in ((dt.date(2018, 2, 1), 2), (MERGED, 3)):
        found = now(shapes, month)
        assert len(found) == count + 1
        together = shapely.union_all([one.area for code, one in found.items() if code != TOP.code])
        assert together.symmetric_difference(OUTLINE_BOX).area < 1e-6


def test_villages_of_a_merged_township_lie_in_its_successor() -> None:
    home = township(0, lon=114.1, lat=27.2)
    merged = township(1, lon=114.5, lat=27.2, last=MERGED, successor_code=home.code)
    own = [village(home, 1), village(merged, 2)]
    after = now(derive(County(TOP, [home, merged, *own], outline=OUTLINE_BOX)), MERGED)
    together = shapely.union_all([after[one.code].area for one in own])
    assert together.symmetric_difference(after[home.code].area).area < 1e-6


def test_a_county_that_begins_later_has_its_boundary_from_then_on() -> None:
    top = Region(TOP.code, "county", first=MERGED)
    shapes = derive(County(top, [township(0)], {TOP.code: OUTLINE_BOX}))
    assert TOP.code not in now(shapes, dt.date(2018, 2, 1))
    assert now(shapes, MERGED)[TOP.code].area.equals(OUTLINE_BOX)
    assert now(shapes, MERGED)[TOP.code].basis == BOUNDARY


def test_a_shape_says_which_boundaries_it_is_made_of() -> None:
    home = township(0)
    merged = township(1, last=MERGED, successor_code=home.code)
    halves = {home.code: box(114.0, 27.0, 114.3, 27.4), merged.code: box(114.3, 27.0, 114.6, 27.4)}
    shapes = derive(County(TOP, [home, merged], halves))
    before, after = now(shapes, dt.date(2018, 2, 1)), now(shapes, MERGED)
    assert before[home.code].made_of == (home.code,)
    assert sorted(after[home.code].made_of) == sorted(after[TOP.code].made_of) == [home.code, merged.code]


def test_what_no_boundary_tells_lies_beside_those_that_do() -> None:
    towns = [township(0), township(1)]
    found = now(derive(County(TOP, towns, {towns[0].code: box(114.0, 27.0, 114.3, 27.4)})))
    assert found[TOP.code].area.distance(found[towns[1].code].area) == 0
    assert found[towns[1].code].area.distance(shapely.Point(114.15, 27.2)) < 1


def test_only_places_with_a_point_are_said_to_stand_at_one() -> None:
    towns = [township(0, lon=114.1, lat=27.2), township(1, lon=114.5, lat=27.2), township(2)]
    found = now(derive(County(TOP, towns, outline=OUTLINE_BOX)))
    assert [found[town.code].basis for town in towns] == [BY_POINT, BY_POINT, EVEN]


@pytest.mark.parametrize("count", [4, 6, 8])
def test_a_park_leaves_something_of_neighbours_on_one_point(count: int) -> None:
    towns = [township(at, lon=114.3, lat=27.2) for at in range(count)]
    park = township(count, lon=114.301, lat=27.2, kind="园区")
    found = now(derive(County(TOP, [*towns, park], outline=OUTLINE_BOX)))
    assert all(found[one.code].area.area > 0 for one in [*towns, park])


@st.composite
def counties(draw) -> County:
    """Any county: townships with points, boundaries, months and mergers, villages below some of them."""
    number = draw(st.integers(1, 7))
    towns = []
    for at in range(number):
        lon, lat = draw(
            st.tuples(st.sampled_from([114.1, 114.3, 114.5, 116.0]), st.sampled_from([27.1, 27.2, 27.3]))
        )
        known = draw(st.booleans())
        last = draw(st.sampled_from([EVER, EVER, MERGED])) if at else EVER
        heir = TOP.code if last == EVER else towns[draw(st.integers(0, at - 1))].code
        towns.append(
            township(
                at, lon=lon if known else None, lat=lat if known else None, last=last,
                successor_code=None if last == EVER else heir,
                kind=draw(st.sampled_from([None, "园区"])),
                first=draw(st.sampled_from([dt.date(1, 1, 1), dt.date(2017, 5, 1)])),
            )
        )  # fmt: skip
    villages = [
        village(town, 100 * at + one)
        for at, town in enumerate(towns)
        for one in range(draw(st.integers(0, 3)))
    ]
    given_ones = {
        town.code: box(114 + 0.1 * at, 27.0, 114.1 + 0.1 * at, 27.4)
        for at, town in enumerate(towns)
        if draw(st.booleans())
    }
    return County(TOP, [*towns, *villages], given_ones, draw(st.sampled_from([None, OUTLINE_BOX])))


@settings(max_examples=80, deadline=None)
@given(counties())
def test_every_region_has_one_shape_in_every_month_it_is_valid_in(county: County) -> None:
    shapes = derive(county)
    for month in (dt.date(2016, 1, 1), dt.date(2017, 5, 1), MERGED, dt.date(2020, 1, 1)):
        valid = {one.code for one in county.below if one.valid_in(month)}
        reached = {
            one.code
            for one in county.below
            if one.code in valid
            and (one.level == "township" or county.homes(str(one.parent_code), month)[-1] in valid)
        }
        drawn = [one for one in shapes if one.first <= month < one.last]
        assert sorted(one.code for one in drawn) == sorted(reached | {TOP.code})
        assert all(one.area.is_valid and one.area.area > 0 for one in drawn)
