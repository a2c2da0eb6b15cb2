"""Women's committees of townships, and organisations outside the county."""

from functools import partial

import pandas as pd

from ui.behind import number
from ui.drawing import panels, plots, tables
from ui.network import charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def committees(found: pd.DataFrame, view: View) -> None:
    """Women's executive committees of townships."""
    data = partial(frames.committees, found)
    with panels.panel(words.committees(found), key="committees", data=data, file_name="乡镇妇联执委"):
        if found.empty:
            messages.empty("本范围没有乡镇", "妇联执委按乡镇查看，园区不计")
            return
        figure = charts.committees(found, palette())
        plots.show(figure, key="乡镇妇联执委", alt="各乡镇妇联执委人数与不少于 5 人的要求")
        panels.note(words.COMMITTEE_KEY)
        number.opener(view, "women_exec_ok", key="committees")


def outposts(found: pd.DataFrame, view: View) -> None:
    """Organisations outside the county."""
    data = partial(frames.outposts, found)
    with panels.panel(words.outposts(found), key="outposts", data=data, file_name="驻外组织"):
        if found.empty:
            messages.empty("没有驻外组织", "类别为驻外的组织，由县级建立")
            return
        tables.plain(frames.outposts_read(found), numeric=["委员"], marks=["城市", "成立"])
        number.opener(view, "external_orgs", key="outposts")
