"""项目跟踪 tells whether projects land: for the county, a township, some lines, and one project."""

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.projects import listing
from tests.pages.conftest import Opening, small_pictures, words
from tests.pages.handed_in import lights_at, projects
from ui.drawing.as_written import in_markdown

PAGE = "pages/projects/projects.py"
COUNTY, TOWNSHIP, WITHOUT = "360829000000", "360829102000", "360829400000"
LATE = "proj-011"


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def schedule(app: AppTest) -> list[str]:
    """The projects whose rows the schedule draws, from the top."""
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    rows = [trace["customdata"] for chart in drawn for trace in chart["data"] if _has_projects(trace)]
    return [row[0] for row in rows[0]] if rows else []


def _has_projects(trace: dict[str, Any]) -> bool:
    data = trace.get("customdata")
    return bool(data) and isinstance(data[0], list) and str(data[0][0]).startswith("proj-")


def test_its_title_counts_the_lights_as_the_files_have_them(opened: Opening) -> None:
    lights = list(lights_at("2018-06").values())
    counts = f"{len(lights)} 个项目：红灯 {lights.count('red')} 个、黄灯 {lights.count('amber')} 个"
    said = title(opened(PAGE, period="2018-06"))
    assert said.startswith(f"安福县 {counts}，已完成 {lights.count('done')} 个")
    assert re.search(r"预测，\d+ 个将晚于计划，最多晚 \d+ 天$", said)


def test_the_lights_are_told_by_word_and_shape(opened: Opening) -> None:
    lights = list(lights_at("2018-06").values())
    said = words(opened(PAGE, period="2018-06"))
    for light, mark in (("red", "■ 红"), ("amber", "▲ 黄"), ("green", "● 绿"), ("done", "✔ 完")):
        row = rf">{mark}</td><td class=\"\">[^<]+</td><td class=\"num\">{lights.count(light)}<"
        assert re.search(row, said), mark


def test_it_shows_six_key_numbers_and_three_digital_ones(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06"))
    managed = words(opened(PAGE, period="2018-06", part="management"))
    names = ("项目绿灯率", "里程碑按期率", "预算执行率", "目标完成率", "社会资金占比", "社会力量承接率")
    for name in names:
        assert said.count(f'qt-card-name">{name}<') == 1
    for name in ("网上办结率", "线上活动占比", "网上关注数"):
        assert managed.count(f'qt-card-name">{name}<') == 1


@pytest.mark.parametrize("part", listing.PARTS)
def test_every_part_opens(opened: Opening, part: str) -> None:
    app = opened(PAGE, period="2018-06", part=part)
    assert "暂时打不开" not in words(app)
    assert 'class="qt-title"' in words(app)


def test_the_schedule_runs_from_red_to_done_and_by_planned_end(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    lights, ends = lights_at("2018-06"), {row["项目编号"]: row["计划完成"] for row in projects()}
    rank = ["red", "amber", "green", "grey", "done"]
    wanted = sorted(ends, key=lambda key: (rank.index(lights[key]), ends[key], key))
    assert schedule(app) == wanted[:15]
    app.segmented_control(key="link-rows").set_value("5").run()
    assert schedule(app) == wanted[60:]


def test_the_schedule_keeps_to_a_light_and_a_theme(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    app.pills(key="link-light").set_value(["amber"]).run()
    lights = lights_at("2018-06")
    assert {lights[key] for key in schedule(app)} == {"amber"}
    app.selectbox(key="link-theme").set_value("科普惠农").run()
    themes = {row["项目编号"]: row["主题"] for row in projects()}
    wanted = {key for key, light in lights.items() if light == "amber" and themes[key] == "科普惠农"}
    assert set(schedule(app)) == wanted
    app.pills(key="link-light").set_value(["grey"]).run()
    assert "没有符合条件的项目" in words(app)
    assert not app.exception


def test_lines_and_place_choose_the_projects(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", region=TOWNSHIP, lines="women,youth")
    wanted = {
        row["项目编号"]
        for row in projects()
        if row["区划代码"].startswith("360829102") and row["牵头条线"] in ("妇联", "共青团")
    }
    assert set(schedule(app)) == wanted
    assert title(app).startswith(f"洲湖镇 {len(wanted)} 个项目")


def test_a_place_without_projects_says_so_and_shows_a_way_on(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", region=WITHOUT, lines="women")
    said = words(app)
    assert "没有由妇联牵头的项目" in said
    assert not app.get("plotly_chart")
    assert not small_pictures(app)
    app.button(key="project-all").click().run()
    assert title(app).startswith("安福县 69 个项目")


def test_it_works_where_no_project_has_begun(opened: Opening) -> None:
    app = opened(PAGE, period="2016-07")
    assert not app.exception
    assert title(app).startswith("安福县 69 个项目")


def test_a_link_opens_one_project(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", project=LATE)
    name = next(row["名称"] for row in projects() if row["项目编号"] == LATE)
    assert title(app).startswith(f"■ 红　{name}：已过计划完成日期 105 天")
    said = words(app)
    for part in ("里程碑 5 个", "◀ 判定", "责任岗位：", "目标 80 家，完成 59 家（73.8%）", "进度月报 14 期"):
        assert part in said
    assert len(app.get("plotly_chart")) == 4


def test_the_way_back_and_to_another_project(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", project=LATE)
    app.selectbox(key="project-one").set_value("proj-046").run()
    assert "支出超出预算 9,600 元" in title(app)
    assert app.query_params["project"] == "proj-046"
    app.button(key="project-back").click().run()
    assert "个项目：" in title(app)
    assert "project" not in app.query_params


def test_another_place_closes_the_project(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", project=LATE)
    app.selectbox(key=f"choice-{COUNTY}").set_value(TOWNSHIP).run()
    assert title(app).startswith("洲湖镇")
    assert "project" not in app.query_params
    assert not app.warning


@pytest.mark.parametrize("unknown", ["nothing", "'; DROP TABLE x", "proj-001"])
def test_an_unknown_project_is_said_in_words(opened: Opening, unknown: str) -> None:
    app = opened(PAGE, period="2018-06", project=unknown, lines="women")
    assert in_markdown(unknown) in app.warning[0].value
    assert "已改为显示全部项目" in app.warning[0].value
    assert title(app).startswith("安福县")


def test_a_project_without_reports_and_money_shows_empty_states(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06", project="proj-063"))
    assert "还没有进度月报" in said
    assert "还没有到位资金" in said
    assert "进度月报 0 期" not in said


@pytest.mark.parametrize(
    ("query", "charts"),
    [
        ({"part": "progress"}, 2),
        ({"part": "money"}, 2),
        ({"part": "management"}, 1),
        ({"part": "list"}, 0),
        ({"project": LATE}, 4),
    ],
)
def test_a_projector_shows_no_controls(opened: Opening, query: dict[str, str], charts: int) -> None:
    app = opened(PAGE, period="2018-06", present="1", **query)
    assert not app.exception
    assert not [*app.pills, *app.selectbox, *app.segmented_control]
    assert len(app.get("plotly_chart")) + len(small_pictures(app)) == charts
