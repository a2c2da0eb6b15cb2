"""Stations, brands, the calendar, channels and outputs of a small county, each number worked out by hand.

County C has township T with villages A and B and the merged village M (into A since 2018-03-01), and park P.
The month is June 2018: trailing 12 months from 2017-07-01, trailing 6 months from 2018-01-01.
"""

from datetime import date

import pandas as pd
import pytest

from metrics.services import activity_calendar, brands, channels, outputs, stations
from metrics.values import values
from metrics.warehouse import Snapshot
from tests.models.loading import load

JUNE = date(2018, 6, 1)
C, T, P = "990001000000", "990001001000", "990001002000"
A, B, M = "990001001001", "990001001002", "990001001003"
FULL = "政策咨询;关系接转;发展会员;法律维权"


def region(code: str, level: str, parent: str | None, kind: str, **more: object) -> dict[str, object]:
    return {"code": code, "name": code[-4:], "level": level, "parent_code": parent, "kind": kind, **more}


def station(name: str, kind: str, code: str, opened: date, **more: object) -> dict[str, object]:
    return {"station_id": name, "name": name, "kind": kind, "region_code": code, "opened_on": opened, **more}


def activity(name: str, lead: str, day: date, code: str = T, **more: object) -> dict[str, object]:
    return {"activity_id": name, "name": name, "lead_line": lead, "held_on": day, "region_code": code, **more}


def channel(line: str, platform: str, month: date, **more: object) -> dict[str, object]:
    return {"region_code": C, "line": line, "platform": platform, "period": month, **more}


def output(name: str, day: date, quantity: float, **more: object) -> dict[str, object]:
    row = {"output_id": name, "line": "disabled", "region_code": T, "item": "辅助器具", "unit": "套"}
    return row | {"delivered_on": day, "quantity": quantity} | more


TABLES = {
    "regions": [
        region(C, "county", None, "县"),
        region(T, "township", C, "镇"),
        region(P, "township", C, "园区"),
        region(A, "village", T, "行政村"),
        region(B, "village", T, "行政村"),
        region(M, "village", T, "行政村", valid_to=date(2018, 3, 1), successor_code=A),
    ],
    "stations": [
        station(
            "center",
            "群团服务中心",
            C,
            date(2017, 1, 1),
            lead_line="union",
            resident_lines=["youth", "women"],
            services=FULL,
        ),
        station("stop", "群团服务站", P, date(2018, 1, 1), lead_line="youth", services="政策咨询; 法律维权"),
        station("gone", "群团服务站", T, date(2017, 1, 1), closed_on=date(2018, 6, 30), lead_line="union"),
        station(
            "point", "村级服务点", M, date(2017, 1, 1), lead_line="women", services=FULL.replace(";", "；")
        ),
        station("school", "四点半学校", P, date(2017, 12, 31), lead_line="youth"),
        station("silent", "便民服务窗口", P, date(2018, 6, 1), lead_line="youth"),
        station("later", "便民服务窗口", T, date(2018, 7, 1), lead_line="union"),
    ],
    "station_months": [
        {"station_id": "center", "period": date(2017, 7, 1), "visits": 7},
        {"station_id": "center", "period": date(2017, 6, 1), "visits": 1000},
        {"station_id": "center", "period": date(2018, 1, 1), "visits": 5},
        {"station_id": "gone", "period": date(2018, 5, 1), "visits": 30},
        {"station_id": "point", "period": date(2017, 12, 1), "visits": 4},
        {"station_id": "school", "period": date(2018, 2, 1), "visits": 9},
    ],
    "activities": [
        activity("a1", "union", date(2017, 7, 1), brand="友爱汇", partner_lines=["women"], participants=10),
        activity("a2", "women", date(2018, 6, 30), brand="友爱汇", code=M, participants=20, beneficiaries=8),
        activity("a3", "union", date(2017, 6, 30), brand="友爱汇", participants=5),
        activity("a4", "union", date(2016, 7, 1), brand="老品牌"),
        activity("a5", "union", date(2016, 6, 30), brand="更老的"),
        activity("a6", "youth", date(2018, 6, 30)),
        activity("a7", "youth", date(2018, 7, 1), brand="友爱汇"),
    ],
    "channels": [
        channel("union", "微信", date(2018, 6, 1), followers=100, posts=3, reads=50),
        channel("union", "微信", date(2018, 5, 1), followers=90, posts=2),
        channel("union", "网上平台", date(2017, 7, 1), followers=7, requests=10, closed_requests=9),
        channel("union", "网上平台", date(2018, 1, 1), requests=20),
        channel("women", "微博", date(2017, 6, 1), followers=40),
    ],
    "outputs": [
        output("o1", date(2017, 6, 30), 60, evidence="残〔2017〕1号"),
        output("o2", date(2017, 7, 1), 140, amount_yuan=500),
        output("o3", date(2018, 7, 1), 1000),
        output("o4", date(2018, 1, 1), 2, item="法律援助", unit="件", line="union", region_code=M),
    ],
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return load(tmp_path_factory.mktemp("services"), TABLES)


def value(county: Snapshot, metric: str, column: str = "value", code: str = C) -> float:
    return float(values.values(county, [JUNE], [metric], [""], [code])[column].iloc[0])


def test_the_open_stations_and_what_they_lack(county: Snapshot) -> None:
    """Gone closed on the last day, later opens after it; a school need not offer the basic services."""
    found = stations.inventory(county, JUNE, C).set_index("station_id")
    assert list(found.index) == ["center", "stop", "silent", "point", "school"]
    assert {name: list(lacking) for name, lacking in found["missing"].items()} == {
        "center": [],
        "stop": ["关系接转", "发展会员"],
        "silent": [],
        "point": [],
        "school": [],
    }
    assert list(found["basic"]) == [True, True, False, True, False]
    assert found.loc["point", "region_code"] == A, "the merged village's station counts in its successor"


def test_visits_and_idleness(county: Snapshot) -> None:
    """center: 7 + 5 in the year; point: 4 in December and none since, so idle; stop never reported."""
    found = stations.inventory(county, JUNE, C).set_index("station_id")
    assert found["visits"].dropna().to_dict() == {"center": 12, "point": 4, "school": 9}
    assert list(found.index[found["settled"]]) == ["center", "point", "school"]
    assert list(found.index[found["idle"]]) == ["point"]
    assert value(county, "idle_stations", "numerator") == 1
    assert value(county, "idle_stations", "denominator") == 3


def test_kinds_add_up_to_the_metrics(county: Snapshot) -> None:
    """The station that closed keeps its 30 visits in the year of its kind: 12 + 30 + 4 + 9 = 55."""
    kinds = stations.by_kind(county, JUNE, C).set_index("kind")
    assert list(kinds.index) == ["群团服务中心", "群团服务站", "便民服务窗口", "村级服务点", "四点半学校"]
    assert list(kinds["open"]) == [1, 1, 1, 1, 1]
    assert list(kinds["visits"].dropna()) == [12, 30, 4, 9]
    assert kinds["visits"].sum() == value(county, "station_visits") == 55
    assert list(kinds["lines_mean"]) == [3, 1, 1, 1, 1]
    assert kinds["full"].sum() == value(county, "basic_services", "numerator") == 2
    assert kinds["basic"].sum() == value(county, "basic_services", "denominator") == 3


def test_windows_by_level_add_up_to_the_metric(county: Snapshot) -> None:
    """Expected: the county, township T (not the park), villages A and B; only A has its window."""
    found = stations.windows(county, JUNE, C).set_index("level")
    assert found["expected"].to_dict() == {"county": 1, "township": 1, "village": 2}
    assert found["open"].to_dict() == {"county": 0, "township": 0, "village": 1}
    assert found["open"].sum() == value(county, "window_coverage", "numerator")
    assert found["expected"].sum() == value(county, "window_coverage", "denominator")
    assert stations.windows(county, JUNE, P).empty, "a park needs no window"


def test_basic_services_and_lines(county: Snapshot) -> None:
    found = stations.inventory(county, JUNE, C)
    offered = stations.offered(found).set_index("service")["offering"]
    assert offered.to_dict() == {"政策咨询": 3, "关系接转": 2, "发展会员": 2, "法律维权": 3}
    lines = stations.moved_in(found).set_index("line")
    assert lines["leads"].to_dict() | {"union": 1, "youth": 1} == lines["leads"].to_dict()
    assert lines.loc["youth", ["present", "resides", "stations"]].tolist() == [2, 1, 2]
    assert lines["present"].sum() / 2 == value(county, "co_location") == 2
    assert stations.moved_in(found.head(0))["present_pct"].isna().all()


def test_some_of_the_stations(county: Snapshot) -> None:
    found = stations.inventory(county, JUNE, C)
    chosen = {kind: list(stations.chosen(found, kind)["station_id"]) for kind in ("missing", "idle", "all")}
    assert chosen == {"missing": ["stop"], "idle": ["point"], "all": list(found["station_id"])}


def test_brands(county: Snapshot) -> None:
    """友爱汇 in the year: a1 and a2; before: a3; 老品牌 only before; 更老的 more than 24 months ago."""
    found = brands.brands(county, JUNE, C).set_index("brand")
    assert list(found.index) == ["友爱汇", "老品牌"]
    row = found.loc["友爱汇"]
    assert (row["activities"], row["activities_before"], row["participants"]) == (2, 1, 30)
    assert (row["beneficiaries"], row["places"], row["change"]) == (8, 2, 1.0)
    assert (found.loc["老品牌", "activities"], found.loc["老品牌", "participants"]) == (0, 0)
    assert list(brands.brands(county, JUNE, A)["brand"]) == ["友爱汇"]
    assert brands.brands(county, JUNE, C, ["youth"]).empty


def test_without_data_so_far_back_nothing_is_compared(county: Snapshot) -> None:
    """The data begins in June 2016, so May 2018 (from June 2016) can be compared, April 2018 cannot."""
    compared = [
        brands.brands(county, month, C)["activities_before"] for month in (date(2018, 5, 1), date(2018, 4, 1))
    ]
    assert compared[0].notna().all()
    assert compared[1].isna().all()


def test_lines_that_join_a_brand(county: Snapshot) -> None:
    """a1 is led by the union, joined by women; a2 is led by women."""
    found = brands.joining(county, JUNE, C).set_index(["brand", "line"])
    assert found.loc[("友爱汇", "union")].tolist() == [1, 0]
    assert found.loc[("友爱汇", "women")].tolist() == [1, 1]
    assert found.loc[("老品牌", "union")].tolist() == [0, 0]
    assert len(found) == 2 * 7


def test_brands_month_by_month(county: Snapshot) -> None:
    found = brands.by_month(county, JUNE, C)
    course = found[found["brand"] == "友爱汇"].set_index("month")
    assert len(course) == 24
    assert course["activities"].sum() == 3
    assert course.loc[pd.Timestamp(2018, 6, 1), "participants"] == 20
    old = found[found["brand"] == "老品牌"].set_index("month")["participants"]
    assert pd.isna(old.loc[pd.Timestamp(2016, 7, 1)]), "an event that states no participants is unknown"
    assert old.loc[pd.Timestamp(2016, 8, 1)] == 0


def test_the_calendar(county: Snapshot) -> None:
    days = activity_calendar.by_day(county, JUNE, C).set_index("day")
    assert len(days) == 365
    assert days["activities"].sum() == value(county, "activities") == 3
    assert days.loc[pd.Timestamp(2018, 6, 30), "activities"] == 2
    assert activity_calendar.by_day(county, JUNE, C, ["women"])["activities"].sum() == 1
    assert len(activity_calendar.by_day(county, date(2016, 6, 1), C)) == 30, (
        "nothing is known before the data"
    )


def test_the_calendar_by_line(county: Snapshot) -> None:
    found = activity_calendar.by_line(county, JUNE, C)
    assert len(found) == 7 * 12
    counts = found[found["activities"] > 0].set_index(["line", "month"])["activities"].to_dict()
    july, june = date(2017, 7, 1), date(2018, 6, 1)
    assert counts == {("union", july): 1, ("women", june): 1, ("youth", june): 1}


def test_channels(county: Snapshot) -> None:
    """微信: newest row 100; 网上平台: its newest row of January states no followers; 微博 is too old."""
    found = channels.channels(county, JUNE, C).set_index(["line", "platform"])
    assert list(found.index) == [("union", "微信"), ("union", "网上平台")]
    assert found.loc[("union", "微信"), ["followers", "posts", "reads"]].tolist() == [100, 5, 50]
    online = found.loc[("union", "网上平台")]
    assert (online["requests"], online["closed_requests"], online["closed_pct"]) == (10, 9, 0.9)
    assert found["followers"].sum() == value(county, "followers")
    assert channels.channels(county, JUNE, C, ["women"]).empty


def test_outputs(county: Snapshot) -> None:
    """60 in June 2017 and 140 since; the thousand of July 2018 is not delivered yet."""
    found = outputs.by_item(county, JUNE, C).set_index("item")
    row = found.loc["辅助器具"]
    assert (row["quantity"], row["quantity_recent"], row["amount_yuan"]) == (200, 140, 500)
    assert (row["deliveries"], row["evidenced"], row["lines"]) == (2, 1, "残联")
    assert pd.isna(found.loc["法律援助", "amount_yuan"])
    assert list(outputs.by_item(county, JUNE, A)["item"]) == ["法律援助"]
    assert list(outputs.by_item(county, JUNE, C, ["union"])["item"]) == ["法律援助"]
