"""Panels of one line and of lines beside each other, that several pages draw from the frames they fetched."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.focus import units as focus_units
from metrics.focus.declared import focuses
from ui.drawing import panels, plots, tables
from ui.focus import charts, frames, words
from ui.shell import messages
from ui.theme import palette


def focus(items: pd.DataFrame, line: str) -> None:
    """The declared focus of a line, counted now and a year ago."""
    with panels.panel(
        words.focus(items, line), key="focus", data=partial(frames.focus, items), file_name="改革重点"
    ):
        if items.empty:
            messages.empty("还没有写明改革重点", "在参考数据 focus.json 里写明")
            return
        panels.line(focuses()[line].text)
        tables.plain(frames.focus(items), numeric=["现有", "上年同期"], notes=["计数", "按什么计"])
        panels.note(words.FOCUS_KEY)


def against(found: pd.DataFrame, statement: str = "") -> None:
    """Each line against its own target and its own past; ``statement`` is the title where not the usual."""
    data = partial(frames.against, found)
    with panels.panel(statement or words.against(found), key="against", data=data, file_name="条线自比"):
        read = frames.against(found)
        read["条线"] = read["条线"].mask(read["条线"].duplicated(), "")
        shown = read.drop(columns="条线") if found["line"].nunique() == 1 else read
        tables.plain(
            shown, numeric=["现值", "目标", "上年同期"], marks=["对照目标", "对照自己"], notes=["上年同期"]
        )
        panels.note(words.AGAINST_KEY)


def settings(found: pd.DataFrame) -> None:
    """Units of the region itself, with and without an organisation, by line and setting."""
    data = partial(frames.settings, found)
    own = found[found["own"]]
    with panels.panel(words.settings(own), key="units", data=data, file_name="应建单位"):
        if own.empty:
            messages.empty(*words.NO_UNITS)
            return
        plots.show(charts.units(own, palette()), key="应建单位", alt="各类别应建单位中已建和未建组织的个数")
        panels.note(words.UNITS_KEY)


def lacking(found: pd.DataFrame, cells: pd.DataFrame) -> None:
    """Where units without an organisation lie: places and settings, most lacking first."""
    listed = focus_units.below(found, cells)
    data = partial(frames.lacking, listed)
    with panels.panel(words.lacking(listed), key="lacking", data=data, file_name="应建未建"):
        if listed.empty:
            messages.empty("没有应建未建", "各级该建的组织都已建；应建单位以下级填报的为准")
            return
        shown = frames.lacking(listed).drop(columns="区划代码")
        shown = shown.drop(columns="条线") if listed["line"].nunique() == 1 else shown
        place = {"区划": st.column_config.TextColumn(width="medium")}
        tables.grid(shown, "lacking", place, height="stretch" if len(listed) > 10 else "auto")


def public(found: pd.DataFrame, line: str) -> None:
    """The public of a line by place, against members and services, told with its doubts."""
    data = partial(frames.publics, found)
    with panels.panel(words.public_places(found, line), key="public", data=data, file_name="服务对象"):
        left, right = st.columns([1, 1.2], gap="medium")
        with left:
            figure = charts.reach(found, line, palette())
            plots.show(figure, key="对象覆盖率", alt="各处会员占服务对象的比例")
        with right:
            share = st.column_config.NumberColumn(format="%.1f%%")
            counts = st.column_config.NumberColumn(format="localized")
            year = st.column_config.NumberColumn(format="%d")
            columns = dict.fromkeys(("服务对象", "会员", "服务人次"), counts)
            columns |= {
                "对象覆盖率": share,
                "年度": year,
                "区划": st.column_config.TextColumn(width="medium"),
            }
            read = frames.publics(found).drop(columns="区划代码")
            read = read.assign(对象覆盖率=read["对象覆盖率"].astype(float) * 100)
            tables.grid(read, "publics", columns, height="content" if len(read) < 26 else 640)
        panels.note(words.PUBLIC_KEY)
