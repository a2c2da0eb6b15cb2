"""数据中心: can the numbers be trusted? One part at a time: choose → fetch → show."""

import streamlit as st

from metrics import quality
from metrics.data import completeness as completeness_of
from pages.data import completeness, dictionary, doubts, handing_in, snapshots
from ui.cache import fetch
from ui.choosing import filters
from ui.data import words
from ui.session import View

PARTS = {
    "hand-in": ("交数据", handing_in.show),
    "snapshots": ("快照", snapshots.show),
    "completeness": ("完整与及时", completeness.show),
    "doubts": ("疑点", doubts.show),
    "dictionary": ("字典与模板", dictionary.show),
}
_CHOICE = "data-part"


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    PARTS[_part(_findings(view))][1](view)


def _findings(view: View) -> dict[str, str]:
    """What stands beside the names of parts, so that trust can be judged before anything is opened."""
    chosen = view.selection
    here = view.in_scope
    counted = fetch(view.snapshot, completeness_of.matrix, report="memberships", **here)
    suspects = fetch(view.snapshot, quality.suspects, **here)
    return {"completeness": words.rate(counted, chosen.period), "doubts": f"{len(suspects):,} 处"}


def _part(findings: dict[str, str]) -> str:
    """The part that the link names; the choice changes the link."""
    asked = st.query_params.get("part")
    part = asked if asked in PARTS else "hand-in"
    if st.session_state.get(_CHOICE) != part:
        st.session_state[_CHOICE] = part
    st.segmented_control(
        "栏目",
        list(PARTS),
        required=True,
        format_func=lambda name: f"{PARTS[name][0]} {findings.get(name, '')}".strip(),
        key=_CHOICE,
        on_change=_chosen,
        label_visibility="collapsed",
        wrap=True,
    )
    return part


def _chosen() -> None:
    st.query_params["part"] = st.session_state[_CHOICE]


main()
