"""疑点: what the rules found in numbers that were accepted, down to file, sheet and row."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics import quality
from pages.data import contents
from ui.behind import correcting
from ui.choosing import link_choices
from ui.data import frames, words
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages

_RULE, _ALL = "rule", ""


def show(view: View) -> None:
    """Draw every rule with its count, and the rows that the chosen ones found."""
    chosen = view.selection
    found = contents.gather_doubts(view)
    panels.title(words.doubts(found, view.place, chosen.period), words.DOUBTS_LEAD)
    left, right = st.columns([1, 1.45], gap="small")
    with left:
        _rules(found)
    with right:
        _rows(found, view)


def _rules(found: pd.DataFrame) -> None:
    counted = frames.rules(found)
    with panels.panel(words.rules(found), key="rules", data=frames.explained_rules(found), file_name="规则"):
        tables.plain(counted, numeric=["疑点"], marks=["类别"])


def _rows(found: pd.DataFrame, view: View) -> None:
    """The rows of one rule, with why they are suspect and how to mend them."""
    counts = found["rule"].value_counts()
    rules = {rule.id: rule for rule in quality.rules() if rule.id in counts.index}
    offered = {name: words.rule_choice(rules.get(name), counts) for name in (_ALL, *rules)}
    rule = rules.get(link_choices.asked(_RULE, offered))
    shown = found[found["rule"] == rule.id] if rule else found
    statement, chosen = words.suspects(shown, rule), [rule.title] if rule else []
    data = partial(frames.suspects, shown)
    with panels.panel(statement, key="suspects", data=data, file_name="疑点", chosen=chosen):
        if found.empty:
            messages.empty("没有疑点", "各条规则都没有发现问题")
            return
        link_choices.selected(_RULE, "规则", offered, _ALL)
        if rule:
            panels.note(f"为什么：{rule.why}", f"怎么办：{rule.mend}")
        key = f"suspects-{rule.id if rule else _ALL}"
        correcting.way(view, shown, key)
        tables.grid(frames.suspects(shown), key, frames.SUSPECT_WIDTHS, 600, chosen=correcting.ticked)
