"""会议版: seal one, see all of them, check one, open one."""

import streamlit as st

from pages.meeting import contents, taken_away
from reports.editions.listing import Listed
from ui import projector, shown
from ui.choosing import link_choices
from ui.choosing import words as choosing_words
from ui.drawing import panels, tables
from ui.drawing.as_written import in_markdown
from ui.meeting import edition_words as words
from ui.meeting import sealing
from ui.session import View
from ui.shell import etl_process, messages, navigation

_MEETING = "meeting"


def show(view: View) -> None:
    """Draw the part."""
    sealed, held = contents.gather_editions(), contents.gather_meetings(view)
    panels.title(words.editions(sealed, view.place), choosing_words.chosen(view))
    projector.left_out(_seal)(view)
    _list(sealed, view)
    taken_away.papers_of(sealed)
    read = words.meetings(held, sealed)
    with panels.panel(f"{len(held)} 次联席会议", key="meetings", data=read, file_name="联席会议"):
        if held.empty:
            messages.empty("还没有上报联席会议", "在数据中心上报“联席会议”表，再来封存")
        else:
            tables.plain(read, numeric=["议定事项", "交办问题"], notes=["召集岗位"])


def _seal(view: View) -> None:
    held = contents.gather_meetings(view)
    if held.empty:
        return
    names = words.meeting_names(held)
    with panels.panel("封存会议版", key="seal"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            meeting = link_choices.selected(_MEETING, "会议", names, next(iter(names)), width=420)
            is_busy = sealing.is_under_way() or shown.edition() is not None
            st.button(
                f"封存 {in_markdown(choosing_words.chosen(view))}",
                type="primary",
                key="seal-edition",
                disabled=is_busy,
                on_click=sealing.begin,
                args=(meeting, view.selection),
            )
        etl_process.follow(sealing.current())
        for text in sealing.told():
            messages.notice(text)
        panels.note(words.SEAL_KEY, *(["正在看会议版，先离开它才能封存新的。"] if shown.edition() else []))


def _list(sealed: list[Listed], view: View) -> None:
    with panels.panel(words.editions(sealed, view.place), key="editions"):
        if not sealed:
            messages.empty("还没有会议版", "选一次会议，点“封存”")
        for one in sealed:
            with st.container(
                key=f"edition-{one.number}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                panels.line(words.edition(one))
                if not one.trouble:
                    _ways(one, view)
        for text in sealing.checked():
            messages.notice(text)


@projector.left_out
def _ways(one: Listed, view: View) -> None:
    query = view.selection.query(**sealing.selection(one)) | {shown.EDITION: one.number}
    st.page_link(navigation.home(), label="打开 →", query_params=query)
    st.page_link(navigation.home(), label="放映 →", query_params=query | projector.first_slide())
    st.button(
        "核对", key=f"verify-{one.number}", type="tertiary", on_click=sealing.verify, args=(one.number,)
    )
