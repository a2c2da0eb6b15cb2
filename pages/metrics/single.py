"""One metric: what it means, its course and pace, places with control limits, lines, what is missing."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import BY_ID
from pages.metrics import contents, issues, place_sections, sections, way_back
from ui.choosing import page_parts
from ui.choosing.page_parts import Part
from ui.drawing import panels, readings
from ui.drawing.readings import Reading
from ui.metrics import words
from ui.session import View
from ui.shell import messages


def show(view: View) -> None:
    """Draw the page of the metric that the view names: the part that the link names."""
    metric = BY_ID[view.selection.metric]
    way_back.show(metric.id)
    if contents.gather_course(view).empty:
        messages.empty(f"{metric.name}：所选范围没有这项指标", "换一个区划、条线或报告期。")
        return
    page_parts.show(view, PARTS)


def _title(view: View, course: pd.DataFrame) -> tuple[Reading, Any]:
    """Write the title, which all parts share; give the reading and the pace that it tells of."""
    shown = readings.reading(BY_ID[view.selection.metric], course)
    pace = contents.gather_pace(view)
    panels.title(words.metric(shown, pace), words.lead(view))
    return shown, pace


def _course(view: View) -> None:
    course = contents.gather_course(view)
    shown, pace = _title(view, course)
    left, right = st.columns([1.7, 1], gap="small")
    found = contents.gather_issues(view)
    with left:
        sections.course(course, pace, shown.metric, found, view)
    with right:
        sections.meaning(shown, pace, contents.gather_bounds(view), view)
    issues.show(found, shown.metric, view)
    if shown.metric.by_line:
        sections.lines(contents.gather_lines(view, course), shown.metric, view)


def _movement(view: View) -> None:
    shown, _ = _title(view, contents.gather_course(view))
    sections.movement(shown.metric, view)


def _places(view: View) -> None:
    shown, _ = _title(view, contents.gather_course(view))
    found = contents.gather_places(view)
    left, right = st.columns(2, gap="small")
    with left:
        place_sections.places(found, shown.metric, view)
    with right:
        place_sections.change(found, shown.metric, view)
    place_sections.table(found, shown.metric, view)


PARTS = {
    "course": Part("走势与口径", _course),
    "movement": Part("变化的原因", _movement),
    "places": Part("区划比较", _places),
}
