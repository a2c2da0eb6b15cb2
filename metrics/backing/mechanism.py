"""Behind structures, staffing, tasks and the joint conference."""

from metrics.backing.backing import COUNTED, NOT_COUNTED, Backing, both, unmet, unstated

#: Posts, and the four kinds of staff, as the monthly reports of cadres state them.
STAFF = ("posts", "full_time", "part_time", "seconded", "contract")

NO_CADRES = f"""
    SELECT
        organization.period, organization.region_code, organization.line,
        '近 12 个月没有干部月报' AS reason, '{NOT_COUNTED}' AS role,
        'organizations' AS source_table, organization.source_row
    FROM active_organizations AS organization
    ANTI JOIN latest_cadres AS report
        ON report.period = organization.period AND report.org_id = organization.org_id"""

CADRE_ORGANIZATIONS = """
    SELECT report.period, report.region_code, report.line,
        'organizations' AS source_table, organization.source_row
    FROM latest_cadres AS report
    INNER JOIN active_organizations AS organization
        ON organization.period = report.period AND organization.org_id = report.org_id"""

HALF_PAIR = """(standing IS NULL OR standing_front IS NULL
        OR committee IS NULL OR committee_front IS NULL
        OR congress IS NULL OR congress_front IS NULL)"""

GROUPS = """
    '没有填全：' || concat_ws(
        '、',
        CASE WHEN standing IS NULL OR standing_front IS NULL THEN '常委会' END,
        CASE WHEN committee IS NULL OR committee_front IS NULL THEN '全委会' END,
        CASE WHEN congress IS NULL OR congress_front IS NULL THEN '代表大会' END
    )"""


def reported_progress(items: str, item_id: str, line: str, field: str, where: str) -> str:
    """SELECT, for each task or project, the monthly report that states a field at P.

    Args:
        items: frame of the items.
        item_id: its key.
        line: its column of the line.
        field: field of `progress` that is looked for.
        where: which items take it from there, over alias `item`.
    """
    return f"""
    SELECT
        item.period, item.region_code, item.{line} AS line, item.{item_id} AS unit,
        'progress' AS source_table,
        arg_max(report.rowid, report.period) AS source_row
    FROM {items} AS item
    INNER JOIN raw.progress AS report ON report.item_id = item.{item_id} AND report.period <= item.period
    WHERE report.{field} IS NOT NULL AND {where}
    GROUP BY item.period, item.region_code, item.{line}, item.{item_id}"""


def silent_progress(
    items: str, item_id: str, line: str, field: str, words: tuple[str, str], where: str
) -> str:
    """SELECT tasks or projects that have reports, none of which states a field by P: they count as 0.

    All but `words` is as for :func:`reported_progress`; `words` is what the field is called, and the
    contract table of the items.
    """
    name, table = words
    return f"""
    SELECT
        item.period, item.region_code, item.{line} AS line,
        '有月报而到统计月没有填{name}，按 0 计' AS reason, '{COUNTED}' AS role,
        '{table}' AS source_table, item.source_row
    FROM {items} AS item
    INNER JOIN monthly_state AS state ON state.period = item.period AND state.item_id = item.{item_id}
    ANTI JOIN raw.progress AS report
        ON report.item_id = item.{item_id} AND report.period <= item.period AND report.{field} IS NOT NULL
    WHERE {where}"""


BACKING = {
    "structure_done": Backing(unmet("placed_structures", "还没有到位", "structures", "NOT done")),
    "part_time_ratio": Backing(
        both(
            NO_CADRES,
            unstated(
                "latest_cadres",
                "班子专职、兼职、挂职没有填全",
                "cadres",
                "lead_full + lead_part + lead_seconded IS NULL",
            ),
        ),
        CADRE_ORGANIZATIONS,
    ),
    "frontline_ratio": Backing(
        both(NO_CADRES, unmet("latest_cadres", GROUPS, "cadres", HALF_PAIR, "没有填全的组不计入")),
        CADRE_ORGANIZATIONS,
    ),
    "task_progress": Backing(
        both(
            unstated(
                "placed_tasks", "完成日期在统计月之后，当时没有月报", "reform_tasks", "progress IS NULL"
            ),
            silent_progress(
                "placed_tasks", "task_id", "line", "progress", ("进度", "reform_tasks"), "NOT item.finished"
            ),
        ),
        reported_progress("placed_tasks", "task_id", "line", "progress", "NOT item.finished"),
    ),
    "task_completion": Backing(unmet("placed_tasks", "尚未完成", "reform_tasks", "NOT finished")),
    "task_on_time": Backing(
        unmet(
            "placed_tasks",
            "CASE WHEN finished THEN '逾期完成' ELSE '到期没有完成' END",
            "reform_tasks",
            "planned_end <= as_of AND coalesce(finished_on > planned_end, TRUE)",
        )
    ),
    "issue_response_days": Backing(
        unstated(
            "placed_issues",
            "尚未响应",
            "issues",
            "raised_on > last_12 AND raised_on <= as_of AND coalesce(responded_on > as_of, TRUE)",
        )
    ),
    "issue_resolution_days": Backing(
        unstated(
            "placed_issues", "尚未办结", "issues", "raised_on <= as_of AND coalesce(closed_on > as_of, TRUE)"
        )
    ),
    "issue_on_time": Backing(
        unmet(
            "placed_issues",
            "CASE WHEN closed_on <= as_of THEN '逾期办结' ELSE '到期没有办结' END",
            "issues",
            "due_on > last_12 AND due_on <= as_of AND coalesce(closed_on > due_on, TRUE)",
        )
    ),
    "issue_overdue": Backing(),
    "reaction_links": Backing(
        evidence="""
    SELECT
        issue.period, issue.region_code, issue.line, issue.issue_id AS unit,
        'issue_steps' AS source_table, step.rowid AS source_row
    FROM placed_issues AS issue
    INNER JOIN raw.issue_steps AS step ON step.issue_id = issue.issue_id AND step.step = '转办'
    WHERE issue.closed_on > issue.last_12 AND issue.closed_on <= issue.as_of"""
    ),
}
