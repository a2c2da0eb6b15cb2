-- grain: period, station_id, month
SELECT
    clock.period,
    report.station_id,
    coalesce(moved.home_code, station.region_code) AS region_code,
    report.period AS month,
    report.visits,
    report.rowid AS source_row
FROM raw.station_months AS report
INNER JOIN clock ON report.period > clock.month_12 AND report.period <= clock.period
INNER JOIN staging.stations AS station ON station.station_id = report.station_id
LEFT JOIN moved_regions AS moved
    ON moved.region_code = station.region_code AND moved.as_of = clock.as_of
