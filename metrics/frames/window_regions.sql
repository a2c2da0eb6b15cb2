-- grain: period, region_code
-- Regions that should have a service window of their level, with whether they do.
SELECT
    region.period,
    region.region_code,
    region.source_row,
    open_window.region_code IS NOT NULL AS has_window
FROM valid_regions AS region
LEFT JOIN (SELECT DISTINCT period, region_code, window_level FROM open_stations) AS open_window
    ON open_window.period = region.period
    AND open_window.region_code = region.region_code
    AND open_window.window_level = region.level
WHERE region.level IN ('county', 'village') OR region.ordinary_township
