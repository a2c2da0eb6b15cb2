"""What 项目跟踪 shows, fetched once: for all projects of a place, or for one."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics.projects import checks as projects_checks
from metrics.projects import makeup, projects
from metrics.projects import money as projects_money
from metrics.values import changes
from ui.cache import fetch
from ui.session import View

KEY_METRICS = (
    "project_green",
    "milestone_on_time",
    "budget_execution",
    "goal_attainment",
    "social_fund_ratio",
    "social_delivery",
)
DIGITAL_METRICS = ("online_closure", "online_ratio", "followers")


@dataclass(frozen=True)
class Contents:
    """Frames of all projects of a selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    outlook: Mapping[str, int]
    money: pd.DataFrame
    sources: pd.DataFrame
    themes: pd.DataFrame
    delivery: pd.DataFrame


@dataclass(frozen=True)
class OneProject:
    """Frames of one project."""

    checks: pd.DataFrame
    milestones: pd.DataFrame
    reports: pd.DataFrame
    money: pd.DataFrame
    sources: pd.DataFrame


def gather(view: View) -> Contents:
    """Fetch everything that the page shows for all projects of a view."""
    snapshot = view.snapshot
    here = view.in_scope
    return Contents(
        course=fetch(snapshot, changes.course, metrics=(*KEY_METRICS, *DIGITAL_METRICS), **here),
        outlook=fetch(snapshot, projects.outlook, **here),
        money=fetch(snapshot, projects_money.money_by_month, **here),
        sources=fetch(snapshot, projects_money.money_by_source, **here),
        themes=fetch(snapshot, makeup.themes, **here),
        delivery=fetch(snapshot, makeup.delivery, **here),
    )


def gather_one(view: View) -> OneProject:
    """Fetch everything that the page shows for the project of a view."""
    snapshot, chosen = view.snapshot, view.selection
    one = {"period": chosen.period, "project_id": chosen.project}
    here = one | view.at_place
    return OneProject(
        checks=fetch(snapshot, projects_checks.light_checks, **one),
        milestones=fetch(snapshot, projects.milestones, **here),
        reports=fetch(snapshot, projects.reports, **one),
        money=fetch(snapshot, projects_money.money_by_month, **here),
        sources=fetch(snapshot, projects_money.money_by_source, **here),
    )
