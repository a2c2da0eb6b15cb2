"""The form on which decisions are taken down, by keys alone: Tab goes on, Ctrl+Enter notes a decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from metrics.catalogue import LINES
from metrics.meeting import subjects
from metrics.meeting.subjects import Subject
from ui.drawing.as_written import in_markdown
from ui.meeting import kept, taking_down
from ui.meeting.chosen_meeting import NOT_KEPT
from ui.shell import messages
from ui.theme import ASSETS

_NONE = ""
_TEXT_KEY = "decision-text"


def show(meeting: Mapping[str, Any], found: Sequence[Subject], places: Mapping[str, str]) -> None:
    """Draw the form; what was typed before and not noted yet stands in it.

    Args:
        meeting: as ``ui.meeting.chosen_meeting.known`` tells it.
        found: what a decision may be tied to.
        places: names of places by code.
    """
    told = kept.of_meeting(meeting["id"])
    prefix = f"decision-{meeting['id']}-{told['noted']}"
    _restore(prefix, told["typing"])
    on_change: dict[str, Any] = {"on_change": _typed, "args": (meeting["id"], prefix)}
    with st.container(key="decision-form"):
        with st.container(key=_TEXT_KEY):
            label = "内容：议定了什么（最多 200 字）"
            st.text_area(
                label, key=f"{prefix}-text", max_chars=taking_down.LONGEST_TEXT, height=84, **on_change
            )
        first, second, third, fourth = st.columns([1, 1.4, 1.4, 1], gap="small")
        with first:
            _choice("责任条线", LINES, f"{prefix}-line", on_change)
        with second:
            _choice("责任区划（打几个字）", places, f"{prefix}-region", on_change)
        with third:
            posts = {post: post for post in subjects.posts(found)}
            _choice("责任岗位（可新写）", posts, f"{prefix}-post", on_change, accept_new_options=True)
        with fourth:
            st.date_input("要求完成", None, format="YYYY-MM-DD", key=f"{prefix}-due", **on_change)
        tied, raised = st.columns([3, 1], gap="small", vertical_alignment="bottom")
        with tied:
            names = taking_down.subject_names(found)
            _choice("关联问题、项目、任务或指标（打几个字）", names, f"{prefix}-subject", on_change)
        with raised:
            st.checkbox("同时列入问题台账", key=f"{prefix}-as_issue", **on_change)
        pressed = st.button("记下", type="primary", key="decision-note", shortcut="Ctrl+Enter")
    _keep_typing(meeting["id"], told["noted"])
    if pressed:
        _note(meeting["id"], prefix)


def _choice(label: str, words: Mapping[str, str], key: str, on_change: Mapping[str, Any], **how: Any) -> None:
    options = [_NONE, *words]
    if st.session_state.get(key, _NONE) not in options:
        options.append(st.session_state[key])
    st.selectbox(
        label,
        options,
        key=key,
        format_func=lambda word: in_markdown(words.get(word, word)) if word else "（不填）",
        **on_change,
        **how,
    )


def _restore(prefix: str, typing: Mapping[str, Any]) -> None:
    """Put what was kept into fields that this session has not drawn yet."""
    for name in taking_down.FIELDS:
        value = typing.get(name)
        if value and f"{prefix}-{name}" not in st.session_state:
            st.session_state[f"{prefix}-{name}"] = date.fromisoformat(value) if name == "due" else value


def _entered(prefix: str) -> dict[str, Any]:
    entered = {name: st.session_state.get(f"{prefix}-{name}") for name in taking_down.FIELDS}
    due = entered["due"]
    return entered | {"due": due.isoformat() if isinstance(due, date) else ""}


def _typed(meeting: str, prefix: str) -> None:
    """Keep what was typed with the meeting; a callback."""
    entered = _entered(prefix)
    try:
        kept.change(meeting, lambda told: told.update(typing=entered))
    except OSError:
        messages.notice(NOT_KEPT)


def _note(meeting: str, prefix: str) -> None:
    entered = _entered(prefix)
    refused = taking_down.refusal(entered)
    if refused:
        messages.notice(refused)
        return
    try:
        kept.change(meeting, lambda told: taking_down.note(told, entered))
    except OSError:
        messages.notice(NOT_KEPT)
        return
    st.rerun()


def _keep_typing(meeting: str, noted: int) -> None:
    # Registered in every run because the registry belongs to the server, not to this module.
    watch = st.components.v2.component("keep_typing", js=(ASSETS / "keep_typing.js").read_text("utf-8"))
    watch(data={"meeting": meeting, "noted": noted, "field": _TEXT_KEY}, key="keep-typing")
