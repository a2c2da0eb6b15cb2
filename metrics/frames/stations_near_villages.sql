-- grain: period, region_code, station_id
-- Villages with a point, each with every open service station within 5 km along the great circle.
-- A station can only reach villages in its own or a neighbouring cell of 0.05° x 0.08°: 5 km are 0.045° of
-- latitude and, at 54° N where the contract ends, 0.0765° of longitude. That keeps the country from being
-- villages x stations.
WITH stations AS (
    SELECT
        period,
        station_id,
        lon,
        lat,
        floor(lon / 0.08) + unnest([-1, -1, -1, 0, 0, 0, 1, 1, 1]) AS lon_cell,
        floor(lat / 0.05) + unnest([-1, 0, 1, -1, 0, 1, -1, 0, 1]) AS lat_cell
    FROM open_stations
    WHERE service_station AND lon IS NOT NULL AND lat IS NOT NULL
)

SELECT village.period, village.region_code, station.station_id
FROM valid_regions AS village
INNER JOIN stations AS station
    ON station.period = village.period
    AND station.lon_cell = floor(village.lon / 0.08)
    AND station.lat_cell = floor(village.lat / 0.05)
    AND 2 * 6371.0088 * asin(least(1, sqrt(
        pow(sin(radians(station.lat - village.lat) / 2), 2)
        + cos(radians(station.lat)) * cos(radians(village.lat))
        * pow(sin(radians(station.lon - village.lon) / 2), 2)
    ))) <= 5
WHERE village.level = 'village'
