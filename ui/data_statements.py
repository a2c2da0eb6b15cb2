"""Statements of 数据中心: titles with the number in them."""

from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID
from ui.hand_in import HandIn

HAND_IN_NOTES = (
    "表名和表头照上报模板；一批可以只含几张表。编码相同的行按所填的列更新。",
    "有错误的一批不会留存；含身份证号、手机号、银行卡号的一批不予接收，内容不显示也不记录。",
)
FINDINGS_NOTE = "点列名可以排序。.xlsx 里标出有问题的单元格，.json 供其他程序读取。改好后在上面重新上交。"
SNAPSHOTS_LEAD = "发布的快照不再改动；退回只是换一个快照作为当前的，批次和其他快照都留着，可以再换回来。"
DICTIONARY_LEAD = "与校验用的是同一份声明：表、列、类型、规则改了，这里、模板和校验同时改。"

_TITLES = {
    "checking": "正在校验 {name}",
    "known": "{name} 已经交过，内容没有变化，不必再发布",
    "ready": "{name} 校验通过，请看过变化再发布",
    "publishing": "正在发布 {name}",
    "published": "{name} 已发布，各页现在显示新的快照",
    "failed": "{name} 没有完成",
}


def hand_in(one: HandIn | None) -> str:
    """Say where the hand-in stands."""
    if one is None:
        return "交数据：先校验，再看变化，最后发布"
    if one.stage == "faulty":
        return f"{one.name} 有 {_errors(one.findings)} 处错误，没有留存，改好后重新上交"
    return _TITLES[one.stage].format(name=one.name)


def hand_in_lead(one: HandIn | None) -> str:
    """Say what the hand-in means for what is shown."""
    if one is None:
        return "校验和预览都不影响当前快照。"
    if one.revalidated and one.stage == "published":
        return "预览以后当前快照变了，这一批在新的快照上重新校验后才发布，请到“快照”核对。"
    return {
        "ready": "发布的正是下面预览的内容；如果其间别人发布了新的快照，会重新校验并说明。",
        "published": "数字不对时可以在“快照”里退回。",
    }.get(one.stage, "当前快照不变。")


def findings(frame: pd.DataFrame) -> str:
    """Count the findings."""
    warnings = int((frame["severity"] == "warning").sum())
    return f"核对结果：{_errors(frame)} 处错误，{warnings} 处提醒"


def _errors(frame: pd.DataFrame) -> int:
    return int((frame["severity"] == "error").sum())


def changed_tables(frame: pd.DataFrame) -> str:
    """Sum up the rows that change."""
    if frame.empty:
        return "没有一行会变"
    added, changed, gone = (int(frame[kind].sum()) for kind in ("added", "changed", "gone"))
    return f"新增 {added:,} 行，变更 {changed:,} 行，减少 {gone:,} 行"


def changed_rows(frame: pd.DataFrame) -> str:
    """Say which rows are listed."""
    return f"变化的 {len(frame):,} 行（每张表最多列出 500 行）"


def moved_metrics(frame: pd.DataFrame, place: str, month: str) -> str:
    """Name the metric that moves most."""
    if frame.empty:
        return f"{place}{month}没有指标会变"
    return f"{place}{month}有 {len(frame)} 个指标会变，变动最大的是{BY_ID[frame['metric_id'].iloc[0]].name}"


def snapshots(frame: pd.DataFrame) -> str:
    """Count the snapshots and name the current one."""
    current = frame.loc[frame["is_current"], "snapshot_id"]
    return f"留存 {len(frame)} 个快照，当前是 {''.join(current)}"


def batches(frame: pd.DataFrame) -> str:
    """Count the batches."""
    return f"当前快照由 {len(frame)} 批数据组成"


def roll_back(one: Any) -> str:
    """Ask before rolling back."""
    return (
        f"各页将改为显示 **{one['snapshot_id']}**（{one['batch_count']} 批数据）。"
        "之后发布的数据不会丢，可以再退回到现在这一个。"
    )


def dictionary(frame: pd.DataFrame) -> str:
    """Count tables and fields."""
    return f"数据标准：{frame['table_name'].nunique()} 张表，{len(frame)} 列"


def dictionary_table(frame: pd.DataFrame) -> str:
    """Name the table that is shown, with its note."""
    names = frame["table_title"].unique()
    if len(names) == 1:
        return f"{names[0]}：{frame['table_note'].iloc[0]}"
    return "全部表的列"
