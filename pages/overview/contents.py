"""What 总览 shows, fetched once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.coverage import funnel
from metrics.overview import attention, since_meeting
from metrics.overview.key_metrics import KEY_METRICS
from metrics.projects import projects
from metrics.services import reported_facts
from metrics.tasks import tasks
from metrics.values import changes, doubts, pace, standing
from ui.cache import fetch
from ui.session import View


@dataclass(frozen=True)
class Contents:
    """Frames of one selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    paces: pd.DataFrame
    standing: pd.DataFrame
    doubts: list[str]
    meeting: Mapping[str, Any]
    moves: pd.DataFrame
    issues: Mapping[str, int]
    concerns: pd.DataFrame
    levels: pd.DataFrame
    lines: pd.DataFrame
    places: pd.DataFrame
    projects: pd.DataFrame
    facts: pd.DataFrame


def gather_plan(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fetch the tasks and the projects of the one line that is chosen."""
    return (
        fetch(view.snapshot, tasks.tasks, **view.in_scope),
        fetch(view.snapshot, projects.projects, **view.in_scope),
    )


def gather(view: View) -> Contents:
    """Fetch everything that the page shows for a view."""
    snapshot, chosen = view.snapshot, view.selection
    place = view.at_place
    here = place | {"lines": chosen.lines}
    meeting = fetch(snapshot, since_meeting.last_meeting, period=chosen.period)
    # Where no conference was held, the month is compared with itself and nothing is told of it.
    base = meeting.get("base", chosen.period)
    return Contents(
        course=fetch(snapshot, changes.course, metrics=KEY_METRICS, **here),
        paces=fetch(snapshot, pace.required, metrics=KEY_METRICS, **here),
        standing=fetch(snapshot, standing.monthly, **place),
        doubts=fetch(snapshot, doubts.scored, **place),
        meeting=meeting,
        moves=fetch(snapshot, since_meeting.movements, base=base, **here),
        issues=fetch(snapshot, since_meeting.issues, base=base, **here),
        concerns=fetch(snapshot, attention.attention, today=date.today(), **here),
        levels=fetch(snapshot, funnel.levels, **here),
        lines=fetch(snapshot, funnel.by_line, **here),
        places=fetch(snapshot, funnel.by_place, **here),
        projects=fetch(snapshot, projects.projects, **here),
        facts=fetch(snapshot, reported_facts.reported, period=chosen.period),
    )
