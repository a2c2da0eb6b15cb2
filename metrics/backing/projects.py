"""Behind projects: milestones, money and monthly reports that make a light or a share."""

from metrics.backing.backing import DENOMINATOR, NOT_COUNTED, Backing, both
from metrics.backing.mechanism import reported_progress, silent_progress

OPEN_MILESTONES = """
    SELECT
        project.period, project.region_code, project.lead_line AS line, project.project_id AS unit,
        'milestones' AS source_table, milestone.source_row
    FROM placed_projects AS project
    INNER JOIN staging.milestones AS milestone
        ON milestone.project_id = project.project_id AND coalesce(milestone.done_on > project.as_of, TRUE)
    WHERE NOT project.finished"""

SPENDING = """
    SELECT
        project.period, project.region_code, project.lead_line AS line, project.project_id AS unit,
        'fundings' AS source_table, funding.source_row
    FROM placed_projects AS project
    INNER JOIN booked_fundings AS funding
        ON funding.period = project.period AND funding.project_id = project.project_id
    WHERE NOT project.finished AND funding.flow = '支出'"""

LIGHTS = f"""
    SELECT
        period, region_code, lead_line AS line,
        CASE light
            WHEN 'done' THEN '已完成'
            WHEN 'grey' THEN '暂停或还没有到计划开始日期'
            WHEN 'red' THEN '红灯'
            ELSE '黄灯'
        END AS reason,
        CASE WHEN light IN ('red', 'amber') THEN '{DENOMINATOR}' ELSE '{NOT_COUNTED}' END AS role,
        'projects' AS source_table, source_row
    FROM project_lights
    WHERE light <> 'green'"""


def _projects_of(frame: str, where: str) -> str:
    return f"""
    SELECT DISTINCT part.period, part.region_code, part.line,
        'projects' AS source_table, project.source_row
    FROM {frame} AS part
    INNER JOIN staging.projects AS project ON project.project_id = part.project_id
    WHERE {where}"""


BACKING = {
    "project_green": Backing(
        LIGHTS,
        both(
            OPEN_MILESTONES,
            SPENDING,
            reported_progress("placed_projects", "project_id", "lead_line", "suspended", "NOT item.finished"),
        ),
    ),
    "milestone_on_time": Backing(
        f"""
    SELECT
        period, region_code, line,
        CASE WHEN done_on <= as_of THEN '逾期完成' ELSE '到期没有完成' END AS reason,
        '{DENOMINATOR}' AS role, 'milestones' AS source_table, source_row
    FROM placed_milestones
    WHERE planned_on <= as_of AND coalesce(done_on > planned_on, TRUE)""",
        _projects_of("placed_milestones", "part.planned_on <= part.as_of"),
    ),
    "budget_execution": Backing(
        f"""
    SELECT
        period, region_code, lead_line AS line, '没有支出记录' AS reason, '{DENOMINATOR}' AS role,
        'projects' AS source_table, source_row
    FROM placed_projects AS project
    ANTI JOIN (SELECT period, project_id FROM booked_fundings WHERE flow = '支出') AS spent
        ON spent.period = project.period AND spent.project_id = project.project_id"""
    ),
    "goal_attainment": Backing(
        silent_progress(
            "placed_projects", "project_id", "lead_line", "achieved", ("完成值", "projects"), "TRUE"
        ),
        reported_progress("placed_projects", "project_id", "lead_line", "achieved", "TRUE"),
    ),
    "social_fund_ratio": Backing(evidence=_projects_of("booked_fundings", "part.flow = '到位'")),
    "social_delivery": Backing(
        f"""
    SELECT
        period, region_code, lead_line AS line, '没有填承接主体' AS reason, '{NOT_COUNTED}' AS role,
        'projects' AS source_table, source_row
    FROM placed_projects
    WHERE provider IS NULL"""
    ),
}
