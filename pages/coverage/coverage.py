"""覆盖地图: where is coverage, where not? choose → fetch → show."""

import streamlit as st

from pages.coverage import contents, controls, sections
from ui import coverage_statements, filters, panels, theme, viewport


def main() -> None:
    """Draw the page."""
    st.html(theme.ASSETS / "coverage.css")
    view = filters.choose()
    screen = viewport.measure()
    head = st.container(key="coverage-head")
    choice = controls.choose(view)
    found = contents.gather(view, choice)

    with head:
        panels.title(
            coverage_statements.title(found.course, view.place, view.selection.lines, found.course_level),
            coverage_statements.lead(found.course, found.places, found.level),
        )
    rows = coverage_statements.table(found.places, view.selection.shown_lines)
    left, right = st.columns([sections.MAP_SHARE, 1 - sections.MAP_SHARE], gap="small")
    with left:
        sections.places_map(found, rows, choice, view, screen)
    with right:
        sections.place(found, view, screen)
    if not view.selection.present:
        sections.table(found, rows, view)


main()
