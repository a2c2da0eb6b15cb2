"""Statements of 数据中心: titles with the number in them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics import quality
from metrics.catalogue import BY_ID
from metrics.data.completeness import REPORTS, month_total
from metrics.quality import Rule
from ui import numbers
from ui.data import frames
from ui.data.hand_in import HandIn

HAND_IN_ASKED = (
    "一个或几个文件：工作簿（.xlsx、.xlsm、.xls、.et）、.csv，"
    "或县、乡镇、村的边界（.geojson、.kml、.gpkg，Shapefile 的几个文件或它的 .zip）"
)
HAND_IN_NOTES = (
    "表名和表头照上报模板；一批可以只含几张表。编号相同的行按所填的列更新。",
    "有错误的一批不会留存；含身份证号、手机号、银行卡号的一批不予接收，内容不显示也不记录。",
)
FINDINGS_NOTE = (
    "同一类问题只列一行：行号只写前几处，内容是第一处的。"
    ".xlsx 里每一处都标了颜色和改法，照着改就行；.json 逐处列出，供其他程序读取。改好后在上面重新上交。"
)
SNAPSHOTS_LEAD = "发布的快照不再改动；退回只是换一个快照作为当前的，批次和其他快照都留着，可以再换回来。"
DICTIONARY_LEAD = "与校验用的是同一份声明：表、列、类型、规则改了，这里、模板和校验同时改。"
WHICH_MONTHS = "各单位近 12 个月的报送率（%，已报 ÷ 应报）"
ALLOWED_DAYS = "数据标准没有规定报送时限，请按本县的规定填。"
COMPLETENESS_NOTES = (
    "应报：月末在册，并且到当月为止的 12 个月里至少报过一次。干部队伍没有规定按月报，只看有人报的月份。",
    "收到时间以批次为准：演示数据没有收到时间；第一批带来的历史月份，报得及时与否无从得知；"
    "后来更正过的行，以更正那一批的时间为准。",
)
STATES_KEY = "　".join(f"{mark.text}：{mark.meaning}" for mark in frames.STATES.values() if mark.shape)
BASE_MOVED = (
    "这一批核对以后，当前快照换了：下面的变化还是和原来那一个比的。请先在新的快照上再核对，看过变化再发布。"
)
DOUBTS_LEAD = "能通过校验、但不合常理的数。疑点不一定是错，请按给出的文件、工作表、行号核对。"

_SEVERITIES = {"error": "错误", "warning": "提醒"}
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
        return f"{one.name} 有 {_count(one.findings, 'error'):,} 处错误，没有留存，改好后重新上交"
    if one.stage == "failed" and one.run is not None and one.run.is_stopped:
        return f"{one.name} 已停止"
    return _TITLES[one.stage].format(name=one.name)


def mixing(origins: Sequence[str]) -> list[str]:
    """Warn where real data would stand beside demonstration data."""
    if "演示" not in origins:
        return []
    return ["当前快照里有演示数据：上报的数据会与它并在一起，页首一直标着“演示数据”；正式使用请另建仓库。"]


def hand_in_lead(one: HandIn | None) -> str:
    """Say what the hand-in means for what is shown."""
    if one is None:
        return "校验和预览都不影响当前快照。"
    if one.revalidated and one.stage == "ready":
        return "上次看过以后当前快照换了，没有发布；已在新的快照上重新校验，请再看一遍变化。"
    return {
        "ready": "发布的正是下面预览的内容；如果其间别人发布了新的快照，会重新校验，请您再看一遍。",
        "published": "数字不对时可以在“快照”里退回。",
    }.get(one.stage, "当前快照不变。")


def not_published(trouble: str) -> str:
    """Say why what is still there was not published."""
    return f"没有发布，当前快照不变：{trouble}。这一批还在，可以再发布。"


def findings(frame: pd.DataFrame) -> str:
    """Count the findings, and the kinds of them."""
    told = [f"{_count(frame, severity):,} 处{word}" for severity, word in _SEVERITIES.items()]
    return f"核对结果：{'，'.join(told)}，共 {len(frame):,} 类"


def _count(frame: pd.DataFrame, severity: str) -> int:
    return int(frame.loc[frame["severity"] == severity, "count"].sum())


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


def recent(frame: pd.DataFrame) -> str:
    """Tell the newest batch."""
    if frame.empty:
        return "还没有收过数据"
    newest = frame.iloc[-1]
    return f"已收 {len(frame)} 批，最近一批是 {numbers.day_text(newest['received_at'])} 的 {newest['source']}"


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


def completeness(frame: pd.DataFrame, report: str, place: str, period: date) -> str:
    """Say how complete the newest month is."""
    name, unit = REPORTS[report].title, REPORTS[report].unit
    expected, missing, share = month_total(frame, period)
    head = f"{place} {numbers.month(period)}{name}"
    if not expected:
        return f"{head}没有应报的{unit}"
    awaited = int(frame.loc[pd.to_datetime(frame["period"]) == pd.Timestamp(period), "awaited"].sum())
    later = f"，{awaited:,} 个未到截止日" if awaited else ""
    return f"{head}报送率 {numbers.share(share)}，{expected:,} 个{unit}中 {missing:,} 个未报{later}"


def rate(frame: pd.DataFrame, period: date) -> str:
    """Write the share of a month's reports that came in; — where none was due."""
    return numbers.share(month_total(frame, period)[2])


def reports_chosen(report: str, allowed_days: int) -> list[str]:
    """Name the reports that are counted, and what is in time."""
    return [REPORTS[report].title, f"月末后{allowed_days}天内算及时"]


def units_chosen(frame: pd.DataFrame, place: str, report: str, allowed_days: int) -> list[str]:
    """Name the place, by its code, whose units are listed, and what is counted of them."""
    name = frame.loc[frame["region_code"] == place, "name"].iloc[0]
    return [str(name), *reports_chosen(report, allowed_days)]


def findings_of_parts(reporting: pd.DataFrame, doubts: pd.DataFrame, period: date) -> dict[str, str]:
    """Write what stands beside the names of parts, so that trust can be judged before one is opened."""
    return {"completeness": rate(reporting, period), "doubts": f"{len(doubts):,} 处"}


def timeliness(frame: pd.DataFrame) -> str:
    """Say how many reports of the year came late, and of how many that is known."""
    reported, unknown, late = (int(frame[name].sum()) for name in ("reported", "unknown", "late"))
    if not reported:
        return "近 12 个月没有报送。"
    if reported == unknown:
        return f"近 12 个月已报 {reported:,} 次，收到时间都无从得知，不判断及时与否。"
    known = reported - unknown
    return f"近 12 个月已报 {reported:,} 次，其中 {known:,} 次知道收到时间，迟报 {late:,} 次。"


def units(frame: pd.DataFrame, report: str) -> str:
    """Count the units with missing reports."""
    unit = REPORTS[report].unit
    missing = frame.loc[frame["state"] == "missing", "unit_id"].nunique()
    return f"{frame['unit_id'].nunique():,} 个{unit}，其中 {missing:,} 个有未报的月份"


def doubts(frame: pd.DataFrame, place: str, period: date) -> str:
    """Count the suspect rows by kind."""
    if frame.empty:
        return f"{place}截至{numbers.month(period)}没有发现疑点"
    counts = frame["kind"].value_counts()
    kinds = "、".join(f"{kind} {counts[kind]:,}" for kind in quality.KINDS if kind in counts.index)
    return f"{place}截至{numbers.month(period)}有 {len(frame):,} 处疑点：{kinds}"


def rules(frame: pd.DataFrame) -> str:
    """Count the rules that found something."""
    return f"{len(quality.rules())} 条规则，{frame['rule'].nunique()} 条有疑点"


def suspects(frame: pd.DataFrame, rule: Rule | None) -> str:
    """Say what the rule found whose rows are listed; where it is all of them, which one found most."""
    if rule:
        return f"{rule.title}：{len(frame):,} 处"
    if frame.empty:
        return "没有疑点"
    return f"最多的一类是“{frame['title'].mode().iloc[0]}”"


def rule_choice(rule: Rule | None, counts: pd.Series) -> str:
    """Name a rule in the choice, with what it found."""
    return f"{rule.title}（{counts[rule.id]:,}）" if rule else f"全部（{int(counts.sum()):,}）"
