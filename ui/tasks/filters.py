"""Which tasks the list shows: by state, plan and breakthrough, each in the link; the matrix chooses two."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from metrics.tasks.scheme import breakthroughs, plan_names
from metrics.tasks.tasks import STATES
from ui import link
from ui.choosing import link_choices
from ui.tasks.words import TASK_MARKS

MATRIX = "方案突破"
_STATE, _PLAN, _BREAKTHROUGH = "state", "plan", "breakthrough"
_SELECT_PX = 250
_ALL = ""


@dataclass(frozen=True)
class Chosen:
    """The tasks that the list shows; ``told`` says how they were chosen, nothing where all are shown."""

    rows: pd.DataFrame
    told: tuple[str, ...]


def chosen(tasks: pd.DataFrame) -> Chosen:
    """Find the tasks that the link chooses, before the choices are drawn."""
    states = link_choices.asked_several(_STATE, _states(tasks))
    plans, numbered = _plans(tasks), _breakthroughs(tasks)
    plan, breakthrough = link_choices.asked(_PLAN, plans), link_choices.asked(_BREAKTHROUGH, numbered)
    kept = (
        (tasks["state"].isin(states) | (not states))
        & ((tasks["plan"] == plan) | (plan == _ALL))
        & ((_numbers(tasks) == breakthrough) | (breakthrough == _ALL))
    )
    told = ["、".join(TASK_MARKS[state].word for state in states), plan and plans[plan]]
    told.append(breakthrough and numbered[breakthrough])
    return Chosen(tasks[kept], tuple(filter(None, told)))


def draw(tasks: pd.DataFrame) -> None:
    """Draw the choices."""
    counts = tasks["state"].value_counts().reindex(list(STATES), fill_value=0)
    states = {state: f"{TASK_MARKS[state].text} {counts[state]}" for state in _states(tasks)}
    with st.container(key="task-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        link_choices.several(_STATE, "状态（不选即全部）", states)
        link_choices.selected(_PLAN, "方案", _plans(tasks), _ALL, width=_SELECT_PX)
        link_choices.selected(_BREAKTHROUGH, "突破", _breakthroughs(tasks), _ALL, width=_SELECT_PX)


def choose_clicked() -> None:
    """Narrow the list down to the cell of the matrix that was clicked."""
    points = st.session_state[f"chart-{MATRIX}"]["selection"]["points"]
    clicked = [point["customdata"] for point in points if point.get("customdata")]
    if clicked:
        plan, number = clicked[0]
        link.change({_PLAN: plan, _BREAKTHROUGH: str(int(number)) if int(number) else _ALL})


def _states(tasks: pd.DataFrame) -> dict[str, str]:
    return _offered(_STATE, {state: TASK_MARKS[state].word for state in STATES}, set(tasks["state"]))


def _plans(tasks: pd.DataFrame) -> dict[str, str]:
    return {_ALL: "全部方案"} | _offered(_PLAN, plan_names(), set(tasks["plan"]))


def _breakthroughs(tasks: pd.DataFrame) -> dict[str, str]:
    names = {str(number): name for number, name in breakthroughs().items()}
    return {_ALL: "全部突破"} | _offered(_BREAKTHROUGH, names, set(_numbers(tasks)))


def _numbers(tasks: pd.DataFrame) -> pd.Series:
    return tasks["breakthrough"].map(lambda number: _ALL if pd.isna(number) else str(int(number)))


def _offered(name: str, words: Mapping[str, str], here: Collection[str]) -> dict[str, str]:
    """Offer what the tasks have, and what the link asks for: none of it here is an answer too."""
    asked = link_choices.asked_several(name, words)
    return {key: word for key, word in words.items() if key in here or key in asked}
