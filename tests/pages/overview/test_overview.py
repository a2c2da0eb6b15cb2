"""总览 tells its story for the county, a township, a village, one line and several."""

import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.overview.attention import attention
from metrics.values.index import index_frame
from metrics.warehouse import open_current
from tests.pages.conftest import Opening, small_pictures, words
from tests.pages.handed_in import day, rows

COUNTY, TOWNSHIP, VILLAGE = "360829000000", "360829102000", "360829102200"
NAMES = {COUNTY: "安福县", TOWNSHIP: "洲湖镇"}


@pytest.mark.parametrize("region", NAMES)
def test_its_title_is_a_statement_with_the_number_in_it(opened: Opening, region: str) -> None:
    title = re.search(r'qt-title">([^<]+)<', words(opened(period="2018-06", region=region)))[1]
    assert title.startswith(NAMES[region])
    assert re.search(r"有效覆盖 [\d.]+%，(比上月(升|降)|与上月持平)", title)


def test_it_shows_eight_cards_each_with_target_and_changes(opened: Opening) -> None:
    said = words(opened(period="2018-06"))
    assert said.count('class="qt-card-head"') == 8
    for part in ("目标 ", "环比 ", "同比 "):
        assert said.count(f"<span>{part}") == 8


def test_a_light_is_a_word_and_a_shape(opened: Opening) -> None:
    lights = re.findall(r'qt-light" style="[^"]+">([^<]+)<', words(opened(period="2018-06")))
    assert lights
    assert all(re.fullmatch(r"(● 绿·达标|▲ 黄·接近|■ 红·落后)", light) for light in lights)


def test_it_draws_charts_and_a_map_that_says_it_is_schematic(opened: Opening) -> None:
    app = opened(period="2018-06")
    assert set(small_pictures(app)) == {"三级覆盖", "条线覆盖", "项目灯"}
    assert not app.get("plotly_chart"), "the largest script of all is not asked for"
    assert len(app.get("deck_gl_json_chart")) == 1
    assert "示意" in words(app)


def test_one_line_shows_that_line(opened: Opening) -> None:
    said = words(opened(period="2018-06", lines="women", part="whole"))
    assert "妇联" in re.search(r'qt-lead">([^<]+)<', said)[1]
    assert "（不分条线）" in said, "metrics without lines say that they ignore the choice"


def test_several_lines_add_up_and_have_no_target(opened: Opening) -> None:
    both = words(opened(period="2018-06", lines="women,youth"))
    assert "无目标" in both
    assert "妇联" in both
    assert "共青团" in both


def test_a_place_with_nothing_below_it_says_so(opened: Opening) -> None:
    app = opened(period="2018-06", region=VILLAGE)
    assert "没有更下一级的区划" in words(app)
    assert not app.exception


def test_a_line_that_a_village_need_not_have_leaves_the_page_open(opened: Opening) -> None:
    said = words(opened(period="2018-06", region=VILLAGE, lines="overseas", part="whole"))
    assert "没有应建单元" in said
    assert "暂时打不开" not in said


def test_reported_figures_are_checked_in_short(opened: Opening) -> None:
    app = opened(period="2017-06")
    said = words(app)
    assert re.search(r"报道数字核对：20 项中 \d+ 项一致，\d+ 项不一致，\d+ 项无法核对", said)
    assert "不低于报道" not in said, "the check itself stands on one page only"
    target = link(app, "逐项看 20 项的报道、计算和依据 →")
    assert (target.page, "part=facts" in target.query_string) == ("services", True)
    checked = words(opened("pages/services/services.py", period="2017-06", part="facts"))
    verdicts = re.findall(r">(▲ 不一致|○ 无法核对|● 一致)<", checked)
    assert verdicts == sorted(verdicts, key=["▲ 不一致", "○ 无法核对", "● 一致"].index)
    assert verdicts.count("▲ 不一致") == 6, "what does not agree is told, and told first"


def test_the_index_is_told_by_dimension(opened: Opening) -> None:
    said = words(opened(period="2018-06", lines="women", part="whole"))
    index = index_frame(open_current(), date(2018, 6, 1), COUNTY)
    own = index[index["region_code"] == COUNTY].set_index("dimension")["score"]
    assert f"改革指数 {own['index']:.1f}，比上月升" in said
    assert "（不分条线）" in re.search(r'qt-panel-title">改革指数([^<]+)<', said)[1]
    for dimension in own.index.drop("index"):
        score = f"{own[dimension] * 100:.1f}".removesuffix(".0")
        assert re.search(rf'class="name">{dimension}.*?<b>{score}</b>', said), dimension


def test_it_says_what_changed_since_the_last_conference(opened: Opening) -> None:
    """The conference of 18 June knew May, so the issues of June are the new ones."""
    since, last = date(2018, 6, 1), date(2018, 6, 30)
    issues = rows("问题台账")
    raised = sum(since <= day(row["提出日期"]) <= last for row in issues)
    closed = sum(since <= day(row["办结日期"]) <= last for row in issues)
    said = words(opened(period="2018-06"))
    assert "自群团改革第10次联席会议（2018-06-18）以来：" in said
    assert f"新提出 {raised} 件，办结 {closed} 件" in said
    assert re.search(r"转好：[^<]*改革任务进度 ▲→●", said)
    assert "还没有开过联席会议" in words(opened(period="2017-05"))


def test_each_concern_leads_to_its_cause(opened: Opening) -> None:
    app = opened(period="2018-06")
    found = attention(open_current(), date(2018, 6, 1), COUNTY)
    assert len(found) == len(set(found["subject"])) >= 8
    project = found[found["rule"] == "red_project"].iloc[0]
    assert f"project={project['project_id']}" in link(app, project["subject"]).query_string
    place = found[found["rule"] == "laggard"].iloc[0]
    target = link(app, place["subject"])
    assert target.page == "coverage"
    assert f"region={place['region_code']}" in target.query_string
    late = found[found["rule"] == "overdue_report"].iloc[0]
    asked = f"part=collecting&step=reminders&collection={late['collection_id']}"
    assert asked in link(app, late["subject"]).query_string


def test_concerns_keep_to_the_chosen_line(opened: Opening) -> None:
    app = opened(period="2018-06", lines="women", part="whole")
    late = re.findall(r"项目“([^”]+)”逾期", " ".join(element.proto.label for element in app.get("page_link")))
    leads = {row["名称"]: row["牵头条线"] for row in rows("项目")}
    assert late
    assert {leads[name] for name in late} == {"妇联"}


def test_it_works_in_the_first_month(opened: Opening) -> None:
    app = opened(period="2016-07")
    assert not app.exception
    assert "nan" not in words(app).lower()


def link(app: AppTest, label: str) -> Any:
    """The link whose label holds some words."""
    (found,) = [element.proto for element in app.get("page_link") if label in element.proto.label]
    return found


def test_a_number_opens_its_definition_and_its_rows(opened: Opening) -> None:
    app = opened(period="2018-06")
    assert not app.dataframe, "nothing is computed before it is asked for"
    app.button(key="provenance-members").click().run()
    said = words(app)
    assert "在册组织最新月报的会员数之和" in said
    assert "✔ 已核对" in said
    rows = app.dataframe[0].value
    assert {"文件", "行号", "批次", "数据来源"} <= set(rows.columns)
    assert rows["文件"].eq("会员.csv").all()
