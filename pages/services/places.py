"""Where people are served: kinds of stations, windows by level, basic services, lines that moved in."""

from functools import partial

import pandas as pd

from metrics import stations
from ui import charts as pictures
from ui import messages, panels, provenance, service_charts, service_tables, tables
from ui import service_statements as words
from ui.parts import services as parts
from ui.session import View
from ui.theme import palette


def kinds(found: pd.DataFrame, view: View) -> None:
    """How many stations of each kind are open, how full and how used."""
    table = service_tables.kinds(found)
    with panels.panel(words.kinds(found), key="kinds", data=table, file_name="阵地类型"):
        if found.empty:
            messages.empty("本范围没有开放中的阵地", "可从上方选择其他范围或报告期")
            return
        tables.rows(list(table.columns), table.itertuples(index=False), service_tables.KIND_COLUMNS)
        panels.note(words.STATIONS_KEY)
        parts.kinds(view, found)


def windows(found: pd.DataFrame, view: View) -> None:
    """Windows against places, level by level."""
    data = partial(service_tables.taken, found, service_tables.WINDOWS)
    with panels.panel(words.windows(found), key="windows", data=data, file_name="服务窗口"):
        if found.empty:
            messages.empty("园区不要求设服务窗口")
            return
        figure = service_charts.window_bars(found, palette())
        pictures.show(figure, key="服务窗口", alt="各级服务窗口")
        panels.note(words.WINDOWS_KEY)
        provenance.opener(view, "window_coverage", key="windows")


def services(found: pd.DataFrame, view: View) -> None:
    """How many stations and windows offer each basic service."""
    offered = stations.offered(found)
    data = partial(service_tables.stations, found[found["basic"]])
    with panels.panel(words.services(offered), key="offered", data=data, file_name="基本服务"):
        if not offered["stations"].any():
            messages.empty("本范围没有站点和窗口")
            return
        figure = service_charts.service_bars(offered, palette())
        pictures.show(figure, key="基本服务", alt="提供各项基本服务的站点和窗口")
        provenance.opener(view, "basic_services", key="offered")


def moved_in(found: pd.DataFrame, view: View) -> None:
    """One leads, many move in: the lines that are present in the service stations."""
    lines = stations.moved_in(found)
    data = partial(service_tables.taken, lines, service_tables.MOVED_IN)
    with panels.panel(words.moved_in(lines), key="moved-in", data=data, file_name="入驻条线"):
        if not lines["stations"].any():
            messages.empty("本范围没有群团服务站点")
            return
        figure = service_charts.line_bars(lines, palette())
        pictures.show(figure, key="入驻条线", alt="各条线牵头和入驻的群团服务站点")
        panels.note("“一家牵头、多家进入”：群团服务中心和群团服务站中，各条线牵头或入驻的占比。")
        provenance.opener(view, "co_location", key="moved-in")
