"""What the press reported against what is counted: one line, and the way to every figure."""

import pandas as pd
import streamlit as st

from ui.drawing import panels
from ui.services import words
from ui.session import View
from ui.shell import navigation


def reported(facts: pd.DataFrame, view: View) -> None:
    """Say how many figures agree; the check itself stands on 平台与品牌."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="facts"):
        panels.line(words.facts(facts))
        if len(facts):
            navigation.more("services", f"逐项看 {len(facts)} 项的报道、计算和依据 →", view, part="facts")
