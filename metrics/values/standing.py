"""Where a place stands in the reform index, dimension by dimension, now and at an earlier month."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.catalogue import DIMENSIONS, UNWEIGHTED_DIMENSIONS
from metrics.months import months_before
from metrics.values.index import INDEX, dimension_scores, index_of
from metrics.warehouse import Snapshot


def standing(snapshot: Snapshot, period: date, region: str, before: date) -> pd.DataFrame:
    """Index and dimension scores of a place beside those of an earlier month, all lines together.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code.
        before: the earlier month.

    Returns:
        ``dimension`` ('index' first, then the dimensions in catalogue order), ``score`` and
        ``score_before`` (all 0–100, missing without any target), ``change`` and ``weighed`` (counts in the
        index; 数据 does not).
    """
    now, then = (_scores(snapshot, month, region) for month in (period, before))
    names = [INDEX, *(name for name in DIMENSIONS if name in now or name in then)]
    frame = pd.DataFrame(
        {
            "dimension": names,
            "score": pd.Series([now.get(name) for name in names], dtype=float),
            "score_before": pd.Series([then.get(name) for name in names], dtype=float),
            "weighed": [name not in UNWEIGHTED_DIMENSIONS for name in names],
        }
    )
    return frame.assign(change=frame["score"] - frame["score_before"])


def monthly(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """The standing of a place beside that of the month before, with the columns of :func:`standing`."""
    return standing(snapshot, period, region, months_before(period, 1))


def _scores(snapshot: Snapshot, month: date, region: str) -> dict[str, float | None]:
    """Scores 0–100 by dimension, with that of the index."""
    shares = dimension_scores(snapshot, month, [region]).get(region, {})
    return {INDEX: index_of(shares)} | {name: 100 * share for name, share in shares.items()}
