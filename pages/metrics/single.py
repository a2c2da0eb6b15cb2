"""One metric: what it means, its course and pace, places with control limits, lines, what is missing."""

import streamlit as st

from metrics.catalogue import BY_ID
from pages.metrics import contents, place_sections, sections
from ui import projector, session
from ui.drawing import panels, readings
from ui.metrics import words
from ui.session import View
from ui.shell import messages

_ANOTHER = "metric-another"
_SELECT_PX = 320


def show(view: View) -> None:
    """Draw the page of the metric that the view names."""
    metric = BY_ID[view.selection.metric]
    found = contents.gather_one(view)
    _way(metric.id)
    shown = readings.reading(metric, found.course) if len(found.course) else None
    if shown is None:
        messages.empty(f"{metric.name}：所选范围没有这项指标", "换一个区划、条线或报告期。")
        return
    pace = next(found.pace.itertuples(index=False))
    panels.title(words.metric(shown, pace), words.lead(view))
    left, right = st.columns([1.7, 1], gap="small")
    with left:
        sections.course(found, pace, metric, view)
    with right:
        sections.meaning(shown, pace, found, view)
    left, right = st.columns(2, gap="small")
    with left:
        place_sections.places(found.places, metric, view)
    with right:
        place_sections.change(found.places, metric, view)
    sections.movement(metric, view)
    if metric.by_line:
        sections.lines(found.lines, metric, view)
    place_sections.table(found.places, metric, view)


# Buttons, not links: a link to the page that is open leaves the old address in the browser.
@projector.left_out
def _way(current: str) -> None:
    with st.container(key="metric-way", horizontal=True, vertical_alignment="center", gap="small"):
        st.button("← 全部指标", key="metric-back", on_click=session.choose, kwargs={"metric": ""})
        names = words.names()
        # A key of its own for each metric: a run that is cut short must not leave the box on another one.
        key = f"{_ANOTHER}-{current}"
        st.selectbox(
            "指标",
            list(names),
            format_func=names.get,
            index=list(names).index(current),
            key=key,
            on_change=lambda: session.choose(metric=st.session_state[key]),
            label_visibility="collapsed",
            width=_SELECT_PX,
        )
