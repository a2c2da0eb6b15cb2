"""What 总览 shows, fetched once."""

from dataclasses import dataclass

import pandas as pd

from metrics import attention, changes, facts, funnel, projects
from ui.cache import fetch
from ui.session import View

KEY_METRICS = (
    "org_coverage",
    "effective_coverage",
    "members",
    "shell_ratio",
    "station_access",
    "beneficiaries",
    "project_green",
    "budget_execution",
)


@dataclass(frozen=True)
class Contents:
    """Frames of one selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    concerns: pd.DataFrame
    levels: pd.DataFrame
    lines: pd.DataFrame
    places: pd.DataFrame
    projects: pd.DataFrame
    facts: pd.DataFrame


def gather(view: View) -> Contents:
    """Fetch everything that the page shows for a view."""
    snapshot, chosen = view.snapshot, view.selection
    here = {"period": chosen.period, "region": chosen.region}
    return Contents(
        course=fetch(snapshot, changes.course, metrics=KEY_METRICS, lines=chosen.lines, **here),
        concerns=fetch(snapshot, attention.attention, **here),
        levels=fetch(snapshot, funnel.levels, lines=chosen.lines, **here),
        lines=fetch(snapshot, funnel.by_line, lines=chosen.lines, **here),
        places=fetch(snapshot, funnel.by_place, lines=chosen.lines, **here),
        projects=fetch(snapshot, projects.projects, lines=chosen.lines, **here),
        facts=fetch(snapshot, facts.reported, period=chosen.period),
    )
