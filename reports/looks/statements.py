"""Statements that pages and slides share: the reform index, what changed, what needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.values.index import INDEX
from reports.looks import numbers

_POINTS = "分"


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


def concern_text(entry: Any) -> str:
    """Write one row of ``metrics.overview.attention`` as a plain sentence."""
    unit = entry.unit if numbers.is_missing(entry.reference_unit) else entry.reference_unit
    value, reference = numbers.value(entry.value, entry.unit), numbers.value(entry.reference, unit)
    return str(entry.sentence.format(subject=entry.subject, value=value, reference=reference))


def widest_gap(lines: pd.DataFrame) -> str:
    """Name the line whose coverage on paper most exceeds what works: ``name, covered_pct, effective_pct``."""
    gap = (lines["covered_pct"] - lines["effective_pct"]).dropna()
    if gap.empty:
        return "条线覆盖：暂无数据"
    name = lines["name"][gap.idxmax() == lines.index].iloc[0]
    return f"{name}有形与有效相差 {numbers.change(gap.max(), '%').lstrip('+')}"


def lowest_place(places: pd.DataFrame) -> str:
    """Name the place with the lowest effective coverage: ``name, effective_pct`` (0–1), ``silent``.

    A place without any report is left out: its silence is not a result.
    """
    known = places[~places["silent"]].dropna(subset=["effective_pct"])
    if known.empty:
        return "下级区划暂无覆盖数据"
    low = known.sort_values("effective_pct", kind="stable").iloc[0]
    return f"{low['name']}有效覆盖最低，为 {numbers.share(low['effective_pct'])}"
