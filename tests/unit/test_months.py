"""Months, against the calendar itself and against one another."""

import calendar
from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.months import (
    as_months,
    first_day,
    in_month,
    last_day,
    month_text,
    months_after,
    months_before,
    months_between,
    months_since,
    months_spanning,
    trailing_months,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
COUNTS = st.integers(-600, 600)


@given(DAYS)
def test_a_month_runs_from_its_first_day_to_the_day_before_the_next_month(day: date) -> None:
    assert (first_day(day).day, first_day(day).month, first_day(day).year) == (1, day.month, day.year)
    assert last_day(day).day == calendar.monthrange(day.year, day.month)[1]
    assert last_day(day) + timedelta(days=1) == months_after(day, 1)
    assert first_day(day) <= day <= last_day(day)


@given(DAYS, COUNTS)
def test_there_and_back_is_the_same_month(day: date, count: int) -> None:
    there = months_after(day, count)
    assert there == months_before(day, -count)
    assert there.day == 1
    assert months_between(day, there) == count
    assert months_before(there, count) == first_day(day)


@given(DAYS, COUNTS)
def test_months_are_counted_as_the_calendar_turns(day: date, count: int) -> None:
    counted = pd.Timestamp(first_day(day)) + pd.DateOffset(months=count)
    assert months_after(day, count) == counted.date()


def test_a_year_before_a_leap_day_is_a_month_like_any_other() -> None:
    assert months_before(date(2020, 2, 29), 12) == date(2019, 2, 1)
    assert months_after(date(2019, 12, 31), 2) == date(2020, 2, 1)
    assert last_day(date(2020, 2, 1)) == date(2020, 2, 29)


@given(DAYS, st.integers(-5, 60))
def test_a_span_holds_every_month_once_and_in_order(first: date, length: int) -> None:
    last = months_after(first, length - 1)
    span = months_spanning(first, last)
    assert len(span) == max(0, length)
    assert span == trailing_months(last, length) == sorted(set(span))
    assert [months_between(one, other) for one, other in zip(span, span[1:], strict=False)] == [1] * max(
        0, length - 1
    )


@given(st.lists(st.one_of(st.none(), DAYS), max_size=20), DAYS)
def test_columns_are_reckoned_as_single_days_are(days: list[date | None], month: date) -> None:
    column = pd.Series(pd.to_datetime(pd.Series(days, dtype=object)))
    since = [None if pd.isna(one) else one for one in months_since(column, month)]
    assert since == [None if day is None else months_between(day, month) for day in days]
    known = [day is not None and first_day(day) == first_day(month) for day in days]
    assert in_month(column, month).tolist() == known
    told = [day for day in days if day is not None]
    assert as_months(pd.Series(told, dtype=object)) == list(map(first_day, told))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_month_is_written_with_four_digits_of_the_year_and_read_again(day: date) -> None:
    text = month_text(day)
    assert len(text) == 7
    assert date.fromisoformat(f"{text}-01") == first_day(day)
