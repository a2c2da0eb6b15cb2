"""可达公平: how far people have to a station, and how evenly."""

from functools import partial

import streamlit as st

from metrics.gaps import equity
from metrics.gaps.equity import Access
from pages.gaps import contents, since
from ui import maps, projector
from ui.behind import number_row
from ui.drawing import panels, place_names, plots, readings, tables, workbooks
from ui.gaps import access_words, reach_charts
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    head = st.container()
    month = since.choose(view)
    reach = contents.gather_reach(view, month)
    found = reach.now
    with head:
        panels.title(access_words.title(found), access_words.compared(found, reach.earlier, month))
    if lacking := access_words.left_out(found.left_out, "测算"):
        maps.notice(lacking)
    if found.gini is None:
        messages.empty("无法画出公平曲线", "需要村（社区）的人口和坐标，以及开放的群团服务站")
        return
    left, middle, right = st.columns([0.95, 0.8, 1.2], gap="small")
    with left:
        _curve(found, view)
    with middle:
        _townships(found, reach.earlier, view)
    with right:
        _worst(found, view)


def _curve(found: Access, view: View) -> None:
    data = partial(access_words.curve_rows, found.curve)
    with panels.panel(access_words.inequality(found), key="lorenz", data=data, file_name="可达公平曲线"):
        figure = reach_charts.lorenz(found.curve, palette())
        plots.show(figure, key="可达公平曲线", alt=access_words.inequality(found))
        panels.note(access_words.KEY)
        number_row.row(readings.of_view(view, contents.NEAR), view, "access")


def _townships(found: Access, earlier: Access | None, view: View) -> None:
    told = equity.by_township(found, earlier)
    data = partial(access_words.township_rows, told, found.unit)
    statement = access_words.farthest(told, found.unit)
    with panels.panel(statement, key="ways", data=data, file_name="各乡镇平均距离"):
        counties = place_names.counties(view)
        figure = reach_charts.township_ways(access_words.townships(told, counties), found.unit, palette())
        plots.show(figure, key="各乡镇平均距离", alt=statement)
        panels.note(access_words.WAYS_KEY, *place_names.cut_short(len(told), "平均最远", "个乡镇"))


def _worst(found: Access, view: View) -> None:
    rows = access_words.rows(found.worst, found.unit)
    data = partial(access_words.rows, found.villages, found.unit)
    with panels.panel(f"最远的一成人住在 {len(rows):,} 个村（社区）", key="worst", data=data):
        height = access_words.grid_height(rows, palette())
        shown = rows.drop(columns="最近站点") if projector.is_on() else rows
        tables.grid_with_download(
            shown, workbooks.chosen_by("最远一成"), "worst-tenth", access_words.columns(found.unit), height
        )
