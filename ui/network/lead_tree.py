"""四牵头一配合 as a tree of boxes: chief lead, four leads, lines, with the state of each, as HTML."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from metrics.network.leadership import CHIEF
from ui import numbers
from ui.theme import Palette

NOT_LED = "没有牵头"


def tree(
    leads: pd.DataFrame, lines: pd.DataFrame, bodies: Sequence[tuple[str, str]], colours: Palette
) -> str:
    """Write the tree.

    Args:
        leads: rows of ``metrics.network.leadership.leads``.
        lines: rows of ``metrics.network.leadership.by_line``.
        bodies: what stands beside the chief lead: name and state.
        colours: palette of the viewer's mode.
    """
    chief = next(leads[leads["lead_role"] == CHIEF].itertuples(index=False))
    branches = [
        _branch(_lead(row, colours), lines[lines["lead_role"] == row.lead_role], colours)
        for row in leads[leads["lead_role"] != CHIEF].itertuples(index=False)
    ]
    without = lines[lines["lead_role"].isna()]
    if not without.empty:
        branches.append(_branch(_box(NOT_LED, "任务表没有写明牵头", "", ""), without, colours, "loose"))
    beside = "".join(f"<span><b>{escape(name)}</b>　{escape(state)}</span>" for name, state in bodies)
    return (
        f'<div class="qt-tree"><div class="top">{_lead(chief, colours)}'
        f'<div class="beside">{beside}</div></div>'
        f'<div class="branches">{"".join(branches)}</div></div>'
    )


def _branch(head: str, lines: pd.DataFrame, colours: Palette, kind: str = "") -> str:
    leaves = "".join(_line(row, colours) for row in lines.itertuples(index=False))
    return f'<div class="branch {kind}">{head}<div class="leaves">{leaves}</div></div>'


def _lead(row: Any, colours: Palette) -> str:
    state = _state(
        row.progress_pct, row.on_time_pct, row.overdue_count, row.issue_overdue, row.task_count, colours
    )
    return _box(row.lead_role, row.post, state, "")


def _line(row: Any, colours: Palette) -> str:
    state = _state(
        row.task_progress, row.task_on_time, row.overdue_count, row.issue_overdue, row.task_count, colours
    )
    return _box(LINES[row.line], "主要负责人", state, f"border-left: 0.3rem solid {colours.lines[row.line]}")


def _box(name: str, post: str, state: str, style: str) -> str:
    return (
        f'<div class="box" style="{style}">'
        f'<div class="who"><b>{escape(name)}</b><span>{escape(post)}</span></div>'
        f"{state}</div>"
    )


def _state(
    progress_pct: float, on_time_pct: float, overdue: int, issues: float, tasks: int, colours: Palette
) -> str:
    open_issues = "" if numbers.is_missing(issues) else _issues(int(issues), colours)
    if not tasks:
        return f'<div class="told"><span>没有任务</span>{open_issues}</div>'
    bar = 0.0 if numbers.is_missing(progress_pct) else progress_pct
    late = (
        f'<span style="color:{colours.red}">■ 任务到期未完成 {overdue}</span>'
        if overdue
        else _fine("任务无逾期", colours)
    )
    return (
        f'<div class="bar" style="background:{colours.rule}"><i style="width:{bar * 100:.1f}%;'
        f'background:{colours.sequential[6]}"></i></div>'
        f'<div class="told"><span>{tasks} 项任务，进度 <b>{numbers.share(progress_pct)}</b></span>'
        f"<span>按期 {numbers.share(on_time_pct)}</span>{late}{open_issues}</div>"
    )


def _issues(count: int, colours: Palette) -> str:
    if count:
        return f'<span style="color:{colours.red}">■ 问题超期 {count}</span>'
    return _fine("问题无超期", colours)


def _fine(text: str, colours: Palette) -> str:
    return f'<span style="color:{colours.green}">● {text}</span>'
