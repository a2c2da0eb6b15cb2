"""All reform tasks of a place: states, key numbers, burn-up, matrix, who answers, the list."""

import pandas as pd
import streamlit as st

from metrics import tasks as reform
from pages.tasks import answering, contents, opening, parts, sections
from ui import cards, messages, numbers, panels, statements
from ui import task_statements as words
from ui.session import View


def show(tasks: pd.DataFrame, view: View) -> None:
    """Draw the page of all tasks."""
    if view.selection.task:
        asked, lines = view.selection.task, statements.lines(view.selection)
        st.warning(words.not_here(asked, view.place, lines), icon=":material/info:")
    if tasks.empty:
        _nothing(view)
        return
    found = contents.gather(view)
    key = cards.readings(contents.KEY_METRICS, found.course)
    whole = next(reform.by(found.sums, "").itertuples(index=False))
    month = numbers.month(view.selection.period)
    panels.title(
        words.plan(key, whole, view.place), f"{view.place}　{month}　{statements.lines(view.selection)}"
    )

    left, right = st.columns([1, 1.9], gap="small")
    with left:
        sections.states(tasks, whole, view)
    with right:
        cards.grid(key, view, columns=3)
        sections.burn_up(found.burn_up, view)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        sections.matrix(reform.by(found.sums, "plan breakthrough"), tasks, view)
    with right:
        parts.breakthroughs(reform.by(found.sums, "breakthrough"), tasks, view)
        parts.pillars(reform.by(found.sums, "pillar"), tasks, view)
    left, right = st.columns(2, gap="small")
    with left:
        parts.joint_actions(reform.by(found.sums, "joint_action"), tasks, view)
        parts.qualities(tasks, view)
    with right:
        parts.problems(reform.by(found.sums, "problem"), tasks, view)
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
