"""The 社会化 dimension: money, hands and work from society."""

from metrics.catalogue.metric import Metric

METRICS = (
    Metric(
        id="social_fund_ratio",
        name="社会资金占比",
        dimension="社会化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="截至统计月最后一天的到位资金中，来自社会募捐、企业赞助、海外捐赠、福利产业的占比。分条线时按项目的牵头条线。",
        numerator="社会来源的到位资金",
        denominator="全部到位资金",
        sources=("fundings", "projects"),
        rows="""
    SELECT
        period, region_code, line,
        CASE WHEN from_society THEN amount_yuan ELSE 0 END AS numerator, amount_yuan AS denominator,
        'fundings' AS source_table, source_row
    FROM booked_fundings
    WHERE flow = '到位'""",
    ),
    Metric(
        id="volunteer_turns",
        name="志愿服务人次",
        dimension="社会化",
        unit="人次",
        direction="up",
        by_line=True,
        kind="sum",
        definition="近 12 个月活动的志愿者人次之和。分条线时按牵头条线。",
        notes="有活动而都没有填志愿者人次的，不给出数值；没有活动的为 0。",
        sources=("activities",),
        rows="""
    SELECT period, region_code, line, volunteers AS numerator, 'activities' AS source_table, source_row
    FROM year_activities""",
    ),
    Metric(
        id="social_delivery",
        name="社会力量承接率",
        dimension="社会化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="填了承接主体的项目中，由社会组织、企业、学校承接的占比。分条线时按项目的牵头条线。",
        numerator="承接主体不是群团组织的项目",
        denominator="填了承接主体的项目",
        sources=("projects",),
        rows="""
    SELECT
        period, region_code, lead_line AS line,
        CAST(provider <> '群团组织' AS INTEGER) AS numerator, 1 AS denominator,
        'projects' AS source_table, source_row
    FROM placed_projects
    WHERE provider IS NOT NULL""",
    ),
)
