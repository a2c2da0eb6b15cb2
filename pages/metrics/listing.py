"""All metrics: the index by dimension, what is far from its target, the catalogue, ranking on request."""

from functools import partial

import streamlit as st

from pages.metrics import contents, index_sections
from ui.behind import number
from ui.choosing import page_parts
from ui.choosing.page_parts import Part
from ui.drawing import panels, plots
from ui.drawing import readings as drawing_readings
from ui.metrics import bullet_charts, catalogue, frames, weights, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the page of all metrics: the part that the link names."""
    page_parts.show(view, PARTS)


def _every(view: View) -> None:
    found = contents.gather(view, weights.asked())
    readings = drawing_readings.readings(contents.ALL, found.course)
    panels.title(words.catalogue(readings, view.place), words.lead(view))
    _catalogue(readings, found, view)


def _standing(view: View) -> None:
    chosen = weights.asked()
    found = contents.gather(view, chosen)
    readings = drawing_readings.readings(contents.ALL, found.course)
    panels.title(words.catalogue(readings, view.place), words.lead(view))
    left, right = st.columns([1, 1.25], gap="small")
    with left:
        ranked = index_sections.index(found, chosen, view)
    with right:
        _farthest(readings, view)
    if ranked:
        index_sections.ranking(found, chosen, view)


def _farthest(readings: dict[str, drawing_readings.Reading], view: View) -> None:
    far = frames.farthest(readings)
    with panels.panel(words.farthest(far), key="farthest", data=far, file_name="离目标最远"):
        if far.empty:
            messages.empty(words.none_far(readings))
            return
        plots.show(bullet_charts.attainments(far, palette()), key="离目标最远", alt="离目标最远的指标")
        panels.note("条长为达标程度，竖线为目标。")
        number.several(view, list(far["metric_id"]), key="farthest")


def _catalogue(readings: dict[str, drawing_readings.Reading], found: contents.Catalogue, view: View) -> None:
    scores = frames.scores(found.index, view.selection.region)
    data = partial(catalogue.to_take_away, readings)
    with panels.panel(f"全部 {len(readings)} 项指标", key="catalogue", data=data, file_name="改革指标"):
        st.html(catalogue.groups(readings, scores, view, palette()))
        panels.note(*words.CATALOGUE_KEY)


PARTS = {"all": Part("全部指标", _every), "index": Part("指数与差距", _standing)}
