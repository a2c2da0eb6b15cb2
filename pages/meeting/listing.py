"""销号台账: all issues in the form that offices keep, narrowed down by state, rule and post."""

from functools import partial

from pages.meeting import contents, opening
from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.meeting import filters, frames, words
from ui.session import View
from ui.shell import messages


def show(view: View) -> None:
    """Draw the part."""
    found = contents.gather_ledger(view)
    panels.title(words.ledger(found, view.place), choosing_words.chosen(view))
    shown = filters.chosen(found)
    statement = words.listed(len(shown.rows), len(found))
    data = partial(frames.ledger, shown.rows)
    with panels.panel(statement, key="everything", data=data, file_name="销号台账", chosen=shown.told):
        filters.draw(found)
        if shown.rows.empty:
            messages.empty("没有符合条件的问题", "去掉状态、规则或岗位的限制")
            return
        opening.table(shown.rows, frames.listed(shown.rows))
        panels.note(words.LEDGER_KEY)
