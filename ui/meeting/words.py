"""Titles of 联席会议 as statements with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID, LINES
from metrics.meeting import declared, effect
from ui import numbers
from ui.drawing.as_written import in_markdown
from ui.session import shortened
from ui.theme import Mark

#: How the states of issues are written.
STATE_MARKS = {
    "交办": Mark("○", "交办", "已交办，还没有响应", "muted"),
    "办理中": Mark("▲", "办理中", "责任岗位正在办理", "amber"),
    "已反馈": Mark("●", "已反馈", "已向提出单位反馈，等待销号", "green"),
    "已销号": Mark("✔", "已销号", "已办结销号", "accent"),
}
OVERDUE = Mark("■", "逾期", "过了要求办结日期还没有销号", "red")
#: How what became of a metric is written.
EFFECT_MARKS = {
    effect.MOVED: Mark("●", "变好", "比提出时好", "green"),
    effect.UNMOVED: Mark("■", "未动", "不比提出时好", "red"),
    effect.TOO_SOON: Mark("○", "待看", "本月才销号", "muted"),
    effect.UNKNOWN: Mark("?", "不明", "没有数据", "muted"),
}
#: How what became of a decision is written.
DECISION_MARKS = {
    "broken": Mark("■", "逾期未办", "过了要求完成日期还没有办成", "red"),
    "unmoved": Mark("▲", "没有动", "会后没有任何办理记录", "amber"),
    "moved": Mark("●", "在推进", "会后有办理记录", "green"),
    "untied": Mark("?", "待说明", "没有关联问题、项目或任务，请到会说明", "muted"),
    "fresh": Mark("○", "刚议定", "所选报告期以后的会议议定，还没有到期", "muted"),
    "late": Mark("☑", "晚办成", "办成时已过要求完成日期", "amber"),
    "kept": Mark("✔", "按期办成", "在要求完成日期以前办成", "accent"),
}
#: What rules find of an issue: column of the ledger, and how it is called.
SIGNS = {
    "slipped": f"延期 {declared.postponed_often()} 次以上",
    "passed_on": f"转办 {declared.passed_on_often()} 次以上",
    "raised_again": "重开或再次提出",
    "response_late": "响应超时",
    "misordered": "步骤日期颠倒",
}
LEDGER_KEY = (
    "逾期以台账里的要求办结日期为准，延期不改变它，与指标“超期未结问题”一致。首次响应时限："
    + "、".join(f"{word} {days} 天" for word, days in declared.response_days().items())
    + "；没有填紧急程度的按一般。"
)
STATE_KEY = (
    "最新一期的状态照台账；以前各月的状态按办结日期、办理过程和首次响应日期推算。点一件打开它的办理过程。"
)
EFFECT_KEY = (
    "提出时取提出日期以前最后一个月末的数值，销号时取销号当月，现在取所选报告期；条线取问题的责任条线。"
    "“未动”只说明数值没有变好，不说明没有办理。"
)
LIMITS_KEY = (
    "纵轴：从提出到销号，指标朝好的方向比平常多走了几个标准差；平常起伏取同一地方、同一指标在办理期以外各月"
    "变化的平均移动极差 ÷ 1.128。±3 之间与平常起伏分不开；在外面也只说明同时发生，不能证明是办理带来的。"
)
NOTHING_WAY_ON = "问题按提出区划和责任条线归入。换一个区划或条线，或者在数据中心上报“问题台账”。"


def state_mark(row: Any) -> Mark:
    """How the state of one issue is written; overdue goes before."""
    return OVERDUE if row.overdue else STATE_MARKS[row.state]


def nothing(place: str, lines: Sequence[str]) -> str:
    """Say that there are no issues."""
    by = f"由{'、'.join(LINES[line] for line in lines)}负责的" if lines else ""
    return f"{place}没有{by}问题"


def ledger(found: pd.DataFrame, place: str) -> str:
    """Say how many issues are open and overdue."""
    late = int(found["overdue"].sum())
    worst = f"，最久超 {found['days_late'].where(found['overdue']).max():.0f} 天" if late else ""
    told = f"其中逾期 {late} 件{worst}" if late else "没有逾期的"
    return f"{place} {len(found)} 件问题：未销号 {int(found['is_open'].sum())} 件，{told}"


def lead(found: pd.DataFrame, chosen: str) -> str:
    """Say what stands behind the title: what is chosen, what is due soon, what was answered late."""
    soon, late = int(found["due_soon"].sum()), int(found["response_late"].sum())
    return f"{chosen}　{declared.soon_days()} 天内到期 {soon} 件　首次响应超时 {late} 件"


def board(found: pd.DataFrame) -> str:
    """Say how many issues stand in each state."""
    counts = found["state"].value_counts()
    return "　".join(f"{mark.text} {counts.get(state, 0)}" for state, mark in STATE_MARKS.items())


def card(row: Any) -> str:
    """Write an issue on the board, for a button: its title, where and whose, and what presses."""
    pressing = f"超 {row.days_late} 天" if row.overdue else _left(row)
    extended = (
        f"，已延至 {numbers.day_text(row.extended_to)}" if row.is_open and _is_day(row.extended_to) else ""
    )
    sign = f"{OVERDUE.shape} " if row.overdue else ""
    where = "" if row.region_name in row.title else f"{row.region_name}　"
    return in_markdown(f"{sign}{row.title}（{where}{LINES[row.line]}　{pressing}{extended}）")


def _left(row: Any) -> str:
    if not row.is_open:
        return f"{numbers.day_text(row.closed_on)} 销号"
    return f"还有 {row.days_left} 天" if row.days_left else "今天到期"


def _is_day(value: Any) -> bool:
    return not pd.isna(value)


def ages(found: pd.DataFrame) -> str:
    """Say how old the open issues are."""
    opened = found[found["is_open"]]
    if opened.empty:
        return "没有未销号的问题"
    return f"未销号的 {len(opened)} 件平均提出 {numbers.number(opened['age_days'].mean())} 天"


def limits(found: pd.DataFrame) -> str:
    """Say how responses and closings stand against their limits."""
    answered = found["response_days"].dropna()
    closed = found[~found["is_open"]]
    in_time = numbers.share((closed["days_late"] == 0).mean()) if len(closed) else numbers.NOTHING
    middle = numbers.value(answered.median(), "天") if len(answered) else numbers.NOTHING
    return f"首次响应中位 {middle}，按期销号 {in_time}"


def signs(found: pd.DataFrame) -> str:
    """Say how many issues the rules find."""
    counted = int(found[list(SIGNS)].any(axis=1).sum())
    return f"要多看一眼的 {counted} 件" if counted else "没有反复延期、转办或重复提出的问题"


def groups(added: pd.DataFrame, names: Sequence[str], subject: str) -> str:
    """Say who has most overdue."""
    if added.empty or not added["overdue_count"].iloc[0]:
        return f"按{subject}：没有逾期"
    return f"按{subject}：{names[0]}逾期最多，{added['overdue_count'].iloc[0]} 件"


def listed(count: int, total: int) -> str:
    """Say how many issues the list shows."""
    return f"销号台账 {total} 件" if count == total else f"销号台账 {total} 件中的 {count} 件"


def not_here(issue: str, place: str, lines: str) -> str:
    """Say that the link names an issue that is not among those shown."""
    return f"链接中的问题“{shortened(issue)}”不在{place}{lines}的台账里，已改为显示全部问题。"


def issue(row: Any) -> str:
    """Say how one issue stands."""
    mark = state_mark(row)
    if row.overdue:
        told = f"应于 {numbers.day_text(row.due_on)} 办结，已超 {row.days_late} 天"
    elif row.is_open:
        told = f"提出 {row.age_days} 天，{_left(row)}"
    else:
        late = f"，晚 {row.days_late} 天" if row.days_late else "，按期"
        told = f"用 {row.age_days} 天销号{late}"
    return f"{mark.text}　{row.title}：{told}"


def issue_lead(row: Any, month: str) -> str:
    """Say whose issue it is."""
    urgent = f"{row.urgent}　" if row.urgency == row.urgent else ""
    return f"{row.region_name}　{LINES[row.line]}　{urgent}{month}"


def told_signs(row: Any) -> list[str]:
    """What the rules find of one issue."""
    counts = {"slipped": row.postponed_count, "passed_on": row.handover_count}
    words = {"slipped": "延期 {} 次", "passed_on": "转办 {} 次"}
    found = [words[name].format(count) for name, count in counts.items() if getattr(row, name)]
    if row.response_late:
        found.append(f"首次响应用了 {row.waited_days} 天，时限 {row.response_limit} 天")
    if row.raised_again:
        found.append(SIGNS["raised_again"])
    if row.misordered:
        found.append("办理过程的序号与日期不一致，下面按日期排；请核对台账")
    return found


def chain(count: int, held: Mapping[str, int]) -> str:
    """Say who held an issue longest."""
    if not count:
        return "台账里没有办理过程，只知道责任岗位"
    post, days = next(iter(held.items()))
    return f"{count} 步办理：{post or '未写明的岗位'}经手最久，{days} 天"


def course(row: Mapping[str, Any] | None) -> str:
    """Say what the metric of an issue did."""
    if row is None:
        return "没有关联指标"
    entry = BY_ID[row["metric_id"]]
    mark = EFFECT_MARKS[row["outcome"]]
    then, now = (numbers.value(row[name], entry.unit) for name in ("value_then", "value_now"))
    return f"{row['metric_region_name']}{entry.name}：提出时 {then}，现在 {now}　{mark.text}"


def closed_unmoved(found: pd.DataFrame) -> str:
    """Say how many closed issues left their metric where it was."""
    closed = found[found["closed_on"].notna()]
    known = closed["outcome"].isin([effect.MOVED, effect.UNMOVED]).sum()
    still = (closed["outcome"] == effect.UNMOVED).sum()
    return f"已销号但指标未动 {still} 件（能判断的 {known} 件）"


def limits_title(found: pd.DataFrame) -> str:
    """Say of how many closed issues the metric left its ordinary course."""
    judged = found[found["closed_on"].notna()]["sigmas"].dropna()
    beyond = int((judged > effect.LIMIT_SIGMAS).sum())
    return f"{len(judged)} 件里有 {beyond} 件的指标比平常起伏更快地变好，其余与平常起伏分不开"


def moments(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The months in which issues were raised and closed, for the course of their metric."""
    days = [
        (row[name], word) for row in found for name, word in (("raised_on", "提出"), ("closed_on", "销号"))
    ]
    return [(numbers.short_month(day), word) for day, word in days if not pd.isna(day)]
