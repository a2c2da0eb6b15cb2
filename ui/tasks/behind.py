"""Pieces of the reform tasks: by state, lead, post, breakthrough, what else the scheme lays down."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from ui import numbers
from ui.behind.pieces import Figure, Piece, opener
from ui.session import View
from ui.tasks import names as tasks_names
from ui.tasks import words

_NOTE = "进度不明的任务不计入加权进度；没有完成的任务，进度取下列进度月报。"


def sums(
    view: View, added: pd.DataFrame, names: Sequence[str], tasks: pd.DataFrame, dimension: str, title: str
) -> None:
    """Draw the way from sums of tasks to the tasks.

    Args:
        view: what the page shows.
        added: rows of ``metrics.tasks.tasks.sums`` by one dimension.
        names: what each of them is called.
        tasks: rows of ``metrics.tasks.tasks.tasks`` of the same selection.
        dimension: the columns that the rows are added up by, with a space between.
        title: of the dialog.
    """
    pieces = partial(_sums, added, names, tasks, dimension)
    opener(view, title, pieces, key=f"tasks-{dimension.replace(' ', '-')}", note=_NOTE)


def states(view: View, tasks: pd.DataFrame) -> None:
    """Draw the way from the states to the tasks that are in them."""
    opener(view, "任务状态", partial(_states, tasks), key="tasks-state")


def qualities(view: View, tasks: pd.DataFrame) -> None:
    """Draw the way from the three qualities to the tasks that state them."""
    opener(view, "方案“三性”", partial(_qualities, tasks), key="tasks-qualities")


def one(view: View, row: Any, key: str) -> None:
    """Draw the way from one task to its row and the monthly report that its progress is taken from."""
    figures = [Figure("进度", "月末的进度", numbers.share(row.progress_pct))]
    opener(view, "任务明细", lambda: {row.name: Piece("tasks", (row.task_id,), figures)}, key=key)


def _sums(
    added: pd.DataFrame, names: Sequence[str], tasks: pd.DataFrame, dimension: str
) -> Mapping[str, Piece]:
    return {
        name: _sum(row, _ids(_among(tasks, dimension.split(), row)))
        for name, row in zip(names, added.itertuples(index=False), strict=True)
    }


def _among(tasks: pd.DataFrame, columns: Sequence[str], row: Any) -> pd.DataFrame:
    """The tasks that have what a row of sums has; what it does not state, they do not state either."""
    for name in columns:
        wanted = getattr(row, name)
        tasks = tasks[tasks[name].isna() if pd.isna(wanted) else tasks[name] == wanted]
    return tasks


def _ids(tasks: pd.DataFrame) -> tuple[str, ...]:
    return tuple(tasks["task_id"])


def _sum(row: Any, ids: tuple[str, ...]) -> Piece:
    late = row.overdue_count
    figures = (
        Figure("分子", "权重 × 进度之和", numbers.exact(row.progress_weight)),
        Figure("分母", "进度已知的任务的权重之和", numbers.exact(row.known_weight)),
        Figure("加权进度", "分子 ÷ 分母", numbers.share(row.progress_pct)),
        Figure("完成占比", "已完成任务的权重 ÷ 全部权重", numbers.share(row.done_pct)),
        Figure("按期率", "到期任务中按期完成的权重 ÷ 到期权重", numbers.share(row.on_time_pct)),
        Figure("任务", "全部 / 完成 / 到期未完成", f"{row.task_count} / {row.done_count} / {late}"),
    )
    return Piece("tasks", ids, figures, numbers.stated(row.progress_weight), numbers.stated(row.known_weight))


def _states(tasks: pd.DataFrame) -> Mapping[str, Piece]:
    counts = words.states(tasks)
    return {
        f"{words.TASK_MARKS[state].text} {count}": Piece(
            "tasks",
            _ids(tasks[tasks["state"] == state]),
            [Figure("任务", words.TASK_MARKS[state].meaning, f"{count} 项")],
        )
        for state, count in zip(counts["light"], counts["count"], strict=True)
        if count
    }


def _qualities(tasks: pd.DataFrame) -> Mapping[str, Piece]:
    pieces = {}
    for name, field, text in words.QUALITIES:
        stated = tasks[field].notna()
        for word, part in (("写明的", tasks[stated]), ("没有写明的", tasks[~stated])):
            figures = [Figure("任务", f"{text}，{word}", f"{len(part)} 项")]
            pieces[f"{name}：{word} {len(part)}"] = Piece("tasks", _ids(part), figures)
    return pieces


def cell_names(cells: pd.DataFrame) -> list[str]:
    """Name the cells of the matrix of plans and breakthroughs: 工会方案 · 1 小机关…."""
    plans, broken = tasks_names.plans(cells), tasks_names.breakthroughs(cells)
    return [f"{plan} · {name}" for plan, name in zip(plans, broken, strict=True)]
