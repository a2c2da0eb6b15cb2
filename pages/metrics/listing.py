"""All metrics: the index by dimension, what is farthest from its target, the catalogue, ranking on request."""

from functools import partial

import streamlit as st

from pages.metrics import contents
from ui import (
    cards,
    charts,
    link_choices,
    messages,
    metric_charts,
    metric_frames,
    metric_table,
    panels,
    weights,
)
from ui import metric_statements as words
from ui.session import View
from ui.theme import palette


def show(view: View) -> None:
    """Draw the page of all metrics."""
    chosen = weights.asked()
    found = contents.gather(view, chosen)
    readings = cards.readings(contents.ALL, found.course)
    panels.title(words.catalogue(readings, view.place), words.lead(view))
    left, right = st.columns([1, 1.25], gap="small")
    with left:
        _index(found, chosen, view)
    with right:
        _farthest(readings)
    _catalogue(readings, found, view)


def _index(found: contents.Catalogue, chosen: dict[str, float], view: View) -> None:
    here = view.selection.region
    now, before = metric_frames.index_of(found.index, here), metric_frames.index_of(found.index_before, here)
    dimensions = metric_frames.dimensions(found.index, found.index_before, here)
    data = partial(metric_frames.scores_to_take_away, dimensions)
    with panels.panel(words.index(now, before, dimensions), key="index", data=data, file_name="改革指数"):
        if dimensions.empty:
            messages.empty("没有可以计分的维度", "维度得分要有本年度的目标；目标随“指标目标”表上报。")
            return
        charts.show(metric_charts.scores(dimensions, palette()), key="维度得分", alt="各维度得分，竖线为上年同月")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="index-choices"):
            weights.choose(chosen)
            ranked = link_choices.switch("rank", "显示下级排名") if len(found.below) else False
        panels.note(words.INDEX_KEY)
    if ranked:
        _ranking(found)


def _ranking(found: contents.Catalogue) -> None:
    ranked = metric_frames.ranks(found.index, found.below)
    data = partial(metric_frames.ranks_to_take_away, ranked)
    with panels.panel(words.ranking(ranked), key="ranks", data=data, file_name="改革指数排名"):
        charts.show(metric_charts.ranks(ranked, palette()), key="排名", alt="各地位次与位次区间")
        panels.note(words.RANK_KEY)


def _farthest(readings: dict[str, cards.Reading]) -> None:
    far = metric_frames.farthest(readings)
    with panels.panel(words.farthest(far), key="farthest", data=far, file_name="离目标最远"):
        if far.empty:
            messages.empty("没有达不到目标的指标", "或者所选范围没有目标")
            return
        charts.show(metric_charts.bullets(far, "", palette()), key="离目标最远", alt="离目标最远的指标")
        panels.note("条长为达标程度，竖线为目标。")


def _catalogue(readings: dict[str, cards.Reading], found: contents.Catalogue, view: View) -> None:
    scores = metric_frames.scores(found.index, view.selection.region)
    data = partial(metric_table.to_take_away, readings)
    with panels.panel(f"全部 {len(readings)} 项指标", key="catalogue", data=data, file_name="改革指标"):
        st.html(metric_table.groups(readings, scores, view, palette()))
        panels.note(*words.CATALOGUE_KEY)
