"""平台与品牌 tells what reaches people: for the county, a township, a park, some lines, an early month."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl import __main__ as etl
from metrics.warehouse import open_current
from tests.pages.conftest import Opening, open_app, words
from tests.pages.handed_in import day, month_end, rows

PAGE = "pages/services/services.py"
TOWNSHIP, PARK, VILLAGE = "360829102000", "360829400000", "360829102200"
PARTS = ("stations", "listing", "activities", "results", "facts")
KINDS = ("群团服务中心", "群团服务站")
WINDOWS = ("政务服务窗口", "便民服务窗口", "村级服务点")
BASICS = {"政策咨询", "关系接转", "发展会员", "法律维权"}


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def panels(app: AppTest) -> str:
    """The titles of the page and of its panels."""
    return "\n".join(re.findall(r'qt-(?:panel-)?title">([^<]+)<', words(app)))


def open_stations(month: str) -> list[dict[str, str]]:
    """Rows of 服务阵地.csv that are open at the end of a month."""
    last = month_end(month)
    return [row for row in rows("服务阵地") if day(row["开放日期"]) <= last < day(row["关闭日期"])]


def test_its_title_says_what_reaches_people(opened: Opening) -> None:
    count = sum(row["类型"] in KINDS for row in open_stations("2018-06"))
    said = title(opened(PAGE, period="2018-06"))
    assert said.startswith(f"安福县 {count} 个群团服务站点开放，服务窗口覆盖 57.3%")
    assert re.search(r"阵地接待 [\d.]+万人次，活动服务 [\d.]+万人次$", said)


def test_its_parts_carry_the_numbers_of_the_files(opened: Opening) -> None:
    stations = open_stations("2018-06")
    needed = [
        row for row in stations if row["类型"] in (*KINDS, "政务服务窗口", "便民服务窗口", "村级服务点")
    ]
    lacking = [row for row in needed if not set(row["服务事项"].split(";")) >= BASICS]
    held = [row for row in rows("活动") if date(2017, 7, 1) <= day(row["日期"]) <= date(2018, 6, 30)]
    assert f"{len(stations)} 个阵地开放" in panels(opened(PAGE, period="2018-06"))
    said = panels(opened(PAGE, period="2018-06", part="activities"))
    assert f"5 个品牌近 12 个月办 {sum(bool(row['品牌']) for row in held)} 场" in said
    assert f"近 12 个月活动 {len(held):,} 场" in said
    assert "报道数字核对：20 项全部一致" in panels(opened(PAGE, period="2018-06", part="facts"))
    app = opened(PAGE, period="2018-06", part="listing")
    assert f"{len(lacking)} 个站点和窗口基本服务不齐" in panels(app)
    assert list(app.dataframe[0].value["缺少的基本服务"].map(bool)) == [True] * len(lacking)


def test_it_shows_eight_cards_and_nine_charts(opened: Opening) -> None:
    pages = [opened(PAGE, period="2018-06", part=part) for part in PARTS]
    assert [words(app).count('class="qt-card-head"') for app in pages] == [8, 0, 0, 0, 0]
    assert [len(app.get("plotly_chart")) for app in pages] == [3, 0, 4, 2, 0]
    assert not any(app.exception for app in pages)


def test_the_list_changes_to_what_stands_idle(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", part="listing", stations="idle")
    assert set(app.dataframe[0].value["使用情况"]) == {"▲ 闲置"}
    app.segmented_control(key="link-stations").set_value("all").run()
    assert len(app.dataframe[0].value) == len(open_stations("2018-06"))
    assert app.query_params["stations"] == "all"


def test_every_reported_figure_is_checked(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06", part="facts"))
    facts = open_current().rows("SELECT name FROM raw.facts")
    assert len(facts) >= 20
    assert all(name in said for (name,) in facts)
    assert "高新园区院士工作站（2018-01-16 开放）" in said, "what was counted can be looked up"


def test_figures_that_do_not_agree_give_the_reason(opened: Opening) -> None:
    app = opened(PAGE, period="2017-06", part="facts")
    assert re.search(r"20 项中 \d+ 项一致，\d+ 项不一致，\d+ 项无法核对", panels(app))
    assert "截至月末还没有“假肢安装”的产出，最早一笔在 2017-09-15" in words(app)
    assert "系统算出的数比报道少 29 个村" in words(app)


def test_one_line_counts_its_own_work(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", lines="women", part="activities")
    held = [
        row
        for row in rows("活动")
        if row["牵头条线"] == "妇联" and date(2017, 7, 1) <= day(row["日期"]) <= date(2018, 6, 30)
    ]
    assert f"近 12 个月活动 {len(held):,} 场" in panels(app)
    assert "（不分条线）" in words(opened(PAGE, period="2018-06", lines="women")), "stations know no lines"
    money = panels(opened(PAGE, period="2018-06", lines="women", part="results"))
    assert "6,000万元" not in "".join(re.findall(r"近 12 个月服务资金.*", money))


@pytest.mark.parametrize("region", [TOWNSHIP, PARK, VILLAGE])
def test_smaller_places_have_their_empty_states(opened: Opening, region: str) -> None:
    pages = {part: opened(PAGE, period="2018-06", region=region, part=part) for part in PARTS}
    assert not any(app.exception for app in pages.values())
    assert "没有网上阵地月报" in words(pages["results"])
    assert "20 项全部一致" in panels(pages["facts"]), "reported figures speak of the whole county"


def test_it_works_in_the_first_month(opened: Opening) -> None:
    app = opened(PAGE, period="2016-07", part="activities")
    assert not app.exception
    calendar = next(
        trace
        for chart in app.get("plotly_chart")
        for trace in json.loads(chart.proto.spec)["data"]
        if trace["type"] == "heatmap" and trace["y"][0].startswith("2016-07")
    )
    assert len(calendar["y"]) == 1, "nothing is drawn of months before the data"


@pytest.mark.parametrize("part", PARTS)
def test_a_projector_shows_no_controls(opened: Opening, part: str) -> None:
    app = opened(PAGE, period="2018-06", present="1", part=part)
    assert not app.exception
    assert not [*app.pills, *app.selectbox, *app.segmented_control]


@pytest.mark.parametrize("page", ["", PAGE])
def test_a_county_that_only_names_its_places_sees_empty_states(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = tmp_path / "batch"
    batch.mkdir()
    _write(batch / "行政区划.csv", ["区划代码", "名称", "级别"], ["990001000000", "金县", "县"])
    activity = ["活动编号", "名称", "牵头条线", "区划代码", "日期", "主题", "参与人次"]
    _write(batch / "活动.csv", activity, ["a1", "座谈", "工会", "990001000000", "2018-06-01", "其他", "5"])
    warehouse = str(tmp_path / "warehouse")
    assert etl.main(["build", "--source", str(batch), "--warehouse", warehouse, "--origin", "上报"]) == 0
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", warehouse)
    parts = [open_app(page, part=part) for part in (PARTS if page else ("",))]
    assert not any(app.exception for app in parts)
    said = "\n".join(map(words, parts))
    assert title(parts[0]).startswith("金县")
    assert "没有报道数字" in said
    assert ("还没有开过联席会议" if not page else "没有开放中的阵地") in said
    assert "nan" not in said.lower()


def _write(path: Path, *lines: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
