-- title: 支出超过到位资金
-- kind: 矛盾
-- table: projects
-- why: 钱还没有到就已经花出去，要么漏报到位资金，要么支出记错了项目。
-- mend: 核对这个项目的资金表，补报到位资金或更正支出。
SELECT
    project.source_row,
    project.region_code,
    project.lead_line AS line,
    project.name AS subject,
    format('到位 {:,.0f} 元，支出 {:,.0f} 元', project.received_yuan, project.spent_yuan) AS found
FROM placed_projects AS project
WHERE round(project.spent_yuan - project.received_yuan, 2) > 0
