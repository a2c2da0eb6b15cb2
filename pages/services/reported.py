"""报道数字核对 in full: every figure that the press reported, beside what is counted of it."""

import pandas as pd

from pages.services import contents
from ui.behind import records
from ui.drawing import panels, tables
from ui.services import frames, words
from ui.session import View
from ui.shell import messages


def show(view: View) -> None:
    """Draw the part."""
    facts = contents.gather_facts(view)
    panels.title(words.facts(facts), words.FACTS_KEY)
    table = frames.facts(facts)
    with panels.panel(words.each_fact(facts), key="facts", data=table, file_name="报道数字核对"):
        _listed(facts, table, view)


def _listed(facts: pd.DataFrame, table: pd.DataFrame, view: View) -> None:
    if facts.empty:
        messages.empty("没有报道数字", "上报“报道数字”表以后在这里核对")
        return
    tables.plain(table, numeric=["报道", "系统计算"], marks=["核对"], notes=["原因", "依据"])
    panels.note(*words.sources(facts))
    records.facts(view, facts, key="facts")
