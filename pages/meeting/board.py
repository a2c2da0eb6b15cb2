"""问题台账: the board of states, ages and limits, and the ledger added up by who answers."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.meeting import declared, ledger
from pages.meeting import contents, opening
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.meeting import charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette

#: Of how many issues the board tells in each state.
_MOST = 6
#: What the ledger is added up by, and what that is called.
_GROUPS = {"line": "责任条线", "owner_post": "责任岗位", "township": "乡镇", "problem": "问题类别"}


def show(view: View) -> None:
    """Draw the part."""
    found = contents.gather_ledger(view)
    panels.title(words.ledger(found, view.place), words.lead(found, choosing_words.chosen(view)))
    _board(found)
    left, right = st.columns([1.3, 1], gap="small")
    with left:
        _ages(found)
    with right:
        _limits(found)
        _signs(found)
    for pair in (("line", "owner_post"), ("township", "problem")):
        for place, by in zip(st.columns(2, gap="small"), pair, strict=True):
            with place:
                _group(found, by)


def _board(found: pd.DataFrame) -> None:
    with panels.panel(
        words.board(found), key="board", data=partial(frames.ledger, found), file_name="销号台账"
    ):
        for place, (state, mark) in zip(st.columns(4, gap="small"), words.STATE_MARKS.items(), strict=True):
            own = found[found["state"] == state]
            with place, st.container(key=f"lane-{mark.colour}", gap=None):
                panels.line(f"{mark.text} {len(own)} 件")
                opening.cards(own, _MOST)
                rest = len(own[_MOST:])
                panels.note(f"还有 {rest} 件，见“销号台账”" if rest else mark.meaning)
        panels.note(words.STATE_KEY)


def _ages(found: pd.DataFrame) -> None:
    opened = found[found["is_open"]]
    with panels.panel(
        words.ages(found), key="ages", data=partial(frames.ledger, opened), file_name="未销号问题"
    ):
        if opened.empty:
            messages.empty("没有未销号的问题", "新交办的问题在这里显示")
            return
        plots.show(charts.ages(opened, palette()), key="未销号问题", alt="未销号问题提出以后的天数和超期天数")
        panels.note("蓝：要求办结日期以前；红：超期。", words.LEDGER_KEY)


def _limits(found: pd.DataFrame) -> None:
    read = frames.by_urgency(found, declared.response_days())
    with panels.panel(words.limits(found), key="limits", data=read, file_name="响应与办结时限"):
        tables.plain(read, numeric=list(read.columns[1:]), notes=["响应时限", "办结中位"])


def _signs(found: pd.DataFrame) -> None:
    read = frames.signs(found)
    with panels.panel(words.signs(found), key="signs", data=read, file_name="反复的问题"):
        if read.empty:
            messages.empty("没有", "延期、转办、重开和响应都在时限和次数以内")
        else:
            tables.grid(read, "signs", height=250)


def _group(found: pd.DataFrame, by: str) -> None:
    added = ledger.sums(found, by)
    names, subject = frames.names(added, by), _GROUPS[by]
    read = frames.sums(added, names, subject)
    with panels.panel(
        words.groups(added, names, subject), key=f"by-{by}", data=read, file_name=f"问题按{subject}"
    ):
        tables.plain(read.head(12), numeric=list(read.columns[1:]), notes=["响应", "办结"])
