"""Required pace, on courses whose answer can be worked out by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import BY_ID, METRICS, Metric
from metrics.values.pace import AVERAGES, FLOWS, PACELESS, Pace, kind_of, pace_of

DECEMBER, JUNE = date(2017, 12, 1), date(2018, 6, 1)


def pace(metric: str, before: float | None, now: float | None, target: float | None, **more: float) -> Pace:
    """Pace in June 2018 from the value of December."""
    return pace_of(BY_ID[metric], [(DECEMBER, before), (JUNE, now)], target, more.get("so_far"))


def test_a_share_that_rises_fast_enough() -> None:
    """0.60 to 0.72 in six months is 0.02 a month; 0.06 are left for six months; 0.78 is three months off."""
    found = pace("org_coverage", 0.60, 0.72, 0.78)
    assert (found.state, found.months, found.months_left) == ("on_course", 6, 6)
    assert found.achieved == pytest.approx(0.02)
    assert found.needed == pytest.approx(0.01)
    assert found.projected == pytest.approx(0.84)
    assert found.reached_on == date(2018, 9, 1)


def test_a_count_that_rises_too_slowly_has_a_date_after_the_year() -> None:
    """12 a month; 100 to go take 9 months, three months into 2019."""
    found = pace("members", 828, 900, 1000)
    assert (found.state, found.achieved, found.needed) == ("behind", 12, pytest.approx(100 / 6))
    assert (found.projected, found.reached_on) == (972, date(2019, 3, 1))


def test_lower_is_better() -> None:
    """0.30 down to 0.24 is -0.01 a month; 0.18 is made in December exactly."""
    found = pace("shell_ratio", 0.30, 0.24, 0.18)
    assert (found.state, found.reached_on) == ("on_course", date(2018, 12, 1))
    assert (found.achieved, found.needed) == (pytest.approx(-0.01), pytest.approx(-0.01))
    assert pace("shell_ratio", 0.24, 0.30, 0.18).state == "away"
    assert pace("shell_ratio", 0.24, 0.18, 0.18).state == "reached"


def test_standing_still_never_gets_there() -> None:
    found = pace("members", 900, 900, 1000)
    assert (found.state, found.reached_on, found.projected) == ("away", None, 900)


def test_a_share_is_never_projected_beyond_all() -> None:
    assert pace("org_coverage", 0.5, 0.95, 0.98).projected == 1
    assert pace("budget_execution", 0.5, 0.95, 0.98).projected == pytest.approx(1.4)
    assert pace("issue_overdue", 60, 6, 5).projected == 0


def test_a_flow_counts_the_year_so_far_and_not_the_trailing_months() -> None:
    """600 in six months are 100 a month; 300 of 900 are left, three months' worth."""
    found = pace("activities", 1500, 1700, 900, so_far=600)
    assert (found.kind, found.state, found.value) == ("flow", "on_course", 600)
    assert (found.achieved, found.needed, found.projected) == (100, 50, 1200)
    assert found.reached_on == date(2018, 9, 1)
    late = pace("activities", 1500, 1700, 1500, so_far=600)
    assert (late.state, late.needed, late.reached_on) == ("behind", 150, None)
    assert pace("activities", 1500, 1700, 500, so_far=600).state == "reached"


def test_an_average_says_what_the_months_left_need() -> None:
    """Six months at 0.7 for 0.75 over the year: the other six at 0.8."""
    found = pace("issue_on_time", None, 0.9, 0.75, so_far=0.7)
    assert (found.kind, found.state, found.projected) == ("average", "behind", 0.7)
    assert found.needed == pytest.approx(0.8)
    assert pace("issue_on_time", None, 0.9, 0.75, so_far=0.76).state == "on_course"
    beyond = pace("issue_on_time", None, 0.9, 0.9, so_far=0.7)
    assert (beyond.state, beyond.needed) == ("out_of_reach", None)
    assert pace("reaction_links", None, 1.0, 0.8, so_far=1.0).needed == pytest.approx(0.6)


def test_data_that_begin_within_the_year() -> None:
    found = pace_of(BY_ID["members"], [(DECEMBER, None), (date(2018, 4, 1), 80), (JUNE, 100)], 200, None)
    assert (found.months, found.achieved) == (2, 10)
    first = pace_of(BY_ID["members"], [(JUNE, 100)], 220, None)
    assert (first.state, first.achieved, first.needed) == ("none", None, 20)
    assert "一个月" in first.reason


def test_at_the_end_of_the_year_nothing_is_left_to_need() -> None:
    points = [(DECEMBER, 60.0), (date(2018, 12, 1), 90.0)]
    found = pace_of(BY_ID["members"], points, 100, None)
    assert (found.months_left, found.needed, found.projected) == (0, None, 90)
    assert found.reason


def test_what_has_no_pace_says_why() -> None:
    for metric in PACELESS:
        found = pace(metric, 0.1, 0.2, 0.3)
        assert (found.state, found.reason) == ("none", PACELESS[metric])
    assert "目标" in pace("members", 1, 2, None).reason
    assert "数值" in pace("members", 1, None, 3).reason


def test_every_kind_is_of_the_catalogue() -> None:
    assert FLOWS | AVERAGES | PACELESS.keys() <= {metric.id for metric in METRICS}
    assert {kind_of(metric) for metric in METRICS} == {"level", "flow", "average", "none"}


amounts = st.integers(0, 10_000)


@given(amounts, amounts, st.integers(1, 10_000))
def test_the_needed_rate_makes_the_target_to_the_point(before: int, now: int, target: int) -> None:
    found = pace("members", before, now, target)
    if found.needed is not None:
        assert now + found.needed * found.months_left == pytest.approx(target)
    assert (found.state == "reached") == (now >= target)
    if found.state == "on_course":
        assert found.reached_on is not None and found.reached_on.year == 2018


@given(
    st.sampled_from([metric for metric in METRICS if metric.percent and kind_of(metric) != "none"]),
    st.floats(0, 1),
    st.floats(1.001, 5),
    st.floats(0.05, 1),
)
def test_a_share_above_all_is_a_doubt_unless_it_may_exceed_it(
    metric: Metric, before: float, now: float, target: float
) -> None:
    found = pace(metric.id, before, now, target, so_far=now)
    assert (found.state == "doubtful") == (not metric.may_exceed_one)
    if not metric.may_exceed_one:
        assert (found.achieved, found.needed, found.projected, found.reached_on) == (None,) * 4
        assert metric.excess in found.reason


@given(st.floats(1.001, 5), st.floats(0, 1), st.floats(0, 1), st.floats(0.05, 1))
def test_a_rate_never_starts_from_a_doubt(wrong: float, april: float, now: float, target: float) -> None:
    points = [(DECEMBER, wrong), (date(2018, 4, 1), april), (JUNE, now)]
    assert pace_of(BY_ID["membership_rate"], points, target, None) == pace_of(
        BY_ID["membership_rate"], points[1:], target, None
    )
