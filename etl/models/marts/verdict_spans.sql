-- grain: region_code, line, from_month
-- view: as a table it would hold every line of every village of a country, whether anything happens there or not.
-- grain held by: that of marts.cell_spans, and a test; counting every cell of a country would take seconds.
-- The verdict of every line x place cell in every month P with from_month <= P < to_month, for all time: the
-- longest spans in which it stays the same. Where nothing but foundings happens, they follow from the first one.
WITH still_regions AS (
    SELECT region.code, region.level
    FROM raw.regions AS region
    ANTI JOIN marts.moving_regions AS moving ON moving.code = region.code
),

foundings AS (
    SELECT
        organization.region_code,
        organization.line,
        CAST(date_trunc('month', min(organization.founded_on)) AS DATE) AS month
    FROM staging.organizations AS organization
    SEMI JOIN still_regions AS region ON region.code = organization.region_code
    WHERE organization.covering
    GROUP BY organization.region_code, organization.line
),

still AS (
    SELECT region.code AS region_code, expectation.line, expectation.expected, founding.month AS founded
    FROM still_regions AS region
    INNER JOIN staging.expectations AS expectation ON expectation.level = region.level
    LEFT JOIN foundings AS founding
        ON founding.region_code = region.code AND founding.line = expectation.line AND expectation.expected
),

halves AS (
    SELECT
        region_code,
        line,
        expected,
        FALSE AS covered,
        DATE '0001-01-01' AS from_month,
        coalesce(founded, DATE '9999-12-01') AS to_month
    FROM still
    UNION ALL
    SELECT region_code, line, expected, TRUE, founded, DATE '9999-12-01'
    FROM still
    WHERE founded IS NOT NULL
)

SELECT region_code, line, verdict, from_month, to_month
FROM marts.cell_spans
UNION ALL
SELECT half.region_code, half.line, word.verdict, half.from_month, half.to_month
FROM halves AS half
INNER JOIN staging.verdicts AS word
    ON word.expected = half.expected
    AND word.covered = half.covered
    AND NOT word.active
    AND NOT word.heard
WHERE half.from_month < half.to_month
