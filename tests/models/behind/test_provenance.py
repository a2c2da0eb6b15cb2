"""Every number leads back to rows that add up to it, and each row to file and line."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics.backing import BACKING
from metrics.behind.rows import contributing_rows, evidence_rows, lacking_units
from metrics.catalogue import BY_ID, METRICS, Metric
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot
from tests.models.golden_county import same

JUNE = date(2018, 6, 1)
COUNTY, TOWN = "990001000000", "990001001000"

pytestmark = pytest.mark.xdist_group("golden")


def _sum(column: pd.Series) -> float:
    return float(column.sum(min_count=0))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_the_rows_add_up_to_the_value(golden: Snapshot, metric: Metric) -> None:
    for _, line, region, _, numerator, denominator, value, *_ in value_rows(
        golden, [JUNE], [metric.id], ["", "union", "women"], [COUNTY, TOWN]
    ):
        rows = contributing_rows(golden, metric.id, JUNE, region, line)
        if metric.kind == "median":
            assert same(value, None if rows.empty else float(rows["numerator"].median()))
        if numerator is not None:
            assert same(numerator, _sum(rows["numerator"]))
        if denominator is not None:
            assert same(denominator, _sum(rows["denominator"]))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_each_row_names_its_file_and_row(golden: Snapshot, metric: Metric) -> None:
    rows = contributing_rows(golden, metric.id, JUNE, COUNTY)
    assert len(rows) > 0
    assert set(rows["source_table"]) <= set(metric.sources)
    assert rows[["label", "origin", "batch_id", "file", "row_number"]].notna().all(axis=None)
    assert set(rows["origin"]) == {"上报"}


def test_a_missing_unit_is_listed(golden: Snapshot) -> None:
    rows = contributing_rows(golden, "org_coverage", JUNE, TOWN, "women")
    by_name = rows.set_index("region_name")
    assert dict(by_name["numerator"]) == {"甲镇": 1, "甲一村": 0, "甲二村": 1}
    assert dict(by_name["label"]) == {"甲镇": "甲镇妇联", "甲一村": "甲一村", "甲二村": "甲二村妇联"}
    assert dict(by_name["file"]) == {"甲镇": "组织.csv", "甲一村": "行政区划.csv", "甲二村": "组织.csv"}
    assert dict(by_name["row_number"]) == {"甲镇": 10, "甲一村": 6, "甲二村": 16}


def test_the_public_of_a_place_belongs_to_it_alone(golden: Snapshot) -> None:
    above = contributing_rows(golden, "public_reach", JUNE, COUNTY, "women")
    assert set(above["source_table"]) == {"memberships"}
    own = contributing_rows(golden, "public_reach", JUNE, TOWN, "women")
    assert list(own[own["source_table"] == "publics"]["denominator"]) == [600]


def test_every_metric_says_what_stands_behind_it() -> None:
    assert set(BACKING) == {metric.id for metric in METRICS}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_missing_units_and_evidence_name_their_file_and_row(golden: Snapshot, metric: Metric) -> None:
    for rows in (
        lacking_units(golden, metric.id, JUNE, COUNTY),
        evidence_rows(golden, metric.id, JUNE, COUNTY),
    ):
        assert rows[["label", "origin", "batch_id", "file", "row_number"]].notna().all(axis=None)
        assert not rows.duplicated().any()


UNIT_SHARES = (
    "org_coverage",
    "township_coverage",
    "village_coverage",
    "effective_coverage",
    "shell_ratio",
    "women_exec_ok",
    "structure_done",
    "issue_on_time",
    "window_coverage",
    "basic_services",
    "idle_stations",
    "project_green",
    "reporting_rate",
)


@pytest.mark.parametrize("metric_id", UNIT_SHARES)
def test_each_unit_that_counts_without_what_is_asked_is_a_missing_unit(
    golden: Snapshot, metric_id: str
) -> None:
    rows = contributing_rows(golden, metric_id, JUNE, COUNTY)
    lacking = lacking_units(golden, metric_id, JUNE, COUNTY)
    assert rows["denominator"].eq(1).all()
    wanted = 1 if BY_ID[metric_id].direction == "down" else 0
    assert (lacking["role"] != "不计入").sum() == (rows["numerator"] == wanted).sum()


def test_an_effective_cell_shows_its_organisation_and_its_activity(golden: Snapshot) -> None:
    """甲镇妇联: 0 or more activities of the half year, each led or joined by 妇联 in 甲镇 itself."""
    rows = evidence_rows(golden, "effective_coverage", JUNE, TOWN, ["women"])
    own = rows[rows["region_name"] == "甲镇"]
    assert "甲镇妇联" in set(own[own["source_table"] == "organizations"]["label"])
    counted = contributing_rows(golden, "effective_coverage", JUNE, TOWN, "women")
    effective = set(counted[counted["numerator"] == 1]["region_name"])
    assert effective == set(rows[rows["source_table"] == "activities"]["region_name"].dropna())
