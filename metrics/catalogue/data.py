"""The 数据 dimension: whether reports come in; shown beside the index, not part of it."""

from metrics.catalogue.metric import Metric

METRICS = (
    Metric(
        id="reporting_rate",
        name="会员月报报送率",
        dimension="数据",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="近 12 个月报过会员月报的在册组织中，报了统计月月报的占比。",
        numerator="报了统计月会员月报的组织",
        denominator="近 12 个月报过会员月报的组织",
        sources=("memberships", "organizations"),
        rows="""
    SELECT
        period, region_code, line,
        CAST(max(month) = period AS INTEGER) AS numerator, 1 AS denominator,
        'memberships' AS source_table, arg_max(source_row, month) AS source_row
    FROM year_memberships
    GROUP BY period, org_id, region_code, line""",
    ),
)
