"""What 改革指标 says: titles and sentences with their numbers in them, computed. Pure functions."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.catalogue import LINES, METRICS
from metrics.values import doubts
from metrics.values.doubts import DOUBT
from ui import numbers
from ui.choosing import words as choosing_words
from ui.drawing.readings import Reading
from ui.session import View
from ui.theme import LIGHTS

_JUDGED = tuple(name for name in LIGHTS if name != DOUBT)
CATALOGUE_KEY = (
    "点指标名称看这一项：口径、目标与所需速度、各地、各条线。"
    f"{numbers.MONTH_CHANGE}、{numbers.YEAR_CHANGE}以指标自己的单位计，占比类为百分点。",
    "灯：达到目标的 95% 为绿，80% 为黄，以下为红；越低越好的指标按目标与数值之比。虚线为目标。"
    "存疑：占比超过 100%，部分多于全部，其中一个数填错，不亮灯。",
)
INDEX_MEANING = (
    "指数（0–100）＝ 权重 × 维度得分之和 ÷ 权重之和 × 100，不分条线；"
    "维度得分为其中有目标、有数值的指标达标程度的平均。"
    "达标程度：越高越好的为数值 ÷ 目标，越低越好的为目标 ÷ 数值，最多 100%。"
)
INDEX_KEY = (
    "维度得分为该维度有目标、有数值的指标达标程度的平均；指数为各维度的加权平均。"
    f"竖线为{numbers.YEAR_BEFORE}。数据维度只展示、不计权。"
)
RANK_KEY = (
    "圆点为按所选权重的位次，横条为 1,000 组随机权重下第 5 至第 95 百分位的位次；横条相互重叠的，分不出先后。"
)
CONTROL_LIMITS_KEY = (
    "横线为整体，虚线为 95%、实线为 99.8% 控制界限（二项分布精确界限，Spiegelhalter 2005）。"
    "界限以内的差别用偶然就能解释，不能区分；每 20 个地方平均有 1 个会偶然越出虚线。"
)
NO_CONTROL_LIMITS_KEY = (
    "这项指标不是“一个一个单位达标或不达标”的占比，没有控制界限；地方之间的差别大小请结合规模看。竖线为目标。"
)
PACE_KEY = "虚线到年底目标，为余下月份需要走的路；点线为按目前速度走到年底。只推算速度，不是预测。"


def catalogue(readings: Mapping[str, Reading], place: str) -> str:
    """Say how many metrics have which light: 安福县 46 项指标有目标：绿 26 项…."""
    aimed = [one for one in readings.values() if one.target is not None]
    if not aimed:
        return f"{place} {len(readings)} 项指标，所选范围没有目标，不亮灯"
    told = [f"{LIGHTS[name].word}灯 {sum(one.light == name for one in aimed)} 项" for name in _JUDGED]
    doubted = sum(bool(one.doubt) for one in aimed)
    told += [f"存疑 {doubted} 项"] if doubted else []
    dark = sum(one.light is None for one in aimed)
    told += [f"没有数值 {dark} 项"] if dark else []
    return f"{place} {len(readings)} 项指标中 {len(aimed)} 项有目标：{'、'.join(told)}"


def lead(view: View) -> str:
    """Say what is shown."""
    chosen = view.selection
    return f"{view.place}　{numbers.month(chosen.period)}　{choosing_words.lines(chosen)}"


def index(now: float | None, before: float | None, dimensions: pd.DataFrame) -> str:
    """Say the index, its change since last year, and the weakest dimension: ``dimension, score``."""
    if numbers.is_missing(now):
        return "改革指数：没有可以计分的维度"
    low = dimensions.loc[dimensions["score"].idxmin()]
    since = "" if numbers.is_missing(before) else numbers.against(now - before, "分", numbers.YEAR_BEFORE)
    moved = f"，{since}" if since else ""
    weakest = f"{low['dimension']}最低，{numbers.number(low['score'] * 100, 1)}"
    return f"改革指数 {numbers.number(now, 1)}{moved}；{weakest}"


def farthest(found: pd.DataFrame) -> str:
    """Name the metric that is farthest from its target: ``name, attainment``, the farthest first."""
    if found.empty:
        return "没有离目标较远的指标"
    first = found.iloc[0]
    return f"{first['name']}离目标最远，只达到 {numbers.share(first['attainment'])}"


def none_far(readings: Mapping[str, Reading]) -> str:
    """Say why no metric is far from its target."""
    if any(one.doubt for one in readings.values()):
        return "有目标的指标没有黄灯和红灯，存疑的除外"
    return "有目标的指标都达到了目标，或者所选范围没有设目标"


def ranking(found: pd.DataFrame) -> str:
    """Say which places share the top: ``name, rank_low``."""
    top = found[found["rank_low"] == 1]
    if len(top) > 1:
        return f"第 1 位分不出先后：{len(top)} 个地方都可能排第 1"
    return f"{found['name'].iloc[0]}排第 1"


def metric(shown: Reading, pace: Any) -> str:
    """Say one metric: value, target, change since last month."""
    unit, name = shown.metric.unit, shown.metric.name
    if numbers.is_missing(shown.value):
        return f"{name}：本期没有数值"
    said = f"{name} {numbers.value(shown.value, unit)}"
    if shown.doubt:
        return f"{said}，存疑：{shown.doubt}"
    if shown.light in LIGHTS:
        said += f"，目标 {numbers.value(shown.target, unit)}（{LIGHTS[shown.light].meaning}）"
    return f"{said}，{numbers.against(shown.month_change, unit)}"


def pace(found: Any, unit: str) -> str:
    """Say the pace in one sentence; ``found`` is a row of ``metrics.values.pace.required``."""
    told = _PACES.get(found.state)
    return told(found, unit) if told else found.reason


def _reached(found: Any, unit: str) -> str:
    if found.kind == "flow":
        return f"今年累计 {numbers.value(found.value, unit)}，全年目标已经完成"
    return f"已达到年度目标；按今年的速度年底为 {numbers.value(found.projected, unit)}"


def _on_course(found: Any, unit: str) -> str:
    if found.kind == "average":
        return f"今年以来 {numbers.value(found.value, unit)}，已达到全年目标的水平"
    when = "" if found.reached_on is None else f"{numbers.month(found.reached_on)}达到目标，"
    return f"按今年的速度，{when}年底为 {numbers.value(found.projected, unit)}"


def _behind(found: Any, unit: str) -> str:
    if found.kind == "average":
        need = (
            ""
            if numbers.is_missing(found.needed)
            else f"，余下月份平均要达到 {numbers.value(found.needed, unit)}"
        )
        return f"今年以来 {numbers.value(found.value, unit)}{need}"
    when = "" if found.reached_on is None else f"，要到{numbers.month(found.reached_on)}才达到目标"
    return f"按今年的速度年底只有 {numbers.value(found.projected, unit)}{when}"


def _away(found: Any, unit: str) -> str:
    return f"今年没有朝目标移动；按今年的速度年底为 {numbers.value(found.projected, unit)}"


def _out_of_reach(found: Any, unit: str) -> str:
    return f"今年以来 {numbers.value(found.value, unit)}，余下月份即使做到最好，全年也达不到目标"


_PACES = {
    "reached": _reached,
    "on_course": _on_course,
    "behind": _behind,
    "away": _away,
    "out_of_reach": _out_of_reach,
}


def rates(found: Any, unit: str) -> list[tuple[str, str]]:
    """Write the rates as rows of a table: what, how much."""
    each = "" if found.kind == "average" else "/月"
    so_far = {"flow": "今年累计", "average": "今年以来平均"}.get(found.kind)
    rows = [(so_far, numbers.value(found.value, unit))] if so_far else []
    if found.kind in ("level", "flow"):
        rows.append((f"今年的速度（{found.months} 个月）", _rate(found.achieved, unit, each, found.kind)))
    if found.months_left:
        rows.append((f"余下 {found.months_left} 个月需要", _rate(found.needed, unit, each, found.kind)))
    return [*rows, ("按目前速度年底", numbers.value(found.projected, unit))]


def readings(shown: Reading, pace: Any) -> list[tuple[str, str]]:
    """Write a metric's numbers as rows of a table: what, how much."""
    metric, unit = shown.metric, shown.metric.unit
    parts = ((metric.numerator, shown.numerator), (metric.denominator, shown.denominator))
    rows = [
        (f"{name}（{what}）", numbers.number(amount, 1))
        for (name, amount), what in zip(parts, ("分子", "分母"), strict=True)
        if name
    ]
    rows += [("数值", numbers.value(shown.value, unit)), ("目标", numbers.value(shown.target, unit))]
    rows += [
        (numbers.MONTH_CHANGE, numbers.change(shown.month_change, unit)),
        (numbers.YEAR_CHANGE, numbers.change(shown.year_change, unit)),
    ]
    return rows + (rates(pace, unit) if pace.state not in ("none", "doubtful") else [])


def _rate(rate: float | None, unit: str, each: str, kind: str) -> str:
    if numbers.is_missing(rate):
        return numbers.NOTHING
    text = numbers.change(rate, unit) if kind == "level" else numbers.value(rate, unit)
    return text if text == "持平" else text + each


def bounds(found: Any, unit: str) -> str:
    """Say whether what is missing could turn the light; ``found`` is a row of ``bounds.bounds``."""
    if not found.units:
        return "没有缺报的单位，数值是完整的"
    span = f"{numbers.value(found.low, unit)} 至 {numbers.value(found.high, unit)}"
    lights = {light for light in (found.low_light, found.high_light) if light in LIGHTS}
    if DOUBT in lights:
        return f"缺报 {found.units} 个单位，按已报的数在 {span} 之间；超过 100% 的存疑，不作评价"
    if not lights:
        return f"缺报 {found.units} 个单位，实际在 {span} 之间"
    if len(lights) == 1:
        return f"缺报 {found.units} 个单位，实际在 {span} 之间，无论如何都是{LIGHTS[lights.pop()].word}灯"
    words = "、".join(LIGHTS[name].word for name in _JUDGED if name in lights)
    return f"缺报 {found.units} 个单位，实际在 {span} 之间，补报以后可能是{words}灯"


def places(found: pd.DataFrame, judged: bool, direction: str) -> str:
    """Say which places can be told apart from the whole, or the span of values: ``name, value, verdict``."""
    known = found.dropna(subset=["value"])
    if known.empty:
        return "下级区划没有数值"
    if judged:
        same = int((known["verdict"] == "不能区分").sum())
        worse = "明显偏低" if direction == "up" else "明显偏高"
        low = list(known.loc[known["verdict"] == worse, "name"])
        told = f"，{worse}的是{'、'.join(low[:3])}{'等' if len(low) > 3 else ''}" if low else ""
        return f"{len(known)} 个地方中 {same} 个与整体不能区分{told}"
    lit = known[known["light"].isin(_JUDGED)]
    red, doubted = (int((known["light"] == light).sum()) for light in ("red", DOUBT))
    above = f"，{doubted} 个超过 100%，存疑" if doubted else ""
    return f"{len(known)} 个地方有数值" + (f"，其中 {red} 个红灯" if len(lit) else "，没有单独的目标") + above


def changed(found: pd.DataFrame, since: str) -> str:
    """Count the places that rose and fell: ``before, value``."""
    known = found.dropna(subset=["before", "value"])
    up, down = (int((known["value"] > known["before"]).sum()), int((known["value"] < known["before"]).sum()))
    return f"比{since}：{up} 个地方上升，{down} 个下降" if len(known) else f"没有{since}的数值可比"


def lines(found: pd.DataFrame, unit: str) -> str:
    """Say the highest and the lowest line of the newest month: ``metric_id, line, value``."""
    doubted = doubts.doubtful(found)
    known = found.loc[[not one for one in doubted]].dropna(subset=["value"])
    above = "、".join(LINES[line] for line in found.loc[doubted, "line"])
    if known.empty:
        return f"{above}超过 100%，存疑" if above else "各条线没有数值"
    high, low = known.loc[known["value"].idxmax()], known.loc[known["value"].idxmin()]
    return (
        f"{LINES[high['line']]}最高 {numbers.value(high['value'], unit)}，"
        f"{LINES[low['line']]}最低 {numbers.value(low['value'], unit)}"
        + (f"；{above}超过 100%，存疑" if above else "")
    )


def names() -> dict[str, str]:
    """Name every metric with its dimension: 组织｜会员数."""
    return {one.id: f"{one.dimension}｜{one.name}" for one in METRICS}
