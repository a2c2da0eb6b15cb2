"""The 智慧化 dimension: online channels and online work."""

from metrics.catalogue.metric import Metric

METRICS = (
    Metric(
        id="followers",
        name="网上关注数",
        dimension="智慧化",
        unit="人",
        direction="up",
        by_line=True,
        kind="sum",
        zero_when_empty=False,
        definition="各网上阵地最新月报的关注数之和。最新月报：统计月及之前 11 个月内最近的一期。",
        notes="没有任何网上阵地月报的，不给出数值。撤并区划的网上阵地仍各自计算，再计入并入的区划。",
        sources=("channels",),
        rows="""
    SELECT period, region_code, line, followers AS numerator, 'channels' AS source_table, source_row
    FROM latest_channels""",
    ),
    Metric(
        id="online_closure",
        name="网上办结率",
        dimension="智慧化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="近 12 个月网上阵地月报中，网上办结占网上受理的比例；两项没有填全的月报不参与计算。",
        numerator="网上办结",
        denominator="网上受理",
        sources=("channels",),
        rows="""
    SELECT
        period, region_code, line, closed_requests AS numerator, requests AS denominator,
        'channels' AS source_table, source_row
    FROM year_channels
    WHERE closed_requests IS NOT NULL AND requests IS NOT NULL""",
    ),
    Metric(
        id="online_ratio",
        name="线上活动占比",
        dimension="智慧化",
        unit="%",
        direction="up",
        by_line=True,
        kind="ratio",
        definition="近 12 个月的活动中，线上活动的占比。分条线时按牵头条线。",
        numerator="线上活动",
        denominator="全部活动",
        sources=("activities",),
        rows="""
    SELECT
        period, region_code, line, CAST(online AS INTEGER) AS numerator, 1 AS denominator,
        'activities' AS source_table, source_row
    FROM year_activities""",
    ),
)
