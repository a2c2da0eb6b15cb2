"""Siting: instances worked out by hand, every choice tried on small random ones, and what is refused."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from metrics import siting
from metrics.siting import Limits, Progress, SitingError

# Five villages on a road, one kilometre apart; a station may stand in each. Village C has most people.
#   A --1-- B --1-- C --1-- D --1-- E
ROAD = np.abs(np.arange(5)[:, None] - np.arange(5)[None, :]).astype(float)
PEOPLE = np.array([10.0, 20.0, 50.0, 20.0, 40.0])


def test_one_station_covers_most_from_the_fourth_village() -> None:
    # Within 1 km: A covers 30, B 80, C 90, D 110 (C, D, E), E 60.
    found = siting.maximal_covering(ROAD, PEOPLE, 1, 1)
    assert (found.objective, found.sites, found.gap, found.bound) == (110, (3,), 0, 110)
    assert found.covered.tolist() == [False, False, True, True, True]
    assert found.assigned.tolist() == [-1, -1, 3, 3, 3]


def test_what_stands_already_covers_without_being_chosen() -> None:
    # B stands and covers A, B, C (80); of the rest D or E add D and E (60). C would add D only.
    found = siting.maximal_covering(ROAD, PEOPLE, 1, 1, existing=[1])
    assert found.objective == 140
    assert found.sites in {(3,), (4,)}
    assert found.covered.all()
    assert set(found.assigned[:2]) == {1}


def test_where_nothing_is_within_reach_nobody_is_covered() -> None:
    found = siting.maximal_covering(ROAD + 9, PEOPLE, 5, 1)
    assert (found.objective, len(found.sites), found.gap) == (0, 1, 0)
    assert not found.covered.any()
    assert set(found.assigned) == {-1}


def test_two_stations_cover_the_road() -> None:
    # One reaches three villages at most, so five need two: B and D, or B and E, or A and D.
    found = siting.set_covering(ROAD, 1)
    assert found.objective == len(found.sites) == 2
    assert (ROAD[:, found.sites].min(axis=1) <= 1).all()
    assert found.proven


def test_the_median_stands_where_the_people_are() -> None:
    # Person-kilometres from C: 20 + 20 + 0 + 20 + 80 = 140; from D: 30 + 40 + 50 + 0 + 40 = 160; from B: 250.
    one = siting.p_median(ROAD, PEOPLE, 1)
    assert (one.objective, one.sites, one.gap) == (140, (2,), 0)
    # With two: C and E leave A 2 x 10, B 20, D 20 = 60; B and E leave A 10, C 50, D 20 = 80.
    two = siting.p_median(ROAD, PEOPLE, 2)
    assert (two.objective, two.sites, two.assigned.tolist()) == (60, (2, 4), [2, 2, 2, two.assigned[3], 4])


def test_the_center_stands_in_the_middle() -> None:
    found = siting.p_center(ROAD, 1)
    assert (found.objective, found.sites, found.gap) == (2, (2,), 0)
    assert siting.p_center(ROAD, 2).objective == 1
    assert siting.p_center(ROAD, 5).objective == 0


def test_a_floor_moves_the_station() -> None:
    # Without floor D (110). A and B hold 30 people: two thirds of them are B's 20, which A, B or C reach; of
    # those C covers most, 90.
    found = siting.maximal_covering(ROAD, PEOPLE, 1, 1, floors={"西片": ([0, 1], 2 / 3)})
    assert (found.objective, found.sites) == (90, (2,))


def test_floors_that_cannot_be_met_say_which_and_by_how_much() -> None:
    # All of A and B and all of E with one station: B covers A and B and leaves E's 40; D or E leave 30.
    floors = {"西片": ([0, 1], 1.0), "东片": ([4], 1.0)}
    with pytest.raises(siting.FloorsError, match="西片") as refused:
        siting.maximal_covering(ROAD, PEOPLE, 1, 1, floors=floors)
    (lack,) = refused.value.shortfalls
    assert (lack.group, lack.asked_pct, lack.reached_pct, lack.missing_weight) == ("西片", 1.0, 0.0, 30.0)
    assert siting.maximal_covering(ROAD, PEOPLE, 1, 2, floors=floors).objective == 140


def test_five_people_of_ten_million_are_named() -> None:
    way = np.array([[0.0], [9.0]])
    with pytest.raises(siting.FloorsError, match="全市要求 100.0%.*差 5$") as refused:
        siting.maximal_covering(way, [9_999_995, 5], 1, 1, floors={"全市": ([0, 1], 1.0)})
    assert [(one.group, one.missing_weight) for one in refused.value.shortfalls] == [("全市", 5)]
    with pytest.raises(siting.FloorsError, match="差 0.5$"):
        siting.maximal_covering(way, [2, 1], 1, 1, floors={"半": ([1], 0.5)})


def test_what_stands_already_may_be_told_by_a_mask() -> None:
    mask = np.array([False, True, False, False, False])
    assert siting.maximal_covering(ROAD, PEOPLE, 1, 1, existing=mask).objective == 140


def test_what_stands_already_counts_for_a_floor() -> None:
    found = siting.maximal_covering(ROAD, PEOPLE, 1, 1, existing=[0], floors=[([0, 1], 1.0)])
    assert (found.objective, found.sites) == (140, (3,))


def test_no_way_is_no_service() -> None:
    island = ROAD.copy()
    island[4, :4] = island[:4, 4] = np.inf
    assert siting.p_center(island, 2).sites[-1] == 4
    # E has to have its own; C then leaves A 20, B 20 and D 20.
    assert siting.p_median(island, PEOPLE, 2).objective == 60
    with pytest.raises(SitingError, match="至少需要 2 个点"):
        siting.p_center(island, 1)
    with pytest.raises(SitingError, match="不能让每个需求点"):
        siting.p_median(island, PEOPLE, 1)


small = st.tuples(st.integers(2, 7), st.integers(2, 6)).flatmap(
    lambda shape: st.tuples(
        arrays(np.float64, shape, elements=st.integers(0, 9).map(float)),
        arrays(np.float64, shape[0], elements=st.integers(0, 20).map(float)),
        st.integers(1, shape[1]),
        st.integers(0, 9).map(float),
    )
)
Instance = tuple[np.ndarray, np.ndarray, int, float]


@settings(max_examples=60, deadline=None)
@given(small)
def test_no_choice_is_better(instance: Instance) -> None:
    way, people, count, radius = instance
    choices = [list(chosen) for chosen in combinations(range(way.shape[1]), count)]
    nearest = [way[:, chosen].min(axis=1) for chosen in choices]
    median, center = siting.p_median(way, people, count), siting.p_center(way, count)
    assert median.objective == pytest.approx(min(people @ near for near in nearest))
    assert center.objective == min(near.max() for near in nearest)
    if (way <= radius).any():
        covering = siting.maximal_covering(way, people, radius, count)
        assert covering.objective == max(people[near <= radius].sum() for near in nearest)
        assert covering.gap == 0
    for found in (median, center):
        assert len(found.sites) == count
        assert found.gap == 0
        assert (way[np.arange(len(way)), found.assigned] == way[:, found.sites].min(axis=1)).all()


@settings(max_examples=60, deadline=None)
@given(small, st.sampled_from([0.3, 0.5, 1.0]), st.sampled_from([1e-8, 1.0, 1e9]))
def test_no_choice_within_the_floors_is_better(instance: Instance, share: float, unit: float) -> None:
    """Whatever the weights are told in."""
    way, people, count, radius = instance
    people = people * unit
    way[0, 0] = 0.0
    half = np.arange(len(way)) % 2 == 0
    floors = {"双": (half, share), "单": (~half, share)}
    reached = [
        (way[:, list(chosen)] <= radius).any(axis=1) for chosen in combinations(range(way.shape[1]), count)
    ]
    lacks = [
        sum(max(0.0, share * people[part].sum() - people[part & near].sum()) for part in (half, ~half))
        for near in reached
    ]
    kept = [people[near].sum() for near, lack in zip(reached, lacks, strict=True) if lack < 1e-9 * unit]
    if kept:
        found = siting.maximal_covering(way, people, radius, count, floors=floors)
        assert found.objective == pytest.approx(max(kept), rel=1e-12, abs=0)
        assert found.gap == 0
    else:
        with pytest.raises(siting.FloorsError) as refused:
            siting.maximal_covering(way, people, radius, count, floors=floors)
        assert sum(one.missing_weight for one in refused.value.shortfalls) == pytest.approx(
            min(lacks), rel=1e-9
        )


@settings(max_examples=40, deadline=None)
@given(small)
def test_no_smaller_set_covers_everything(instance: Instance) -> None:
    way, _, _, radius = instance
    within = way <= radius
    if not within.any(axis=1).all():
        with pytest.raises(SitingError, match="没有候选点"):
            siting.set_covering(way, radius)
        return
    sizes = range(1, way.shape[1] + 1)
    fewest = next(
        size
        for size in sizes
        for chosen in combinations(range(way.shape[1]), size)
        if within[:, list(chosen)].any(axis=1).all()
    )
    assert siting.set_covering(way, radius).objective == fewest


def county(demand: int, sites: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw villages in a square, people, and distances to the first of them."""
    draw = np.random.default_rng(7)
    at = draw.uniform(0, 60, (demand, 2))
    return np.hypot(*(at[:, None] - at[None, :sites]).transpose(2, 0, 1)), draw.integers(
        200, 3000, demand
    ) * 1.0


def test_a_county_is_proven_best_and_the_bound_is_honest() -> None:
    way, people = county(120, 120)
    median = siting.p_median(way, people, 6)
    rough = siting.p_median(way, people, 6, Limits(gap=0.05))
    assert median.proven
    assert rough.bound <= median.objective <= rough.objective
    assert rough.gap <= 0.05


def test_a_search_tells_its_progress_and_can_be_stopped() -> None:
    way, people = county(150, 40)
    told: list[Progress] = []

    def watch(progress: Progress) -> bool:
        told.append(progress)
        return len(told) < 3

    found = siting.p_median(way, people, 6, Limits(watch=watch))
    assert len(told) <= 4, "it went on after it was told to stop"
    assert told[0].gap > found.gap > 0
    assert found.bound <= siting.p_median(way, people, 6).objective <= found.objective


NOT_A_NUMBER, BELOW = ROAD.copy(), ROAD.copy()
NOT_A_NUMBER[0, 0], BELOW[0, 0] = np.nan, -1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: siting.p_median(NOT_A_NUMBER, PEOPLE, 1), "1 个空值"),
        (lambda: siting.p_center(BELOW, 1), "不能小于 0"),
        (lambda: siting.p_median(ROAD, -PEOPLE, 1), "权重不能小于 0"),
        (lambda: siting.p_median(ROAD, PEOPLE * np.nan, 1), "空值"),
        (lambda: siting.p_median(ROAD, PEOPLE[:4], 1), "权重应有 5 个"),
        (lambda: siting.p_median(ROAD, PEOPLE, 6), "1 到 5"),
        (lambda: siting.p_median(ROAD, PEOPLE, 0), "1 到 5"),
        (lambda: siting.p_center(ROAD, 1.5), "整数"),
        (lambda: siting.p_center(ROAD[0], 1), "二维"),
        (lambda: siting.p_center(np.zeros((0, 3)), 1), "二维"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, float("nan"), 1), "半径"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, 1, 5, existing=[0]), "1 到 4"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, 1, 1, existing=[5]), "列号"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, 1, 1, existing=[1.5]), "列号"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, 1, 1, existing=[True]), "标记应有 5 个"),
        (lambda: siting.p_median(ROAD * 1e200, PEOPLE, 1), "距离不能大于"),
        (lambda: siting.p_median(ROAD, PEOPLE * 1e200, 1), "权重不能大于"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, 1, 1, floors=[([0], 1.2)]), "0 到 1"),
        (lambda: siting.maximal_covering(ROAD, PEOPLE, 1, 1, floors=[([9], 1)]), "行号"),
        (lambda: siting.set_covering(ROAD[:, :2], 1), "2 个需求点在半径 1 以内没有候选点（行号 3、4）"),
        (lambda: siting.p_center(np.where(ROAD[:, :2] > 2, np.inf, ROAD[:, :2]), 2), "到不了任何候选点"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(asked: object, told: str) -> None:
    with pytest.raises(SitingError, match=told):
        asked()


def test_what_is_left_out_changes_no_answer() -> None:
    """Twice the same sites and rows, and a site that reaches less than another: the centers stay."""
    way, _ = county(60, 40)
    doubled = np.vstack([np.hstack([way, way + 1]), np.hstack([way, way + 1])])
    once, twice = siting.p_center(way, 5), siting.p_center(doubled, 5)
    assert once.objective == twice.objective
    assert once.gap == twice.gap == 0
    assert siting.set_covering(way, once.objective).objective <= 5
    shorter = np.nextafter(once.objective, 0)
    assert siting.set_covering(way[way.min(axis=1) <= shorter], shorter).objective > 5
