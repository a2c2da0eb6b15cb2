"""When which line asked, and what was heard and never taken up."""

from functools import partial

import pandas as pd

from ui.drawing import panels, plots, tables
from ui.session import View
from ui.tasks import survey_charts, survey_words
from ui.theme import palette

#: So many surveys without result are listed on the page.
_SHOWN = 8


def times(found: pd.DataFrame, view: View) -> None:
    """When which line asked in which way."""
    data = partial(survey_words.surveys_read, found)
    told = survey_words.lines(found, view.selection.shown_lines)
    with panels.panel(told, key="survey-times", data=data, file_name="调研时间"):
        plots.show(survey_charts.times(found, palette()), key="调研时间", alt="各次调研的日期、方式和条线")
        panels.note(survey_words.TIME_KEY)


def unheard(idle: pd.DataFrame) -> None:
    """What was heard and never taken up."""
    read = survey_words.unheard_read(idle)
    with panels.panel(survey_words.unheard(idle), key="unheard", data=read, file_name="没有下文的调研"):
        if len(read):
            tables.plain(read.head(_SHOWN), marks=["日期", "方式"], notes=["条线"])
        if len(read) > _SHOWN:
            panels.note(f"只列最近 {_SHOWN} 次，全部 {len(read)} 次见“数据”。")
