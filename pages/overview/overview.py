"""总览: are we on course? For a leader with one minute: choose → fetch → show."""

import streamlit as st

from metrics.overview.key_metrics import KEY_METRICS
from pages.overview import checking, contents, line, sections, story
from ui.behind import cards
from ui.choosing import filters, page_parts
from ui.choosing import words as choosing_words
from ui.choosing.page_parts import Part
from ui.drawing import panels
from ui.drawing import readings as drawing_readings
from ui.overview import words
from ui.session import View


def whole(view: View) -> None:
    """Draw the answer on the first screen, what it rests on below."""
    found = contents.gather(view)
    readings = drawing_readings.readings(KEY_METRICS, found.course)

    panels.title(words.course(found.standing, readings, view.place), choosing_words.scope(view, readings))
    left, right = st.columns([3, 1.25], gap="small")
    with left:
        story.standing(found, view)
        cards.grid(readings, view, paces=words.paces(found.paces))
        story.since_meeting(found, view)
    with right:
        story.concerns(found.concerns, view)
        sections.levels(found.levels, view)

    left, middle, right = st.columns([1, 1, 1.3], gap="small")
    with left:
        sections.places(found.places, view)
    with middle:
        sections.lines(found.lines, view)
    with right:
        sections.projects(found.projects, view)
    checking.reported(found.facts, view)


ONE_LINE = {
    "line": Part("本条线", line.show),
    "public": Part("服务对象", line.public),
    "whole": Part("总体情况", whole),
}


def main() -> None:
    """Draw the page; with one line chosen it speaks of that line first."""
    view = filters.choose()
    if len(view.selection.lines) == 1:
        page_parts.show(view, ONE_LINE)
    else:
        whole(view)


main()
