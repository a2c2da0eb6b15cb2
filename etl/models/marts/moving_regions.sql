-- grain: code
-- Regions where more happens to a verdict than foundings: an activity in the place's township, a dissolution, a
-- merger, a place that begins or ends. Only they have rows in marts.cell_spans.
SELECT code FROM raw.regions WHERE valid_from IS NOT NULL OR valid_to IS NOT NULL
UNION
SELECT home_code FROM marts.region_homes
UNION
SELECT region_code FROM staging.organizations WHERE covering AND dissolved_on IS NOT NULL
UNION
SELECT region_code FROM marts.heard_spans
UNION
SELECT village.code
FROM raw.regions AS village
SEMI JOIN marts.heard_spans AS heard ON heard.region_code = village.parent_code
WHERE village.level = 'village'
