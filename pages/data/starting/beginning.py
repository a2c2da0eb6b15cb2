"""The first page where there is no data: a county begins, or a link leads to one that is not there."""

import streamlit as st

from pages.data.starting import contents, part
from ui import session, shown
from ui.data import starting
from ui.shell import messages, navigation


def stop_where_due() -> None:
    """Open what has just begun; draw the page and end the run where there is nothing to show."""
    if begun := starting.taken():
        navigation.enter(begun.place)
    if not (shown.is_missing() or starting.is_first()):
        return
    navigation.brand()
    messages.notices()
    if shown.is_missing():
        _missing()
    else:
        part.show()
    st.stop()


def _missing() -> None:
    """Say that the warehouse of the link is not there, with the two ways on."""
    asked = session.shortened(shown.county())
    text = f"链接里的仓库“{asked}”不在这台服务器上：可能还没有建立，也可能链接不完整。"
    with messages.panel("没有这个县的数据", text):
        if st.button("打开这台服务器上的数据", type="primary", key="open-home"):
            navigation.enter("")
        if county := contents.gather_divisions().counties.get(shown.county()):
            query = {session.PART: navigation.START, starting.COUNTY: county.code}
            st.page_link(
                navigation.page("data") or navigation.home(), label=f"建立{county.name} →", query_params=query
            )
