-- grain: period, project_id
-- Projects with their state at P: goal, suspension, milestones and money by as_of, in the terms of the lights.
WITH milestone_state AS (
    SELECT
        clock.period,
        milestone.project_id,
        max(date_diff('day', milestone.planned_on, clock.as_of)) AS days_late,
        bool_or(coalesce(milestone.forecast_on > milestone.planned_on, FALSE)) AS slipping
    FROM staging.milestones AS milestone
    INNER JOIN clock ON coalesce(milestone.done_on > clock.as_of, TRUE)
    GROUP BY clock.period, milestone.project_id
),

money AS (
    SELECT
        clock.period,
        funding.project_id,
        fsum(funding.amount_yuan) FILTER (WHERE funding.flow = '到位') AS received_yuan,
        fsum(funding.amount_yuan) FILTER (WHERE funding.flow = '支出') AS spent_yuan
    FROM staging.fundings AS funding
    INNER JOIN clock ON funding.booked_on <= clock.as_of
    GROUP BY clock.period, funding.project_id
)

SELECT
    clock.period,
    clock.as_of,
    coalesce(moved.home_code, project.region_code) AS region_code,
    project.* EXCLUDE (region_code, achieved, suspended),
    coalesce(state.achieved, project.achieved) AS achieved,
    coalesce(state.suspended, project.suspended, FALSE) AS suspended,
    coalesce(project.finished_on <= clock.as_of, FALSE) AS finished,
    coalesce(project.started_on <= clock.as_of, FALSE) AS started,
    greatest(coalesce(milestone_state.days_late, 0), 0) AS milestone_days_late,
    coalesce(milestone_state.slipping, FALSE) AS slipping,
    coalesce(money.received_yuan, 0) AS received_yuan,
    coalesce(money.spent_yuan, 0) AS spent_yuan
FROM staging.projects AS project
CROSS JOIN clock
LEFT JOIN monthly_state AS state ON state.period = clock.period AND state.item_id = project.project_id
LEFT JOIN milestone_state
    ON milestone_state.period = clock.period AND milestone_state.project_id = project.project_id
LEFT JOIN money ON money.period = clock.period AND money.project_id = project.project_id
LEFT JOIN moved_regions AS moved
    ON moved.region_code = project.region_code AND moved.as_of = clock.as_of
