"""Places: regions, what is expected where, travel times, the public and the units of each line."""

from types import MappingProxyType

from etl.contract.fields import (
    Field,
    Rule,
    Table,
    choice,
    count,
    date,
    defaulted,
    enum,
    flag,
    integer,
    number,
    region,
    text,
)
from etl.contract.lines import line
from etl.contract.organisations import SETTINGS

LEVELS = ("province", "city", "county", "township", "village")
LEVEL_SPELLINGS = MappingProxyType(
    {level: level for level in LEVELS}
    | {
        "省": "province",
        "市": "city",
        "县": "county",
        "乡镇": "township",
        "村": "village",
    }
)

POINT_TOGETHER = Rule(
    "point_incomplete",
    "lat",
    "(r.lon_given IS NULL) <> (r.lat_given IS NULL)",
    "经度、纬度要么都填，要么都不填",
)


def point() -> tuple[Field, Field, Field]:
    """Longitude, latitude and the datum in which they are handed in."""
    return (
        number("lon", "经度", low=73, high=136),
        number("lat", "纬度", low=3, high=54),
        defaulted(
            enum("datum", "坐标系", choice("WGS84", "CGCS2000", "GCJ-02", "BD-09")),
            "WGS84",
        ),
    )


REGIONS = Table(
    "regions",
    "行政区划",
    key=("code",),
    note="县、乡镇、村三级区划；撤并的区划填撤并日期和并入区划，不要删除。",
    fields=(
        Field("code", "区划代码", "code", required=True, region=True),
        text("name", "名称", required=True),
        enum("level", "级别", LEVEL_SPELLINGS, required=True),
        Field("parent_code", "上级代码", "code", references=("regions.code",), region=True),
        enum("kind", "类型", choice("县", "镇", "乡", "街道", "园区", "行政村", "社区")),
        *point(),
        count("population", "常住人口"),
        date("valid_from", "启用日期"),
        date("valid_to", "撤并日期"),
        Field(
            "successor_code",
            "并入区划",
            "code",
            references=("regions.code",),
            region=True,
        ),
    ),
    rules=(
        POINT_TOGETHER,
        Rule(
            "successor_missing",
            "successor_code",
            "r.valid_to IS NOT NULL AND r.successor_code IS NULL",
            "填了撤并日期，就要填并入区划",
        ),
        Rule(
            "valid_order",
            "valid_to",
            "r.valid_to <= r.valid_from",
            "撤并日期要晚于启用日期",
        ),
        Rule(
            "successor_without_end",
            "valid_to",
            "r.successor_code IS NOT NULL AND r.valid_to IS NULL",
            "填了并入区划而没有填撤并日期，在填上之前不算撤并",
            severity="warning",
        ),
    ),
)

EXPECTATIONS = Table(
    "expectations",
    "应建标准",
    key=("line", "level"),
    note="每条线在每一级是否应当建立组织；没有填的按默认标准。",
    fields=(
        line(required=True),
        enum("level", "级别", LEVEL_SPELLINGS, required=True),
        flag("expected", "应建", required=True),
    ),
)

TRAVEL_TIMES = Table(
    "travel_times",
    "出行时间",
    key=("origin_code", "destination_code"),
    note="两个区划之间的出行分钟数，用于选址和距离；没有时按直线距离。",
    fields=(
        region("origin_code", "出发区划", required=True),
        region("destination_code", "到达区划", required=True),
        number("minutes", "分钟", required=True, low=0),
    ),
)

PUBLICS = Table(
    "publics",
    "服务对象",
    key=("line", "region_code", "year"),
    note="每条线所联系的群众人数(职工、青年、妇女等),按区划和年度。",
    fields=(
        line(required=True),
        region(required=True),
        integer("year", "年度", required=True),
        count("people", "人数", required=True),
    ),
)

WORKPLACES = Table(
    "workplaces",
    "应建单位",
    key=("line", "region_code", "setting", "year"),
    note="应当建立本条线组织的企业、学校、合作社等单位的个数，按区划、类别和年度；上级区划的个数自己填，不由下级相加。",
    fields=(
        line(required=True),
        region(required=True),
        enum("setting", "类别", SETTINGS, required=True),
        integer("year", "年度", required=True),
        count("units", "单位数", required=True),
    ),
)

TABLES = (REGIONS, EXPECTATIONS, TRAVEL_TIMES, PUBLICS, WORKPLACES)
