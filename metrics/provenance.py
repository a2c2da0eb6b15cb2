"""The rows behind a number, each down to batch, file, sheet and row.

This is the only place that knows how a row keeps where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from metrics.aggregation import EMPTY_ROW
from metrics.catalogue import BY_ID, LINES, Metric
from metrics.frames import with_clause
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

_OF_ORGANIZATION = (
    "coalesce((SELECT name FROM raw.organizations AS owner WHERE owner.org_id = source.org_id), org_id)"
    " || ' ' || strftime(period, '%Y-%m')"
)
_OF_PROJECT = (
    "coalesce("
    "(SELECT name FROM raw.projects AS owner WHERE owner.project_id = source.project_id), project_id)"
)

LABELS = MappingProxyType(
    {
        "regions": "name",
        "expectations": "line || ' ' || level",
        "publics": "year || '年服务对象'",
        "organizations": "name",
        "memberships": _OF_ORGANIZATION,
        "cadres": _OF_ORGANIZATION,
        "structures": "item",
        "activities": "name || ' ' || held_on",
        "outputs": "item || ' ' || delivered_on",
        "stations": "name",
        "station_months": "station_id || ' ' || strftime(period, '%Y-%m')",
        "channels": "platform || ' ' || strftime(period, '%Y-%m')",
        "reform_tasks": "name",
        "progress": "item_id || ' ' || strftime(period, '%Y-%m')",
        "projects": "name",
        "milestones": f"{_OF_PROJECT} || ' ' || name",
        "fundings": f"{_OF_PROJECT} || ' ' || booked_on || ' ' || flow",
        "issues": "title",
        "issue_steps": "issue_id || ' ' || step",
    }
)
"""How a row of each contract table is named for people, as SQL over the row (alias `source`)."""

TABLES = MappingProxyType(
    {
        "regions": "行政区划",
        "expectations": "应建标准",
        "publics": "服务对象",
        "organizations": "组织",
        "memberships": "会员",
        "cadres": "干部队伍",
        "structures": "机构改革",
        "activities": "活动",
        "outputs": "服务产出",
        "stations": "服务阵地",
        "station_months": "阵地月报",
        "channels": "网上阵地",
        "reform_tasks": "改革任务",
        "progress": "进度月报",
        "projects": "项目",
        "milestones": "里程碑",
        "fundings": "资金",
        "issues": "问题台账",
        "issue_steps": "办理过程",
    }
)
"""What people call the tables that numbers come from, as in the workbook that they hand in."""


def contributing_rows(
    snapshot: Snapshot,
    metric_id: str,
    period: date,
    region_code: str,
    line: str = "",
    *,
    lines: Sequence[str] = (),
) -> pd.DataFrame:
    """The rows that make up one value, units that lack what is counted included.

    Args:
        snapshot: the published snapshot.
        metric_id: id of the catalogue.
        period: the month, by any of its days.
        region_code: the region of the value; rows of everything below it count.
        line: a line id, '' for all lines together.
        lines: several lines taken together, in the place of `line`.

    Returns:
        ``region_code, region_name`` (where the row counts), ``line, numerator, denominator, label,
        source_table, origin, batch_id, file, sheet, row_number``. A numerator of 0 beside a denominator is
        a unit that counts but lacks what is asked; for coverage that is a place without organisation, whose
        source is its row in `regions`.

    Raises:
        KeyError: the metric is not in the catalogue.
    """
    asked = list(lines) or [name for name in [line] if name]
    return snapshot.query(
        _rows_sql(BY_ID[metric_id]), periods=[period.replace(day=1)], region=region_code, lines=asked
    )


def _rows_sql(metric: Metric) -> str:
    sources = " UNION ALL ".join(_source(table) for table in metric.sources)
    order = ", ".join(f"'{line}'" for line in LINES)
    return f"""
{with_clause(metric.rows)},
contributions AS ({EMPTY_ROW} UNION ALL BY NAME (SELECT * FROM ({metric.rows}))),
sources AS ({sources})
SELECT
    contribution.region_code, region.name AS region_name, contribution.line,
    contribution.numerator, contribution.denominator, sources.label,
    contribution.source_table, sources.origin, sources.batch_id, sources.file, sources.sheet,
    sources.row_number
FROM contributions AS contribution
INNER JOIN marts.dim_regions AS region ON region.code = contribution.region_code
LEFT JOIN sources
    ON sources.source_table = contribution.source_table AND sources.source_row = contribution.source_row
WHERE
    CASE
        WHEN contribution.own_only THEN contribution.region_code = CAST($region AS VARCHAR)
        ELSE list_contains(region.path, CAST($region AS VARCHAR))
    END
    AND (len(CAST($lines AS VARCHAR[])) = 0 OR list_contains(CAST($lines AS VARCHAR[]), contribution.line))
ORDER BY
    contribution.region_code, list_position([{order}], contribution.line), sources.label, sources.row_number
"""


def _source(table: str) -> str:
    return f"""
    SELECT
        '{table}' AS source_table, rowid AS source_row, {LABELS[table]} AS label,
        origin, batch_id, file, sheet, row_number
    FROM raw.{table} AS source"""
