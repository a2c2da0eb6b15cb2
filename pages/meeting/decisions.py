"""议定事项: what the meetings decided and what became of it, and the form for what this one decides."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.meeting import contents
from ui import projector, shown
from ui.choosing import words as choosing_words
from ui.data import hand_in
from ui.drawing import panels, tables, workbooks
from ui.meeting import chosen_meeting, decision_form, decision_words, frames, kept, taking_down
from ui.session import View
from ui.shell import etl_process, messages, navigation


def show(view: View) -> None:
    """Draw the part."""
    decided, held = contents.gather_decisions(view), contents.gather_meetings(view)
    panels.title(decision_words.title(decided, view.place), choosing_words.chosen(view))
    _last(decided)
    if shown.edition() is None:
        projector.left_out(_take_down)(held, view)
    _all(decided)


def _last(decided: pd.DataFrame) -> None:
    """What the meeting opens with: what became of the last one's decisions, and what is open of before."""
    opening = decision_words.opening(decided)
    data = partial(frames.decisions, opening)
    with panels.panel(
        decision_words.last(decided), key="last-decisions", data=data, file_name="上次议定事项"
    ):
        if opening.empty:
            messages.empty("还没有议定事项", "会上议定的在下面记下，预览以后发布")
            return
        read = frames.decisions(opening)[
            ["结果", "议定事项", "责任条线", "责任岗位", "要求完成", "超期（天）", "会议"]
        ]
        tables.grid(read, "last-decisions")
        panels.note(decision_words.OUTCOME_KEY)


def _take_down(held: pd.DataFrame, view: View) -> None:
    found = chosen_meeting.known(held)
    with panels.panel("记下这次会议的议定事项", key="take-down"):
        meeting = chosen_meeting.draw(found)
        if not meeting:
            messages.empty("还没有会议", "点“新的会议”，写下名称和日期")
            return
        subjects, places = contents.gather_subjects(view)
        decision_form.show(found[meeting], subjects, places)
        _noted(found[meeting], taking_down.subject_names(subjects), places, view)


def _noted(meeting: dict[str, Any], names: dict[str, str], places: dict[str, str], view: View) -> None:
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


def _all(decided: pd.DataFrame) -> None:
    if len(decided):
        read = frames.decisions(decided)
        with panels.panel(decision_words.all_of(decided), key="decisions", data=read, file_name="议定事项"):
            tables.grid(read, "decisions")
