"""The rows behind a number, each down to batch, file, sheet and row.

This is the only place that knows how a row keeps where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from metrics.aggregation import EMPTY_ROW
from metrics.backing import BACKING
from metrics.catalogue import BY_ID, LEVELS, LINES, Metric
from metrics.frames import with_clause
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd


def _owner(table: str, key: str, name: str = "name") -> str:
    """Name the thing that a row belongs to, as SQL over the row; its key where nothing bears that key."""
    return f"coalesce((SELECT {name} FROM raw.{table} AS owner WHERE owner.{key} = source.{key}), {key})"


_MONTH = "strftime(period, '%Y-%m')"
_OF_ORGANIZATION = f"{_owner('organizations', 'org_id')} || ' ' || {_MONTH}"
_OF_PROJECT = _owner("projects", "project_id")
_ITEM = (
    "coalesce("
    "(SELECT name FROM raw.reform_tasks AS owner WHERE owner.task_id = source.item_id), "
    "(SELECT name FROM raw.projects AS owner WHERE owner.project_id = source.item_id), item_id)"
)
_WORDS = ", ".join(f"'{name}': '{word}'" for name, word in (LINES | LEVELS).items())
_STANDARD = f"map {{{_WORDS}}}[line] || ' ' || map {{{_WORDS}}}[level]"

LABELS = MappingProxyType(
    {
        "regions": "name",
        "expectations": _STANDARD,
        "publics": "year || '年服务对象'",
        "organizations": "name",
        "memberships": _OF_ORGANIZATION,
        "cadres": _OF_ORGANIZATION,
        "structures": "item",
        "activities": "name || ' ' || held_on",
        "outputs": "item || ' ' || delivered_on",
        "stations": "name",
        "station_months": f"{_owner('stations', 'station_id')} || ' ' || {_MONTH}",
        "channels": f"platform || ' ' || {_MONTH}",
        "reform_tasks": "name",
        "progress": f"{_ITEM} || ' ' || {_MONTH}",
        "projects": "name",
        "milestones": f"{_OF_PROJECT} || ' ' || name",
        "fundings": f"{_OF_PROJECT} || ' ' || booked_on || ' ' || flow",
        "issues": "title",
        "issue_steps": f"{_owner('issues', 'issue_id', 'title')} || ' ' || step || ' ' || taken_on",
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
    asked = lines or [name for name in [line] if name]
    return _run(snapshot, _counting_sql(BY_ID[metric_id]), period, region_code, asked)


def lacking_units(
    snapshot: Snapshot, metric_id: str, period: date, region_code: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """Units that lack what a metric asks, whether they count in its denominator or not at all.

    Args:
        snapshot: the published snapshot.
        metric_id: id of the catalogue.
        period: the month, by any of its days.
        region_code: the region of the value.
        lines: lines taken together; none means all.

    Returns:
        ``region_code, region_name, line, reason`` (what is lacking) ``, role`` (in what the unit counts),
        ``label, source_table, origin, batch_id, file, sheet, row_number``.

    Raises:
        KeyError: the metric is not in the catalogue.
    """
    return _run(snapshot, _lacking_sql(BY_ID[metric_id]), period, region_code, lines)


def evidence_rows(
    snapshot: Snapshot, metric_id: str, period: date, region_code: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """Rows that make the counted ones count, such as the activity that makes a cell effective.

    Args:
        snapshot: the published snapshot.
        metric_id: id of the catalogue.
        period: the month, by any of its days.
        region_code: the region of the value.
        lines: lines taken together; none means all.

    Returns:
        ``region_code, region_name, line, unit_count`` (for how many counted units the row speaks; region and
        line are missing where these differ) ``, label, source_table, origin, batch_id, file, sheet,
        row_number``, each row once.

    Raises:
        KeyError: the metric is not in the catalogue.
    """
    return _run(snapshot, _evidence_sql(BY_ID[metric_id]), period, region_code, lines)


def _run(snapshot: Snapshot, sql: str, period: date, region_code: str, lines: Sequence[str]) -> pd.DataFrame:
    return snapshot.query(sql, periods=[period.replace(day=1)], region=region_code, lines=list(lines))


def _counting_sql(metric: Metric) -> str:
    return _located(
        metric,
        metric.rows,
        "here.region_code, region.name AS region_name, here.line, here.numerator, here.denominator",
        "here",
        "here.region_code",
    )


def _lacking_sql(metric: Metric) -> str:
    return _located(
        metric,
        BACKING[metric.id].lacking,
        "here.region_code, region.name AS region_name, here.line, here.reason, here.role",
        "here",
        "here.role, here.reason, here.region_code",
    )


def _evidence_sql(metric: Metric) -> str:
    once = """
    (
        SELECT
            CASE WHEN count(DISTINCT region_code) = 1 THEN min(region_code) END AS region_code,
            CASE WHEN count(DISTINCT line) = 1 THEN min(line) END AS line,
            count(*) AS unit_count, source_table, source_row
        FROM here
        GROUP BY source_table, source_row
    )"""
    columns = "here.region_code, region.name AS region_name, here.line, here.unit_count"
    return _located(metric, BACKING[metric.id].evidence, columns, once, "here.source_table, here.region_code")


def _located(metric: Metric, select: str, columns: str, rows: str, order: str) -> str:
    """Write the query that keeps the rows of one place and some lines, and finds where each came from."""
    chosen = select or "SELECT NULL AS reason, NULL AS role FROM clock WHERE FALSE"
    tables = [table for table in LABELS if table in metric.sources or f"'{table}'" in chosen]
    known = ", ".join(f"'{line}'" for line in LINES)
    return f"""
{with_clause(chosen)},
candidates AS ({EMPTY_ROW} UNION ALL BY NAME (SELECT * FROM ({chosen}))),
here AS (
    SELECT candidate.*
    FROM candidates AS candidate
    INNER JOIN marts.dim_regions AS region ON region.code = candidate.region_code
    WHERE
        CASE
            WHEN candidate.own_only THEN candidate.region_code = CAST($region AS VARCHAR)
            ELSE list_contains(region.path, CAST($region AS VARCHAR))
        END
        AND (
            len(CAST($lines AS VARCHAR[])) = 0 OR list_contains(CAST($lines AS VARCHAR[]), candidate.line)
        )
),
sources AS ({" UNION ALL ".join(map(_source, tables))})
SELECT
    {columns}, sources.label, here.source_table,
    sources.origin, sources.batch_id, sources.file, sources.sheet, sources.row_number
FROM {rows} AS here
LEFT JOIN marts.dim_regions AS region ON region.code = here.region_code
LEFT JOIN sources ON sources.source_table = here.source_table AND sources.source_row = here.source_row
ORDER BY {order}, list_position([{known}], here.line), sources.label, sources.row_number
"""


def _source(table: str) -> str:
    return f"""
    SELECT
        '{table}' AS source_table, rowid AS source_row, {LABELS[table]} AS label,
        origin, batch_id, file, sheet, row_number
    FROM raw.{table} AS source"""
