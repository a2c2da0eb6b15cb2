"""三级联动: is the structure whole? Organisations, links, leads, staff, reform: choose → fetch → show."""

import streamlit as st

from pages.network import committees, contents, people, reform, structure
from ui import numbers
from ui.behind import cards
from ui.choosing import filters
from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.drawing import readings as drawing_readings
from ui.network import words


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    found = contents.gather(view)
    key = drawing_readings.readings(contents.KEY_METRICS, found.course)
    counts = words.counts(found.levels)
    month = numbers.month(view.selection.period)
    panels.title(
        words.whole(counts, key, view.place), f"{view.place}　{month}　{choosing_words.lines(view.selection)}"
    )

    left, right = st.columns([1.55, 1], gap="small")
    with left:
        cards.grid(key, view, columns=3)
    with right:
        structure.gaps(found.levels, view)
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        readings = drawing_readings.readings(contents.ORGANIZATION_METRICS, found.course)
        structure.organizations(found.levels, counts, readings, view)
    with right:
        structure.links(found.links, view)
    reform.tree(found, drawing_readings.readings(contents.MEETING_METRICS, found.course), view)

    left, middle, right = st.columns([1.15, 1.15, 1], gap="small")
    with left:
        people.leaders(found.staff, view)
    with middle:
        people.staff(found.staff, view)
        committees.outposts(found.outposts, view)
    with right:
        committees.committees(found.committees, view)
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        people.front(found.staff, view)
    with right:
        reform.reforms(found.reforms, key, view)
    structure.places(found.places, view)


main()
