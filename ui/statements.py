"""Titles as statements with the number in them, computed from readings. Pure functions, Chinese text."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from ui import numbers
from ui.cards import Reading
from ui.session import Selection, View
from ui.theme import LIGHTS, PROJECT_LIGHTS


def scope(view: View, readings: Mapping[str, Reading]) -> str:
    """Say what is shown and count its lights: 安福县　2018年6月　全部条线　8 项关键指标：● 绿 3　…."""
    chosen = view.selection
    counts = {name: sum(reading.light == name for reading in readings.values()) for name in LIGHTS}
    told = "　".join(f"{mark.text} {counts[name]}" for name, mark in LIGHTS.items())
    return (
        f"{view.place}　{numbers.month(chosen.period)}　{lines(chosen)}　{len(readings)} 项关键指标：{told}"
    )


def lines(chosen: Selection) -> str:
    """Name the chosen lines: 全部条线, or 工会、共青团."""
    return "、".join(LINES[line] for line in chosen.lines) or "全部条线"


def concern(entry: Any) -> str:
    """Write one row of ``metrics.attention`` as a sentence that begins with its light."""
    colour = {"red": ":red", "amber": ":orange"}[entry.light]
    return f"{colour}[**{LIGHTS[entry.light].shape}**] {concern_text(entry)}"


def concern_text(entry: Any) -> str:
    """Write one row of ``metrics.attention`` as a plain sentence."""
    unit = entry.unit if numbers.is_missing(entry.reference_unit) else entry.reference_unit
    value, reference = numbers.value(entry.value, entry.unit), numbers.value(entry.reference, unit)
    return str(entry.sentence.format(subject=entry.subject, value=value, reference=reference))


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


def project_lights(counts: pd.DataFrame) -> str:
    """Say how many projects are late: ``light, count``."""
    count = counts.set_index("light")["count"]
    total = int(count.sum())
    if not total:
        return "本范围暂无项目"
    red, amber = int(count.get("red", 0)), int(count.get("amber", 0))
    if not red + amber:
        return f"{total} 个项目都没有亮红灯、黄灯"
    return f"{total} 个项目中，红灯 {red} 个、黄灯 {amber} 个"


def light_counts(projects: pd.DataFrame) -> pd.DataFrame:
    """Count projects by light, in the order of the lights: ``light, count``."""
    counts = projects["light"].value_counts().reindex(list(PROJECT_LIGHTS), fill_value=0)
    return pd.DataFrame({"light": list(counts.index), "count": list(counts)})


def worst_projects(projects: pd.DataFrame, most: int) -> pd.DataFrame:
    """Write the first projects, which are the worst, as a table that people read."""
    worst = projects[projects["light"].isin(["red", "amber"])].head(most)
    return pd.DataFrame(
        {
            "灯": [PROJECT_LIGHTS[light].text for light in worst["light"]],
            "项目": worst["name"],
            "条线": [LINES[line] for line in worst["lead_line"]],
            "情况": [
                f"逾期 {late} 天" if late else reason.split("；")[0]
                for late, reason in zip(worst["days_late"], worst["reason"], strict=True)
            ],
        }
    )
