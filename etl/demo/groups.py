"""Kinds of organisations outside the three levels, as data: how many, where, how large, how lively.

Names are generic on purpose: no firm, school or society is meant.
"""

from dataclasses import dataclass

PARK_UNIONS = 126

TRADES = ("电子信息", "机械制造", "液压机电", "医药食品", "竹木加工", "新型建材", "轻纺服装", "绿色能源")
SYSTEMS = tuple(
    [
        "教育",
        "卫生",
        "交通",
        "住建",
        "农业",
        "林业",
        "水利",
        "文化",
        "商务",
        "税务",
        "供电",
        "邮政",
        "金融",
        "政法",
    ]
)
SOCIETIES = tuple(
    [
        "医学会",
        "农学会",
        "林学会",
        "水利学会",
        "气象学会",
        "教育学会",
        "护理学会",
        "中医药学会",
        "畜牧兽医学会",
        "电力学会",
        "老科技工作者协会",
        "青少年科技教育协会",
        "反邪教协会",
        "建筑学会",
        "食品科技学会",
    ]
)
CHAMBERS = ("液压机电商会", "火腿食品商会", "旅游民宿商会", "建材商会", "电子商务商会")
CROPS = ("井冈蜜柚", "油茶", "茶叶", "蔬菜", "水稻制种", "中药材", "生猪养殖", "花卉苗木")
DISABLED_BODIES = ("肢残人协会", "盲人协会", "聋人协会")


@dataclass(frozen=True)
class Group:
    """Organisations of one kind in one line.

    Attributes:
        key: part of their codes.
        where: 'park', 'county', 'township' or 'village': the level of their regions.
        names: what they are called; `{place}`, `{trade}`, `{number}` are filled in.
        size, growth, rate, lively: as in `Organisation`, medians.
        recent: share founded within the demonstration.
        dissolved: how many more were dissolved within it.
    """

    line: str
    setting: str
    key: str
    count: int
    where: str
    names: tuple[str, ...]
    size: int
    growth: float
    rate: float
    lively: float
    recent: float = 0.15
    dissolved: int = 0

    @property
    def in_park(self) -> bool:
        """Whether they lie in the park."""
        return self.where == "park"


# fmt: off
GROUPS = (
    Group("union", "企业", "park", PARK_UNIONS, "park",
          tuple(f"园区{trade}企业工会{{number}}" for trade in TRADES), 130, 0.09, 0.86, 0.16, 0.18, 5),
    Group("union", "企业", "firm", 30, "township",
          ("{place}企业工会{number}",), 150, 0.04, 0.82, 0.14, 0.1, 4),
    Group("union", "学校", "school", 18, "township",
          ("{place}中心学校工会{number}",), 90, 0.02, 0.96, 0.22),
    Group("union", "农村专业合作社", "coop", 20, "village",
          ("{place}{trade}合作社工会",), 48, 0.3, 0.6, 0.12, 0.6),
    Group("union", "机关", "system", 14, "county",
          tuple(f"县{name}系统工会" for name in SYSTEMS), 150, 0.02, 0.95, 0.3),
    Group("union", "其他", "area", 6, "township",
          ("{place}区域性工会联合会{number}",), 620, 0.12, 0.7, 0.3, 0.17),
    Group("youth", "学校", "school", 45, "township",
          ("{place}中学团委{number}",), 88, 0.04, 0.62, 0.3),
    Group("youth", "企业", "park", 12, "park",
          ("园区企业团支部{number}",), 26, 0.15, 0.4, 0.15, 0.5),
    Group("youth", "企业", "firm", 18, "township",
          ("{place}企业团支部{number}",), 19, 0.02, 0.4, 0.1, 0.2, 3),
    Group("youth", "两新组织", "new", 15, "township",
          ("{place}青年社会组织团支部{number}",), 16, 0.3, 0.35, 0.15, 0.7),
    Group("youth", "机关", "system", 14, "county",
          tuple(f"县{name}系统团委" for name in SYSTEMS), 30, 0.02, 0.8, 0.25),
    Group("women", "机关", "system", 8, "county",
          tuple(f"县{name}系统妇委会" for name in SYSTEMS[:8]), 34, 0.03, 0.95, 0.2),
    Group("women", "两新组织", "new", 4, "township",
          ("{place}女企业家联谊会{number}",), 30, 0.3, 0.5, 0.2, 0.8),
    Group("science", "学会", "society", 15, "county",
          tuple(f"县{name}" for name in SOCIETIES), 62, 0.06, 0.7, 0.4, 0.1),
    Group("science", "企业", "firm", 6, "park",
          ("园区企业科协{number}",), 40, 0.2, 0.6, 0.2, 0.6),
    Group("science", "学校", "school", 5, "township",
          ("{place}中学科协{number}",), 24, 0.05, 0.8, 0.3, 0.4),
    Group("science", "农村专业合作社", "farm", 12, "village",
          ("{place}{trade}技术协会",), 36, 0.15, 0.5, 0.2, 0.4),
    Group("overseas", "其他", "club", 2, "county",
          ("县侨商联谊会", "县归侨侨眷联谊会"), 90, 0.1, 0.6, 0.3, 0.5),
    Group("disabled", "其他", "body", 3, "county",
          tuple(f"县{name}" for name in DISABLED_BODIES), 120, 0.05, 0.7, 0.2, 0.3),
    Group("commerce", "商会协会", "chamber", 5, "county",
          tuple(f"县{name}" for name in CHAMBERS), 58, 0.15, 0.55, 0.35, 0.4),
)
# fmt: on
