"""A page whose tables a county has not handed in: what to hand in next, and what there is."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from metrics.data import begun, needs
from metrics.data.needs import Asked
from ui import session
from ui.cache import fetch
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import begun_words, messages, navigation, template

_LEAD = "没有上报，就不下判断：这里不写 0，也不写缺失。交上来以后，这一页自动有内容。"
#: How often a table is handed in is told by its note; what was not is told by a word.
_NOT_YET = "还没有"


def run(view: View, page: st.Page) -> None:
    """Run a page, or say what it waits for."""
    if fetch(view.snapshot, needs.is_met, page=page.url_path):
        page.run()
    else:
        _show(view, page)


def _show(view: View, page: st.Page) -> None:
    messages.notices(view)
    asked = fetch(view.snapshot, needs.asked, page=page.url_path)
    panels.title(_statement(view, page.title, asked), _LEAD)
    left, right = st.columns([1.35, 1], gap="small")
    with left, panels.panel("下一步交这些表", key="next-steps"):
        tables.plain(_written(asked), numeric=["已有"])
        with st.container(horizontal=True, key="next-ways", gap="small", vertical_alignment="center"):
            template.offer("next-template")
            navigation.more("data", "去数据中心交数据 →", view, **{session.PART: "hand-in"})
            navigation.more("data", "看每一列怎么填 →", view, **{session.PART: "dictionary"})
    with right:
        _there_is(view)


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


def _there_is(view: View) -> None:
    """The divisions, which every county has."""
    found = fetch(view.snapshot, begun.begun)
    written = begun_words.townships(found)
    with panels.panel(begun_words.counted(found), "begun", written, f"{found.name}乡镇", chosen=None):
        if len(written):
            tables.grid(written, "begun", height=320)
        else:
            messages.empty("没有乡镇和村", "请在“行政区划”表里上报")
