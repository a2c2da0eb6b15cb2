"""The decisions that are noted and not handed in yet, and the ways on."""

from typing import Any

import streamlit as st

from pages.meeting import contents
from ui.data import hand_in
from ui.drawing import panels, tables, workbooks
from ui.meeting import decision_words, kept, taking_down
from ui.session import View
from ui.shell import etl_process, messages, navigation


def show(meeting: dict[str, Any], names: dict[str, str], places: dict[str, str], view: View) -> None:
    """Show what is noted, and offer to hand it in, to take it away, to take it back."""
    told = kept.of_meeting(meeting["id"])
    if not told["decisions"]:
        panels.note("记下的先存在服务器上，断线、换电脑都还在；预览并发布以后才进入台账。")
        return
    panels.line(f"已记下 {len(told['decisions'])} 项，还没有发布")
    tables.plain(taking_down.noted(told, names, places), numeric=["序号"], notes=["区划", "责任岗位"])
    batch = taking_down.batch(meeting, told, contents.gather_taken())
    with st.container(key="decision-ways", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("预览并发布 →", type="primary", key="decision-hand-in"):
            _hand_in(meeting["id"], batch, view)
        workbooks.file(batch.content, batch.name, key="decision-batch", label="下载这一批 .xlsx")
        st.button("删去最后一项", key="decision-undo", on_click=decision_words.undo, args=(meeting["id"],))
        st.button("已发布，清空", key="decision-clear", on_click=decision_words.clear, args=(meeting["id"],))


def _hand_in(meeting: str, batch: taking_down.Written, view: View) -> None:
    refused = etl_process.refusal()
    if refused or hand_in.is_waiting():
        messages.notice(refused or "数据中心里还有一批没有发布或放弃，请先处理它")
        return
    hand_in.begin([batch], "上报")
    navigation.go("data", view, own={"part": "hand-in"})
