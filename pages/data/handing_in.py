"""交数据: hand in → findings by cell → what would change → publish."""

import streamlit as st

from pages.data import contents, correcting, findings, preview
from ui.choosing import filters
from ui.data import boundary_box, drop_box, frames, hand_in, next_steps, words
from ui.data.hand_in import HandIn
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import etl_process, messages, navigation

_BOX = "hand-in"
_RECENT = 8


def choices() -> tuple[str, ...]:
    """What of the selection the part uses: the region, for the metrics that a batch would move."""
    one = hand_in.current()
    return (filters.REGION,) if one and one.stage == "ready" else ()


def show(view: View) -> None:
    """Draw the part: the form, or where the viewer's hand-in stands."""
    one = hand_in.current()
    panels.title(words.hand_in(one), words.hand_in_lead(one))
    if one:
        etl_process.follow(one.run)
    if one and one.stage == "ready":
        preview.show(one, view)
    elif correcting.is_asked():
        one = correcting.show(view)
    else:
        _form(view)
    if one:
        _outcome(one, view)
    if one is None and next_steps.is_due(view):
        next_steps.offer(view)
    if one is None or not len(one.findings):
        _recent(view)


def _form(view: View) -> None:
    """Take files and their origin."""
    with st.container(border=True, key="panel-hand-in-form"):
        files = drop_box.show(_BOX, words.HAND_IN_ASKED, hand_in.SUFFIXES, hand_in.refusal)
        said = boundary_box.show(files)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            origin = st.radio("数据来源", hand_in.ORIGINS, key="hand-in-origin", horizontal=True)
            if st.button("开始校验", type="primary", key="hand-in-check", disabled=not files):
                hand_in.begin(files, origin, said)
                drop_box.empty(_BOX)
                st.rerun()
        panels.note(*words.HAND_IN_NOTES, *words.mixing(view.origins))


def _outcome(one: HandIn, view: View) -> None:
    """Say what came of it."""
    if one.stage == "failed":
        messages.empty("没有完成，当前快照不变", one.trouble)
    if one.stage == "published":
        st.page_link(navigation.home(), label="看总览上的变化 →", query_params=view.selection.query())
    if len(one.findings):
        findings.show(one)


def _recent(view: View) -> None:
    """The newest batches of the current snapshot."""
    batches = contents.gather_batches(view)
    written = frames.batches(batches[::-1])
    with panels.panel(words.recent(batches), key="recent", data=written, file_name="批次", chosen=None):
        tables.plain(written.head(_RECENT), marks=["收到时间", "批次"], notes=["批次"])
