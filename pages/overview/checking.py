"""What the press reported against what is counted, in short."""

import pandas as pd

from ui.behind import records
from ui.drawing import panels, tables
from ui.services import frames, words
from ui.session import View
from ui.shell import messages, navigation

FACTS_SHOWN = 8


def reported(frame: pd.DataFrame, view: View) -> None:
    """报道数字核对 in short: those that do not agree first, and the way to all of them."""
    shown = frames.facts(frame)
    with panels.panel(words.facts(frame), key="facts", data=shown, file_name="报道数字核对"):
        if frame.empty:
            messages.empty("没有报道数字")
            return
        short = shown[["报道数字", "报道", "系统计算", "核对", "原因"]].head(FACTS_SHOWN)
        tables.plain(short, numeric=["报道", "系统计算"], marks=["核对"], notes=["原因"])
        records.facts(view, frame, key="facts")
        navigation.more("services", f"查看全部 {len(frame)} 项 →", view)
