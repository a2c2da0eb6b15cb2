-- grain: period, channel_region, line, platform, month
SELECT
    clock.period,
    coalesce(moved.home_code, channel.region_code) AS region_code,
    channel.region_code AS channel_region,
    channel.line,
    channel.platform,
    channel.period AS month,
    channel.requests,
    channel.closed_requests,
    channel.rowid AS source_row
FROM raw.channels AS channel
INNER JOIN clock ON channel.period > clock.month_12 AND channel.period <= clock.period
LEFT JOIN moved_regions AS moved
    ON moved.region_code = channel.region_code AND moved.as_of = clock.as_of
