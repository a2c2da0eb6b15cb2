"""What is asked of 选址测算, each choice in the link, and the plan that it is compared with."""

import streamlit as st

from metrics import station_effect
from metrics.catalogue import LINES
from metrics.station_effect import Plan
from metrics.station_plan import Found, Ground, Question
from ui import gap_statements, link_choices, panels, station_search, tables
from ui import siting_statements as words
from ui.session import View

_COUNT, _RADIUS, _FLOOR, _OTHER = "n", "r", "floor", "other"


def choose(view: View, unit: str) -> tuple[Question, tuple[str, ...]]:
    """Draw the row of choices; return the question and the lines that share the stations (none: all)."""
    with st.container(key="siting-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        count = link_choices.number(_COUNT, "新建个数", 5, (1, 40), 1, width=130)
        radius = link_choices.number(_RADIUS, f"半径（{unit}）", 5.0, (0.5, 120.0), 0.5, width=140)
        floor = link_choices.number(_FLOOR, "乡镇保底（%）", 0, (0, 100), 5, width=140)
        sharing = link_choices.several("share", "进驻条线（不选即全部）", dict(LINES))
    chosen = view.selection
    return Question(chosen.period, chosen.region, count, radius, words.percent(floor)), sharing


def left_out(on: Ground) -> str:
    """Name the places that could not be reckoned with."""
    return gap_statements.left_out(on.left_out, "测算")


def comparison(told: Plan, on: Ground, view: View) -> None:
    """Set the plan beside another one that the link keeps."""
    kept = st.query_params.get(_OTHER, "")
    other = words.kept_question(told.asked, kept)
    answer = station_search.answer(view, on, other) if other else None
    second = station_effect.plan(on, other, answer) if other and isinstance(answer, Found) else None
    title = words.compared_title(told, second) if second else "还没有对照方案"
    with panels.panel(title, key="compare"):
        if second:
            rows = words.compared(told, second, on.ways.unit)
            tables.plain(rows, numeric=["本方案", "对照方案"])
        st.button("把本方案留作对照", key="keep-other", on_click=_keep, args=(told.asked,))


def _keep(asked: Question) -> None:
    st.query_params[_OTHER] = words.kept(asked)
