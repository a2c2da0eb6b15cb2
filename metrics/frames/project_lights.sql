-- grain: period, project_id
-- Spending is compared in whole cents: summed doubles may exceed an equal budget by a rounding error.
SELECT
    *,
    CASE
        WHEN finished THEN 'done'
        WHEN suspended OR (NOT started AND planned_start > as_of) THEN 'grey'
        WHEN planned_end < as_of OR milestone_days_late > 30 OR overspent THEN 'red'
        WHEN NOT started OR milestone_days_late > 0 OR slipping THEN 'amber'
        ELSE 'green'
    END AS light
FROM (SELECT *, round(spent_yuan - budget_yuan, 2) > 0 AS overspent FROM placed_projects)
