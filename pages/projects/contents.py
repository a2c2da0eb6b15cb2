"""What 项目跟踪 shows, fetched once: each part of all projects of a place, or one project."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.overview import since_meeting
from metrics.projects import checks, makeup, money, projects, tracking
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
MONEY_METRICS = ("budget_execution", "social_fund_ratio")
MANAGED_METRICS = ("social_delivery", "online_closure", "online_ratio", "followers")


@dataclass(frozen=True)
class OneProject:
    """Frames of one project; columns as the functions of ``metrics`` give them."""

    checks: pd.DataFrame
    milestones: pd.DataFrame
    reports: pd.DataFrame
    money: pd.DataFrame
    sources: pd.DataFrame


def gather_projects(view: View) -> pd.DataFrame:
    """Fetch all projects of a view with light, plan and expected end."""
    return fetch(view.snapshot, projects.schedule, **view.in_scope)


def gather_outlook(view: View) -> Mapping[str, int]:
    """Fetch how many projects will be late."""
    return fetch(view.snapshot, projects.outlook, **view.in_scope)


def gather_money(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fetch planned value, earned value and money month by month, and money by source."""
    months = fetch(view.snapshot, money.money_by_month, **view.in_scope)
    return months, fetch(view.snapshot, money.money_by_source, **view.in_scope)


def gather_tracked(view: View) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """Fetch how the projects that are not finished move, and the last conference."""
    meeting = fetch(view.snapshot, since_meeting.last_meeting, period=view.selection.period)
    since = {"since": meeting["held_on"]} if meeting else {}
    return fetch(view.snapshot, tracking.tracked, **view.in_scope, **since), meeting


def gather_management(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fetch projects by theme, and by who carries them out."""
    themes = fetch(view.snapshot, makeup.themes, **view.in_scope)
    return themes, fetch(view.snapshot, makeup.delivery, **view.in_scope)


def gather_one(view: View) -> OneProject:
    """Fetch everything that the page shows for the project of a view."""
    snapshot, chosen = view.snapshot, view.selection
    one = {"period": chosen.period, "project_id": chosen.project}
    here = one | view.at_place
    return OneProject(
        checks=fetch(snapshot, checks.light_checks, **one),
        milestones=fetch(snapshot, projects.milestones, **here),
        reports=fetch(snapshot, projects.reports, **one),
        money=fetch(snapshot, money.money_by_month, **here),
        sources=fetch(snapshot, money.money_by_source, **here),
    )
