"""Behind members: the organisations that reported, and those that did not."""

from metrics.backing.backing import BOTH, DENOMINATOR, NOT_COUNTED, Backing, both, unstated

PARK_UNION = "line = 'union' AND in_park AND setting = '企业'"
SILENT = "'近 12 个月没有会员月报'"
SILENT_EITHER = """
    CASE back WHEN 0 THEN '统计月：此前 12 个月没有会员月报' ELSE '上年同月：此前 12 个月没有会员月报' END"""


def _silent(where: str = "back = 0", reason: str = SILENT) -> str:
    return unstated("unreported_memberships", reason, "organizations", where)


def _reporters(where: str = "back = 0") -> str:
    return f"""
    SELECT report.period, report.region_code, report.line,
        'organizations' AS source_table, organization.source_row
    FROM (SELECT * FROM latest_memberships WHERE {where}) AS report
    INNER JOIN staging.organizations AS organization ON organization.org_id = report.org_id"""


YEAR_REPORTERS = """
    SELECT report.period, report.region_code, report.line,
        'organizations' AS source_table, organization.source_row
    FROM (SELECT DISTINCT period, org_id, region_code, line FROM year_memberships) AS report
    INNER JOIN active_organizations AS organization
        ON organization.period = report.period AND organization.org_id = report.org_id"""


def _never_stated(table: str, reason: str) -> str:
    """SELECT the places that never stated a line's row of a table that counts for exactly its place."""
    return f"""
    SELECT
        region.period, region.region_code, expectation.line,
        '{reason}' AS reason, '{NOT_COUNTED}' AS role,
        'regions' AS source_table, region.source_row, TRUE AS own_only
    FROM valid_regions AS region
    INNER JOIN staging.expectations AS expectation ON expectation.level = region.level
    ANTI JOIN raw.{table} AS stated
        ON stated.region_code = region.region_code
        AND stated.line = expectation.line
        AND stated.year <= year(region.period)"""


NO_PUBLIC = _never_stated("publics", "本区划没有填报服务对象人数")

UNITS_WITHOUT = f"""
    SELECT
        period, region_code, line,
        setting || ' ' || unit_count || ' 个，已建 ' || org_count || ' 个，未建 ' || (unit_count - org_count)
            || ' 个' AS reason,
        CASE WHEN org_count = 0 THEN '{DENOMINATOR}' ELSE '{BOTH}' END AS role,
        'workplaces' AS source_table, source_row, TRUE AS own_only
    FROM workplace_units
    WHERE org_count < unit_count"""

ORGANIZATIONS_OF_UNITS = """
    SELECT
        stated.period, stated.region_code, stated.line, TRUE AS own_only,
        'organizations' AS source_table, organization.source_row
    FROM workplace_units AS stated
    INNER JOIN active_organizations AS organization
        ON organization.period = stated.period
        AND organization.line = stated.line
        AND organization.setting = stated.setting
    INNER JOIN marts.dim_regions AS region
        ON region.code = organization.region_code AND list_contains(region.path, stated.region_code)"""

WOMEN = """
    FROM valid_regions AS township
    LEFT JOIN covering_organizations AS covering
        ON covering.period = township.period
        AND covering.region_code = township.region_code
        AND covering.line = 'women'
    WHERE township.ordinary_township"""

BACKING = {
    "members": Backing(_silent(), _reporters()),
    "new_members": Backing(
        both(_silent(), unstated("year_memberships", "没有填新发展人数", "memberships", "joined IS NULL")),
        YEAR_REPORTERS,
    ),
    "membership_rate": Backing(
        both(
            _silent(),
            unstated(
                "latest_memberships",
                "没有填应覆盖人数",
                "memberships",
                "back = 0 AND (members IS NULL OR eligible IS NULL)",
            ),
        ),
        _reporters("back = 0 AND members IS NOT NULL AND eligible IS NOT NULL"),
    ),
    "public_reach": Backing(both(_silent(), NO_PUBLIC), _reporters()),
    "workplace_coverage": Backing(
        both(UNITS_WITHOUT, _never_stated("workplaces", "本区划没有填报应建单位")), ORGANIZATIONS_OF_UNITS
    ),
    "members_yoy": Backing(_silent("TRUE", SILENT_EITHER), _reporters("TRUE")),
    "park_unions": Backing(),
    "park_union_members": Backing(
        _silent(f"back = 0 AND {PARK_UNION}"), _reporters(f"back = 0 AND {PARK_UNION}")
    ),
    "external_orgs": Backing(),
    "women_exec_ok": Backing(
        lacking=f"""
    SELECT
        township.period, township.region_code, 'women' AS line,
        CASE
            WHEN covering.source_row IS NULL THEN '没有妇联组织'
            WHEN covering.committee_size IS NULL THEN '没有填委员人数'
            ELSE '委员 ' || covering.committee_size || ' 人，不足 5 人'
        END AS reason,
        '{DENOMINATOR}' AS role,
        CASE WHEN covering.source_row IS NULL THEN 'regions' ELSE 'organizations' END AS source_table,
        coalesce(covering.largest_row, township.source_row) AS source_row
    {WOMEN} AND coalesce(covering.committee_size < 5, TRUE)""",
        evidence="""
    SELECT township.period, township.region_code, organization.line,
        'organizations' AS source_table, organization.source_row
    FROM valid_regions AS township
    INNER JOIN active_organizations AS organization
        ON organization.period = township.period
        AND organization.region_code = township.region_code
        AND organization.line = 'women'
        AND organization.covering
    WHERE township.ordinary_township""",
    ),
    "reporting_rate": Backing(
        both(
            _silent(),
            f"""
    SELECT
        report.period, report.region_code, report.line,
        '没有报统计月' || coalesce('（' || strftime(min(asked.due_on), '%Y-%m-%d') || ' 截止）', '')
            || '，最近一期 ' || strftime(max(report.month), '%Y-%m') AS reason,
        '{DENOMINATOR}' AS role, 'memberships' AS source_table,
        arg_max(report.source_row, report.month) AS source_row
    FROM year_memberships AS report
    LEFT JOIN marts.asked_reports AS asked
        ON asked.table_name = 'memberships'
        AND asked.reporter_id = report.org_id
        AND asked.period = report.period
    GROUP BY report.period, report.org_id, report.region_code, report.line
    HAVING max(report.month) < report.period""",
        ),
        YEAR_REPORTERS,
    ),
}
