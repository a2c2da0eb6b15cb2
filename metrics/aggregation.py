"""From contributing rows to values: one query for any metrics, months, regions and lines.

The rows of each metric are first added up where they belong (`tallies`), then carried up to every
region above (`rolled`), with and without lines, and set against a complete grid of metric x region x
line, so that a place without data has its row too. Sums are exact before they are rounded, so that
the order in which threads add does not show in the last digits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from metrics.catalogue import LINES, METRICS, Metric
from metrics.frames import with_clause
from metrics.targets import ATTAINMENT, LIGHT, TARGET_JOINS, TARGET_VALUE

EMPTY_ROW = """
    SELECT
        NULL::VARCHAR AS metric_id, NULL::DATE AS period, NULL::VARCHAR AS region_code, NULL::VARCHAR AS line,
        NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator, NULL::BOOLEAN AS own_only,
        NULL::VARCHAR AS source_table, NULL::BIGINT AS source_row
    WHERE FALSE"""


def _exact_sum(column: str) -> str:
    whole = f"trunc({column})"
    return f"sum({whole}) + CAST(sum(CAST({column} - {whole} AS DECIMAL(38, 18))) AS DOUBLE)"


ROLL_UP = f"""
tallies AS (
    SELECT
        metric_id, period, region_code, line, coalesce(own_only, FALSE) AS own_only,
        {_exact_sum("numerator")} AS numerator,
        {_exact_sum("denominator")} AS denominator,
        count(numerator) AS numerator_rows,
        count(denominator) AS denominator_rows,
        count(*) AS row_count,
        count(*) FILTER (WHERE numerator IS NULL AND denominator IS NULL) AS unstated_rows,
        list(numerator) FILTER (
            WHERE metric_id IN (SELECT metric_id FROM metric WHERE kind = 'median')
        ) AS observations
    FROM contributions
    GROUP BY ALL
),
wanted AS (SELECT DISTINCT period, region_code FROM grid),
climbed AS (
    SELECT tallies.* EXCLUDE (region_code), above.region_code
    FROM tallies
    INNER JOIN (SELECT code, unnest(path) AS region_code FROM marts.dim_regions) AS above
        ON above.code = tallies.region_code
        AND (NOT tallies.own_only OR above.region_code = above.code)
    SEMI JOIN wanted ON wanted.period = tallies.period AND wanted.region_code = above.region_code
),
rolled AS (
    SELECT
        metric_id, period, region_code,
        CASE WHEN grouping(line) = 1 THEN '' ELSE line END AS line,
        {_exact_sum("numerator")} AS numerator,
        {_exact_sum("denominator")} AS denominator,
        sum(numerator_rows) AS numerator_rows,
        sum(denominator_rows) AS denominator_rows,
        sum(row_count) AS row_count,
        sum(unstated_rows) AS unstated_rows,
        list_aggregate(flatten(list(observations)), 'median') AS middle
    FROM climbed
    GROUP BY GROUPING SETS ((metric_id, period, region_code, line), (metric_id, period, region_code))
    HAVING grouping(line) = 1 OR line IS NOT NULL
),
measured AS (
    SELECT
        grid.*,
        CASE
            WHEN grid.kind = 'median' OR grid.suppressed THEN NULL
            WHEN rolled.row_count IS NULL AND NOT grid.zero_when_empty THEN NULL
            WHEN rolled.numerator_rows = 0 AND rolled.unstated_rows > 0 THEN NULL
            ELSE coalesce(rolled.numerator, 0)
        END AS numerator,
        CASE
            WHEN grid.kind IN ('ratio', 'change') AND NOT grid.suppressed THEN coalesce(rolled.denominator, 0)
        END AS denominator,
        rolled.middle,
        grid.valid_a_year_ago AND rolled.numerator_rows > 0 AND rolled.denominator_rows > 0 AS comparable
    FROM grid
    LEFT JOIN rolled
        ON rolled.metric_id = grid.metric_id
        AND rolled.period = grid.period
        AND rolled.region_code = grid.region_code
        AND rolled.line = grid.line
),
valued AS (
    SELECT
        *,
        CASE kind
            WHEN 'ratio' THEN numerator / nullif(denominator, 0) * factor
            WHEN 'change' THEN CASE WHEN comparable THEN numerator / nullif(denominator, 0) - 1 END
            WHEN 'median' THEN middle
            ELSE numerator
        END AS value
    FROM measured
),
aimed AS (
    SELECT valued.*, {TARGET_VALUE} AS target
    FROM valued
    {TARGET_JOINS}
),
attained AS (SELECT *, {ATTAINMENT} AS attainment FROM aimed)
"""

COLUMNS = (
    "metric_id",
    "line",
    "region_code",
    "period",
    "numerator",
    "denominator",
    "value",
    "target",
    "attainment",
    "light",
)


def values_sql(metrics: Sequence[Metric], lines: Sequence[str], *, by_region: bool, by_level: bool) -> str:
    """The query behind `metrics.values.values`.

    Args:
        metrics: catalogue entries to compute, at least one.
        lines: line ids, '' for all lines together.
        by_region: keep only the regions of parameter `$regions`.
        by_level: keep only the levels of parameter `$levels`.

    Returns:
        SQL with parameter `$periods` and those above, giving `COLUMNS` in catalogue order.
    """
    contributions = " UNION ALL BY NAME ".join([EMPTY_ROW, *map(_tagged, metrics)])
    grid = _grid(by_region=by_region, by_level=by_level)
    return f"""
{with_clause(contributions, grid)},
metric AS (SELECT * FROM (VALUES {_metric_rows(metrics)}) AS metric (
    metric_id, metric_order, kind, by_line, factor, direction, all_lines, zero_when_empty
)),
line AS (SELECT * FROM (VALUES {_line_rows(lines)}) AS line (line, line_order)),
contributions AS ({contributions}),
grid AS ({grid}),
{ROLL_UP}
SELECT {", ".join(COLUMNS[:-1])}, {LIGHT} AS light
FROM attained
ORDER BY metric_order, period, region_code, line_order
"""


def _tagged(metric: Metric) -> str:
    return f"SELECT '{metric.id}' AS metric_id, * FROM ({metric.rows})"


def _grid(*, by_region: bool, by_level: bool) -> str:
    filters = ["(line.line = '' OR metric.by_line)"]
    if by_region:
        filters.append("list_contains(CAST($regions AS VARCHAR[]), valid_regions.region_code)")
    if by_level:
        filters.append("list_contains(CAST($levels AS VARCHAR[]), valid_regions.level)")
    return f"""
    SELECT
        metric.*, line.*, valid_regions.period, valid_regions.region_code, valid_regions.valid_a_year_ago,
        line.line = '' AND NOT metric.all_lines AS suppressed
    FROM metric CROSS JOIN line CROSS JOIN valid_regions
    WHERE {" AND ".join(filters)}"""


def _metric_rows(metrics: Iterable[Metric]) -> str:
    order = {metric.id: position for position, metric in enumerate(METRICS)}
    return ", ".join(
        f"('{metric.id}', {order[metric.id]}, '{metric.kind}', {metric.by_line}, {metric.factor}::DOUBLE,"
        f" '{metric.direction}', {metric.all_lines}, {metric.zero_when_empty})"
        for metric in metrics
    )


def _line_rows(lines: Collection[str]) -> str:
    ordered = [line for line in ("", *LINES) if line in lines]
    return ", ".join(f"('{line}', {position})" for position, line in enumerate(ordered))
