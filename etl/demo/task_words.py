"""The demonstration's reform tasks, as data: their place in the 1+7 / 345 scheme.

The scheme (plans, pillars, breakthroughs, joint actions, problems, leads) is reported; the single tasks,
their leads and their weights are demonstration.
"""

from dataclasses import dataclass

#: Which standing-committee lead a line's plan reports to: demonstration, the report does not say.
LEADS = {
    "union": "牵头一",
    "commerce": "牵头一",
    "youth": "牵头二",
    "science": "牵头二",
    "women": "牵头三",
    "disabled": "牵头三",
    "overseas": "牵头四",
}

OFFICE = "改革领导小组办公室主任岗"
POSTS = {
    "union": "县总工会主席岗",
    "youth": "团县委书记岗",
    "women": "县妇联主席岗",
    "science": "县科协主席岗",
    "overseas": "县侨联主席岗",
    "disabled": "县残联理事长岗",
    "commerce": "县工商联主席岗",
}


@dataclass(frozen=True)
class Task:
    """One task of a plan.

    Attributes:
        plan: 'overall' or a line.
        breakthrough: 1–5 of the scheme.
        joint_action: 1–4 of the scheme, None where it is none of them.
        problem: what it is aimed at.
        weight: share in its plan.
        line: line that answers for it where the plan is the overall one.
        lead: lead of an overall task.
    """

    plan: str
    name: str
    pillar: str
    breakthrough: int
    joint_action: int | None
    problem: str
    weight: int = 1
    line: str | None = None
    lead: str = "总牵头"

    @property
    def post(self) -> str:
        """The post that answers for it."""
        return POSTS.get(self.line or self.plan, OFFICE)


# fmt: off
TASKS = (
    Task("overall", "成立群团改革领导小组和办公室", "党建引领", 1, None, "重视不够", 3),
    Task("overall", "建立联席会议制度", "党建引领", 1, None, "重视不够", 3),
    Task("overall", "开展群团工作调研", "党建引领", 3, None, "机关化", 2),
    Task("overall", "印发“1+7”改革方案", "党建引领", 1, None, "行政化", 3),
    Task("overall", "乡镇党群办挂牌到位", "三级联动", 1, None, "基层弱", 3, None, "牵头一"),
    Task("overall", "建成县群团服务中心", "三级联动", 1, 1, "缺场所", 4, "union", "牵头一"),
    Task("overall", "群团窗口进驻政务和便民服务中心", "三级联动", 1, 1, "缺场所", 2, None, "牵头二"),
    Task("overall", "建设群团服务站", "三级联动", 1, 2, "缺场所", 4, None, "牵头一"),
    Task("overall", "打造群团服务品牌", "三级联动", 2, 3, "娱乐化", 2, None, "牵头三"),
    Task("overall", "培育引进社会组织", "三化管理", 5, 4, "缺人", 2, None, "牵头四"),
    Task("overall", "建成县乡村三级网上平台", "三化管理", 4, None, "机关化", 3, None, "牵头二"),
    Task("overall", "推行项目化管理和考核", "三化管理", 3, None, "行政化", 2, None, "牵头三"),
    Task("union", "园区企业工会应建尽建", "三级联动", 1, 2, "基层弱", 3),
    Task("union", "农村专业合作社建会", "三级联动", 1, None, "基层弱", 2),
    Task("union", "区域性工会联合会建设", "三级联动", 1, None, "基层弱", 2),
    Task("union", "三师一室进园区", "三级联动", 2, 3, "娱乐化", 2),
    Task("union", "聘用社会化工会工作者", "三化管理", 5, 4, "缺人", 2),
    Task("union", "普惠服务上网", "三化管理", 4, None, "机关化", 1),
    Task("youth", "学校和村团组织规范化", "三级联动", 1, None, "基层弱", 3),
    Task("youth", "驻外团工委建设", "三级联动", 1, None, "基层弱", 2),
    Task("youth", "挂职兼职干部配备", "三级联动", 1, None, "队伍弱", 2),
    Task("youth", "四点半学校建设运行", "三级联动", 2, 3, "缺场所", 2),
    Task("youth", "留守儿童夏令营项目化", "三化管理", 2, 3, "贵族化", 1),
    Task("youth", "“四青”队伍建设", "三化管理", 3, None, "队伍弱", 2),
    Task("women", "村妇代会改建妇联", "三级联动", 1, None, "基层弱", 4),
    Task("women", "乡镇妇联执委配备", "三级联动", 1, None, "队伍弱", 2),
    Task("women", "妇女之家和儿童之家建设", "三级联动", 1, 2, "缺场所", 2),
    Task("women", "婚姻家庭纠纷调解", "三级联动", 2, 3, "娱乐化", 1),
    Task("women", "网上妇联建设", "三化管理", 4, None, "机关化", 1),
    Task("women", "引入家庭服务社会组织", "三化管理", 5, 4, "缺人", 1),
    Task("science", "乡镇科协规范化", "三级联动", 1, None, "基层弱", 2),
    Task("science", "学会能力提升", "三级联动", 3, None, "队伍弱", 2),
    Task("science", "院士工作站建设", "三级联动", 3, None, "缺人", 2),
    Task("science", "科技服务团下乡", "三级联动", 2, 3, "贵族化", 2),
    Task("science", "科普信息化", "三化管理", 4, None, "机关化", 1),
    Task("overseas", "乡镇侨联组织建设", "三级联动", 1, None, "基层弱", 2),
    Task("overseas", "社区侨联工作站试点", "三级联动", 1, 2, "缺场所", 2),
    Task("overseas", "侨情资料整理", "党建引领", 3, None, "重视不够", 1),
    Task("overseas", "引侨资聚侨智", "三化管理", 5, 4, "缺钱", 1),
    Task("disabled", "乡镇残联规范化", "三级联动", 1, None, "基层弱", 2),
    Task("disabled", "村残协全覆盖", "三级联动", 1, None, "基层弱", 3),
    Task("disabled", "康复中心并入群团服务中心", "三级联动", 1, 1, "缺场所", 2),
    Task("disabled", "辅助器具适配服务", "三级联动", 2, 3, "贵族化", 2),
    Task("disabled", "购买助残社会服务", "三化管理", 5, 4, "缺钱", 1),
    Task("commerce", "“四好”商会建设", "三级联动", 1, None, "队伍弱", 2),
    Task("commerce", "乡镇商会建设", "三级联动", 1, None, "基层弱", 2),
    Task("commerce", "商户授信服务", "三级联动", 3, 3, "缺钱", 2),
    Task("commerce", "企业诉求直通车", "三化管理", 4, None, "行政化", 1),
)
# fmt: on
