"""The reform index (改革指数): dimension scores, their weighted mean, and how robust a ranking is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from metrics.catalogue import BY_ID, DIMENSIONS, UNWEIGHTED_DIMENSIONS
from metrics.frames import with_clause
from metrics.scope import place
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Table = npt.NDArray[np.float64]

INDEX = "index"
WEIGHTINGS = 1000
WEIGHED = tuple(dimension for dimension in DIMENSIONS if dimension not in UNWEIGHTED_DIMENSIONS)
#: Indexes closer than this are the same: ties must not be broken by rounding errors of a sum.
DECIMALS = 9

COLUMNS = ("region_code", "dimension", "score", "rank", "rank_low", "rank_high")


@dataclass(frozen=True)
class Rank:
    """Place in a ranking: now, and the 5th and 95th percentile over random weightings."""

    rank: int
    low: int
    high: int


#: A region and its children, as far as they are valid.
SHOWN = f"""
{with_clause("valid_regions")}
SELECT region_code FROM valid_regions
WHERE CAST($region AS VARCHAR) IN (region_code, parent_code)
ORDER BY region_code <> CAST($region AS VARCHAR), region_code
"""

#: Dimension scores (0-1) by region; dimensions without a score are absent.
Scores = Mapping[str, Mapping[str, float]]


def index_rows(
    snapshot: Snapshot, period: date, region: str, weights: Mapping[str, float] | None = None
) -> list[tuple[str, str, float | None, int | None, int | None, int | None]]:
    """Index of a region and of its children, with dimension scores and the children's ranks.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        weights: weight of each dimension, >= 0; None weighs all alike. 数据 is never weighed.

    Returns:
        Rows of `COLUMNS`: one for each dimension with a score (0-1) and one for dimension 'index' (0-100,
        None without any score), for the region, then for its children in code order. Ranks are on the
        children's 'index' rows: 1 is best, None without an index. Like metric values, only regions valid at
        the end of the month have rows: none at all where the region itself is not.
    """
    shown = [code for (code,) in snapshot.rows(SHOWN, **place(period, region))]
    if region not in shown:
        return []
    scores = dimension_scores(snapshot, period, shown)
    ranks = robust_ranks({code: scores[code] for code in shown if code != region}, weights)
    return [row for code in shown for row in _rows(code, scores[code], ranks.get(code), weights)]


def index_frame(
    snapshot: Snapshot, period: date, region: str, weights: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """The rows of `index_rows` as a frame with columns ``region_code, dimension, score, rank, ...``."""
    import pandas as pd

    return pd.DataFrame(index_rows(snapshot, period, region, weights), columns=list(COLUMNS)).astype(
        {"score": "float64", "rank": "Int64", "rank_low": "Int64", "rank_high": "Int64"}
    )


def dimension_scores(snapshot: Snapshot, period: date, regions: Sequence[str]) -> dict[str, dict[str, float]]:
    """Mean attainment of the metrics of each dimension that have target and value, all lines together."""
    found: dict[str, dict[str, list[float]]] = {region: {} for region in regions}
    rows = value_rows(snapshot, [period], lines=[""], regions=regions)
    for metric_id, _, region, *_, attainment, _ in rows:
        if attainment is not None:
            found[region].setdefault(BY_ID[metric_id].dimension, []).append(attainment)
    return {
        region: {name: sum(by_name[name]) / len(by_name[name]) for name in DIMENSIONS if name in by_name}
        for region, by_name in found.items()
    }


def index_of(scores: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float | None:
    """Weighted mean of dimension scores x 100 over the dimensions that have one; None without any.

    Args:
        scores: dimension scores, 0-1.
        weights: weight of each dimension; None weighs all alike.
    """
    names = [name for name in WEIGHED if name in scores]
    total = sum(_weight(weights, name) for name in names)
    if total <= 0:
        return None
    return 100 * sum(_weight(weights, name) * scores[name] for name in names) / total


def robust_ranks(scores: Scores, weights: Mapping[str, float] | None = None) -> dict[str, Rank]:
    """Ranks of places under given weights, with the interval over 1,000 random weightings.

    Weightings are Dirichlet (all ones) over the dimensions scored for any place; each place is renormalised
    over its own. Rank = 1 + places with a strictly higher index; the interval runs from the 5th to the 95th
    percentile (inverted CDF).

    Args:
        scores: dimension scores of the places to rank.
        weights: weights behind the rank itself; None weighs all dimensions alike.
    """
    index = {code: index_of(by_name, weights) for code, by_name in scores.items()}
    ranked = [code for code, value in index.items() if value is not None]
    names = [name for name in WEIGHED if any(name in scores[code] for code in ranked)]
    if not names:
        return {}
    own = _ranks(np.array([[index[code] for code in ranked]], dtype=np.float64))[0]
    drawn = np.random.default_rng(0).dirichlet(np.ones(len(names)), size=WEIGHTINGS)
    spread = _ranks(_indexes(scores, ranked, names, drawn))
    low, high = np.quantile(spread, [0.05, 0.95], axis=0, method="inverted_cdf")
    return {code: Rank(int(own[at]), int(low[at]), int(high[at])) for at, code in enumerate(ranked)}


def _weight(weights: Mapping[str, float] | None, name: str) -> float:
    return 1.0 if weights is None else weights.get(name, 0.0)


def _indexes(scores: Scores, places: Sequence[str], names: Iterable[str], drawn: Table) -> Table:
    """Index (0-100) of each place under each weighting, shape (weightings, places)."""
    table = np.array([[scores[code].get(name, np.nan) for name in names] for code in places])
    known = ~np.isnan(table)
    top = (drawn[:, None, :] * np.where(known, table, 0.0)).sum(axis=2)
    bottom = (drawn[:, None, :] * known).sum(axis=2)
    indexes: Table = 100 * top / bottom
    return indexes


def _ranks(indexes: Table) -> npt.NDArray[np.int64]:
    """1 + the number of places with a strictly higher index, row by row."""
    rounded = np.round(indexes, DECIMALS)
    ordered = np.sort(rounded, axis=1)
    higher = [
        row.size - np.searchsorted(row, values, side="right")
        for row, values in zip(ordered, rounded, strict=True)
    ]
    return 1 + np.array(higher, dtype=np.int64)


def _rows(
    code: str, scores: Mapping[str, float], rank: Rank | None, weights: Mapping[str, float] | None
) -> list[tuple[str, str, float | None, int | None, int | None, int | None]]:
    by_dimension: list[tuple[str, str, float | None, int | None, int | None, int | None]] = [
        (code, name, score, None, None, None) for name, score in scores.items()
    ]
    placed = (rank.rank, rank.low, rank.high) if rank else (None, None, None)
    return [*by_dimension, (code, INDEX, index_of(scores, weights), *placed)]
