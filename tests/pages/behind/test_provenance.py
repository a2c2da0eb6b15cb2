"""Every number leads to its rows, its missing units, its evidence and the reasons of its movement."""

import re

import pytest

from metrics.warehouse import open_current
from tests.pages.conftest import Opening, words

TOWNSHIP = "360829102000"


def test_the_dialog_shows_rows_missing_units_and_evidence_apart(opened: Opening) -> None:
    app = opened(period="2018-06")
    app.button(key="provenance-effective_coverage").click().run()
    assert re.search(r"✔ 已核对：下列 1,247 行分子合计 813、分母合计 1,247", words(app))
    assert [part.label for part in app.tabs] == ["计入 1,247 行", "缺 434 项", "依据 3,660 行", "变化"]


def test_the_last_tab_tells_why_the_number_moved(opened: Opening) -> None:
    app = opened(period="2018-06")
    app.session_state["provenance-tabs-members-360829000000"] = "变化"
    app.button(key="provenance-members").click().run()
    title = re.search(r'qt-part">([^<]+人[^<]+)<', words(app))[1]
    assert title == "2018年6月 8.53万人，比2018年5月 +191 人，影响最大的是同一组织增加（+251 人）"
    moved = app.dataframe[-1].value
    assert moved["变化（人）"].sum() == 191
    assert set(moved["情况"]) == {"同一组织增加", "同一组织减少", "撤销的组织"}


def test_a_card_of_several_lines_opens_those_lines(opened: Opening) -> None:
    app = opened(period="2018-06", lines="women,youth")
    app.button(key="provenance-org_coverage").click().run()
    assert set(app.dataframe[0].value["条线"]) == {"妇联", "共青团"}
    assert "✔ 已核对" in words(app)


@pytest.mark.parametrize(
    ("page", "query", "key", "tables"),
    [
        ("pages/services/services.py", {"part": "facts"}, "facts", {"组织"}),
        ("pages/coverage/coverage.py", {"region": TOWNSHIP}, "verdicts", {"行政区划", "组织", "活动"}),
        ("pages/coverage/coverage.py", {"region": TOWNSHIP}, "organizations", {"组织"}),
        ("pages/projects/projects.py", {}, "project_green", {"项目"}),
    ],
)
def test_what_is_no_metric_leads_to_its_rows_too(
    opened: Opening, page: str, query: dict[str, str], key: str, tables: set[str]
) -> None:
    app = opened(page, period="2018-06", **query)
    app.button(key=f"provenance-{key}").click().run()
    assert not app.exception
    rows = app.dataframe[-1].value
    assert tables <= set(rows["来源表"])
    assert rows[["文件", "行号", "批次"]].notna().all(axis=None)


def test_the_light_of_a_project_leads_to_its_rows(opened: Opening) -> None:
    ((project, name), *_) = open_current().rows(
        "SELECT project_id, name FROM raw.projects ORDER BY project_id"
    )
    app = opened("pages/projects/projects.py", period="2018-06", project=project)
    app.button(key="provenance-light").click().run()
    rows = app.dataframe[-1].value
    assert {"项目", "里程碑"} <= set(rows["来源表"])
    assert rows["记录"].str.startswith(name).all()


def test_there_is_no_button_on_the_projector(opened: Opening) -> None:
    assert not [
        button for button in opened(period="2018-06", present="1").button if "provenance" in button.key
    ]
