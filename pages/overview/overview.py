"""总览: are we on course? For a leader with one minute: choose → fetch → show."""

import streamlit as st

from pages.overview import contents, sections
from ui import cards, filters, panels, statements


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    found = contents.gather(view)
    readings = cards.readings(contents.KEY_METRICS, found.course)

    panels.title(statements.coverage(readings, view.place), statements.scope(view, readings))
    left, right = st.columns([3, 1.25], gap="small")
    with left:
        cards.grid(readings, view)
    with right:
        sections.concerns(found.concerns, view)

    left, middle, right = st.columns(3, gap="small")
    with left:
        sections.levels(found.levels, view)
    with middle:
        sections.places(found.places, view)
    with right:
        sections.lines(found.lines, view)

    left, right = st.columns([1.3, 1.7], gap="small")
    with left:
        sections.projects(found.projects, view)
    with right:
        sections.reported(found.facts, view)


main()
