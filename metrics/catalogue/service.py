"""The 服务 dimension: activities, the people they reach, and service outputs."""

from metrics.catalogue.metric import Metric

LEAD = "分条线时按牵头条线。"

METRICS = (
    Metric(
        id="activities",
        name="活动场次",
        dimension="服务",
        unit="场",
        direction="up",
        by_line=True,
        kind="count",
        definition=f"近 12 个月举办的活动场次。{LEAD}",
        sources=("activities",),
        rows="""
    SELECT period, region_code, line, 1 AS numerator, 'activities' AS source_table, source_row
    FROM year_activities""",
    ),
    Metric(
        id="beneficiaries",
        name="服务人次",
        dimension="服务",
        unit="人次",
        direction="up",
        by_line=True,
        kind="sum",
        definition=f"近 12 个月活动的服务人次之和。{LEAD}",
        notes="有活动而都没有填服务人次的，不给出数值；没有活动的为 0。",
        sources=("activities",),
        rows="""
    SELECT period, region_code, line, beneficiaries AS numerator, 'activities' AS source_table, source_row
    FROM year_activities""",
    ),
    Metric(
        id="beneficiaries_per_1000",
        name="每千人服务人次",
        dimension="服务",
        unit="人次",
        direction="up",
        by_line=False,
        kind="ratio",
        factor=1000.0,
        definition="近 12 个月活动的服务人次，除以区划内填了人口的村（社区）人口之和，再乘 1000。",
        numerator="服务人次",
        denominator="村（社区）人口",
        notes="分子就是指标“服务人次”：没有活动的为 0，有活动而都没有填服务人次的不给出数值。",
        sources=("activities", "regions"),
        rows="""
    SELECT
        period, region_code, beneficiaries AS numerator, NULL AS denominator,
        'activities' AS source_table, source_row
    FROM year_activities
    UNION ALL
    SELECT period, region_code, NULL, population, 'regions', source_row
    FROM valid_regions
    WHERE level = 'village' AND population IS NOT NULL""",
    ),
    Metric(
        id="joint_ratio",
        name="联手活动占比",
        dimension="服务",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"近 12 个月的活动中，有其他条线参与的占比。{LEAD}",
        numerator="有参与条线的活动",
        denominator="全部活动",
        sources=("activities",),
        rows="""
    SELECT
        period, region_code, line, CAST(joint AS INTEGER) AS numerator, 1 AS denominator,
        'activities' AS source_table, source_row
    FROM year_activities""",
    ),
    Metric(
        id="satisfaction",
        name="群众满意度",
        dimension="服务",
        unit="分",
        direction="up",
        by_line=True,
        kind="ratio",
        definition=f"近 12 个月填了满意度的活动，满意度按参与人次加权的平均分（满分 100）。{LEAD}",
        numerator="满意度 × 参与人次之和",
        denominator="参与人次之和",
        sources=("activities",),
        rows="""
    SELECT
        period, region_code, line,
        satisfaction * participants AS numerator, participants AS denominator,
        'activities' AS source_table, source_row
    FROM year_activities
    WHERE satisfaction IS NOT NULL AND participants IS NOT NULL""",
    ),
    Metric(
        id="output_amount",
        name="服务资金",
        dimension="服务",
        unit="元",
        direction="up",
        by_line=True,
        kind="sum",
        definition="近 12 个月交付的服务产出的金额之和。",
        notes="有产出而都没有填金额的，不给出数值；没有产出的为 0。",
        sources=("outputs",),
        rows="""
    SELECT period, region_code, line, amount_yuan AS numerator, 'outputs' AS source_table, source_row
    FROM year_outputs""",
    ),
)
