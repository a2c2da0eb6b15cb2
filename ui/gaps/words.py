"""Titles, sentences and tables of 缺口分析, with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import LEVELS, LINES
from metrics.gaps.gaps import GAPS
from metrics.gaps.listed import Wanted
from ui import numbers
from ui.drawing.place_names import MOST_ROWS, distinct, of_counties
from ui.gaps.access_words import first
from ui.theme import VERDICTS

#: So many gaps can still be read; more would be sent with every page for nobody.
MOST_LISTED = 2_000
#: The row of all places together.
SUM = "合计"
GROUPS = {"none": "逐条列出", "township": "按乡镇", "line": "按条线", "level": "按级别"}
LIST_KEY = (
    "缺失：应建未建；沉睡：有组织，近六个月无活动。未报：本乡镇六个月无任何活动记录，可能漏报，"
    "列出备查，不算缺口。涉及人数：本条线服务对象，没有填报的用常住人口；上下级之间、条线之间有重叠，不能相加。",
    "距组织：到除本地外最近的本条线在册组织；距有效：到最近的、近六个月有活动的。"
    "停摆：距本条线在本地上次活动的月数，— 为从无记录；没有组织的地方也可能办过活动。",
)
MATRIX_KEY = (
    "格内为缺口数（缺失和沉睡，含所辖村），✓ 没有缺口；颜色越深有效覆盖越高，空白不要求建立。"
    "灰格有未报（?）：半年无任何活动记录，可能漏报，有效覆盖不作 0 计。"
)
PAIRS_KEY = "○ 有形：有组织；● 有效：有组织且近六个月有活动；? 未报：可能漏报，有效覆盖暂不能判断。"
MOVED_KEY = (
    "补上：缺口变为有效；新增：变为缺口；仍缺：当时和现在都是缺口；不再应建：区划撤并等；不可比：任一月未报。"
)
#: What is said where no line need have an organisation, and the way on.
NO_CELLS = ("本范围没有应建单元", "换一个区划或条线")
#: What can have become of a gap, in the order of telling.
MOVES = ("补上", "新增", "仍缺", "不再应建", "不可比")


def title(counted: pd.DataFrame, found: pd.DataFrame, place: str) -> str:
    """Say how many gaps there are: 安福县有 399 个缺口，占应建的 32%：缺失 158，沉睡 241；另有 35 个未报."""
    expected, gaps = int(counted["expected"].sum()), int(counted["gaps"].sum())
    unknown = int(counted["unreported"].sum())
    rest = f"；另有 {unknown:,} 个未报，暂不能判断" if unknown else ""
    if not gaps:
        return f"{place}没有缺口，应建 {expected:,} 个单元{rest or '全部有效'}"
    kinds = "，".join(f"{VERDICTS[name].word} {int((found['verdict'] == name).sum()):,}" for name in GAPS)
    return f"{place}有 {gaps:,} 个缺口，占应建的 {numbers.share(gaps / expected)}：{kinds}{rest}"


def unplaced(found: pd.DataFrame) -> str:
    """Count and name the places whose distances or people are unknown."""
    told = []
    for lacking, what in (
        (~found["placed"].astype(bool), "没有坐标或出行时间，距离记为 —"),
        (found["people"].isna(), "没有人口，涉及人数记为 —"),
    ):
        names = list(dict.fromkeys(found.loc[lacking, "name"]))
        if names:
            told.append(f"{len(names):,} 处{what}（仍在清单中）：{first(names)}")
    return "；".join(told)


def worst_township(places: pd.DataFrame) -> str:
    """Name the place with the most gaps, and those whose silence cannot be judged."""
    rest = _silent(places)
    if places.empty or not places["gaps"].max():
        return f"没有查明的缺口{rest}" if rest else "各处各条线都没有缺口"
    worst = places.loc[places["gaps"].idxmax()]
    most = "缺口最多，" if len(places) > 1 else "缺口 "
    return f"{worst['name']}{most}{int(worst['gaps'])} 个（应建 {int(worst['expected'])}）{rest}"


def widest(places: pd.DataFrame) -> str:
    """Name the place where coverage on paper and coverage that works lie farthest apart.

    A place with unreported cells stands apart: its silence is not a result.
    """
    rest, known = _silent(places), places[~places["silent"]]
    if known.empty:
        return f"有形与有效{rest}" if rest else "有形与有效：暂无应建单元"
    gap = known["covered_pct"] - known["effective_pct"]
    row = known.loc[gap.idxmax()]
    if len(places) == 1:
        shares = (numbers.share(row[column]) for column in ("covered_pct", "effective_pct"))
        return f"{row['name']}" + "有形 {}，有效 {}".format(*shares)
    return (
        f"有形与有效相差最大：{row['name']}，{numbers.share(row['covered_pct'])} 对 "
        f"{numbers.share(row['effective_pct'])}{rest}"
    )


def _silent(places: pd.DataFrame) -> str:
    own = places[places["silent"]]
    if own.empty:
        return ""
    who = own["name"].iloc[0] if len(own) == 1 else f"{len(own)} 处"
    return f"；{who}有未报，暂不能判断"


def matrix_rows(counted: pd.DataFrame) -> pd.DataFrame:
    """Write the counts by place, and by line where they have one; silence has no effective share."""
    shown = {"区划": counted["name"]}
    if "line" in counted:
        shown["条线"] = counted["line"].map(LINES)
    names = {"expected": "应建", "covered": "已建", "effective": "有效", "gaps": "缺口", "unreported": "未报"}
    shown |= {word: counted[name] for name, word in names.items()}
    shown["有形覆盖"] = counted["covered_pct"]
    shown["有效覆盖"] = counted["effective_pct"].mask(counted["silent"])
    return pd.DataFrame(shown | {"区划代码": counted["region_code"]})


def labels(counted: pd.DataFrame, places: pd.DataFrame, counties: Mapping[str, str]) -> dict[str, str]:
    """How the rows of the matrix are written: the sum first, then the places in their order."""
    names = dict(zip(places["region_code"], distinct(places, counties), strict=True))
    return ({"": SUM} if (counted["region_code"] == "").any() else {}) | names


def list_title(kept: pd.DataFrame, found: pd.DataFrame) -> str:
    """Say how many cells are listed, and which concerns most people."""
    narrowed = "" if len(kept) == len(found) else f"（共 {len(found):,} 个）"
    told = f"列出 {len(kept):,} 个单元{narrowed}"
    known = kept.dropna(subset=["people"])
    if known.empty:
        return told
    row = known.iloc[0]
    return f"{told}，涉及人数最多的是{row['name']}{LINES[row['line']]}，{numbers.value(row['people'], '人')}"


def wanted(chosen: Wanted, unit: str) -> list[str]:
    """Say in words which gaps are listed; nothing where all are."""
    told = ["、".join(chosen.verdicts), "、".join(LEVELS[level] for level in chosen.levels)]
    told += [f"距站点至少{chosen.far:g}{unit}"] * bool(chosen.far)
    told += [f"停摆至少{chosen.quiet}月"] * bool(chosen.quiet)
    return [word for word in told if word]


def listed(kept: pd.DataFrame, group: str) -> tuple[str, ...]:
    """Say that the list leaves gaps out; nothing where it holds all."""
    told = (
        f"表中只列前 {MOST_LISTED:,} 个，排序也只在其中；全部 {len(kept):,} 个见下载，或先按上面的条件筛选。"
    )
    return (told,) if group == "none" and len(kept) > MOST_LISTED else ()


def rows(found: pd.DataFrame, unit: str, counties: Mapping[str, str]) -> pd.DataFrame:
    """Write gaps as a table that people read."""
    return pd.DataFrame(
        {
            "判定": [VERDICTS[verdict].text for verdict in found["verdict"]],
            "条线": found["line"].map(LINES),
            "区划": found["name"],
            "所属乡镇": found["township"],
            **of_counties(found["region_code"], counties),
            "级别": found["level"].map(LEVELS),
            "涉及人数": found["people"],
            f"距站点（{unit}）": found["station_way"],
            f"距组织（{unit}）": found["organization_way"],
            f"距有效（{unit}）": found["effective_way"],
            "停摆（月）": found["months_quiet"],
            "上次活动": pd.to_datetime(found["last_activity_on"]).dt.date,
            "最近站点": found["station"],
            "最近组织": found["organization_place"],
            "最近有效": found["effective_place"],
            "人数口径": found["people_of"],
            "区划代码": found["region_code"],
        }
    )


def columns(unit: str) -> dict[str, Any]:
    """How the columns of :func:`rows` and :func:`grouped` are written in a grid."""
    whole = st.column_config.NumberColumn(format="%d")
    way = st.column_config.NumberColumn(format="%.1f")
    ways = {f"{name}（{unit}）": way for name in ("距站点", "距组织", "距有效", "最远距站点")}
    return {
        "涉及人数": st.column_config.NumberColumn(format="localized"),
        "停摆（月）": whole,
    } | ways


def grouped(counted: pd.DataFrame, by: str, unit: str, counties: Mapping[str, str]) -> pd.DataFrame:
    """Write gaps by township, line or level."""
    words = {"line": LINES, "level": LEVELS}.get(by)
    names = {"gaps": "缺口", "never": "从无活动记录", "farthest": f"最远距站点（{unit}）"}
    shown = counted.assign(**{by: counted[by].map(words)}) if words else counted
    if by == "township":
        codes = shown.pop("region_code")
        for name, told in of_counties(codes, counties).items():
            shown.insert(1, name, told)
        shown = shown.assign(区划代码=codes)
    return shown.rename(columns=names | {by: GROUPS[by].removeprefix("按")})


def moved(found: pd.DataFrame, since: date) -> str:
    """Say what changed since a month: 与2017年12月比：补上 193 个，新增 131 个，仍缺 303 个."""
    counts = found["moved"].value_counts()
    always, often = ("补上", "新增", "仍缺"), ("不再应建", "不可比")
    told = [f"{word} {int(counts.get(word, 0)):,} 个" for word in always]
    told += [f"{word} {int(counts[word]):,} 个" for word in often if counts.get(word, 0)]
    return f"与{numbers.month(since)}比：{'，'.join(told)}"


def most_moved(places: pd.DataFrame) -> str:
    """Name the places where most gaps were closed and where most are new."""
    if places.empty or not places[["closed", "opened"]].to_numpy().any():
        return "各处缺口没有变化"
    ends = (("closed", "补上"), ("opened", "新增"))
    told = [
        f"{word}最多的是{places.loc[places[column].idxmax(), 'name']}，{int(places[column].max())} 个"
        for column, word in ends
        if places[column].max()
    ]
    return "；".join(told)


def line_moved(found: pd.DataFrame) -> str:
    """Name the line that closed most gaps: ``metrics.gaps.moved.moved``."""
    closed = found.loc[found["moved"] == "补上", "line"].value_counts()
    if closed.empty:
        return "各条线都没有补上的缺口"
    return f"补上最多的条线是{LINES[closed.index[0]]}，{closed.iloc[0]:,} 个"


def changed(places: pd.DataFrame) -> pd.DataFrame:
    """Leave out the places without change."""
    return places[(places["closed"] > 0) | (places["opened"] > 0)]


def moved_places(places: pd.DataFrame, counties: Mapping[str, str]) -> pd.DataFrame:
    """Write the places with change as a picture names them, those with the most where there are many."""
    kept = changed(places)
    most = (kept["closed"] + kept["opened"]).nlargest(MOST_ROWS).index.sort_values()
    shown = kept.loc[most]
    return shown.assign(name=distinct(shown, counties))


def moved_place_rows(places: pd.DataFrame) -> pd.DataFrame:
    """Write what was closed and opened by place."""
    return places[["name", "closed", "opened"]].set_axis(["区划", "补上", "新增"], axis=1)


def moved_by_line(found: pd.DataFrame) -> pd.DataFrame:
    """Count what changed line by line."""
    counted = pd.crosstab(found["line"], found["moved"]).reindex(columns=list(MOVES), fill_value=0)
    counted = counted.reindex([line for line in LINES if line in counted.index])
    kept = counted[[word for word in MOVES if word in MOVES[:3] or counted[word].any()]]
    written = kept.map(lambda count: f"{count:,}")
    return written.rename(index=dict(LINES)).rename_axis("条线").reset_index()


def moved_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Write every change as a table."""
    kept = found[found["moved"].isin(MOVES)]
    return pd.DataFrame(
        {
            "变化": kept["moved"],
            "条线": kept["line"].map(LINES),
            "区划": kept["name"],
            "所属乡镇": kept["township"],
            "当时": kept["before"],
            "现在": kept["now"],
            "区划代码": kept["region_code"],
        }
    )
