"""Titles, sentences and tables of 可达公平, with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from metrics.gaps.equity import Access
from ui import numbers
from ui.drawing.place_names import MOST_ROWS, distinct
from ui.drawing.plots import scaled
from ui.theme import Palette

KEY = (
    "每个村（社区）的人口到最近一个开放的群团服务中心或服务站的距离；人口由近到远排队，曲线是累计人口"
    "承担的累计路程（人×距离），弯得越深越不均。基尼系数：0 为人人一样远，越接近 1 越不均。"
)
WAYS_KEY = "各乡镇村（社区）人口的平均距离；竖线是所比月份的距离。"
_NAMES_SHOWN = 8
_GRID_PX, _FEW_ROWS = 480, 12


def title(found: Access) -> str:
    """Say how far the worst-off tenth has."""
    if found.mean_way is None or found.worst_way is None:
        return "没有既有人口又能到达服务站点的村（社区），无法测算可达公平"
    worst, mean = (f"{way:.1f} {found.unit}" for way in (found.worst_way, found.mean_way))
    return f"离站最远的一成人平均 {worst}，全部人平均 {mean}"


def compared(found: Access, earlier: Access | None, month: date | None) -> str:
    """Say how far it was in an earlier month: 2017年12月：全部人平均 4.6 公里，基尼系数 0.45."""
    if earlier is None or month is None or earlier.mean_way is None or found.mean_way is None:
        return ""
    words = (
        f"全部人平均 {earlier.mean_way:.1f} {earlier.unit}",
        f"最远一成 {earlier.worst_way:.1f} {earlier.unit}",
        "" if earlier.gini is None else f"基尼系数 {earlier.gini:.2f}",
    )
    return f"{numbers.month(month)}：{'，'.join(filter(None, words))}"


def inequality(found: Access) -> str:
    """Say how uneven access is."""
    return (
        "可达基尼系数：无法计算" if found.gini is None else f"可达基尼系数 {found.gini:.2f}（0 为人人一样远）"
    )


def farthest(told: pd.DataFrame, unit: str) -> str:
    """Name the township whose people have farthest on average."""
    known = told.dropna(subset=["mean_way"])
    if known.empty:
        return "各乡镇平均距离：暂无数据"
    first = known.iloc[0]
    if len(told) == 1:
        return f"{first['name']}平均 {first['mean_way']:.1f} {unit}"
    return f"{first['name']}平均最远，{first['mean_way']:.1f} {unit}"


def townships(told: pd.DataFrame, counties: Mapping[str, str]) -> pd.DataFrame:
    """Name townships as a picture does, the farthest ones where there are many."""
    shown = told.head(MOST_ROWS)
    return shown.assign(name=distinct(shown, counties))


def township_rows(told: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Write how far the people of each township have."""
    return pd.DataFrame(
        {
            "乡镇": told["name"],
            "人口": told["people"],
            f"平均距离（{unit}）": told["mean_way"],
            f"最远的村（{unit}）": told["farthest"],
            f"所比月份平均（{unit}）": told["before"],
            "区划代码": told["region_code"],
        }
    )


def curve_rows(curve: pd.DataFrame) -> pd.DataFrame:
    """Write the Lorenz curve."""
    return curve[["people_pct", "way_pct"]].set_axis(["人口累计占比", "路程累计占比"], axis=1)


def rows(villages: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Write villages with their way to the nearest station."""
    return pd.DataFrame(
        {
            "村（社区）": villages["name"],
            "乡镇": villages["township"],
            f"距离（{unit}）": villages["way"],
            "人口": villages["population"],
            "最近站点": villages["station"],
        }
    )


def columns(unit: str) -> dict[str, Any]:
    """How the columns of :func:`rows` are written in a grid."""
    return {
        f"距离（{unit}）": st.column_config.NumberColumn(format="%.1f"),
        "人口": st.column_config.NumberColumn(format="localized"),
    }


def grid_height(rows: pd.DataFrame, colours: Palette) -> int | Literal["auto"]:
    """As high as the curve beside, unless there are only a few rows."""
    return scaled(_GRID_PX, colours) if len(rows) > _FEW_ROWS else "auto"


def left_out(found: pd.DataFrame, what: str) -> str:
    """Count and name the places that could not be used."""
    if found.empty:
        return ""
    told = [f"{name}（{why}）" for name, why in zip(found["name"], found["reason"], strict=True)]
    return f"{len(found):,} 处未计入{what}：{first(told)}"


def first(names: Sequence[str]) -> str:
    """Name the first of many."""
    return "、".join(names[:_NAMES_SHOWN]) + ("等" if len(names) > _NAMES_SHOWN else "")
