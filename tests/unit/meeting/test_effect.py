"""How far a metric leaves its ordinary course, against the arithmetic written out."""

from datetime import date
from math import sqrt

import pytest

from metrics.meeting.effect import MOVED, TOO_SOON, UNKNOWN, UNMOVED, opening_month, outcome, sigmas
from metrics.months import months_after

START = date(2017, 1, 1)


def series(*values: float) -> dict[date, float]:
    return {months_after(START, at): value for at, value in enumerate(values)}


def test_what_was_known_when_an_issue_was_raised() -> None:
    assert opening_month(date(2018, 3, 1)) == date(2018, 2, 1)
    assert opening_month(date(2018, 3, 31)) == date(2018, 3, 1), "the month had ended that day"
    assert opening_month(date(2018, 1, 5)) == date(2017, 12, 1)


def test_limits_are_worked_out_by_hand() -> None:
    # Ordinary changes before: +1 +3 +1 +3 +1 +3, moving ranges 2 each: sigma 2 / 1.128, drift 2.
    # From month 6 (12) over two months to 26: 14, of which 4 are the drift.
    known = series(0, 1, 4, 5, 8, 9, 12, 20, 26)
    found = sigmas(known, months_after(START, 6), months_after(START, 8), 1.0)
    assert found == pytest.approx((14 - 2 * 2) / (2 / 1.128 * sqrt(2)))
    assert sigmas(known, months_after(START, 6), months_after(START, 8), -1.0) == pytest.approx(-found)


def test_too_little_is_no_verdict() -> None:
    assert sigmas(series(1, 2, 3), START, months_after(START, 2), 1.0) is None
    level = series(*[5.0] * 12)
    assert sigmas(level, months_after(START, 8), months_after(START, 10), 1.0) is None, "it never moves"
    assert sigmas(level, months_after(START, 8), months_after(START, 30), 1.0) is None


@pytest.mark.parametrize(
    ("closed", "better", "told"),
    [
        (date(2018, 5, 1), 0.1, MOVED),
        (date(2018, 5, 1), 0.0, UNMOVED),
        (date(2018, 5, 1), -0.1, UNMOVED),
        (date(2018, 6, 1), 0.0, TOO_SOON),
        (date(2018, 5, 1), None, UNKNOWN),
        (None, 0.1, MOVED),
    ],
)
def test_what_became_of_a_metric(closed: date | None, better: float | None, told: str) -> None:
    assert outcome(closed, date(2018, 6, 1), better) == told
