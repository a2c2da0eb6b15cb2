-- grain: station_id
-- A station without a point of its own stands at the point of the region that it names, even a merged
-- one, and never at the point of the region above.
SELECT
    station.station_id,
    station.name,
    station.kind,
    station.kind IN ('群团服务中心', '群团服务站') AS service_station,
    CASE station.kind
        WHEN '政务服务窗口' THEN 'county'
        WHEN '便民服务窗口' THEN 'township'
        WHEN '村级服务点' THEN 'village'
    END AS window_level,
    station.region_code,
    coalesce(station.lon, region.lon) AS lon,
    coalesce(station.lat, region.lat) AS lat,
    station.lon IS NULL AND region.lon IS NOT NULL AS approximate,
    list_sort(list_distinct(list_prepend(station.lead_line, coalesce(station.resident_lines, [])))) AS lines,
    station.lead_line,
    list_filter(
        list_transform(
            string_split(replace(coalesce(station.services, ''), '；', ';'), ';'), lambda word: trim(word)
        ),
        lambda word: word <> ''
    ) AS services,
    station.opened_on,
    station.closed_on,
    station.social_workers,
    station.volunteers,
    station.hours,
    station.rowid AS source_row
FROM raw.stations AS station
LEFT JOIN raw.regions AS region ON region.code = station.region_code
