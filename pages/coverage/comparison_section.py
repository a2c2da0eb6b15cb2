"""Two months side by side on 覆盖地图, and what moved between them."""

from datetime import date

import pandas as pd
import streamlit as st

from pages.coverage import map_section
from pages.coverage.contents import PLACE_METRICS, OnMap
from pages.coverage.controls import Choice
from ui import coverage_statements as statements
from ui import numbers, panels, provenance, tables
from ui.session import View
from ui.viewport import Viewport

#: Share of the width that each of the two maps has.
COLUMN = 0.5


def maps(found: OnMap, choice: Choice, view: View, screen: Viewport) -> None:
    """Both maps, the earlier month on the left, in the same colours and at the same scale."""
    both = {view.selection.period: found.places, choice.compared: found.compared}
    for column, month in zip(st.columns(2, gap="small"), sorted(both), strict=True):
        with column:
            _map(month, both[month], found, choice, view, screen)


def _map(
    month: date, shown: pd.DataFrame, found: OnMap, choice: Choice, view: View, screen: Viewport
) -> None:
    scene = map_section.scene(shown, found, choice, view, screen.map_size(COLUMN, view.selection.present))
    statement = f"{numbers.month(month)}　{statements.scene(scene)}"
    with panels.panel(statement, key=f"map-{month}"):
        map_section.draw(scene, view, screen, f"{month:%Y-%m}")


def moves(found: OnMap, choice: Choice, view: View) -> None:
    """How far each place moved from the one month to the other, the largest rise first."""
    chosen = view.selection
    months = (choice.compared, chosen.period)
    rows = statements.move_rows(found.moves, months, choice.show)
    with panels.panel(statements.moves(found.moves, months, choice.show), key="moves"):
        tables.grid(rows, f"{view.place}覆盖变化", key="moves", columns=statements.move_columns(months))
        provenance.several(view, PLACE_METRICS, key="moves")
