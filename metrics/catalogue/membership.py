"""The 组织 dimension, continued: members, park unions, outposts, women's committees."""

from metrics.catalogue.metric import Metric

LATEST = "最新月报：统计月及之前 11 个月内最近的一期。"

METRICS = (
    Metric(
        id="members",
        name="会员数",
        dimension="组织",
        unit="人",
        direction="up",
        by_line=True,
        kind="sum",
        definition=f"在册组织最新月报的会员数之和，只算组织自己的直接会员。{LATEST}",
        sources=("memberships", "organizations"),
        rows="""
    SELECT period, region_code, line, members AS numerator, 'memberships' AS source_table, source_row
    FROM latest_memberships
    WHERE back = 0""",
    ),
    Metric(
        id="new_members",
        name="新发展会员",
        dimension="组织",
        unit="人",
        direction="up",
        by_line=True,
        kind="sum",
        definition="在册组织近 12 个月各期月报的新发展会员数之和。",
        sources=("memberships", "organizations"),
        rows="""
    SELECT period, region_code, line, joined AS numerator, 'memberships' AS source_table, source_row
    FROM year_memberships""",
    ),
    Metric(
        id="membership_rate",
        name="入会率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"在册组织最新月报中，会员数占应覆盖人数的比例；没有填应覆盖人数的月报不参与计算。{LATEST}",
        numerator="会员数",
        denominator="应覆盖人数",
        doubts="members_above_eligible",
        sources=("memberships", "organizations"),
        rows="""
    SELECT
        period, region_code, line, members AS numerator, eligible AS denominator,
        'memberships' AS source_table, source_row
    FROM latest_memberships
    WHERE back = 0 AND members IS NOT NULL AND eligible IS NOT NULL""",
    ),
    Metric(
        id="public_reach",
        name="对象覆盖率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        all_lines=False,
        definition="本条线会员数与本区划服务对象人数之比。服务对象取本区划自己填报的、不晚于统计年份的最近一年。",
        numerator="本条线在本区划（含下级）的会员数",
        denominator="本区划填报的服务对象人数",
        doubts="members_above_public",
        notes="各条线的服务对象互有重叠，不能相加，因此不给出全部条线的合计。撤并区划的服务对象不转入并入的区划。"
        "没有填报服务对象的区划，分母为 0，不给出数值。",
        sources=("memberships", "organizations", "publics"),
        rows="""
    SELECT
        period, region_code, line, members AS numerator, NULL AS denominator,
        'memberships' AS source_table, source_row, FALSE AS own_only
    FROM latest_memberships
    WHERE back = 0
    UNION ALL
    SELECT
        clock.period, public.region_code, public.line, NULL, arg_max(public.people, public.year),
        'publics', arg_max(public.rowid, public.year), TRUE
    FROM raw.publics AS public
    INNER JOIN clock ON public.year <= year(clock.period)
    GROUP BY clock.period, public.region_code, public.line""",
    ),
    Metric(
        id="workplace_coverage",
        name="应建单位建组织率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="应当建立组织的企业、学校、合作社等单位中，已经建立的占比。按条线和类别分别比较本区划（含下级）"
        "在册的组织数与应建单位数，取小的一个，再各自相加。",
        numerator="已建组织的应建单位",
        denominator="应建单位",
        notes="应建单位取本区划自己填报的、不晚于统计年份的最近一年，各类别分别取；一个类别的组织多于应建单位时，"
        "只按应建单位数计，不抵补别的类别。全部条线的合计是各条线各类别相加。撤并区划的应建单位不转入并入的区划。"
        "没有填报应建单位的区划，分母为 0，不给出数值。",
        sources=("workplaces", "organizations"),
        rows="""
    SELECT
        period, region_code, line, least(org_count, unit_count) AS numerator, unit_count AS denominator,
        'workplaces' AS source_table, source_row, TRUE AS own_only
    FROM workplace_units""",
    ),
    Metric(
        id="members_yoy",
        name="会员同比",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=True,
        kind="change",
        definition="统计月的会员数比上年同月的会员数增长的幅度，两个月各按当时的在册组织计算。",
        numerator="统计月的会员数",
        denominator="上年同月的会员数",
        may_exceed_one=True,
        notes="两个月都要有会员月报，区划在两个月都要存在，否则不给出数值；上年同月尚未启用的区划，"
        "分母仍列出当时已在该区划的组织的会员数。上年同月的会员数按当时的区划归属计算，其后的撤并不回算。",
        sources=("memberships", "organizations"),
        rows="""
    SELECT
        period, region_code, line,
        CASE WHEN back = 0 THEN members END AS numerator,
        CASE WHEN back = 12 THEN members END AS denominator,
        'memberships' AS source_table, source_row
    FROM latest_memberships""",
    ),
    Metric(
        id="park_unions",
        name="园区企业工会数",
        dimension="组织",
        unit="个",
        direction="up",
        by_line=False,
        kind="count",
        definition="在册的工会组织中，类别为企业并且在园区内的个数。",
        sources=("organizations",),
        rows="""
    SELECT period, region_code, line, 1 AS numerator, 'organizations' AS source_table, source_row
    FROM active_organizations
    WHERE line = 'union' AND in_park AND setting = '企业'""",
        spans="""
    SELECT from_month, to_month, region_code, line, 1 AS numerator
    FROM staging.organization_spans
    WHERE line = 'union' AND in_park AND setting = '企业'""",
    ),
    Metric(
        id="park_union_members",
        name="园区工会会员数",
        dimension="组织",
        unit="人",
        direction="up",
        by_line=False,
        kind="sum",
        definition=f"园区企业工会最新月报的会员数之和。{LATEST}",
        sources=("memberships", "organizations"),
        rows="""
    SELECT period, region_code, line, members AS numerator, 'memberships' AS source_table, source_row
    FROM latest_memberships
    WHERE back = 0 AND line = 'union' AND in_park AND setting = '企业'""",
    ),
    Metric(
        id="external_orgs",
        name="驻外组织数",
        dimension="组织",
        unit="个",
        direction="up",
        by_line=True,
        kind="count",
        definition="类别为驻外的在册组织个数。",
        sources=("organizations",),
        rows="""
    SELECT period, region_code, line, 1 AS numerator, 'organizations' AS source_table, source_row
    FROM active_organizations
    WHERE setting = '驻外'""",
        spans="""
    SELECT from_month, to_month, region_code, line, 1 AS numerator
    FROM staging.organization_spans
    WHERE setting = '驻外'""",
    ),
    Metric(
        id="women_exec_ok",
        name="乡镇妇联执委达标率",
        dimension="组织",
        unit="%",
        direction="up",
        by_line=False,
        kind="ratio",
        definition="乡镇（不含园区）中，有妇联组织并且委员不少于 5 人的占比；没有填委员人数的按不达标计。",
        numerator="妇联委员不少于 5 人的乡镇",
        denominator="全部乡镇（不含园区）",
        notes="妇联组织指在册、类别为机关、乡镇街道、村社区或园区、区划就是该乡镇的组织；有几个的，一个达标即可。",
        sources=("regions", "organizations"),
        rows="""
    SELECT
        township.period, township.region_code,
        CAST(coalesce(covering.committee_size >= 5, FALSE) AS INTEGER) AS numerator, 1 AS denominator,
        CASE WHEN covering.source_row IS NULL THEN 'regions' ELSE 'organizations' END AS source_table,
        coalesce(covering.largest_row, township.source_row) AS source_row
    FROM valid_regions AS township
    LEFT JOIN covering_organizations AS covering
        ON covering.period = township.period
        AND covering.region_code = township.region_code
        AND covering.line = 'women'
    WHERE township.ordinary_township""",
    ),
)
