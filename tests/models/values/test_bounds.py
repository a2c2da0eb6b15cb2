"""Missing-data bounds on a county whose answer can be worked out by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics.values.bounds import MISSING, bounds
from metrics.values.pace import required
from metrics.warehouse import Snapshot, open_current
from tests.models.loading import load

COUNTY, TOWN = "990001000000", "990001001000"
JUNE, MAY = date(2018, 6, 1), date(2018, 5, 1)
ORGANIZATION = {"line": "union", "setting": "乡镇街道", "founded_on": date(2010, 1, 1), "name": "工会"}


def county(folder: Path, **tables: list[dict[str, Any]]) -> Snapshot:
    regions = [
        {"code": COUNTY, "name": "金县", "level": "county"},
        {"code": TOWN, "name": "甲镇", "level": "township", "parent_code": COUNTY, "kind": "镇"},
    ]
    return load(folder, {"regions": regions} | tables)


def target(metric: str, value: float) -> dict[str, Any]:
    return {"metric_id": metric, "year": 2018, "target": value}


def test_late_organisations_may_turn_the_light(tmp_path: Path) -> None:
    """50 of 100 in June, 40 of 60 last said in May: 90/160, at least 50/160, at most 110/160."""
    snapshot = county(
        tmp_path,
        organizations=[ORGANIZATION | {"org_id": name, "region_code": TOWN} for name in "ab"],
        memberships=[
            {"org_id": "a", "period": JUNE, "members": 50, "eligible": 100},
            {"org_id": "b", "period": MAY, "members": 40, "eligible": 60},
        ],
        targets=[target("membership_rate", 0.7), target("members", 200)],
    )
    rate, members = bounds(snapshot, ["membership_rate", "members"], JUNE, COUNTY).to_dict("records")
    assert (rate["units"], rate["value"], rate["low"], rate["high"]) == (1, 90 / 160, 50 / 160, 110 / 160)
    assert (rate["light"], rate["low_light"], rate["high_light"]) == ("amber", "red", "green")
    assert (members["low"], members["high"]) == (50, 110)
    assert (members["low_light"], members["high_light"]) == ("red", "red")


def test_stations_that_state_no_services(tmp_path: Path) -> None:
    """One of two that state them offers all four; two state none: 1/2, at least 1/4, at most 3/4."""
    all_four = "政策咨询;关系接转;发展会员;法律维权"
    station = {"kind": "群团服务站", "name": "站", "region_code": TOWN, "opened_on": date(2017, 1, 1)}
    services = (all_four, "政策咨询", None, None)
    snapshot = county(
        tmp_path,
        stations=[station | {"station_id": f"s{at}", "services": one} for at, one in enumerate(services)],
    )
    (found,) = bounds(snapshot, ["basic_services", "activities"], JUNE, TOWN).to_dict("records")
    assert (found["units"], found["value"], found["low"], found["high"]) == (2, 0.5, 0.25, 0.75)
    assert found["low_light"] is None


def test_silent_places_may_have_been_active(tmp_path: Path) -> None:
    """Union covers county and township, 2 of 14 cells expected; no activity anywhere: 0 to 2 effective."""
    organizations = [
        ORGANIZATION | {"org_id": code, "region_code": code, "setting": "机关"} for code in (COUNTY, TOWN)
    ]
    snapshot = county(tmp_path, organizations=organizations)
    names = ["effective_coverage", "shell_ratio"]
    effective, shell = bounds(snapshot, names, JUNE, COUNTY).to_dict("records")
    assert (effective["units"], effective["low"], effective["high"]) == (2, 0, pytest.approx(2 / 14))
    assert (shell["value"], shell["low"], shell["high"]) == (1, 0, 1)
    (women,) = bounds(snapshot, ["effective_coverage"], JUNE, COUNTY, ["women"]).to_dict("records")
    assert women["units"] == 0


def test_a_value_lies_within_its_bounds(demo_warehouse: Path) -> None:
    found = bounds(open_current(demo_warehouse), list(MISSING), JUNE, "360829000000")
    assert len(found) == len(MISSING)
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()
    assert set(found.loc[found["units"] > 0, "metric_id"]) >= {"effective_coverage", "membership_rate"}


def test_the_year_so_far_is_the_calendar_year(tmp_path: Path) -> None:
    """Three activities since January and two in December: five in the trailing months, three in the year."""
    held = [date(2017, 12, 5), date(2017, 12, 31), date(2018, 1, 1), date(2018, 3, 1), date(2018, 6, 30)]
    activity = {"name": "a", "lead_line": "union", "region_code": TOWN, "participants": 1}
    snapshot = county(
        tmp_path,
        activities=[activity | {"activity_id": f"a{at}", "held_on": day} for at, day in enumerate(held)],
        targets=[target("activities", 9)],
    )
    (found,) = required(snapshot, ["activities"], JUNE, COUNTY).to_dict("records")
    assert (found["value"], found["achieved"], found["needed"]) == (3, 0.5, 1)
    assert required(snapshot, ["activities"], JUNE, COUNTY, ["union", "women"])["state"].iloc[0] == "none"
