"""What the activities are about: themes by line with the words that name them, and the brands."""

from dataclasses import dataclass

#: Line → theme, weight, names.
THEMES: dict[str, tuple[tuple[str, float, tuple[str, ...]], ...]] = {
    "union": (
        ("法律维权", 2, ("劳动法律咨询", "劳动争议调解服务", "集体协商要约")),
        ("技能培训", 2, ("职工技能培训", "岗位练兵比武", "安全生产培训")),
        ("助困", 2, ("困难职工走访", "金秋助学走访", "送清凉慰问")),
        ("文体联谊", 3, ("职工趣味运动会", "职工读书会", "职工联谊活动")),
        ("政策宣传", 2, ("工会政策宣讲", "入会宣传日")),
    ),
    "youth": (
        ("志愿服务", 4, ("青年志愿服务", "河道清洁志愿行动", "关爱老人志愿服务")),
        ("创业就业", 2, ("青年创业沙龙", "青年就业推介")),
        ("助学", 2, ("留守学生结对陪伴", "爱心课堂")),
        ("文体联谊", 2, ("青年交友联谊", "青年读书分享会")),
        ("政策宣传", 1, ("主题团日", "青年理论学习")),
    ),
    "women": (
        ("家庭建设", 4, ("最美家庭评议", "家庭教育讲座", "清洁家庭评比")),
        ("法律维权", 2, ("妇女维权宣传", "婚姻家庭调解")),
        ("技能培训", 2, ("巾帼家政培训", "手工编织培训")),
        ("助困", 1, ("困难妇女走访", "两癌筛查动员")),
        ("文体联谊", 2, ("广场舞联谊", "妇女健步走")),
    ),
    "science": (
        ("科普", 5, ("科普大篷车进村", "健康科普讲座", "青少年科学实验课")),
        ("技能培训", 3, ("农业技术培训", "实用技术现场指导")),
        ("志愿服务", 1, ("科技志愿服务",)),
    ),
    "overseas": (
        ("政策宣传", 2, ("侨法宣传",)),
        ("文体联谊", 3, ("侨眷联谊", "新侨座谈")),
        ("助困", 1, ("困难侨眷走访",)),
    ),
    "disabled": (
        ("康复", 4, ("康复指导入户", "辅具适配评估", "康复知识讲座")),
        ("助困", 3, ("困难残疾人走访", "残疾人节日慰问")),
        ("技能培训", 2, ("残疾人实用技术培训",)),
        ("创业就业", 1, ("残疾人就业推介",)),
    ),
    "commerce": (
        ("创业就业", 2, ("民营企业招聘会", "创业项目路演")),
        ("政策宣传", 3, ("惠企政策宣讲", "税费政策辅导")),
        ("法律维权", 1, ("企业法律体检",)),
        ("助困", 1, ("商会爱心捐助",)),
    ),
}

JANUARY = {"union": "送温暖走访", "women": "迎新春送祝福", "youth": "暖冬行动", "disabled": "新春慰问"}
#: What a line does in a month of its own.
SEASONAL: dict[tuple[str, int], tuple[str, str]] = {
    ("women", 3): ("家庭建设", "“三八”主题活动"),
    ("youth", 3): ("志愿服务", "学雷锋志愿服务"),
    ("union", 5): ("文体联谊", "“五一”职工活动"),
    ("youth", 5): ("文体联谊", "“五四”主题团日"),
    ("science", 5): ("科普", "科技活动周"),
    ("disabled", 5): ("助困", "全国助残日活动"),
    ("women", 6): ("助学", "“六一”关爱儿童活动"),
    ("youth", 7): ("志愿服务", "暑期社会实践"),
    ("youth", 8): ("志愿服务", "暑期社会实践"),
    ("science", 9): ("科普", "全国科普日活动"),
    ("overseas", 9): ("文体联谊", "中秋侨眷联谊"),
    ("union", 7): ("助困", "送清凉慰问"),
} | {(line, 1): ("助困", name) for line, name in JANUARY.items()}

PARTNERS: dict[str, tuple[str, ...]] = {
    "union": ("youth", "women", "commerce", "science"),
    "youth": ("women", "union", "science", "disabled"),
    "women": ("youth", "union", "disabled", "science"),
    "science": ("youth", "women", "union"),
    "overseas": ("commerce", "women", "youth"),
    "disabled": ("women", "youth", "union"),
    "commerce": ("union", "women", "youth", "overseas"),
}


@dataclass(frozen=True)
class Brand:
    """A service brand and the months in which it is held.

    Attributes:
        name: as reported.
        event: what one activity is called.
        leads: lines that lead it in turn.
        theme: theme of its activities.
        months: calendar months.
        monthly: activities in such a month.
        where: 'townships', 'park', 'seat' or 'schools'.
        since: months after the first one of the demonstration.
    """

    name: str
    event: str
    leads: tuple[str, ...]
    theme: str
    months: tuple[int, ...]
    monthly: int
    where: str
    since: int = 0


ALL_YEAR = tuple(range(1, 13))
# fmt: off
BRANDS = (
    Brand("安福友爱汇", "友爱汇爱心集市", ("union", "youth", "women", "disabled"), "志愿服务",
          ALL_YEAR, 3, "seat", 3),
    Brand("春雨助学行动", "春雨助学", ("youth", "women", "union"), "助学", (3, 8, 9), 9, "townships"),
    Brand("同在蓝天下留守儿童夏令营", "留守儿童夏令营", ("youth", "women"), "助学", (7, 8), 11, "townships"),
    Brand("三师一室进园区", "三师一室茶叙", ("union", "commerce"), "法律维权", ALL_YEAR, 2, "park", 8),
    Brand("四点半学校", "四点半课堂", ("youth", "women"), "助学",
          (3, 4, 5, 6, 9, 10, 11, 12), 4, "schools", 3),
)
# fmt: on
