"""Organisations of the seven lines and their counts of people; never records about persons."""

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
    region,
    text,
)
from etl.contract.lines import line

SETTINGS = choice(
    "机关",
    "乡镇街道",
    "村社区",
    "园区",
    "企业",
    "学校",
    "农村专业合作社",
    "两新组织",
    "商会协会",
    "学会",
    "驻外",
    "其他",
)

ORGANIZATIONS = Table(
    "organizations",
    "组织",
    key=("org_id",),
    note="各级各类群团组织；撤销的填撤销日期，不要删除；标签可以填几个，用 ; 隔开，如四好商会、老科协。",
    fields=(
        code("org_id", "组织编码", required=True),
        text("name", "名称", required=True),
        line(required=True),
        region(required=True),
        enum("setting", "类别", SETTINGS, required=True),
        code("parent_id", "上级组织编码", references=("organizations.org_id",)),
        date("founded_on", "成立日期", required=True),
        date("dissolved_on", "撤销日期"),
        date("elected_on", "最近换届日期"),
        count("committee_size", "委员人数"),
        flag("in_park", "园区内"),
        text("external_city", "驻外城市"),
        text("owner_post", "责任岗位"),
        text("tags", "标签"),
    ),
    rules=(
        Rule(
            "founded_in_future",
            "founded_on",
            "r.founded_on > $received_on",
            "成立日期不能晚于收到数据的那一天",
        ),
        Rule(
            "dissolved_order",
            "dissolved_on",
            "r.dissolved_on < r.founded_on",
            "撤销日期不能早于成立日期",
        ),
        Rule(
            "elected_order",
            "elected_on",
            "r.elected_on < r.founded_on",
            "最近换届日期不能早于成立日期",
        ),
        Rule(
            "external_city_missing",
            "external_city",
            "r.setting = '驻外' AND r.external_city IS NULL",
            "类别是驻外时，必须填驻外城市",
        ),
    ),
)

MEMBERSHIPS = Table(
    "memberships",
    "会员",
    key=("org_id", "period"),
    note="每个组织每月自己直接的会员数，不含下级组织的会员。",
    fields=(
        code("org_id", "组织编码", required=True, references=("organizations.org_id",)),
        month(),
        count("members", "会员数", required=True),
        count("eligible", "应覆盖人数"),
        count("joined", "新发展"),
    ),
    rules=(
        Rule(
            "eligible_below_members",
            "eligible",
            "r.eligible < r.members",
            "应覆盖人数一般不小于会员数，请核对",
            severity="warning",
        ),
    ),
)


def _front_within(front: str, total: str, name: str) -> Rule:
    return Rule(f"{front}_exceeds", front, f"r.{front} > r.{total}", f"一线人数不能超过{name}")


CADRES = Table(
    "cadres",
    "干部队伍",
    key=("org_id", "period"),
    note="每个组织的编制和专职、兼职、挂职、聘用人数，只报人数。",
    fields=(
        code("org_id", "组织编码", required=True, references=("organizations.org_id",)),
        month(),
        count("posts", "编制数"),
        count("full_time", "专职"),
        count("part_time", "兼职"),
        count("seconded", "挂职"),
        count("contract", "聘用"),
        count("lead_full", "班子专职"),
        count("lead_part", "班子兼职"),
        count("lead_seconded", "班子挂职"),
        count("standing", "常委会人数"),
        count("standing_front", "常委会一线人数"),
        count("committee", "全委会人数"),
        count("committee_front", "全委会一线人数"),
        count("congress", "代表人数"),
        count("congress_front", "一线代表人数"),
    ),
    rules=(
        _front_within("standing_front", "standing", "常委会人数"),
        _front_within("committee_front", "committee", "全委会人数"),
        _front_within("congress_front", "congress", "代表人数"),
    ),
)

STRUCTURES = Table(
    "structures",
    "机构改革",
    key=("region_code", "line", "item"),
    note="机构改革事项的计划日期和到位日期。",
    fields=(
        region(required=True),
        line(),
        enum(
            "item",
            "事项",
            choice(
                "一办两部",
                "党群办",
                "一正两副",
                "编制调剂",
                "领导小组",
                "联席会议制度",
                "其他",
            ),
            required=True,
        ),
        date("planned_on", "计划日期"),
        date("done_on", "到位日期"),
    ),
)

TABLES = (ORGANIZATIONS, MEMBERSHIPS, CADRES, STRUCTURES)
