"""The table that says what the map of 覆盖地图 shows."""

from functools import partial

from pages.coverage.contents import OnMap
from pages.coverage.controls import Choice
from ui import projector, session
from ui.behind import number
from ui.coverage import words
from ui.drawing import panels, tables, workbooks
from ui.session import View


@projector.left_out
def show(found: OnMap, choice: Choice, view: View) -> None:
    """What the map shows, as a table for those who cannot use a map: a row leads to its place, as a click."""
    lines, listed = view.selection.shown_lines, words.listed(found.places)
    chosen = words.chosen(found.level, choice.together)
    codes = list(listed["region_code"])
    with panels.panel(words.table_title(found.places, found.level), key="table"):
        tables.grid_with_download(
            words.table(listed, lines),
            workbooks.chosen_by("覆盖", *chosen),
            # A new key for another place: the table forgets its row, so that the way back stays open.
            key=f"places-{view.selection.region}",
            columns=words.SHARE_COLUMNS,
            chosen=lambda row: session.choose(region=codes[row]),
            whole=partial(words.table, found.places, lines),
        )
        panels.note(words.TABLE_KEY)
        number.several(view, ("effective_coverage", "org_coverage"), key="places")
