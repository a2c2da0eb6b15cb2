"""下发: forms go out as one .zip, and the collection is published with them."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import open_app, words
from tests.pages.data.collecting import CARD, HANDED_IN, PAGE, press, query, shown


def test_forms_go_out_and_the_collection_is_published(fresh: Path) -> None:
    app = open_app(PAGE, part="collecting")
    assert app.selectbox(key="distribute-period").value == date(2018, 2, 1), "the month after the newest"
    assert app.date_input(key="distribute-due-2018-02").value == date(2018, 3, 10)
    assert app.multiselect(key="distribute-表").value == ["memberships", "station_months", "activities"]
    assert "已经过去" in words(app), "a deadline of 2018"
    app = press(app, "distribute")
    assert "已下发2018年2月的填报表 3 份，2018-03-10 截止" in words(app)
    assert "填报任务 2018-02 已发布" in words(app)
    assert list(shown(app, "单位", "任务")["单位"]) == ["安福县", "平都镇", "浒坑镇"]
    assert len(query(fresh, HANDED_IN)) == 3
    packed = app.session_state["distribution"].packed
    with zipfile.ZipFile(packed) as whole:
        assert len(whole.namelist()) == 3
    assert "下载填报表 .zip" in [button.label for button in app.get("download_button")]


def test_units_lines_tables_and_deadline_are_the_clerks(fresh: Path) -> None:
    app = open_app(PAGE, part="collecting")
    app.selectbox(key="distribute-period").set_value(date(2018, 1, 1)).run()
    app.date_input(key="distribute-due-2018-01").set_value(date(2018, 2, 20))
    app.multiselect(key="distribute-表").set_value(["memberships"])
    app.multiselect(key="distribute-填报单位").set_value(["360829000000", "360829100000"])
    app.pills(key="distribute-lines").set_value(["union", "women"])
    app.text_input(key="distribute-name").set_value("一月会员").run()
    app = press(app, "distribute")
    asked = "SELECT name, unit, line, due_on FROM raw.collections ORDER BY unit"
    due_on = date(2018, 2, 20)
    assert query(fresh, asked) == [
        ("一月会员（工会）", "360829000000", "union", due_on),
        ("一月会员（工会）", "360829100000", "union", due_on),
    ]
    assert "没有要填的，没有生成：安福县（妇联）、平都镇（妇联）" in words(app)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("distribute-填报单位", ["360829101000"], "没有要填的：还没有在册的组织、阵地等"),
        ("distribute-name", f"请打 {CARD}", "填报任务没有发布（单元格里有银行卡号，不收个人信息，请删去）"),
    ],
)
def test_what_cannot_be_distributed_is_told_and_leaves_nothing(
    fresh: Path, key: str, value: Any, told: str
) -> None:
    app = open_app(PAGE, part="collecting")
    app.multiselect(key="distribute-表").set_value(["memberships"])
    wanted = app.text_input if isinstance(value, str) else app.multiselect
    wanted(key=key).set_value(value).run()
    app = press(app, "distribute")
    assert "没有下发，也没有发布填报任务" in words(app)
    assert told in words(app)
    assert query(fresh, HANDED_IN) == []
    assert list((fresh / "incoming").iterdir()) == []
    app.multiselect(key="distribute-表").set_value([]).run()
    assert app.button(key="distribute").disabled, "nothing is asked for"
