"""What is to be asked of whom, until when: the choices of a clerk who distributes forms."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from metrics.catalogue import LINES
from metrics.data import collecting
from metrics.months import months_after
from pages.data.collecting import contents
from ui import numbers
from ui.data import distributing
from ui.data.distributing import Wish
from ui.session import View

_EVERY_UNIT = "不选即全部：县和各乡镇"


def wish(view: View) -> Wish:
    """Draw the choices and give what is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        period = _month(view.months[-1])
        due_on = _deadline(period)
        longest = distributing.LONGEST_NAME
        name = st.text_input("任务名称（可不填）", key="distribute-name", max_chars=longest, width=300)
    asked = _choose("表", collecting.TABLES, collecting.USUAL_TABLES, "至少选一张表")
    units = _choose("填报单位", contents.gather_reporting_units(view, period), (), _EVERY_UNIT)
    lines = st.pills(
        "按条线分别下发（不选即各线合填一份）",
        list(LINES),
        selection_mode="multi",
        format_func=LINES.__getitem__,
        key="distribute-lines",
        wrap=True,
    )
    return Wish(period, asked, units, lines, due_on, name)


def _month(newest: date) -> date:
    """The month, at first the one after the newest."""
    offered = distributing.months_offered(newest, date.today())
    at = offered.index(months_after(newest, 1))
    return st.selectbox(
        "报告期", offered, index=at, key="distribute-period", format_func=numbers.month, width=160
    )


def _deadline(period: date) -> date:
    """The deadline, at first the usual one of the month."""
    # A key of its own for each month: another month has another usual deadline.
    key, usual = f"distribute-due-{numbers.short_month(period)}", collecting.usual_deadline(period)
    due_on = st.date_input("截止日期", usual, key=key, format="YYYY-MM-DD", width=160)
    return due_on if isinstance(due_on, date) else usual


def _choose(label: str, named: Mapping[str, str], chosen: Sequence[str], placeholder: str) -> list[str]:
    """Choose several of some names."""
    return st.multiselect(
        label,
        list(named),
        default=list(chosen),
        format_func=named.__getitem__,
        placeholder=placeholder,
        select_all=False,
        key=f"distribute-{label}",
    )
