"""Verdicts, their counts, and stations of the golden golden, worked out by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import places
from metrics.coverage import cells as coverage_cells
from metrics.services import open_stations
from metrics.warehouse import Snapshot

JUNE = date(2018, 6, 1)
COUNTY, TOWN, OTHER, PARK = "990001000000", "990001001000", "990001002000", "990001003000"
VILLAGE, SUCCESSOR, COMMUNITY = "990001001001", "990001002001", "990001003001"

pytestmark = pytest.mark.xdist_group("golden")


@pytest.fixture(scope="module")
def cells(golden: Snapshot) -> pd.DataFrame:
    return coverage_cells.cells(golden, JUNE).set_index(["region_code", "line"])


@pytest.mark.parametrize(
    ("code", "line", "verdict", "why"),
    [
        (COUNTY, "union", "有效", "A1 on the first day of the window"),
        (COUNTY, "youth", "有效", "partner in A1"),
        (COUNTY, "disabled", "沉睡", "founded on as_of, no activity, but others were active in the county"),
        (COUNTY, "women", "缺失", "expected, no organisation"),
        (COUNTY, "commerce", "不适用", "expectations say no"),
        (TOWN, "women", "有效", "A3 on as_of"),
        (TOWN, "union", "沉睡", "A5 is older than 6 months, the women's line was active in the township"),
        (OTHER, "women", "沉睡", "A4 in a village of the township"),
        (VILLAGE, "union", "沉睡", "A3 was held in the township"),
        (SUCCESSOR, "women", "有效", "organisation and activity of the merged village"),
        (SUCCESSOR, "union", "缺失", "an activity alone covers nothing"),
        (PARK, "union", "缺失", "an enterprise's union does not cover the park"),
        (COMMUNITY, "science", "不适用", "not expected in villages"),
    ],
)
def test_verdict(cells: pd.DataFrame, code: str, line: str, verdict: str, why: str) -> None:
    assert cells.loc[(code, line), "verdict"] == verdict, why


def test_silence_of_a_whole_township_may_be_missing_reports(golden: Snapshot) -> None:
    """In November 2017 the trailing six months hold A5, A6 in 甲镇; nothing was heard of 乙乡."""
    cells = coverage_cells.cells(golden, date(2017, 11, 1)).set_index(["region_code", "line"])
    assert cells.loc[(OTHER, "women"), "verdict"] == "未报"
    assert cells.loc[(TOWN, "women"), "verdict"] == "沉睡"
    assert cells.loc[(COUNTY, "youth"), "verdict"] == "沉睡"


def test_silence_of_the_whole_county_may_be_missing_reports(golden: Snapshot) -> None:
    cells = coverage_cells.cells(golden, date(2016, 11, 1)).set_index(["region_code", "line"])
    assert cells.loc[(COUNTY, "youth"), "verdict"] == "未报"


def test_counts_beside_the_verdict(cells: pd.DataFrame) -> None:
    successor = cells.loc[(SUCCESSOR, "women")]
    assert (successor["organization_count"], successor["activity_count"]) == (1, 1)
    assert successor["last_activity_on"] == pd.Timestamp(2018, 5, 31)
    quiet = cells.loc[(TOWN, "union")]
    assert (quiet["organization_count"], quiet["activity_count"]) == (1, 0)
    assert quiet["last_activity_on"] == pd.Timestamp(2017, 7, 1), "older than the window, still the last one"
    assert pd.isna(cells.loc[(COMMUNITY, "women"), "last_activity_on"])


def test_seven_cells_for_each_valid_region_of_a_scope(golden: Snapshot, cells: pd.DataFrame) -> None:
    assert len(cells) == 7 * 8
    below = coverage_cells.cells(golden, JUNE, TOWN)
    assert sorted(set(below["region_code"])) == [TOWN, VILLAGE, "990001001002"]


def test_stations_stand_at_their_own_point_or_at_that_of_their_own_region(golden: Snapshot) -> None:
    stations = open_stations.open_stations(golden, JUNE).set_index("station_id")
    assert sorted(stations.index) == ["S1", "S2", "S3", "S4", "S5", "S7"], "S6 closed on as_of"
    points = {name: (row["lon"], row["lat"], row["approximate"]) for name, row in stations.iterrows()}
    assert points["S1"] == (114.6, 27.4449, False)
    assert points["S2"] == (114.61, 27.3, True)
    assert points["S5"] == (114.6, 27.41, True), "the point of the merged village, not of its successor"
    assert stations.loc["S5", "region_code"] == SUCCESSOR
    assert pd.isna(points["S3"][0]), "no fall-back to the region above"
    assert not points["S3"][2]
    assert sorted(stations.loc["S3", "lines"]) == ["science", "union"]
    assert len(stations.loc["S2", "lines"]) == 0
    assert list(stations["service_station"]) == [name in ("S1", "S2", "S3") for name in stations.index]


def test_places(golden: Snapshot) -> None:
    assert places.periods(golden)[0] == date(2017, 5, 1), "the oldest report is of S5"
    assert places.periods(golden)[-1] == date(2018, 7, 1)
    assert len(places.periods(golden)) == 15, "months without reports are not left out"
    assert places.top(golden, JUNE) == COUNTY
    assert list(places.trail(golden, SUCCESSOR, JUNE)["code"]) == [COUNTY, OTHER, SUCCESSOR]
    assert places.trail(golden, "990001002002", JUNE).empty, "merged by then"
    assert list(places.children(golden, OTHER, JUNE)["code"]) == [SUCCESSOR]
    assert list(places.children(golden, OTHER, date(2018, 7, 1))["code"]) == [SUCCESSOR, "990001002003"]
    assert list(places.regions(golden, JUNE)["level"].value_counts()) == [4, 3, 1]
