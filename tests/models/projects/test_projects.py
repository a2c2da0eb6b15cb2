"""Projects of the golden county: lights with their reasons, milestones, money; and reported facts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics.projects import money, projects
from metrics.services import reported_facts
from metrics.warehouse import Snapshot
from tests.models.loading import load

JUNE = date(2018, 6, 1)
COUNTY, OTHER = "990001000000", "990001002000"

pytestmark = pytest.mark.xdist_group("golden")


@pytest.mark.parametrize(
    ("project_id", "light", "reason", "days_late"),
    [
        ("J1", "amber", "里程碑逾期 30 天", 30),
        ("J2", "red", "里程碑逾期 31 天", 31),
        ("J3", "amber", "计划 2018-06-30 开始，尚未开工", 0),
        ("J4", "done", "已于 2018-06-30 完成", 0),
        ("J5", "green", "按计划进行", 0),
        ("J6", "grey", "已暂停", 0),
    ],
)
def test_light(golden: Snapshot, project_id: str, light: str, reason: str, days_late: int) -> None:
    frame = projects.projects(golden, JUNE, COUNTY).set_index("project_id")
    found = frame.loc[project_id]
    assert (found["light"], found["reason"], found["days_late"]) == (light, reason, days_late)


def test_a_project_overspends_only_beyond_its_budget(golden: Snapshot) -> None:
    """J1 spends 333.33 + 333.33 + 333.34 = 1000 of 1000 by June and 100 more in July."""
    june = projects.projects(golden, JUNE, COUNTY).set_index("project_id").loc["J1"]
    july = projects.projects(golden, date(2018, 7, 1), COUNTY).set_index("project_id").loc["J1"]
    assert (june["spent_yuan"], june["spent_pct"]) == pytest.approx((1000, 1))
    assert july["light"] == "red"
    assert july["reason"] == "里程碑逾期 61 天；支出超出预算 100 元"


def test_what_happens_later_is_not_known_yet(golden: Snapshot) -> None:
    may = projects.projects(golden, date(2018, 5, 1), COUNTY).set_index("project_id")
    assert may.loc["J4", "light"] == "green"
    assert pd.isna(may.loc["J4", "finished_on"])
    assert may.loc["J3", "light"] == "grey"
    assert may.loc["J3", "reason"] == "计划 2018-06-30 开始，尚未到期"


def test_state_at_the_month_comes_from_the_reports(golden: Snapshot) -> None:
    june = projects.projects(golden, JUNE, COUNTY).set_index("project_id")
    assert list(june.loc[["J1", "J2", "J5", "J6"], "achieved"]) == [50, 40, 0, 0]
    assert list(june.loc[["J5", "J6"], "suspended"]) == [False, True]


def test_scope_and_lines(golden: Snapshot) -> None:
    assert set(projects.projects(golden, JUNE, OTHER)["project_id"]) == {"J3", "J4"}
    assert set(projects.projects(golden, JUNE, COUNTY, ["union"])["project_id"]) == {"J1", "J5"}


def test_milestones(golden: Snapshot) -> None:
    found = projects.milestones(golden, JUNE, COUNTY).set_index("project_id")
    assert dict(found["state"]) == {"J1": "逾期未完成", "J2": "逾期未完成", "J4": "按期完成", "J5": "未到期"}
    assert dict(found["days_late"]) == {"J1": 30, "J2": 31, "J4": 0, "J5": 0}
    assert list(projects.milestones(golden, JUNE, COUNTY, project_id="J2")["weight"]) == [2]


def test_money_by_month(golden: Snapshot) -> None:
    found = money.money_by_month(golden, JUNE, COUNTY, project_id="J1").set_index("month")
    assert list(found.index.month) == list(range(1, 13)), "from the plan's first month to its last"
    spent = [0, 333.33, 666.66, 666.66, 666.66, 1000]
    assert list(found["spent_yuan"][:6]) == pytest.approx(spent)
    assert list(found["received_yuan"][:6]) == pytest.approx([600, 600, 600, 600, 600, 1000])
    assert found["spent_yuan"][6:].isna().all(), "what is to come is not drawn"
    planned = found["planned_yuan"]
    assert planned.iloc[0] == pytest.approx(1000 * 31 / 365)
    assert (planned.iloc[-1], found["budget_yuan"].iloc[0]) == (1000, 1000)


def test_money_of_no_project(golden: Snapshot) -> None:
    assert money.money_by_month(golden, JUNE, COUNTY, ["commerce"]).empty


def test_money_by_source(golden: Snapshot) -> None:
    found = money.money_by_source(golden, JUNE, COUNTY)[["source", "from_society", "received_yuan"]]
    assert list(found.itertuples(index=False, name=None)) == [
        ("财政拨款", False, 600),
        ("社会募捐", True, 400),
    ]


def test_reports(golden: Snapshot) -> None:
    assert list(projects.reports(golden, JUNE, "J1")["achieved"]) == [50]
    assert projects.reports(golden, JUNE, "J5").empty, "its only report is of July"


@pytest.mark.parametrize(
    ("stated", "bound", "computed", "verdict"),
    [
        (126, "=", 126, "一致"),
        (126, "=", 125, "不一致"),
        (126, "=", 127, "不一致"),
        (200, ">=", 200, "一致"),
        (200, ">=", 201, "一致"),
        (200, ">=", 199, "不一致"),
        (0.3, "=", 0.1 + 0.2, "一致"),
        (1, "=", None, "无法核对"),
    ],
)
def test_a_lower_bound_may_be_exceeded(
    stated: float, bound: str, computed: float | None, verdict: str
) -> None:
    assert reported_facts.judge(stated, bound, computed, "个")[0] == verdict


def fact(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"fact_id": name, "name": name, "value": value, "unit": unit, "source": "报道", **more}


def test_reported_facts(tmp_path_factory: pytest.TempPathFactory) -> None:
    tables = {
        "regions": [{"code": COUNTY, "name": "金县", "level": "county"}],
        "organizations": [
            {
                "org_id": "o",
                "name": "o",
                "line": "youth",
                "region_code": COUNTY,
                "setting": "驻外",
                "founded_on": date(2018, 1, 1),
            }
        ],
        "outputs": [
            {
                "output_id": name,
                "line": "commerce",
                "region_code": COUNTY,
                "delivered_on": day,
                "item": "授信贷款",
                "quantity": quantity,
                "unit": "户",
                "amount_yuan": amount,
            }
            for name, day, quantity, amount in (
                ("a", date(2017, 1, 1), 300, 1e6),
                ("b", date(2018, 6, 30), 32, 5e5),
                ("c", date(2018, 7, 1), 9, 9.0),
            )
        ],
        "facts": [
            fact("orgs", 1, "个", metric_id="organizations"),
            fact("share", 50, "%", bound=">=", metric_id="part_time_ratio"),
            fact("external_youth_committees", 3, "个", metric_id="external_orgs"),
            fact("merchants", 332, "户", item="授信贷款"),
            fact("loans", 2e6, "元", bound=">=", item="授信贷款"),
            fact("people", 5, "人", item="授信贷款"),
            fact("limbs", 20, "人", item="假肢安装"),
            fact("else", 7, "个"),
            fact("half_past_four_sites", 4, "个"),
        ],
    }
    found = reported_facts.reported(load(tmp_path_factory.mktemp("facts"), tables), JUNE).set_index("fact_id")
    assert dict(found["verdict"]) == {
        "orgs": "一致",
        "share": "无法核对",
        "external_youth_committees": "不一致",
        "merchants": "一致",
        "loans": "不一致",
        "people": "无法核对",
        "limbs": "无法核对",
        "else": "无法核对",
        "half_past_four_sites": "无法核对",
    }
    assert found.loc["share", "value"] == 0.5
    assert found.loc["loans", "computed"] == 1.5e6
    assert found.loc["external_youth_committees", "reason"] == "系统算出的数比报道少 2 个"
    assert "按户登记" in found.loc["people", "reason"]
    assert found.loc["limbs", "reason"] == "服务产出里没有“假肢安装”"
