"""Each figure that the source reports stands in the demonstration exactly, in rows marked 报道."""

from collections.abc import Callable
from datetime import date

import pytest

from etl.demo import draw
from etl.demo.rows import Row, Tables

LAST_MONTH, LAST_DAY = date(2018, 6, 1), date(2018, 6, 30)


@pytest.fixture(scope="module", params=[2018, 5])
def tables(request: pytest.FixtureRequest) -> Tables:
    return draw(seed=request.param)


def reported(tables: Tables, name: str, keep: Callable[[Row], bool]) -> list[Row]:
    return [row for row in tables[name] if keep(row) and row.get("origin") == "报道"]


def is_park_union(row: Row) -> bool:
    kind = row["line"] == "union" and row["setting"] == "企业" and row.get("in_park")
    return bool(kind) and not row.get("dissolved_on")


def test_126_park_unions_with_19100_members(tables: Tables) -> None:
    unions = {row["org_id"] for row in tables["organizations"] if is_park_union(row)}
    assert len(unions) == 126
    assert len(reported(tables, "organizations", is_park_union)) == 126
    counts = reported(tables, "memberships", lambda row: row["period"] == LAST_MONTH)
    assert {row["org_id"] for row in counts} == unions
    assert sum(row["members"] for row in counts) == 19_100


def test_every_administrative_village_has_a_womens_organisation(tables: Tables) -> None:
    villages = {row["code"] for row in tables["regions"] if row["kind"] == "行政村"}
    rows = reported(
        tables, "organizations", lambda row: row["line"] == "women" and row["setting"] == "村社区"
    )
    assert len(villages) == 256
    assert {row["region_code"] for row in rows} == villages
    assert all(row["founded_on"] <= LAST_DAY and not row.get("dissolved_on") for row in rows)


def test_every_township_womens_committee_has_at_least_five(tables: Tables) -> None:
    townships = {
        row["code"] for row in tables["regions"] if row["level"] == "township" and row["kind"] != "园区"
    }
    rows = reported(
        tables, "organizations", lambda row: row["line"] == "women" and row["setting"] == "乡镇街道"
    )
    assert {row["region_code"] for row in rows} == townships
    assert min(row["committee_size"] for row in rows) >= 5


def test_outposts_are_in_three_cities_and_nowhere_else(tables: Tables) -> None:
    outposts = [row for row in tables["organizations"] if row["setting"] == "驻外"]
    assert sorted(row["external_city"] for row in outposts) == sorted(["深圳", "东莞", "北京"])
    assert {row["line"] for row in outposts} == {"youth"}
    assert {row["origin"] for row in outposts} == {"报道"}


@pytest.mark.parametrize(
    ("item", "quantity", "yuan"),
    [
        ("假肢安装", 20, None),
        ("白内障手术", 30, None),
        ("康复器材", 216, None),
        ("辅助器具", 200, None),
        ("授信贷款", 332, 60_000_000),
        ("涉农政策贷款", 1, 5_000_000),
        ("科技服务团专家", 18, None),
        ("省级共青团生态村", 3, None),
    ],
)
def test_outputs_are_exact_within_the_last_year(
    tables: Tables, item: str, quantity: int, yuan: int | None
) -> None:
    rows = [row for row in tables["outputs"] if row["item"] == item]
    assert rows == reported(tables, "outputs", lambda row: row["item"] == item)
    assert sum(row["quantity"] for row in rows) == quantity
    assert [row["amount_yuan"] for row in rows] == [yuan]
    assert all(date(2017, 7, 1) <= row["delivered_on"] <= LAST_DAY for row in rows)


@pytest.mark.parametrize(
    ("kind", "count"),
    [("四点半学校", 4), ("劳模创新工作室", 2), ("院士工作站", 1), ("侨联工作站", 1), ("茶叙室", 1)],
)
def test_pilots_are_as_many_as_reported_and_open(tables: Tables, kind: str, count: int) -> None:
    rows = [row for row in tables["stations"] if row["kind"] == kind]
    assert len(rows) == count
    assert all(row["origin"] == "报道" and not row.get("closed_on") for row in rows)


def test_pilots_are_where_the_source_says(tables: Tables) -> None:
    names = {row["code"]: row["name"] for row in tables["regions"]}
    stations = [(row["kind"], row["name"], names[row["region_code"]]) for row in tables["stations"]]
    schools = {(name, place) for kind, name, place in stations if kind == "四点半学校"}
    assert schools == {
        ("高新园区四点半学校", "江西安福高新技术产业园区"),
        ("文塔社区四点半学校", "文塔社区居委会"),
        ("安城社区四点半学校", "安城社区居委会"),
        ("文化馆四点半学校", "平都镇"),
    }
    (academician,) = (row for row in tables["stations"] if row["kind"] == "院士工作站")
    assert academician["opened_on"] == date(2018, 1, 16)
    assert all("社区" in place for kind, _, place in stations if kind == "侨联工作站")


def test_brands_are_held(tables: Tables) -> None:
    brands = {row["brand"] for row in tables["activities"] if row.get("brand")}
    assert brands == {
        "安福友爱汇",
        "春雨助学行动",
        "同在蓝天下留守儿童夏令营",
        "三师一室进园区",
        "四点半学校",
    }
    camps = {
        row["held_on"].month for row in tables["activities"] if row.get("brand") == "同在蓝天下留守儿童夏令营"
    }
    assert camps == {7, 8}


def test_all_reported_figures_are_handed_in_as_facts(tables: Tables) -> None:
    facts = {row["fact_id"]: row for row in tables["facts"]}
    assert len(facts) == 20
    assert {row["origin"] for row in facts.values()} == {"报道"}
    assert (
        facts["park_union_members"] | {"value": "19100", "bound": "=", "metric_id": "park_union_members"}
        == (facts["park_union_members"])
    )
    lower = {name for name, row in facts.items() if row["bound"] == ">="}
    assert lower == {
        "township_women_exec",
        "leadership_part_time",
        "assistive_devices",
        "credit_loans",
        "agri_loans",
    }
    items = {row["item"] for row in facts.values() if row["item"]}
    assert items <= {row["item"] for row in tables["outputs"]}


def test_nothing_else_is_marked_as_reported(tables: Tables) -> None:
    marked = {name: len(reported(tables, name, lambda row: True)) for name in tables}
    assert {name: count for name, count in marked.items() if count} == {
        "organizations": 126 + 256 + 19 + 3,
        "memberships": 126,
        "outputs": 8,
        "stations": 4 + 2 + 1 + 1 + 1,
        "facts": 20,
    }
