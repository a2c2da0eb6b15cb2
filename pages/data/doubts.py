"""疑点: what the rules found in numbers that were accepted, down to file, sheet and row."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics import quality
from ui.cache import fetch
from ui.choosing import link_choices
from ui.data import frames, words
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages

_ALL = ""


def show(view: View) -> None:
    """Draw every rule with its count, and the rows that the chosen ones found."""
    chosen = view.selection
    here = view.in_scope
    found = fetch(view.snapshot, quality.suspects, **here)
    panels.title(words.doubts(found, view.place, chosen.period), words.DOUBTS_LEAD)
    left, right = st.columns([1, 1.45], gap="small")
    with left:
        _rules(found)
    with right:
        _rows(found)


def _rules(found: pd.DataFrame) -> None:
    counted = frames.rules(found)
    with panels.panel(words.rules(found), key="rules", data=frames.explained_rules(found), file_name="规则"):
        tables.plain(counted, numeric=["疑点"], marks=["类别"])


def _rows(found: pd.DataFrame) -> None:
    """The rows of one rule, with why they are suspect and how to mend them."""
    counts = found["rule"].value_counts()
    titles = {rule.id: rule for rule in quality.rules() if rule.id in counts.index}
    data = partial(frames.suspects, found)
    with panels.panel(words.suspects(found), key="suspects", data=data, file_name="疑点"):
        if found.empty:
            messages.empty("没有疑点", "各条规则都没有发现问题")
            return
        choices = {name: words.rule_choice(titles.get(name), counts) for name in (_ALL, *titles)}
        rule = link_choices.selected("rule", "规则", choices, _ALL)
        shown = found[found["rule"] == rule] if rule else found
        if rule:
            panels.note(f"为什么：{titles[rule].why}", f"怎么办：{titles[rule].mend}")
        st.dataframe(
            frames.suspects(shown),
            hide_index=True,
            placeholder="—",
            column_config=frames.SUSPECT_WIDTHS,
            height=640,
            key="grid-suspects",
        )
