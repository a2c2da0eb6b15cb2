"""From contributing rows to values: one query for any metrics, months, regions and lines.

The rows of each metric are carried up to every wanted region above them (`reach`), added up with and
without lines (`rolled`), and set against a complete grid of metric x region x line, so that a place
without data has its row too. Sums are exact before they are rounded, so that the order in which threads
add does not show in the last digits.

A metric with `spans` is added up before the months are told apart: all spans that begin and end together are
one (`lasting`), and only these few are set against the months.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from metrics.catalogue import LINES, METRICS, Metric
from metrics.frames import with_clause
from metrics.values.targets import ATTAINMENT, LIGHT, TARGET_JOINS, TARGET_VALUE

EMPTY_ROW = """
    SELECT
        NULL::VARCHAR AS metric_id, NULL::DATE AS period, NULL::VARCHAR AS region_code, NULL::VARCHAR AS line,
        NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator, NULL::BOOLEAN AS own_only,
        NULL::VARCHAR AS source_table, NULL::BIGINT AS source_row
    WHERE FALSE"""

EMPTY_SPAN = """
    SELECT
        NULL::VARCHAR AS metric_id, NULL::DATE AS from_month, NULL::DATE AS to_month,
        NULL::VARCHAR AS region_code, NULL::VARCHAR AS line,
        NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator
    WHERE FALSE"""


def _exact_sum(column: str) -> str:
    whole = f"trunc({column})"
    return f"sum({whole}) + CAST(sum(CAST({column} - {whole} AS DECIMAL(38, 18))) AS DOUBLE)"


ROLL_UP = f"""
reach AS (
    SELECT below.code, below.region_code
    FROM (SELECT code, unnest(path) AS region_code FROM marts.dim_regions) AS below
    SEMI JOIN grid ON grid.region_code = below.region_code
),
counted AS (
    SELECT
        contribution.metric_id, contribution.period, reach.region_code,
        CASE WHEN grouping(contribution.line) = 1 THEN '' ELSE contribution.line END AS line,
        {_exact_sum("contribution.numerator")} AS numerator,
        {_exact_sum("contribution.denominator")} AS denominator,
        count(contribution.numerator) AS numerator_rows,
        count(contribution.denominator) AS denominator_rows,
        count(*) AS row_count,
        count(*) FILTER (
            WHERE contribution.numerator IS NULL AND contribution.denominator IS NULL
        ) AS unstated_rows,
        median(contribution.numerator) FILTER (
            WHERE contribution.metric_id IN (SELECT metric_id FROM metric WHERE kind = 'median')
        ) AS middle
    FROM contributions AS contribution
    INNER JOIN reach
        ON reach.code = contribution.region_code
        AND (contribution.own_only IS NOT TRUE OR reach.region_code = reach.code)
    GROUP BY GROUPING SETS (
        (contribution.metric_id, contribution.period, reach.region_code, contribution.line),
        (contribution.metric_id, contribution.period, reach.region_code)
    )
    HAVING grouping(contribution.line) = 1 OR contribution.line IS NOT NULL
),
lasting AS (
    SELECT
        span.metric_id, span.from_month, span.to_month, reach.region_code, span.line,
        sum(span.numerator) AS numerator, sum(span.denominator) AS denominator, count(*) AS row_count
    FROM spans AS span
    INNER JOIN reach ON reach.code = span.region_code
    WHERE
        span.from_month <= list_max(CAST($periods AS DATE[]))
        AND span.to_month > list_min(CAST($periods AS DATE[]))
    GROUP BY ALL
),
rolled AS (
    FROM counted
    UNION ALL BY NAME
    SELECT
        lasting.metric_id, clock.period, lasting.region_code,
        CASE WHEN grouping(lasting.line) = 1 THEN '' ELSE lasting.line END AS line,
        sum(lasting.numerator) AS numerator,
        sum(lasting.denominator) AS denominator,
        sum(lasting.row_count) AS numerator_rows,
        sum(lasting.row_count) AS denominator_rows,
        sum(lasting.row_count) AS row_count,
        0 AS unstated_rows
    FROM lasting
    INNER JOIN clock ON clock.period >= lasting.from_month AND clock.period < lasting.to_month
    GROUP BY GROUPING SETS (
        (lasting.metric_id, clock.period, lasting.region_code, lasting.line),
        (lasting.metric_id, clock.period, lasting.region_code)
    )
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


def values_sql(
    metrics: Sequence[Metric],
    lines: Sequence[str],
    *,
    by_region: bool,
    by_level: bool,
    clock: str = "clock",
) -> str:
    """The query behind `metrics.values.values.values`.

    Args:
        metrics: catalogue entries to compute, at least one.
        lines: line ids, '' for all lines together.
        by_region: keep only the regions of parameter `$regions`.
        by_level: keep only the levels of parameter `$levels`.
        clock: frame that tells the time, see `metrics.frames.with_clause`.

    Returns:
        SQL with parameter `$periods` and those above, giving `COLUMNS` in catalogue order.
    """
    # Spans hold whole trailing windows, so another clock needs the rows.
    spanned = {metric.id for metric in metrics if metric.spans and clock == "clock"}
    rows = [_tagged(metric.id, metric.rows) for metric in metrics if metric.id not in spanned]
    contributions = " UNION ALL BY NAME ".join([EMPTY_ROW, *rows])
    lasting = [_tagged(metric.id, metric.spans) for metric in metrics if metric.id in spanned]
    spans = " UNION ALL BY NAME ".join([EMPTY_SPAN, *lasting])
    grid = _grid(by_region=by_region, by_level=by_level)
    return f"""
{with_clause(contributions, spans, grid, clock=clock)},
metric AS (SELECT * FROM (VALUES {_metric_rows(metrics)}) AS metric (
    metric_id, metric_order, kind, by_line, factor, direction, all_lines, zero_when_empty
)),
line AS (SELECT * FROM (VALUES {_line_rows(lines)}) AS line (line, line_order)),
contributions AS ({contributions}),
spans AS ({spans}),
grid AS ({grid}),
{ROLL_UP}
SELECT {", ".join(COLUMNS[:-1])}, {LIGHT} AS light
FROM attained
ORDER BY metric_order, period, region_code, line_order
"""


def _tagged(metric_id: str, rows: str) -> str:
    return f"SELECT '{metric_id}' AS metric_id, * FROM ({rows})"


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
