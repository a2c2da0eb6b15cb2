"""Frames of 下发与催报 as people read them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import LINES
from metrics.data.collecting import TABLES
from ui import numbers
from ui.data.frames import SEVERITIES
from ui.data.returns_in import Pile, unit_of
from ui.theme import Mark

#: Where a unit stands by what is published.
STANDINGS = {
    "overdue": Mark("▲", "逾期", "过了截止日还没有交齐", "red"),
    "outstanding": Mark("◇", "未交", "还没有交齐，没到截止日", "muted"),
    "handed_in": Mark("●", "已交", "要的都已发布", "green"),
}
#: Where a unit stands with the returns in hand counted in: what is to be done first comes first.
UNITS = {
    "choose": Mark("◆", "请选择", "交了几份不同的", "amber"),
    "faulty": Mark("■", "有错", "交回的表有错", "red"),
    "right": Mark("◐", "待发布", "交回的表没有错误，还没有发布", "green"),
    **STANDINGS,
}
#: What became of each return.
RETURNS = {
    "right": "没有错误",
    "handed_in": "已发布",
    "faulty": "有错",
    "choose": "同一单位内容不同",
    "same": "与另一份相同",
    "left_out": "没有选用",
    "unknown": "不收",
}
STATES_KEY = "　".join(f"{mark.text}：{mark.meaning}" for mark in UNITS.values())

UNIT_WIDTHS = {
    "状态": st.column_config.TextColumn(width=90),
    "单位": st.column_config.TextColumn(width=190),
    "条线": st.column_config.TextColumn(width=80),
    "错误": st.column_config.NumberColumn(width=64),
    "逾期天数": st.column_config.NumberColumn(width=104),
    "文件": st.column_config.TextColumn(width="large"),
    "还缺": st.column_config.TextColumn(width="medium"),
}
FINDING_WIDTHS = {
    "级别": st.column_config.TextColumn(width=74),
    "行": st.column_config.NumberColumn(width=64, format="%d"),
    "应为什么、怎样改": st.column_config.TextColumn(width="large"),
}
_ALL_LINES = "全部"
_NOT_THERE, _BLANK = "—", "（空）"


def who(one: Mapping[str, Any]) -> str:
    """Unit and line of a return or a form."""
    if not one.get("unit_name"):
        return "认不出"
    return f"{one['unit_name']}（{LINES[one['line']]}）" if one.get("line") else str(one["unit_name"])


def forms(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Distributed forms."""
    return pd.DataFrame(
        {
            "单位": [row["unit_name"] for row in rows],
            "条线": [_line(row["line"]) for row in rows],
            "表": ["、".join(TABLES[name] for name in row["tables"]) for row in rows],
            "任务": [row["collection_id"] for row in rows],
        }
    )


def _line(line: str | None) -> str:
    return LINES[line] if line else _ALL_LINES


def units(pile: Pile, today: date) -> pd.DataFrame:
    """Units that were asked, or that handed something in, with the state of each.

    Returns:
        ``state`` beside the columns that people read; what is to be done first comes first.
    """
    by_unit: dict[Any, list[dict[str, Any]]] = {}
    for one in pile.returns:
        if one.get("unit"):
            by_unit.setdefault(unit_of(one), []).append(one)
    asked = {unit_of(unit): unit for unit in pile.units}
    not_asked = {key: given[0] for key, given in by_unit.items() if key not in asked}
    rows = [_unit(unit, by_unit.get(key, []), today) for key, unit in (asked | not_asked).items()]
    order = list(UNITS)
    rows.sort(key=lambda row: order.index(row["state"]))
    frame = pd.DataFrame(
        rows, columns=["state", "状态", "单位", "条线", "错误", "逾期天数", "截止日期", "任务", "文件"]
    )
    return _telling(frame.astype({"错误": "Int64"}))


def _unit(unit: Mapping[str, Any], given: Sequence[Mapping[str, Any]], today: date) -> dict[str, Any]:
    states = [unit["state"], *(one["state"] for one in given)]
    state = next((one for one in states if one in UNITS), "outstanding")
    due_on = date.fromisoformat(unit["due_on"])
    handed_in_on = unit.get("handed_in_on")
    day = date.fromisoformat(handed_in_on) if handed_in_on else today
    return {
        "state": state,
        "状态": UNITS[state].text,
        "单位": unit["unit_name"],
        "条线": _line(unit["line"]),
        "错误": sum(one["errors"] for one in given if one["state"] != "same") if given else None,
        "逾期天数": max((day - due_on).days, 0),
        "截止日期": due_on.isoformat(),
        "任务": unit["collection_id"],
        "文件": "、".join(one["name"] for one in given),
    }


def findings(one: Mapping[str, Any]) -> pd.DataFrame:
    """Findings of one return, errors first."""
    told = sorted(one["findings"], key=lambda found: found["severity"] != "error")
    return pd.DataFrame(
        {
            "级别": [SEVERITIES[found["severity"]] for found in told],
            "工作表": [found["sheet"] for found in told],
            "行": pd.array([found["row"] or None for found in told], dtype="Int64"),
            "列": [found["column"] for found in told],
            "内容": [found.get("value", "") for found in told],
            "应为什么、怎样改": [found["message"] for found in told],
        }
    ).replace("", None)


def unknown(returns: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Files that are no returns of what is collected, with the reason."""
    rows = [
        {
            "文件": one["name"],
            "为什么": "；".join(dict.fromkeys(found["message"] for found in one["findings"])),
        }
        for one in returns
        if one["state"] == "unknown"
    ]
    return pd.DataFrame(rows, columns=["文件", "为什么"])


def rival_column(number: int) -> str:
    """What the column of one of several returns is called."""
    return f"第 {number} 份"


def rivals(returns: Sequence[Mapping[str, Any]], differences: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Cells in which returns of one unit differ, side by side.

    Args:
        returns: of one unit, in order.
        differences: of the pile: each cell of a return that differs from the first one.
    """
    files = [one["file"] for one in returns]
    cells: dict[tuple[str, str, str], dict[str, str]] = {}
    for one in differences:
        if one["first"] == files[0] and one["second"] in files:
            key = (one["table"], one["row"], one["column"])
            first = _cell(one["first_value"])
            values = cells.setdefault(key, dict.fromkeys(files, first))
            values[one["second"]] = _cell(one["second_value"])
    heads = [rival_column(number) for number in range(1, len(files) + 1)]
    rows = [(*key, *values.values()) for key, values in cells.items()]
    return pd.DataFrame(rows, columns=["表", "行", "列", *heads])


def _cell(value: str | None) -> str:
    """A cell as it stands in a return; a row that the return lacks has none."""
    return _NOT_THERE if value is None else value or _BLANK


def standings(states: pd.DataFrame) -> pd.DataFrame:
    """Units of collections with where each stands, the one that is latest first."""
    ordered = states.assign(rank=states["state"].map(list(STANDINGS).index)).sort_values(
        ["rank", "days_late"], ascending=[True, False], kind="stable"
    )
    written = pd.DataFrame(
        {
            "状态": [STANDINGS[state].text for state in ordered["state"]],
            "单位": ordered["unit_name"],
            "逾期天数": ordered["days_late"],
            "还缺": ["、".join(titles) for titles in ordered["missing"]],
            "条线": [LINES.get(line, _ALL_LINES) for line in ordered["line"]],
            "截止日期": ordered["due_on"].map(numbers.day_text),
            "交齐日期": ordered["handed_in_on"].map(numbers.day_text),
            "任务": ordered["collection_name"],
        }
    )
    return _telling(written)


def _telling(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without line and collection where they are the same in all rows."""
    return frame.drop(columns=[name for name in ("条线", "任务") if frame[name].nunique() < 2])
