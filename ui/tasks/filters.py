"""Which tasks the list shows: by state, plan and breakthrough; a click on the matrix chooses two of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics.tasks.scheme import breakthroughs, plan_names
from metrics.tasks.tasks import STATES
from ui.tasks.words import TASK_MARKS

MATRIX = "方案突破"
_STATES, _PLAN, _BREAKTHROUGH = "task-states", "task-plan", "task-breakthrough"
_SELECT_PX = 250


def part(tasks: pd.DataFrame, *, present: bool) -> pd.DataFrame:
    """Let the viewer narrow the list down, and return its rows; a projector shows all and no controls."""
    if present:
        return tasks
    with st.container(key="task-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        kept = _of_state(tasks["state"]) & _of(tasks["plan"], _PLAN, "方案", plan_names())
        return tasks[kept & _of(tasks["breakthrough"], _BREAKTHROUGH, "突破", breakthroughs())]


def choose_clicked() -> None:
    """Narrow the list down to the cell of the matrix that was clicked."""
    points = st.session_state[f"chart-{MATRIX}"]["selection"]["points"]
    clicked = [point["customdata"] for point in points if point.get("customdata")]
    if clicked:
        plan, number = clicked[0]
        st.session_state[_PLAN] = plan
        st.session_state[_BREAKTHROUGH] = int(number) or None


def _of_state(states: pd.Series) -> pd.Series:
    counts = states.value_counts()
    offered = [state for state in STATES if state in counts.index]
    _keep_known(_STATES, offered)
    chosen = st.pills(
        "状态（不选即全部）",
        offered,
        selection_mode="multi",
        format_func=lambda state: f"{TASK_MARKS[state].text} {counts[state]}",
        key=_STATES,
        persist_state="page",
        wrap=True,
    )
    return states.isin(chosen or offered)


def _of(values: pd.Series, key: str, label: str, names: Mapping[Any, str]) -> pd.Series:
    offered = [one for one in names if one in set(values.dropna())]
    _keep_known(key, offered)
    chosen = st.selectbox(
        label,
        offered,
        index=None,
        key=key,
        format_func=names.get,
        placeholder=f"全部{label}",
        persist_state="page",
        width=_SELECT_PX,
    )
    return values.isin([chosen] if chosen else values.unique()).astype(bool)


def _keep_known(key: str, options: Sequence[object]) -> None:
    """Forget a choice that another selection has made impossible."""
    asked = st.session_state.get(key)
    known = set(asked) <= set(options) if isinstance(asked, list) else asked in (None, *options)
    if not known:
        del st.session_state[key]
