"""总览 tells its story for the county, a township, a village, one line and several."""

import re

import pytest

from metrics.warehouse import open_current
from tests.pages.conftest import Opening, words

COUNTY, TOWNSHIP, VILLAGE = "360829000000", "360829102000", "360829102200"
NAMES = {COUNTY: "安福县", TOWNSHIP: "洲湖镇"}


@pytest.mark.parametrize("region", NAMES)
def test_its_title_is_a_statement_with_the_number_in_it(opened: Opening, region: str) -> None:
    title = re.search(r'qt-title">([^<]+)<', words(opened(period="2018-06", region=region)))[1]
    assert title.startswith(NAMES[region])
    assert re.search(r"有效覆盖 [\d.]+%，比上月(升|降|持平)", title)


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
    assert len(app.get("plotly_chart")) == 3
    assert len(app.get("deck_gl_json_chart")) == 1
    assert "示意" in words(app)


def test_one_line_shows_that_line(opened: Opening) -> None:
    said = words(opened(period="2018-06", lines="women"))
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


def test_every_reported_figure_is_checked(opened: Opening) -> None:
    said = words(opened(period="2018-06"))
    facts = open_current().rows("SELECT name FROM raw.facts")
    assert len(facts) >= 20
    assert all(name in said for (name,) in facts)


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
