"""What stations offer: the basic services, and the lines that moved in."""

from functools import partial

import pandas as pd

from metrics.services import stations
from ui.behind import number
from ui.drawing import panels
from ui.drawing import plots as pictures
from ui.services import charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def services(found: pd.DataFrame, view: View) -> None:
    """How many stations and windows offer each basic service."""
    offered = stations.offered(found)
    data = partial(frames.stations, found[found["basic"]])
    with panels.panel(words.services(offered), key="offered", data=data, file_name="基本服务"):
        if not offered["stations"].any():
            messages.empty("本范围没有站点和窗口")
            return
        figure = charts.service_bars(offered, palette())
        pictures.show(figure, key="基本服务", alt="提供各项基本服务的站点和窗口")
        number.opener(view, "basic_services", key="offered")


def moved_in(found: pd.DataFrame, view: View) -> None:
    """One leads, many move in: the lines that are present in the service stations."""
    lines = stations.moved_in(found)
    data = partial(frames.taken, lines, frames.MOVED_IN)
    with panels.panel(words.moved_in(lines), key="moved-in", data=data, file_name="入驻条线"):
        if not lines["stations"].any():
            messages.empty("本范围没有群团服务站点")
            return
        figure = charts.line_bars(lines, palette())
        pictures.show(figure, key="入驻条线", alt="各条线牵头和入驻的群团服务站点")
        panels.note("“一家牵头、多家进入”：群团服务中心和群团服务站中，各条线牵头或入驻的占比。")
        number.opener(view, "co_location", key="moved-in")
