"""The issues of the joint conference that name a metric, each the way to its steps."""

import pandas as pd

from metrics.catalogue import Metric
from ui.drawing import panels, tables
from ui.meeting import frames, words
from ui.session import View
from ui.shell import navigation


def show(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """Draw the panel; nothing where no issue names the metric."""
    if found.empty:
        return
    data = frames.ledger(found)
    statement = words.of_metric(found, metric.name)
    with panels.panel(statement, key="issues", data=data, file_name=f"{metric.name}相关问题"):
        tables.grid(frames.listed(found), "metric-issues")
        panels.note(words.NO_PROOF)
        navigation.more("meeting", "看办结成效 →", view, part="effect")
