"""Two months side by side on 覆盖地图, and what moved between them."""

from datetime import date

import pandas as pd
import streamlit as st

from pages.coverage import places_map, scenes
from pages.coverage.contents import PLACE_METRICS, OnMap
from pages.coverage.controls import Choice
from ui import numbers
from ui.behind import number
from ui.coverage import words
from ui.drawing import panels, tables, workbooks
from ui.session import View
from ui.viewport import Viewport

#: Share of the width that each of the two maps has.
COLUMN = 0.5


def maps(found: OnMap, compared: date, choice: Choice, view: View, screen: Viewport) -> None:
    """Both maps, the earlier month on the left, in the same colours and at the same scale."""
    both = {view.selection.period: found.places, compared: found.compared}
    for column, month in zip(st.columns(2, gap="small"), sorted(both), strict=True):
        with column:
            _map(month, both[month], found, choice, view, screen)


def _map(
    month: date, shown: pd.DataFrame, found: OnMap, choice: Choice, view: View, screen: Viewport
) -> None:
    scene = scenes.scene(shown, found, choice, view, screen.map_size(COLUMN))
    statement = f"{numbers.month(month)}　{words.scene(scene)}"
    with panels.panel(statement, key=f"map-{month}"):
        places_map.draw(scene, view, screen, numbers.short_month(month))


def moves(found: OnMap, compared: date, choice: Choice, view: View) -> None:
    """How far each place moved from the one month to the other, the largest rise first."""
    months = (compared, view.selection.period)
    rows = words.move_rows(found.moves, months, choice.show)
    with panels.panel(words.moves(found.moves, months, choice.show), key="moves"):
        chosen = [*words.chosen(found.level), f"与{numbers.month(compared)}比"]
        file_name = workbooks.chosen_by("覆盖变化", *chosen)
        tables.grid_with_download(rows, file_name, key="moves", columns=words.move_columns(months))
        number.several(view, PLACE_METRICS, key="moves")
