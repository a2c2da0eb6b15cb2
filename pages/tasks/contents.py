"""What 改革任务 shows, fetched once: for all tasks of a place, or for one."""

from dataclasses import dataclass

import pandas as pd

from metrics.tasks import course as tasks_course
from metrics.tasks import tasks
from metrics.values import changes
from ui.cache import fetch
from ui.session import View

KEY_METRICS = ("task_progress", "task_completion", "task_on_time")


@dataclass(frozen=True)
class Contents:
    """Frames of all tasks of a selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    sums: pd.DataFrame
    burn_up: pd.DataFrame


def gather(view: View) -> Contents:
    """Fetch everything that the page shows for all tasks of a view."""
    snapshot = view.snapshot
    here = view.in_scope
    return Contents(
        course=fetch(snapshot, changes.course, metrics=KEY_METRICS, **here),
        sums=fetch(snapshot, tasks.sums, **here),
        burn_up=fetch(snapshot, tasks_course.burn_up, **here),
    )


def gather_months(view: View) -> pd.DataFrame:
    """Fetch the months of the task of a view."""
    chosen = view.selection
    one = view.at_place | {"task_id": chosen.task}
    return fetch(view.snapshot, tasks_course.months, **one)
