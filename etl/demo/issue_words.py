"""What the issues of the joint conference are about, as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A kind of issue.

    Attributes:
        title: `{place}` is the township or village that raised it.
        metric_id: the metric that should move when it is solved.
        partners: lines that help.
        resolution: how it is usually solved.
    """

    line: str
    title: str
    problem: str
    metric_id: str
    resolution: str
    partners: tuple[str, ...] = ()


SUBJECTS = (
    Subject("union", "{place}部分企业未建工会", "基层弱", "org_coverage", "已派员指导建会", ("commerce",)),
    Subject(
        "union", "{place}职工活动场所不足", "缺场所", "stations_open", "已与便民服务中心共用场地", ("youth",)
    ),
    Subject("union", "{place}工会经费到账不及时", "缺钱", "budget_execution", "已明确拨付时限"),
    Subject("youth", "{place}团支部活动少", "基层弱", "effective_coverage", "已安排结对帮带"),
    Subject("youth", "{place}团干部兼职过多", "队伍弱", "part_time_ratio", "已增配挂职干部"),
    Subject("youth", "{place}留守学生假期无人照看", "缺人", "activities", "已开办暑期课堂", ("women",)),
    Subject(
        "women", "{place}妇女之家没有固定场所", "缺场所", "window_coverage", "已落实村级服务点", ("union",)
    ),
    Subject("women", "{place}妇联执委作用发挥不够", "队伍弱", "effective_coverage", "已开展执委培训"),
    Subject("women", "{place}家庭矛盾调解力量不足", "缺人", "beneficiaries", "已引入专业社工", ("disabled",)),
    Subject("science", "{place}科普活动与农时脱节", "机关化", "satisfaction", "已按农时调整计划"),
    Subject("science", "{place}科技人员下乡次数少", "贵族化", "activities", "已排出下乡计划表"),
    Subject("overseas", "{place}侨情底数不清", "重视不够", "public_reach", "已完成摸底"),
    Subject("overseas", "{place}侨联组织未建立", "基层弱", "township_coverage", "已列入建设计划"),
    Subject("disabled", "{place}残疾人辅具适配等待时间长", "行政化", "output_amount", "已增加适配场次"),
    Subject("disabled", "{place}残协专职委员空缺", "缺人", "village_coverage", "已选聘到位"),
    Subject("disabled", "{place}康复服务半径过大", "缺场所", "station_access", "已增设服务站点", ("women",)),
    Subject("commerce", "{place}商户贷款手续繁琐", "行政化", "output_amount", "已推行授信上门", ("union",)),
    Subject("commerce", "{place}商会活动偏娱乐", "娱乐化", "joint_ratio", "已制定服务清单"),
)

#: Urgency, its share, and the days until the issue is due.
URGENCIES = (("一般", 0.6, 60), ("重要", 0.3, 30), ("紧急", 0.1, 15))

PASSED_ON = "不属本单位职责，转责任单位办理"
POSTPONED = "需上级批复，申请延期"
REOPENED = "回访不满意，重新办理"
ANSWERED = "已向提出单位反馈办理情况"
SENT_BACK = "材料不全，退回补充"
