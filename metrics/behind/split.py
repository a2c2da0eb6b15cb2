"""Splitting the movement of a number into the units that made it, so that the parts add up exactly.

Sums move by what each unit gained or lost. A ratio N / D moves for two reasons at once, and which of the two
came first is nobody's to say, so both orders count half (the Shapley value of two players):

    numerator:   (N1 - N0) x (1/D0 + 1/D1) / 2
    denominator: (1/D1 - 1/D0) x (N0 + N1) / 2

Together that is N1/D1 - N0/D0. Both are linear in what single units brought, so each unit has its own part:
gain in numerator x (1/D0 + 1/D1)/2 - gain in denominator x (N0 + N1)/(2 D0 D1). A new unit then lifts a ratio
exactly when its own ratio is above the pooled one, (N0 + N1)/(D0 + D1). A median has no such parts; there the
three causes (units that came, units that went, units that changed) share the movement as players of a game
whose worth is the median of the units it leaves (Shapley, A value for n-person games, 1953).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pandas as pd

from metrics.catalogue import Metric

CAME, WENT, UP, DOWN, DENOMINATOR, CHANGED = "came", "went", "up", "down", "denominator", "changed"

KEYS = ["unit_table", "unit"]
_WORDS = ["label", "region_name", "line", "row_keys"]
COLUMNS = [
    *KEYS,
    "label",
    "region_name",
    "line",
    "kind",
    "numerator_change",
    "denominator_change",
    "contribution",
]


def paired(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Put the units of two sides beside each other.

    Args:
        before: rows of ``metrics.behind.rows.counted_units``.
        after: the same of the other side.

    Returns:
        One row a unit: ``unit_table, unit, label, region_name, line``, ``numerator_before``,
        ``numerator_after``, ``denominator_before``, ``denominator_after`` (0 where it states none),
        ``row_keys_before, row_keys_after`` and ``side``: 'came', 'went' or 'both'.
    """
    both = before.merge(after, on=KEYS, how="outer", suffixes=("_before", "_after"), indicator="side")
    both["side"] = both["side"].astype(str).map({"right_only": CAME, "left_only": WENT, "both": "both"})
    for name in _WORDS[:-1]:
        both[name] = both[f"{name}_after"].where(both[f"{name}_after"].notna(), both[f"{name}_before"])
    for part in ("numerator", "denominator"):
        for side in ("before", "after"):
            both[f"{part}_{side}"] = both[f"{part}_{side}"].astype(float).fillna(0.0)
    return both


def contributions(metric: Metric, pairs: pd.DataFrame) -> pd.DataFrame:
    """Give each unit's part in the movement of a count, sum, ratio or change.

    Args:
        metric: the catalogue entry; not a median.
        pairs: rows of :func:`paired`; both sides of a ratio have a denominator.

    Returns:
        ``unit_table, unit, label, region_name, line, kind`` ('came', 'went', 'up', 'down' for the numerator
        of a unit on both sides, 'denominator' for its denominator) ``, numerator_change,
        denominator_change, contribution`` (in the metric's own unit); units without any part are left out.
    """
    gain, cost = weights(metric, pairs)
    moved = pairs.assign(
        numerator_change=pairs["numerator_after"] - pairs["numerator_before"],
        denominator_change=pairs["denominator_after"] - pairs["denominator_before"],
    )
    single = moved[moved["side"] != "both"]
    single = single.assign(
        kind=single["side"],
        contribution=gain * single["numerator_change"] - cost * single["denominator_change"],
    )
    same = moved[moved["side"] == "both"]
    above = same.assign(
        kind=same["numerator_change"].gt(0).map({True: UP, False: DOWN}),
        contribution=gain * same["numerator_change"],
        denominator_change=0.0,
    )
    below = same.assign(
        kind=DENOMINATOR, contribution=-cost * same["denominator_change"], numerator_change=0.0
    )
    parts = [
        single,
        above[above["numerator_change"] != 0],
        below[(below["denominator_change"] != 0) & (cost != 0)],
    ]
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def weights(metric: Metric, pairs: pd.DataFrame) -> tuple[float, float]:
    """By how much the value moves for one more in the numerator, and for one less in the denominator."""
    if metric.kind not in ("ratio", "change"):
        return 1.0, 0.0
    top_before, top_after = pairs["numerator_before"].sum(), pairs["numerator_after"].sum()
    low_before, low_after = pairs["denominator_before"].sum(), pairs["denominator_after"].sum()
    gain = metric.factor * (1 / low_before + 1 / low_after) / 2
    cost = metric.factor * (top_before + top_after) / (2 * low_before * low_after)
    return float(gain), float(cost)


def median_shares(pairs: pd.DataFrame) -> dict[str, float]:
    """Share the movement of a median among the units that came, went and changed.

    Where a coalition would leave no unit at all, it is worth what the whole was worth before.

    Args:
        pairs: rows of :func:`paired`, with units on both sides.

    Returns:
        'came', 'went' and 'changed' → part of the movement; the three add up to it.
    """
    return _shapley((CAME, WENT, CHANGED), lambda players: _median_with(pairs, players))


def _median_with(pairs: pd.DataFrame, players: frozenset[str]) -> float:
    side = pairs["side"]
    now = "numerator_after" if CHANGED in players else "numerator_before"
    kept = [pairs.loc[side == "both", now]]
    if CAME in players:
        kept.append(pairs.loc[side == CAME, "numerator_after"])
    if WENT not in players:
        kept.append(pairs.loc[side == WENT, "numerator_before"])
    left = pd.concat(kept)
    return float(left.median()) if len(left) else _median_with(pairs, frozenset())


def _shapley(players: tuple[str, ...], worth: Callable[[frozenset[str]], float]) -> dict[str, float]:
    orders = list(permutations(players))
    shares = dict.fromkeys(players, 0.0)
    for order in orders:
        for at, player in enumerate(order):
            step = worth(frozenset(order[: at + 1])) - worth(frozenset(order[:at]))
            shares[player] += step / len(orders)
    return shares
