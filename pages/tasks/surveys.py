"""从调研到成效: what was asked where and when, what came of it, and what was never taken up."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.tasks import surveys
from pages.tasks import contents, survey_map
from ui.choosing import link_choices
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.session import View
from ui.shell import messages
from ui.tasks import survey_charts, survey_words
from ui.theme import palette

_ALL = "all"
#: So many surveys without result are listed on the page.
_SHOWN = 8


def show(view: View) -> None:
    """Draw the part."""
    found = contents.gather_surveys(view)
    panels.title(survey_words.title(found, view.place), choosing_words.chosen(view))
    if found.empty:
        messages.empty(*survey_words.NOTHING)
        return
    followed = contents.gather_followed(view)
    _flow(survey_words.steps(followed[followed["survey_id"].isin(found["survey_id"])]), followed, found)
    left, right = st.columns([1, 1.25], gap="small")
    with left:
        survey_map.show(contents.gather_townships(view), found, view)
    with right:
        _times(found, view)
        _unheard(surveys.without_result(found))


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
        tables.grid(kept, "followed")
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


def _times(found: pd.DataFrame, view: View) -> None:
    """When which line asked in which way."""
    data = partial(survey_words.surveys_read, found)
    told = survey_words.lines(found, view.selection.shown_lines)
    with panels.panel(told, key="survey-times", data=data, file_name="调研时间"):
        plots.show(survey_charts.times(found, palette()), key="调研时间", alt="各次调研的日期、方式和条线")
        panels.note(survey_words.TIME_KEY)


def _unheard(idle: pd.DataFrame) -> None:
    """What was heard and never taken up."""
    read = survey_words.unheard_read(idle)
    with panels.panel(survey_words.unheard(idle), key="unheard", data=read, file_name="没有下文的调研"):
        if len(read):
            tables.plain(read.head(_SHOWN), marks=["日期", "方式"], notes=["条线"])
        if len(read) > _SHOWN:
            panels.note(f"只列最近 {_SHOWN} 次，全部 {len(read)} 次见“数据”。")
