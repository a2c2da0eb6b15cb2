"""Titles of 改革任务 as statements with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from metrics.tasks.scheme import plan_names
from metrics.tasks.tasks import BEHIND_PCT, STATES, by
from ui import numbers
from ui.drawing.as_written import in_markdown
from ui.drawing.readings import Reading
from ui.session import shortened
from ui.theme import Mark

#: How the states of tasks are written; a single task that is past its day as :func:`mark` does.
TASK_MARKS = {
    "overdue": Mark("■", "到期", "到期未完成", "red"),
    "behind": Mark("▲", "偏慢", "进度落后", "amber"),
    "running": Mark("●", "正常", "正常推进", "green"),
    "unknown": Mark("?", "不明", "进度不明", "muted"),
    "waiting": Mark("○", "待启", "未到开始日期", "muted"),
    "done_late": Mark("☑", "晚完", "逾期完成", "amber"),
    "done": Mark("✔", "完成", "按期完成", "accent"),
}

_FIRST = 7
STATES_KEY = (
    "到期未完成：计划完成日期已到而没有完成。进度落后：进度比时间进度低 "
    f"{BEHIND_PCT * 100:.0f} 个百分点以上；时间进度是计划天数中已经过去的比例。"
)
BULLET_KEY = "宽条：加权进度；窄条：已完成的权重；竖线：计划应完成的权重（计划完成日期已到）。"
MATRIX_KEY = "格内：加权进度和任务数；■ 到期未完成的任务数。点一格，下方清单只列该格的任务。"
BURN_UP_KEY = (
    "计划：计划完成日期已到的任务权重；完成：实际完成日期已到的任务权重；"
    "加权进度：权重 × 当月进度。任务为本期全部任务，各月口径一致。"
)
TASK_MONTHS_KEY = "● 当月有月报　○ 当月没有月报，沿用以前的进度；时间进度：计划天数中已经过去的比例。"
#: The three qualities that the scheme asks of the plans, and the field of a task that each rests on.
QUALITIES = (
    ("方向性", "breakthrough", "写明属于五个突破中的哪一个"),
    ("针对性", "problem", "写明针对一轻、两弱、三缺、四化中的哪个问题"),
    ("操作性", "owner_post", "写明责任岗位，并有计划起止日期和权重"),
)

#: What to do where there are no tasks.
NOTHING_WAY_ON = (
    "改革任务按所在区划和责任条线归入；上报改革任务表以后在这里显示。换一个区划或条线，或者看全部任务。"
)


def plan(readings: Mapping[str, Reading], whole: Any, place: str) -> str:
    """Say whether the plan is being done: key metrics, and the row of ``tasks.sums`` for all."""
    progress, on_time = readings["task_progress"], readings["task_on_time"]
    late = f"{whole.overdue_count} 项到期未完成" if whole.overdue_count else "没有到期未完成的"
    return (
        f"{place}“1+7”方案 {whole.task_count} 项任务：加权进度 {numbers.share(progress.value)}，"
        f"完成 {whole.done_count} 项，{late}，按期率 {numbers.share(on_time.value)}"
    )


def aims(added: pd.DataFrame, place: str) -> str:
    """Say between which ends the progress lies, by breakthrough and by problem: ``tasks.sums``."""
    subjects = {"breakthrough": "个突破", "problem": "类问题"}
    told = [_between(by(added, dimension), word) for dimension, word in subjects.items()]
    return f"{place}任务的加权进度：{'，'.join(told)}"


def _between(rows: pd.DataFrame, word: str) -> str:
    known = rows["progress_pct"].dropna()
    if known.empty:
        return f"{len(rows)} {word}进度不明"
    low, high = numbers.share(known.min()), numbers.share(known.max())
    return f"{len(rows)} {word}" + (f"都是 {low}" if low == high else f"在 {low} 至 {high} 之间")


def answering(added: pd.DataFrame, place: str) -> str:
    """Say how many posts answer for how many tasks: ``tasks.sums``."""
    whole, posts = by(added, "").iloc[0], by(added, "owner_post")["owner_post"].nunique()
    late = f"{whole['overdue_count']} 项到期未完成" if whole["overdue_count"] else "没有到期未完成的"
    return f"{place} {whole['task_count']} 项任务由 {posts} 个岗位负责，{late}"


def nothing(place: str, lines: Sequence[str]) -> str:
    """Say that there are no tasks here."""
    of = f"由{'、'.join(LINES[line] for line in lines)}负责的" if lines else ""
    return f"{place}没有{of}改革任务"


def not_here(task: str, place: str, lines: str) -> str:
    """Say that the task of a link is not among those shown."""
    return f"链接中的任务“{shortened(task)}”不在{place}（{lines}）的任务之内，已改为显示全部任务。"


def listed(count: int, of: int, chosen: Sequence[str]) -> str:
    """Say how many tasks are listed, and how they were chosen; all of them where nothing was."""
    if not chosen:
        return f"全部 {of} 项任务，点一行打开"
    return f"{of} 项任务中的 {count} 项（{'，'.join(chosen)}），点一行打开"


def states(tasks: pd.DataFrame) -> pd.DataFrame:
    """Count tasks by state, in the order of the states: ``light, count``."""
    counts = tasks["state"].value_counts().reindex(list(STATES), fill_value=0)
    return pd.DataFrame({"light": list(counts.index), "count": list(counts)})


def states_read(counts: pd.DataFrame) -> pd.DataFrame:
    """Write the states that occur with their meanings and counts: ``light, count``."""
    shown = counts[counts["count"] > 0]
    marks = [TASK_MARKS[state] for state in shown["light"]]
    return pd.DataFrame(
        {
            "状态": [mark.text for mark in marks],
            "含义": [mark.meaning for mark in marks],
            "任务": shown["count"],
        }
    )


def state_title(whole: Any) -> str:
    """Say how many tasks are due, and how many of those are not done."""
    if not whole.due_count:
        return f"{whole.task_count} 项任务都还没有到计划完成日期"
    late = f"其中 {whole.overdue_count} 项没有完成" if whole.overdue_count else "都已完成"
    slow = f"另有 {whole.behind_count} 项偏慢" if whole.behind_count else "其余没有偏慢的"
    return f"{whole.due_count} 项已到期，{late}；{slow}"


def troubled(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks that need somebody first, due and unfinished ones before slow ones."""
    shown = ["task_id", "name", "state", "days_late", "progress_pct", "elapsed_pct"]
    return tasks.loc[tasks["state"].isin(["overdue", "behind"]), shown].head(_FIRST)


def mark(state: str, days_late: float) -> Mark:
    """How the state of one task is written: 逾期 where it is past its day, not on that very day."""
    written = TASK_MARKS[state]
    return replace(written, word="逾期") if state == "overdue" and days_late > 0 else written


def trouble(row: Any) -> str:
    """Write one task that needs somebody as a line that begins with its mark, in Markdown."""
    colour = {"red": ":red", "amber": ":orange"}[TASK_MARKS[row.state].colour]
    how = f"{_since(row.days_late)}，" if row.state == "overdue" else ""
    time = "" if row.state == "overdue" else f"，时间已过 {numbers.share(round(row.elapsed_pct, 2))}"
    shape = f"{colour}[**{TASK_MARKS[row.state].shape}**]"
    return f"{shape} {in_markdown(row.name)}　{how}进度 {numbers.share(row.progress_pct)}{time}"


def _since(days: int) -> str:
    return f"已逾 {days} 天" if days else numbers.days_late(days)


def burn_up(now: Any) -> str:
    """Say whether done keeps up with planned, from one row of ``metrics.tasks.course.burn_up``."""
    gap = now.done_weight - now.planned_weight
    kept = "与计划持平" if not round(gap, 6) else f"{'超出' if gap > 0 else '比计划少'} {weight(abs(gap))}"
    return (
        f"计划应完成权重 {weight(now.planned_weight)}，实际完成 {weight(now.done_weight)}，{kept}；"
        f"加权进度 {weight(now.progress_weight)}，总权重 {weight(now.weight)}"
    )


def weight(amount: float | None) -> str:
    """Write a weight with at most one decimal."""
    return numbers.number(amount, 1)


def slowest(added: pd.DataFrame, names: Sequence[str], subject: str) -> str:
    """Name the row of ``tasks.sums`` with the lowest progress; ``names`` in the order of rows."""
    known = added.assign(shown=list(names)).dropna(subset=["progress_pct"])
    if known.empty:
        return f"{subject}：进度不明"
    low = known.loc[known["progress_pct"].idxmin()]
    late = int(known["overdue_count"].sum())
    overdue = f"；共 {late} 项到期未完成" if late else ""
    name = low["shown"].lstrip("0123456789 ")
    return f"{subject}：“{name}”最慢，进度 {numbers.share(low['progress_pct'])}{overdue}"


def matrix(cells: pd.DataFrame) -> str:
    """Say where plan and breakthrough meet worst: rows of ``tasks.sums`` by both."""
    late = cells[cells["overdue_count"] > 0]
    if late.empty:
        return f"方案 × 突破：{len(cells)} 格都没有到期未完成的任务"
    count = int(late["overdue_count"].sum())
    most = late[late["overdue_count"] == late["overdue_count"].max()]
    worst = most.iloc[0]
    cell = f"，最多的是{plan_names()[worst['plan']]}“{_numbered(worst['breakthrough'])}”"
    return f"方案 × 突破：{len(late)} 格有 {count} 项到期未完成{cell if len(most) == 1 else ''}"


def _numbered(breakthrough: Any) -> str:
    return "未写突破" if pd.isna(breakthrough) else f"突破{int(breakthrough)}"


def posts(added: pd.DataFrame) -> str:
    """Say which post has most tasks due and unfinished: rows of ``tasks.sums`` by owner post."""
    late = added[added["overdue_count"] > 0]
    if late.empty:
        return f"谁来负责：{len(added)} 个岗位都没有到期未完成的任务"
    count = int(late["overdue_count"].sum())
    return f"谁来负责：{len(added)} 个岗位中 {len(late)} 个有到期未完成的任务，共 {count} 项"


def leads(added: pd.DataFrame) -> str:
    """Say which lead's tasks keep their dates worst: rows of ``tasks.sums`` by lead role."""
    known = added.dropna(subset=["on_time_pct"])
    if known.empty:
        return "牵头领导：还没有到期的任务"
    low = known.loc[known["on_time_pct"].idxmin()]
    return f"牵头领导：{low['lead_role']}的任务按期率最低，为 {numbers.share(low['on_time_pct'])}"


def qualities(tasks: pd.DataFrame) -> str:
    """Say how many tasks state what the three qualities ask of a plan."""
    counts = {name: int(tasks[field].notna().sum()) for name, field, _ in QUALITIES}
    told = "，".join(f"{name} {count}/{len(tasks)}" for name, count in counts.items())
    return f"方案“三性”：{told}"


def qualities_read(tasks: pd.DataFrame) -> pd.DataFrame:
    """Write the three qualities, what each rests on and how many tasks state it."""
    rows = [
        (name, text, f"{int(tasks[field].notna().sum())} / {len(tasks)}") for name, field, text in QUALITIES
    ]
    return pd.DataFrame(rows, columns=["要求", "任务表中的依据", "写明的任务"])


def task(row: Any) -> str:
    """Say how one task stands: its state, its name, and since when."""
    return f"{mark(row.state, row.days_late).text}　{row.name}：{_how(row)}"


def _how(row: Any) -> str:
    if row.state == "done":
        return f"{numbers.day_text(row.finished_on)} 完成，按期"
    if row.state == "done_late":
        return f"{numbers.day_text(row.finished_on)} 完成，晚 {row.days_late} 天"
    progress = f"进度 {numbers.share(row.progress_pct)}"
    if row.state == "overdue":
        return f"到期未完成，{_since(row.days_late)}，{progress}"
    if row.state == "unknown":
        return "没有月报，当时的进度不明"
    return f"{progress}，时间已过 {numbers.share(row.elapsed_pct)}"


def task_lead(row: Any, month: str) -> str:
    """Say where a task belongs and who answers for it."""
    line = LINES[row.line] if isinstance(row.line, str) else "全县共同"
    post = row.owner_post if isinstance(row.owner_post, str) else "责任岗位未填"
    return f"{row.region_name}　{plan_names()[row.plan]}　{line}　{row.lead_role}　责任岗位：{post}　{month}"


def task_months(months: pd.DataFrame) -> str:
    """Say whether one task was reported every month until it was done: ``past, reported, finished``."""
    past = months[months["past"]]
    reported = past["reported"].fillna(False).astype(bool)
    count, asked = int(reported.sum()), int((reported | ~past["finished"].astype(bool)).sum())
    if not count:
        return "还没有进度月报，进度取自任务本身"
    return f"完成以前的 {asked} 个月中有 {count} 期进度月报"


def evidence(row: Any) -> str:
    """Say what proves the end of a task."""
    if isinstance(row.evidence, str):
        return f"佐证：{row.evidence}"
    done = row.state in ("done", "done_late")
    return "已完成，没有填报佐证文号" if done else "尚未完成，还没有佐证"
