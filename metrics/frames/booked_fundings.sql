-- grain: period, funding_id
SELECT
    project.period,
    project.region_code,
    project.lead_line AS line,
    funding.*
FROM staging.fundings AS funding
INNER JOIN placed_projects AS project
    ON project.project_id = funding.project_id AND funding.booked_on <= project.as_of
