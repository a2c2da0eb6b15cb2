"""Workbooks that leave the page."""

from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from ui.drawing import workbooks


def read(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(BytesIO(workbooks.workbook(frame))).active.values)


def test_cells_keep_their_kind() -> None:
    frame = pd.DataFrame(
        {
            "名称": ["甲", None],
            "数": [1.5, float("nan")],
            "日": [date(2018, 6, 1), None],
            "条线": [["工会", "妇联"], []],
        }
    )
    head, first, second = read(frame)
    assert head == ("名称", "数", "日", "条线")
    assert first[0:2] == ("甲", 1.5)
    assert first[2].date() == date(2018, 6, 1)
    assert first[3] == "工会；妇联"
    assert second[0:3] == (None, None, None)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbooks.workbook(pd.DataFrame({"名称": ["=1+1"]})))).active
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"


def test_names_and_words_are_those_that_people_read() -> None:
    shown = workbooks.named(
        pd.DataFrame({"line": ["women"], "covered_pct": [0.5], "internal": [1], "说明": ["好"]})
    )
    assert shown.to_dict("records") == [{"条线": "妇联", "组织覆盖率": 0.5, "说明": "好"}]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("安福县_服务产出", "安福县_服务产出"),
        ('<a href="https://x/y">甲', "_a href=_https___x_y__甲"),
        ("..\\..\\甲", "_.._甲"),
        ("长" * 200, "长" * 60),
        (" . ", "数据"),
    ],
)
def test_files_are_named_so_that_every_system_takes_them(text: str, stem: str) -> None:
    assert workbooks.stem(text) == stem
