"""三级联动: is the structure whole? Organisations, links, leads, staff, reform: choose → fetch → show."""

import streamlit as st

from pages.network import committees, contents, people, reform, structure
from ui import cards, filters, numbers, panels, statements, theme
from ui import structure_statements as words


def main() -> None:
    """Draw the page."""
    st.html(theme.ASSETS / "network.css")
    view = filters.choose()
    found = contents.gather(view)
    key = cards.readings(contents.KEY_METRICS, found.course)
    counts = words.counts(found.levels)
    month = numbers.month(view.selection.period)
    panels.title(
        words.whole(counts, key, view.place), f"{view.place}　{month}　{statements.lines(view.selection)}"
    )

    left, right = st.columns([1.55, 1], gap="small")
    with left:
        cards.grid(key, view, columns=3)
    with right:
        structure.gaps(found.levels, view)
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        readings = cards.readings(contents.ORGANIZATION_METRICS, found.course)
        structure.organizations(found.levels, counts, readings, view)
    with right:
        structure.links(found.links, view)
    reform.tree(found, cards.readings(contents.MEETING_METRICS, found.course), view)

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
