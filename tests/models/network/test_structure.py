"""The structure of a small county: links, levels, reform, staff, leads, with the arithmetic written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.network import by_place, leadership, staffing, structure
from metrics.values import values
from metrics.warehouse import Snapshot
from tests.models.loading import load

COUNTY, FIRST, SECOND, PARK = "990001000000", "990001001000", "990001002000", "990001400000"
VILLAGE, LONELY = "990001001201", "990001002201"
JUNE = date(2018, 6, 1)


def org(org_id: str, region: str, setting: str, parent: str | None = "c", **fields: Any) -> dict[str, Any]:
    return {
        "org_id": org_id, "name": org_id, "line": "union", "region_code": region, "setting": setting,
        "parent_id": parent, "founded_on": date(2015, 1, 1), "in_park": False,
    } | fields  # fmt: skip


REGIONS = [
    {"code": COUNTY, "name": "金县", "level": "county"},
    {"code": FIRST, "name": "甲镇", "level": "township", "parent_code": COUNTY, "kind": "镇"},
    {"code": SECOND, "name": "乙乡", "level": "township", "parent_code": COUNTY, "kind": "乡"},
    {"code": PARK, "name": "园区", "level": "township", "parent_code": COUNTY, "kind": "园区"},
    {"code": VILLAGE, "name": "一村", "level": "village", "parent_code": FIRST, "kind": "行政村"},
    {"code": LONELY, "name": "二村", "level": "village", "parent_code": SECOND, "kind": "行政村"},
]
ORGANIZATIONS = [
    org("c", COUNTY, "机关", None),
    org("t1", FIRST, "乡镇街道"),
    org("v1", VILLAGE, "村社区", "t1"),
    org("v2", LONELY, "村社区"),  # there is no union in its township
    org("f1", FIRST, "企业", None),
    org("gone", FIRST, "企业", dissolved_on=date(2018, 6, 30)),
    org("f2", PARK, "企业", "gone"),
    org("later", FIRST, "企业", founded_on=date(2018, 7, 1)),
    org("f3", FIRST, "企业", "later"),
    org("w1", FIRST, "乡镇街道", "wc", line="women", committee_size=5),
    org("w2", SECOND, "乡镇街道", "wc", line="women", committee_size=4),
    org("wp", PARK, "园区", "wc", line="women"),
    org("wc", COUNTY, "机关", None, line="women"),
    org("o1", COUNTY, "驻外", external_city="深圳", founded_on=date(2018, 6, 30)),
    org("o2", COUNTY, "驻外", external_city="北京", founded_on=date(2018, 7, 1)),
]


def staff(org_id: str, period: date, **fields: int) -> dict[str, Any]:
    return {"org_id": org_id, "period": period} | fields


CADRES = [
    staff("c", date(2018, 3, 1), lead_full=9, lead_part=0, lead_seconded=0),
    staff("c", date(2018, 6, 1), posts=8, full_time=7, part_time=2, lead_full=3, lead_part=2, lead_seconded=1,
          standing=10, standing_front=4, committee=30, committee_front=18, congress=100),
    staff("t1", date(2018, 5, 1), full_time=1, contract=3, lead_full=1, lead_part=1,
          congress=50, congress_front=35),
    staff("wc", date(2017, 6, 1), full_time=50, lead_full=50, lead_part=1, lead_seconded=1),
    staff("w1", date(2017, 7, 1), lead_full=1, lead_part=2, lead_seconded=1),
]  # fmt: skip
STRUCTURES = [
    {"region_code": COUNTY, "item": "领导小组", "planned_on": date(2017, 5, 1), "done_on": date(2017, 5, 1)},
    {"region_code": COUNTY, "line": "union", "item": "一办两部", "planned_on": date(2018, 1, 1),
     "done_on": date(2018, 1, 11)},
    {"region_code": COUNTY, "line": "women", "item": "一办两部", "planned_on": date(2018, 6, 30)},
    {"region_code": FIRST, "item": "党群办", "planned_on": date(2018, 7, 1), "done_on": date(2018, 6, 30)},
    {"region_code": SECOND, "item": "党群办", "planned_on": date(2018, 7, 1), "done_on": date(2018, 7, 1)},
    {"region_code": PARK, "item": "党群办"},
]  # fmt: skip


def task(task_id: str, plan: str, lead: str, **fields: Any) -> dict[str, Any]:
    return {
        "task_id": task_id, "name": task_id, "plan": plan, "pillar": "三级联动", "lead_role": lead,
        "region_code": COUNTY, "planned_start": date(2018, 1, 1), "planned_end": date(2018, 5, 31),
        "progress": 50.0,
    } | fields  # fmt: skip


TASKS = [
    task("a", "overall", "总牵头"),
    task("b", "union", "牵头二", weight=1.0),
    task("d", "union", "牵头一", weight=2.0),
    task("e", "women", "牵头一", planned_end=date(2018, 12, 31)),
]
ISSUES = [
    {"issue_id": "i", "title": "t", "raised_on": date(2018, 1, 1), "region_code": COUNTY, "line": "women",
     "due_on": date(2018, 2, 1), "status": "办理中"}
]  # fmt: skip
MEETINGS = [{"meeting_id": str(month), "name": "会", "held_on": date(2018, month, 9)} for month in (2, 5, 7)]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    tables = {
        "regions": REGIONS, "organizations": ORGANIZATIONS, "cadres": CADRES, "structures": STRUCTURES,
        "reform_tasks": TASKS, "issues": ISSUES, "meetings": MEETINGS,
    }  # fmt: skip
    return load(tmp_path_factory.mktemp("structure"), tables)


def test_broken_links(snapshot: Snapshot) -> None:
    found = structure.links(snapshot, JUNE, COUNTY)
    assert dict(zip(found["org_id"], found["fault"], strict=True)) == {
        "f1": "未填上级", "f2": "上级已撤销", "f3": "上级未成立", "v2": "上一级缺组织",
    }  # fmt: skip
    assert found.set_index("org_id").loc["f1", "row_number"] == 6
    may = structure.links(snapshot, date(2018, 5, 1), COUNTY)
    assert "f2" not in set(may["org_id"]), "its parent was still there"


def test_broken_links_of_a_place_and_a_line(snapshot: Snapshot) -> None:
    assert list(structure.links(snapshot, JUNE, SECOND)["org_id"]) == ["v2"]
    assert structure.links(snapshot, JUNE, COUNTY, ["women"]).empty


def test_what_belonged_to_a_merged_township_counts_in_its_successor(tmp_path: Path) -> None:
    merged = {"valid_to": date(2018, 6, 1), "successor_code": FIRST}
    regions = [row | merged if row["code"] == SECOND else row for row in REGIONS]
    regions = [row | {"parent_code": FIRST} if row["code"] == LONELY else row for row in regions]
    tables = {"regions": regions, "organizations": ORGANIZATIONS, "structures": STRUCTURES}
    after = load(tmp_path, tables)
    assert "v2" not in set(structure.links(after, JUNE, COUNTY)["org_id"]), "t1 now stands above it"
    township = structure.levels_by_line(after, JUNE, FIRST).set_index(["level", "line"])
    assert township.loc[("township", "women"), "organization_count"] == 2
    assert staffing.committees(after, JUNE, COUNTY)["committee_size"].to_list() == [5]
    assert list(structure.reforms(after, JUNE, FIRST)["region_name"]) == ["甲镇", "甲镇"]


def test_levels_by_line(snapshot: Snapshot) -> None:
    found = structure.levels_by_line(snapshot, JUNE, COUNTY).set_index(["level", "line"])
    counts = ["organization_count", "covering_count", "expected_count", "covered_count", "missing_count"]
    # t1, f1, f3 in the first township, f2 in the park; three townships expected, one covered.
    assert list(found.loc[("township", "union"), [*counts, "broken_count"]]) == [4, 1, 3, 1, 2, 3]
    assert list(found.loc[("village", "union"), counts]) == [2, 2, 2, 2, 0]
    assert list(found.loc[("village", "youth"), counts]) == [0, 0, 2, 0, 2]
    metrics = values.values(snapshot, [JUNE], ["organizations", "org_coverage"], [""], [COUNTY])
    sums = metrics.set_index("metric_id")
    assert found["organization_count"].sum() == sums.loc["organizations", "value"]
    assert found["expected_count"].sum() == sums.loc["org_coverage", "denominator"]
    assert found["covered_count"].sum() == sums.loc["org_coverage", "numerator"]


def test_reforms_planned_against_done(snapshot: Snapshot) -> None:
    found = structure.reforms(snapshot, JUNE, COUNTY)
    assert list(zip(found["item"], found["state"], found["days_late"], strict=True)) == [
        ("领导小组", "按期到位", 0),
        ("一办两部", "到期未到位", 0),
        ("一办两部", "逾期到位", 10),
        ("党群办", "按期到位", 0),
        ("党群办", "未到期", 0),
        ("党群办", "未定日期", 0),
    ]
    items = structure.items(found).set_index("item")
    counts = ["total_count", "due_count", "done_count", "overdue_count"]
    assert list(items.loc["一办两部", counts]) == [2, 2, 1, 1]
    assert list(items.loc["党群办", counts]) == [3, 0, 1, 0]
    assert items.loc["党群办", "done_pct"] == pytest.approx(1 / 3)
    done = values.values(snapshot, [JUNE], ["structure_done"], [""], [COUNTY])
    assert (items["done_count"].sum(), items["total_count"].sum()) == (3, 6)
    assert tuple(done[["numerator", "denominator"]].iloc[0]) == (3, 6)


def test_staffing(snapshot: Snapshot) -> None:
    """The latest rows are c of June, t1 of May and w1 of July 2017; wc's is 12 months old and out.

    Leaders where all three are stated: c 3 + 2 + 1 and w1 1 + 2 + 1: (3 + 3) / 10.
    """
    found = staffing.staffing(snapshot, JUNE, COUNTY).set_index("line")
    whole = found.loc[""]
    assert (whole["organization_count"], whole["full_time"], whole["contract"]) == (3, 8, 3)
    assert (whole["lead_helpers"], whole["leaders"], whole["helpers_pct"]) == (6, 10, 0.6)
    assert pd.isna(whole["seconded"]), "nobody states it"
    assert found.loc["women", "helpers_pct"] == 0.75
    ratio = values.values(snapshot, [JUNE], ["part_time_ratio"], [""], [COUNTY]).iloc[0]
    assert (ratio["numerator"], ratio["denominator"]) == (6, 10)


def test_front_line_shares_stand_apart(snapshot: Snapshot) -> None:
    """The county states no front-line delegates, so its congress of 100 does not count."""
    whole = staffing.staffing(snapshot, JUNE, COUNTY).iloc[0]
    assert (whole["standing_front"], whole["standing"], whole["standing_pct"]) == (4, 10, 0.4)
    assert (whole["committee_front"], whole["committee"], whole["committee_pct"]) == (18, 30, 0.6)
    assert (whole["congress_front"], whole["congress"], whole["congress_pct"]) == (35, 50, 0.7)
    ratio = values.values(snapshot, [JUNE], ["frontline_ratio"], [""], [COUNTY]).iloc[0]
    assert (ratio["numerator"], ratio["denominator"]) == (4 + 18 + 35, 10 + 30 + 50)


def test_women_committees_of_townships_without_parks(snapshot: Snapshot) -> None:
    found = staffing.committees(snapshot, JUNE, COUNTY)
    assert list(zip(found["region_name"], found["committee_size"], found["enough"], strict=True)) == [
        ("乙乡", 4, False),
        ("甲镇", 5, True),
    ]
    share = values.values(snapshot, [JUNE], ["women_exec_ok"], [""], [COUNTY]).iloc[0]
    assert (share["numerator"], share["denominator"]) == (found["enough"].sum(), len(found))
    assert staffing.committees(snapshot, JUNE, PARK).empty


def test_outposts(snapshot: Snapshot) -> None:
    assert list(staffing.outposts(snapshot, JUNE, COUNTY)["city"]) == ["深圳"]
    assert staffing.outposts(snapshot, JUNE, FIRST).empty


def test_leads_and_their_lines(snapshot: Snapshot) -> None:
    lines = leadership.by_line(snapshot, JUNE, COUNTY).set_index("line")
    assert lines.loc["union", "lead_role"] == "牵头一", "its plan names that lead with weight 2 of 3"
    assert pd.isna(lines.loc["youth", "lead_role"])
    assert (lines.loc["women", "issue_overdue"], lines.loc["union", "overdue_count"]) == (1, 2)
    leads = leadership.leads(snapshot, JUNE, COUNTY).set_index("lead_role")
    assert list(leads.index) == ["总牵头", "牵头一", "牵头二", "牵头三", "牵头四"]
    assert leads.loc["牵头一", "lines"] == ["union", "women"]
    assert (leads.loc["牵头一", "task_count"], leads.loc["牵头一", "issue_overdue"]) == (2, 1)
    assert (leads.loc["牵头三", "task_count"], leads.loc["牵头三", "lines"]) == (0, [])
    assert pd.isna(leads.loc["牵头三", "progress_pct"])
    assert pd.isna(leads.loc["牵头三", "issue_overdue"])


def test_the_county_leads_its_townships_too(snapshot: Snapshot) -> None:
    lines = leadership.by_line(snapshot, JUNE, VILLAGE).set_index("line")
    assert lines.loc["union", "lead_role"] == "牵头一"
    assert lines.loc["union", "task_count"] == 0
    assert list(leadership.bodies(snapshot, JUNE, VILLAGE)["done_on"]) == [pd.Timestamp(2017, 5, 1)]


def test_meetings_so_far(snapshot: Snapshot) -> None:
    held = leadership.meetings(snapshot, JUNE).iloc[0]
    assert (held["meeting_count"], held["last_held_on"]) == (2, pd.Timestamp(2018, 5, 9))


def test_places_side_by_side(snapshot: Snapshot) -> None:
    found = by_place.by_place(snapshot, JUNE, COUNTY).set_index("region_name")
    # 甲镇: 7 township and 4 village cells, of which union and women of the town and union of the village.
    assert found.loc["甲镇", "missing_count"] == 8
    assert list(found.loc[["甲镇", "乙乡", "园区"], "broken_count"]) == [2, 1, 1]
    assert found.loc["甲镇", "committee_size"] == 5
    assert pd.isna(found.loc["园区", "committee_size"])
    assert found.loc["甲镇", "structure_done"] == 1
    assert by_place.by_place(snapshot, JUNE, VILLAGE).empty
    union = by_place.by_place(snapshot, JUNE, COUNTY, ["union"]).set_index("region_name")
    assert list(union.loc[["甲镇", "乙乡"], "missing_count"]) == [0, 1]
