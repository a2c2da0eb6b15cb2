"""覆盖地图: where is coverage, where not? choose → fetch → show."""

import streamlit as st

from pages.coverage import comparison_section, contents, controls, map_section, place_section
from pages.coverage.contents import Beside, OnMap
from pages.coverage.controls import Choice
from ui import coverage_statements, filters, map_levels, panels, theme, viewport
from ui.session import View
from ui.viewport import Viewport


def main() -> None:
    """Draw the page: a wide map before what stands beside it, else the place first, which answers a click."""
    st.html(theme.ASSETS / "coverage.css")
    view = filters.choose()
    screen = viewport.known()
    head = st.container(key="coverage-head")
    choice = controls.choose(view)
    above = st.container(key="coverage-months") if choice.compared else None
    left, right = st.columns(map_section.COLUMNS, gap="small")

    if choice.together or map_levels.wide(view.trail):
        found = _map(view, choice, screen, above, left)
        beside = _place(view, choice, screen, right)
    else:
        beside = _place(view, choice, screen, right)
        found = _map(view, choice, screen, above, left)
    with head:
        panels.title(
            coverage_statements.title(beside.course, beside.name, view.selection.lines, beside.level),
            coverage_statements.lead(beside.course, found.places, found.level),
        )
    if not view.selection.present:
        place_section.table(found, beside.name, view)


def _map(
    view: View,
    choice: Choice,
    screen: Viewport,
    above: st.delta_generator.DeltaGenerator | None,
    left: st.delta_generator.DeltaGenerator,
) -> OnMap:
    found = contents.on_map(view, choice)
    if above is None:
        with left:
            map_section.show(found, choice, view, screen)
        return found
    with above:
        comparison_section.maps(found, choice, view, screen)
    with left:
        comparison_section.moves(found, choice, view)
    return found


def _place(view: View, choice: Choice, screen: Viewport, right: st.delta_generator.DeltaGenerator) -> Beside:
    beside = contents.beside(view, choice)
    with right:
        place_section.place(beside, view, screen)
    return beside


main()
