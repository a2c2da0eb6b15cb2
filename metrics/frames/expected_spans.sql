-- grain: region_code, line, from_month
-- Cells that count in a denominator, from month to month: the verdicts of marts.verdict_spans in terms of coverage.
SELECT
    span.region_code,
    region.level,
    span.line,
    span.verdict,
    span.verdict <> '缺失' AS covered,
    span.verdict = '有效' AS effective,
    span.from_month,
    span.to_month,
    region.rowid AS region_row
FROM marts.verdict_spans AS span
INNER JOIN raw.regions AS region ON region.code = span.region_code
WHERE span.verdict <> '不适用'
