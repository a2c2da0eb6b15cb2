"""Frames of 改革指标 made ready to be drawn or taken away: chosen, ordered, named."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID, LINES, UNWEIGHTED_DIMENSIONS
from metrics.values.index import INDEX
from ui import numbers
from ui.drawing.place_names import places_apart
from ui.drawing.readings import Reading
from ui.theme import LIGHTS, Palette

_FARTHEST = 9
#: How the columns of :func:`places_to_read` are shown: figures, marks, and what a telephone leaves out.
PLACE_COLUMNS = {
    "numeric": ("数值", "分子/分母", "目标", numbers.MONTH_CHANGE, numbers.YEAR_CHANGE),
    "marks": ("灯", "控制界限"),
    "notes": ("分子/分母", "目标", numbers.YEAR_CHANGE),
}
_AGAINST = {"year_change": numbers.YEAR_BEFORE, "month_change": numbers.MONTH_BEFORE}


def index_of(found: pd.DataFrame, region: str) -> float | None:
    """The index of a region from rows of ``metrics.values.index.index_frame``."""
    own = found[(found["region_code"] == region) & (found["dimension"] == INDEX)]["score"]
    return None if own.empty or pd.isna(own.iloc[0]) else float(own.iloc[0])


def scores(found: pd.DataFrame, region: str) -> dict[str, float]:
    """Score 0–1 by dimension."""
    own = found[(found["region_code"] == region) & (found["dimension"] != INDEX)]
    return dict(zip(own["dimension"], own["score"], strict=True))


def dimensions(found: pd.DataFrame, before: pd.DataFrame, region: str) -> pd.DataFrame:
    """Scores of dimensions now and a year ago: ``dimension, score, before``."""
    now, then = scores(found, region), scores(before, region)
    rows = [(name, score, then.get(name, float("nan"))) for name, score in now.items()]
    return pd.DataFrame(rows, columns=["dimension", "score", "before"])


def scores_to_take_away(found: pd.DataFrame) -> pd.DataFrame:
    """Name the columns of :func:`dimensions`."""
    return pd.DataFrame(
        {"维度": found["dimension"], "得分（0–1）": found["score"], numbers.YEAR_BEFORE: found["before"]}
    )


def scored_metrics(measured: pd.DataFrame, scores: Mapping[str, float]) -> pd.DataFrame:
    """Name the metrics that count in the score of a dimension, by dimension, the farthest from target first.

    Args:
        measured: rows of ``metrics.values.values.values`` of one place, all lines together.
        scores: score 0–1 by dimension.
    """
    counted = measured.dropna(subset=["attainment"])
    metrics = [BY_ID[name] for name in counted["metric_id"]]
    frame = pd.DataFrame(
        {
            "metric_id": counted["metric_id"],
            "维度": pd.Categorical([one.dimension for one in metrics], categories=list(scores)),
            "指标": [one.name for one in metrics],
            "单位": [one.unit for one in metrics],
            "分子数": counted["numerator"],
            "分母数": counted["denominator"],
            "数值": counted["value"],
            "目标": counted["target"],
            "达标程度": counted["attainment"],
        }
    )
    return frame.sort_values(["维度", "达标程度"], ignore_index=True)


def scored_to_read(metrics: pd.DataFrame) -> pd.DataFrame:
    """Write rows of :func:`scored_metrics` as people read them."""
    amounts = {
        name: [numbers.value(*pair) for pair in zip(metrics[name], metrics["单位"], strict=True)]
        for name in ("数值", "目标")
    }
    attained = [
        numbers.share(row["达标程度"]) + ("（存疑）" if BY_ID[row["metric_id"]].doubtful(row["数值"]) else "")
        for row in metrics.to_dict("records")
    ]
    written = metrics.assign(**amounts, 达标程度=attained)
    return written[["维度", "指标", "数值", "目标", "达标程度"]]


def scored_dimensions(
    metrics: pd.DataFrame, scores: Mapping[str, float], weights: Mapping[str, float] | None
) -> pd.DataFrame:
    """Write the dimensions of an index: score, weight, and how many metrics it is the mean of."""
    counts = metrics["维度"].value_counts()
    return pd.DataFrame(
        [
            (name, numbers.number(score * 100, 1), _weight(name, weights), numbers.number(counts[name]))
            for name, score in scores.items()
        ],
        columns=["维度", "得分", "权重", "计分指标"],
    )


def _weight(name: str, weights: Mapping[str, float] | None) -> str:
    if name in UNWEIGHTED_DIMENSIONS:
        return "不计权"
    return numbers.number(1 if weights is None else weights.get(name, 0))


def ranks(found: pd.DataFrame, below: pd.DataFrame) -> pd.DataFrame:
    """Ranked places, the best first: ``name, score, rank, rank_low, rank_high``."""
    ranked = found[(found["dimension"] == INDEX) & found["rank"].notna()]
    names = places_apart(below.rename(columns={"code": "region_code"}))
    return ranked.assign(name=ranked["region_code"].map(names)).sort_values(
        ["rank", "region_code"], ignore_index=True
    )


def ranks_to_take_away(found: pd.DataFrame) -> pd.DataFrame:
    """Name the columns of :func:`ranks`."""
    titles = {
        "name": "区划名称",
        "score": "指数",
        "rank": "位次",
        "rank_low": "最好位次",
        "rank_high": "最差位次",
    }
    return found[list(titles)].rename(columns=titles)


def farthest(readings: Mapping[str, Reading]) -> pd.DataFrame:
    """Metrics without a green light, the farthest from its target first."""
    rows = [
        (one.metric.name, one.value, one.target, one.attainment, one.light, one.metric.unit, one.metric.id)
        for one in readings.values()
        if one.light in ("red", "amber")
    ]
    frame = pd.DataFrame(
        rows, columns=["name", "value", "target", "attainment", "light", "unit", "metric_id"]
    )
    return frame.sort_values("attainment", ignore_index=True).head(_FARTHEST)


def ends(found: pd.DataFrame, change: str) -> pd.DataFrame:
    """Values of places now and before: ``name, before, value``; ``change`` names the column of the change."""
    return pd.DataFrame(
        {"name": found["name"], "before": found["value"] - found[change], "value": found["value"]}
    )


def places_to_read(found: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Write the places as a table that people read."""
    read = pd.DataFrame(
        {
            "区划": found["name"],
            "数值": [numbers.value(one, unit) for one in found["value"]],
            "分子/分母": [_parts(row) for row in found.itertuples()],
            "目标": [numbers.value(one, unit) for one in found["target"]],
            "灯": [LIGHTS[one].text if one in LIGHTS else numbers.NOTHING for one in found["light"]],
            numbers.MONTH_CHANGE: [numbers.change(one, unit) for one in found["month_change"]],
            numbers.YEAR_CHANGE: [numbers.change(one, unit) for one in found["year_change"]],
            "控制界限": [one if isinstance(one, str) else numbers.NOTHING for one in found["verdict"]],
        }
    )
    return read.loc[:, (read != numbers.NOTHING).any()]


def places_to_take_away(found: pd.DataFrame) -> pd.DataFrame:
    """Name the columns of ``metrics.values.control_limits.by_place``; numbers stay numbers."""
    titles = {
        "region_code": "区划代码",
        "name": "区划名称",
        "numerator": "分子数",
        "denominator": "分母数",
        "value": "数值",
        "target": "目标",
        "month_change": f"{numbers.MONTH_CHANGE}变化",
        "year_change": f"{numbers.YEAR_CHANGE}变化",
        "verdict": "控制界限",
    }
    return found[list(titles)].rename(columns=titles)


def _parts(row: Any) -> str:
    if numbers.is_missing(row.denominator):
        return numbers.NOTHING
    return f"{numbers.number(row.numerator)}/{numbers.number(row.denominator)}"


def line_panels(found: pd.DataFrame, unit: str, colours: Palette) -> pd.DataFrame:
    """Name (with the newest value) and colour the courses of lines for small multiples, in fixed order.

    Lines without any value are left out.
    """
    ordered = found.sort_values("period")
    shown = [ordered[ordered["line"] == line] for line in LINES]
    named = [
        one.assign(
            panel=f"{LINES[line]} {numbers.value(one['value'].iloc[-1], unit)}", colour=colours.lines[line]
        )
        for line, one in zip(LINES, shown, strict=True)
        if one["value"].notna().any()
    ]
    return pd.concat(named) if named else found.head(0)


def against() -> dict[str, str]:
    """What values can be set against: column of the change and how it is called."""
    return dict(_AGAINST)
