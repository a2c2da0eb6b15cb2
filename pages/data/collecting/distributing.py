"""下发: month, tables, units and deadline → one prefilled workbook a unit, as .zip."""

from datetime import date
from functools import partial

import streamlit as st

from pages.data.collecting import asking
from ui.data import collecting_frames as frames
from ui.data import collecting_words as words
from ui.data import distributing
from ui.data import words as hand_in_words
from ui.data.distributing import Distribution
from ui.drawing import panels, tables, workbooks
from ui.session import View
from ui.shell import etl_process, messages


def show(view: View) -> None:
    """Draw the step: the forms that were made, and what others are to be made."""
    one = distributing.current()
    panels.title(words.distribution(one), words.distribution_lead(one))
    if one:
        etl_process.follow(one.run)
    if one and one.stage == "failed":
        messages.empty("没有下发", one.trouble)
    if one and one.stage == "done":
        _made(one)
    _form(view)


def _made(one: Distribution) -> None:
    """The forms, to be taken away."""
    with panels.panel(words.forms(one), key="distributed"):
        if one.packed:
            workbooks.file(one.packed.read_bytes, words.packed(one), key="forms", label="下载填报表 .zip")
        tables.grid(frames.forms(one.forms), "distributed")
        panels.note(*filter(None, [words.idle(one)]))


def _form(view: View) -> None:
    """Choose what is asked of whom until when, and start."""
    with st.container(border=True, key="panel-distribute-form"):
        wish = asking.wish(view)
        late = words.past_deadline(wish.due_on, date.today())
        if late:
            messages.notice(late)
        begin = partial(distributing.begin, wish)
        st.button("生成并下发", type="primary", key="distribute", disabled=not wish.tables, on_click=begin)
        panels.note(*words.DISTRIBUTE_NOTES, *hand_in_words.mixing(view.origins))
