"""Numbers as people read them."""

from datetime import date, datetime

import pandas as pd
import pytest

from ui import numbers


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (19100, "人", "1.91万人"),
        (60_000_000, "元", "6,000万元"),
        (385_631, "人", "38.56万人"),
        (123_456_789, "元", "1.23亿元"),
        (9999, "个", "9,999 个"),
        (10_000, "个", "1万个"),
        (0, "个", "0 个"),
        (4.25, "条", "4.2 条"),
        (0.943, "%", "94.3%"),
        (1.0, "%", "100%"),
        (0.0, "%", "0%"),
        (0.99996, "%", "99.9%"),
        (0.0001, "%", "0.1%"),
        (1.07, "%", "107%"),
        (-0.05, "%", "−5%"),
        (None, "%", "—"),
        (float("nan"), "人", "—"),
        (pd.NA, "人", "—"),
        (pd.Series([7], dtype="Int64")[0], "人", "7 人"),
    ],
)
def test_value(amount: float | None, unit: str, text: str) -> None:
    assert numbers.value(amount, unit) == text


@pytest.mark.parametrize(
    ("delta", "unit", "text"),
    [
        (0.031, "%", "+3.1 个百分点"),
        (-0.5, "%", "−50 个百分点"),
        (0.0001, "%", "持平"),
        (0, "人", "持平"),
        (191, "人", "+191 人"),
        (-11_200, "人", "−1.12万人"),
        (None, "%", "—"),
    ],
)
def test_change(delta: float | None, unit: str, text: str) -> None:
    assert numbers.change(delta, unit) == text


def test_months() -> None:
    assert numbers.month(date(2018, 6, 1)) == "2018年6月"
    assert numbers.short_month(date(2018, 6, 1)) == "2018-06"


@pytest.mark.parametrize(
    ("amount", "ceiling"), [(0, 1), (0.3, 0.5), (7, 10), (21, 25), (100, 100), (101, 200)]
)
def test_axes_end_on_round_numbers(amount: float, ceiling: float) -> None:
    assert numbers.nice_ceiling(amount) == pytest.approx(ceiling)


@pytest.mark.parametrize(
    ("delta", "unit", "before", "said"),
    [
        (0.03, "%", numbers.MONTH_BEFORE, "比上月升 3 个百分点"),
        (-0.125, "%", numbers.YEAR_BEFORE, "比上年同月降 12.5 个百分点"),
        (12, "人", numbers.MONTH_BEFORE, "比上月升 12 人"),
        (-15000, "人", numbers.YEAR_BEFORE, "比上年同月降 1.5万人"),
        (0.0001, "%", numbers.MONTH_BEFORE, "与上月持平"),
        (0, "人", numbers.YEAR_BEFORE, "与上年同月持平"),
        (None, "%", numbers.MONTH_BEFORE, "无上月数据"),
        (float("nan"), "人", numbers.YEAR_BEFORE, "无上年同月数据"),
    ],
)
def test_a_change_says_what_it_is_measured_from(
    delta: float | None, unit: str, before: str, said: str
) -> None:
    assert numbers.against(delta, unit, before) == said


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (datetime(2026, 11, 30, 6, 59), "11月30日 06:59"),
        (datetime(2026, 1, 1, 0, 0), "1月1日 00:00"),
        (datetime(2025, 12, 31, 23, 59), "2025年12月31日 23:59"),
    ],
)
def test_a_moment_names_its_year_where_it_is_another(time: datetime, text: str) -> None:
    assert numbers.moment(time, date(2026, 11, 30)) == text
