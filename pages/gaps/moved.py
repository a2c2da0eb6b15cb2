"""What changed since a month that the viewer chooses."""

from functools import partial

from metrics import gaps, places
from ui import gap_statements as words
from ui import link_choices, numbers, panels, tables
from ui.cache import fetch
from ui.session import View


def show(view: View, here: dict[str, object]) -> None:
    """Draw the choice and what was closed, what is new and what is still missing."""
    earlier = [month for month in fetch(view.snapshot, places.periods) if month < view.selection.period]
    if not earlier:
        return
    months = {numbers.short_month(month): month for month in reversed(earlier)}
    since = months[link_choices.since(list(months))]
    found = fetch(view.snapshot, gaps.moved, since=since, **here)
    data = partial(words.moved_rows, found)
    with panels.panel(words.moved(found, since), key="moved", data=data, file_name="缺口变化"):
        tables.plain(words.moved_by_line(found), numeric=["补上", "新增", "仍缺", "缺口增减"])
