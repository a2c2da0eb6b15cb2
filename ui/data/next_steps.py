"""A page whose tables a county has not handed in: what to hand in next, and what there is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics.data import begun, needs
from metrics.data.begun import Begun
from metrics.data.needs import Asked
from ui import link, projector, session
from ui.cache import fetch
from ui.data import begun_map, begun_words
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages, navigation, template

_LEAD = "没有上报，就不下判断：这里不写 0，也不写缺失。交上来以后，这一页自动有内容。"
#: Height of the list of townships, and from how many on they have to be scrolled.
_ROWS_PX, _FEW = 250, 7
_NOT_YET = "还没有"
#: Path of the page whose tables stand for all of a county's work: 总览.
_WORK = ""
#: Part of 数据中心 that tells how to fill in, and what it is called.
_HOW = {"dictionary": "看每一列怎么填"}

#: Draws the way to a part of 数据中心, by its word in the link and its label.
Way = Callable[[View, str, str], object]


def run(view: View, page: st.Page) -> None:
    """Run a page, or say what it waits for."""
    if fetch(view.snapshot, needs.is_met, page=page.url_path):
        page.run()
    else:
        messages.notices(view)
        _show(view, page.title, fetch(view.snapshot, needs.asked, page=page.url_path), _leave)


def is_due(view: View) -> bool:
    """Tell whether the county has handed in nothing of its work yet."""
    return not fetch(view.snapshot, needs.is_met, page=_WORK)


def show(view: View, title: str) -> None:
    """Say on 数据中心 what a part of it waits for, and what there is.

    Args:
        view: what is shown.
        title: of the part.
    """
    _show(view, title, fetch(view.snapshot, needs.asked, page=_WORK), _stay)


def offer(view: View) -> None:
    """Say what to hand in next, where it is handed in."""
    _tables(view, fetch(view.snapshot, needs.asked, page=_WORK), _stay, _HOW)


def _show(view: View, title: str, asked: Sequence[Asked], way: Way) -> None:
    found = fetch(view.snapshot, begun.begun)
    panels.title(_statement(view, title, asked), _LEAD)
    left, right = st.columns([1.35, 1], gap="small")
    with left:
        _tables(view, asked, way, {"hand-in": "去数据中心交数据"} | _HOW)
        _listed(found)
    with right:
        _drawn(view, found)


def _tables(view: View, asked: Sequence[Asked], way: Way, ways: Mapping[str, str]) -> None:
    with panels.panel("下一步交这些表", key="next-steps"):
        tables.plain(_written(asked), numeric=["已有"])
        with st.container(horizontal=True, key="next-ways", gap="small", vertical_alignment="center"):
            template.offer("next-template")
            for part, label in ways.items():
                way(view, part, f"{label} →")


def _leave(view: View, part: str, label: str) -> None:
    """The way to a part of 数据中心."""
    navigation.more("data", label, view, **{session.PART: part})


@projector.left_out
def _stay(_view: View, part: str, label: str) -> None:
    """The way to another part: a link to the page that is open would leave the address as it was."""
    how: dict[str, Any] = {"on_click": link.change, "args": ({session.PART: part},)}
    st.button(label, key=f"next-{part}", type="tertiary", **how)


def _statement(view: View, title: str, asked: Sequence[Asked]) -> str:
    missing = [one.title for one in asked if not one.rows]
    return f"{view.trail['name'].iloc[0]}还没有上报{'、'.join(missing[:2])}，{title}先空着"


def _written(asked: Sequence[Asked]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "表": [f"{number}. {one.title}" for number, one in enumerate(asked, start=1)],
            "填什么": [one.note for one in asked],
            "已有": [f"{one.rows:,} 行" if one.rows else _NOT_YET for one in asked],
        }
    )


def _listed(found: Begun) -> None:
    """The townships one by one."""
    written = begun_words.townships(found)
    with panels.panel("乡镇名录", "begun", written, f"{found.name}乡镇", chosen=None):
        if written.empty:
            messages.empty("没有乡镇和村", "请在“行政区划”表里上报")
        else:
            tables.grid(written, "begun", height="auto" if len(written) < _FEW else _ROWS_PX)


def _drawn(view: View, found: Begun) -> None:
    """Where the townships lie."""
    with panels.panel(begun_words.counted(found), "begun-map"):
        begun_map.show(view.snapshot, found, key="begun-map")
        panels.items(begun_words.divided(found))
