"""Metric values, and the rows that contribute to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from metrics.catalogue import BY_ID, LINES, METRICS, Metric
from metrics.months import first_day
from metrics.scope import at
from metrics.values import ready
from metrics.values.aggregation import COLUMNS, values_sql
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


def values(
    snapshot: Snapshot,
    periods: Sequence[date],
    metrics: Iterable[str] | None = None,
    lines: Iterable[str] | None = None,
    regions: Iterable[str] | None = None,
    levels: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Values of metrics, one row per metric x month x region x line, in one query.

    Args:
        snapshot: the warehouse to read.
        periods: months, each by any of its days.
        metrics: metric ids; None takes the whole catalogue.
        lines: line ids, '' for all lines together; None takes all of them and ''.
        regions: region codes; None takes every region valid at the end of the month.
        levels: levels of regions to keep; None keeps all.

    Returns:
        Columns metric_id, line ('' = all lines), region_code, period (first of the month), numerator,
        denominator, value, target, attainment (0-1), light ('green', 'amber', 'red'). Shares are 0-1.

    Raises:
        KeyError: a metric is not in the catalogue.
    """
    rows = _sealed(snapshot, periods, metrics, lines, regions, levels)
    if rows is not None:
        return _framed(rows)
    return _asked(
        snapshot,
        lambda source, sql, asked: source.query(sql, **asked),
        periods,
        metrics,
        lines,
        regions,
        levels,
    )


def value_rows(
    snapshot: Snapshot,
    periods: Sequence[date],
    metrics: Iterable[str] | None = None,
    lines: Iterable[str] | None = None,
    regions: Iterable[str] | None = None,
    levels: Iterable[str] | None = None,
) -> list[tuple[Any, ...]]:
    """The same as `values`, as tuples and without loading pandas."""
    rows = _sealed(snapshot, periods, metrics, lines, regions, levels)
    if rows is not None:
        return rows
    return _asked(
        snapshot,
        lambda source, sql, asked: source.rows(sql, **asked),
        periods,
        metrics,
        lines,
        regions,
        levels,
    )


def year_to_date(
    snapshot: Snapshot, period: date, metrics: Iterable[str], line: str, region: str
) -> dict[str, float | None]:
    """Values over the year so far: the same definitions with every trailing window begun in January.

    In December that is the value of the month itself; for metrics without a window it always is.

    Args:
        snapshot: the warehouse to read.
        period: the month.
        metrics: metric ids.
        line: a line id, '' for all lines together.
        region: region code.

    Returns:
        Value by metric id; metrics that do not know the line are absent.
    """
    entries = _entries(metrics)
    if not entries:
        return {}
    found = ready.year_values(snapshot, first_day(period), [entry.id for entry in entries], line, region)
    if found is not None:
        return dict(found)
    sql = values_sql(entries, [line], by_region=True, by_level=False, clock="clock_of_year")
    rows = snapshot.rows(sql, **at(period), regions=[region])
    return {row[0]: row[COLUMNS.index("value")] for row in rows}


def _sealed(
    snapshot: Snapshot,
    periods: Sequence[date],
    metrics: Iterable[str] | None,
    lines: Iterable[str] | None,
    regions: Iterable[str] | None,
    levels: Iterable[str] | None,
) -> list[tuple[Any, ...]] | None:
    """The rows asked for, where the snapshot is read for an edition that holds all of them."""
    if snapshot.sealed is None:
        return None
    return snapshot.sealed.answer(
        at(*periods)["periods"],
        [metric.id for metric in _entries(metrics)],
        ["", *LINES] if lines is None else list(lines),
        None if regions is None else list(regions),
        None if levels is None else list(levels),
    )


def _framed(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Rows as the frame that the database gives: days as moments, numbers as doubles."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    doubles = dict.fromkeys(COLUMNS[4:9], "float64")
    words = dict.fromkeys(("metric_id", "line", "region_code", "light"), "str")
    return frame.assign(period=pd.to_datetime(frame["period"]).astype("datetime64[us]")).astype(
        doubles | words
    )


def _asked(
    snapshot: Snapshot,
    take: Callable[[Snapshot, str, dict[str, Any]], T],
    periods: Sequence[date],
    metrics: Iterable[str] | None,
    lines: Iterable[str] | None,
    regions: Iterable[str] | None,
    levels: Iterable[str] | None,
) -> T:
    """Take the values from where they stand ready, or compute them."""
    params = at(*periods)
    entries = _entries(metrics)
    asked_lines = ["", *LINES] if lines is None else list(lines)
    params |= {} if regions is None else {"regions": list(regions)}
    params |= {} if levels is None else {"levels": list(levels)}
    found = ready.month_values(
        snapshot,
        take,
        params["periods"],
        [metric.id for metric in entries],
        asked_lines,
        params.get("regions"),
        params.get("levels"),
    )
    if found is not None:
        return found
    sql = values_sql(entries, asked_lines, by_region=regions is not None, by_level=levels is not None)
    return take(snapshot, sql, params)


def _entries(metrics: Iterable[str] | None) -> Sequence[Metric]:
    return METRICS if metrics is None else [BY_ID[metric] for metric in dict.fromkeys(metrics)]
