"""What 三级联动 shows, fetched once."""

from dataclasses import dataclass

import pandas as pd

from metrics.network import by_place, leadership, staffing, structure
from metrics.values import changes
from ui.cache import fetch
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

_ALL_METRICS = (*KEY_METRICS, *ORGANIZATION_METRICS, *MEETING_METRICS)


@dataclass(frozen=True)
class Contents:
    """Frames of one selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    levels: pd.DataFrame
    links: pd.DataFrame
    places: pd.DataFrame
    staff: pd.DataFrame
    committees: pd.DataFrame
    outposts: pd.DataFrame
    reforms: pd.DataFrame
    leads: pd.DataFrame
    lines: pd.DataFrame
    bodies: pd.DataFrame
    meetings: pd.DataFrame


def gather(view: View) -> Contents:
    """Fetch everything that the page shows for a view."""
    snapshot, chosen = view.snapshot, view.selection
    place = view.at_place
    here = place | {"lines": chosen.lines}
    return Contents(
        course=fetch(snapshot, changes.course, metrics=_ALL_METRICS, **here),
        levels=fetch(snapshot, structure.levels_by_line, **here),
        links=fetch(snapshot, structure.links, **here),
        places=fetch(snapshot, by_place.by_place, **here),
        staff=fetch(snapshot, staffing.staffing, **here),
        committees=fetch(snapshot, staffing.committees, **place),
        outposts=fetch(snapshot, staffing.outposts, **here),
        reforms=fetch(snapshot, structure.reforms, **here),
        leads=fetch(snapshot, leadership.leads, **place),
        lines=fetch(snapshot, leadership.by_line, **here),
        bodies=fetch(snapshot, leadership.bodies, **place),
        meetings=fetch(snapshot, leadership.meetings, period=chosen.period),
    )
