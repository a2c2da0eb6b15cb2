"""Frames of 数据中心 as people read them."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from metrics import quality
from metrics.catalogue import BY_ID, LINES
from ui import numbers
from ui.drawing.place_names import places_apart
from ui.theme import LIGHTS, Mark

SEVERITIES = {"error": "■ 错误", "warning": "▲ 提醒"}
CHANGES = {"added": "新增", "changed": "变更", "gone": "减少", "restated": "重报未变"}
CHANGE_COUNTS = list(CHANGES.values())

FINDING_WIDTHS = {
    "级别": st.column_config.TextColumn(width=74),
    "行": st.column_config.TextColumn(width=120),
    "处数": st.column_config.NumberColumn(width=64, format="%,d"),
    "应为什么、怎样改": st.column_config.TextColumn(width="large"),
}
SNAPSHOT_WIDTHS = {
    "状态": st.column_config.TextColumn(width=80),
    "这一次带来": st.column_config.TextColumn(width="large"),
}
DICTIONARY_WIDTHS = {
    "必填": st.column_config.TextColumn(width=56),
    "键": st.column_config.TextColumn(width=48),
    "规则": st.column_config.TextColumn(width="large"),
}

SUSPECT_WIDTHS = {
    "对象": st.column_config.TextColumn(width=170),
    "发现": st.column_config.TextColumn(width=300),
    "行": st.column_config.NumberColumn(width=64, format="%d"),
}
STATES = {
    "on_time": Mark("●", "及时", "及时报送", "green"),
    "late": Mark("▲", "迟报", "截止日以后才收到；没有下发任务的，月末后超过规定天数才收到", "amber"),
    "unknown": Mark("○", "已报", "已报，收到时间无从得知", "muted"),
    "awaited": Mark("◇", "未到期", "还没有报，没到截止日", "muted"),
    "missing": Mark("■", "未报", "应报未报", "red"),
    "never": Mark("–", "十二个月未报", "十二个月内没有报过，不计入应报", "muted"),
    "none": Mark("", "", "不应报", "muted"),
}


def findings(frame: pd.DataFrame) -> pd.DataFrame:
    """Kinds of findings, errors first: the first of each, in which rows, how many, and the remedy."""
    named = pd.DataFrame(
        {
            "级别": frame["severity"].map(SEVERITIES),
            "文件": frame["file"],
            "工作表": frame["sheet"],
            "行": frame["rows"].astype(str),
            "列": frame["column"],
            "内容": frame["value"],
            "处数": frame["count"],
            "应为什么、怎样改": frame["message"],
        }
    )
    order = frame["severity"].map(list(SEVERITIES).index).sort_values(kind="stable").index
    return named.loc[order].replace("", None)


def changed_tables(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that change, counted by table."""
    counts = {word: frame[kind].map(_count) for kind, word in CHANGES.items()}
    return pd.DataFrame({"表": frame["table_title"], **counts})


def _count(count: int) -> str:
    return f"{count:,}" if count else "—"


def changed_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that change, one by one."""
    return pd.DataFrame(
        {
            "表": frame["table_title"],
            "变化": frame["kind"].map(CHANGES),
            "键": frame["row_key"],
            "原值 → 新值": frame["difference"],
            "文件": frame["file"],
            "工作表": frame["sheet"],
            "行": frame["row_number"],
        }
    )


def moved_metrics(frame: pd.DataFrame) -> pd.DataFrame:
    """Metrics that move, with before and after."""
    metrics = [BY_ID[name] for name in frame["metric_id"]]
    columns = {
        "发布前": [numbers.value(v, m.unit) for v, m in zip(frame["before"], metrics, strict=True)],
        "发布后": [numbers.value(v, m.unit) for v, m in zip(frame["after"], metrics, strict=True)],
        "变化": [numbers.change(v, m.unit) for v, m in zip(frame["change"], metrics, strict=True)],
    }
    lights = [
        _lights(before, after)
        for before, after in zip(frame["light_before"], frame["light_after"], strict=True)
    ]
    return pd.DataFrame({"指标": [metric.name for metric in metrics], **columns, "灯": lights})


def _lights(before: str | None, after: str | None) -> str:
    old, new = (LIGHTS[light].text if light in LIGHTS else "—" for light in (before, after))
    return new if old == new else f"{old} → {new}"


def snapshots(frame: pd.DataFrame) -> pd.DataFrame:
    """Snapshots, newest first; times as the clock on the server's wall shows them."""
    here = datetime.now().astimezone().tzinfo
    built = pd.to_datetime(frame["built_at"], utc=True).dt.tz_convert(here)
    return pd.DataFrame(
        {
            "状态": frame["is_current"].map({True: "● 当前", False: "○ 留存"}),
            "快照": frame["snapshot_id"],
            "生成时间": built.dt.strftime("%Y-%m-%d %H:%M"),
            "这一次带来": frame["brought"].where(frame["trouble"] == "", frame["trouble"]),
            "批次数": frame["batch_count"],
            "上一个快照": frame["parent_id"],
        }
    )


def batches(frame: pd.DataFrame) -> pd.DataFrame:
    """Batches of a snapshot."""
    written = pd.DataFrame(
        {
            "收到时间": frame["received_at"].dt.strftime("%Y-%m-%d %H:%M"),
            "名称": frame["source"],
            "数据来源": frame["origin"],
            "更正": frame["corrected"],
            "批次": frame["batch_id"],
        }
    )
    return written if (frame["corrected"] != "").any() else written.drop(columns="更正")


def dictionary(frame: pd.DataFrame) -> pd.DataFrame:
    """Fields of the contract."""
    return pd.DataFrame(
        {
            "表": frame["table_title"],
            "列": frame["header"],
            "字段": frame["field"],
            "必填": frame["required"].map({True: "*", False: ""}),
            "键": frame["is_key"].map({True: "是", False: ""}),
            "填什么": frame["type_text"],
            "规则": frame["rule"],
        }
    )


def reporting(frame: pd.DataFrame) -> pd.DataFrame:
    """Reports of places by month."""
    return pd.DataFrame(
        {
            "区划": frame["name"],
            "区划代码": frame["region_code"],
            "报告期": frame["period"].map(numbers.short_month),
            "应报": frame["expected"],
            "已报": frame["reported"],
            "其中迟报": frame["late"],
            "其中时间不明": frame["unknown"],
            "未报": frame["missing"],
            "十二个月未报": frame["never"],
            "报送率": frame["reported_pct"],
        }
    )


def places_by_gaps(frame: pd.DataFrame) -> dict[str, str]:
    """Places by code, those with most missing reports first, with their number."""
    names = places_apart(frame)
    missing = frame.groupby("region_code", sort=False)["missing"].sum()
    ordered = missing.sort_values(ascending=False, kind="stable")
    return {code: f"{names[code]}（未报 {count} 次）" for code, count in ordered.items()}


def units(frame: pd.DataFrame) -> pd.DataFrame:
    """Units × months, each month as a mark; units with most missing months first."""
    head = ["unit_id", "name", "region_name"]
    marks = frame.assign(
        mark=frame["state"].map({name: mark.shape for name, mark in STATES.items()}),
        month=frame["period"].map(lambda month: numbers.short_month(month)[2:]),
    )
    wide = marks.pivot(index=head, columns="month", values="mark").reset_index()
    gaps = frame.assign(gap=frame["state"] == "missing").groupby("unit_id")["gap"].sum()
    wide.insert(3, "未报次数", wide["unit_id"].map(gaps))
    wide = wide.sort_values("未报次数", ascending=False, kind="stable", ignore_index=True)
    wide.columns.name = None
    return wide.rename(columns={"unit_id": "编码", "name": "单位", "region_name": "区划"})


def unit_widths(frame: pd.DataFrame) -> dict[str, Any]:
    """Narrow columns for the months."""
    return {name: st.column_config.TextColumn(width=58) for name in frame.columns[4:]} | {
        "单位": st.column_config.TextColumn(width=190),
        "编码": st.column_config.TextColumn(width=150),
        "区划": st.column_config.TextColumn(width=110),
        "未报次数": st.column_config.NumberColumn(width=72),
    }


def rules(frame: pd.DataFrame) -> pd.DataFrame:
    """Rules with the number of rows that break them, those with any first."""
    counts = frame["rule"].value_counts()
    ordered = sorted(quality.rules(), key=lambda rule: rule.id not in counts.index)
    return pd.DataFrame(
        {
            "类别": [rule.kind for rule in ordered],
            "规则": [rule.title for rule in ordered],
            "疑点": [f"{counts.get(rule.id, 0):,}" for rule in ordered],
        }
    )


def explained_rules(frame: pd.DataFrame) -> pd.DataFrame:
    """Rules with why and how to mend, for taking away."""
    told = {rule.title: rule for rule in quality.rules()}
    counted = rules(frame)
    return counted.assign(
        为什么=[told[title].why for title in counted["规则"]],
        怎么办=[told[title].mend for title in counted["规则"]],
    )


def suspects(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that break a rule, each with where it was handed in."""
    return pd.DataFrame(
        {
            "对象": frame["subject"],
            "发现": frame["found"],
            "文件": frame["file"],
            "行": frame["row_number"],
            "区划": frame["region_name"],
            "条线": frame["line"].map(LINES),
            "规则": frame["title"],
            "工作表": frame["sheet"].replace("", None),
            "数据来源": frame["origin"],
        }
    )


def boundaries(drawn: pd.DataFrame) -> pd.DataFrame:
    """Places on the map of new boundaries, as people read them."""
    told = {True: "这一批交的", False: "未变"}
    return pd.DataFrame(
        {
            "区划代码": drawn["region_code"],
            "名称": drawn["name"],
            "边界": [told[is_new] for is_new in drawn["is_new"]],
        }
    )
