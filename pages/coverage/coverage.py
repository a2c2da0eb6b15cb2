"""覆盖地图: where is coverage, where not? choose → fetch → show, the map before what stands beside it."""

import streamlit as st

from pages.coverage import comparison_section, contents, controls, map_section, place_section
from ui import coverage_statements, filters, panels, theme, viewport


def main() -> None:
    """Draw the page."""
    st.html(theme.ASSETS / "coverage.css")
    view = filters.choose()
    screen = viewport.known()
    head = st.container(key="coverage-head")
    choice = controls.choose(view)
    found = contents.on_map(view, choice)

    if found.moves is not None:
        comparison_section.maps(found, choice, view, screen)
    left, right = st.columns(map_section.COLUMNS, gap="small")
    with left:
        if found.moves is None:
            map_section.show(found, choice, view, screen)
        else:
            comparison_section.moves(found, choice, view)

    # A large map is on its way to the browser while the rest is counted.
    beside = contents.beside(view, choice)
    with head:
        panels.title(
            coverage_statements.title(beside.course, beside.name, view.selection.lines, beside.level),
            coverage_statements.lead(beside.course, found.places, found.level),
        )
    with right:
        place_section.place(beside, view, screen)
    if not view.selection.present:
        place_section.table(found, beside.name, view)


main()
