"""Frames of stations, brands and outputs under the names that people read: on the page and in .xlsx."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import LINES
from ui import numbers

#: How verdicts of reported figures are written.
VERDICTS = {"一致": "● 一致", "不一致": "▲ 不一致", "无法核对": "○ 无法核对"}

_STATIONS = {
    "name": "阵地",
    "kind": "类型",
    "region_name": "区划",
    "lead": "牵头条线",
    "present": "入驻条线",
    "services": "服务事项",
    "missing": "缺少的基本服务",
    "visits": "近 12 个月接待",
    "state": "使用情况",
    "opened_on": "开放日期",
    "hours": "每周开放小时",
    "station_id": "阵地编号",
    "origin": "数据来源",
}
STATION_DATES = {"开放日期": st.column_config.DateColumn(format="YYYY-MM-DD")}
LISTED_STATIONS = (
    "阵地",
    "类型",
    "区划",
    "牵头条线",
    "入驻条线",
    "缺少的基本服务",
    "近 12 个月接待",
    "使用情况",
    "开放日期",
)


#: How columns of the small tables stand: figures to the right, marks unbroken, notes not on a telephone.
KIND_COLUMNS = {
    "mark": ["类型"],
    "num": ["开放", "闲置", "接待人次"],
    "num note": ["平均条线", "四项齐全"],
}
BRAND_COLUMNS = {
    "mark": ["品牌"],
    "num": ["场次", "比上年", "参与人次"],
    "num note": ["服务人次", "办到几处", "最近一次"],
}
OUTPUT_COLUMNS = {
    "mark": ["项目"],
    "num": ["数量", "金额", "佐证"],
    "num note": ["报道"],
    "mark note": ["核对"],
    "note": ["条线"],
}


#: What the fields of each frame are called where people take it away.
WINDOWS = {"name": "级别", "expected": "应设", "open": "已开放", "open_pct": "覆盖率"}
MOVED_IN = {
    "name": "条线",
    "leads": "牵头站点",
    "resides": "入驻站点",
    "present": "合计",
    "stations": "全部站点",
    "present_pct": "占比",
}
JOINING = {"brand": "品牌", "line": "条线", "led": "牵头场次", "joined": "参与场次"}
BRAND_MONTHS = {"brand": "品牌", "month": "月份", "activities": "场次", "participants": "参与人次"}
DAYS = {"day": "日期", "activities": "场次", "participants": "参与人次"}
MONTHS = {"name": "条线", "month": "月份", "activities": "场次"}
CHANNELS = {
    "name": "条线",
    "platform": "平台",
    "channels": "阵地数",
    "followers": "关注数",
    "posts": "近 12 个月发布数",
    "reads": "近 12 个月阅读数",
    "requests": "近 12 个月受理",
    "closed_requests": "近 12 个月办结",
    "closed_pct": "办结率",
}


def taken(found: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Keep the named fields of a frame under those names, lines by theirs."""
    lines = {"line": found["line"].map(LINES)} if "line" in names else {}
    return found.assign(**lines)[list(names)].rename(columns=names)


def stations(found: pd.DataFrame) -> pd.DataFrame:
    """Name all fields of stations, worded as people read them; numbers stay numbers."""
    worded = found.assign(
        lead=found["lead_line"].map(LINES),
        present=[
            "、".join(name for line, name in LINES.items() if line in lines and line != lead)
            for lines, lead in zip(found["lines"], found["lead_line"], strict=True)
        ],
        services=found["services"].map("、".join),
        missing=[
            "（未填服务事项）" if row.required and not row.basic else "、".join(row.missing)
            for row in found.itertuples()
        ],
        state=[
            "▲ 闲置" if row.idle else "● 在用" if row.settled else "○ 未满半年或无月报"
            for row in found.itertuples()
        ],
    )
    return worded[list(_STATIONS)].rename(columns=_STATIONS)


def kinds(by_kind: pd.DataFrame) -> pd.DataFrame:
    """Write the kinds of stations as people read them."""
    return pd.DataFrame(
        {
            "类型": by_kind["kind"],
            "开放": [numbers.number(count) for count in by_kind["open"]],
            "闲置": [
                f"{idle} / {settled}" if settled else numbers.NOTHING
                for idle, settled in zip(by_kind["idle"], by_kind["settled"], strict=True)
            ],
            "平均条线": [numbers.number(mean, 1) for mean in by_kind["lines_mean"]],
            "四项齐全": [
                f"{full} / {basic}" if basic else numbers.NOTHING
                for full, basic in zip(by_kind["full"], by_kind["basic"], strict=True)
            ],
            "接待人次": [numbers.number(visits) for visits in by_kind["visits"]],
        }
    )


def brands(found: pd.DataFrame) -> pd.DataFrame:
    """Write what brands did as people read it."""
    return pd.DataFrame(
        {
            "品牌": found["brand"],
            "场次": [numbers.number(count) for count in found["activities"]],
            "比上年": [
                _more(now, before)
                for now, before in zip(found["activities"], found["activities_before"], strict=True)
            ],
            "参与人次": [numbers.number(count) for count in found["participants"]],
            "服务人次": [numbers.number(count) for count in found["beneficiaries"]],
            "办到几处": [numbers.number(count) for count in found["places"]],
            "最近一次": [numbers.day_text(day) for day in found["last_on"]],
        }
    )


def _more(now: float, before: float) -> str:
    return numbers.NOTHING if numbers.is_missing(before) else numbers.change(now - before, " 场")


def outputs(found: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Write service outputs as people read them, those that the press reported marked and first.

    Args:
        found: rows of ``metrics.services.outputs.by_item``.
        facts: rows of ``metrics.services.reported_facts.reported``; none to leave the comparison out.
    """
    told = {item: rows for item, rows in facts.dropna(subset=["item"]).groupby("item")}
    written = pd.DataFrame(
        {
            "项目": found["item"],
            "条线": found["lines"],
            "数量": [f"{numbers.number(row.quantity)} {row.unit}" for row in found.itertuples()],
            "金额": [numbers.value(amount, "元") for amount in found["amount_yuan"]],
            "佐证": [f"{row.evidenced} / {row.deliveries}" for row in found.itertuples()],
            "报道": [_told(told.get(item)) for item in found["item"]],
            "核对": [_verdict(told.get(item)) for item in found["item"]],
        }
    )
    order = [item not in told for item in found["item"]]
    return written.assign(_order=order).sort_values("_order", kind="stable").drop(columns="_order")


def _told(facts: pd.DataFrame | None) -> str:
    if facts is None:
        return ""
    return "、".join(_stated(row) for row in facts.itertuples())


def _verdict(facts: pd.DataFrame | None) -> str:
    if facts is None:
        return ""
    verdicts = list(facts["verdict"])
    return VERDICTS[next((name for name in ("不一致", "无法核对") if name in verdicts), "一致")]


def _stated(fact: Any) -> str:
    return f"{'≥ ' if fact.bound == '>=' else ''}{numbers.value(fact.value, fact.unit)}"


def facts(checked: pd.DataFrame) -> pd.DataFrame:
    """Write the check of reported figures in full, those that do not agree first."""
    rank = {"不一致": 0, "无法核对": 1, "一致": 2}
    ordered = checked.sort_values("verdict", key=lambda names: names.map(rank), kind="stable")
    return pd.DataFrame(
        {
            "报道数字": ordered["name"],
            "报道": [_stated(row) for row in ordered.itertuples()],
            "系统计算": [numbers.value(row.computed, row.unit) for row in ordered.itertuples()],
            "核对": ordered["verdict"].map(VERDICTS),
            "原因": ordered["reason"],
            "依据": [
                "；".join(filter(None, dict.fromkeys((row.basis, row.evidence))))
                if row.basis != row.reason
                else row.evidence
                for row in ordered.itertuples()
            ],
        }
    )
