"""覆盖地图: where is coverage, where not? choose → fetch → show."""

import streamlit as st

from pages.coverage import comparison_section, contents, controls, map_section, place_section, table_section
from ui import coverage_statements, filters, panels, theme, viewport


def main() -> None:
    """Draw the page: the map first, which takes the browser longest, but the place first after a click."""
    st.html(theme.ASSETS / "coverage.css")
    view = filters.choose()
    screen = viewport.known()
    head = st.container(key="coverage-head")
    choice = controls.choose(view)
    above = st.container(key="coverage-months") if choice.compared else st.empty()
    left, right = st.columns(map_section.COLUMNS, gap="small")

    place = None
    if map_section.answers_click():
        place = place_section.show(right, contents.place(view), view)
    found = contents.on_map(view, choice)
    if found.moves is None:
        with left:
            map_section.show(found, choice, view, screen)
    else:
        with above:
            comparison_section.maps(found, choice, view, screen)
        with left:
            comparison_section.moves(found, choice, view)
    place = place or place_section.show(right, contents.place(view), view)
    told = contents.heading(view, choice)
    with head:
        panels.title(
            coverage_statements.title(told.course, told.name, view.selection.lines, told.level),
            coverage_statements.lead(told.course, found.places, found.level),
        )
    if not view.selection.present:
        table_section.show(found, told.name, view)
    place_section.course(place, view, screen)


main()
