"""Every choice that changes what a page shows is in its link; what the link says and nobody knows is said."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.pages.choosing.choices import CHOSEN, PLAIN, SELECTED, SENT, Place, choice, widgets
from tests.pages.conftest import Opening, words
from tests.pages.handed_in import lights_at, projects

UNKNOWN = "没有的"


def named(place: Place) -> str:
    """Name a case of a test."""
    return "-".join([place.page, *place.beside.values(), *(case.name for case in place.cases)])


PROJECTS, TASKS = "pages/projects/projects.py", "pages/tasks/tasks.py"


@pytest.mark.parametrize("place", CHOSEN, ids=named)
def test_choices_come_from_the_link_and_go_into_it(opened: Opening, place: Place) -> None:
    said = {case.name: case.word for case in place.cases}
    app = opened(place.page, period="2018-06", **place.beside | said)
    assert not app.warning
    assert held(app, place) == {case.name: case.value for case in place.cases}, "the link is shown"
    choose(app, place, "default")
    assert not said.keys() & app.query_params.keys(), "a default leaves no parameter"
    choose(app, place, "value")
    assert {name: app.query_params[name] for name in said} == said, "a choice is in the link"
    for name in said:
        del app.query_params[name]
    app.query_params.update(place.beside)
    app.run()
    assert held(app, place) == {case.name: case.default for case in place.cases}, "as the way back does"
    assert not app.exception


def held(app: AppTest, place: Place) -> dict[str, Any]:
    """What the widgets of a place hold."""
    return {case.name: choice(app, case.name).value for case in place.cases}


def choose(app: AppTest, place: Place, what: str) -> None:
    """Set all widgets of a place at once, to their 'value' or their 'default'."""
    for case in place.cases:
        choice(app, case.name).set_value(getattr(case, what))
    app.run()


@pytest.mark.parametrize("place", [*PLAIN, *CHOSEN], ids=named)
def test_no_choice_of_any_page_stays_out_of_the_link(opened: Opening, place: Place) -> None:
    found = widgets(opened(place.page, period="2018-06", **place.beside))
    own = {key.removeprefix("link-") for key in found if key.startswith("link-")}
    others = [key for key in found if not key.startswith(("link-", *SELECTED, *SENT))]
    assert not others, "a choice is drawn by ui/choosing/link_choices.py, or told of in choices.py"
    known = {case.name for one in CHOSEN if one.page == place.page for case in one.cases}
    assert own <= known, "each stands in the table"


@pytest.mark.parametrize("place", CHOSEN, ids=named)
def test_what_nobody_knows_is_passed_over_with_a_notice(opened: Opening, place: Place) -> None:
    wrong = {
        case.name: f"{UNKNOWN}{at}" * (60 if case.name == "post" else 1)
        for at, case in enumerate(place.cases)
    }
    app = opened(place.page, period="2018-06", **place.beside | wrong)
    for case in place.cases:
        assert wrong[case.name][:20] in app.warning[0].value
        assert choice(app, case.name).value == case.default
    assert not app.exception
    assert "qt-title" in words(app), "and the page is shown"
    assert app.run().warning, "as long as the link says so"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ({"light": "red,blue"}, "链接中的灯“blue”这里没有，已略去。"),
        ({"theme": "没有的主题"}, "链接中的主题“没有的主题”这里没有，已改为全部主题。"),
        ({"rows": "9"}, "链接中的显示第几个“9”这里没有，已改为第 1–15 个。"),
    ],
)
def test_a_notice_says_what_is_shown_instead(opened: Opening, said: dict[str, str], instead: str) -> None:
    assert opened(PROJECTS, period="2018-06", **said).warning[0].value == instead


def test_what_another_choice_made_impossible_needs_no_notice(opened: Opening) -> None:
    app = opened(PROJECTS, period="2018-06", rows="5")
    choice(app, "light").set_value(["amber"]).run()
    assert not app.warning
    assert "link-rows" not in widgets(app), "so few stand in one part"
    choice(app, "light").set_value([]).run()
    assert choice(app, "rows").value == "5"


def test_one_metric_and_all_of_them_have_parts_of_their_own(opened: Opening) -> None:
    app = opened("pages/metrics/metrics.py", period="2018-06", metric="members", part="movement", back="year")
    app.selectbox(key="metric-another-members").set_value("activities").run()
    assert choice(app, "part").value == "movement", "kept from one metric to the next"
    app.button(key="metric-back").click().run()
    assert "part" not in app.query_params
    assert not app.warning


def test_a_link_to_another_page_carries_no_choice_of_this_one(opened: Opening) -> None:
    app = opened(PROJECTS, period="2018-05", lines="women", light="red", rows="2", theme="科普惠农")
    links = [link.proto.query_string for link in app.get("page_link")]
    # The way to one's own county leads to a part.
    links = [query for query in links if "part=start" not in query]
    assert len(links) >= 8
    assert {query.replace("region=360829000000", "") for query in links} == {"period=2018-05&&lines=women"}


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """The files that the page offers in its last run, by the key of the button: name, and what makes it."""
    offered: dict[str, tuple[str, Callable[[], bytes]]] = {}
    draw = st.download_button

    def watched(*args: Any, **kwargs: Any) -> Any:
        offered[kwargs["key"]] = (kwargs["file_name"], kwargs["data"])
        return draw(*args, **kwargs)

    monkeypatch.setattr(st, "download_button", watched)
    return offered


def column(file: tuple[str, Callable[[], bytes]], name: str) -> list[Any]:
    """Read a column of an offered workbook."""
    head, *rows = load_workbook(io.BytesIO(file[1]())).active.values
    return [row[head.index(name)] for row in rows]


def drawn(app: AppTest) -> list[str]:
    """The projects whose rows the schedule draws."""
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    data = [trace.get("customdata") or [""] for chart in charts for trace in chart["data"]]
    found = [rows for rows in data if isinstance(rows[0], list) and str(rows[0][0]).startswith("proj-")]
    return [row[0] for row in found[0]] if found else []


NARROWED = [
    ({"light": "red"}, "红"),
    ({"light": "amber,done"}, "黄、完"),
    ({"theme": "科普惠农"}, "科普惠农"),
    ({"rows": "2"}, "第 16–30 个"),
    ({"light": "grey", "theme": "科普惠农"}, "灰"),
]


@pytest.mark.parametrize(("said", "told"), NARROWED, ids=str)
@pytest.mark.parametrize("present", [{}, {"present": "1"}], ids=str)
def test_chart_and_title_show_the_chosen_projects(
    opened: Opening, said: dict[str, str], told: str, present: dict[str, str]
) -> None:
    app = opened(PROJECTS, period="2018-06", **said, **present)
    shown = drawn(app)
    lights, themes = lights_at("2018-06"), {row["项目编号"]: row["主题"] for row in projects()}
    if "light" in said:
        assert {lights[key] for key in shown} <= set(said["light"].split(","))
    if "theme" in said:
        assert {themes[key] for key in shown} <= {said["theme"]}
    title = next(line for line in words(app).splitlines() if "进度安排" in line)
    assert f"{told}" in title
    assert f"：{len(shown)} 个项目中" in title or (not shown and "：没有项目" in title)


@pytest.mark.parametrize(("said", "told"), NARROWED, ids=str)
def test_the_download_holds_the_projects_that_are_drawn(
    opened: Opening, taken: dict[str, Any], said: dict[str, str], told: str
) -> None:
    app = opened(PROJECTS, period="2018-06", **said)
    file = taken["download-schedule"]
    assert column(file, "项目编号") == drawn(app)
    assert file[0].startswith("项目进度_安福县_2018年6月_全部条线_")
    assert told in file[0]


def test_the_list_of_tasks_its_title_and_its_download_agree(opened: Opening, taken: dict[str, Any]) -> None:
    app = opened(TASKS, period="2018-06", part="list", state="overdue,done", plan="women")
    listed = list(app.dataframe[0].value["任务"])
    file = taken["download-everything"]
    assert listed
    assert column(file, "任务") == listed
    assert f"48 项任务中的 {len(listed)} 项（到期、完成，" in words(app)
    assert file[0].startswith("改革任务_安福县_2018年6月_全部条线_到期、完成_")
    opened(TASKS, period="2018-06", part="list")
    assert len(column(taken["download-everything"], "任务")) == 48
    assert taken["download-everything"][0] == "改革任务_安福县_2018年6月_全部条线.xlsx"


@pytest.mark.parametrize("kind", ["missing", "idle", "all"])
def test_the_list_of_stations_and_its_download_agree(
    opened: Opening, taken: dict[str, Any], kind: str
) -> None:
    app = opened("pages/services/services.py", period="2018-06", part="listing", stations=kind)
    names = column(taken["download-stations"], "阵地")
    listed = [frame.value for frame in app.dataframe if "阵地" in frame.value]
    assert names == (list(listed[0]["阵地"]) if listed else [])
    assert f"的 {len(names)} 个" in words(app)


def test_the_doubts_of_one_rule_and_their_download_agree(opened: Opening, taken: dict[str, Any]) -> None:
    app = opened("pages/data/data.py", period="2018-06", part="doubts", rule="stations_without_hours")
    shown = app.dataframe[0].value
    assert column(taken["download-suspects"], "对象") == list(shown["对象"])
    assert f"开放的阵地没有开放时间：{len(shown)} 处" in words(app)
    assert taken["download-suspects"][0].endswith("_开放的阵地没有开放时间.xlsx")


def test_the_page_on_links_tells_every_parameter() -> None:
    rows = (Path(__file__).resolve().parents[3] / "docs" / "links.md").read_text("utf-8").splitlines()
    for place in CHOSEN:
        row = next(line for line in rows if f"`/{place.page.split('/')[1]}`" in line)
        assert [case.name for case in place.cases if f"`{case.name}`" not in row] == []


def test_the_projector_is_asked_in_one_place() -> None:
    project = Path(__file__).resolve().parents[3]
    files = [*(project / "ui").rglob("*.py"), *(project / "pages").rglob("*.py"), project / "app.py"]
    texts = {file.relative_to(project).as_posix(): file.read_text("utf-8") for file in files}
    asking = r"""selection\.present|query_params.*present|get\(["']present|present["']?\s*(==|=)\s*["']1"""
    assert {name for name, text in texts.items() if re.search(asking, text)} == set()
    assert {name for name, text in texts.items() if "projector.is_asked" in text} == {
        "ui/shell/start_page.py"
    }


@pytest.mark.parametrize("kept", [{}, {"period": "2018-05"}], ids=str)
def test_a_run_that_loses_the_projector_is_drawn_of_one_piece(opened: Opening, kept: dict[str, str]) -> None:
    app = opened(period="2018-05", present="1")
    app.query_params.clear()
    app.query_params.update(kept)
    app.run()
    on = not kept
    assert ("present" in app.query_params) == on, "a link without any choice means the last ones"
    assert bool(app.selectbox) != on
    assert bool(app.get("download_button")) != on
    sheets = "".join(element.proto.body for element in app.get("html") if "<style>" in element.proto.body)
    assert ("font-size: 48px" in sheets) == on
