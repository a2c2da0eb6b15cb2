-- grain: period, output_id
-- Everything delivered by as_of; `current` is what was delivered in the trailing 12 months.
SELECT
    clock.period,
    output.output_id,
    output.line,
    coalesce(moved.home_code, output.region_code) AS region_code,
    output.delivered_on,
    output.delivered_on > clock.last_12 AS current,
    output.item,
    output.unit,
    output.quantity,
    output.amount_yuan,
    handed_in.evidence,
    output.source_row
FROM staging.outputs AS output
INNER JOIN raw.outputs AS handed_in ON handed_in.output_id = output.output_id
INNER JOIN clock ON output.delivered_on <= clock.as_of
LEFT JOIN moved_regions AS moved
    ON moved.region_code = output.region_code AND moved.as_of = clock.as_of
