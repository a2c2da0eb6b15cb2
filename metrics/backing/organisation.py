"""Behind coverage and organisations: who covers a cell, what makes it effective, who is missing."""

from metrics.backing.backing import BOTH, DENOMINATOR, Backing, both

REASON = """
    CASE verdict
        WHEN '缺失' THEN '应建未建'
        WHEN '未报' THEN '有组织；近 6 个月本乡镇没有任何活动记录，可能漏报'
        ELSE '有组织，近 6 个月没有活动'
    END"""

ACTIVITIES = """
    SELECT
        cell.period, cell.region_code, cell.line, cell.region_code || ' ' || cell.line AS unit,
        'activities' AS source_table, activity.source_row
    FROM expected_cells AS cell
    INNER JOIN (
        SELECT period, region_code, unnest(lines) AS line, source_row FROM year_activities WHERE recent
    ) AS activity
        ON activity.period = cell.period
        AND activity.region_code = cell.region_code
        AND activity.line = cell.line
    WHERE cell.covered"""

OWN_ACTIVITIES = """
    SELECT
        organization.period, organization.region_code, organization.line, organization.org_id AS unit,
        'activities' AS source_table, activity.source_row
    FROM active_organizations AS organization
    INNER JOIN clock
        ON clock.period = organization.period AND organization.founded_on <= clock.last_12
    INNER JOIN year_activities AS activity
        ON activity.period = organization.period AND activity.org_id = organization.org_id"""

UNNAMED_ACTIVITIES = """
    SELECT
        organization.period, organization.region_code, organization.line, organization.org_id AS unit,
        'activities' AS source_table, activity.source_row
    FROM active_organizations AS organization
    INNER JOIN clock
        ON clock.period = organization.period AND organization.founded_on <= clock.last_12
    INNER JOIN year_activities AS activity
        ON activity.period = organization.period
        AND activity.region_code = organization.region_code
        AND activity.line = organization.line
    WHERE organization.covering AND activity.org_id IS NULL"""


def _uncovered(level: str = "") -> str:
    narrowed = f"AND level = '{level}'" if level else ""
    return f"""
    SELECT
        period, region_code, line, '应建未建' AS reason, '{DENOMINATOR}' AS role, source_table, source_row
    FROM sourced_cells
    WHERE NOT covered {narrowed}"""


def _covering(level: str = "") -> str:
    narrowed = f"WHERE cell.level = '{level}'" if level else ""
    return f"""
    SELECT cell.period, cell.region_code, cell.line,
        'organizations' AS source_table, organization.source_row
    FROM expected_cells AS cell
    INNER JOIN active_organizations AS organization
        ON organization.period = cell.period
        AND organization.region_code = cell.region_code
        AND organization.line = cell.line
        AND organization.covering
    {narrowed}"""


def _standard(level: str = "") -> str:
    narrowed = f"WHERE cell.level = '{level}'" if level else ""
    return f"""
    SELECT cell.period, cell.region_code, cell.line,
        'expectations' AS source_table, given.rowid AS source_row
    FROM expected_cells AS cell
    INNER JOIN raw.expectations AS given ON given.line = cell.line AND given.level = cell.level
    {narrowed}"""


def _coverage(level: str = "") -> Backing:
    return Backing(_uncovered(level), both(_covering(level), _standard(level)))


BACKING = {
    "org_coverage": _coverage(),
    "township_coverage": _coverage("township"),
    "village_coverage": _coverage("village"),
    "effective_coverage": Backing(
        lacking=f"""
    SELECT
        period, region_code, line, {REASON} AS reason, '{DENOMINATOR}' AS role, source_table, source_row
    FROM sourced_cells
    WHERE NOT effective""",
        evidence=both(_covering(), ACTIVITIES, _standard()),
    ),
    "full_villages": Backing(
        _uncovered("village").replace("应建未建", "该村缺这一条线的组织"),
        both(
            f"SELECT *, region_code AS unit FROM ({_covering('village')})",
            _standard("village"),
        ),
    ),
    "organizations": Backing(),
    "shell_ratio": Backing(
        lacking=f"""
    SELECT
        organization.period, organization.region_code, organization.line,
        '近 12 个月没有活动' AS reason, '{BOTH}' AS role,
        'organizations' AS source_table, organization.source_row
    FROM active_organizations AS organization
    INNER JOIN clock
        ON clock.period = organization.period AND organization.founded_on <= clock.last_12
    ANTI JOIN working_organizations AS working
        ON working.period = organization.period AND working.org_id = organization.org_id""",
        evidence=both(OWN_ACTIVITIES, UNNAMED_ACTIVITIES),
    ),
}
