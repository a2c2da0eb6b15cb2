-- grain: period, station_id
SELECT
    clock.period,
    station.station_id,
    station.name,
    station.kind,
    station.service_station,
    station.window_level,
    coalesce(moved.home_code, station.region_code) AS region_code,
    station.lon,
    station.lat,
    station.approximate,
    station.lead_line,
    station.lines,
    station.services,
    station.opened_on,
    station.hours,
    station.source_row
FROM staging.stations AS station
INNER JOIN clock
    ON station.opened_on <= clock.as_of
    AND coalesce(station.closed_on > clock.as_of, TRUE)
LEFT JOIN moved_regions AS moved
    ON moved.region_code = station.region_code AND moved.as_of = clock.as_of
