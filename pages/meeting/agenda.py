"""议程: what the rules find, arranged by hand; who must answer, and what they have to bring."""

from functools import partial

import streamlit as st

from pages.meeting import contents
from ui import projector, session
from ui.choosing import words as choosing_words
from ui.drawing import panels, tables, workbooks
from ui.meeting import agenda_editor, arranging, chosen_meeting, kept
from ui.meeting.arranging import Item
from ui.session import View
from ui.shell import messages, navigation


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
            with st.container(key=f"invited-{at}"):
                panels.line(f"{who}（{len(own)} 项）")
                panels.items(arranging.bring(own))
                _causes(own, at, view)


@projector.left_out
def _causes(own: list[Item], at: int, view: View) -> None:
    """The ways to the causes of the points of one line."""
    with st.container(key=f"causes-{at}", horizontal=True, gap="small"):
        for number, one in enumerate(own, start=1):
            opens = dict(one.opens)
            page = opens.pop("page", "")
            label = f"{number} 看原因"
            if page == "meeting" and "issue" in opens:
                how = {"on_click": session.choose, "kwargs": {"issue": opens["issue"]}}
                st.button(label, key=f"cause-{at}-{number}", type="tertiary", **how)
            elif page and page != "meeting":
                own_choices = {name: opens[name] for name in ("part", "rule") if name in opens}
                changes = {name: opens[name] for name in ("project", "metric") if name in opens}
                navigation.link(page, label, view, own=own_choices, **changes)
