"""All reform tasks of a place: progress and who answers, the scheme, the list: one part at a time."""

import pandas as pd
import streamlit as st

from metrics.tasks import tasks as reform
from pages.tasks import answering, by_scheme, contents, opening, progress, surveys
from ui.behind import cards
from ui.choosing import page_parts
from ui.choosing import words as choosing_words
from ui.choosing.page_parts import Part
from ui.drawing import panels, readings
from ui.session import View
from ui.shell import messages
from ui.tasks import words


def show(tasks: pd.DataFrame, view: View) -> None:
    """Draw the page of all tasks: the part that the link names."""
    if view.selection.task:
        asked, lines = view.selection.task, choosing_words.lines(view.selection)
        messages.notice(words.not_here(asked, view.place, lines))
    if tasks.empty and page_parts.named(PARTS) == "surveys":
        page_parts.show(view, {"surveys": PARTS["surveys"]})
    elif tasks.empty:
        _nothing(view)
    else:
        page_parts.show(view, PARTS)


def _progress(view: View) -> None:
    tasks, sums = contents.gather_tasks(view), contents.gather_sums(view)
    key = readings.of_view(view, contents.KEY_METRICS)
    whole = next(reform.by(sums, "").itertuples(index=False))
    panels.title(words.plan(key, whole, view.place), choosing_words.chosen(view))
    left, right = st.columns([1, 1.9], gap="small")
    with left:
        progress.states(tasks, whole, view)
    with right:
        cards.grid(key, view, columns=3)
        progress.burn_up(contents.gather_burn_up(view), view)


def _list(view: View) -> None:
    tasks, sums = contents.gather_tasks(view), contents.gather_sums(view)
    whole = next(reform.by(sums, "").itertuples(index=False))
    panels.title(f"{view.place} {words.state_title(whole)}", choosing_words.chosen(view))
    progress.matrix(reform.by(sums, "plan breakthrough"), tasks, view)
    answering.everything(tasks, view)


def _nothing(view: View) -> None:
    told = words.nothing(view.place, view.selection.lines)
    panels.title(told)
    messages.empty(told, words.NOTHING_WAY_ON)
    opening.everywhere(view)


PARTS = {
    "progress": Part("进度", _progress),
    "surveys": Part("从调研到成效", surveys.show),
    "scheme": Part("突破与问题", by_scheme.show),
    "answering": Part("谁来负责", answering.show),
    "list": Part("方案与清单", _list),
}
