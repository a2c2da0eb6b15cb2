"""Titles, sentences and tables of 缺口分析, with the number in them. Pure functions, Chinese text."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LEVELS, LINES
from metrics.equity import Access
from metrics.gaps import VERDICTS as GAPS
from ui import numbers
from ui.theme import VERDICTS

GROUPS = {"none": "逐条列出", "township": "按乡镇", "line": "按条线", "level": "按级别"}
ACCESS_KEY = (
    "口径：每个村（社区）的人口到最近一个开放的群团服务中心或服务站的距离；人口由近到远排队，"
    "曲线是累计人口承担的累计路程（人×距离），弯得越深越不均。基尼系数：0 为人人一样远，越接近 1 越不均。"
)
LIST_KEY = (
    "缺失：应建未建；沉睡：有组织，近六个月无活动；未报：本乡镇六个月无任何活动记录，可能漏报。"
    "涉及人数：本条线服务对象，没有填报的用常住人口；上下级之间、条线之间有重叠，不能相加。"
    "最近组织：除本地外，离得最近的本条线在册组织；最近有效：近六个月有活动的。"
)


def title(found: pd.DataFrame, counted: pd.DataFrame, place: str) -> str:
    """Say how many gaps there are: 安福县有 434 个缺口，占应建的 34.8%：■ 缺失 158，…."""
    expected = int(counted["expected"].sum())
    if not len(found):
        return f"{place}没有缺口，应建 {expected:,} 个单元全部有效"
    kinds = "，".join(f"{VERDICTS[name].word} {int((found['verdict'] == name).sum()):,}" for name in GAPS)
    return f"{place}有 {len(found):,} 个缺口，占应建的 {numbers.share(len(found) / expected)}：{kinds}"


def unplaced(found: pd.DataFrame) -> str:
    """Count and name the places whose distances or people are unknown."""
    told = []
    for lacking, what in ((~found["placed"].astype(bool), "没有坐标或出行时间，距离记为 —"),
                          (found["people"].isna(), "没有人口，涉及人数记为 —")):  # fmt: skip
        names = list(dict.fromkeys(found.loc[lacking, "name"]))
        if names:
            told.append(f"{len(names)} 处{what}（仍在清单中）：{_first(names)}")
    return "；".join(told)


def _first(names: Sequence[str]) -> str:
    return "、".join(names[:8]) + ("等" if len(names) > 8 else "")


def worst_township(places: pd.DataFrame) -> str:
    """Name the place with the most gaps."""
    if places.empty or not places["gaps"].max():
        return "各处各条线都没有缺口"
    worst = places.loc[places["gaps"].idxmax()]
    return f"{worst['name']}缺口最多，{int(worst['gaps'])} 个（应建 {int(worst['expected'])}）"


def widest(places: pd.DataFrame) -> str:
    """Name the place where coverage on paper and coverage that works lie farthest apart."""
    if places.empty:
        return "有形与有效：暂无应建单元"
    gap = places["covered_pct"] - places["effective_pct"]
    row = places.loc[gap.idxmax()]
    return (
        f"有形与有效相差最大：{row['name']}，{numbers.share(row['covered_pct'])} 对 "
        f"{numbers.share(row['effective_pct'])}"
    )


def rows(found: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Write gaps as a table that people read."""
    return pd.DataFrame(
        {
            "判定": [VERDICTS[verdict].text for verdict in found["verdict"]],
            "条线": found["line"].map(LINES),
            "区划": found["name"],
            "所属乡镇": found["township"],
            "级别": found["level"].map(LEVELS),
            "涉及人数": found["people"],
            "人数口径": found["people_of"],
            f"到最近站点（{unit}）": found["station_way"].round(1),
            "最近站点": found["station"],
            f"到最近组织（{unit}）": found["organization_way"].round(1),
            "最近组织": found["organization_place"],
            f"到最近有效（{unit}）": found["effective_way"].round(1),
            "最近有效": found["effective_place"],
            "距上次活动（月）": found["months_quiet"],
            "上次活动": found["last_activity_on"],
            "区划代码": found["region_code"],
        }
    )


def grouped(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count gaps by township, line or level; people overlap and are not added up."""
    words = {"line": LINES, "level": LEVELS}.get(by)
    keys = found[by].map(words) if words else found[by]
    head = GROUPS[by].removeprefix("按")
    counted = pd.crosstab(keys, found["verdict"]).reindex(columns=list(GAPS), fill_value=0)
    counted.insert(0, "缺口", counted.sum(axis=1))
    return counted.sort_values("缺口", ascending=False).rename_axis(head).reset_index()


def moved(found: pd.DataFrame, since: date) -> str:
    """Say what changed since a month: 与2017年12月比：补上 193 个，新增 131 个，仍缺 303 个."""
    counts = found["moved"].value_counts()
    told = "，".join(f"{word} {int(counts.get(word, 0)):,} 个" for word in ("补上", "新增", "仍缺"))
    return f"与{numbers.month(since)}比：{told}"


def moved_by_line(found: pd.DataFrame) -> pd.DataFrame:
    """Count what changed line by line."""
    counted = pd.crosstab(found["line"], found["moved"]).reindex(
        columns=["补上", "新增", "仍缺"], fill_value=0
    )
    counted = counted.reindex([line for line in LINES if line in counted.index])
    net = counted["新增"] - counted["补上"]
    signs = ["持平" if not one else f"{'+' if one > 0 else numbers.MINUS}{abs(one)}" for one in net]
    return counted.rename(index=dict(LINES)).rename_axis("条线").reset_index().assign(缺口增减=signs)


def moved_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Write every change as a table."""
    kept = found[found["moved"].isin(["补上", "新增", "仍缺"])]
    return pd.DataFrame(
        {"变化": kept["moved"], "条线": kept["line"].map(LINES), "区划": kept["name"],
         "当时": kept["before"], "现在": kept["now"], "区划代码": kept["region_code"]}
    )  # fmt: skip


def access(found: Access) -> str:
    """Say how far the worst-off tenth has."""
    if found.mean_way is None or found.worst_way is None:
        return "没有既有人口又能到达服务站点的村（社区），无法测算可达公平"
    worst, mean = (f"{way:.1f} {found.unit}" for way in (found.worst_way, found.mean_way))
    return f"离站最远的一成人平均 {worst}，全部人平均 {mean}"


def inequality(found: Access) -> str:
    """Say how uneven access is."""
    return (
        "可达基尼系数：无法计算" if found.gini is None else f"可达基尼系数 {found.gini:.2f}（0 为人人一样远）"
    )


def access_rows(villages: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Write villages with their way to the nearest station."""
    return pd.DataFrame(
        {"村（社区）": villages["name"], "乡镇": villages["township"], "人口": villages["population"],
         f"距离（{unit}）": villages["way"].round(1), "最近站点": villages["station"]}
    )  # fmt: skip


def left_out(found: pd.DataFrame, what: str) -> str:
    """Count and name the places that could not be used."""
    if found.empty:
        return ""
    told = [f"{name}（{why}）" for name, why in zip(found["name"], found["reason"], strict=True)]
    return f"{len(found)} 处未计入{what}：{_first(told)}"
