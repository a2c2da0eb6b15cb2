"""What 改革任务 shows, fetched once: each part of all tasks of a place, or one task."""

import pandas as pd

from metrics.tasks import course, surveys, tasks
from ui.cache import fetch
from ui.session import View

KEY_METRICS = ("task_progress", "task_completion", "task_on_time")


def gather_tasks(view: View) -> pd.DataFrame:
    """Fetch all tasks of a view, the unfinished due ones first."""
    return fetch(view.snapshot, tasks.tasks, **view.in_scope)


def gather_sums(view: View) -> pd.DataFrame:
    """Fetch the tasks added up, for all and by what the scheme lays down."""
    return fetch(view.snapshot, tasks.sums, **view.in_scope)


def gather_burn_up(view: View) -> pd.DataFrame:
    """Fetch the weight planned, done and in progress, month by month."""
    return fetch(view.snapshot, course.burn_up, **view.in_scope)


def gather_months(view: View) -> pd.DataFrame:
    """Fetch the months of the task of a view."""
    one = view.at_place | {"task_id": view.selection.task}
    return fetch(view.snapshot, course.months, **one)


def gather_surveys(view: View) -> pd.DataFrame:
    """Fetch the surveys of a view, joint ones among them."""
    return fetch(view.snapshot, surveys.surveys, **view.in_scope)


def gather_followed(view: View) -> pd.DataFrame:
    """Fetch the tasks and issues that name a survey."""
    return fetch(view.snapshot, surveys.followed, period=view.selection.period)


def gather_townships(view: View) -> pd.DataFrame:
    """Fetch the townships of a view."""
    return fetch(view.snapshot, surveys.townships, **view.at_place)
