"""Reported figures that are no metric: how each is counted from the tables, and what to look up."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Measure:
    """How a reported figure that is no metric is counted from the tables.

    Attributes:
        basis: what is counted, in Chinese.
        sql: SELECT of one number over the frames; null where its table says nothing at all by then.
        names: SELECT of a list of what was counted, or of what is missing, for people to look up.
        missing: whether the names are those that are missing.
    """

    basis: str
    sql: str
    names: str = ""
    missing: bool = False


def _open_stations(kind: str) -> Measure:
    return Measure(
        f"开放中的{kind}个数",
        f"SELECT if(count(*) = 0, NULL, count(*) FILTER (kind = '{kind}')) FROM open_stations",
        f"""
        SELECT list(name || '（' || opened_on || ' 开放）' ORDER BY opened_on, name)
        FROM open_stations WHERE kind = '{kind}'""",
    )


#: Reported figures of the source that need a count of their own, by fact id.
MEASURES = MappingProxyType(
    {
        "villages": Measure(
            "有妇联组织的行政村个数",
            """
            SELECT if(
                count(covering.line) = 0, NULL,
                count(DISTINCT region.region_code) FILTER (
                    region.kind = '行政村' AND covering.line = 'women'
                )
            )
            FROM valid_regions AS region
            LEFT JOIN covering_organizations AS covering USING (period, region_code)""",
            """
            SELECT list(region.name ORDER BY region.region_code)
            FROM valid_regions AS region
            WHERE region.kind = '行政村' AND region.region_code NOT IN (
                SELECT region_code FROM covering_organizations WHERE line = 'women'
            )""",
            missing=True,
        ),
        "township_women_exec": Measure(
            "各乡镇（不含园区）妇联委员人数中最少的一个",
            """
            SELECT min(covering.committee_size)
            FROM valid_regions AS region
            INNER JOIN covering_organizations AS covering USING (period, region_code)
            WHERE region.ordinary_township AND covering.line = 'women'""",
            """
            SELECT list(region.name ORDER BY region.region_code)
            FROM valid_regions AS region
            LEFT JOIN covering_organizations AS covering
                ON covering.period = region.period AND covering.region_code = region.region_code
                AND covering.line = 'women'
            WHERE region.ordinary_township AND covering.committee_size IS NULL""",
            missing=True,
        ),
        "external_youth_committees": Measure(
            "共青团的驻外组织个数",
            """
            SELECT if(count(*) = 0, NULL, count(*) FILTER (line = 'youth' AND setting = '驻外'))
            FROM active_organizations""",
            """
            SELECT list(name ORDER BY name) FROM active_organizations
            WHERE line = 'youth' AND setting = '驻外'""",
        ),
        "academician_station": _open_stations("院士工作站"),
        "model_worker_studios": _open_stations("劳模创新工作室"),
        "overseas_station": _open_stations("侨联工作站"),
        "half_past_four_sites": _open_stations("四点半学校"),
        "plans": Measure(
            "改革任务所属的方案个数", "SELECT nullif(count(DISTINCT plan), 0) FROM staging.tasks"
        ),
    }
)
