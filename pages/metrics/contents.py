"""What 改革指标 shows, fetched once: the catalogue, or one metric."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics import places
from metrics.catalogue import LINES, METRICS
from metrics.meeting import ledger
from metrics.months import YEAR, as_months, months_before
from metrics.values import bounds, changes, control_limits, doubts, index, pace, values
from ui.cache import fetch
from ui.drawing import place_names
from ui.session import View

ALL = tuple(metric.id for metric in METRICS)


@dataclass(frozen=True)
class Catalogue:
    """All metrics of one selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    index: pd.DataFrame
    index_before: pd.DataFrame
    doubts: list[str]
    below: pd.DataFrame


def gather(view: View, weights: Mapping[str, float]) -> Catalogue:
    """Fetch the catalogue."""
    snapshot, chosen = view.snapshot, view.selection
    here = view.at_place
    before = here | {"period": months_before(chosen.period, YEAR)}
    return Catalogue(
        course=fetch(snapshot, changes.course, metrics=ALL, **view.in_scope),
        index=fetch(snapshot, index.index_frame, weights=weights, **here),
        index_before=fetch(snapshot, index.index_frame, weights=weights, **before),
        doubts=fetch(snapshot, doubts.scored, **here),
        below=fetch(snapshot, places.children, code=chosen.region, period=chosen.period),
    )


def _one(view: View) -> dict[str, Any]:
    return view.in_scope | {"metrics": [view.selection.metric]}


def gather_course(view: View) -> pd.DataFrame:
    """Fetch the course of the metric that the view names."""
    return fetch(view.snapshot, changes.course, **_one(view))


def gather_pace(view: View) -> Any:
    """Fetch how fast it moves and would have to."""
    return next(fetch(view.snapshot, pace.required, **_one(view)).itertuples(index=False))


def gather_bounds(view: View) -> pd.DataFrame:
    """Fetch between which values it lies, whatever is not reported."""
    return fetch(view.snapshot, bounds.bounds, **_one(view))


def gather_places(view: View) -> pd.DataFrame:
    """Fetch the metric at the places below, judged by control limits."""
    found = fetch(view.snapshot, control_limits.by_place, metric=view.selection.metric, **view.in_scope)
    return place_names.told_apart(found)


def gather_lines(view: View, course: pd.DataFrame) -> pd.DataFrame:
    """Fetch the course of each line, over the months of the whole course."""
    asked = {"metrics": [view.selection.metric], "lines": list(LINES), "regions": [view.selection.region]}
    return fetch(view.snapshot, values.values, periods=as_months(course["period"]), **asked)


def gather_issues(view: View) -> pd.DataFrame:
    """Fetch the issues of a view that name its metric."""
    found = fetch(view.snapshot, ledger.ledger, **view.in_scope)
    return found[found["metric_id"] == view.selection.metric]
