"""Titles and sentences of 覆盖地图, with the number in them. Pure functions, Chinese text."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import LEVELS, LINES
from metrics.coverage.by_place import verdicts_by_line
from metrics.months import months_between
from ui import maps, numbers
from ui.coverage.together import Together
from ui.theme import VERDICTS

#: How the shares of :func:`table` are written in a grid: 0–1 as percentages.
SHARE_COLUMNS = {
    name: st.column_config.NumberColumn(format="percent", width="small") for name in ("有形覆盖", "有效覆盖")
}
TABLE_KEY = (
    "勾选一行进入该地；用键盘时，Tab 移到表内，方向键选行，Shift+空格进入。有未报的地方有效覆盖暂不能判断。"
)
_KINDS = {"village": "村（社区）", "township": "乡镇（园区）", "county": "县", "city": "市", "province": "省"}
_NAMES_SHOWN = 8
#: So many rows can still be read; more would be sent with every page for nobody.
_ROWS_LISTED = 1_000


def chosen(level: str, together: Together | None = None) -> list[str]:
    """Say in words which places a map shows: their level, and of what where it is all of the data."""
    return [*([together.name] if together else []), _KINDS[level]]


def title(course: pd.DataFrame, place: str, lines: Sequence[str], level: str | None = None) -> str:
    """Say how much works and how that moved: 安福县村级有效覆盖 61%，比上月升 3 个百分点.

    Args:
        course: as ``metrics.coverage.by_place.course`` gives it, ending with the period shown.
        place: name of the region.
        lines: chosen lines; none means all.
        level: the level that the course is limited to; None where it counts all.
    """
    subject = place + ("、".join(LINES[line] for line in lines)) + (f"{LEVELS[level]}级" if level else "")
    if course.empty:
        return f"{subject}没有应建单元"
    now = course.iloc[-1]
    return f"{subject}有效覆盖 {numbers.share(now['effective_pct'])}，{_moved(course)}"


def _moved(course: pd.DataFrame) -> str:
    now, before = course.iloc[-1], course.iloc[-2] if len(course) > 1 else None
    if before is None or not _consecutive(before["period"], now["period"]):
        return numbers.against(None, "%")
    return numbers.against(now["effective_pct"] - before["effective_pct"], "%")


def _consecutive(before: pd.Timestamp, now: pd.Timestamp) -> bool:
    return months_between(before, now) == 1


def lead(course: pd.DataFrame, places: pd.DataFrame, level: str) -> str:
    """Say what the title counts, and how many places there are: 应建 1,247 个单元，已建 1,089，有效 813."""
    counted = f"{len(places):,} 个{_KINDS[level]}"
    if course.empty:
        return counted
    now = course.iloc[-1]
    return (
        f"应建 {now['expected']:,} 个单元（条线×区划），已建 {now['covered']:,}（有形 "
        f"{numbers.share(now['covered_pct'])}），有效 {now['effective']:,}　·　图上 {counted}"
    )


def shares(places: pd.DataFrame, column: str) -> str:
    """Name the lowest and the highest place: ``name, silent`` and a 0–1 share; silent places stand apart."""
    word = {"effective_pct": "有效覆盖", "covered_pct": "有形覆盖"}[column]
    silent = places["silent"] if column == "effective_pct" else pd.Series(False, index=places.index)
    known = places[~silent].dropna(subset=[column])
    if known.empty:
        return f"{word}：{len(places):,} 处都有未报，暂不能判断" if silent.any() else f"{word}：暂无数据"
    missing = f"；{int(silent.sum()):,} 处有未报" if silent.any() else ""
    low, high = known[column].min(), known[column].max()
    if low == high:
        return f"各处{word}均为 {numbers.share(low)}{missing}"
    ends = ((low, "最低"), (high, "最高"))
    told = (f"{_who(known[known[column] == end])}{which}，{numbers.share(end)}" for end, which in ends)
    return f"{word}：{'；'.join(told)}{missing}"


def _who(places: pd.DataFrame) -> str:
    """Name the place at one end; where several share it, say how many."""
    return str(places["name"].iloc[0]) if len(places) == 1 else f"{len(places):,} 处"


def verdicts(places: pd.DataFrame, lines: Sequence[str], level: str) -> str:
    """Count the own cells of places by verdict: 乡镇（园区）本级应建 80 个单元：● 有效 60　▲ 沉睡 12　…."""
    counts: Counter[str] = Counter()
    for own, count in places["verdicts"].value_counts().items():
        for line, verdict in verdicts_by_line(str(own)).items():
            if line in lines and verdict != "不适用":
                counts[verdict] += count
    told = "　".join(f"{VERDICTS[name].text} {counts[name]:,}" for name in VERDICTS if counts[name])
    kind = _KINDS[level]
    return f"{kind}本级应建 {counts.total():,} 个单元：{told}" if counts else f"{kind}本级没有应建单元"


def scene(shown: maps.Scene) -> str:
    """Say what the colours of a map tell: its ends, or its counts by verdict."""
    if shown.show == maps.JUDGED:
        return verdicts(shown.places, shown.lines, shown.level)
    return shares(shown.places, f"{shown.show}_pct")


def trend(course: pd.DataFrame) -> str:
    """Say how far effective coverage has come over the months shown: ``period, value``."""
    stated = course.dropna(subset=["value"])
    if len(stated) < 2:
        return "有效覆盖率走势：数据不足两个月"
    moved = numbers.change(stated["value"].iloc[-1] - stated["value"].iloc[0], "%")
    return f"{numbers.month(stated['period'].iloc[0])}以来有效覆盖 {moved}"


def unplaced(places: pd.DataFrame) -> str:
    """Count and name the places that have no point, and stand on the map where they may not lie."""
    lacking = places[places["lon"].isna() | places["lat"].isna()]
    if lacking.empty:
        return ""
    names = "、".join(lacking["name"].head(_NAMES_SHOWN)) + ("等" if len(lacking) > _NAMES_SHOWN else "")
    return f"{len(lacking):,} 处没有坐标，图上位置为示意，不用于距离和选址：{names}"


def place(own: pd.DataFrame, name: str) -> str:
    """Say how the seven cells of a place stand: 洲湖镇本级 7 个条线应建，有效 6 个."""
    expected = own[own["verdict"] != "不适用"]
    if expected.empty:
        return f"{name}本级没有应建条线"
    effective = int((expected["verdict"] == "有效").sum())
    if effective == len(expected):
        return f"{name}本级应建 {len(expected)} 个条线，全部有效"
    return f"{name}本级应建 {len(expected)} 个条线，有效 {effective} 个"


def table(places: pd.DataFrame, lines: Sequence[str]) -> pd.DataFrame:
    """Write what the map shows as a table that people read, places without a point included."""
    shown = pd.DataFrame(
        {
            "区划代码": places["region_code"],
            "名称": places["name"],
            "类型": places["kind"],
            "应建": places["expected"],
            "已建": places["covered"],
            "有效": places["effective"],
            "有形覆盖": places["covered_pct"],
            "有效覆盖": places["effective_pct"].mask(places["silent"].astype(bool)),
        }
    )
    own = [verdicts_by_line(told) for told in places["verdicts"]]
    for line in lines:
        shown[f"{LINES[line]}（本级）"] = [VERDICTS[one[line]].text for one in own]
    shown["坐标"] = ["无，图上为示意" if pd.isna(at) else "有" for at in places["lon"]]
    return shown


def listed(places: pd.DataFrame) -> pd.DataFrame:
    """Keep what a table on the page lists: all places, or, of very many, those where least works."""
    if len(places) <= _ROWS_LISTED:
        return places
    known = places["effective_pct"].mask(places["silent"].astype(bool))
    return places.loc[known.sort_values(kind="stable").index[:_ROWS_LISTED]].reset_index(drop=True)


def table_title(places: pd.DataFrame, level: str) -> str:
    """Say what the table holds."""
    if len(places) > _ROWS_LISTED:
        return f"有效覆盖最低的 {_ROWS_LISTED:,} 个{_KINDS[level]}（全部 {len(places):,} 个见下载）"
    return f"{len(places):,} 个{_KINDS[level]}逐一列出（与地图内容相同）"


def moves(moved: pd.DataFrame, months: tuple[date, date], show: str) -> str:
    """Say how many places rose and fell, and which most: 2017年6月至2018年6月：18 处上升、2 处下降；….

    Args:
        moved: as ``metrics.coverage.by_place.moves`` gives it, from the first to the second month.
        months: the two months.
        show: what the maps show.
    """
    column = f"{_share_of(show)}_change"
    known = moved.dropna(subset=[column]).sort_values(column)
    span = f"{numbers.month(months[0])}至{numbers.month(months[1])}"
    if known.empty:
        return f"{span}：没有可比的地点"
    up, down = int((known[column] > 0).sum()), int((known[column] < 0).sum())
    told = f"{span}{_word(show)}：{up} 处上升、{down} 处下降"
    best = known.iloc[-1]
    return f"{told}；{best['name']}变化最大，{numbers.change(best[column], '%')}" if up else told


def move_columns(months: tuple[date, date]) -> dict[str, Any]:
    """How the columns of :func:`move_rows` are written in a grid."""
    percent = st.column_config.NumberColumn(format="percent", width="small")
    points = st.column_config.NumberColumn(format="%+.1f", width="small")
    return {numbers.month(month): percent for month in months} | {"变化（百分点）": points}


def move_rows(moved: pd.DataFrame, months: tuple[date, date], show: str) -> pd.DataFrame:
    """Write the moves of places as a table that people read, the largest rise first."""
    share = _share_of(show)
    ordered = moved.sort_values(f"{share}_change", ascending=False, na_position="last")
    return pd.DataFrame(
        {
            "名称": ordered["name"],
            numbers.month(months[0]): ordered[f"{share}_before"],
            numbers.month(months[1]): ordered[share],
            "变化（百分点）": ordered[f"{share}_change"] * 100,
        }
    )


def _share_of(show: str) -> str:
    return f"{maps.COVERED if show == maps.COVERED else maps.EFFECTIVE}_pct"


def _word(show: str) -> str:
    return "有形覆盖" if show == maps.COVERED else "有效覆盖"
