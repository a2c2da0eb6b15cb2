"""最需关注: what a leader should look at first, found by rules that are data.

A rule says where to look (``find``), how to say it (``sentence``) and where its cause can be seen
(``page``). Adding a rule is adding an entry to :data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics import funnel, places, projects, values
from metrics.catalogue import BY_ID, METRICS, Metric
from metrics.warehouse import Snapshot

LAGGARD_GAP_PCT = 0.10
"""A place lags when its effective coverage is this much (0–1) below that of the whole."""

PAPER_GAP_PCT = 0.20
"""A line covers on paper when its coverage exceeds its effective coverage by this much (0–1)."""

_PAGE_OF_DIMENSION = {"组织": "coverage", "项目化": "projects"}
_PAGE_OF_METRIC = {
    **dict.fromkeys(("task_progress", "task_completion", "task_on_time"), "tasks"),
    **dict.fromkeys(
        ("structure_done", "part_time_ratio", "frontline_ratio", "women_exec_ok", "external_orgs"), "network"
    ),
}
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
    listed = [frame.reindex(columns=COLUMNS) for frame in found if not frame.empty]
    return pd.concat(listed or [_nothing()], ignore_index=True)


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=COLUMNS)


def _rows(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=_FOUND)


def _red_metrics(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Metrics whose light is red for all lines together."""
    frame = values.values(
        snapshot, [period], metrics=[metric.id for metric in METRICS], lines=[""], regions=[region]
    )
    found = frame[frame["light"] == "red"].sort_values("attainment").to_dict("records")
    return _rows([_of_metric(BY_ID[row["metric_id"]], row, region) for row in found])


def _of_metric(metric: Metric, row: dict[Hashable, Any], region: str) -> tuple[object, ...]:
    page = _PAGE_OF_METRIC.get(metric.id) or _PAGE_OF_DIMENSION.get(metric.dimension, "")
    return metric.name, row["value"], row["target"], metric.unit, region, "", page


def _laggards(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Places below the region whose effective coverage is far below that of the whole.

    Places without any report are left to :func:`_silent`.
    """
    whole = values.values(snapshot, [period], ["effective_coverage"], lines=[""], regions=[region])["value"]
    if whole.empty or pd.isna(whole.iloc[0]):
        return _nothing()
    below = funnel.by_place(snapshot, period, region)
    lagging = below[~below["silent"] & (below["effective_pct"] <= whole.iloc[0] - LAGGARD_GAP_PCT)]
    return _rows(
        [
            (place["name"], place["effective_pct"], whole.iloc[0], "%", place["region_code"], "", "coverage")
            for place in lagging.sort_values("effective_pct").to_dict("records")
        ]
    )


def _silent(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Places below the region without any activity on record, so that reports may be missing."""
    below = places.children(snapshot, region, period)
    cells = below["code"].map(funnel.silent_places(snapshot, period, region))
    silent = below.assign(cells=cells).dropna(subset=["cells"]).sort_values("cells", ascending=False)
    return _rows(
        [
            (place["name"], place["cells"], None, "个", place["code"], "", "coverage")
            for place in silent.to_dict("records")
        ]
    )


def _paper_coverage(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Lines whose organisations exist on paper far more often than they act."""
    frame = funnel.by_line(snapshot, period, region)
    gap = (frame["covered_pct"] - frame["effective_pct"]).fillna(0.0)
    wide = frame.assign(gap=gap)[gap >= PAPER_GAP_PCT].sort_values("gap", ascending=False)
    return _rows(
        [
            (row["name"], row["effective_pct"], row["covered_pct"], "%", region, row["line"], "coverage")
            for row in wide.to_dict("records")
        ]
    )


def _red_projects(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Projects with a red light and the first reason for it, the one that is late longest first."""
    frame = projects.projects(snapshot, period, region)
    return _rows([_of_project(row) for row in frame[frame["light"] == "red"].to_dict("records")])


def _of_project(row: dict[Hashable, Any]) -> tuple[object, ...]:
    late = row["days_late"]
    subject = f"“{row['name']}”{f'逾期 {late} 天' if late else row['reason'].split('；')[0]}"
    return subject, late, None, "天", row["region_code"], "", "projects"


RULES = (
    Rule("red_metric", "red", "{subject} {value}，未达目标 {reference}", 2, _red_metrics),
    Rule("laggard", "red", "{subject}有效覆盖 {value}，低于整体 {reference}", 2, _laggards),
    Rule("red_project", "red", "{subject}", 2, _red_projects),
    Rule("silent", "amber", "{subject} {value}单元半年无活动记录，可能漏报", 1, _silent),
    Rule("paper_coverage", "amber", "{subject}组织覆盖 {reference}，有效仅 {value}", 1, _paper_coverage),
)
"""The rules in the order in which they are listed."""
