"""One value is corrected in the app: from the row, through what would change, to the snapshot."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etl.contract import TABLES
from metrics.data import history
from metrics.warehouse import open_current
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, run, write_folder
from tests.pages.conftest import open_app, words
from tests.pages.data.test_data import PAGE, press

ACTIVITY = (
    "活动编号,名称,牵头条线,参与条线,区划代码,日期,主题,参与人次,线上,满意度\n"
    "A1,送岗位下乡,工会,妇联,360829,2018-01-10,创业就业,80,否,95.5\n"
)
FIELDS = [field.name for field in TABLES["activities"].fields]
MOBILE = "13800138000"
REASON = "抄错一位"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the small county and an activity that has something in every kind of field."""
    folder = tmp_path_factory.mktemp("correcting")
    publish(folder / "warehouse", write_folder(folder / "first", {**COUNTY, "活动.csv": ACTIVITY}))
    return folder / "warehouse"


@pytest.fixture
def warehouse(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse of the test's own, which the app reads."""
    own = Path(shutil.copytree(county, tmp_path / "warehouse"))
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(own))
    return own


def editing(table: str, key: str) -> AppTest:
    """Open the editor of a row."""
    return open_app(PAGE, part="hand-in", correct=table, key=key)


def enter(app: AppTest, kind: str, field: str, value: Any) -> None:
    """Put something into the input of a field."""
    (found,) = [one for one in getattr(app, kind) if str(one.key).endswith(f"-{field}-0")]
    found.set_value(value)


def preview(app: AppTest, reason: str = REASON) -> AppTest:
    """State the reason, and wait until it has been validated."""
    enter(app, "text_input", "reason", reason)
    return press(app, "correcting-preview")


def others(warehouse: Path, folder: Path, members: str) -> None:
    """Let somebody else hand members in."""
    source = write_folder(folder / "other", {"会员.csv": members})
    assert run("build", "--source", source, "--warehouse", warehouse).returncode == 0


def publish_it(app: AppTest) -> AppTest:
    """Publish what was looked at."""
    app = press(app, "hand-in-publish")
    assert "已发布，各页现在显示新的快照" in words(app)
    return app


#: Kind of input, field, what is entered, what is stored then.
ENTERED = [
    ("text_input", "name", "送岗位，进村“入户”", "送岗位，进村“入户”"),
    ("text_input", "participants", "1,080", 1080),
    ("text_input", "satisfaction", "95.6%", 95.6),
    ("text_input", "region_code", "浒坑镇", "360829101000"),
    ("selectbox", "theme", "助学", "助学"),
    ("selectbox", "online", "是", True),
    ("date_input", "held_on", date(2018, 1, 11), date(2018, 1, 11)),
    ("multiselect", "partner_lines", ["共青团", "妇联"], ["youth", "women"]),
]
CLEARED = [
    ("text_input", "satisfaction", "", None),
    ("selectbox", "theme", "", None),
    ("multiselect", "partner_lines", [], None),
]


def corrected(entered: list[tuple[str, str, Any, Any]]) -> tuple[AppTest, str]:
    """Enter values into the activity; give the preview and what it says would change."""
    app = editing("activities", "A1")
    assert "更正一行：活动 送岗位下乡 2018-01-10" in words(app)
    for kind, field, value, _ in entered:
        enter(app, kind, field, value)
    app = preview(app)
    assert "新增 0 行，变更 1 行，减少 0 行" in words(app)
    return app, app.dataframe[-1].value["原值 → 新值"].iloc[0]


def test_fields_of_each_kind_are_corrected_and_nothing_else(warehouse: Path) -> None:
    before = row_of(warehouse)
    app, told = corrected(ENTERED)
    assert "满意度 95.5 → 95.6" in told
    publish_it(app)
    assert row_of(warehouse) == before | {field: stored for _, field, _, stored in ENTERED}
    assert not app.exception


def test_fields_that_may_be_blank_are_cleared(warehouse: Path) -> None:
    _, told = corrected(CLEARED)
    changes = told.split("；")
    assert len(changes) == len(CLEARED)
    assert all(change.endswith(" → 空") for change in changes), told


def row_of(warehouse: Path) -> dict[str, Any]:
    """The activity as it is stored."""
    (values,) = open_current(warehouse).rows("SELECT * FROM raw.activities")
    return dict(zip(FIELDS, values, strict=False))


def test_the_reason_stays_with_the_batch_and_survives_a_rebuild(warehouse: Path) -> None:
    app = editing("memberships", "U1,2018-01")
    assert "原出处：会员.csv，第 2 行" in words(app)
    enter(app, "text_input", "members", "101")
    app = publish_it(preview(app))
    said = "会员 县总工会 2018-01（U1，2018-01）：会员数 100 → 101（理由：抄错一位）"
    assert said in words(app), "among the newest batches"
    assert "correct" not in app.query_params, "what is done leaves the link"
    assert run("rebuild", "--warehouse", warehouse).returncode == 0
    told = history.batches(open_current(warehouse))
    assert list(told["corrected"]) == ["", said]
    assert list(told["origin"]) == ["上报", "上报"]
    assert list(history.corrections(open_current(warehouse))["stood"])[0].startswith("会员.csv，第 2 行")
    assert open_current(warehouse).rows("SELECT members FROM raw.memberships WHERE org_id = 'U1'") == [(101,)]


def test_what_may_not_be_cleared_is_refused_in_words_and_what_was_entered_stays(warehouse: Path) -> None:
    app = editing("memberships", "U1,2018-01")
    enter(app, "text_input", "members", "")
    enter(app, "text_input", "eligible", "130")
    app = preview(app)
    assert "有 1 处错误，没有留存" in words(app)
    assert "必填" in app.dataframe[0].value.to_string()
    (eligible,) = [one for one in app.text_input if str(one.key).endswith("-eligible-0")]
    assert eligible.value == "130"


def test_personal_data_in_the_reason_is_refused_and_never_shown(warehouse: Path) -> None:
    app = editing("memberships", "U1,2018-01")
    enter(app, "text_input", "members", "101")
    app = preview(app, f"打电话 {MOBILE} 问的")
    assert "处错误，没有留存" in words(app)
    shown = app.dataframe[0].value.to_string() + words(app)
    assert "手机号" in shown
    assert "更正说明" in shown
    assert MOBILE not in shown
    assert list((warehouse / "incoming").iterdir()) == []


def test_nothing_changed_or_no_reason_starts_nothing(warehouse: Path) -> None:
    app = editing("memberships", "U1,2018-01")
    enter(app, "text_input", "reason", REASON)
    assert "还没有改动任何一格" in words(app.button(key="correcting-preview").click().run())
    enter(app, "text_input", "reason", " ")
    enter(app, "text_input", "members", "101")
    assert "请写明更正的理由" in words(app.button(key="correcting-preview").click().run())
    assert app.session_state.get("hand-in") is None


def test_a_row_that_somebody_else_changed_meanwhile_is_told_and_looked_at_again(
    warehouse: Path, tmp_path: Path
) -> None:
    app = editing("memberships", "U1,2018-01")
    enter(app, "text_input", "members", "101")
    others(warehouse, tmp_path, "组织编码,报告期,会员数\nU1,2018-01,105\n")
    enter(app, "text_input", "eligible", "130")
    enter(app, "text_input", "reason", REASON)
    app = app.button(key="correcting-preview").click().run()
    assert "您打开以后，这一行已经变了" in words(app)
    assert "会员数 100 → 105" in words(app)
    assert app.session_state.get("hand-in") is None
    (members,) = [one for one in app.text_input if str(one.key).endswith("-members-1")]
    assert members.value == "105"
    assert [one.value for one in app.text_input if str(one.key).endswith("-eligible-0")] == ["130"]


def test_a_row_that_changes_between_preview_and_publishing_is_not_overwritten(
    warehouse: Path, tmp_path: Path
) -> None:
    app = editing("memberships", "U1,2018-01")
    enter(app, "text_input", "members", "101")
    app = preview(app)
    others(warehouse, tmp_path, "组织编码,报告期,会员数\nU1,2018-01,105\n")
    app = press(app, "hand-in-publish")
    assert "没有完成，当前快照不变" in words(app)
    assert open_current(warehouse).rows("SELECT members FROM raw.memberships WHERE org_id = 'U1'") == [(105,)]


def test_a_row_that_is_gone_or_never_was_is_told_in_words(warehouse: Path, tmp_path: Path) -> None:
    others(warehouse, tmp_path, "组织编码,报告期,撤销\nU2,2018-01,是\n")
    assert "会员 U2 2018-01 已被撤销" in words(editing("memberships", "U2,2018-01"))
    for key in ("U3,2018-01", "U1", "U1,2018-13", "U1,x,y", "'; DROP"):
        app = editing("memberships", key)
        assert "当前快照的会员里没有" in words(app)
        assert not app.exception
    assert "链接里的表不在数据标准里" in words(editing("sqlite_master", "x"))
