"""Every number leads back to rows that add up to it, and each row to file and line."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics.catalogue import METRICS, Metric
from metrics.values import contributing_rows, value_rows
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
