"""总览: are we on course? For a leader with one minute: choose → fetch → show."""

import streamlit as st

from pages.overview import checking, contents, sections, story
from ui.behind import cards
from ui.choosing import filters
from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.drawing import readings as drawing_readings
from ui.overview import words


def main() -> None:
    """Draw the page: the answer on the first screen, what it rests on below."""
    view = filters.choose()
    found = contents.gather(view)
    readings = drawing_readings.readings(contents.KEY_METRICS, found.course)

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


main()
