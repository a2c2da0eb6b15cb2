"""Collections: who owes what to whom, where each unit stands, and what deadlines change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from metrics.behind import rows as provenance
from metrics.data import collecting, completeness
from metrics.overview import attention
from metrics.warehouse import Snapshot
from tests.models.loading import load
from tests.models.suspect_county import COUNTY, TOWN, VILLAGE, organization

MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
OTHER, MERGED = "990001002000", "990001001009"
PLACES = [
    {"code": COUNTY, "name": "县", "level": "county", "parent_code": None},
    {"code": TOWN, "name": "镇", "level": "township", "parent_code": COUNTY, "kind": "镇"},
    {"code": OTHER, "name": "乡", "level": "township", "parent_code": COUNTY, "kind": "乡"},
    {"code": VILLAGE, "name": "村", "level": "village", "parent_code": TOWN},
    {
        "code": MERGED, "name": "并村", "level": "village", "parent_code": OTHER,
        "valid_to": date(2018, 6, 20), "successor_code": VILLAGE,
    },
]  # fmt: skip
ORGANIZATIONS = [
    organization("县工会", region_code=COUNTY),
    organization("镇工会", region_code=TOWN),
    organization("村工会", region_code=VILLAGE),
    organization("并村工会", region_code=MERGED),
    organization("乡工会", region_code=OTHER),
    organization("乡团委", region_code=OTHER, line="youth"),
    organization("撤了", region_code=OTHER, dissolved_on=date(2018, 6, 30)),
]


def collection(unit: str, **fields: object) -> dict[str, object]:
    """A row of `collections` that asks for June's memberships until 10 July."""
    return {
        "collection_id": "2018-06", "name": "6月会员月报", "unit": unit, "period": JUNE, "tables": "会员",
        "due_on": date(2018, 7, 10), **fields,
    }  # fmt: skip


def report(org_id: str, period: date = JUNE) -> dict[str, object]:
    return {"org_id": org_id, "period": period, "members": 10}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The township has handed in late; the other has one of two reports; the county has sent nothing."""
    rows = {
        "regions": PLACES,
        "organizations": ORGANIZATIONS,
        "memberships": [
            *(report(str(org["org_id"]), MAY) for org in ORGANIZATIONS),
            *(report(org_id) for org_id in ("镇工会", "村工会", "并村工会", "乡工会")),
        ],
        "collections": [
            collection(COUNTY),
            collection(TOWN, handed_in_on=date(2018, 7, 12)),
            collection(OTHER, tables="memberships；活动"),
        ],
    }
    return load(tmp_path_factory.mktemp("collecting"), rows)


def test_the_nearest_unit_owes_and_a_merged_village_lies_below_its_successor(snapshot: Snapshot) -> None:
    rows = snapshot.rows("SELECT reporter_id, unit FROM marts.asked_reports ORDER BY reporter_id")
    assert dict(rows) == {
        "县工会": COUNTY, "镇工会": TOWN, "村工会": TOWN, "并村工会": TOWN, "乡工会": OTHER, "乡团委": OTHER,
    }  # fmt: skip


def test_each_unit_has_a_state_and_what_it_lacks(snapshot: Snapshot) -> None:
    found = collecting.unit_states(snapshot, date(2018, 7, 15), COUNTY).set_index("unit_name")
    assert dict(found["state"]) == {"县": "overdue", "镇": "handed_in", "乡": "overdue"}
    assert dict(found["days_late"]) == {"县": 5, "镇": 2, "乡": 5}
    assert list(found.loc["乡", "missing"]) == ["活动", "会员"]
    assert list(found.loc["镇", "missing"]) == []
    assert (found.loc["乡", "asked"], found.loc["乡", "present"]) == (3, 1), "two reports and some activity"
    before = collecting.unit_states(snapshot, date(2018, 7, 10), COUNTY)
    assert set(before["state"]) == {"outstanding", "handed_in"}, "the last day is still in time"
    assert list(collecting.unit_states(snapshot, JUNE, OTHER)["unit_name"]) == ["乡"]
    counted = collecting.collections(snapshot, date(2018, 7, 15)).iloc[0]
    assert (counted["units"], counted["handed_in"], counted["overdue"]) == (3, 1, 2)


def test_the_reminder_names_units_tables_and_days(snapshot: Snapshot) -> None:
    day = date(2018, 7, 15)
    text = collecting.reminder(collecting.unit_states(snapshot, day, COUNTY), day)
    assert text == (
        "“6月会员月报”到 2018年7月15日还有 2 个单位没有交齐：\n"
        "1. 县：会员（逾期 5 天）\n2. 乡：活动、会员（逾期 5 天）\n请尽快按下发的表填好交回。"
    )
    early = date(2018, 7, 1)
    assert "2018年7月10日截止" in collecting.reminder(collecting.unit_states(snapshot, early, COUNTY), early)
    done = collecting.unit_states(snapshot, day, TOWN)
    assert collecting.reminder(done, day) == ""


def states(snapshot: Snapshot, today: date) -> dict[str, str]:
    """State of each unit in June."""
    found = completeness.units(snapshot, "memberships", JUNE, COUNTY, today=today)
    june = found[found["period"].map(lambda day: day.month) == 6]
    return dict(zip(june["unit_id"], june["state"], strict=True))


def test_a_deadline_decides_what_is_late_and_what_is_missing(snapshot: Snapshot) -> None:
    after = states(snapshot, date(2018, 7, 15))
    assert (after["镇工会"], after["村工会"]) == ("late", "late"), "handed in on the 12th"
    assert after["乡工会"] == "unknown", "a demonstration row, and its unit has not handed in"
    assert (after["乡团委"], after["县工会"]) == ("missing", "missing")
    before = states(snapshot, date(2018, 7, 10))
    assert (before["乡团委"], before["县工会"]) == ("awaited", "awaited")
    counted = completeness.matrix(snapshot, "memberships", JUNE, COUNTY, today=date(2018, 7, 10))
    june = counted[counted["period"].map(lambda day: day.month) == 6]
    assert (june["expected"].sum(), june["awaited"].sum(), june["missing"].sum()) == (6, 2, 0)


def test_the_reporting_rate_names_the_deadline(snapshot: Snapshot) -> None:
    found = provenance.lacking_units(snapshot, "reporting_rate", JUNE, COUNTY)
    assert set(found["reason"]) == {"没有报统计月（2018-07-10 截止），最近一期 2018-05"}
    assert len(found) == 2


def test_what_is_overdue_is_a_concern_and_only_then(snapshot: Snapshot) -> None:
    def told(today: date, period: date = JUNE) -> list[tuple[str, float]]:
        found = attention.attention(snapshot, period, COUNTY, today=today)
        own = found[found["rule"] == "overdue_report"]
        return list(zip(own["subject"], own["value"], strict=True))

    assert told(date(2018, 7, 15)) == [("6月会员月报", 2)]
    assert told(date(2018, 7, 10)) == []
    assert told(date(2018, 7, 15), MAY) == [], "June is not looked at from May"


def test_a_month_of_which_nobody_reported_is_a_concern_too(tmp_path: Path) -> None:
    rows = {
        "regions": PLACES,
        "organizations": ORGANIZATIONS,
        "memberships": [report("县工会", MAY)],
        "collections": [collection(COUNTY, collection_id="2018-06-union", line="union")],
    }
    silent = load(tmp_path, rows)
    found = attention.attention(silent, MAY, COUNTY, today=date(2018, 7, 15))
    own = found[found["rule"] == "overdue_report"]
    assert list(own["collection_id"]) == ["2018-06-union"], "the data ends with May"
    assert (
        attention.attention(silent, MAY, COUNTY, today=date(2018, 7, 10))
        .query("rule == 'overdue_report'")
        .empty
    )


def test_a_collection_must_name_tables_that_can_be_collected(tmp_path: Path) -> None:
    from tests.etl.county import COUNTY as FILES
    from tests.etl.handing_in import publish, told, write_folder
    from tests.etl.reading_in import check

    warehouse = tmp_path / "warehouse"
    publish(warehouse, write_folder(tmp_path / "first", FILES))
    head = "任务编号,任务名称,填报单位,报告期,填报内容,截止日期,交齐日期\n"
    rows = "A,甲,360829,2018-01,会员;阵地月报,2018-02-10,\nB,乙,360829,2018-01,项目,2018-02-10,\n"
    late = "C,丙,360829,2018-01,会员,2018-02-10,2999-01-01\nD,丁,360830,2018-01,会员,2018-02-10,\n"
    findings = check(warehouse, write_folder(tmp_path / "bad", {"填报任务.csv": head + rows + late}))
    assert told(findings) == [
        ("unknown_collected_table", "填报任务.csv", 3, "填报内容"),
        ("handed_in_in_future", "填报任务.csv", 4, "交齐日期"),
        ("unknown_reference", "填报任务.csv", 5, "填报单位"),
    ]
