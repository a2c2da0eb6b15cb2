"""Control limits against binomial probabilities worked out by hand, and what must hold of any of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import BY_ID
from metrics.values.control_limits import (
    CONTROL,
    VERDICTS,
    WARNING,
    WITH_CONTROL_LIMITS,
    control_limits,
    curves,
    verdicts,
)


def test_limits_of_ten_fair_coins() -> None:
    """Of 1,024 outcomes 1, 10 and 45 have 0, 1 and 2 heads: P(<=1) = 11/1024, P(<=2) = 56/1024.

    2.5 % lies on the way to 2: alpha = (56/1024 - 0.025) / (45/1024), limit (2 - alpha) / 10.
    """
    low, high = control_limits(0.5, [10], WARNING)
    assert low[0] == pytest.approx((2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10)
    assert high[0] == pytest.approx(1 - low[0]), "heads and tails are alike"


def test_a_place_is_outside_exactly_where_its_tail_is_thin() -> None:
    """P(<=1) = 11/1024 is below 2.5 %, P(<=2) = 56/1024 is not; the same from above."""
    frame = pd.DataFrame({"value": [0.1, 0.2, 0.8, 0.9], "denominator": [10] * 4})
    assert verdicts("org_coverage", frame, 0.5) == ["偏低", "不能区分", "不能区分", "偏高"]


def test_nothing_can_be_told_of_a_single_unit() -> None:
    frame = pd.DataFrame({"value": [0.0, 1.0], "denominator": [1, 1]})
    assert verdicts("org_coverage", frame, 0.5) == ["不能区分", "不能区分"]


def test_a_share_of_all_or_nothing_leaves_no_room_for_chance() -> None:
    frame = pd.DataFrame({"value": [1.0, 0.5], "denominator": [4, 4]})
    assert verdicts("org_coverage", frame, 1.0) == ["不能区分", "明显偏低"]


def test_verdicts_by_how_far_out_a_place_lies() -> None:
    """Around 0.5 with 100 units the standard error is 0.05: 1.96 and 3.09 of them are 0.098 and 0.155."""
    shares = [0.30, 0.38, 0.45, 0.62, 0.70]
    frame = pd.DataFrame({"value": shares, "denominator": [100] * 5})
    assert verdicts("org_coverage", frame, 0.5) == list(VERDICTS)


def test_places_without_value_and_metrics_without_limits_have_no_verdict() -> None:
    frame = pd.DataFrame({"value": [None, 0.1], "denominator": [0, 100]}, dtype=float)
    assert verdicts("org_coverage", frame, 0.5) == [None, "明显偏低"]
    assert verdicts("members", frame, 0.5) == [None, None]
    assert verdicts("org_coverage", frame, float("nan")) == [None, None]


def test_denominators_are_positive() -> None:
    with pytest.raises(ValueError, match="above 0"):
        control_limits(0.5, [0], WARNING)


def test_metrics_with_limits_count_units() -> None:
    assert {BY_ID[name].unit for name in WITH_CONTROL_LIMITS} == {"%"}
    assert {BY_ID[name].kind for name in WITH_CONTROL_LIMITS} == {"ratio"}


@settings(deadline=None, max_examples=40)
@given(st.floats(0.02, 0.98), st.integers(2, 400))
def test_the_outer_limits_lie_outside_and_all_close_in(share: float, units: int) -> None:
    low, high = control_limits(share, [units, units * 50], WARNING)
    lowest, highest = control_limits(share, [units, units * 50], CONTROL)
    assert (lowest <= low + 1e-9).all() and (highest >= high - 1e-9).all()
    assert (low <= share + 1e-9).all() and (high >= share - 1e-9).all()
    assert (np.diff(high - low) <= 1e-9).all()


def test_the_drawn_curves_run_over_whole_numbers() -> None:
    drawn = curves(0.3, 12)
    assert list(drawn["denominator"]) == list(range(1, 13))
    assert (drawn["lowest"] <= drawn["low"]).all() and (drawn["high"] <= drawn["highest"]).all()
