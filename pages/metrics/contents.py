"""What 改革指标 shows, fetched once: the catalogue, or one metric."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics import places
from metrics.catalogue import LINES, METRICS
from metrics.values import bounds, changes, control_limits, doubts, index, pace, values
from ui.cache import fetch
from ui.metrics import frames
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
    before = here | {"period": frames.a_year_before(chosen.period)}
    return Catalogue(
        course=fetch(snapshot, changes.course, metrics=ALL, lines=chosen.lines, **here),
        index=fetch(snapshot, index.index_frame, weights=weights, **here),
        index_before=fetch(snapshot, index.index_frame, weights=weights, **before),
        doubts=fetch(snapshot, doubts.scored, **here),
        below=fetch(snapshot, places.children, code=chosen.region, period=chosen.period),
    )


def gather_one(view: View) -> One:
    """Fetch the metric that the view names."""
    snapshot, chosen = view.snapshot, view.selection
    here = view.at_place
    asked = here | {"metrics": [chosen.metric], "lines": chosen.lines}
    course = fetch(snapshot, changes.course, **asked)
    return One(
        course=course,
        pace=fetch(snapshot, pace.required, **asked),
        bounds=fetch(snapshot, bounds.bounds, **asked),
        places=fetch(snapshot, control_limits.by_place, metric=chosen.metric, lines=chosen.lines, **here),
        lines=fetch(
            snapshot,
            values.values,
            periods=frames.months(course),
            metrics=[chosen.metric],
            lines=list(LINES),
            regions=[chosen.region],
        ),
    )
