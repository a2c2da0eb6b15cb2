"""Work that reaches people: activities, service outputs, stations and online channels."""

from etl.contract.fields import (
    Rule,
    Table,
    choice,
    code,
    count,
    date,
    enum,
    flag,
    month,
    number,
    of_county,
    region,
    text,
)
from etl.contract.lines import line, lines
from etl.contract.places import POINT_TOGETHER, point

LEAD_NOT_REPEATED = Rule(
    "lead_repeated",
    "partner_lines",
    "list_contains(r.partner_lines, r.lead_line)",
    "参与条线里不要重复牵头条线",
)

ACTIVITIES = Table(
    "activities",
    "活动",
    key=("activity_id",),
    note="每场活动一行；人次是统计数，不登记个人。",
    fields=(
        code("activity_id", "活动编号", required=True),
        text("name", "名称", required=True),
        line("lead_line", "牵头条线", required=True),
        lines("partner_lines", "参与条线"),
        code("org_id", "承办组织编码", references=("organizations.org_id",)),
        region(required=True),
        date("held_on", "日期", required=True),
        enum(
            "theme",
            "主题",
            choice(
                "政策宣传",
                "法律维权",
                "技能培训",
                "创业就业",
                "助学",
                "助困",
                "康复",
                "科普",
                "家庭建设",
                "文体联谊",
                "志愿服务",
                "其他",
            ),
        ),
        text("brand", "品牌"),
        count("participants", "参与人次", required=True),
        count("beneficiaries", "服务人次"),
        count("volunteers", "志愿者人次"),
        flag("online", "线上"),
        number("satisfaction", "满意度", low=0, high=100, percent="hundred"),
    ),
    rules=(LEAD_NOT_REPEATED,),
)

OUTPUTS = Table(
    "outputs",
    "服务产出",
    key=("output_id",),
    note="看得见的服务成果：假肢安装、白内障手术、康复器材、辅助器具、授信贷款等。",
    fields=(
        code("output_id", "产出编号", required=True),
        line(required=True),
        region(required=True),
        date("delivered_on", "日期", required=True),
        text("item", "项目", required=True),
        number("quantity", "数量", required=True, low=0),
        text("unit", "单位", required=True),
        number("amount_yuan", "金额(元)", low=0),
        code("activity_id", "活动编号", references=("activities.activity_id",)),
        text("evidence", "佐证文号"),
    ),
)

STATIONS = Table(
    "stations",
    "服务阵地",
    key=("station_id",),
    note="服务中心、服务站、窗口和各类阵地；没有坐标时用所在区划的点，并标为近似。",
    fields=(
        code("station_id", "阵地编号", required=True),
        text("name", "名称", required=True),
        enum(
            "kind",
            "类型",
            choice(
                "群团服务中心",
                "群团服务站",
                "政务服务窗口",
                "便民服务窗口",
                "村级服务点",
                "四点半学校",
                "茶叙室",
                "青年空间",
                "侨联工作站",
                "院士工作站",
                "劳模创新工作室",
                "其他",
            ),
            required=True,
        ),
        region(required=True),
        *point(),
        line("lead_line", "牵头条线"),
        lines("resident_lines", "入驻条线"),
        text("services", "服务事项"),
        date("opened_on", "开放日期", required=True),
        date("closed_on", "关闭日期"),
        count("social_workers", "社工人数"),
        count("volunteers", "志愿者人数"),
        number("hours", "每周开放小时", low=0, high=168),
    ),
    rules=(
        POINT_TOGETHER,
        Rule(
            "closed_order",
            "closed_on",
            "r.closed_on < r.opened_on",
            "关闭日期不能早于开放日期",
        ),
    ),
)

STATION_MONTHS = Table(
    "station_months",
    "阵地月报",
    key=("station_id", "period"),
    note="每个阵地每月的接待人次和办理件数。",
    fields=(
        code("station_id", "阵地编号", required=True, references=("stations.station_id",)),
        month(),
        count("visits", "接待人次", required=True),
        count("cases", "办理件数"),
    ),
)

CHANNELS = Table(
    "channels",
    "网上阵地",
    key=("region_code", "line", "platform", "period"),
    note="微博、微信、客户端等每月的关注、阅读和网上受理、办结数。",
    fields=(
        of_county(region()),
        line(required=True),
        enum(
            "platform",
            "平台",
            choice("微博", "微信", "手机报", "客户端", "网上平台"),
            required=True,
        ),
        month(),
        count("followers", "关注数", required=True),
        count("posts", "发布数"),
        count("reads", "阅读数"),
        count("requests", "网上受理"),
        count("closed_requests", "网上办结"),
        number("median_days", "办理中位天数", low=0),
    ),
    rules=(
        Rule(
            "closed_exceeds",
            "closed_requests",
            "r.closed_requests > r.requests",
            "网上办结不能超过网上受理",
        ),
    ),
)

TABLES = (ACTIVITIES, OUTPUTS, STATIONS, STATION_MONTHS, CHANNELS)
