-- grain: period, station_id
SELECT
    clock.period,
    station.station_id,
    station.name,
    station.kind,
    station.service_station,
    station.window_level,
    coalesce(merger.home_code, station.region_code) AS region_code,
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
LEFT JOIN marts.region_mergers AS merger
    ON merger.region_code = station.region_code
    AND clock.as_of >= merger.since
    AND clock.as_of < merger.until
