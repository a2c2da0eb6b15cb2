"""What 改革指标 shows, fetched once: the catalogue, or one metric."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics import places
from metrics.catalogue import LINES, METRICS
from metrics.months import YEAR, as_months, months_before
from metrics.values import bounds, changes, control_limits, index, pace, values
from ui.cache import fetch
from ui.session import View

ALL = tuple(metric.id for metric in METRICS)


@dataclass(frozen=True)
class Catalogue:
    """All metrics of one selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    index: pd.DataFrame
    index_before: pd.DataFrame
    below: pd.DataFrame


@dataclass(frozen=True)
class One:
    """One metric of one selection."""

    course: pd.DataFrame
    pace: pd.DataFrame
    bounds: pd.DataFrame
    places: pd.DataFrame
    lines: pd.DataFrame


def gather(view: View, weights: Mapping[str, float]) -> Catalogue:
    """Fetch the catalogue."""
    snapshot, chosen = view.snapshot, view.selection
    here = view.at_place
    before = here | {"period": months_before(chosen.period, YEAR)}
    return Catalogue(
        course=fetch(snapshot, changes.course, metrics=ALL, **view.in_scope),
        index=fetch(snapshot, index.index_frame, weights=weights, **here),
        index_before=fetch(snapshot, index.index_frame, weights=weights, **before),
        below=fetch(snapshot, places.children, code=chosen.region, period=chosen.period),
    )


def gather_one(view: View) -> One:
    """Fetch the metric that the view names."""
    snapshot, chosen = view.snapshot, view.selection
    asked = view.in_scope | {"metrics": [chosen.metric]}
    course = fetch(snapshot, changes.course, **asked)
    return One(
        course=course,
        pace=fetch(snapshot, pace.required, **asked),
        bounds=fetch(snapshot, bounds.bounds, **asked),
        places=fetch(snapshot, control_limits.by_place, metric=chosen.metric, **view.in_scope),
        lines=fetch(
            snapshot,
            values.values,
            periods=as_months(course["period"]),
            metrics=[chosen.metric],
            lines=list(LINES),
            regions=[chosen.region],
        ),
    )
