-- title: 项目过期且目标已达成，却没有办结
-- kind: 矛盾
-- table: projects
-- why: 目标已经达成、计划也已到期，项目却还亮红灯，多半是忘了填实际完成日期。
-- mend: 补填实际完成日期；确实还在做的，请调整目标值或计划完成日期。
SELECT
    project.source_row,
    project.region_code,
    project.lead_line AS line,
    project.name AS subject,
    format(
        '计划 {} 完成，目标 {:g}{}，已完成 {:g}',
        project.planned_end, project.goal_value, project.goal_unit, project.achieved
    ) AS found
FROM placed_projects AS project
WHERE NOT project.finished AND project.planned_end < project.as_of AND project.achieved >= project.goal_value
