-- grain: period, station_id
-- Open stations that were open six months before and have ever reported, with their visits since.
SELECT
    station.period,
    station.station_id,
    station.region_code,
    station.source_row,
    coalesce(sum(report.visits) FILTER (WHERE report.period > clock.month_6), 0) AS visit_count
FROM open_stations AS station
INNER JOIN clock ON clock.period = station.period AND station.opened_on <= clock.last_6
INNER JOIN raw.station_months AS report
    ON report.station_id = station.station_id AND report.period <= clock.period
GROUP BY ALL
