-- grain: period, channel_region, line, platform
SELECT
    clock.period,
    coalesce(moved.home_code, span.region_code) AS region_code,
    span.region_code AS channel_region,
    span.line,
    span.platform,
    span.followers,
    span.source_row
FROM staging.channel_spans AS span
INNER JOIN clock ON clock.period >= span.period AND clock.period < span.latest_until
LEFT JOIN moved_regions AS moved
    ON moved.region_code = span.region_code AND moved.as_of = clock.as_of
