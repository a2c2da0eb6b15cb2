"""催报: who has handed in, who is late by how many days, and the text to remind them."""

from datetime import date

import pandas as pd
import streamlit as st

from metrics.data import collecting
from pages.data.collecting import contents
from ui.choosing import link_choices
from ui.data import collecting_frames as frames
from ui.data import collecting_words as words
from ui.drawing import panels, tables, workbooks
from ui.session import View
from ui.shell import messages

COLLECTION = "collection"


def show(view: View) -> None:
    """Draw the step: the units of one collection, and the text for those that have not handed in."""
    known = contents.gather_collections(view)
    if known.empty:
        panels.title("催报：还没有下发过填报任务")
        messages.empty(*words.NOTHING_DISTRIBUTED)
        return
    place = st.container()
    offered = words.collection_names(known)
    with st.container(key="collection-choice"):
        chosen = link_choices.selected(COLLECTION, "填报任务", offered, next(iter(offered)), width=460)
    states = contents.gather_standings(view, words.collections_chosen(known, chosen))
    with place:
        panels.title(words.standing(states, offered[chosen]), words.reminder_lead(date.today()))
    if states.empty:
        messages.empty(*words.NOBODY_ASKED)
        return
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        _units(states, offered[chosen])
    with right:
        _reminder(states)


def _units(states: pd.DataFrame, name: str) -> None:
    """The units, the one that is latest first."""
    with panels.panel("各单位", key="standings"):
        shown = frames.standings(states)
        file_name = workbooks.chosen_by("填报情况", name)
        tables.grid_with_download(shown, file_name, "standings", columns=frames.UNIT_WIDTHS, height="content")
        panels.note(words.STANDINGS_KEY)


def _reminder(states: pd.DataFrame) -> None:
    """The text, with a button that copies it."""
    told = collecting.reminder(states, date.today())
    with panels.panel(words.REMINDER if told else words.ALL_HANDED_IN, key="reminder"):
        if told:
            st.code(told, language=None, wrap_lines=True)
            panels.note(words.REMINDER_NOTE)
