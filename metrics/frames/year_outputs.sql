-- grain: period, output_id
SELECT
    clock.period,
    output.output_id,
    output.line,
    coalesce(moved.home_code, output.region_code) AS region_code,
    output.amount_yuan,
    output.source_row
FROM staging.outputs AS output
INNER JOIN clock ON output.delivered_on > clock.last_12 AND output.delivered_on <= clock.as_of
LEFT JOIN moved_regions AS moved
    ON moved.region_code = output.region_code AND moved.as_of = clock.as_of
