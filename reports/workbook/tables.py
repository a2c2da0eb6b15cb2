"""The sheets of the workbook: which part of the edition each shows, under which heads, in which types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.editions import contents

Kind = Literal[
    "text", "day", "month", "number", "line", "lines", "light", "level", "amount", "share", "metric", "name"
]


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        field: of the part.
        head: what people call it.
        kind: how its cells are typed and written: `amount` in the unit of the row's metric, `name` is the
            name of the region whose code the field holds.
        width: in letters; 0 fits the contents. Given ones are wrapped.
    """

    field: str
    head: str
    kind: Kind = "text"
    width: float = 0


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: on its tab.
        part: of the edition.
        about: what it holds, in one sentence.
        columns: from the left.
        paper: what it is printed on, landscape.
        nothing: what is said where there are no rows.
    """

    name: str
    part: str
    about: str
    columns: tuple[Column, ...]
    paper: Literal["A4", "A3"] = "A4"
    nothing: str = "没有记录"


_VALUES = (
    Column("metric_id", "指标", "metric"),
    Column("line", "条线", "line"),
    Column("region_code", "区划代码"),
    Column("region_code", "区划", "name"),
)
_NUMBERS = (
    Column("numerator", "分子", "number"),
    Column("denominator", "分母", "number"),
    Column("value", "数值", "amount"),
)
_JUDGED = (
    Column("target", "目标", "amount"),
    Column("attainment", "完成度", "share"),
    Column("light", "灯", "light"),
)
MONTH = Column("period", "报告期", "month")

LEDGER = Sheet(
    "问题台账",
    contents.ISSUES,
    "联席会议交办的全部问题，截至月末的状态；可直接打印",
    (
        Column("issue_id", "编号", width=11),
        Column("title", "问题", width=30),
        Column("region_name", "提出区划", width=11),
        Column("line", "责任条线", "line", 9),
        Column("partner_lines", "配合条线", "lines", 9),
        Column("owner_post", "责任岗位", width=14),
        Column("problem", "类别", width=9),
        Column("urgency", "紧急程度", width=9),
        Column("raised_on", "提出日期", "day", 11.5),
        Column("responded_on", "首次响应", "day", 11.5),
        Column("due_on", "要求办结", "day", 11.5),
        Column("postponed_count", "延期次数", "number", 6),
        Column("extended_to", "延期至", "day", 11.5),
        Column("closed_on", "办结日期", "day", 11.5),
        Column("state", "状态", width=8),
        Column("resolution", "办理结果", width=26),
        Column("evidence", "佐证文号", width=18),
    ),
    paper="A3",
    nothing="台账里没有问题",
)
DECISIONS = Sheet(
    "议定事项",
    contents.DECISIONS,
    "历次会议议定的事项、责任和落实情况",
    (
        Column("meeting_id", "会议编号", width=11),
        Column("seq", "序号", "number", 6),
        Column("text", "议定事项", width=40),
        Column("line", "责任条线", "line", 9),
        Column("region_name", "责任区划", width=12),
        Column("owner_post", "责任岗位", width=20),
        Column("due_on", "要求完成", "day", 11.5),
        Column("done_on", "完成日期", "day", 11.5),
        Column("state", "状态", width=8),
        Column("issue_id", "关联问题", width=11),
        Column("project_id", "关联项目", width=11),
        Column("task_id", "关联任务", width=11),
        Column("metric_id", "关联指标", "metric", 16),
    ),
    paper="A3",
    nothing="没有议定事项",
)
PROJECTS = Sheet(
    "项目",
    contents.PROJECTS,
    "截至月末的项目进度和亮灯原因",
    (
        Column("project_id", "项目编号", width=11),
        Column("name", "项目", width=32),
        Column("lead_line", "牵头条线", "line", 9),
        Column("region_name", "区划", width=12),
        Column("owner_post", "责任岗位", width=22),
        Column("achieved", "完成值", "number", 9),
        Column("planned_end", "计划完成", "day", 11.5),
        Column("expected_end", "预计完成", "day", 11.5),
        Column("slip_days", "推迟（天）", "number", 8),
        Column("light", "灯", "light", 7),
        Column("reason", "原因", width=38),
    ),
    nothing="没有项目",
)
MILESTONES = Sheet(
    "里程碑",
    contents.MILESTONES,
    "各项目的里程碑，截至月末",
    (
        Column("project_id", "项目编号", width=11),
        Column("project_name", "项目", width=34),
        Column("seq", "序号", "number", 6),
        Column("name", "里程碑", width=24),
        Column("planned_on", "计划日期", "day", 11.5),
        Column("forecast_on", "预测日期", "day", 11.5),
        Column("done_on", "完成日期", "day", 11.5),
    ),
    nothing="没有里程碑",
)
GAPS = Sheet(
    "覆盖缺口",
    contents.GAPS,
    "应建而缺失、沉睡或未报的组织，按区划",
    (
        Column("region_code", "区划代码"),
        Column("name", "区划"),
        Column("township", "所属乡镇"),
        Column("line", "条线", "line"),
        Column("verdict", "判定"),
    ),
    nothing="没有缺口",
)
INDEX = Sheet(
    "改革指数",
    contents.INDEX,
    "改革指数（0–100）、各维度得分（0–1）和下级排名的稳健区间",
    (
        Column("region_code", "区划代码"),
        Column("region_code", "区划", "name"),
        Column("dimension", "维度"),
        Column("score", "得分", "number"),
        Column("rank", "排名", "number"),
        Column("rank_low", "排名下限", "number"),
        Column("rank_high", "排名上限", "number"),
    ),
    nothing="没有可计算的指数",
)
MEETINGS = Sheet(
    "联席会议",
    contents.MEETINGS,
    "历次联席会议",
    (Column("meeting_id", "会议编号"), Column("held_on", "日期", "day"), Column("name", "名称")),
    nothing="没有会议",
)
REGIONS = Sheet(
    "区划",
    contents.REGIONS,
    "月末有效的区划",
    (
        Column("region_code", "区划代码"),
        Column("name", "名称"),
        Column("level", "级别", "level"),
        Column("parent_code", "上级代码"),
        Column("parent_code", "上级", "name"),
    ),
)
VALUES = Sheet(
    "指标值",
    contents.VALUES,
    "本月各指标在村以上各区划、各条线的数值；条线为空是合计",
    (Column("metric_id", "指标编号"), *_VALUES, *_NUMBERS, *_JUDGED),
)
VILLAGE_VALUES = Sheet(
    "村级指标值",
    contents.VALUES,
    "本月各指标在各村、各条线的数值；没有数据的不列",
    (*_VALUES, *_NUMBERS, *_JUDGED),
    nothing="村级没有数值",
)
PAST_VALUES = Sheet(
    "历月指标值",
    contents.VALUES,
    "此前各月：本级各条线，下一级合计；没有数据的不列",
    (MONTH, *_VALUES, *_NUMBERS, *_JUDGED),
    nothing="没有此前各月的数值",
)
