"""改革任务 tells whether the plan is being done: for the county, a line, a place, early on, and one task."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opening, small_pictures, words
from ui.drawing.as_written import in_markdown

PAGE = "pages/tasks/tasks.py"
DEMO = Path(__file__).resolve().parents[3] / "data" / "demo"
PARTS = ("progress", "scheme", "answering", "list")
COUNTY, TOWNSHIP, LATE = "360829000000", "360829102000", "task-036"


def files(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """The figures on the page by their key."""
    found = app.get("plotly_chart")
    return {chart.proto.id.rsplit("chart-", 1)[-1]: json.loads(chart.proto.spec) for chart in found}


def listed(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["任务"])


def test_its_title_counts_the_tasks_as_the_files_have_them(opened: Opening) -> None:
    rows = files("改革任务")
    done = [row for row in rows if row["实际完成"] and row["实际完成"] <= "2018-06-30"]
    late = [row for row in rows if row not in done and row["计划完成"] <= "2018-06-30"]
    said = title(opened(PAGE, period="2018-06"))
    assert f"{len(rows)} 项任务" in said
    assert f"完成 {len(done)} 项，{len(late)} 项到期未完成" in said


def test_it_has_a_place_for_every_part_of_the_scheme(opened: Opening) -> None:
    pages = [opened(PAGE, period="2018-06", part=part) for part in PARTS]
    assert not any(app.exception for app in pages)
    drawn = {key: figure for app in pages for key, figure in charts(app).items()}
    assert any("任务状态" in small_pictures(app) for app in pages)
    assert {"任务燃起图", "方案突破", "任务按五个突破", "任务按四个联手"} <= set(drawn)
    said = "\n".join(map(words, pages))
    for part in ("三个板块", "针对问题", "牵头领导", "谁来负责", "方向性", "针对性", "操作性", "解麻雀"):
        assert part in said, part
    problems = json.dumps(drawn["任务按针对问题"], ensure_ascii=False)
    for group in ("一轻", "两弱", "三缺", "四化"):
        assert group in problems


def test_who_answers_names_the_late_tasks(opened: Opening) -> None:
    late = [row for row in files("改革任务") if not row["实际完成"] and row["计划完成"] <= "2018-06-30"]
    assert late
    said = words(opened(PAGE, period="2018-06", part="answering"))
    assert said.count("到期未完成的任务</th>") == 2, "by lead and by post"
    for row in late:
        days = (date(2018, 6, 30) - date.fromisoformat(row["计划完成"])).days
        assert f"■ {row['任务']}（{days} 天）" in said


def test_the_matrix_narrows_the_list_down(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", part="list")
    app.selectbox(key="link-plan").set_value("women").run()
    app.selectbox(key="link-breakthrough").set_value("1").run()
    wanted = {
        row["任务"] for row in files("改革任务") if row["方案"] in ("妇联", "women") and row["突破"] == "1"
    }
    assert set(listed(app)) == wanted
    app.pills(key="link-state").set_value(["overdue"]).run()
    assert "没有符合条件的任务" in words(app)


def test_what_needs_somebody_first_opens_with_one_click(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    first = [button for button in app.button if (button.key or "").startswith("first-")]
    assert first[0].key == f"first-{LATE}"
    first[0].click().run()
    assert app.query_params["task"] == LATE
    assert title(app).startswith("■ 逾期")


def test_a_line_leaves_out_what_has_none(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", lines="overseas")
    assert title(app).startswith("安福县“1+7”方案 4 项任务")
    assert not app.exception


def test_a_place_without_tasks_says_so_and_shows_a_way_on(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", region=TOWNSHIP, lines="women")
    assert title(app) == "洲湖镇没有由妇联负责的改革任务"
    app.button(key="task-all").click().run()
    assert title(app).startswith("安福县“1+7”方案 48 项任务")


def test_it_works_before_the_reform(opened: Opening) -> None:
    app = opened(PAGE, period="2016-07")
    assert not app.exception
    assert "完成 0 项，没有到期未完成的，按期率 —" in title(app)


def test_one_task(opened: Opening) -> None:
    row = next(row for row in files("改革任务") if row["任务编号"] == LATE)
    months = [one for one in files("进度月报") if one["任务或项目编号"] == LATE]
    app = opened(PAGE, period="2018-06", task=LATE)
    assert title(app).startswith(f"■ 逾期　{row['任务']}：到期未完成，已逾")
    said = words(app)
    assert f"完成以前的 {len(months)} 个月中有 {len(months)} 期进度月报" in said
    for part in (row["责任岗位"], row["计划完成"], "改革任务.csv", "尚未完成，还没有佐证"):
        assert part in said
    app.selectbox(key="task-one").set_value("task-005").run()
    evidence = next(row["佐证文号"] for row in files("改革任务") if row["任务编号"] == "task-005")
    assert f"佐证：{evidence}" in words(app)
    app.button(key="task-back").click().run()
    assert "48 项任务" in title(app)
    assert "task" not in app.query_params


def test_a_task_of_elsewhere_is_said_in_words(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", task=LATE, lines="women")
    assert in_markdown(LATE) in app.warning[0].value
    assert "已改为显示全部任务" in app.warning[0].value


def test_a_projector_shows_no_controls(opened: Opening) -> None:
    for part in PARTS:
        app = opened(PAGE, period="2018-06", present="1", part=part)
        assert not app.exception
        assert not [*app.pills, *app.selectbox, *app.segmented_control]


def test_a_county_that_handed_in_no_tasks(bare: Opening) -> None:
    app = bare(PAGE)
    assert not app.exception
    assert title(app) == "金县还没有上报改革任务、进度月报，改革任务先空着"
