"""What each part of 三级联动 shows, fetched once."""

from dataclasses import dataclass

import pandas as pd

from metrics.network import by_place, leadership, staffing, structure
from ui.cache import fetch
from ui.drawing import place_names
from ui.session import View

KEY_METRICS = (
    "org_coverage",
    "structure_done",
    "part_time_ratio",
    "frontline_ratio",
    "women_exec_ok",
    "external_orgs",
)
ORGANIZATION_METRICS = ("organizations", "park_unions", "park_union_members", "full_villages", "shell_ratio")
MEETING_METRICS = ("issue_response_days", "issue_resolution_days", "issue_on_time")
REFORM_METRICS = ("structure_done",)
PEOPLE_METRICS = ("part_time_ratio", "frontline_ratio")


@dataclass(frozen=True)
class Leads:
    """Who leads whom, and what each answers for; columns as ``metrics.network.leadership`` gives them."""

    leads: pd.DataFrame
    lines: pd.DataFrame
    bodies: pd.DataFrame
    meetings: pd.DataFrame


def gather_structure(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fetch organisations by level and line, and their broken links."""
    levels = fetch(view.snapshot, structure.levels_by_line, **view.in_scope)
    return levels, fetch(view.snapshot, structure.links, **view.in_scope)


def gather_places(view: View) -> pd.DataFrame:
    """Fetch the places below, side by side."""
    return fetch(view.snapshot, by_place.by_place, **view.in_scope)


def gather_leads(view: View) -> Leads:
    """Fetch the tree of leads."""
    snapshot = view.snapshot
    return Leads(
        leads=fetch(snapshot, leadership.leads, **view.at_place),
        lines=fetch(snapshot, leadership.by_line, **view.in_scope),
        bodies=fetch(snapshot, leadership.bodies, **view.at_place),
        meetings=fetch(snapshot, leadership.meetings, period=view.selection.period),
    )


def gather_reforms(view: View) -> pd.DataFrame:
    """Fetch the items of structural reform."""
    return fetch(view.snapshot, structure.reforms, **view.in_scope)


def gather_staff(view: View) -> pd.DataFrame:
    """Fetch leadership, staff and front-line shares, line by line."""
    return fetch(view.snapshot, staffing.staffing, **view.in_scope)


def gather_committees(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fetch women's committees of townships, and organisations outside the county."""
    committees = fetch(view.snapshot, staffing.committees, **view.at_place)
    committees = place_names.told_apart(committees, "region_name")
    return committees, fetch(view.snapshot, staffing.outposts, **view.in_scope)
