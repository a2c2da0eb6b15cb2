"""The 机制 dimension: structures, staffing, reform tasks and the joint conference."""

from metrics.catalogue.metric import Metric

TASK_LINE = "任务没有填责任条线的，按方案的条线；总方案中没有填条线的，只计入全部条线。"

METRICS = (
    Metric(
        id="structure_done",
        name="机构改革到位率",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="机构改革事项中，到位日期不晚于统计月最后一天的占比。",
        numerator="已到位的事项",
        denominator="全部事项",
        notes="没有填条线的事项，只计入全部条线。",
        sources=("structures",),
        rows="""
    SELECT
        period, region_code, line, CAST(done AS INTEGER) AS numerator, 1 AS denominator,
        'structures' AS source_table, source_row
    FROM placed_structures""",
    ),
    Metric(
        id="part_time_ratio",
        name="挂兼职班子占比",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="在册组织最新一期干部月报中，班子兼职、挂职人数占班子专职、兼职、挂职人数的比例；三项没有填全的不参与计算。",
        numerator="班子兼职 + 班子挂职",
        denominator="班子专职 + 班子兼职 + 班子挂职",
        sources=("cadres", "organizations"),
        rows="""
    SELECT
        period, region_code, line,
        lead_part + lead_seconded AS numerator,
        lead_full + lead_part + lead_seconded AS denominator,
        'cadres' AS source_table, source_row
    FROM latest_cadres
    WHERE lead_full + lead_part + lead_seconded IS NOT NULL""",
    ),
    Metric(
        id="frontline_ratio",
        name="基层一线占比",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="在册组织最新一期干部月报中，常委会、全委会、代表大会里基层一线人员的占比；"
        "三组各自计算，一组的总数和一线人数都填了才参与。",
        numerator="常委会一线 + 全委会一线 + 一线代表",
        denominator="常委会 + 全委会 + 代表",
        sources=("cadres", "organizations"),
        rows="""
    WITH pairs AS (
        SELECT
            period, region_code, line, source_row,
            unnest([standing_front, committee_front, congress_front]) AS front,
            unnest([standing, committee, congress]) AS total
        FROM latest_cadres
    )
    SELECT
        period, region_code, line, sum(front) AS numerator, sum(total) AS denominator,
        'cadres' AS source_table, source_row
    FROM pairs
    WHERE front IS NOT NULL AND total IS NOT NULL
    GROUP BY period, region_code, line, source_row""",
    ),
    Metric(
        id="task_progress",
        name="改革任务进度",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="改革任务按权重计算的平均进度。已完成的按 100%；否则取统计月及以前最近一期填了进度的月报；"
        "有月报而没有填到进度的按 0；完全没有月报的取任务自己的进度。",
        numerator="权重 × 进度之和",
        denominator="权重之和",
        notes="完成日期在统计月之后、又没有月报的任务，当时的进度不得而知，不参与计算。"
        "只在统计月以后才有月报的任务也算有月报。" + TASK_LINE,
        sources=("reform_tasks", "progress"),
        rows="""
    SELECT
        period, region_code, line,
        weight * progress / 100 AS numerator, weight AS denominator,
        'reform_tasks' AS source_table, source_row
    FROM placed_tasks
    WHERE progress IS NOT NULL""",
    ),
    Metric(
        id="task_completion",
        name="改革任务完成率",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="改革任务中，实际完成日期不晚于统计月最后一天的占比，按权重计算。",
        numerator="已完成任务的权重",
        denominator="全部任务的权重",
        notes=TASK_LINE,
        sources=("reform_tasks",),
        rows="""
    SELECT
        period, region_code, line,
        CASE WHEN finished THEN weight ELSE 0 END AS numerator, weight AS denominator,
        'reform_tasks' AS source_table, source_row
    FROM placed_tasks""",
    ),
    Metric(
        id="task_on_time",
        name="任务按期率",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="计划完成日期已到的任务中，实际完成日期不晚于计划完成日期的占比，按权重计算。",
        numerator="按期完成任务的权重",
        denominator="计划完成日期已到的任务的权重",
        notes=TASK_LINE,
        sources=("reform_tasks",),
        rows="""
    SELECT
        period, region_code, line,
        CASE WHEN finished_on <= planned_end THEN weight ELSE 0 END AS numerator, weight AS denominator,
        'reform_tasks' AS source_table, source_row
    FROM placed_tasks
    WHERE planned_end <= as_of""",
    ),
    Metric(
        id="issue_response_days",
        name="问题响应天数",
        dimension="机制",
        unit="天",
        direction="down",
        by_line=True,
        kind="median",
        definition="近 12 个月提出、并且已经响应的问题，从提出到首次响应的天数的中位数。",
        sources=("issues",),
        rows="""
    SELECT
        period, region_code, line, date_diff('day', raised_on, responded_on) AS numerator,
        'issues' AS source_table, source_row
    FROM placed_issues
    WHERE raised_on > last_12 AND raised_on <= as_of AND responded_on <= as_of""",
    ),
    Metric(
        id="issue_resolution_days",
        name="问题办结天数",
        dimension="机制",
        unit="天",
        direction="down",
        by_line=True,
        kind="median",
        definition="近 12 个月办结的问题，从提出到办结的天数的中位数。",
        sources=("issues",),
        rows="""
    SELECT
        period, region_code, line, date_diff('day', raised_on, closed_on) AS numerator,
        'issues' AS source_table, source_row
    FROM placed_issues
    WHERE closed_on > last_12 AND closed_on <= as_of""",
    ),
    Metric(
        id="issue_on_time",
        name="问题按期办结率",
        dimension="机制",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="要求办结日期在近 12 个月内的问题中，按期办结的占比。",
        numerator="办结日期不晚于要求办结日期的问题",
        denominator="要求办结日期在近 12 个月内的问题",
        notes="以台账中的要求办结日期为准，延期不改变它。",
        sources=("issues",),
        rows="""
    SELECT
        period, region_code, line,
        CAST(coalesce(closed_on <= due_on, FALSE) AS INTEGER) AS numerator, 1 AS denominator,
        'issues' AS source_table, source_row
    FROM placed_issues
    WHERE due_on > last_12 AND due_on <= as_of""",
    ),
    Metric(
        id="issue_overdue",
        name="超期未结问题",
        dimension="机制",
        unit="件",
        direction="down",
        by_line=True,
        kind="count",
        definition="统计月最后一天，已经提出、要求办结日期已过而仍没有办结的问题件数。",
        sources=("issues",),
        rows="""
    SELECT period, region_code, line, 1 AS numerator, 'issues' AS source_table, source_row
    FROM placed_issues
    WHERE raised_on <= as_of AND due_on < as_of AND coalesce(closed_on > as_of, TRUE)""",
    ),
    Metric(
        id="reaction_links",
        name="反应链条环节",
        dimension="机制",
        unit="次",
        direction="down",
        by_line=True,
        kind="ratio",
        definition="近 12 个月办结的问题，平均每件转办的次数。",
        numerator="转办次数",
        denominator="近 12 个月办结的问题",
        notes="这些问题的转办全部计入，不论转办日期。",
        sources=("issues", "issue_steps"),
        rows="""
    SELECT
        period, region_code, line, handover_count AS numerator, 1 AS denominator,
        'issues' AS source_table, source_row
    FROM placed_issues
    WHERE closed_on > last_12 AND closed_on <= as_of""",
    ),
)
