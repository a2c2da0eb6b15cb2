"""All reform tasks of a place: states, key numbers, burn-up, matrix, who answers, the list."""

import pandas as pd
import streamlit as st

from metrics.tasks import tasks as reform
from pages.tasks import answering, by_scheme, contents, opening, progress
from ui import numbers
from ui.behind import cards
from ui.choosing import words as choosing_words
from ui.drawing import panels, readings
from ui.session import View
from ui.shell import messages
from ui.tasks import words


def show(tasks: pd.DataFrame, view: View) -> None:
    """Draw the page of all tasks."""
    if view.selection.task:
        asked, lines = view.selection.task, choosing_words.lines(view.selection)
        messages.notice(words.not_here(asked, view.place, lines))
    if tasks.empty:
        _nothing(view)
        return
    found = contents.gather(view)
    key = readings.readings(contents.KEY_METRICS, found.course)
    whole = next(reform.by(found.sums, "").itertuples(index=False))
    month = numbers.month(view.selection.period)
    panels.title(
        words.plan(key, whole, view.place), f"{view.place}　{month}　{choosing_words.lines(view.selection)}"
    )

    left, right = st.columns([1, 1.9], gap="small")
    with left:
        progress.states(tasks, whole, view)
    with right:
        cards.grid(key, view, columns=3)
        progress.burn_up(found.burn_up, view)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        progress.matrix(reform.by(found.sums, "plan breakthrough"), tasks, view)
    with right:
        by_scheme.breakthroughs(reform.by(found.sums, "breakthrough"), tasks, view)
        by_scheme.pillars(reform.by(found.sums, "pillar"), tasks, view)
    left, right = st.columns(2, gap="small")
    with left:
        by_scheme.joint_actions(reform.by(found.sums, "joint_action"), tasks, view)
        by_scheme.qualities(tasks, view)
    with right:
        by_scheme.problems(reform.by(found.sums, "problem"), tasks, view)
    left, right = st.columns([1, 1.5], gap="small")
    with left:
        answering.leads(reform.by(found.sums, "lead_role"), tasks, view)
    with right:
        answering.posts(reform.by(found.sums, "owner_post"), tasks, view)
    answering.everything(tasks, view)


def _nothing(view: View) -> None:
    panels.title(words.nothing(view.place, view.selection.lines))
    messages.empty(
        words.nothing(view.place, view.selection.lines),
        "改革任务按所在区划和责任条线归入；上报改革任务表以后在这里显示。换一个区划或条线，或者看全部任务。",
    )
    opening.everywhere(view)
