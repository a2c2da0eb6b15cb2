"""The two ways on from a preview: publish what was looked at, or give it up; and what stands in the way."""

import streamlit as st

from metrics.warehouse import Snapshot, draft_file, open_snapshot
from ui import shown
from ui.data import correcting, correction_words, hand_in, words
from ui.data.hand_in import HandIn
from ui.session import View
from ui.shell import messages


def draft_of(one: HandIn) -> Snapshot:
    """Open what waits to be published; where it has gone, the page begins anew and says so."""
    file = draft_file(shown.folder(), one.draft_id)
    if not file.is_file():
        hand_in.lose()
        st.rerun()
    return open_snapshot(file)


def show(one: HandIn, draft: Snapshot, view: View) -> None:
    """Draw the notices and the two buttons; a draft whose base has moved is only checked again."""
    has_moved = draft.parent_id != shown.published().id
    if has_moved:
        messages.notice(words.BASE_MOVED)
    if one.trouble:
        messages.notice(words.not_published(one.trouble))
    if not correcting.is_own():
        messages.notice(correction_words.WAITING)
    with st.container(key="hand-in-ways", horizontal=True, gap="small", vertical_alignment="center"):
        ahead = "在新的快照上再核对" if has_moved else "发布"
        st.button(ahead, type="primary", key="hand-in-publish", on_click=_publish)
        st.button("放弃这一批", key="hand-in-abandon", on_click=hand_in.abandon)


def _publish() -> None:
    if correcting.is_own():
        correcting.leave()
    hand_in.publish()
