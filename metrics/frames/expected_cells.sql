-- grain: period, region_code, line
SELECT clock.period, span.*
FROM expected_spans AS span
INNER JOIN clock ON clock.period >= span.from_month AND clock.period < span.to_month
