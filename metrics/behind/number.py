"""One number taken apart: what it is made of, the rows that count, the units that are missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.behind import rows as behind_rows
from metrics.catalogue import BY_ID, Metric
from metrics.months import in_month
from metrics.values import changes
from metrics.warehouse import Snapshot

_CLOSE = 1e-9


@dataclass(frozen=True)
class Traced:
    """One value with the rows behind it.

    Attributes:
        value, numerator, denominator, target: as ``metrics.values.changes.course`` gives; None where absent.
        light: 'green', 'amber', 'red' or None.
        rows: rows that count, columns of ``metrics.behind.rows.contributing_rows``.
        missing: units that lack what is asked, columns of ``metrics.behind.rows.lacking_units``.
        evidence: rows that make the others count, columns of ``metrics.behind.rows.evidence_rows``.
        agrees: whether the rows add up to the numbers; None where there is no number to compare.
    """

    value: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    light: str | None
    rows: pd.DataFrame
    missing: pd.DataFrame
    evidence: pd.DataFrame
    agrees: bool | None


def traced(
    snapshot: Snapshot, metric_id: str, period: date, region: str, lines: Sequence[str] = ()
) -> Traced:
    """Take one number apart.

    Args:
        snapshot: the published snapshot.
        metric_id: id of the catalogue.
        period: the month, by any of its days.
        region: region code.
        lines: lines taken together; none means all. A metric that knows no lines ignores them.

    Raises:
        KeyError: the metric is not in the catalogue.
    """
    metric = BY_ID[metric_id]
    counted = list(lines) if metric.by_line else []
    shown = reading(snapshot, metric_id, period, region, counted)
    rows = behind_rows.contributing_rows(snapshot, metric_id, period, region, lines=counted)
    return Traced(
        **shown,
        rows=rows,
        missing=behind_rows.lacking_units(snapshot, metric_id, period, region, counted),
        evidence=behind_rows.evidence_rows(snapshot, metric_id, period, region, counted),
        agrees=agreement(metric, rows, shown["value"], shown["numerator"], shown["denominator"]),
    )


def reading(
    snapshot: Snapshot, metric_id: str, period: date, region: str, lines: Sequence[str]
) -> dict[str, Any]:
    """Read one number: ``value, numerator, denominator, target, light``, each None where there is none.

    Args:
        snapshot: the snapshot to read.
        metric_id: id of the catalogue.
        period: the month, by any of its days.
        region: region code.
        lines: lines taken together, for a metric that knows lines; none means all.
    """
    course = changes.course(snapshot, [metric_id], period, region, lines, months=1)
    shown = course[in_month(course["period"], period)]
    found = dict(shown.iloc[0]) if len(shown) else {}
    figures = {name: _stated(found.get(name)) for name in ("value", "numerator", "denominator", "target")}
    light = found.get("light")
    return {**figures, "light": light if isinstance(light, str) else None}


def agreement(
    metric: Metric,
    rows: pd.DataFrame,
    value: float | None,
    numerator: float | None,
    denominator: float | None,
) -> bool | None:
    """Tell whether rows make up the numbers shown; None where there is no number to compare."""
    if metric.kind == "median":
        middle = rows["numerator"].median()
        return None if value is None else _close(middle, value)
    return adds_up(rows, numerator, denominator)


def adds_up(rows: pd.DataFrame, numerator: float | None, denominator: float | None) -> bool | None:
    """Tell whether the figures of rows add up to those shown; None where none is shown."""
    pairs = [(rows["numerator"].sum(), numerator), (rows["denominator"].sum(), denominator)]
    compared = [_close(total, shown) for total, shown in pairs if shown is not None]
    return all(compared) if compared else None


def _close(first: float, second: float) -> bool:
    return math.isclose(first, second, rel_tol=_CLOSE, abs_tol=_CLOSE)


def _stated(amount: float | None) -> float | None:
    return None if amount is None or pd.isna(amount) else float(amount)
