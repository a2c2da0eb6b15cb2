"""Plans and their progress: surveys, reform tasks, projects, milestones, money, targets, reported facts."""

from dataclasses import replace

from etl.contract.fields import (
    Field,
    Rule,
    Table,
    choice,
    code,
    count,
    date,
    enum,
    flag,
    integer,
    month,
    number,
    of_county,
    positive,
    region,
    text,
)
from etl.contract.lines import PLAN_SPELLINGS, line, lines

PROBLEMS = choice(
    "重视不够",
    "队伍弱",
    "基层弱",
    "缺人",
    "缺钱",
    "缺场所",
    "机关化",
    "行政化",
    "贵族化",
    "娱乐化",
)

PLANNED_ORDER = Rule(
    "planned_order",
    "planned_end",
    "r.planned_start > r.planned_end",
    "计划完成不能早于计划开始",
)

SURVEYS = Table(
    "surveys",
    "调研",
    key=("survey_id",),
    note="先调研、后定方案：听意见、解麻雀、查问题、谋发展；条线留空表示联合调研。",
    fields=(
        code("survey_id", "调研编号", required=True),
        date("held_on", "日期", required=True),
        enum("method", "方式", choice("听意见", "解麻雀", "查问题", "谋发展"), required=True),
        region(required=True),
        line(),
        count("participants", "参与人数"),
        text("findings", "发现", long=True),
    ),
)


def from_survey() -> Field:
    """The survey in which something was heard, blank where it came from none."""
    return code("survey_id", "调研编号", references=("surveys.survey_id",))


REFORM_TASKS = Table(
    "reform_tasks",
    "改革任务",
    key=("task_id",),
    note="“1+7”方案的任务分解；责任填岗位，不填姓名。",
    fields=(
        code("task_id", "任务编号", required=True),
        enum("plan", "方案", PLAN_SPELLINGS, required=True),
        text("name", "任务", required=True),
        enum("pillar", "板块", choice("党建引领", "三级联动", "三化管理"), required=True),
        integer("breakthrough", "突破", low=1, high=5),
        integer("joint_action", "联手", low=1, high=4),
        enum("problem", "针对问题", PROBLEMS),
        enum(
            "lead_role",
            "牵头",
            choice("总牵头", "牵头一", "牵头二", "牵头三", "牵头四"),
            required=True,
        ),
        line("line", "责任条线"),
        of_county(region()),
        text("owner_post", "责任岗位"),
        positive("weight", "权重", default=1),
        date("planned_start", "计划开始", required=True),
        date("planned_end", "计划完成", required=True),
        date("finished_on", "实际完成"),
        number("progress", "进度", required=True, low=0, high=100, percent="hundred"),
        text("evidence", "佐证文号"),
        from_survey(),
    ),
    rules=(
        PLANNED_ORDER,
        Rule(
            "progress_finished",
            "progress",
            "(r.progress = 100) <> (r.finished_on IS NOT NULL)",
            "进度是 100 时必须填实际完成日期，没有完成时进度要小于 100",
        ),
    ),
)

PROJECTS = Table(
    "projects",
    "项目",
    key=("project_id",),
    note="项目化管理的项目：目标、责任岗位、计划与实际、预算。",
    fields=(
        code("project_id", "项目编号", required=True),
        text("name", "名称", required=True),
        line("lead_line", "牵头条线", required=True),
        lines("partner_lines", "参与条线"),
        enum(
            "theme",
            "主题",
            choice(
                "青年创业就业",
                "关爱留守学生",
                "创建幸福家庭",
                "科普惠农",
                "职工服务",
                "康复助残",
                "助企惠商",
                "侨务联谊",
                "其他",
            ),
            required=True,
        ),
        region(required=True),
        text("brand", "品牌"),
        enum("provider", "承接主体", choice("群团组织", "社会组织", "企业", "学校")),
        flag("purchased", "政府购买服务"),
        flag("handed_over", "承接转移职能"),
        text("goal", "目标", long=True),
        positive("goal_value", "目标值", required=True),
        text("goal_unit", "目标单位", required=True),
        number("achieved", "完成值", required=True, low=0),
        text("owner_post", "责任岗位", required=True),
        date("planned_start", "计划开始", required=True),
        date("planned_end", "计划完成", required=True),
        date("started_on", "实际开始"),
        date("finished_on", "实际完成"),
        number("budget_yuan", "预算(元)", required=True, low=0),
        flag("suspended", "暂停"),
        text("evidence", "佐证文号"),
    ),
    rules=(
        PLANNED_ORDER,
        Rule(
            "finished_order",
            "finished_on",
            "r.finished_on < r.started_on",
            "实际完成不能早于实际开始",
        ),
    ),
)

PROGRESS = Table(
    "progress",
    "进度月报",
    key=("item_id", "period"),
    note="任务(进度)或项目(完成值)每月的进展。",
    fields=(
        code(
            "item_id",
            "任务或项目编号",
            required=True,
            references=("reform_tasks.task_id", "projects.project_id"),
        ),
        month(),
        number("progress", "进度", low=0, high=100, percent="hundred"),
        number("achieved", "完成值", low=0),
        replace(flag("suspended", "暂停"), tells_on=True),
        text("note", "说明", long=True),
    ),
)

MILESTONES = Table(
    "milestones",
    "里程碑",
    key=("project_id", "seq"),
    note="项目的关键节点：计划、预测、完成日期。",
    fields=(
        code("project_id", "项目编号", required=True, references=("projects.project_id",)),
        integer("seq", "序号", required=True),
        text("name", "名称", required=True),
        positive("weight", "权重", default=1),
        date("planned_on", "计划日期", required=True),
        date("forecast_on", "预测日期"),
        date("done_on", "完成日期"),
    ),
)

FUNDINGS = Table(
    "fundings",
    "资金",
    key=("funding_id",),
    note="项目资金的到位和支出；到位要填来源。",
    fields=(
        code("funding_id", "资金编号", required=True),
        code("project_id", "项目编号", required=True, references=("projects.project_id",)),
        date("booked_on", "日期", required=True),
        enum("flow", "类型", choice("到位", "支出"), required=True),
        enum(
            "source",
            "来源",
            choice(
                "财政拨款",
                "上级专项",
                "会费",
                "社会募捐",
                "企业赞助",
                "海外捐赠",
                "福利产业",
                "政府购买服务",
            ),
        ),
        number("amount_yuan", "金额(元)", required=True, low=0),
    ),
    rules=(
        Rule(
            "source_missing",
            "source",
            "r.flow = '到位' AND r.source IS NULL",
            "类型是到位时，必须填来源",
        ),
    ),
)

TARGETS = Table(
    "targets",
    "指标目标",
    key=("metric_id", "line", "region_code", "year"),
    note="指标的年度目标；条线、区划留空表示通用，最具体的一条生效。",
    fields=(
        code("metric_id", "指标编号", required=True),
        line(),
        region(),
        integer("year", "年度", required=True),
        Field("target", "目标值", "num", required=True, percent="target"),
    ),
)

FACTS = Table(
    "facts",
    "报道数字",
    key=("fact_id",),
    note="公开报道的数字和出处，用来与系统算出的数字核对。",
    fields=(
        code("fact_id", "编号", required=True),
        text("name", "名称", required=True),
        number("value", "数值", required=True),
        text("unit", "单位", required=True),
        enum("bound", "界", choice("=", ">=")),
        code("metric_id", "指标编号"),
        text("item", "产出项目"),
        date("reported_on", "报道日期"),
        text("source", "出处", required=True),
    ),
)

TABLES = (SURVEYS, REFORM_TASKS, PROJECTS, PROGRESS, MILESTONES, FUNDINGS, TARGETS, FACTS)
