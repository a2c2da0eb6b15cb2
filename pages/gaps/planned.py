"""A station plan: what is asked of it, what answers, and what it is called; two parts of the page show it."""

from dataclasses import dataclass

import streamlit as st

from metrics.siting import effect
from metrics.siting.effect import Plan
from metrics.siting.plan import Ground, Refused
from pages.gaps import question, refused
from ui import maps
from ui.drawing import panels
from ui.gaps import access_words
from ui.session import View
from ui.siting import station_search, words


@dataclass(frozen=True)
class Planned:
    """A plan, the one that it is compared with, the ground of both, and the lines that share the stations."""

    told: Plan
    other: Plan | None
    on: Ground
    sharing: tuple[str, ...]


def plan(view: View) -> Planned | None:
    """Draw the question and the title; None where no plan answers it, or none yet, which is told."""
    head = st.container()
    on = station_search.ground(view)
    asked, sharing = question.choose(view, on.ways.unit)
    found = station_search.answer(view, on, asked)
    if isinstance(found, Refused):
        refused.show(asked, found, head, view)
    if found is None or isinstance(found, Refused):
        return None
    told = effect.plan(on, asked, found)
    with head:
        panels.title(words.title(told, view.place), words.proof(told, on.ways.unit))
    if lacking := access_words.left_out(on.left_out, "测算"):
        maps.notice(lacking)
    return Planned(told, question.other(told, on, view), on, sharing)
