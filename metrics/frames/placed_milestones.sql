-- grain: period, project_id, seq
SELECT
    project.period,
    project.as_of,
    project.region_code,
    project.lead_line AS line,
    milestone.*
FROM staging.milestones AS milestone
INNER JOIN placed_projects AS project ON project.project_id = milestone.project_id
