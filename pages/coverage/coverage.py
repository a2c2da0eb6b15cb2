"""覆盖地图: where is coverage, where not? choose → fetch → show."""

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
    found = contents.gather(view, choice)

    with head:
        panels.title(
            coverage_statements.title(found.course, view.place, view.selection.lines, found.course_level),
            coverage_statements.lead(found.course, found.places, found.level),
        )
    rows = coverage_statements.table(found.places, view.selection.shown_lines)
    if found.moves is not None:
        comparison_section.maps(found, choice, view, screen)
    left, right = st.columns(map_section.COLUMNS, gap="small")
    with left:
        if found.moves is None:
            map_section.show(found, rows, choice, view, screen)
        else:
            comparison_section.moves(found, choice, view)
    with right:
        place_section.place(found, view, screen)
    if not view.selection.present:
        place_section.table(found, rows, view)


main()
