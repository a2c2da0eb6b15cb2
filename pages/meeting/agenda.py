"""议程: what the rules find, arranged by hand; who must answer, and what they have to bring."""

from functools import partial

import streamlit as st

from pages.meeting import cause, contents
from ui import projector
from ui.choosing import words as choosing_words
from ui.drawing import panels, tables, workbooks
from ui.meeting import agenda_editor, arranging, chosen_meeting, kept
from ui.meeting.arranging import Item
from ui.session import View
from ui.shell import messages


def show(view: View) -> None:
    """Draw the part."""
    found = chosen_meeting.known(contents.gather_meetings(view))
    meeting = chosen_meeting.draw(found)
    if not meeting:
        messages.empty("还没有会议", "点“新的会议”，写下名称和日期")
        return
    items = arranging.items(contents.gather_points(view), kept.of_meeting(meeting))
    panels.title(
        arranging.title(items), f"{chosen_meeting.title(found[meeting])}　{choosing_words.chosen(view)}"
    )
    data = partial(arranging.numbered, arranging.on(items))
    with panels.panel("议题：勾掉不上会的，改序号和分钟", key="agenda", data=data, file_name="议程"):
        if projector.is_on():
            tables.plain(
                arranging.numbered(arranging.on(items))[["序", "议题", "谁来说", "分钟"]], numeric=["分钟"]
            )
        else:
            agenda_editor.show(meeting, items)
            agenda_editor.add(meeting)
    _invited(items, meeting, found[meeting], view)


def _invited(items: list[Item], meeting: str, about: dict[str, str], view: View) -> None:
    invited = arranging.invited(items)
    rows = partial(arranging.notice_rows, items)
    with panels.panel(
        f"请 {len(invited)} 家来说，各带什么",
        key="notice",
        data=rows,
        file_name="会议通知",
        chosen=[about["name"]],
    ):
        text = arranging.notice(items, about["name"], about["held_on"])
        stem = workbooks.stem(f"会议通知_{about['name']}")
        workbooks.file(text.encode("utf-8-sig"), f"{stem}.txt", key="notice-text", label="下载通知（文本）")
        for at, (who, own) in enumerate(invited.items()):
            panels.heading(f"{who}（{len(own)} 项）")
            for number, one in enumerate(own):
                with st.container(
                    key=f"sentence-{at}-{number}", horizontal=True, vertical_alignment="center"
                ):
                    panels.line(arranging.bring(one))
                    cause.way(one.opens, f"{at}-{number}", view)
