"""覆盖地图: where is coverage, where not? choose → fetch → show."""

import streamlit as st

from pages.coverage import comparison_section, contents, controls, map_section, place_section
from pages.coverage.contents import OnMap
from pages.coverage.controls import Choice
from ui import coverage_statements, filters, panels, theme, viewport
from ui.session import View
from ui.viewport import Viewport


def main() -> None:
    """Draw the page: the map first, which takes the browser longest, but the place first after a click."""
    st.html(theme.ASSETS / "coverage.css")
    view = filters.choose()
    screen = viewport.known()
    head = st.container(key="coverage-head")
    choice = controls.choose(view)
    above = st.container(key="coverage-months") if choice.compared else st.empty()
    left, right = st.columns(map_section.COLUMNS, gap="small")

    if asked := map_section.answers_click():
        with right:
            place_section.place(contents.place(view), view, screen)
    found = contents.on_map(view, choice)
    with above:
        if found.moves is not None:
            comparison_section.maps(found, choice, view, screen)
    with left:
        _left(found, choice, view, screen)
    if not asked:
        with right:
            place_section.place(contents.place(view), view, screen)
    told = contents.heading(view, choice)
    with head:
        panels.title(
            coverage_statements.title(told.course, told.name, view.selection.lines, told.level),
            coverage_statements.lead(told.course, found.places, found.level),
        )
    if not view.selection.present:
        place_section.table(found, told.name, view)


def _left(found: OnMap, choice: Choice, view: View, screen: Viewport) -> None:
    if found.moves is None:
        map_section.show(found, choice, view, screen)
    else:
        comparison_section.moves(found, choice, view)


main()
