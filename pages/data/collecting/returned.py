"""What came back: units by state, faults to send back, returns to choose among, and the way to publish."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from pages.data.collecting import rivals
from ui.data import collecting_frames as frames
from ui.data import collecting_words as words
from ui.data import hand_in, returns_in
from ui.data.returns_in import Pile, Unit
from ui.drawing import panels, tables, workbooks
from ui.shell import messages


def show(pile: Pile, today: date) -> None:
    """Draw what became of every file and every unit."""
    draft = pile.draft
    if draft and draft.stage == "failed":
        messages.empty("没有发布，当前快照不变", draft.trouble)
    if draft and draft.stage == "faulty":
        messages.empty("合在一起有错误，没有发布", words.refused(draft))
    _ways(pile, rivals.choose(pile))
    units = frames.units(pile, today)
    with panels.panel(words.units(units), key="returned-units"):
        shown = units.drop(columns="state")
        tables.grid_with_download(shown, "收回情况", "returned-units", columns=frames.UNIT_WIDTHS)
        panels.note(frames.STATES_KEY)
    _faults(pile)
    _unknown(pile)


def _ways(pile: Pile, chosen: Mapping[Unit, str]) -> None:
    """Publish what is right, or clear the pile."""
    count = len(pile.publishable(chosen))
    with st.container(key="returns-ways", horizontal=True, gap="small", vertical_alignment="center"):
        if count:
            label = f"发布没有错误的（{count} 份）"
            busy = hand_in.is_waiting()
            begin = partial(returns_in.make_draft, pile, chosen)
            st.button(label, type="primary", key="returns-publish", on_click=begin, disabled=busy)
            if busy:
                messages.notice(words.WAITING_ELSEWHERE)
        st.button("清空，重新收", key="returns-forget", on_click=returns_in.forget)


def _faults(pile: Pile) -> None:
    """Findings of one return after the other, with the workbooks to send back."""
    told = [one for one in pile.returns if one["state"] not in ("unknown", "same") and one["findings"]]
    if not told:
        return
    with panels.panel(words.faulty(told), key="returned-faults"):
        named = {one["file"]: words.return_named(one) for one in told}
        file = st.selectbox(
            "看哪一份", list(named), format_func=named.__getitem__, key="returned-choice", width=460
        )
        one = next(one for one in told if one["file"] == file)
        tables.grid(frames.findings(one), "returned-findings", frames.FINDING_WIDTHS)
        with st.container(horizontal=True, gap="small"):
            for marked in returns_in.marked([one]):
                workbooks.file(marked.read_bytes, marked.name, key="fault")
            if len(returns_in.marked(told)) > 1:
                packed = partial(returns_in.packed, returns_in.marked(told))
                workbooks.file(packed, words.ALL_FAULTS, key="faults")
        panels.note(words.FAULTS_NOTE)


def _unknown(pile: Pile) -> None:
    shown = frames.unknown(pile.returns)
    if len(shown):
        with panels.panel(f"{words.UNKNOWN}：{len(shown)} 份", key="returned-unknown"):
            tables.plain(shown)
