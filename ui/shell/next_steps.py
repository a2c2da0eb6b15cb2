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
_NEXT = "下一步交这些表"
_NOT_YET = "还没有"
#: Path of the page whose tables stand for all of a county's work: 总览.
_WORK = ""


def run(view: View, page: st.Page) -> None:
    """Run a page, or say what it waits for."""
    if fetch(view.snapshot, needs.is_met, page=page.url_path):
        page.run()
    else:
        messages.notices(view)
        show(view, page.title, page.url_path)


def is_due(view: View) -> bool:
    """Tell whether the county has handed in nothing of its work yet."""
    return not fetch(view.snapshot, needs.is_met, page=_WORK)


def show(view: View, title: str, page: str = _WORK) -> None:
    """Say what to hand in next, and what there is.

    Args:
        view: what is shown.
        title: of the page or the part that waits for it.
        page: path of the page whose tables are asked for.
    """
    asked = fetch(view.snapshot, needs.asked, page=page)
    panels.title(_statement(view, title, asked), _LEAD)
    left, right = st.columns([1.35, 1], gap="small")
    with left:
        _tables(view, asked, ways=True)
    with right:
        _there_is(view)


def offer(view: View) -> None:
    """Say what to hand in next, where it is handed in."""
    _tables(view, fetch(view.snapshot, needs.asked, page=_WORK), ways=False)


def _tables(view: View, asked: Sequence[Asked], *, ways: bool) -> None:
    with panels.panel(_NEXT, key="next-steps"):
        tables.plain(_written(asked), numeric=["已有"])
        with st.container(horizontal=True, key="next-ways", gap="small", vertical_alignment="center"):
            template.offer("next-template")
            if ways:
                navigation.more("data", "去数据中心交数据 →", view, **{session.PART: "hand-in"})
            navigation.more("data", "看每一列怎么填 →", view, **{session.PART: "dictionary"})


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
