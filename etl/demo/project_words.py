"""What the demonstration's projects are: titles, goals and costs by theme, as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of project.

    Attributes:
        title: `{place}` is the township, or the county.
        goal: what is to be reached, `{}` is the value.
        goal_unit, goal_value: what is counted and its median.
        budget: median in yuan.
        wide: a county project; otherwise one of a township.
    """

    theme: str
    line: str
    title: str
    goal: str
    goal_unit: str
    goal_value: int
    budget: int
    wide: bool = False
    brand: str | None = None


KINDS = (
    Kind("青年创业就业", "youth", "{place}青年创业孵化项目", "孵化创业青年{}人", "人", 60, 320_000, True),
    Kind("青年创业就业", "youth", "{place}返乡青年电商培训项目", "培训返乡青年{}人", "人", 80, 120_000),
    Kind("青年创业就业", "youth", "{place}青年就业见习项目", "提供见习岗位{}个", "个", 120, 150_000, True),
    Kind(
        "关爱留守学生",
        "youth",
        "{place}春雨助学结对项目",
        "结对资助学生{}人",
        "人",
        90,
        110_000,
        brand="春雨助学行动",
    ),
    Kind(
        "关爱留守学生",
        "youth",
        "{place}留守儿童夏令营项目",
        "组织留守儿童{}人参加夏令营",
        "人",
        120,
        160_000,
        brand="同在蓝天下留守儿童夏令营",
    ),
    Kind("关爱留守学生", "women", "{place}儿童之家建设项目", "建成儿童之家{}个", "个", 6, 140_000),
    Kind(
        "关爱留守学生",
        "women",
        "{place}四点半学校运行项目",
        "服务放学后学生{}人",
        "人",
        150,
        180_000,
        True,
        "四点半学校",
    ),
    Kind("创建幸福家庭", "women", "{place}最美家庭创建项目", "创建最美家庭{}户", "户", 200, 60_000),
    Kind("创建幸福家庭", "women", "{place}婚姻家庭调解项目", "调解婚姻家庭纠纷{}件", "件", 60, 80_000),
    Kind("创建幸福家庭", "women", "{place}巾帼家政培训项目", "培训妇女{}人", "人", 150, 130_000, True),
    Kind("科普惠农", "science", "{place}农技协示范项目", "带动示范农户{}户", "户", 120, 150_000),
    Kind("科普惠农", "science", "{place}科普大篷车巡展项目", "开展巡展{}场", "场", 24, 90_000, True),
    Kind("科普惠农", "science", "{place}科技专家下乡项目", "现场指导{}次", "次", 80, 110_000),
    Kind("职工服务", "union", "{place}职工之家建设项目", "建成职工之家{}个", "个", 8, 240_000),
    Kind(
        "职工服务",
        "union",
        "{place}园区职工维权服务项目",
        "办理维权服务{}件",
        "件",
        120,
        180_000,
        True,
        "三师一室进园区",
    ),
    Kind("职工服务", "union", "{place}职工技能提升项目", "培训职工{}人", "人", 400, 360_000, True),
    Kind("职工服务", "union", "{place}户外劳动者驿站项目", "建成驿站{}个", "个", 5, 120_000),
    Kind("康复助残", "disabled", "{place}残疾人康复进家项目", "服务残疾人{}人", "人", 80, 260_000),
    Kind("康复助残", "disabled", "{place}无障碍改造项目", "改造残疾人家庭{}户", "户", 40, 220_000),
    Kind("康复助残", "disabled", "{place}残疾人就业帮扶项目", "帮扶残疾人就业{}人", "人", 45, 180_000, True),
    Kind("助企惠商", "commerce", "{place}商户授信服务项目", "服务商户{}户", "户", 300, 150_000, True),
    Kind("助企惠商", "commerce", "{place}企业法律体检项目", "体检企业{}家", "家", 60, 90_000, True),
    Kind("侨务联谊", "overseas", "{place}侨胞之家建设项目", "建成侨胞之家{}个", "个", 3, 120_000),
    Kind("侨务联谊", "overseas", "{place}侨资侨智引进项目", "完成对接{}个", "个", 12, 80_000, True),
    Kind(
        "其他", "union", "{place}爱心集市运行项目", "举办爱心集市{}场", "场", 30, 160_000, True, "安福友爱汇"
    ),
)

#: Name and weight; the last one falls on the planned end.
MILESTONES = (
    ("方案审定", 1),
    ("场地和队伍落实", 1),
    ("启动实施", 1),
    ("中期评估", 2),
    ("成果验收", 2),
)

#: Source and its chance to be drawn for a tranche.
FUND_SOURCES = (
    ("财政拨款", 0.36),
    ("上级专项", 0.16),
    ("会费", 0.10),
    ("政府购买服务", 0.08),
    ("企业赞助", 0.12),
    ("社会募捐", 0.09),
    ("海外捐赠", 0.04),
    ("福利产业", 0.05),
)

PROVIDERS = (("群团组织", 0.56), ("社会组织", 0.26), ("企业", 0.11), ("学校", 0.07))

SUSPENDED_NOTE = "场地调整，暂停实施"
LATE_NOTES = ("场地手续未办结", "承接单位调整", "配套资金未到位", "雨季影响施工进度")
