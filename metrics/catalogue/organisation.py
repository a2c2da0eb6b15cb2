"""The 组织 dimension: coverage and organisations."""

from metrics.catalogue.metric import Metric

CELL = "应建单元是指“一个条线 × 一个区划”，该条线按应建标准应在该区划的级别建立组织（园区、社区都算）。"
COVERED = "已覆盖：该区划有本条线的在册组织，类别为机关、乡镇街道、村社区或园区。"
MERGED = "撤并区划的组织和活动自撤并之日起计入并入的区划。"


def _cells(counted: str, level: str = "") -> str:
    return f"""
    SELECT
        period, region_code, line,
        CAST({counted} AS INTEGER) AS numerator, 1 AS denominator,
        source_table, source_row
    FROM sourced_cells
    {_at(level)}"""


def _spans(counted: str, level: str = "") -> str:
    return f"""
    SELECT
        from_month, to_month, region_code, line,
        CAST({counted} AS INTEGER) AS numerator, 1 AS denominator
    FROM expected_spans
    {_at(level)}"""


def _at(level: str) -> str:
    return f"WHERE level = '{level}'" if level else ""


METRICS = (
    Metric(
        id="org_coverage",
        name="三级组织覆盖率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"应建单元中已覆盖的占比。{CELL}{COVERED}",
        numerator="已覆盖的应建单元",
        denominator="全部应建单元",
        notes=MERGED,
        sources=("regions", "expectations", "organizations"),
        rows=_cells("covered"),
        spans=_spans("covered"),
    ),
    Metric(
        id="township_coverage",
        name="乡镇组织覆盖率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"乡镇一级的应建单元中已覆盖的占比。{CELL}{COVERED}",
        numerator="乡镇一级已覆盖的应建单元",
        denominator="乡镇一级全部应建单元",
        notes=MERGED,
        sources=("regions", "expectations", "organizations"),
        rows=_cells("covered", "township"),
        spans=_spans("covered", "township"),
    ),
    Metric(
        id="village_coverage",
        name="村级组织覆盖率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"村一级的应建单元中已覆盖的占比。{CELL}{COVERED}",
        numerator="村一级已覆盖的应建单元",
        denominator="村一级全部应建单元",
        notes=MERGED,
        sources=("regions", "expectations", "organizations"),
        rows=_cells("covered", "village"),
        spans=_spans("covered", "village"),
    ),
    Metric(
        id="effective_coverage",
        name="有效覆盖率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="应建单元中有效的占比。有效：已覆盖，并且近 6 个月在该区划有本条线牵头或参与的活动。"
        + CELL
        + COVERED,
        numerator="有效的应建单元",
        denominator="全部应建单元",
        notes=MERGED,
        sources=("regions", "expectations", "organizations", "activities"),
        rows=_cells("effective"),
        spans=_spans("effective"),
    ),
    Metric(
        id="full_villages",
        name="村级全覆盖占比",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=False,
        kind="ratio",
        definition="村（社区）中，应建条线全部已覆盖的占比。",
        numerator="应建条线全部已覆盖的村（社区）",
        denominator="全部村（社区）",
        notes="没有任何应建条线的村，按全部已覆盖计。",
        sources=("regions", "expectations", "organizations"),
        rows="""
    SELECT
        village.period, village.region_code,
        CAST(lacking.region_code IS NULL AS INTEGER) AS numerator, 1 AS denominator,
        'regions' AS source_table, village.source_row
    FROM valid_regions AS village
    LEFT JOIN (SELECT DISTINCT period, region_code FROM expected_cells WHERE NOT covered) AS lacking
        ON lacking.period = village.period AND lacking.region_code = village.region_code
    WHERE village.level = 'village'""",
    ),
    Metric(
        id="organizations",
        name="组织数",
        dimension="组织",
        unit="个",
        direction="up",
        by_line=True,
        kind="count",
        definition="统计月最后一天在册的组织个数。在册：已经成立，并且没有撤销（撤销当天起不算）。",
        sources=("organizations",),
        rows="""
    SELECT period, region_code, line, 1 AS numerator, 'organizations' AS source_table, source_row
    FROM active_organizations""",
        spans="""
    SELECT from_month, to_month, region_code, line, 1 AS numerator
    FROM staging.organization_spans""",
    ),
    Metric(
        id="shell_ratio",
        name="空壳组织占比",
        dimension="组织",
        unit="%",
        direction="down",
        by_line=True,
        kind="ratio",
        definition="成立满 12 个月的在册组织中，近 12 个月没有开展过活动的占比。"
        "组织的活动：填了该组织编码的活动；没有填承办组织的活动，由同条线在同一区划牵头的，算作该区划覆盖组织的活动。",
        numerator="近 12 个月没有活动的组织",
        denominator="成立满 12 个月的在册组织",
        notes="成立满 12 个月：成立日期不晚于 12 个月前那个月的最后一天。" + MERGED,
        sources=("organizations", "activities"),
        rows="""
    SELECT
        organization.period, organization.region_code, organization.line,
        CAST(working.org_id IS NULL AS INTEGER) AS numerator, 1 AS denominator,
        'organizations' AS source_table, organization.source_row
    FROM active_organizations AS organization
    INNER JOIN clock
        ON clock.period = organization.period AND organization.founded_on <= clock.last_12
    LEFT JOIN working_organizations AS working
        ON working.period = organization.period AND working.org_id = organization.org_id""",
    ),
)
