"""Behind stations and windows: which station reaches a village, who lacks a window, who never reported."""

from metrics.backing.backing import BOTH, DENOMINATOR, NOT_COUNTED, Backing, both
from metrics.catalogue.platform import BASIC_SERVICES

BASIC = str(list(BASIC_SERVICES))
OFFERING = "(service_station OR window_level IS NOT NULL)"


def _lacking(frame: str, reason: str, role: str, table: str, where: str) -> str:
    said = reason if "'" in reason else f"'{reason}'"
    return f"""
    SELECT period, region_code, {said} AS reason, '{role}' AS role, '{table}' AS source_table, source_row
    FROM {frame}
    WHERE {where}"""


BACKING = {
    "stations_open": Backing(),
    "station_access": Backing(
        lacking=both(
            f"""
    SELECT
        village.period, village.region_code, '5 公里以内没有服务站点' AS reason, '{DENOMINATOR}' AS role,
        'regions' AS source_table, village.source_row
    FROM valid_regions AS village
    ANTI JOIN villages_in_reach AS near
        ON near.period = village.period AND near.region_code = village.region_code
    WHERE
        village.level = 'village'
        AND village.lon IS NOT NULL AND village.lat IS NOT NULL AND village.population IS NOT NULL""",
            _lacking(
                "valid_regions",
                "CASE WHEN lon IS NULL OR lat IS NULL THEN '没有坐标' ELSE '没有填人口' END",
                NOT_COUNTED,
                "regions",
                "level = 'village' AND (lon IS NULL OR lat IS NULL OR population IS NULL)",
            ),
        ),
        evidence="""
    SELECT
        pair.period, pair.region_code, pair.region_code AS unit,
        'stations' AS source_table, station.source_row
    FROM stations_near_villages AS pair
    INNER JOIN open_stations AS station
        ON station.period = pair.period AND station.station_id = pair.station_id
    INNER JOIN valid_regions AS village
        ON village.period = pair.period AND village.region_code = pair.region_code
    WHERE village.population IS NOT NULL""",
    ),
    "window_coverage": Backing(
        lacking=_lacking("window_regions", "没有本级服务窗口", DENOMINATOR, "regions", "NOT has_window"),
        evidence="""
    SELECT
        station.period, station.region_code, station.region_code AS unit,
        'stations' AS source_table, station.source_row
    FROM open_stations AS station
    INNER JOIN valid_regions AS region
        ON region.period = station.period
        AND region.region_code = station.region_code
        AND region.level = station.window_level
    INNER JOIN window_regions AS asked
        ON asked.period = region.period AND asked.region_code = region.region_code""",
    ),
    "co_location": Backing(
        _lacking(
            "open_stations",
            "牵头、入驻条线都没有填，按 0 条线计",
            DENOMINATOR,
            "stations",
            "service_station AND len(lines) = 0",
        )
    ),
    "basic_services": Backing(
        both(
            _lacking(
                "open_stations",
                f"""'缺：' || array_to_string(
            list_filter({BASIC}, lambda word: NOT list_contains(services, word)), '、'
        )""",
                DENOMINATOR,
                "stations",
                f"{OFFERING} AND len(services) > 0 AND NOT list_has_all(services, {BASIC})",
            ),
            _lacking(
                "open_stations",
                "没有填服务事项",
                NOT_COUNTED,
                "stations",
                f"{OFFERING} AND len(services) = 0",
            ),
        )
    ),
    "idle_stations": Backing(
        lacking=both(
            _lacking("settled_stations", "近 6 个月没有接待", BOTH, "stations", "visit_count = 0"),
            f"""
    SELECT
        station.period, station.region_code, '从没有报过月报' AS reason, '{NOT_COUNTED}' AS role,
        'stations' AS source_table, station.source_row
    FROM open_stations AS station
    INNER JOIN clock ON clock.period = station.period AND station.opened_on <= clock.last_6
    ANTI JOIN settled_stations AS settled
        ON settled.period = station.period AND settled.station_id = station.station_id""",
        ),
        evidence="""
    SELECT
        station.period, station.region_code, station.station_id AS unit,
        'station_months' AS source_table, report.rowid AS source_row
    FROM settled_stations AS station
    INNER JOIN clock ON clock.period = station.period
    INNER JOIN raw.station_months AS report
        ON report.station_id = station.station_id
        AND report.period <= clock.period
        AND report.period > clock.month_6""",
    ),
    "station_visits": Backing(
        lacking=f"""
    SELECT
        station.period, station.region_code, '近 12 个月没有月报' AS reason, '{NOT_COUNTED}' AS role,
        'stations' AS source_table, station.source_row
    FROM open_stations AS station
    ANTI JOIN year_visits AS report
        ON report.period = station.period AND report.station_id = station.station_id""",
        evidence="""
    SELECT report.period, report.region_code, 'stations' AS source_table, station.source_row
    FROM (SELECT DISTINCT period, region_code, station_id FROM year_visits) AS report
    INNER JOIN staging.stations AS station ON station.station_id = report.station_id""",
    ),
}
