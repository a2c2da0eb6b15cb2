"""The parts of the page of one metric, each one frame and one picture."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import limits
from metrics.catalogue import Metric
from pages.metrics.contents import One
from ui import cards, charts, link_choices, messages, metric_charts, metric_frames, numbers, panels, tables
from ui import metric_statements as words
from ui.cards import Reading
from ui.session import View
from ui.theme import palette


def course(found: One, pace: Any, metric: Metric) -> None:
    """The course against the target, what is needed until December, where the present rate leads."""
    with panels.panel(words.pace(pace, metric.unit), key="pace", data=found.course, file_name=metric.name):
        figure = metric_charts.pace(found.course, pace, metric.unit, palette())
        charts.show(figure, key="走势", alt=f"{metric.name}走势、目标与所需速度")
        panels.note(words.PACE_KEY if pace.kind != "none" else pace.reason)


def meaning(shown: Reading, pace: Any, found: One, view: View) -> None:
    """口径, numerator and denominator, the rates, what is missing, and the way to the rows."""
    metric = shown.metric
    with panels.panel("口径与读数", key="meaning"):
        st.html(f'<p class="qt-definition">{metric.definition}</p>')
        tables.rows(["项", "读数"], words.readings(shown, pace), {"num": ["读数"]})
        bound = next(found.bounds.itertuples(index=False), None)
        if bound is not None:
            st.html(f'<p class="qt-definition"><b>{words.bounds(bound, metric.unit)}</b></p>')
            panels.note(f"缺报：{bound.what}。")
        if metric.notes:
            panels.note(metric.notes)
        cards.explained(shown, view, "分子、分母与明细")


def places(found: pd.DataFrame, metric: Metric) -> None:
    """By place: a funnel with control limits for shares, else bars with targets, in the order of codes."""
    judged = found["verdict"].notna().any()
    data = partial(metric_frames.places_to_take_away, found)
    with panels.panel(words.places(found, judged), key="places", data=data, file_name=f"{metric.name}分区划"):
        if found["value"].isna().all():
            messages.empty("下级区划没有数值", "这个区划没有更下一级，或者下级没有上报。")
        elif judged:
            whole = found.attrs["whole"]
            drawn = limits.funnel(whole, found["denominator"].max())
            charts.show(metric_charts.funnel(drawn, found, whole, palette()), key="漏斗图", alt="各地占比与控制界限")
            panels.note(words.FUNNEL_KEY)
        else:
            bars = metric_charts.bullets(found, metric.unit, palette())
            charts.show(bars, key="分区划", alt="各地数值与目标")
            panels.note(words.NO_FUNNEL_KEY)


def change(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """Two months side by side, a line a place."""
    against = metric_frames.against()
    asked = link_choices.asked("against", against)
    ends = metric_frames.ends(found, asked)
    since = against[asked]
    with panels.panel(words.changed(ends, since), key="change", data=ends, file_name=f"{metric.name}变化"):
        link_choices.one_of("against", "与哪个月比", against)
        if ends.dropna().empty:
            messages.empty(f"没有{since}的数值可比")
            return
        figure = metric_charts.slope(ends, (since, numbers.month(view.selection.period)), metric.unit, palette())
        charts.show(figure, key="变化", alt=f"各地与{since}相比")


def lines(found: pd.DataFrame, metric: Metric) -> None:
    """The course of each line on one scale."""
    now = found[found["period"] == found["period"].max()]
    drawn = metric_frames.line_panels(found, palette())
    with panels.panel(words.lines(now, metric.unit), key="lines", data=found, file_name=f"{metric.name}分条线"):
        if drawn.empty:
            messages.empty("各条线没有数值")
            return
        figure = charts.small_multiples(drawn, metric.unit, palette(), columns=7)
        charts.show(figure, key="分条线", alt=f"各条线{metric.name}走势")


def table(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """The places in words, for those who cannot use a picture."""
    if found.empty:
        return
    read = metric_frames.places_to_read(found, metric.unit)
    with panels.panel(f"{view.place}下级 {len(found)} 个区划", key="place-table"):
        tables.plain(read, numeric=["数值", "分子/分母", "目标", "环比", "同比"], marks=["灯", "控制界限"])
