"""What is taken away as a file: frames as .xlsx under the names that people read, and download buttons."""

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from metrics.catalogue import LEVELS, LINES
from reports.workbook import book
from ui import projector, session
from ui.theme import PROJECT_LIGHTS

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


#: What some system does not take in the name of a file, and how many letters all of them take.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST_STEM = 60


#: A frame, or what makes it once somebody asks for it.
Data: TypeAlias = pd.DataFrame | Callable[[], pd.DataFrame]

#: The sheet beside the data, and its column, that says what a reader of the rows must know.
_NOTES = "说明"


#: What the fields of frames are called where people read them.
COLUMN_NAMES = {
    "region_code": "区划代码",
    "region_name": "区划",
    "name": "名称",
    "level": "级别",
    "kind": "类型",
    "line": "条线",
    "period": "报告期",
    "expected": "应建",
    "covered": "已建",
    "effective": "有效",
    "covered_pct": "组织覆盖率",
    "effective_pct": "有效覆盖率",
    "value": "数值",
    "target": "目标",
    "numerator": "分子",
    "denominator": "分母",
    "lon": "经度",
    "lat": "纬度",
    "verdict": "判定",
    "project_id": "项目编号",
    "lead_line": "牵头条线",
    "theme": "主题",
    "owner_post": "责任岗位",
    "goal": "目标说明",
    "goal_value": "目标值",
    "goal_unit": "目标单位",
    "achieved": "完成值",
    "planned_start": "计划开始",
    "planned_end": "计划完成",
    "started_on": "实际开始",
    "finished_on": "实际完成",
    "budget_yuan": "预算（元）",
    "received_yuan": "到位（元）",
    "spent_yuan": "支出（元）",
    "light": "灯",
    "reason": "原因",
    "days_late": "滞后天数",
    "label": "记录",
    "role": "计入情况",
    "unit_count": "用于（个）",
    "source_table": "来源表",
    "origin": "数据来源",
    "batch_id": "批次",
    "file": "文件",
    "sheet": "工作表",
    "row_number": "行号",
    "table_title": "表",
    "added": "新增",
    "changed": "变更",
    "gone": "减少",
    "restated": "重报未变",
}


_WORDS = {
    "line": LINES,
    "lead_line": LINES,
    "level": LEVELS,
    "light": {name: mark.text for name, mark in PROJECT_LIGHTS.items()},
}


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame's columns the names that people read; English ones without such a name are left out."""
    kept = [column for column in frame.columns if column in COLUMN_NAMES or not column.isascii()]
    words = {column: frame[column].replace(dict(known)) for column, known in _WORDS.items() if column in kept}
    return frame[kept].assign(**words).rename(columns=COLUMN_NAMES)


def chosen_by(what: str, *chosen: str) -> str:
    """Name a file of rows by how they were chosen: 项目进度_安福县_2018年6月_全部条线_红.

    Args:
        what: the rows are.
        *chosen: the choices of the page in words; place, month and lines are added.
    """
    return "_".join([what, *session.current_view().scope, *chosen])


def workbook(frame: pd.DataFrame, sheet: str = "数据", title: str = "", notes: Sequence[str] = ()) -> bytes:
    """Write a frame as an .xlsx file with one sheet, and one more for notes where there are any."""
    told = {_NOTES: pd.DataFrame({_NOTES: list(notes)})} if notes else {}
    return book_of({sheet: frame} | told, title)


def book_of(sheets: Mapping[str, pd.DataFrame], title: str = "") -> bytes:
    """Write frames as an .xlsx file, a sheet each with a fixed header row and readable column widths.

    The title stands in the properties of the file. How cells are written is told by
    :mod:`reports.workbook.book`.
    """
    buffer = BytesIO()
    written = book.opened(buffer, title)
    for sheet, frame in sheets.items():
        _write_sheet(written, sheet, frame)
    written.close()
    return buffer.getvalue()


def _write_sheet(written: Any, sheet: str, frame: pd.DataFrame) -> None:
    page = written.add_worksheet(sheet)
    head = written.add_format({"bold": True, "bottom": 1})
    day = written.add_format({"num_format": "yyyy-mm-dd"})
    for column, name in enumerate(frame.columns):
        page.write_string(0, column, str(name), head)
        page.set_column(column, column, book.fitting([str(name), *map(str, frame[name].head(200))]))
        for row, value in enumerate(frame[name], start=1):
            book.write(page, row, column, _cell(value), day=day)
    page.freeze_panes(1, 0)


def _cell(value: Any) -> book.Cell:
    if isinstance(value, (list, tuple)):
        return "；".join(map(str, value))
    if pd.isna(value):
        return None
    if hasattr(value, "strftime"):
        return pd.Timestamp(value).to_pydatetime().replace(tzinfo=None)
    if isinstance(value, (bool, int, float)):
        return value
    return value.item() if hasattr(value, "item") else str(value)


def stem(text: str) -> str:
    """Write a text, such as the name of a place, as a file's name without its ending."""
    return _NOT_IN_NAMES.sub("_", text)[:_LONGEST_STEM].strip(" .") or "数据"


@projector.left_out
def download(
    frame: Data, file_name: str, key: str, label: str = "下载 .xlsx", notes: Sequence[str] = ()
) -> None:
    """Offer a frame as .xlsx under the names that people read; it is only made when it is asked for.

    Args:
        frame: the rows.
        file_name: stem of the file.
        key: unique on the page.
        label: of the button.
        notes: what a reader of the rows must know, such as where the borders of their map come from.
    """
    st.download_button(
        label,
        data=lambda: workbook(named(frame() if callable(frame) else frame), title=file_name, notes=notes),
        file_name=f"{stem(file_name)}.xlsx",
        mime=_XLSX,
        key=f"download-{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


@projector.left_out
def file(data: bytes | Callable[[], bytes], file_name: str, key: str, label: str = "") -> None:
    """Offer a file that is there already, or that is made when it is asked for."""
    st.download_button(
        label or f"下载 {file_name}",
        data=data,
        file_name=file_name,
        key=f"download-{key}",
        on_click="ignore",
        icon=":material/download:",
    )
