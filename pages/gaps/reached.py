"""Whom a station plan reaches, by township and by line."""

from metrics.catalogue import LINES
from metrics.siting import effect
from metrics.siting.effect import Plan
from ui.drawing import panels, place_names, plots, tables
from ui.gaps import reach_charts
from ui.session import View
from ui.siting import words
from ui.theme import Palette


def townships(told: Plan, unit: str, view: View, colours: Palette) -> None:
    """Draw the covered share of each township before and after."""
    rows = words.township_rows(told)
    counties = place_names.counties(view)
    drawn = words.drawn_townships(told, counties)
    cut = place_names.cut_short(len(rows), "新增覆盖最多", "个乡镇", len(drawn))
    statement, chosen = words.townships_title(told), words.chosen(told.asked, unit)
    with panels.panel(statement, key="townships", data=rows, file_name="乡镇新增覆盖", chosen=chosen):
        figure = reach_charts.before_after(drawn, colours)
        plots.show(figure, key="乡镇新增覆盖", alt=statement)
        panels.note("○ 现有覆盖率，● 新建后；无变化的只标一处。", *cut)


def lines(told: Plan, unit: str, sharing: tuple[str, ...], view: View) -> None:
    """Count the public of each sharing line that is newly reached."""
    counted = effect.by_line(view.snapshot, told, sharing or tuple(LINES))
    rows, chosen = words.lines(counted), words.chosen(told.asked, unit)
    statement = words.lines_title(counted)
    with panels.panel(statement, key="line-reach", data=rows, file_name="条线新增覆盖", chosen=chosen):
        tables.plain(rows, numeric=["新覆盖对象", "服务对象", "填报村数"])
