"""Courses, funnels and the list of concerns on the demonstration county."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from metrics.catalogue import LINES
from metrics.coverage import funnel
from metrics.overview import attention
from metrics.values import changes, values
from metrics.warehouse import Snapshot, open_current

JUNE, COUNTY = date(2018, 6, 1), "360829000000"


@pytest.fixture(scope="module")
def snapshot(demo_warehouse: Path) -> Snapshot:
    return open_current(demo_warehouse)


def test_a_change_is_the_difference_to_that_month(snapshot: Snapshot) -> None:
    course = changes.course(snapshot, ["members"], JUNE, COUNTY).set_index("period")["value"]
    row = changes.course(snapshot, ["members"], JUNE, COUNTY).iloc[-1]
    by_month = {pd.Timestamp(day).date(): amount for day, amount in course.items()}
    assert row["month_change"] == pytest.approx(by_month[JUNE] - by_month[date(2018, 5, 1)])
    assert row["year_change"] == pytest.approx(by_month[JUNE] - by_month[date(2017, 6, 1)])


def test_the_first_month_has_no_change(snapshot: Snapshot) -> None:
    first = changes.course(snapshot, ["members"], JUNE, COUNTY).iloc[0]
    assert pd.isna(first["month_change"])
    assert pd.isna(first["year_change"])


def test_all_lines_one_by_one_add_up_to_all_together(snapshot: Snapshot) -> None:
    metrics = ["org_coverage", "effective_coverage", "members"]
    together = changes.course(snapshot, metrics, JUNE, COUNTY)["value"]
    added = changes.course(snapshot, metrics, JUNE, COUNTY, lines=tuple(LINES))["value"]
    assert list(added) == pytest.approx(list(together))


def test_several_lines_have_no_median_target_or_light(snapshot: Snapshot) -> None:
    frame = changes.course(
        snapshot, ["issue_response_days", "members"], JUNE, COUNTY, lines=("union", "women")
    )
    assert frame.loc[frame["metric_id"] == "issue_response_days", "value"].isna().all()
    assert frame["target"].isna().all()
    assert frame["light"].isna().all()


def test_the_funnel_agrees_with_the_metrics(snapshot: Snapshot) -> None:
    levels = funnel.levels(snapshot, JUNE, COUNTY)
    frame = values.values(snapshot, [JUNE], ["org_coverage", "effective_coverage"], [""], [COUNTY])
    numerators = frame.set_index("metric_id")["numerator"]
    assert levels["expected"].sum() == frame["denominator"].iloc[0]
    assert levels["covered"].sum() == numerators["org_coverage"]
    assert levels["effective"].sum() == numerators["effective_coverage"]


def test_concerns_are_loud_first_and_bounded(snapshot: Snapshot) -> None:
    found = attention.attention(snapshot, JUNE, COUNTY)
    assert list(found.columns) == attention.COLUMNS
    limits = {rule.id: rule.limit for rule in attention.RULES}
    assert all(count <= limits[rule] for rule, count in found["rule"].value_counts().items())
    order = [rule.id for rule in attention.RULES]
    assert list(found["rule"]) == sorted(found["rule"], key=order.index)


def test_a_red_metric_leads_to_its_own_page(snapshot: Snapshot) -> None:
    found = attention.attention(snapshot, date(2018, 4, 1), COUNTY).set_index("subject")
    assert found.loc["改革任务完成率", ["page", "metric_id"]].tolist() == ["metrics", "task_completion"]


def test_a_silent_township_is_no_laggard(snapshot: Snapshot) -> None:
    found = attention.attention(snapshot, JUNE, COUNTY)
    silent = set(found.loc[found["rule"] == "silent", "region_code"])
    lagging = set(found.loc[found["rule"] == "laggard", "region_code"])
    assert silent
    assert lagging
    assert not silent & lagging
