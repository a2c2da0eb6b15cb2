"""Gaps, access and siting where places lack something, minutes are handed in, or a village was merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics import distances
from metrics.coverage import by_place
from metrics.gaps import equity, gaps, listed
from metrics.gaps import moved as gaps_moved
from metrics.gaps.listed import Wanted
from metrics.siting import effect, plan, proposal
from metrics.siting.plan import Found, Question, Refused
from metrics.siting.proposal import Terms
from metrics.warehouse import Snapshot
from tests.models.loading import load

JANUARY, JUNE = date(2018, 1, 1), date(2018, 6, 1)
COUNTY, NEAR, FAR = "990001000000", "990001001000", "990001002000"
A, B = "990001001001", "990001001002"
D, E, F, G = "990001002001", "990001002002", "990001002003", "990001002004"
PEOPLE = {A: 1000, B: 2000, D: 400, E: 300, F: None, G: 100}
#: Minutes against the lie of the land: B is next to the station and has long, D is far and has short.
MINUTES = {(B, A): 50.0, (D, A): 5.0, (A, D): 7.0, (F, A): 30.0}


def place(code: str, name: str, level: str, parent: str | None, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "level": level, "parent_code": parent, **more}


def tables() -> dict[str, list[dict[str, Any]]]:
    """Two townships: 甲镇 with A and B, one kilometre apart; 乙乡, ten kilometres east, with D, E, F and G.

    E has no point, F no population; G was merged into D in March 2018. Only 甲镇 reports activities.
    """
    villages = [
        place(A, "A村", "village", NEAR, lon=114.60, lat=27.40),
        place(B, "B村", "village", NEAR, lon=114.61, lat=27.40),
        place(D, "D村", "village", FAR, lon=114.70, lat=27.40),
        place(E, "E村", "village", FAR),
        place(F, "F村", "village", FAR, lon=114.72, lat=27.40),
        place(
            G, "G村", "village", FAR, lon=114.71, lat=27.40, valid_to=date(2018, 3, 1), successor_code=D
        ),
    ]  # fmt: skip
    return {
        "regions": [
            place(COUNTY, "金县", "county", None),
            place(NEAR, "甲镇", "township", COUNTY, lon=114.60, lat=27.40),
            place(FAR, "乙乡", "township", COUNTY, lon=114.70, lat=27.40),
            *({**village, "population": PEOPLE[village["code"]]} for village in villages),
        ],
        "organizations": [
            {"org_id": f"w-{code}", "name": "妇联", "line": "women", "region_code": code,
             "setting": "村社区", "founded_on": date(2017, 1, 1)}
            for code in (A, B, G)
        ],
        "stations": [
            {"station_id": "S1", "name": "甲站", "kind": "群团服务站", "region_code": A,
             "lead_line": "women", "opened_on": date(2017, 1, 1)},
        ],
        "activities": [
            {"activity_id": "a1", "name": "会", "lead_line": "women", "region_code": A,
             "held_on": date(2018, 5, 1), "theme": "其他", "participants": 9},
            {"activity_id": "a3", "name": "会", "lead_line": "union", "region_code": NEAR,
             "held_on": date(2017, 11, 15), "theme": "其他", "participants": 9},
            {"activity_id": "a2", "name": "会", "lead_line": "women", "region_code": G,
             "held_on": date(2017, 6, 1), "theme": "其他", "participants": 9},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return load(tmp_path_factory.mktemp("plain"), tables())


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    rows = [
        {"origin_code": start, "destination_code": end, "minutes": minutes}
        for (start, end), minutes in MINUTES.items()
    ]
    return load(tmp_path_factory.mktemp("timed"), tables() | {"travel_times": rows})


def of_women(found: pd.DataFrame) -> pd.DataFrame:
    return found[found["line"] == "women"].set_index("region_code")


def test_minutes_take_the_place_of_great_circles(timed: Snapshot, plain: Snapshot) -> None:
    assert [distances.ways(snapshot).unit for snapshot in (timed, plain)] == ["分钟", "公里"]
    by_minutes, by_km = (of_women(gaps.gaps(snapshot, JUNE, COUNTY)) for snapshot in (timed, plain))
    assert by_minutes.loc[[B, D], "station_way"].to_list() == [50.0, 5.0]
    assert by_km.loc[B, "station_way"] == pytest.approx(0.987, abs=0.001)
    assert by_km.loc[D, "station_way"] == pytest.approx(9.872, abs=0.001)
    # Equity: A has 0 minutes, D 5, B 50; F has minutes but no people, E has neither point nor minutes.
    access = equity.access(timed, JUNE, COUNTY)
    assert dict(zip(access.villages["name"], access.villages["way"], strict=True)) == {
        "B村": 50, "D村": 5, "A村": 0,
    }  # fmt: skip
    assert access.mean_way == pytest.approx((2000 * 50 + 400 * 5) / 3400)


def test_siting_in_minutes_reaches_whom_the_minutes_reach(timed: Snapshot) -> None:
    on, asked = plan.ground(timed, JUNE, COUNTY), Question(JUNE, COUNTY, 1, 10.0)
    found = plan.answer(on, asked)
    assert isinstance(found, Found)
    told = effect.plan(on, asked, found)
    # S1 in A reaches A and, in 5 minutes, D; only B's 2,000 are left, one kilometre off and 50 minutes.
    assert (told.before, told.after, found.sites, found.everyone) == (1400, 3400, (B,), 1)


def test_what_lacks_point_or_people_is_listed_and_never_dropped(plain: Snapshot) -> None:
    found = of_women(gaps.gaps(plain, JUNE, COUNTY))
    assert {E, F} <= set(found.index)
    assert not found.loc[E, "placed"]
    assert pd.isna(found.loc[E, "station_way"])
    assert pd.isna(found.loc[F, "people"])
    lacking = {"E村": "没有坐标或出行时间", "F村": "没有常住人口"}
    access = equity.access(plain, JUNE, COUNTY)
    assert dict(zip(access.left_out["name"], access.left_out["reason"], strict=True)) == lacking
    on = plan.ground(plain, JUNE, COUNTY)
    assert dict(zip(on.left_out["name"], on.left_out["reason"], strict=True)) == lacking
    assert set(on.demand["region_code"]) == {A, B, D}


def test_a_merged_village_counts_in_its_successor(plain: Snapshot) -> None:
    before, now = (of_women(gaps.gaps(plain, month, COUNTY)) for month in (JANUARY, JUNE))
    assert now.loc[D, "verdict"] == "未报", "the organisation of G is D's from March on"
    assert before.loc[D, "verdict"] == "缺失"
    assert G in before.index
    assert G not in now.index
    moved = gaps_moved.moved(plain, JUNE, JANUARY, COUNTY).set_index(["region_code", "line"])["moved"]
    assert moved[(G, "union")] == "不再应建"
    assert moved[(G, "women")] == moved[(D, "women")] == "不可比", "it was silent, and so is D now"
    assert moved[(B, "union")] == "仍缺"
    assert moved[(A, "women")] == "补上", "dormant in January, for others were heard of in 甲镇"


def test_a_village_that_is_there_before_its_township_stays_in_it(tmp_path: Path) -> None:
    given = tables()
    given["regions"][2]["valid_from"] = date(2018, 4, 1)
    snapshot = load(tmp_path, given)
    found = gaps.gaps(snapshot, JANUARY, COUNTY)
    assert set(found.loc[found["township_code"] == FAR, "township"]) == {"乙乡"}
    counted = gaps.by_township(snapshot, JANUARY, COUNTY)
    assert not counted.duplicated(["region_code", "line"]).any()
    assert set(counted.loc[counted["region_code"] == FAR, "expected"]) == {4}, "D, E, F, G"
    access = equity.access(snapshot, JANUARY, COUNTY)
    assert equity.by_township(access)["people"].to_list() == [500, 3000]
    on, asked = plan.ground(snapshot, JANUARY, COUNTY), Question(JANUARY, COUNTY, 1, 5.0)
    answered = plan.answer(on, asked)
    assert isinstance(answered, Found)
    told = effect.plan(on, asked, answered)
    assert told.townships["population"].sum() == told.people == 3500


def test_an_organisation_where_none_is_expected_is_near_all_the_same(tmp_path: Path) -> None:
    given = tables()
    given["organizations"].append(
        {"org_id": "s", "name": "科协", "line": "science", "region_code": A, "setting": "村社区",
         "founded_on": date(2017, 1, 1)}
    )  # fmt: skip
    found = gaps.gaps(load(tmp_path, given), JUNE, COUNTY, ["science"]).set_index("region_code")
    assert (found.loc[FAR, "verdict"], found.loc[FAR, "organization_place"]) == ("缺失", "A村")
    assert found.loc[FAR, "organization_way"] == pytest.approx(9.872, abs=0.001)


def test_townships_of_one_name_are_told_apart_by_their_county(tmp_path: Path) -> None:
    given = tables()
    city, other, town = "990000000000", "990002000000", "990002001000"
    given["regions"] += [
        place(city, "金市", "city", None),
        place(other, "银县", "county", city),
        place(town, "甲镇", "township", other),
    ]
    given["regions"][0]["parent_code"] = city
    snapshot = load(tmp_path, given)
    grouped = listed.grouped(gaps.gaps(snapshot, JUNE, city), "township").set_index("township")
    assert set(grouped.index) == {"金县", "银县", "金县甲镇", "银县甲镇", "乙乡"}
    assert grouped.loc["银县甲镇", "缺失"] == 7
    moved = gaps_moved.moved(snapshot, JUNE, JANUARY, city)
    assert set(moved["township"]) == set(grouped.index)
    on = plan.ground(snapshot, JUNE, city)
    assert set(on.demand["township"]) == {"金县甲镇", "乙乡"}
    only = replace(on, candidates=on.candidates[on.candidates["region_code"] == NEAR].reset_index(drop=True))
    asked = Question(JUNE, city, 1, 5.0)
    answered = plan.answer(only, asked)
    assert isinstance(answered, Found)
    terms = Terms(("women",), date(2019, 1, 1), date(2019, 6, 1), 1.0, "岗位")
    sheets = proposal.sheets(effect.plan(only, asked, answered), terms)
    assert sheets["服务阵地"]["名称"].to_list() == ["金县甲镇群团服务站"]


def test_a_county_without_townships_is_its_own_place(tmp_path: Path) -> None:
    snapshot = load(tmp_path, {"regions": tables()["regions"][:1]})
    assert set(gaps.gaps(snapshot, JUNE, COUNTY)["township"]) == {"金县"}
    assert set(gaps.by_township(snapshot, JUNE, COUNTY)["name"]) == {"金县"}
    assert set(gaps_moved.moved(snapshot, JUNE, JANUARY, COUNTY)["township"]) == {"金县"}
    assert equity.access(snapshot, JUNE, COUNTY).mean_way is None


def test_townships_of_one_name_keep_a_floor_each(tmp_path: Path) -> None:
    given = tables()
    given["regions"][2]["name"] = "甲镇"
    on = plan.ground(load(tmp_path, given), JUNE, COUNTY)
    tight = plan.answer(on, Question(JUNE, COUNTY, 1, 0.5, 1.0))
    assert isinstance(tight, Refused)
    assert [one.group for one in tight.shortfalls] == [f"甲镇（{FAR}）"]
    # The second alone lacks something, and one station there meets it.
    far = plan.answer(on, Question(JUNE, COUNTY, 1, 0.5, 0.33))
    assert isinstance(far, Found)
    assert far.sites[0] in {D, FAR}, "they stand on one spot"


def test_silence_is_neither_a_gap_nor_nought_and_the_map_says_the_same(plain: Snapshot) -> None:
    counted = gaps.by_township(plain, JUNE, COUNTY)
    places = gaps.together(counted, "region_code").set_index("region_code")
    drawn = by_place.places_below(plain, JUNE, COUNTY, "township").set_index("region_code")
    assert places.loc[[NEAR, FAR], "silent"].to_list() == drawn.loc[[NEAR, FAR], "silent"].to_list()
    assert places.loc[[NEAR, FAR], "silent"].to_list() == [False, True]
    assert (places.loc[FAR, "gaps"], places.loc[FAR, "unreported"]) == (
        places.loc[FAR, "expected"] - 1, 1,
    )  # fmt: skip
    assert places["gaps"].sum() + places["unreported"].sum() == len(gaps.gaps(plain, JUNE, COUNTY))
    total = gaps.with_sum(counted, "合计")
    assert total.loc[total["region_code"] == "", "gaps"].sum() == places["gaps"].sum()


def test_the_list_is_narrowed_and_grouped(plain: Snapshot) -> None:
    found = gaps.gaps(plain, JUNE, COUNTY)
    far = listed.kept(found, Wanted(levels=("village",), far=9.0))
    assert set(far["name"]) == {"D村", "E村", "F村"}, "what has no known way may be far"
    assert set(listed.kept(found, Wanted(verdicts=("沉睡",)))["name"]) == {"B村"}
    assert listed.kept(found, Wanted(quiet=240))["months_quiet"].isna().all(), "never active is longest"
    grouped = listed.grouped(found, "township").set_index("township")
    assert grouped.loc["乙乡", "未报"] == 1
    assert grouped["gaps"].sum() + grouped["未报"].sum() == len(found)


def test_a_floor_that_cannot_be_met_says_who_lacks_how_much(plain: Snapshot) -> None:
    asked = Question(JUNE, COUNTY, 1, 5.0, 1.0)
    assert isinstance(plan.answer(plan.ground(plain, JUNE, COUNTY), asked), Found)
    # Within half a kilometre one more station reaches B or D, not both: leaving D lacks 400, B 2,000.
    tight = plan.answer(plan.ground(plain, JUNE, COUNTY), Question(JUNE, COUNTY, 1, 0.5, 1.0))
    assert isinstance(tight, Refused)
    assert [(one.group, one.missing_weight, one.reached_pct) for one in tight.shortfalls] == [
        ("乙乡", 400, 0)
    ]


def test_townships_tell_how_far_their_people_have(plain: Snapshot) -> None:
    now, before = (equity.access(plain, month, COUNTY) for month in (JUNE, JANUARY))
    told = equity.by_township(now, before).set_index("name")
    assert list(told.index) == ["乙乡", "甲镇"], "the farthest first"
    assert told.loc["甲镇", "mean_way"] == pytest.approx(0.987 * 2000 / 3000, abs=0.001)
    # In January G's 100 people, a kilometre farther than D's 400, still counted on their own.
    assert told.loc["乙乡", "before"] == pytest.approx((9.872 * 400 + 10.859 * 100) / 500, abs=0.002)
    assert equity.by_township(now)["before"].isna().all()
