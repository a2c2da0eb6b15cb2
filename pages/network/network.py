"""三级联动: is the structure whole? Organisations, links, staff, reform, and who leads: choose → fetch → show."""

import streamlit as st

from pages.network import contents, people, reform, structure
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

    cards.grid(key, view, columns=6)
    left, right = st.columns([1.55, 1], gap="small")
    with left:
        structure.organizations(found.levels, counts, view)
    with right:
        structure.links(found.links)
    reform.tree(found, cards.readings(contents.MEETING_METRICS, found.course))

    left, middle, right = st.columns([1.1, 1.1, 1], gap="small")
    with left:
        people.leaders(found.staff)
    with middle:
        people.front(found.staff)
    with right:
        people.staff(found.staff)
    left, middle, right = st.columns([1, 1, 1], gap="small")
    with left:
        people.committees(found.committees)
    with middle:
        reform.reforms(found.reforms, key)
    with right:
        reform.late(found.reforms)
        people.outposts(found.outposts)
    structure.places(found.places)


main()
