"""最需关注: what a leader should look at first, found by rules that are data.

A rule says what to look for (``find``, with the rule's own ``threshold``), how to say it (``sentence``), how
loudly (``light``), how often at most (``limit``) and where the cause can be seen (``page``). Changing what
is told is changing an entry of :data:`RULES`; a new kind of concern is one more function in
``metrics.overview.concerns``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.months import first_day
from metrics.overview import concerns
from metrics.overview.concerns import Question
from metrics.warehouse import Snapshot

COLUMNS = ["rule", "rule_name", "light", "sentence", "page", *concerns.FOUND]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: name of the rule.
        name: what it is called, in Chinese.
        light: 'red' or 'amber', how loudly it is said.
        sentence: template over ``subject``, ``value`` and ``reference``, the latter two written in ``unit``.
        limit: most entries of this rule in a list, the worst first.
        page: path of the page on which the cause can be seen.
        find: from a question to rows of ``metrics.overview.concerns.FOUND``, the worst first.
        threshold: from where on something is found; its meaning is that of ``find``.
    """

    id: str
    name: str
    light: str
    sentence: str
    limit: int
    page: str
    find: Callable[[Question], pd.DataFrame]
    threshold: float = 0.0


#: The rules in the order in which they are listed.
RULES = (
    Rule(
        "red_metric", "红灯指标", "red", "{subject} {value}，未达目标 {reference}",
        limit=3, page="metrics", find=concerns.red_metrics,
    ),
    Rule(
        "doubtful_metric", "存疑的数值", "amber", "{subject} {value}，存疑",
        limit=1, page="data", find=concerns.doubtful_metrics,
    ),
    Rule(
        "overdue_issue", "超期问题", "red", "问题“{subject}”超期 {value}未结",
        limit=1, page="meeting", find=concerns.overdue_issues,
    ),
    Rule(
        "laggard", "覆盖落后的地方", "red", "{subject}有效覆盖 {value}，低于整体 {reference}",
        limit=2, page="coverage", find=concerns.laggards, threshold=0.10,
    ),
    Rule(
        "red_project", "红灯项目", "red", "项目{subject}",
        limit=2, page="projects", find=concerns.red_projects,
    ),
    Rule(
        "late_task", "逾期任务", "amber", "任务“{subject}”逾期 {value}，进度 {reference}",
        limit=1, page="tasks", find=concerns.late_tasks,
    ),
    Rule(
        "stalled_project", "停滞项目", "amber", "项目“{subject}”{value}没有进展，完成 {reference}",
        limit=1, page="projects", find=concerns.stalled_projects, threshold=3,
    ),
    Rule(
        "overdue_report", "逾期未交的报表", "amber", "“{subject}”过了截止日，还有 {value}单位没有交齐",
        limit=1, page="data", find=concerns.overdue_reports,
    ),
    Rule(
        "silent", "无活动记录的地方", "amber", "{subject} {value}单元半年无活动记录，可能漏报",
        limit=1, page="coverage", find=concerns.silent,
    ),
    Rule(
        "paper_coverage", "有形无效的条线", "amber", "{subject}组织覆盖 {reference}，有效仅 {value}",
        limit=1, page="coverage", find=concerns.paper_coverage, threshold=0.20,
    ),
)  # fmt: skip


def attention(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), today: date | None = None
) -> pd.DataFrame:
    """List what needs attention in a region, the loudest first.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; rules look at it and at what lies below it.
        lines: lines to look at; none means all.
        today: the day on which deadlines of reports are looked at; None takes the clock's.

    Returns:
        ``rule, rule_name, light, sentence`` (a template), ``page``, ``subject, value, reference, unit,
        reference_unit, region_code, line, metric_id, project_id, doubts`` (the quality rule that finds the
        cause), ``collection_id`` (whose units are late); no rows when nothing needs attention.
    """
    scope = (snapshot, first_day(period), region, tuple(lines))
    found = [
        rule.find(Question(*scope, rule.threshold, today or date.today()))
        .head(rule.limit)
        .assign(rule=rule.id, rule_name=rule.name, light=rule.light, sentence=rule.sentence, page=rule.page)
        for rule in RULES
    ]
    listed = [frame.reindex(columns=COLUMNS) for frame in found if not frame.empty]
    return pd.concat(listed or [pd.DataFrame(columns=COLUMNS)], ignore_index=True)
