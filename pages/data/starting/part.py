"""建立本县: choose a county → look at its divisions → one button."""

import streamlit as st

from metrics.data.divisions import County
from metrics.warehouse import open_snapshot
from pages.data.starting import choosing, contents
from ui import projector
from ui.data import begun_map, begun_words, starting, starting_words
from ui.data.starting import Preview
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import etl_process, messages, navigation


def show(_view: View | None = None) -> None:
    """Draw the part; it is also the first page where nothing is published yet."""
    panels.title(starting_words.TITLE, starting_words.LEAD)
    left, right = st.columns([1, 1.35], gap="small")
    with left, panels.panel("选县", key="county"):
        county = choosing.choose()
        panels.note(*starting_words.NOTES)
    with right:
        _chosen(county)


def _chosen(county: County | None) -> None:
    """What becomes of the choice: nothing yet, a county that is there already, or one to look at."""
    if county is None or projector.is_on():
        starting.give_up()
        messages.empty(starting_words.CHOOSE_FIRST, starting_words.CHOOSE_HINT)
    elif not starting.is_of(county) and (there := contents.established(county)):
        starting.give_up()
        messages.empty(f"{county.name}已经建立", "它有自己的仓库，打开就能接着上报。")
        if st.button(f"打开{county.name}", type="primary", key="start-open"):
            navigation.enter(there.county)
    elif refused := starting.look(county):
        messages.empty("现在还不能预览", refused)
        st.button("再试一次", key="start-wait")
    else:
        _preview(starting.current())


def _preview(one: Preview | None) -> None:
    if one is None:
        return
    etl_process.follow(one.run)
    if one.stage == "published":
        st.rerun()
    if one.stage == "failed" or not one.draft.is_file():
        messages.empty("没有完成，什么也没有建", one.trouble or starting_words.GONE)
        st.button("再试一次", key="start-again", on_click=starting.forget)
        return
    _drawn(one)


def _drawn(one: Preview) -> None:
    """What the county would begin with, and the two ways on."""
    draft = open_snapshot(one.draft)
    found = contents.gather_begun(draft)
    written = begun_words.townships(found)
    with panels.panel(begun_words.counted(found), "begun", written, f"{found.name}乡镇", chosen=None):
        panels.items([*begun_words.divided(found), starting_words.stays(one.place)])
        with st.container(key="start-ways", horizontal=True, gap="small", vertical_alignment="center"):
            label = f"建立{found.name}"
            st.button(label, type="primary", key="start-establish", on_click=starting.establish)
            st.button("换一个县", key="start-give-up", on_click=choosing.clear)
        begun_map.show(draft, found, key="start-map")
        if len(written):
            tables.grid(written, "begun", height=220)
