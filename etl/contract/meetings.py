"""The joint conference (联席会议): meetings, the issue ledger with its steps, and what was decided."""

from etl.contract.fields import (
    Rule,
    Table,
    choice,
    code,
    date,
    enum,
    integer,
    region,
    text,
)
from etl.contract.lines import line, lines
from etl.contract.plans import PROBLEMS, from_survey

MEETINGS = Table(
    "meetings",
    "联席会议",
    key=("meeting_id",),
    note="每次联席会议一行。",
    fields=(
        code("meeting_id", "会议编号", required=True),
        date("held_on", "日期", required=True),
        text("name", "名称", required=True),
        text("convener_post", "召集岗位"),
        text("edition", "会议版编号"),
    ),
)


def _not_before_raised(column: str, header: str) -> Rule:
    return Rule(
        f"{column}_order",
        column,
        f"r.{column} < r.raised_on",
        f"{header}不能早于提出日期",
    )


ISSUES = Table(
    "issues",
    "问题台账",
    key=("issue_id",),
    note="联席会议交办的问题；责任填岗位，不填姓名。",
    fields=(
        code("issue_id", "问题编号", required=True),
        text("title", "问题", required=True),
        date("raised_on", "提出日期", required=True),
        region(header="提出区划", required=True),
        line("line", "责任条线", required=True),
        lines("partner_lines", "配合条线"),
        text("owner_post", "责任岗位"),
        enum("problem", "问题类别", PROBLEMS),
        enum("urgency", "紧急程度", choice("一般", "重要", "紧急")),
        code("meeting_id", "会议编号", references=("meetings.meeting_id",)),
        date("responded_on", "首次响应日期"),
        date("due_on", "要求办结", required=True),
        date("closed_on", "办结日期"),
        enum(
            "status",
            "状态",
            choice("交办", "办理中", "已反馈", "已销号"),
            required=True,
        ),
        code("metric_id", "关联指标"),
        region("metric_region", "关联区划"),
        text("resolution", "办理结果", long=True),
        text("evidence", "佐证文号"),
        from_survey(),
    ),
    rules=(
        _not_before_raised("responded_on", "首次响应日期"),
        _not_before_raised("due_on", "要求办结"),
        _not_before_raised("closed_on", "办结日期"),
        Rule(
            "status_closed",
            "status",
            "(r.status = '已销号') <> (r.closed_on IS NOT NULL)",
            "状态是已销号时必须填办结日期，没有销号时不要填",
        ),
    ),
)

ISSUE_STEPS = Table(
    "issue_steps",
    "办理过程",
    key=("issue_id", "seq"),
    note="问题办理的每一步：转办、延期、退回、重开、反馈。",
    fields=(
        code("issue_id", "问题编号", required=True, references=("issues.issue_id",)),
        integer("seq", "序号", required=True),
        enum(
            "step",
            "步骤",
            choice("转办", "延期", "退回", "重开", "反馈"),
            required=True,
        ),
        date("taken_on", "日期", required=True),
        text("from_post", "转出岗位"),
        text("to_post", "转入岗位"),
        date("new_due_on", "新办结期限"),
        text("note", "说明", long=True),
    ),
)

DECISIONS = Table(
    "decisions",
    "议定事项",
    key=("decision_id",),
    note="联席会议议定的每一件事：谁办、在哪里、何时办完；责任填岗位，不填姓名。",
    fields=(
        code("decision_id", "事项编号", required=True),
        code("meeting_id", "会议编号", required=True, references=("meetings.meeting_id",)),
        integer("seq", "序号", required=True),
        text("text", "内容", required=True),
        line("line", "责任条线"),
        region(header="责任区划"),
        text("owner_post", "责任岗位"),
        date("due_on", "要求完成"),
        code("issue_id", "问题编号", references=("issues.issue_id",)),
        code("metric_id", "关联指标"),
        code("project_id", "项目编号", references=("projects.project_id",)),
        code("task_id", "任务编号", references=("reform_tasks.task_id",)),
    ),
)

TABLES = (MEETINGS, ISSUES, ISSUE_STEPS, DECISIONS)
