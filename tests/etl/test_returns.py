"""Returned forms: known whatever their file is called, checked each on its own, published when right."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.etl.collecting import (
    ACTIVITY,
    FIGURES,
    FIRST,
    add_row,
    codes,
    columns,
    filled,
    hand_back,
)
from tests.etl.handing_in import contents, query, run, write_folder
from tests.etl.handing_in import publish as publish_batch

STATION = {"阵地月报": {"接待人次": 9, "办理件数": 2}}


def test_a_right_return_is_told_and_nothing_is_published(asking: Path, town: Path, tmp_path: Path) -> None:
    before = contents(asking)
    report = hand_back(asking, filled(town, tmp_path / "新建工作表 (3).xlsx"))
    (one,) = report["returns"]
    assert (one["state"], one["unit"], one["period"], one["findings"]) == (
        "right",
        "360829100000",
        "2018-02",
        [],
    )
    states = {unit["unit_name"]: unit["state"] for unit in report["units"]}
    assert states == {"平都镇": "right", "安福县": "overdue", "浒坑镇": "overdue"}
    assert contents(asking) == before


def delete_row(workbook: Any) -> None:
    workbook["会员"].delete_rows(FIRST)


def edit_code(workbook: Any) -> None:
    workbook["会员"].cell(FIRST, 1, "U1")


def edit_month(workbook: Any) -> None:
    sheet = workbook["会员"]
    sheet.cell(FIRST, columns(sheet)["报告期"], "2018-03")


def edit_id(workbook: Any) -> None:
    for sheet in workbook:
        for row in sheet.iter_rows(max_row=3):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("表单编号"):
                    cell.value = cell.value.replace("-", "-B", 1)


def remove_sheet(workbook: Any) -> None:
    del workbook["活动"]


def spoil_figure(workbook: Any) -> None:
    workbook["会员"].cell(FIRST, columns(workbook["会员"])["会员数"], "约二百")


def foreign_activity(workbook: Any) -> None:
    add_row(workbook, "活动", ACTIVITY | {"区划代码": "360829101"})


def taken_code(workbook: Any) -> None:
    add_row(workbook, "活动", ACTIVITY | {"活动编号": "A1"})


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (delete_row, "form_rows_deleted", "少了 1 行：U2"),
        (edit_code, "form_code_edited", "原来是 U2，现在是 U1"),
        (edit_month, "form_other_month", "报告期应是 2018-02"),
        (edit_id, "form_id_edited", "不完整或被改过"),
        (remove_sheet, "form_sheet_missing", "缺少“活动”这张表"),
        (spoil_figure, "not_a_number", "要填准确的数"),
        (foreign_activity, "form_foreign_row", "不属于 平都镇"),
        (taken_code, "form_key_taken", "已是别的单位的"),
    ],
)
def test_what_was_done_to_a_form_is_told(
    asking: Path, town: Path, tmp_path: Path, change: Any, code: str, words: str
) -> None:
    report = hand_back(asking, filled(town, tmp_path / "a.xlsx", change=change), expected=1)
    assert codes(report) == [code]
    assert words in report["returns"][0]["findings"][0]["message"]
    states = {unit["unit_name"]: unit["state"] for unit in report["units"]}
    assert change is edit_id or states["平都镇"] == "faulty"


def test_what_is_no_form_of_ours_is_told(asking: Path, town: Path, tmp_path: Path) -> None:
    def foreign(workbook: Any) -> None:
        for sheet in workbook:
            for row in sheet.iter_rows(max_row=3):
                for cell in row:
                    if isinstance(cell.value, str) and "360829000000" in cell.value:
                        cell.value = cell.value.replace("360829000000", "360830000000").replace(
                            "安福县", "永新县"
                        )
                        cell.value = cell.value.replace("表单编号 ", "表单编号 BBBB-")

    other = filled(town, tmp_path / "other.xlsx", change=foreign)
    plain = tmp_path / "plain.xlsx"
    workbook = openpyxl.Workbook()
    for number in range(50):
        workbook.create_sheet(f"表{number}")
    workbook.save(plain)
    (tmp_path / "text.xlsx").write_text("这不是工作簿", encoding="utf-8")
    (tmp_path / "form.csv").write_text("组织编码\nU2\n", encoding="utf-8")
    files = [other, plain, tmp_path / "text.xlsx", tmp_path / "form.csv"]
    report = hand_back(asking, *files, expected=1)
    assert [codes(report, at) for at in range(3)] == [
        ["form_other_county"],
        ["form_unknown"],
        codes(report, 2),
    ]
    assert codes(report, 2)
    assert codes(report, 3) == ["form_as_csv"]
    assert "永新县" in report["returns"][0]["findings"][0]["message"]
    assert all(one["state"] == "unknown" for one in report["returns"])


def test_a_return_of_another_collection_is_told(asking: Path, town: Path, tmp_path: Path) -> None:
    form = filled(town, tmp_path / "a.xlsx")
    report = hand_back(asking, form, "--collection", "2018-03", expected=1)
    assert codes(report) == ["form_other_task"]
    assert "2018-02" in report["returns"][0]["findings"][0]["message"]


def test_the_same_twice_counts_once_and_two_that_differ_wait_for_a_choice(
    asking: Path, town: Path, tmp_path: Path
) -> None:
    first = filled(town, tmp_path / "first.xlsx")
    again = Path(shutil.copy(first, tmp_path / "again.xlsx"))
    second = filled(town, tmp_path / "second.xlsx", {"会员": FIGURES["会员"] | {"会员数": 125}})
    report = hand_back(asking, first, again, second, expected=1)
    assert [one["state"] for one in report["returns"]] == ["choose", "same", "choose"]
    (cell,) = report["differences"]
    assert (cell["table"], cell["row"], cell["column"]) == ("会员", "U2 2018-02", "会员数")
    assert (cell["first_value"], cell["second_value"]) == ("120", "125")
    report = hand_back(asking, first, again, second, "--choose", second)
    assert [one["state"] for one in report["returns"]] == ["left_out", "same", "right"]


def test_two_units_may_not_use_one_code(
    asking: Path, distributed: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    forms = distributed[1]
    town = filled(forms["平都镇"], tmp_path / "1.xlsx", change=lambda book: add_row(book, "活动", ACTIVITY))
    other = ACTIVITY | {"区划代码": "360829101"}
    mine = filled(forms["浒坑镇"], tmp_path / "2.xlsx", {}, lambda book: add_row(book, "活动", other))
    report = hand_back(asking, town, mine, expected=1)
    assert [codes(report, at) for at in (0, 1)] == [["form_key_shared"]] * 2


def test_faults_go_back_as_a_marked_workbook(asking: Path, town: Path, tmp_path: Path) -> None:
    form = filled(town, tmp_path / "a.xlsx", change=spoil_figure)
    report = hand_back(asking, form, "--faults", tmp_path / "back", expected=1)
    workbook = openpyxl.load_workbook(report["returns"][0]["faults"])
    assert "约二百" in [cell.value for row in workbook["会员"].iter_rows() for cell in row]
    cell = next(cell for row in workbook["会员"].iter_rows() for cell in row if cell.value == "约二百")
    assert cell.comment and cell.fill.start_color.rgb == "FFFFC7CE"


def test_what_is_right_is_published_while_others_are_outstanding(
    waiting: Path, distributed: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    forms = distributed[1]
    figures = FIGURES | STATION
    right = filled(forms["安福县"], tmp_path / "1.xlsx", figures)
    empty = filled(forms["浒坑镇"], tmp_path / "2.xlsx", {})
    faulty = filled(forms["平都镇"], tmp_path / "3.xlsx", change=spoil_figure)
    report = hand_back(waiting, right, empty, faulty, "--publish")
    assert [one["state"] for one in report["returns"]] == ["right", "right", "faulty"]
    assert report["published"]
    month = "SELECT org_id, members FROM raw.memberships WHERE period = '2018-02-01' ORDER BY 1"
    assert query(waiting, month) == [("U1", 120), ("Y1", 120)]
    handed = "SELECT unit, handed_in_on FROM raw.collections ORDER BY unit"
    today = dt.date.today()
    assert query(waiting, handed) == [
        ("360829000000", today),
        ("360829100000", None),
        ("360829101000", today),
    ], "a form without any event says that there was none"
    mended = filled(forms["平都镇"], tmp_path / "3 mended.xlsx")
    assert hand_back(waiting, mended, "--publish")["units"][1]["state"] == "right"
    assert query(waiting, handed)[1] == ("360829100000", today)
    assert run("rebuild", "--warehouse", waiting).returncode == 0
    assert [row[1] for row in query(waiting, handed)] == [today] * 3, "batches alone tell it again"


def test_the_ordinary_way_hands_in_too(waiting: Path, tmp_path: Path) -> None:
    """The county's units are complete once their last row is there, whoever brought it."""
    members = "组织编码,报告期,会员数\nU2,2018-02,70\n"
    publish_batch(waiting, write_folder(tmp_path / "a", {"会员.csv": members}))
    wanted = "SELECT handed_in_on FROM raw.collections WHERE unit = '360829100000'"
    assert query(waiting, wanted) == [(None,)], "an activity is still asked for"
    activity = "活动编号,名称,牵头条线,区划代码,日期,参与人次\nA9,义诊,工会,360829100001,2018-02-09,5\n"
    publish_batch(waiting, write_folder(tmp_path / "b", {"活动.csv": activity}))
    assert query(waiting, wanted) == [(dt.date.today(),)]
