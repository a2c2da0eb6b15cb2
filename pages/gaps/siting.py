"""选址测算: so many stations, where, and whom do they reach?"""

from functools import partial

import streamlit as st

from metrics import station_effect
from metrics.catalogue import LINES
from metrics.station_effect import Plan
from metrics.station_plan import Ground, Refused
from pages.gaps import plan_map, proposal, question
from ui import charts, gap_charts, maps, panels, station_search, tables, viewport
from ui import siting_statements as words
from ui.session import View
from ui.theme import palette


def show(view: View, head: st.delta_generator.DeltaGenerator) -> None:
    """Draw the part."""
    screen = viewport.known()
    on = station_search.ground(view)
    asked, sharing = question.choose(view, on.ways.unit)
    found = station_search.answer(view, on, asked)
    if found is None:
        return
    if isinstance(found, Refused):
        _refused(found, head)
        return
    told = station_effect.plan(on, asked, found)
    with head:
        panels.title(words.title(told, view.place), words.proof(told, on.ways.unit))
    if told.found.sites and (lacking := question.left_out(on)):
        maps.notice(lacking)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        plan_map.show(told, on, view, screen)
    with right:
        _sites(told, on)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        _townships(told)
    with right:
        _lines(told, sharing, view)
        question.comparison(told, on, view)
    proposal.offer(told, sharing, view)


def _refused(refused: Refused, head: st.delta_generator.DeltaGenerator) -> None:
    with head:
        panels.title("这个要求没有可行的方案")
    with panels.panel(refused.message if not refused.shortfalls else "这些乡镇达不到保底要求", key="refused"):
        if refused.shortfalls:
            tables.plain(words.shortfalls(refused), numeric=["要求", "最多可到", "还差"])
        panels.note("增加新建个数、放大半径或降低保底，再试一次。")


def _sites(told: Plan, on: Ground) -> None:
    rows = words.sites(told, on.ways.unit)
    with panels.panel(f"选出 {len(rows)} 个点", key="sites", data=rows, file_name="选址"):
        tables.plain(rows, numeric=["序号", "新覆盖"])
    with panels.panel(words.curve_title(told), key="curve", data=partial(words.curve_rows, told)):
        curve = words.curve(told)
        figure = gap_charts.marginal(curve, (len(told.sites), told.after), palette())
        charts.show(figure, key="边际曲线", alt=words.curve_title(told))
        panels.note("曲线：不设保底时新建若干个站点最多能覆盖的人数；◆ 本方案。")


def _townships(told: Plan) -> None:
    rows = words.township_rows(told)
    with panels.panel(words.townships_title(told), key="townships", data=rows, file_name="乡镇新增覆盖"):
        figure = gap_charts.before_after(words.townships(told), palette())
        charts.show(figure, key="乡镇新增覆盖", alt=words.townships_title(told))
        panels.note("○ 现有覆盖率，● 新建后；无变化的只标一处。")


def _lines(told: Plan, sharing: tuple[str, ...], view: View) -> None:
    rows = words.lines(station_effect.by_line(view.snapshot, told, sharing or tuple(LINES)))
    with panels.panel("各进驻条线新覆盖的服务对象", key="line-reach", data=rows, file_name="条线新增覆盖"):
        tables.plain(rows, numeric=["新覆盖对象", "服务对象", "填报村数"])
