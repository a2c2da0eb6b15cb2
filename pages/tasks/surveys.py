"""从调研到成效: what was asked where and when, what came of it, and what was never taken up."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.tasks import surveys
from pages.tasks import contents, opening, survey_course, survey_map
from ui.choosing import link_choices
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.session import View
from ui.shell import messages
from ui.tasks import survey_charts, survey_words
from ui.theme import palette

_ALL = "all"


def show(view: View) -> None:
    """Draw the part."""
    found = contents.gather_surveys(view)
    panels.title(survey_words.title(found, view.place), choosing_words.chosen(view))
    if found.empty:
        messages.empty(*survey_words.NOTHING)
        return
    opening.go_on(view)
    followed = contents.gather_followed(view)
    _flow(survey_words.steps(followed[followed["survey_id"].isin(found["survey_id"])]), followed, found)
    left, right = st.columns([1, 1.25], gap="small")
    with left:
        survey_map.show(contents.gather_townships(view), found, view)
    with right:
        survey_course.times(found, view)
        survey_course.unheard(surveys.without_result(found))


def _flow(steps: pd.DataFrame, followed: pd.DataFrame, found: pd.DataFrame) -> None:
    """The flow from survey to metric, followed from either end."""
    own = followed[followed["survey_id"].isin(found["survey_id"])]
    data = partial(survey_words.surveys_read, found)
    with panels.panel(survey_words.flow(own), key="flow", data=data, file_name="调研"):
        if steps.empty:
            messages.empty("还没有任务或问题写明出自哪次调研", "在改革任务、问题台账里填调研编号")
            return
        kept = _followed(steps)
        if kept.empty:
            messages.empty("没有同时符合的任务或问题", "去掉方式、问题或指标的限制")
            return
        plots.show(
            survey_charts.flow(kept, palette()), key="从调研到成效", alt="调研方式、问题、事项到指标的流向"
        )
        items = own.loc[kept.index, ["kind", "item_id"]]
        tables.grid(kept, "followed", chosen=partial(opening.follow, items))
        panels.note(survey_words.FLOW_KEY)


def _followed(steps: pd.DataFrame) -> pd.DataFrame:
    """Keep what the viewer follows: from a way of asking or a problem on, or from a metric back."""
    with st.container(key="flow-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, column, label in (
            ("method", "调研方式", "从方式"),
            ("problem", "针对问题", "看问题"),
            ("moves", "指标", "从指标往回看"),
        ):
            words = {_ALL: "全部"} | {word: word for word in dict.fromkeys(steps[column])}
            chosen = link_choices.selected(name, label, words, _ALL, width=210)
            steps = steps if chosen == _ALL else steps[steps[column] == chosen]
    return steps
