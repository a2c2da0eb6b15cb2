"""The 平台 dimension: stations, windows and who can reach them."""

from metrics.catalogue.metric import Metric

#: What every service station and window is to offer.
BASIC_SERVICES = ("政策咨询", "关系接转", "发展会员", "法律维权")

STATION = "服务站点指开放中的群团服务中心和群团服务站。"
WINDOW = "服务窗口：县为政务服务窗口，乡镇（不含园区）为便民服务窗口，村（社区）为村级服务点。"
MERGED = "撤并区划的阵地自撤并之日起计入并入的区划，没有坐标的仍在原区划的位置。"

METRICS = (
    Metric(
        id="stations_open",
        name="群团服务站点数",
        dimension="平台",
        unit="个",
        direction="up",
        by_line=False,
        kind="count",
        definition="统计月最后一天开放中的群团服务中心和群团服务站个数（关闭当天起不算）。",
        sources=("stations",),
        rows="""
    SELECT period, region_code, 1 AS numerator, 'stations' AS source_table, source_row
    FROM open_stations
    WHERE service_station""",
    ),
    Metric(
        id="station_access",
        name="服务可达率",
        dimension="平台",
        unit="%",
        direction="up",
        by_line=False,
        kind="ratio",
        definition="直线距离 5 公里以内有服务站点的村（社区）人口占比；站点不限于本区划。" + STATION,
        numerator="5 公里以内有服务站点的村（社区）人口",
        denominator="村（社区）人口",
        notes="没有坐标或没有人口的村（社区）不参与计算；用所在区划位置代替的站点也算。"
        "距离为大圆距离，地球半径 6371.0088 公里。" + MERGED,
        sources=("regions", "stations"),
        rows="""
    SELECT
        village.period, village.region_code,
        CASE WHEN near.region_code IS NULL THEN 0 ELSE village.population END AS numerator,
        village.population AS denominator,
        'regions' AS source_table, village.source_row
    FROM valid_regions AS village
    LEFT JOIN villages_in_reach AS near
        ON near.period = village.period AND near.region_code = village.region_code
    WHERE
        village.level = 'village'
        AND village.lon IS NOT NULL
        AND village.lat IS NOT NULL
        AND village.population IS NOT NULL""",
    ),
    Metric(
        id="window_coverage",
        name="服务窗口覆盖率",
        dimension="平台",
        unit="%",
        direction="up",
        by_line=False,
        kind="ratio",
        definition=f"县、乡镇（不含园区）、村（社区）中，有开放中的本级服务窗口的占比。{WINDOW}",
        numerator="有本级服务窗口的县、乡镇、村（社区）",
        denominator="全部县、乡镇（不含园区）、村（社区）",
        notes=MERGED,
        sources=("regions", "stations"),
        rows="""
    SELECT
        period, region_code, CAST(has_window AS INTEGER) AS numerator, 1 AS denominator,
        'regions' AS source_table, source_row
    FROM window_regions""",
    ),
    Metric(
        id="co_location",
        name="平均入驻条线",
        dimension="平台",
        unit="条",
        direction="up",
        by_line=False,
        kind="ratio",
        definition=f"平均每个服务站点有几条线牵头或入驻，同一条线只算一次。{STATION}",
        numerator="各站点牵头和入驻的条线数之和",
        denominator="服务站点数",
        notes="牵头条线、入驻条线都没有填的站点按 0 条线计。",
        sources=("stations",),
        rows="""
    SELECT
        period, region_code, len(lines) AS numerator, 1 AS denominator,
        'stations' AS source_table, source_row
    FROM open_stations
    WHERE service_station""",
    ),
    Metric(
        id="basic_services",
        name="基本服务齐全率",
        dimension="平台",
        unit="%",
        direction="up",
        by_line=False,
        kind="ratio",
        definition="填了服务事项的开放中的服务站点和服务窗口中，服务事项包含政策咨询、关系接转、发展会员、法律维权全部四项的占比。"
        + STATION
        + WINDOW,
        numerator="四项基本服务齐全的站点和窗口",
        denominator="填了服务事项的站点和窗口",
        notes="没有填服务事项的站点和窗口，不知道齐全与否，分子、分母都不计。窗口按类型计，不论设在哪一级。",
        sources=("stations",),
        rows=f"""
    SELECT
        period, region_code,
        CAST(list_has_all(services, {list(BASIC_SERVICES)}) AS INTEGER) AS numerator,
        1 AS denominator,
        'stations' AS source_table, source_row
    FROM open_stations
    WHERE (service_station OR window_level IS NOT NULL) AND len(services) > 0""",
    ),
    Metric(
        id="idle_stations",
        name="闲置阵地占比",
        dimension="平台",
        unit="%",
        direction="down",
        by_line=False,
        kind="ratio",
        definition="开放满 6 个月、报过月报的阵地中，近 6 个月接待人次合计为 0 的占比；"
        "这 6 个月没有月报的按 0 计。",
        numerator="近 6 个月没有接待的阵地",
        denominator="开放满 6 个月、报过月报的开放中阵地",
        notes="各种类型的阵地都算。开放满 6 个月：开放日期不晚于 6 个月前那个月的最后一天。",
        sources=("stations", "station_months"),
        rows="""
    SELECT
        period, region_code, CAST(visit_count = 0 AS INTEGER) AS numerator, 1 AS denominator,
        'stations' AS source_table, source_row
    FROM settled_stations""",
    ),
    Metric(
        id="station_visits",
        name="阵地接待人次",
        dimension="平台",
        unit="人次",
        direction="up",
        by_line=False,
        kind="sum",
        definition="近 12 个月各阵地月报的接待人次之和，包括已经关闭的阵地在这段时间的接待。",
        notes="撤并区划的阵地自撤并之日起计入并入的区划。",
        sources=("station_months", "stations"),
        rows="""
    SELECT period, region_code, visits AS numerator, 'station_months' AS source_table, source_row
    FROM year_visits""",
    ),
)
