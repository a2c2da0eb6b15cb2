"""The rows behind a number, each down to batch, file, sheet and row.

Schema `traced` of the snapshot shows every row with where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.backing import BACKING
from metrics.behind.row_names import LABELS, ROW_KEYS, UNIT_OF, UNITS
from metrics.catalogue import BY_ID, LINES, Metric
from metrics.frames import with_clause
from metrics.scope import below, of_lines, place_and_lines
from metrics.values.aggregation import EMPTY_ROW
from metrics.warehouse import Snapshot


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


def counted_units(
    snapshot: Snapshot, metric_id: str, period: date, region_code: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """The units that a value adds up, in a form that can be compared between months and snapshots.

    A unit is what stays the same while its rows change: the organisation of the monthly reports, the line x
    region cell of coverage, the activity, the project.

    Args:
        snapshot: the published snapshot.
        metric_id: id of the catalogue.
        period: the month, by any of its days.
        region_code: the region of the value.
        lines: lines taken together; none means all.

    Returns:
        ``unit_table`` (contract table, or 'cells') ``, unit`` (its key) ``, label, region_name, line,
        numerator, denominator`` (sums over the unit's rows) ``, row_keys`` (which rows these were, as text),
        one row a unit.
    """
    return _run(snapshot, _units_sql(BY_ID[metric_id]), period, region_code, lines)


def _run(snapshot: Snapshot, sql: str, period: date, region_code: str, lines: Sequence[str]) -> pd.DataFrame:
    return snapshot.query(sql, **place_and_lines(period, region_code, lines))


def _counting_sql(metric: Metric) -> str:
    return _located(
        metric.sources,
        metric.rows,
        "here.region_code, region.name AS region_name, here.line, here.numerator, here.denominator",
        "here",
        "here.region_code",
    )


def _lacking_sql(metric: Metric) -> str:
    return _located(
        metric.sources,
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
    return _located(
        metric.sources, BACKING[metric.id].evidence, columns, once, "here.source_table, here.region_code"
    )


def _units_sql(metric: Metric) -> str:
    columns = "here.region_code, region.name AS region_name, here.line, here.numerator, here.denominator"
    table, unit, label = UNIT_OF.get(metric.id, ("source_table", "unit", "label"))
    counting = _located(
        metric.sources, metric.rows, columns + ", sources.unit, sources.row_key", "here", "here.region_code"
    )
    return f"""
WITH located AS ({counting}),
behind AS ({_behind_sql(metric)}),
summed AS (
SELECT
    {table} AS unit_table, {unit} AS unit, any_value({label}) AS label,
    any_value(region_name) AS region_name, any_value(line) AS line,
    sum(numerator) AS numerator, sum(denominator) AS denominator,
    string_agg(DISTINCT row_key, chr(10) ORDER BY row_key) AS row_keys
FROM located
GROUP BY ALL
)
SELECT summed.* REPLACE (concat_ws(chr(10), summed.row_keys, behind.row_keys) AS row_keys)
FROM summed
LEFT JOIN behind ON behind.unit = summed.unit
ORDER BY summed.unit_table, summed.unit
"""


def _behind_sql(metric: Metric) -> str:
    """The further rows that a unit rests on, by key: a late activity may make a cell effective."""
    evidence = BACKING[metric.id].evidence
    if " AS unit" not in evidence:
        return "SELECT NULL AS unit, NULL AS row_keys WHERE FALSE"
    rows = _located(metric.sources, evidence, "here.unit, sources.row_key", "here", "here.region_code")
    return f"""
SELECT unit, string_agg(DISTINCT source_table || ' ' || row_key, chr(10)) AS row_keys
FROM ({rows})
WHERE unit IS NOT NULL
GROUP BY unit"""


def rows_of(
    snapshot: Snapshot,
    select: str,
    period: date,
    region_code: str | None = None,
    lines: Sequence[str] = (),
    **asked: Any,
) -> pd.DataFrame:
    """Find where the rows of a SELECT over the frames came from, for figures that are no metric.

    Args:
        snapshot: the published snapshot.
        select: gives `period, region_code, line, source_table, source_row` and may give `numerator` and
            `denominator`.
        period: the month, by any of its days.
        region_code: the region whose rows are kept, with those below it; None keeps all.
        lines: lines taken together; none means all.
        **asked: values of the parameters that the select uses beside the month's.

    Returns:
        ``region_code, region_name, line, numerator, denominator, label, source_table, origin, batch_id, file,
        sheet, row_number``.
    """
    columns = "here.region_code, region.name AS region_name, here.line, here.numerator, here.denominator"
    order = f"list_position([{', '.join(map(repr, LABELS))}], here.source_table), here.region_code"
    sql = _located((), select, columns, "here", order)
    return snapshot.query(sql, **place_and_lines(period, region_code, lines), **asked)


def _located(sources: Sequence[str], select: str, columns: str, rows: str, order: str) -> str:
    """Write the query that keeps the rows of one place and some lines, and finds where each came from."""
    chosen = select or "SELECT NULL AS reason, NULL AS role FROM clock WHERE FALSE"
    tables = [table for table in LABELS if table in sources or f"'{table}'" in chosen]
    known = ", ".join(f"'{line}'" for line in LINES)
    return f"""
{with_clause(chosen)},
candidates AS ({EMPTY_ROW} UNION ALL BY NAME (SELECT * FROM ({chosen}))),
here AS (
    SELECT candidate.*
    FROM candidates AS candidate
    LEFT JOIN marts.dim_regions AS region ON region.code = candidate.region_code
    WHERE
        CASE
            WHEN CAST($region AS VARCHAR) IS NULL THEN TRUE
            WHEN candidate.own_only THEN candidate.region_code = CAST($region AS VARCHAR)
            ELSE {below()}
        END
        AND {of_lines("candidate.line")}
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
        '{table}' AS source_table, source_row, {LABELS[table]} AS label,
        {UNITS[table]} AS unit, {ROW_KEYS[table]} AS row_key,
        origin, batch_id, file, sheet, row_number
    FROM traced.{table} AS source"""
