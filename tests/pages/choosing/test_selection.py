"""The selection lives in the URL, holds across pages, and an unusable one is said in words."""

from datetime import date
from pathlib import Path

import pytest

from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import Opening, open_app, words
from ui.drawing.as_written import in_markdown

TOWNSHIP = "360829102000"
GOLD, SILVER, SHORE = "990001000000", "990002000000", "990002001000"
TWO_COUNTIES = {
    "行政区划.csv": (
        "区划代码,名称,级别,上级代码\n990001,金县,县,\n990002,银县,县,\n990002001,岸镇,乡镇,990002\n"
    ),
    "活动.csv": "活动编号,名称,牵头条线,区划代码,日期,主题,参与人次\na1,会,工会,990001,2018-06-09,其他,9\n",
}


def test_without_parameters_the_newest_month_and_the_whole_are_shown(opened: Opening) -> None:
    app = opened()
    assert app.query_params["period"] == "2018-06"
    assert app.query_params["region"] == "360829000000"
    assert "lines" not in app.query_params


def test_a_link_is_shown_as_it_says(opened: Opening) -> None:
    app = opened(period="2017-11", region=TOWNSHIP, lines="union,women")
    assert app.selectbox(key="choice-period").value == date(2017, 11, 1)
    assert app.selectbox(key="choice-360829000000").value == TOWNSHIP
    assert app.get("button_group")[0].value == ["union", "women"]
    assert not app.warning


def test_a_choice_goes_into_the_url(opened: Opening) -> None:
    app = opened(period="2018-06")
    app.selectbox(key="choice-period").select(date(2018, 3, 1)).run()
    app.selectbox(key="choice-360829000000").select(TOWNSHIP).run()
    assert app.query_params["period"] == "2018-03"
    assert app.query_params["region"] == TOWNSHIP
    assert "洲湖镇" in words(app)


def test_all_seven_lines_are_the_same_as_none(opened: Opening) -> None:
    app = opened(lines="commerce,union,youth,women,science,overseas,disabled")
    assert "lines" not in app.query_params


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"period": "2031-01"}, "“2031-01”没有数据，已改为最新一期2018年6月"),
        ({"period": "去年"}, "“去年”没有数据"),
        ({"region": "110000000000"}, "“110000000000”在2018年6月不存在，已改为全部范围"),
        ({"region": "'; DROP TABLE x"}, "不存在，已改为全部范围"),
        ({"lines": "union,nobody"}, "“nobody”不在七个群团条线之内，已略去"),
    ],
)
def test_an_unknown_choice_is_replaced_and_said(opened: Opening, wrong: dict[str, str], said: str) -> None:
    app = opened(**wrong)
    assert in_markdown(said) in app.warning[0].value
    assert app.query_params["period"] == "2018-06"
    assert app.query_params["region"] == "360829000000"
    assert "qt-title" in words(app), "the page is shown all the same"


@pytest.mark.parametrize("page", ["network", "services", "projects", "tasks", "gaps", "metrics", "coverage"])
def test_the_bar_of_another_page_says_what_is_shown(opened: Opening, page: str) -> None:
    app = opened(f"pages/{page}/{page}.py", period="2017-11", region=TOWNSHIP, lines="union,women")
    assert app.selectbox(key="choice-period").value == date(2017, 11, 1)
    assert app.selectbox(key="choice-360829000000").value == TOWNSHIP
    assert app.pills(key="choice-lines").value == ["union", "women"]


def test_the_notice_stays_until_something_is_chosen(opened: Opening) -> None:
    app = opened(period="2031-01")
    assert app.run().warning
    app.selectbox(key="choice-period").select(date(2018, 3, 1)).run()
    assert not app.warning


def test_a_page_switch_that_drops_the_parameters_keeps_the_selection(opened: Opening) -> None:
    app = opened(period="2017-11", region=TOWNSHIP, lines="women")
    app.query_params.clear()
    app.run()
    assert app.query_params["period"] == "2017-11"
    assert app.query_params["region"] == TOWNSHIP
    assert app.query_params["lines"] == "women"


@pytest.fixture
def two_counties(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the app on two counties that nothing stands above."""
    warehouse = tmp_path / "warehouse"
    assert publish(warehouse, write_folder(tmp_path / "batch", TWO_COUNTIES)).snapshot_id
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(warehouse))
    return open_app


def test_each_of_several_counties_can_be_chosen(two_counties: Opening) -> None:
    app = two_counties()
    chooser = app.selectbox(key="choice-top")
    assert (chooser.label, chooser.options, chooser.value) == ("县", ["金县", "银县"], GOLD)
    chooser.select(SILVER).run()
    assert app.query_params["region"] == SILVER
    assert "银县" in words(app)
    app.selectbox(key=f"choice-{SILVER}").select(SHORE).run()
    assert app.query_params["region"] == SHORE
    app.selectbox(key="choice-top").select(GOLD).run()
    assert app.query_params["region"] == GOLD
    assert not app.exception


def test_a_link_leads_into_any_of_several_counties(two_counties: Opening) -> None:
    app = two_counties(region=SHORE)
    assert app.selectbox(key="choice-top").value == SILVER
    assert app.selectbox(key=f"choice-{SILVER}").value == SHORE
    assert "已改为金县" in two_counties(region="110000000000").warning[0].value


def test_the_projector_has_no_navigation(opened: Opening) -> None:
    app = opened(present="1")
    assert not app.selectbox
    assert not app.get("page_link") or all("总览" not in link.proto.label for link in app.get("page_link"))
    assert "演示" in words(app), "what is shown still says that it is a demonstration"
