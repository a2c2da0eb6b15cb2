"""The 项目化 dimension: whether projects land on time, within budget, at their goal."""

from metrics.catalogue.metric import Metric

LEAD = "分条线时按项目的牵头条线。"

METRICS = (
    Metric(
        id="project_green",
        name="项目绿灯率",
        dimension="项目化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="亮灯项目（绿、黄、红）中绿灯的占比；已完成的、暂停的和还没有到计划开始日期的不算。"
        + LEAD,
        numerator="绿灯项目",
        denominator="绿灯、黄灯、红灯项目",
        notes="暂停取统计月及以前最近一期填了暂停的月报，留空为否；只有没有任何月报的项目才取项目自己的暂停。"
        "支出与预算按分比较，不到一分的差别不算超预算。",
        sources=("projects", "progress", "milestones", "fundings"),
        rows="""
    SELECT
        period, region_code, lead_line AS line,
        CAST(light = 'green' AS INTEGER) AS numerator, 1 AS denominator,
        'projects' AS source_table, source_row
    FROM project_lights
    WHERE light IN ('green', 'amber', 'red')""",
    ),
    Metric(
        id="milestone_on_time",
        name="里程碑按期率",
        dimension="项目化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"计划日期已到的里程碑中，按期完成的占比，按权重计算；各种状态的项目都算。{LEAD}",
        numerator="按期完成的里程碑的权重",
        denominator="计划日期已到的里程碑的权重",
        sources=("milestones", "projects"),
        rows="""
    SELECT
        period, region_code, line,
        CASE WHEN done_on <= planned_on THEN weight ELSE 0 END AS numerator, weight AS denominator,
        'milestones' AS source_table, source_row
    FROM placed_milestones
    WHERE planned_on <= as_of""",
    ),
    Metric(
        id="budget_execution",
        name="预算执行率",
        dimension="项目化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"截至统计月最后一天的支出占预算的比例，各种状态的项目都算。{LEAD}",
        numerator="累计支出",
        denominator="全部项目的预算",
        may_exceed_one=True,
        sources=("projects", "fundings"),
        rows="""
    SELECT
        period, region_code, lead_line AS line, NULL AS numerator, budget_yuan AS denominator,
        'projects' AS source_table, source_row
    FROM placed_projects
    UNION ALL
    SELECT period, region_code, line, amount_yuan, NULL, 'fundings', source_row
    FROM booked_fundings
    WHERE flow = '支出'""",
    ),
    Metric(
        id="goal_attainment",
        name="目标完成率",
        dimension="项目化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="各项目完成值与目标值之比（最高按 1 计）的平均，各种状态的项目都算。"
        "完成值取统计月及以前最近一期填了完成值的月报；有月报而没有填到完成值的按 0；"
        f"完全没有月报的取项目自己的完成值。{LEAD}",
        numerator="各项目完成程度之和",
        denominator="项目数",
        notes="已完成的项目同样按月报的完成值，不直接按 100% 计。只在统计月以后才有月报的项目也算有月报。",
        sources=("projects", "progress"),
        rows="""
    SELECT
        period, region_code, lead_line AS line,
        least(achieved / goal_value, 1) AS numerator, 1 AS denominator,
        'projects' AS source_table, source_row
    FROM placed_projects""",
    ),
)
