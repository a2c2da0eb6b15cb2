"""Which issues the list shows: by state, rule and post, each in the link."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from metrics.meeting.ledger import STATES
from ui.choosing import link_choices
from ui.meeting.words import OVERDUE, SIGNS, STATE_MARKS

_STATE, _SIGN, _POST = "state", "sign", "post"
_OVERDUE, _ALL = "overdue", ""
_SELECT_PX = 240
_STATES = {_OVERDUE: OVERDUE.text} | {state: mark.text for state, mark in STATE_MARKS.items()}


@dataclass(frozen=True)
class Chosen:
    """The issues that the list shows; ``told`` says how they were chosen, nothing where all are shown."""

    rows: pd.DataFrame
    told: tuple[str, ...]


def chosen(found: pd.DataFrame) -> Chosen:
    """Find the issues that the link chooses, before the choices are drawn."""
    states = link_choices.asked_several(_STATE, _STATES)
    sign, post = link_choices.asked(_SIGN, _signs()), link_choices.asked(_POST, _posts(found))
    in_state = found["state"].isin(states) | (found["overdue"] & (_OVERDUE in states)) | (not states)
    kept = found[
        in_state & (found[sign] if sign else True) & ((found["owner_post"] == post) | (post == _ALL))
    ]
    told = ["、".join(_STATES[state].split()[-1] for state in states), sign and SIGNS[sign], post]
    return Chosen(kept, tuple(filter(None, told)))


def draw(found: pd.DataFrame) -> None:
    """Draw the choices."""
    counts = found["state"].value_counts().reindex(list(STATES), fill_value=0)
    numbered = {state: f"{mark.text} {counts[state]}" for state, mark in STATE_MARKS.items()}
    states = {_OVERDUE: f"{OVERDUE.text} {int(found['overdue'].sum())}"} | numbered
    with st.container(key="issue-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        link_choices.several(_STATE, "状态（不选即全部）", states)
        link_choices.selected(_SIGN, "规则", _signs(), _ALL, width=_SELECT_PX)
        link_choices.selected(_POST, "责任岗位", _posts(found), _ALL, width=_SELECT_PX)


def _signs() -> dict[str, str]:
    return {_ALL: "不限"} | SIGNS


def _posts(found: pd.DataFrame) -> dict[str, str]:
    return {_ALL: "全部岗位"} | {post: post for post in sorted(found["owner_post"].dropna().unique())}
