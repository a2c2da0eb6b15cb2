-- grain: period, region_code
-- Villages with a point that have an open service station within 5 km along the great circle.
SELECT DISTINCT period, region_code FROM stations_near_villages
