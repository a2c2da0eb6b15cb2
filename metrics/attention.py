"""最需关注: what a leader should look at first, found by rules that are data.

A rule says where to look (``find``), how to say it (``sentence``) and where its cause can be seen
(``page``). Adding a rule is adding an entry to :data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import funnel, places, projects, values
from metrics.catalogue import BY_ID, METRICS
from metrics.warehouse import Snapshot

LAGGARD_GAP_PCT = 0.10
"""A place lags when its effective coverage is this much (0–1) below that of the whole."""

PAPER_GAP_PCT = 0.20
"""A line covers on paper when its coverage exceeds its effective coverage by this much (0–1)."""

_PAGE_OF_DIMENSION = {"组织": "coverage", "项目化": "projects"}
_FOUND = ["subject", "value", "reference", "unit", "region_code", "line", "page"]
COLUMNS = ["rule", "light", "sentence", *_FOUND]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: name of the rule.
        light: 'red' or 'amber', how loudly it is said.
        sentence: template over ``subject``, ``value`` and ``reference``, the latter two written in ``unit``.
        limit: most entries of this rule in a list, the worst first.
        find: from snapshot, period and region to rows of ``subject, value, reference, unit,
            region_code, line, page``, the worst first.
    """

    id: str
    light: str
    sentence: str
    limit: int
    find: Callable[[Snapshot, date, str], pd.DataFrame]


def attention(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """List what needs attention in a region, the loudest first.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; rules look at it and at what lies below it.

    Returns:
        ``rule, light, sentence`` (a template), ``subject, value, reference, unit, region_code, line,
        page``; no rows when nothing needs attention.
    """
    found = [
        rule.find(snapshot, period, region)
        .head(rule.limit)
        .assign(rule=rule.id, light=rule.light, sentence=rule.sentence)
        for rule in RULES
    ]
    return pd.concat([frame.reindex(columns=COLUMNS) for frame in found if not frame.empty] or [_nothing()])


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=COLUMNS)


def _rows(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=_FOUND)


def _red_metrics(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Metrics whose light is red for all lines together."""
    frame = values.values(
        snapshot, [period], metrics=[metric.id for metric in METRICS], lines=[""], regions=[region]
    )
    red = frame[frame["light"] == "red"].sort_values("attainment")
    return _rows(
        [
            (
                metric.name,
                row.value,
                row.target,
                metric.unit,
                region,
                "",
                _PAGE_OF_DIMENSION.get(metric.dimension, ""),
            )
            for row in red.itertuples()
            for metric in [BY_ID[row.metric_id]]
        ]
    )


def _laggards(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Places below the region whose effective coverage is far below that of the whole."""
    below = places.children(snapshot, region, period).set_index("code")["name"]
    frame = values.values(
        snapshot, [period], metrics=["effective_coverage"], lines=[""], regions=[region, *below.index]
    ).set_index("region_code")["value"]
    whole = frame.get(region)
    if whole is None or pd.isna(whole):
        return _nothing()
    low = frame.drop(region).dropna().sort_values()
    return _rows(
        [
            (below[code], share, whole, "%", code, "", "coverage")
            for code, share in low[low <= whole - LAGGARD_GAP_PCT].items()
        ]
    )


def _paper_coverage(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Lines whose organisations exist on paper far more often than they act."""
    frame = funnel.by_line(snapshot, period, region)
    gap = (frame["covered_pct"] - frame["effective_pct"]).fillna(0.0)
    wide = frame.assign(gap=gap)[gap >= PAPER_GAP_PCT].sort_values("gap", ascending=False)
    return _rows(
        [
            (row.name, row.effective_pct, row.covered_pct, "%", region, row.line, "coverage")
            for row in wide.itertuples(index=False)
        ]
    )


def _red_projects(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Projects with a red light, the one that is late longest first."""
    frame = projects.projects(snapshot, period, region)
    late = frame[frame["light"] == "red"].sort_values("days_late", ascending=False)
    return _rows(
        [
            (row.name, row.days_late, None, "天", row.region_code, "", "projects")
            for row in late.itertuples(index=False)
        ]
    )


RULES = (
    Rule("red_metric", "red", "{subject} {value}，未达目标 {reference}", 3, _red_metrics),
    Rule("laggard", "red", "{subject}有效覆盖 {value}，远低于整体 {reference}", 3, _laggards),
    Rule("red_project", "red", "“{subject}”已滞后 {value}", 2, _red_projects),
    Rule("paper_coverage", "amber", "{subject}组织覆盖 {reference}，有效仅 {value}", 2, _paper_coverage),
)
"""The rules in the order in which they are listed."""
