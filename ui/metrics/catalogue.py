"""The metric catalogue as one calm dense table: a group a dimension, a line a metric, each a link."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from metrics.catalogue import DIMENSIONS
from ui import numbers
from ui.choosing import table_links
from ui.drawing import readings as drawing_readings
from ui.drawing.readings import Reading
from ui.session import View
from ui.theme import LIGHTS, Palette

_HEAD = (
    ("", "指标"),
    ("num", "数值"),
    ("num target", "目标"),
    ("mark", "灯"),
    ("spark", "近 24 个月"),
    ("num change", numbers.MONTH_CHANGE),
    ("num change", numbers.YEAR_CHANGE),
)


def groups(readings: Mapping[str, Reading], scores: Mapping[str, float], view: View, colours: Palette) -> str:
    """Write the catalogue as HTML.

    Args:
        readings: of all metrics, by id, in catalogue order.
        scores: score 0–1 by dimension; those without one are absent.
        view: whose selection the links carry.
        colours: palette of the viewer's mode.
    """
    parts = "".join(
        _group(
            name, [one for one in readings.values() if one.metric.dimension == name], scores, view, colours
        )
        for name in DIMENSIONS
    )
    return f'<div class="qt-catalogue">{parts}</div>'


def _group(name: str, shown: list[Reading], scores: Mapping[str, float], view: View, colours: Palette) -> str:
    score = f"得分 {numbers.number(scores[name] * 100, 1)}" if name in scores else "未计分"
    head = "".join(f'<th class="{kind}">{text}</th>' for kind, text in _HEAD)
    rows = "".join(_row(one, view, colours) for one in shown)
    return (
        '<section class="qt-group">'
        f'<h3 class="qt-part">{escape(name)}<small>{len(shown)} 项　{score}</small></h3>'
        f'<div class="qt-table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        "</section>"
    )


def _row(shown: Reading, view: View, colours: Palette) -> str:
    metric = shown.metric
    spark = drawing_readings.sparkline(shown.series, colours, shown.target)
    cells = (
        ("", table_links.link(metric.name, "metrics", view, metric.id, metric=metric.id)),
        ("num", f"<b>{escape(numbers.value(shown.value, metric.unit))}</b>"),
        ("num target", escape(numbers.value(shown.target, metric.unit))),
        ("mark", drawing_readings.light_badge(shown, colours)),
        ("spark", f'<img class="qt-spark" src="{spark}" alt="">'),
        ("num change", escape(short_change(shown.month_change, metric.unit))),
        ("num change", escape(short_change(shown.year_change, metric.unit))),
    )
    return "<tr>" + "".join(f'<td class="{kind}">{text}</td>' for kind, text in cells) + "</tr>"


def short_change(delta: float | None, unit: str) -> str:
    """Write a change without its unit, which the note below the table gives."""
    return numbers.without_unit(numbers.change(delta, unit), unit)


def to_take_away(readings: Mapping[str, Reading]) -> pd.DataFrame:
    """Write the catalogue as a table for an .xlsx file; numbers stay numbers."""
    return pd.DataFrame(
        [
            {
                "维度": one.metric.dimension,
                "指标": one.metric.name,
                "编号": one.metric.id,
                "单位": one.metric.unit,
                "数值": one.value,
                "目标值": one.target,
                "灯色": LIGHTS[one.light].text if one.light else None,
                f"{numbers.MONTH_CHANGE}变化": one.month_change,
                f"{numbers.YEAR_CHANGE}变化": one.year_change,
                "分子数": one.numerator,
                "分母数": one.denominator,
                "口径": one.metric.definition,
            }
            for one in readings.values()
        ]
    )
