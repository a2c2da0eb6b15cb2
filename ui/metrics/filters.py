"""What the movement of a metric is set against; each choice is in the link."""

import streamlit as st

from ui.behind import movement
from ui.behind.movement import Against
from ui.choosing import link_choices
from ui.session import View

_SNAPSHOT_PX = 330


def against(view: View) -> Against:
    """Let the viewer choose the month, and the earlier snapshot where there is one."""
    kept = movement.snapshots(view)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="change-choice"):
        back = link_choices.one_of("back", "比较", movement.BACK)
        if len(kept) == 1:
            return Against(back)
        earlier = link_choices.selected(
            "earlier", "与以前的快照核对", kept, "", label_visibility="collapsed", width=_SNAPSHOT_PX
        )
    return Against(back, earlier)
