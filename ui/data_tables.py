"""Frames of 数据中心 as people read them."""

from datetime import datetime

import pandas as pd
import streamlit as st

from metrics.catalogue import BY_ID
from ui import numbers
from ui.theme import LIGHTS

SEVERITIES = {"error": "■ 错误", "warning": "▲ 提醒"}
CHANGES = {"added": "新增", "changed": "变更", "gone": "减少", "restated": "重报未变"}
CHANGE_COUNTS = list(CHANGES.values())

FINDING_WIDTHS = {
    "级别": st.column_config.TextColumn(width=74),
    "行": st.column_config.NumberColumn(width=64, format="%d"),
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


def findings(frame: pd.DataFrame) -> pd.DataFrame:
    """Findings, errors first."""
    named = pd.DataFrame(
        {
            "级别": frame["severity"].map(SEVERITIES),
            "文件": frame["file"],
            "工作表": frame["sheet"],
            "行": frame["row"],
            "列": frame["column"],
            "内容": frame["value"],
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
            "这一次带来": frame["trouble"].fillna(frame["brought"]),
            "批次数": frame["batch_count"],
            "上一个快照": frame["parent_id"],
        }
    )


def batches(frame: pd.DataFrame) -> pd.DataFrame:
    """Batches of a snapshot."""
    return pd.DataFrame(
        {
            "收到时间": frame["received_at"].dt.strftime("%Y-%m-%d %H:%M"),
            "名称": frame["source"],
            "数据来源": frame["origin"],
            "批次": frame["batch_id"],
        }
    )


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
