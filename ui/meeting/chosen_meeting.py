"""Which meeting is prepared or taken down: one of the data, or one that was begun here; the link names it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from ui import link, numbers
from ui.choosing import link_choices
from ui.meeting import kept
from ui.shell import messages

#: Parameter of the link.
MEETING = "meeting"
_LONGEST_NAME = 60


def known(held: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The meetings by id, the newest first: those of the data, and those begun that are not in it yet."""
    found = {
        row.meeting_id: {
            "id": row.meeting_id,
            "name": row.name,
            "held_on": f"{row.held_on:%Y-%m-%d}",
            "convener_post": row.convener_post if isinstance(row.convener_post, str) else "",
        }
        for row in held.itertuples(index=False)
    }
    found |= {one["id"]: one for one in kept.begun() if one["id"] not in found}
    ordered = sorted(found.values(), key=lambda one: (one["held_on"], one["id"]), reverse=True)
    return {one["id"]: one for one in ordered}


def names(found: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Name meetings for a choice; of two on one day each bears its id."""
    days = [one["held_on"] for one in found.values()]
    return {
        key: f"{one['held_on']}　{one['name']}" + (f"（{key}）" if days.count(one["held_on"]) > 1 else "")
        for key, one in found.items()
    }


def draw(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Draw the choice, and a way to begin another meeting; give the id of the one that is chosen."""
    with st.container(key="meeting-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        named = names(found)
        chosen = link_choices.selected(MEETING, "会议", named, next(iter(named)), width=420) if named else ""
        _begin(set(found))
    return chosen


def _begin(taken: set[str]) -> None:
    with st.popover("新的会议", icon=":material/add:"), st.form("meeting-begin", border=False):
        name = st.text_input("名称", "联席会议", max_chars=_LONGEST_NAME, key="meeting-name")
        day = st.date_input("日期", date.today(), format="YYYY-MM-DD", key="meeting-day")
        post = st.text_input("召集岗位", "", max_chars=_LONGEST_NAME, key="meeting-post")
        pressed = st.form_submit_button("开始准备", type="primary", key="meeting-prepare")
    if pressed and isinstance(day, date) and name.strip():
        _keep(_id_of(day, taken), name.strip(), day, post.strip())


def _id_of(day: date, taken: set[str]) -> str:
    plain = f"meet-{day:%Y%m%d}"
    serials = (plain if at == 1 else f"{plain}-{at}" for at in range(1, len(taken) + 2))
    return next(one for one in serials if one not in taken)


def _keep(meeting: str, name: str, day: date, post: str) -> None:
    about = {"id": meeting, "name": name, "held_on": day.isoformat(), "convener_post": post}
    try:
        kept.change(meeting, lambda told: told["meeting"].update(about))
    except OSError:
        messages.notice(NOT_KEPT)
        return
    link.change({MEETING: meeting})
    st.rerun()


#: What is said where nothing could be kept.
NOT_KEPT = "服务器没能保存，请联系管理员检查磁盘和权限；写下的还在这一页上，先不要关掉它。"


def title(one: Mapping[str, Any]) -> str:
    """Write a meeting with its day."""
    return f"{one['name']}（{numbers.day_text(date.fromisoformat(one['held_on']))}）"
