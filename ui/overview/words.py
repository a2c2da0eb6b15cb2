"""Statements of 总览: the reform index, and what changed since the last joint conference. Chinese text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID
from metrics.values.index import INDEX
from reports.looks.statements import concern_text, index, lowest_place, meeting, points, score, widest_gap
from ui import numbers
from ui.drawing.as_written import in_markdown
from ui.drawing.readings import Reading
from ui.theme import LIGHTS

__all__ = [
    "concern",
    "concern_text",
    "course",
    "index",
    "issues",
    "key_moves",
    "lowest_place",
    "meeting",
    "own_choices",
    "pace",
    "paces",
    "points",
    "rules",
    "score",
    "turned",
    "weakest_level",
    "widest_gap",
]
_NAMES_SHOWN = 4


def course(standing: pd.DataFrame, readings: Mapping[str, Reading], place: str) -> str:
    """Answer whether the place is on course: the index, and what of the network works.

    Args:
        standing: rows of ``metrics.values.standing.standing``.
        readings: with ``org_coverage`` and ``effective_coverage``.
        place: its name.
    """
    index = standing.set_index("dimension").loc[INDEX]
    covered, effective = readings["org_coverage"], readings["effective_coverage"]
    told = f"{place}改革指数 {score(index['score'])}，" if pd.notna(index["score"]) else place
    return (
        f"{told}组织覆盖 {numbers.share(covered.value)}，有效覆盖 {numbers.share(effective.value)}，"
        f"{numbers.against(effective.month_change, effective.metric.unit)}"
    )


def key_moves(moves: pd.DataFrame, keys: Sequence[str]) -> str:
    """Write how the key metrics moved: 变好：有效覆盖率 +1.1 个百分点；变差：…."""
    known = moves.set_index("metric_id").reindex(list(keys)).dropna(subset=["change"])
    told = [
        f"{word}：{'，'.join(_moved(row) for row in known[side].itertuples())}"
        for word, side in (("变好", known["better"] > 0), ("变差", known["better"] < 0))
        if side.any()
    ]
    return "；".join(told) or "没有变化"


def _moved(row: Any) -> str:
    metric = BY_ID[row.Index]
    return f"{metric.name} {numbers.change(row.change, metric.unit)}"


def turned(moves: pd.DataFrame) -> str:
    """Write which lights turned, from which to which: 转好：改革任务进度 ▲→●."""
    told = [
        f"{word}：{_named(moves[side], most=_NAMES_SHOWN)}"
        for word, side in (("转差", moves["turned"] < 0), ("转好", moves["turned"] > 0))
        if side.any()
    ]
    return "；".join(told) or "没有灯变化"


def _named(turning: pd.DataFrame, most: int) -> str:
    told = [
        f"{BY_ID[row.metric_id].name} {LIGHTS[row.light_before].shape}→{LIGHTS[row.light].shape}"
        for row in turning.itertuples()
    ]
    return "，".join(told[:most]) + (f"等 {len(told)} 项" if len(told) > most else "")


def paces(found: pd.DataFrame) -> dict[str, str]:
    """Write the required pace of each metric: ``metrics.values.pace.required``."""
    return {row.metric_id: pace(row) for row in found.itertuples()}


def pace(row: Any) -> str:
    """Write one row of ``metrics.values.pace.required`` in a few words: 月需 +0.8 个百分点，实 +1.6."""
    unit = BY_ID[row.metric_id].unit
    if row.state == "reached":
        return "已达年度目标"
    if row.state == "doubtful":
        return f"存疑：{BY_ID[row.metric_id].excess}"
    if row.state == "out_of_reach":
        return "余下月份已难达标"
    if row.state == "none" or numbers.is_missing(row.needed):
        return ""
    if row.kind == "average":
        return f"余月须达 {numbers.value(row.needed, unit)}，实 {numbers.value(row.achieved, unit)}"
    achieved = numbers.without_unit(numbers.change(row.achieved, unit), unit)
    return f"月需 {numbers.change(row.needed, unit)}，实 {achieved}"


def issues(counts: Mapping[str, int]) -> str:
    """Write what became of the issues: ``metrics.overview.since_meeting.issues``."""
    overdue = f"其中超期 {counts['overdue_count']} 件"
    if counts["newly_overdue_count"]:
        overdue += f"（新超期 {counts['newly_overdue_count']} 件）"
    return (
        f"新提出 {counts['raised_count']} 件，办结 {counts['closed_count']} 件；"
        f"未结 {counts['open_count']} 件" + (f"，{overdue}" if counts["overdue_count"] else "")
    )


def rules(found: pd.DataFrame) -> str:
    """Name the rules that found something: 规则：红灯指标、超期问题."""
    names: Iterable[str] = dict.fromkeys(found["rule_name"])
    return f"按规则产生：{'、'.join(names)}。"


def concern(entry: Any) -> str:
    """Write one row of ``metrics.overview.attention`` as a sentence after its light, in Markdown."""
    colour = {"red": ":red", "amber": ":orange"}[entry.light]
    return f"{colour}[**{LIGHTS[entry.light].shape}**] {in_markdown(concern_text(entry))}"


def own_choices(entry: Any) -> dict[str, str]:
    """Say what the link to the cause of a concern chooses on its page: of late reports, who is late."""
    if not entry.collection_id:
        return {}
    return {"part": "collecting", "step": "reminders", "collection": entry.collection_id}


def weakest_level(levels: pd.DataFrame) -> str:
    """Name the level whose effective coverage is lowest: ``name, effective_pct``."""
    known = levels.dropna(subset=["effective_pct"])
    if known.empty:
        return "三级覆盖：暂无应建单元"
    low = known.loc[known["effective_pct"].idxmin()]
    return f"{low['name']}级有效覆盖最低，为 {numbers.share(low['effective_pct'])}"
