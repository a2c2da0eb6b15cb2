"""覆盖地图: where is coverage, where not? choose → fetch → show."""

import streamlit as st

from pages.coverage import chosen_place, comparison, contents, controls, places_map, places_table
from ui import viewport
from ui.choosing import filters
from ui.coverage import words
from ui.drawing import panels


def main() -> None:
    """Draw the page: the map first, which takes the browser longest, but the place first after a click."""
    view = filters.choose()
    screen = viewport.known()
    head = st.container(key="coverage-head")
    choice = controls.choose(view)
    above = st.container(key="coverage-months") if choice.compared else st.empty()
    left, right = st.columns(places_map.COLUMNS, gap="small")

    place = None
    if places_map.answers_click():
        place = chosen_place.show(right, contents.place(view), view)
    found = contents.on_map(view, choice)
    if choice.compared is None:
        with left:
            places_map.show(found, choice, view, screen)
    else:
        with above:
            comparison.maps(found, choice.compared, choice, view, screen)
        with left:
            comparison.moves(found, choice.compared, choice, view)
    place = place or chosen_place.show(right, contents.place(view), view)
    told = contents.heading(view, choice)
    with head:
        panels.title(
            words.title(told.course, told.name, view.selection.lines, told.level),
            words.lead(told.course, found.places, found.level),
        )
    places_table.show(found, choice, view)
    chosen_place.course(place, view, screen)


main()
