"""三级联动 tells whether the structure is whole: for a county, a line, a township, early, without data."""

import csv
import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opening, words

PAGE = "pages/network/network.py"
DEMO = Path(__file__).resolve().parents[3] / "data" / "demo"
PARTS = ("structure", "places", "leads", "people")
TOWNSHIP, VILLAGE = "360829102000", "360829102201"


def files(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def panel_titles(app: AppTest) -> list[str]:
    return re.findall(r'qt-panel-title">([^<]+)<', words(app))


def everything(opening: Opening, **query: str) -> str:
    """What all parts of the page say; none of them may fail."""
    pages = [opening(PAGE, **query, part=part) for part in PARTS]
    assert not any(app.exception for app in pages)
    return "\n".join(map(words, pages))


def drawn(app: AppTest) -> str:
    return "\n".join(chart.proto.spec for chart in app.get("plotly_chart"))


def active(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    last = "2018-06-30"
    return [row for row in rows if row["成立日期"] <= last and not ("" < row["撤销日期"] <= last)]


def test_it_counts_organisations_and_broken_links_as_the_files_have_them(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    assert not app.exception
    rows = active(files("组织"))
    said = words(app)
    assert f"在册组织 {len(rows):,} 个" in said
    orphans = [row for row in rows if not row["上级组织编码"]]
    heads = [row for row in orphans if row["类别"] == "机关"]
    assert f"未填上级 {len(orphans) - len(heads)}" in said
    assert "上一级缺组织" in title(app) or "断链" in title(app)


def test_it_has_a_place_for_every_part_of_the_linkage(opened: Opening) -> None:
    said = everything(opened, period="2018-06")
    for part in (
        "挂兼职班子",
        "基层一线占比：常委会",
        "专职",
        "聘用",
        "妇联执委都不少于 5 人",
        "驻外组织 3 个",
        "党群办",
        "四牵头一配合",
        "总牵头",
        "县委常委",
        "联席会议",
        "领导小组",
    ):
        assert part in said, part
    for city in ("深圳", "东莞", "北京"):
        assert f"● {city}" in said


def test_the_results_that_were_reported_have_their_place(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    parks = [
        row for row in active(files("组织")) if row["条线"] in ("工会", "union") and row["类别"] == "企业"
    ]
    inside = [row for row in parks if row["园区内"] in ("是", "TRUE", "True", "1")]
    assert inside
    assert app.button(key="provenance-organizations-park_unions").label == f"园区企业工会数 {len(inside)} 个"
    assert app.button(key="provenance-organizations-park_union_members").label == "园区工会会员数 1.91万人"


def test_a_number_of_one_line_opens_its_rows(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", part="people")
    app.button(key="provenance-leaders-women").click().run()
    assert not app.exception
    said = words(app)
    assert "挂兼职班子占比" in said
    assert any("干部队伍.csv" in frame.value.astype(str).to_string() for frame in app.dataframe)


def test_the_tree_leads_to_all_seven_lines(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06", part="leads"))
    tree = said[said.index('class="qt-tree"') :]
    for name in ("工会", "共青团", "妇联", "科协", "侨联", "残联", "工商联"):
        assert f"<b>{name}</b>" in tree
    assert "没有牵头" not in tree


def test_the_icicle_adds_up(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    icicle = next(one["data"][0] for one in specs if one["data"][0]["type"] == "icicle")
    by_parent: dict[str, int] = {}
    for parent, count in zip(icicle["parents"], icicle["values"], strict=True):
        by_parent[parent] = by_parent.get(parent, 0) + count
    counts = dict(zip(icicle["ids"], icicle["values"], strict=True))
    assert counts["whole"] == len(active(files("组织")))
    assert {parent: counts[parent] for parent in by_parent if parent} == {
        parent: count for parent, count in by_parent.items() if parent
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"region": TOWNSHIP}, "1 个乡镇的妇联执委都"),
        ({"region": VILLAGE}, "乡镇妇联执委：本范围没有乡镇"),
        ({"lines": "overseas"}, "还没有驻外组织"),
        ({"lines": "union,women", "period": "2016-08"}, "三级架构"),
        ({"period": "2016-07"}, "还没有驻外组织"),
        ({"present": "1"}, "驻外组织 3 个"),
    ],
)
def test_it_works_for_parts_and_at_other_times(opened: Opening, query: dict[str, str], wanted: str) -> None:
    assert wanted in everything(opened, **({"period": "2018-06"} | query))


def test_a_county_that_handed_in_nothing_of_this(bare: Opening) -> None:
    said = everything(bare)
    assert title(bare(PAGE)) == "金县还没有上报组织、干部队伍，三级联动先空着"
    assert "下一步交这些表" in said
    assert not re.search(r"缺 \d|\bnan\b", said.lower()), "what nobody reported is no gap"
