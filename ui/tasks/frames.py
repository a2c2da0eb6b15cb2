"""Frames of reform tasks under the names that people read: for tables on the page and for .xlsx files."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from metrics.tasks.scheme import breakthroughs, joint_actions, plan_names
from ui import numbers
from ui.tasks.words import mark, weight

_TASKS = {
    "state": "状态",
    "name": "任务",
    "plan": "方案",
    "progress_pct": "进度",
    "elapsed_pct": "时间进度",
    "planned_end": "计划完成",
    "finished_on": "实际完成",
    "days_late": "逾期（天）",
    "lead_role": "牵头",
    "owner_post": "责任岗位",
    "line": "责任条线",
    "breakthrough": "突破",
    "joint_action": "联手",
    "problem": "针对问题",
    "pillar": "板块",
    "weight": "权重",
    "planned_start": "计划开始",
    "note": "说明",
    "evidence": "佐证文号",
    "region_name": "区划",
    "task_id": "任务编号",
    "origin": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "row_number": "行号",
}
_LISTED = (
    "state",
    "name",
    "plan",
    "progress_pct",
    "elapsed_pct",
    "planned_end",
    "finished_on",
    "days_late",
    "lead_role",
    "owner_post",
    "problem",
    "note",
)
_UNSTATED = "未填"
_SUMS = {
    "task_count": "任务",
    "done_count": "完成",
    "due_count": "到期",
    "overdue_count": "到期未完成",
    "behind_count": "进度落后",
    "weight": "权重",
    "progress_pct": "加权进度",
    "done_pct": "完成占比",
    "due_pct": "计划应完成占比",
    "on_time_pct": "按期率",
}
_BURN_UP = {
    "month": "月份",
    "planned_weight": "计划完成权重",
    "done_weight": "完成权重",
    "progress_weight": "加权进度权重",
    "weight": "总权重",
    "unknown_count": "进度不明的任务",
}
_WORDS = {
    "plan": plan_names,
    "breakthrough": breakthroughs,
    "joint_action": joint_actions,
}


def tasks(found: pd.DataFrame) -> pd.DataFrame:
    """Name all fields of tasks, worded as people read them; numbers stay numbers."""
    return _worded(found[list(_TASKS)]).rename(columns=_TASKS)


def listed(found: pd.DataFrame) -> pd.DataFrame:
    """Name the fields of tasks that the list on the page shows."""
    rounded = {name: found[name].round(2) for name in ("progress_pct", "elapsed_pct")}
    late = found["days_late"].where(found["days_late"] > 0)
    return _worded(found[list(_LISTED)].assign(**rounded, days_late=late)).rename(columns=_TASKS)


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    words: dict[str, Any] = {name: known() for name, known in _WORDS.items()}
    words |= {"line": LINES}
    states = [mark(*pair).text for pair in zip(frame["state"], frame["days_late"], strict=True)]
    return frame.assign(
        state=states,
        **{
            name: frame[name].map(lambda key, known=known: known.get(key))
            for name, known in words.items()
            if name in frame
        },
    )


def sums(rows: pd.DataFrame, names: Sequence[str], subject: str) -> pd.DataFrame:
    """Name rows of ``metrics.tasks.tasks.sums``, with what each is called in front."""
    named = rows[list(_SUMS)].rename(columns=_SUMS)
    named.insert(0, subject, list(names))
    return named


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Name the cells of the matrix of plans and breakthroughs."""
    named = sums(rows, [plan_names()[plan] for plan in rows["plan"]], "方案")
    named.insert(1, "突破", [breakthroughs().get(number, "未写") for number in rows["breakthrough"]])
    return named


def burn_up(course: pd.DataFrame) -> pd.DataFrame:
    """Name the months of a burn-up."""
    return course[list(_BURN_UP)].rename(columns=_BURN_UP)


def posts(added: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Write the owner posts as a small table, those with late tasks first, each with its late tasks."""
    ordered = added.sort_values(["overdue_count", "behind_count", "weight"], ascending=False)
    late = _late_tasks(tasks, "owner_post")
    posts = ordered["owner_post"].fillna(_UNSTATED)
    return pd.DataFrame(
        {
            "责任岗位": posts,
            "任务": ordered["task_count"],
            "完成": ordered["done_count"],
            "加权进度": ordered["progress_pct"].map(numbers.share),
            "按期率": ordered["on_time_pct"].map(numbers.share),
            "到期未完成的任务": ["；".join(late.get(post, [numbers.NOTHING])) for post in posts],
        }
    )


def late_by_lead(tasks: pd.DataFrame, leads: Sequence[str]) -> pd.DataFrame:
    """Write the leads that have tasks due and unfinished, with those tasks, as a small table."""
    late = _late_tasks(tasks, "lead_role")
    rows = [(lead, "；".join(late[lead])) for lead in leads if lead in late]
    return pd.DataFrame(rows, columns=["牵头", "到期未完成的任务"])


def _late_tasks(tasks: pd.DataFrame, answering: str) -> dict[str, list[str]]:
    """Write the tasks due and unfinished of each owner post or lead."""
    late = tasks.loc[tasks["state"] == "overdue", [answering, "name", "days_late"]]
    written: dict[str, list[str]] = {}
    for who, name, days in late.itertuples(index=False):
        who = who if isinstance(who, str) else _UNSTATED
        written.setdefault(who, []).append(f"■ {name}（{numbers.days_late(days)}）")
    return written


def months(found: pd.DataFrame) -> pd.DataFrame:
    """Write the months of one task as a small table, the newest first."""
    past = found[found["past"]].iloc[::-1]
    return pd.DataFrame(
        {
            "报告期": [numbers.short_month(day) for day in past["month"]],
            "进度": [numbers.share(amount) for amount in past["progress_pct"]],
            "时间进度": [numbers.share(amount) for amount in past["elapsed_pct"]],
            "月报": [_reported(row) for row in past.itertuples(index=False)],
            "说明": past["note"].fillna(""),
        }
    )


def _reported(row: Any) -> str:
    if row.reported:
        return "● 有"
    return "✔ 已完成" if row.finished else "○ 无"


def facts(row: Any) -> pd.DataFrame:
    """Write what is laid down about one task as a small table."""
    span = f"{numbers.day_text(row.planned_start)} 至 {numbers.day_text(row.planned_end)}"
    source = "　".join(str(part) for part in (row.file, row.sheet) if isinstance(part, str) and part)
    rows = [
        ("任务编号", row.task_id),
        ("方案 / 板块", f"{plan_names()[row.plan]} / {row.pillar}"),
        ("牵头 / 责任岗位", f"{row.lead_role} / {_text(row.owner_post)}"),
        ("责任条线", LINES.get(row.line, "全县共同")),
        ("突破", _text(breakthroughs().get(row.breakthrough))),
        ("联手", _text(joint_actions().get(row.joint_action))),
        ("针对问题", _text(row.problem)),
        ("权重", weight(row.weight)),
        ("计划起止", span),
        ("实际完成", numbers.day_text(row.finished_on)),
        ("佐证文号", _text(row.evidence)),
        ("数据来源", f"{row.origin}　{source}　第 {row.row_number} 行"),
    ]
    return pd.DataFrame(rows, columns=["项", "内容"])


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value else numbers.NOTHING
