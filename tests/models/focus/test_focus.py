"""One line seen by itself, in a small county: focus, units, public, comparison, and surveys to results."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.catalogue import LINES
from metrics.focus import against, declared, measured, publics, units
from metrics.tasks import surveys
from metrics.warehouse import Snapshot
from tests.models.loading import Row, load

COUNTY, FIRST, SECOND, MERGED = "990001000000", "990001001000", "990001002000", "990001003000"
JUNE = date(2018, 6, 1)
LONG_TAG = "标" * 200


def org(org_id: str, region: str, setting: str = "企业", **fields: object) -> Row:
    plain = {"name": org_id, "line": "union", "founded_on": date(2018, 1, 1), "in_park": False}
    return plain | {"org_id": org_id, "region_code": region, "setting": setting} | fields


def survey(survey_id: str, region: str, line: str | None, held_on: date = date(2018, 2, 1)) -> Row:
    told = {"survey_id": survey_id, "held_on": held_on, "method": "听意见", "findings": "缺场所"}
    return told | {"region_code": region, "line": line}


def issue(issue_id: str, survey_id: str | None, raised_on: date = date(2018, 3, 1)) -> Row:
    plain = {"title": issue_id, "region_code": FIRST, "line": "union", "due_on": date(2018, 8, 1)}
    told = {"issue_id": issue_id, "survey_id": survey_id, "raised_on": raised_on, "problem": "缺场所"}
    return plain | told | {"status": "交办", "metric_id": "stations_open"}


TOWNSHIP = {"level": "township", "parent_code": COUNTY, "kind": "镇"}
TABLES: dict[str, list[Row]] = {
    "regions": [
        {"code": COUNTY, "name": "金县", "level": "county"},
        {"code": FIRST, "name": "甲镇"} | TOWNSHIP,
        {"code": SECOND, "name": "乙镇"} | TOWNSHIP,
        {"code": MERGED, "name": "丙镇", "valid_to": date(2018, 5, 1), "successor_code": SECOND} | TOWNSHIP,
    ],
    "organizations": [
        org("park", FIRST, in_park=True),
        org("gone", FIRST, in_park=True, founded_on=date(2016, 1, 1), dissolved_on=date(2018, 1, 1)),
        org("area", SECOND, "其他", tags=f"区域性工会;区域性工会； {LONG_TAG[:180]}"),
        org("long", SECOND, "其他", tags=LONG_TAG),
    ],
    "memberships": [
        {"org_id": "park", "period": JUNE, "members": 30},
        {"org_id": "area", "period": JUNE, "members": 50},
    ],
    "publics": [
        {"line": "union", "region_code": COUNTY, "year": 2018, "people": 400},
        {"line": "union", "region_code": FIRST, "year": 2018, "people": 20},
    ],
    "workplaces": [
        {"line": "union", "region_code": COUNTY, "setting": "企业", "year": 2017, "units": 5},
        {"line": "union", "region_code": FIRST, "setting": "企业", "year": 2018, "units": 0},
        {"line": "union", "region_code": SECOND, "setting": "其他", "year": 2018, "units": 6},
        {"line": "union", "region_code": MERGED, "setting": "企业", "year": 2018, "units": 9},
    ],
    "targets": [
        {"metric_id": "beneficiaries", "region_code": COUNTY, "year": 2018, "target": 1000},
        {"metric_id": "public_reach", "year": 2018, "target": 0.4},
    ],
    "surveys": [
        survey("merged", MERGED, "union"),
        survey("joint", COUNTY, None),
        survey("youth", FIRST, "youth"),
        survey("later", FIRST, "union", date(2018, 7, 1)),
    ],
    "issues": [
        issue("1号", "merged"),
        issue("2号", "joint", date(2018, 7, 2)),
        issue("3号", None),
    ],
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return load(tmp_path_factory.mktemp("focus"), TABLES)


def test_every_line_declares_a_focus_that_can_be_counted() -> None:
    for line in LINES:
        told = declared.focuses()[line]
        assert told.text and told.items and told.metrics and told.public


def test_points_are_counted_now_and_a_year_ago(snapshot: Snapshot) -> None:
    found = measured.items(snapshot, JUNE, COUNTY, "union").set_index("name")
    assert list(found.loc["园区企业工会", ["amount", "before"]]) == [1, 1]
    assert list(found.loc["区域性工会", ["amount", "before"]]) == [1, 0]
    assert found.loc["四点半学校", "amount"] == 0


def test_a_tag_of_200_letters_is_one_word_and_a_word_counts_once(snapshot: Snapshot) -> None:
    rows = snapshot.rows("SELECT org_id, tags FROM staging.organizations WHERE len(tags) > 0")
    tags = {org_id: sorted(words) for org_id, words in rows}
    assert tags == {"area": ["区域性工会", LONG_TAG[:180]], "long": [LONG_TAG]}


def test_units_stand_for_their_own_place_and_doubts_are_told(snapshot: Snapshot) -> None:
    found = units.units(snapshot, JUNE, COUNTY, ["union"]).set_index("region_code")
    counts = found[["unit_count", "built_count", "lacking_count", "doubted", "old"]]
    assert list(counts.loc[COUNTY]) == [5, 1, 4, False, True]
    assert list(counts.loc[FIRST]) == [0, 0, 0, True, False]
    assert list(counts.loc[SECOND]) == [6, 2, 4, False, False]
    assert MERGED not in counts.index, "a merged place keeps its units, and is shown no more"
    assert list(units.below(found.reset_index())["region_code"]) == [SECOND]


def test_the_public_is_told_with_its_doubts(snapshot: Snapshot) -> None:
    found = publics.publics(snapshot, JUNE, COUNTY, "union").set_index("region_code")
    assert dict(found["doubt"]) == {COUNTY: "", FIRST: publics.ABOVE, SECOND: publics.ABSENT}
    assert found.loc[COUNTY, "reach_pct"] == 80 / 400
    assert found.loc[[SECOND], ["people", "reach_pct"]].isna().all(axis=None), "no figure is not zero"


def test_a_figure_of_an_earlier_year_is_old(snapshot: Snapshot) -> None:
    later = publics.publics(snapshot, date(2019, 1, 1), COUNTY, "union").set_index("region_code")
    assert later.loc[COUNTY, "doubt"] == publics.OLD


def test_a_line_has_no_target_that_is_for_all_lines_together(snapshot: Snapshot) -> None:
    found = against.against(snapshot, JUNE, COUNTY, ["women"]).set_index("metric_id")
    assert found["target"].isna()["beneficiaries"]
    union = against.against(snapshot, JUNE, COUNTY, ["union"]).set_index("metric_id")
    assert union.loc["public_reach", "target"] == 0.4
    assert union.loc["public_reach", "light"] == "red"


def test_lines_stand_in_their_own_order_and_never_in_one_of_size(snapshot: Snapshot) -> None:
    found = against.against(snapshot, JUNE, COUNTY)
    assert list(dict.fromkeys(found["line"])) == list(LINES)


def test_surveys_of_a_merged_place_count_where_it_went(snapshot: Snapshot) -> None:
    found = surveys.surveys(snapshot, JUNE, SECOND).set_index("survey_id")
    assert list(found.index) == ["merged"]
    assert found.loc["merged", "issue_count"] == 1
    counted = surveys.by_township(
        surveys.surveys(snapshot, JUNE, COUNTY), surveys.townships(snapshot, JUNE, COUNTY)
    )
    assert dict(zip(counted["name"], counted["surveys"], strict=True)) == {"甲镇": 1, "乙镇": 1}


def test_joint_surveys_belong_to_every_line_and_later_ones_to_nobody(snapshot: Snapshot) -> None:
    assert set(surveys.surveys(snapshot, JUNE, COUNTY, ["union"])["survey_id"]) == {"merged", "joint"}
    assert set(surveys.surveys(snapshot, JUNE, COUNTY)["survey_id"]) == {"merged", "joint", "youth"}


def test_what_was_heard_is_followed_or_told_to_be_without_result(snapshot: Snapshot) -> None:
    found = surveys.surveys(snapshot, JUNE, COUNTY)
    assert set(surveys.without_result(found)["survey_id"]) == {"joint", "youth"}, "2号 is raised later"
    followed = surveys.followed(snapshot, JUNE)
    assert list(followed["item_id"]) == ["1号"]
    assert not followed["done"].any()
