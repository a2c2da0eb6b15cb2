"""What the demonstration's projects are: titles, goals and costs by theme, as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of project.

    Attributes:
        title: `{place}` is the township, or the county.
        goal_unit, goal_value: what is counted and its median.
        budget: median in yuan.
        wide: a county project; otherwise one of a township.
    """

    theme: str
    line: str
    title: str
    goal_unit: str
    goal_value: int
    budget: int
    wide: bool = False
    brand: str | None = None


KINDS = (
    Kind("青年创业就业", "youth", "{place}青年创业孵化项目", "名青年", 60, 320_000, True),
    Kind("青年创业就业", "youth", "{place}返乡青年电商培训项目", "名青年", 80, 120_000),
    Kind("青年创业就业", "youth", "{place}青年就业见习项目", "名青年", 120, 150_000, True),
    Kind("关爱留守学生", "youth", "{place}春雨助学结对项目", "名学生", 90, 110_000, brand="春雨助学行动"),
    Kind(
        "关爱留守学生",
        "youth",
        "{place}留守儿童夏令营项目",
        "名学生",
        120,
        160_000,
        brand="同在蓝天下留守儿童夏令营",
    ),
    Kind("关爱留守学生", "women", "{place}儿童之家建设项目", "个儿童之家", 6, 140_000),
    Kind("关爱留守学生", "women", "{place}四点半学校运行项目", "名学生", 150, 180_000, True, "四点半学校"),
    Kind("创建幸福家庭", "women", "{place}最美家庭创建项目", "户家庭", 200, 60_000),
    Kind("创建幸福家庭", "women", "{place}婚姻家庭调解项目", "件调解", 60, 80_000),
    Kind("创建幸福家庭", "women", "{place}巾帼家政培训项目", "名妇女", 150, 130_000, True),
    Kind("科普惠农", "science", "{place}农技协示范项目", "户农户", 120, 150_000),
    Kind("科普惠农", "science", "{place}科普大篷车巡展项目", "场科普活动", 24, 90_000, True),
    Kind("科普惠农", "science", "{place}科技专家下乡项目", "次指导", 80, 110_000),
    Kind("职工服务", "union", "{place}职工之家建设项目", "个职工之家", 8, 240_000),
    Kind("职工服务", "union", "{place}园区职工维权服务项目", "件服务", 120, 180_000, True, "三师一室进园区"),
    Kind("职工服务", "union", "{place}职工技能提升项目", "名职工", 400, 360_000, True),
    Kind("职工服务", "union", "{place}户外劳动者驿站项目", "个驿站", 5, 120_000),
    Kind("康复助残", "disabled", "{place}残疾人康复进家项目", "名残疾人", 80, 260_000),
    Kind("康复助残", "disabled", "{place}无障碍改造项目", "户家庭", 40, 220_000),
    Kind("康复助残", "disabled", "{place}残疾人就业帮扶项目", "名残疾人", 45, 180_000, True),
    Kind("助企惠商", "commerce", "{place}商户授信服务项目", "户商户", 300, 150_000, True),
    Kind("助企惠商", "commerce", "{place}企业法律体检项目", "家企业", 60, 90_000, True),
    Kind("侨务联谊", "overseas", "{place}侨胞之家建设项目", "个侨胞之家", 3, 120_000),
    Kind("侨务联谊", "overseas", "{place}侨资侨智引进项目", "个对接", 12, 80_000, True),
    Kind("其他", "union", "{place}爱心集市运行项目", "场集市", 30, 160_000, True, "安福友爱汇"),
)

MILESTONES = (
    ("方案审定", 1),
    ("场地和队伍落实", 1),
    ("启动实施", 1),
    ("中期评估", 2),
    ("成果验收", 2),
)
"""Name and weight; the last one falls on the planned end."""

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
"""Source and its chance to be drawn for a tranche."""

PROVIDERS = (("群团组织", 0.56), ("社会组织", 0.26), ("企业", 0.11), ("学校", 0.07))

SUSPENDED_NOTE = "场地调整，暂停实施"
LATE_NOTES = ("场地手续未办结", "承接单位调整", "配套资金未到位", "雨季影响施工进度")
