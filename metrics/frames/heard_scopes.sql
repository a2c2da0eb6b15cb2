-- grain: period, region_code
-- Regions above the villages in which, or below which, any line had an activity in the trailing 6 months.
SELECT clock.period, span.region_code
FROM marts.heard_spans AS span
INNER JOIN clock ON clock.period >= span.from_month AND clock.period < span.to_month
