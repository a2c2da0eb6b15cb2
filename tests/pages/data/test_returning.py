"""收回: returns are recognised, checked, chosen among, looked at and published; what is wrong is told."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.etl.collecting import ACTIVITY, FIGURES, FIRST, add_row, filled
from tests.pages.conftest import open_app, words
from tests.pages.data.collecting import (
    CARD,
    HANDED_IN,
    PAGE,
    hand_back,
    left,
    press,
    query,
    reasons,
    shown,
    states,
)
from tests.pages.data.conftest import Forms

COUNTYS = FIGURES | {"阵地月报": {"接待人次": 9, "办理件数": 2}}


def foreign(workbook: Any) -> None:
    """The same form as another county would have made it."""
    _reword(workbook, "360829000000", "360830000000")
    edit_id(workbook)


def edit_id(workbook: Any) -> None:
    _reword(workbook, "表单编号 ", "表单编号 BB")


def _reword(workbook: Any, old: str, new: str) -> None:
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows(max_row=3) for cell in row):
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(old, new)


def test_files_that_are_no_returns_are_told_with_their_reasons(
    waiting: Path, asking: tuple[Path, Forms, Forms], tmp_path: Path
) -> None:
    _, forms, march = asking
    plain = openpyxl.Workbook()
    for number in range(50):
        plain.create_sheet(f"表{number}")
    plain.save(tmp_path / "五十张.xlsx")
    (tmp_path / "文字.xlsx").write_text("这不是工作簿", encoding="utf-8")
    (tmp_path / "会员13800138000.csv").write_text("组织编码\nU2\n", encoding="utf-8")
    files = [
        filled(forms["平都镇"], tmp_path / "外县.xlsx", change=foreign),
        filled(forms["平都镇"], tmp_path / "改号.xlsx", change=edit_id),
        filled(march["平都镇"], tmp_path / "三月.xlsx"),
        *(tmp_path / name for name in ("五十张.xlsx", "文字.xlsx", "会员13800138000.csv")),
    ]
    app = hand_back(files)
    told = reasons(app)
    assert "收到 6 份：6 份不收" in words(app)
    assert "这是安福县（360830000000）的填报表，这个数据仓库里没有这个县" in told
    assert "不完整或被改过" in told
    assert "这是 2018-03 的“2018年3月报表”（2018-03），不是 2018-02" in told
    assert "认不出是哪一份填报表：只有“Sheet”、“表0”" in told
    assert "不是 Excel 或 WPS 的工作簿" in told
    assert "不要另存为 .csv" in told
    assert "13800138000" not in told
    assert left(waiting) == []
    assert set(states(app).values()) == {"▲ 逾期"}
    assert "returns-publish" not in {button.key for button in app.button}
    app = hand_back(files[2:3], collection="all")
    assert "收到 1 份：1 份没有错误" in words(app), "without a collection in mind any month is taken"


def delete_row(workbook: Any) -> None:
    workbook["会员"].delete_rows(FIRST)


def edit_code(workbook: Any) -> None:
    workbook["会员"].cell(FIRST, 1, "U9")


def name_somebody(workbook: Any) -> None:
    add_row(workbook, "活动", ACTIVITY | {"区划代码": "360829101", "名称": f"慰问{CARD}"})


def test_faults_are_told_unit_by_unit_and_go_back_as_workbooks(
    waiting: Path, forms: Forms, tmp_path: Path
) -> None:
    files = [
        filled(forms["平都镇"], tmp_path / "甲.xlsx", change=delete_row),
        filled(forms["安福县"], tmp_path / "乙.xlsx", COUNTYS, edit_code),
        filled(forms["浒坑镇"], tmp_path / "丙.xlsx", {}, name_somebody),
    ]
    app = hand_back(files)
    assert states(app) == {"安福县": "■ 有错", "平都镇": "■ 有错", "浒坑镇": "■ 有错"}
    assert "少了 1 行：U2" in shown(app, "应为什么、怎样改").to_string()
    mine, theirs = (one["file"] for one in app.session_state["returns"].returns[1:])
    app.selectbox(key="returned-choice").set_value(mine).run()
    assert "原来是 U1，现在是 U9" in shown(app, "应为什么、怎样改").to_string()
    app.selectbox(key="returned-choice").set_value(theirs).run()
    assert "银行卡" in shown(app, "应为什么、怎样改").to_string()
    labels = [button.label for button in app.get("download_button")]
    assert "下载 有错的填报表.zip" in labels
    assert [label for label in labels if "浒坑镇" in label]
    assert left(waiting) == [], "what has a fault does not stay"
    assert app.file_uploader[0].value == [], "nor in the box"
    told = [path.read_bytes() for path in waiting.rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    assert not any(CARD.encode() in content for content in told)
    pile = app.session_state["returns"]
    assert CARD not in str(pile)
    for one in pile.returns:
        cells = [
            cell.value for sheet in openpyxl.load_workbook(one["faults"]) for row in sheet for cell in row
        ]
        assert CARD not in map(str, cells)
    app = press(app, "returns-forget")
    assert "文件名不限" in words(app)
    assert list((waiting / "incoming").iterdir()) == []


def test_one_of_two_is_chosen_looked_at_and_published_while_others_are_outstanding(
    waiting: Path, forms: Forms, tmp_path: Path
) -> None:
    more = FIGURES["会员"] | {"会员数": 125}
    files = [
        filled(forms["平都镇"], tmp_path / "一 _稿_.xlsx"),
        filled(forms["平都镇"], tmp_path / "二稿.xlsx", {"会员": more}),
        filled(forms["浒坑镇"], tmp_path / "浒坑.xlsx", {}),
        filled(forms["安福县"], tmp_path / "县.xlsx", COUNTYS, delete_row),
    ]
    app = hand_back(files)
    assert states(app) == {"平都镇": "◆ 请选择", "安福县": "■ 有错", "浒坑镇": "◐ 待发布"}
    assert shown(app, "第 2 份").to_dict("records") == [
        {"表": "会员", "行": "U2 2018-02", "列": "会员数", "第 1 份": "120", "第 2 份": "125"}
    ]
    choice = app.radio[0]
    assert choice.options[0] == "先不选，这个单位暂不发布"
    assert r"\_稿\_" in choice.options[1]
    assert app.button(key="returns-publish").label == "发布没有错误的（1 份）"
    choice.set_value(app.session_state["returns"].returns[1]["file"]).run()
    assert app.button(key="returns-publish").label == "发布没有错误的（2 份）"
    app = press(app, "returns-publish")
    assert "收回的 2 份填报表 校验通过，请看过变化再发布" in words(app)
    assert "没有完成" not in words(app), "nothing failed"
    assert query(waiting, HANDED_IN)[1][1] is None, "nothing is published yet"
    app = press(app, "hand-in-abandon")
    assert app.button(key="returns-publish").label.startswith("发布没有错误的"), "the returns are still there"
    app.radio[0].set_value(app.session_state["returns"].returns[1]["file"]).run()
    app = press(app, "returns-publish")
    app = press(app, "hand-in-publish")
    assert "收回的 2 份填报表 已发布" in words(app)
    assert states(app) == {"安福县": "■ 有错", "平都镇": "● 已交", "浒坑镇": "● 已交"}
    today = date.today()
    assert [day for _, day in query(waiting, HANDED_IN) if day] == [today, today]
    asked = "SELECT members FROM raw.memberships WHERE org_id = 'U2' AND period = '2018-02-01'"
    assert query(waiting, asked) == [(125,)]
    assert left(waiting) == []
    assert not app.exception


def test_two_hundred_at_once(waiting: Path, forms: Forms, tmp_path: Path) -> None:
    first = filled(forms["浒坑镇"], tmp_path / "同名.xlsx", {})
    app = hand_back([first] * 200)
    assert "收到 200 份：1 份没有错误，199 份与另一份相同" in words(app)
    assert states(app)["浒坑镇"] == "◐ 待发布"
    assert left(waiting) == ["同名.xlsx"], "one of them is enough"


def test_another_hand_in_that_waits_is_decided_first(waiting: Path, forms: Forms, tmp_path: Path) -> None:
    app = open_app(PAGE, collection="2018-02")
    app.file_uploader[0].upload("会员.csv", "组织编码,报告期,会员数\nU1,2018-01,101\n".encode()).run()
    app = press(app, "hand-in-check")
    app.segmented_control(key="link-part").set_value("collecting").run()
    app.segmented_control(key="link-step").set_value("returns").run()
    file = filled(forms["浒坑镇"], tmp_path / "浒坑.xlsx", {})
    app.file_uploader[0].upload(file.name, file.read_bytes()).run()
    app = press(app, "returns-check")
    assert "请先处理那一批" in words(app)
    assert app.button(key="returns-publish").disabled
