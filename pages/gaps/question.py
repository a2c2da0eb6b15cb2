"""What is asked of 选址测算, each choice in the link, and the plan that it is compared with."""

import streamlit as st

from metrics.catalogue import LINES
from metrics.siting import effect
from metrics.siting.effect import Plan
from metrics.siting.plan import Found, Ground, Question
from ui import link, projector
from ui.choosing import link_choices
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages
from ui.siting import in_link, station_search, words

_COUNT, _RADIUS, _FLOOR, _SHARE, _OTHER = "n", "r", "floor", "share", "other"


def choose(view: View, unit: str) -> tuple[Question, tuple[str, ...]]:
    """Draw the row of choices; return the question and the lines that share the stations (none: all)."""
    with st.container(key="siting-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        count = link_choices.number(_COUNT, "新建个数", 5, (1, 40), 1, width=130)
        radius = link_choices.number(_RADIUS, f"半径（{unit}）", 5.0, (0.5, 120.0), 0.5, width=140)
        floor = link_choices.number(_FLOOR, "乡镇保底（%）", 0, (0, 100), 5, width=140)
        sharing = link_choices.several(_SHARE, "进驻条线（不选即全部）", dict(LINES))
    chosen = view.selection
    return Question(chosen.period, chosen.region, count, radius, in_link.percent(floor)), sharing


def other(told: Plan, on: Ground, view: View) -> Plan | None:
    """Work out the plan that the link keeps beside; None where it keeps none that has an answer."""
    kept = link_choices.said(_OTHER, "对照方案", lambda word: in_link.kept_question(told.asked, word), None)
    answer = station_search.answer(view, on, kept) if kept else None
    return effect.plan(on, kept, answer) if kept and isinstance(answer, Found) else None


def comparison(told: Plan, second: Plan | None, on: Ground, sharing: tuple[str, ...], view: View) -> None:
    """Set the plan beside the other one."""
    with panels.panel(words.compared_title(told, second), key="compare"):
        if second:
            rows = words.compared(told, second, on.ways.unit, (sharing, _kept_lines()))
            tables.plain(rows, numeric=["本方案", "对照方案"])
        else:
            messages.empty("留下一个方案，再改个数、半径或保底", "两个方案会并排列出，选址同时画在图上")
        _ways(told.asked, second.asked if second else None, sharing)


@projector.left_out
def _ways(asked: Question, other: Question | None, sharing: tuple[str, ...]) -> None:
    with st.container(key="compare-choice", horizontal=True, gap="small"):
        st.button("把本方案留作对照", key="keep-other", on_click=_keep, args=(asked, sharing))
        if other:
            st.button("换成对照方案", key="swap-other", on_click=_swap, args=(asked, other, sharing))
            st.button("取消对照", key="drop-other", on_click=_drop)


def _kept_lines() -> tuple[str, ...]:
    return in_link.kept_lines(st.query_params.get(_OTHER, ""))


def _keep(asked: Question, sharing: tuple[str, ...]) -> None:
    link.change({_OTHER: in_link.kept(asked, sharing)})


def _swap(asked: Question, other: Question, sharing: tuple[str, ...]) -> None:
    now = in_link.in_link(other, (_COUNT, _RADIUS, _FLOOR))
    link.change(now | {_SHARE: ",".join(_kept_lines()), _OTHER: in_link.kept(asked, sharing)})


def _drop() -> None:
    link.change({_OTHER: ""})
