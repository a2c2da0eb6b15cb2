"""Statements of 总览: the reform index, and what changed since the last joint conference. Chinese text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID
from metrics.values.index import INDEX
from ui import numbers
from ui.drawing.as_written import in_markdown
from ui.drawing.readings import Reading
from ui.theme import LIGHTS

_POINTS = "分"
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


def index(standing: pd.DataFrame) -> str:
    """Say the index, its change, and the dimension that holds it down: ``standing.standing``."""
    rows = standing.set_index("dimension")
    whole = rows.loc[INDEX]
    if pd.isna(whole["score"]):
        return "没有设目标的指标，不计算改革指数"
    parts = rows[rows["weighed"]].drop(INDEX).dropna(subset=["score"])
    low = parts["score"].idxmin()
    told = numbers.without_unit(numbers.against(whole["change"], _POINTS), _POINTS)
    since = "" if pd.isna(whole["change"]) else f"，{told}"
    return f"改革指数 {score(whole['score'])}{since}；{low}最低，{score(parts.loc[low, 'score'])}"


def score(amount: float | None) -> str:
    """Write an index or a dimension score of 0–100 with one decimal."""
    return numbers.number(amount, 1)


def points(change: float | None) -> str:
    """Write a change of a score in words: 升 1.2, 降 0.3, 持平."""
    return numbers.without_unit(numbers.rise(change, _POINTS), _POINTS)


def meeting(last: Mapping[str, Any], moves: pd.DataFrame) -> str:
    """Say since when, how many metrics moved, and how many lights turned.

    Args:
        last: of ``metrics.overview.since_meeting.last_meeting``; empty where there was none.
        moves: rows of ``metrics.overview.since_meeting.movements``.
    """
    if not last:
        return "还没有开过联席会议"
    better, worse = int((moves["better"] > 0).sum()), int((moves["better"] < 0).sum())
    return (
        f"自{last['name']}（{numbers.day_text(last['held_on'])}）以来：{better} 项指标变好，{worse} 项变差；"
        f"{int((moves['turned'] > 0).sum())} 盏灯转好，{int((moves['turned'] < 0).sum())} 盏转差"
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


def concern_text(entry: Any) -> str:
    """Write one row of ``metrics.overview.attention`` as a plain sentence."""
    unit = entry.unit if numbers.is_missing(entry.reference_unit) else entry.reference_unit
    value, reference = numbers.value(entry.value, entry.unit), numbers.value(entry.reference, unit)
    return str(entry.sentence.format(subject=entry.subject, value=value, reference=reference))


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


def widest_gap(lines: pd.DataFrame) -> str:
    """Name the line whose coverage on paper most exceeds what works: ``name, covered_pct, effective_pct``."""
    gap = (lines["covered_pct"] - lines["effective_pct"]).dropna()
    if gap.empty:
        return "条线覆盖：暂无数据"
    name = lines.loc[gap.idxmax(), "name"]
    return f"{name}有形与有效相差 {numbers.change(gap.max(), '%').lstrip('+')}"


def lowest_place(places: pd.DataFrame) -> str:
    """Name the place with the lowest effective coverage: ``name, effective_pct`` (0–1), ``silent``.

    A place without any report is left out: its silence is not a result.
    """
    known = places[~places["silent"]].dropna(subset=["effective_pct"])
    if known.empty:
        return "下级区划暂无覆盖数据"
    low = known.loc[known["effective_pct"].idxmin()]
    return f"{low['name']}有效覆盖最低，为 {numbers.share(low['effective_pct'])}"
