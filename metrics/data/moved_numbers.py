"""Numbers that a draft moves further than their history explains: one decimal point too many, or one too few.

What each unit reports for a month is judged as the quality rules judge it, by the frame
`reports_beside_history`; a metric of a place by the same bounds over the months before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.behind.row_names import LABELS
from metrics.catalogue import BY_ID
from metrics.data.snapshot_changes import parent_file
from metrics.frames import with_clause
from metrics.months import in_month, trailing_months
from metrics.values import values
from metrics.warehouse import Snapshot, open_snapshot

#: Months from which on a number is judged by its spread, and from which on it is judged at all.
SPREAD_FROM, JUDGED_FROM = 6, 3
#: A slip of the pen by one place or two, as what a number is multiplied by.
_SLIPS = {10: "可能多写了一位", 100: "可能多写了两位", 0.1: "可能少写了一位", 0.01: "可能少写了两位"}
_NEAR = 1.5

_TOUCHED = """
    SELECT DISTINCT report.month
    FROM monthly_reports AS report
    INNER JOIN meta.sources AS place ON place.source_id = report.source_id
    WHERE NOT list_contains(CAST($held AS VARCHAR[]), place.batch_id)
    ORDER BY report.month"""
_STATED = """
    SELECT
        report.source_table, report.field, report.unit_id, report.month, report.amount AS after,
        judged.middle, judged.low, judged.high, judged.month_count,
        report.source_row, place.batch_id, place.file, place.sheet
    FROM monthly_reports AS report
    INNER JOIN clock ON clock.period = report.month
    INNER JOIN meta.sources AS place ON place.source_id = report.source_id
    LEFT JOIN reports_beside_history AS judged
        ON judged.period = report.month AND judged.source_table = report.source_table
        AND judged.field = report.field AND judged.unit_id = report.unit_id
    WHERE NOT list_contains(CAST($held AS VARCHAR[]), place.batch_id) AND report.amount IS NOT NULL"""
_BEFORE = """
    SELECT report.source_table, report.field, report.unit_id, report.month, report.amount AS before
    FROM monthly_reports AS report
    INNER JOIN clock ON clock.period = report.month
    SEMI JOIN (SELECT unnest(CAST($units AS VARCHAR[])) AS unit_id) AS asked
        ON asked.unit_id = report.unit_id"""
_KEY = ["source_table", "field", "unit_id", "month"]
_HEADERS = "SELECT table_name AS source_table, field, header, table_title FROM meta.dictionary"


@dataclass(frozen=True)
class Judged:
    """The numbers of reports that a draft moves.

    Attributes:
        doubted: ``table_title, header, name`` (of the unit and month) ``, before, after, low, high``
            (between which its history lies) ``, slip`` (what may have happened, '' where nothing is told)
            ``, source_table, batch_id, file, sheet, row_number``, what moves furthest first.
        judged: how many moved and have a history.
        unjudged: how many moved and have none, less than `JUDGED_FROM` months.
    """

    doubted: pd.DataFrame
    judged: int
    unjudged: int


def beyond_history(draft: Snapshot) -> Judged:
    """Judge every monthly number that a draft states anew or otherwise than the snapshot that it stands on.

    Raises:
        WarehouseError: the earlier snapshot is damaged.
    """
    moved = _moved(draft)
    known = moved["month_count"].notna()
    beyond = moved[known & ((moved["after"] < moved["low"]) | (moved["after"] > moved["high"]))]
    figures = beyond[["after", "before", "middle"]].astype(float).to_numpy()
    slips = [slip(*map(float, line)) for line in figures]
    told = beyond.assign(slip=slips, far=_far(beyond)).sort_values("far", ascending=False, kind="stable")
    named = _named(draft, told.drop(columns="far"))
    return Judged(named.reset_index(drop=True), int(known.sum()), int((~known).sum()))


def _moved(draft: Snapshot) -> pd.DataFrame:
    path = parent_file(draft)
    parent = open_snapshot(path) if path else None
    batches = parent.rows("SELECT batch_id FROM meta.batches") if parent else []
    held = [batch for (batch,) in batches]
    touched = [month for (month,) in draft.rows(f"{with_clause(_TOUCHED)} {_TOUCHED}", held=held)]
    stated = draft.query(f"{with_clause(_STATED)} {_STATED}", periods=touched, held=held)
    if parent is None:
        return stated.assign(before=float("nan"))
    units = list(stated["unit_id"].unique())
    before = parent.query(f"{with_clause(_BEFORE)} {_BEFORE}", periods=touched, units=units)
    both = stated.merge(before, on=_KEY, how="left")
    return both[both["before"].isna() | (both["before"] != both["after"])]


def _far(frame: pd.DataFrame) -> pd.Series[float]:
    """By how many times a number lies off the middle of its history, whichever way."""
    times = (frame["after"] + 1) / (frame["middle"] + 1)
    return times.where(times >= 1, 1 / times)


def _named(draft: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    """Add what people call the table, the field and the row, and the number of the row."""
    headers = draft.query(_HEADERS)
    parts = [
        draft.query(
            f"SELECT '{table}' AS source_table, source_row, row_number, {LABELS[table]} AS name"
            f' FROM traced."{table}" AS source WHERE list_contains(CAST($rows AS BIGINT[]), source_row)',
            rows=[int(row) for row in frame.loc[frame["source_table"] == table, "source_row"].unique()],
        )
        for table in ("memberships", "cadres", "station_months", "channels")
    ]
    names = pd.concat(parts, ignore_index=True)
    told = frame.merge(headers, on=["source_table", "field"], how="left")
    return told.merge(names, on=["source_table", "source_row"], how="left")


def slip(after: float, before: float | None, middle: float) -> str:
    """Say what slip of the pen may have moved a number, '' where none is likely.

    Args:
        after: the number.
        before: what it was, None or NaN where there was none.
        middle: the middle of its history.
    """
    for times, told in _SLIPS.items():
        for base in (before, middle):
            if base is not None and base > 0 and 1 / _NEAR <= after / base / times <= _NEAR:
                return told
    return ""


def metrics_beyond_history(draft: Snapshot, period: date, region: str, moved: Sequence[str]) -> pd.DataFrame:
    """Judge values of metrics of a place by the twelve months before, as the draft has them.

    Args:
        draft: the draft.
        period: the month, by any of its days.
        region: region code.
        moved: ids of the metrics that the draft moves there.

    Returns:
        ``metric_id, after, low, high, slip``; metrics with less than `JUDGED_FROM` months are not judged. A
        sum is 0 before the first report: months before the first value other than 0 are no history.
    """
    months = trailing_months(period, 13)
    found = values.values(draft, months, metrics=moved, lines=[""], regions=[region]) if moved else None
    rows = []
    for metric in moved:
        course = found[(found["metric_id"] == metric) & found["value"].notna()]  # type: ignore[index]
        now = in_month(course["period"], period)
        past, after = _begun(course.loc[~now, ["period", "value"]]), course.loc[now, "value"]
        if len(past) < JUDGED_FROM or after.empty:
            continue
        low, high = bounds(past, 0.1 if BY_ID[metric].percent else 10)
        if not low <= float(after.iloc[0]) <= high:
            amount = float(after.iloc[0])
            rows.append((metric, amount, low, high, slip(amount, None, float(past.median()))))
    return pd.DataFrame(rows, columns=["metric_id", "after", "low", "high", "slip"])


def _begun(course: pd.DataFrame) -> pd.Series[float]:
    """The values of a course in the order of its months, from the first one other than 0 on."""
    past = course.sort_values("period")["value"].astype(float)
    return past[(past != 0).cummax()]


def bounds(past: pd.Series[float], least: float) -> tuple[float, float]:
    """Between which values a history explains the next one; as `reports_beside_history` says it.

    Args:
        past: values of the months before, `JUDGED_FROM` at least.
        least: a distance that is never doubted.
    """
    middle = float(past.median())
    if len(past) < SPREAD_FROM:
        return min(middle / 5, middle - least), max(middle * 5, middle + least)
    deviation = 1.4826 * float((past - middle).abs().median())
    allowed = max(5 * deviation, 0.5 * abs(middle) if least >= 1 else 0.2 * abs(middle), least)
    return middle - allowed, middle + allowed
