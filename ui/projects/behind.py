"""Pieces of 项目跟踪: projects by light, theme and carrier, and where the money comes from."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from ui import numbers
from ui.behind.pieces import Figure, Piece, opener
from ui.session import View
from ui.theme import PROJECT_LIGHTS


def lights(view: View, projects: pd.DataFrame) -> None:
    """Draw the way from lights to the projects (``metrics.projects.projects.projects``) that have them."""
    opener(view, "项目灯", partial(_lights, projects), key="project-lights")


def _lights(projects: pd.DataFrame) -> Mapping[str, Piece]:
    groups = dict(iter(projects.groupby("light")))
    return {
        f"{mark.text}（{mark.meaning}）": _projects(groups[light])
        for light, mark in PROJECT_LIGHTS.items()
        if light in groups
    }


def by(view: View, projects: pd.DataFrame, column: str, title: str) -> None:
    """Draw the way from themes or carriers (a ``column`` of the projects) to the projects."""
    opener(view, title, partial(_by, projects, column), key=f"projects-{column}")


def _by(projects: pd.DataFrame, column: str) -> Mapping[str, Piece]:
    groups = projects.groupby(projects[column].fillna("未填"), sort=False)
    return {str(name): _projects(part) for name, part in groups}


def _projects(part: pd.DataFrame) -> Piece:
    budget = float(part["budget_yuan"].sum())
    figures = [
        Figure("项目", "个数", f"{len(part)} 个"),
        Figure("预算", "各项目之和", numbers.value(budget, "元")),
    ]
    return Piece("projects", tuple(part["project_id"]), figures, budget)


def sources(view: View, found: pd.DataFrame, key: str = "sources") -> None:
    """Draw the way from sources of money (``metrics.projects.money.money_by_source``) to the bookings."""
    opener(view, "到位资金", partial(_sources, found, view.selection.lines), key=key)


def _sources(found: pd.DataFrame, lines: tuple[str, ...]) -> Mapping[str, Piece]:
    return {row.source: _source(row, lines) for row in found.itertuples(index=False)}


def _source(row: Any, lines: tuple[str, ...]) -> Piece:
    figures = [
        Figure("到位", "截至月末的累计", numbers.value(row.received_yuan, "元")),
        Figure("占比", "到位 ÷ 全部到位", numbers.share(row.received_pct)),
    ]
    return Piece("fundings", (row.source,), figures, float(row.received_yuan), lines=lines)
