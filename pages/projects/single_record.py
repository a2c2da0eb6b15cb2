"""What is laid down about one project, and what was reported of it month by month."""

from typing import Any

import pandas as pd

from ui.behind import records
from ui.drawing import panels, tables
from ui.projects import frames, words
from ui.session import View


def history(reports: pd.DataFrame, row: Any, view: View) -> None:
    """The monthly reports, the newest first; that there are none is said beside the goal."""
    if reports.empty:
        return
    shown = frames.reports(reports, row.goal_unit)
    with panels.panel(f"进度月报 {len(shown)} 期", key="history", data=shown, file_name="进度月报"):
        tables.plain(shown, numeric=["完成值"], marks=["报告期", "状态"])
        records.project(view, row.name, key="history", tables=("progress",))


def facts(row: Any, view: View) -> None:
    """What is laid down about the project, its owner post first."""
    shown = frames.facts(row)
    with panels.panel(f"责任岗位：{row.owner_post}", key="facts", data=shown, file_name="项目概况"):
        tables.plain(shown, marks=["项"])
        panels.note(words.EXPECTED_END)
        records.project(view, row.name, key="facts", tables=("projects",))
