"""Lines compared fairly: each against its own target and its own past, in the metrics of its own focus."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import BY_ID, LINES, METRICS
from metrics.focus.declared import focuses
from metrics.months import first_day, months_after
from metrics.values import doubts, values
from metrics.warehouse import Snapshot

#: Targets that speak of one line, here or everywhere.
OWN_TARGETS = """
SELECT DISTINCT metric_id, line FROM staging.targets
WHERE line <> '' AND year = $year AND region_code IN ('', $region)
"""
_ADDED_UP = ("count", "sum")


def against(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Set each line's focus metrics against its own target and its own value of a year ago.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        lines: lines to tell; none means all.

    Returns:
        ``line, metric_id, value, target, attainment, light, before`` (a year ago; missing where not known),
        ``improved`` (better, same, worse in the metric's own direction; missing where unknown), lines in
        their fixed order and never in one of size. What is added up has a target only where that speaks of
        the line: a target for all lines together is no line's own.
    """
    told = [line for line in LINES if not lines or line in lines]
    wanted = {metric for line in told for metric in focuses()[line].metrics}
    asked = [metric.id for metric in METRICS if metric.id in wanted]
    ago = months_after(period, -12)
    found = values.values(snapshot, [ago, period], metrics=asked, lines=["", *told], regions=[region])
    now = found["period"] >= pd.Timestamp(first_day(period))
    keys = ["metric_id", "line"]
    past = found[~now].set_index(keys)["value"]
    current = doubts.told(found[now]).set_index(keys)
    rows = [
        _row(line, metric, current, past)
        for line in told
        for metric in focuses()[line].metrics
        if (metric, _line_of(metric, line)) in current.index
    ]
    columns = ["line", "metric_id", "value", "target", "attainment", "light", "before", "improved"]
    own = snapshot.rows(OWN_TARGETS, year=period.year, region=region)
    return _own_targets(pd.DataFrame(rows, columns=columns), {(metric, line) for metric, line in own})


def _own_targets(told: pd.DataFrame, own: Collection[tuple[str, str]]) -> pd.DataFrame:
    shared = [
        BY_ID[metric].by_line and BY_ID[metric].kind in _ADDED_UP and (metric, line) not in own
        for metric, line in zip(told["metric_id"], told["line"], strict=True)
    ]
    aims = ["target", "attainment", "light"]
    told[aims] = told[aims].astype(object).mask(pd.Series(shared, index=told.index, dtype=bool))
    return told


def _line_of(metric: str, line: str) -> str:
    return line if BY_ID[metric].by_line else ""


def _row(line: str, metric: str, current: pd.DataFrame, past: pd.Series) -> tuple[object, ...]:
    key = (metric, _line_of(metric, line))
    now = current.loc[[key]].to_dict("records")[0]
    before = past.get(key)
    known = pd.notna(now["value"]) and pd.notna(before)
    better = (now["value"] > before) == (BY_ID[metric].direction == "up") if known else None
    improved = None if not known else "same" if now["value"] == before else "better" if better else "worse"
    return (line, metric, now["value"], now["target"], now["attainment"], now["light"], before, improved)
