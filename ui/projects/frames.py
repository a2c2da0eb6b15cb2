"""Frames of projects under the names that people read: for tables on the page and for .xlsx files."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from ui import numbers
from ui.projects.words import MILESTONE_MARKS, index
from ui.theme import PROJECT_LIGHTS

_LIGHT = {name: mark.text for name, mark in PROJECT_LIGHTS.items()}
_YES_NO = {True: "是", False: "否"}

_PROJECTS = {
    "light": "灯",
    "name": "项目",
    "reason": "情况",
    "lead_line": "牵头条线",
    "theme": "主题",
    "region_name": "区划",
    "owner_post": "责任岗位",
    "planned_end": "计划完成",
    "expected_end": "预计完成",
    "slip_days": "晚于计划（天）",
    "achieved_pct": "目标完成",
    "spent_pct": "预算执行",
    "budget_yuan": "预算（元）",
    "received_yuan": "到位（元）",
    "spent_yuan": "支出（元）",
    "project_id": "项目编号",
    "partner_lines": "参与条线",
    "brand": "品牌",
    "provider": "承接主体",
    "purchased": "政府购买服务",
    "handed_over": "承接转移职能",
    "goal": "目标",
    "goal_value": "目标值",
    "goal_unit": "目标单位",
    "achieved": "完成值",
    "planned_start": "计划开始",
    "started_on": "实际开始",
    "finished_on": "实际完成",
    "days_late": "逾期天数",
    "origin": "数据来源",
}
_LISTED = (
    "light",
    "name",
    "reason",
    "lead_line",
    "theme",
    "region_name",
    "achieved_pct",
    "spent_pct",
    "planned_end",
    "expected_end",
    "owner_post",
)
_MONEY = {
    "month": "月份",
    "planned_yuan": "计划值 PV（元）",
    "earned_yuan": "挣值 EV（元）",
    "spent_yuan": "支出 AC（元）",
    "received_yuan": "到位（元）",
    "budget_yuan": "预算 BAC（元）",
    "schedule_index": "进度绩效指数 SPI",
    "cost_index": "成本绩效指数 CPI",
}
_MILESTONES = {
    "seq": "序号",
    "name": "里程碑",
    "weight": "权重",
    "planned_on": "计划",
    "forecast_on": "预测",
    "done_on": "完成",
    "state": "状态",
    "days_late": "逾期（天）",
}
_SOURCES = {
    "source": "来源",
    "from_society": "社会资金",
    "received_yuan": "到位（元）",
    "received_pct": "占比",
}
_THEMES = (
    {"theme": "主题"} | _LIGHT | {"total": "合计", "budget_yuan": "预算（元）", "spent_yuan": "支出（元）"}
)
_DELIVERY = {
    "provider": "承接主体",
    "total": "项目",
    "purchased": "政府购买",
    "handed_over": "承接职能",
    "budget_yuan": "预算",
}


def _renamed(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    return frame[list(names)].rename(columns=dict(names))


def projects(found: pd.DataFrame) -> pd.DataFrame:
    """Name all fields of projects, worded as people read them; numbers stay numbers."""
    return _renamed(found, _PROJECTS).assign(
        灯=found["light"].map(_LIGHT),
        牵头条线=found["lead_line"].map(LINES),
        参与条线=found["partner_lines"].map(_line_names),
        政府购买服务=found["purchased"].map(_YES_NO),
        承接转移职能=found["handed_over"].map(_YES_NO),
    )


def listed(found: pd.DataFrame) -> pd.DataFrame:
    """Name the fields of projects that the list on the page shows."""
    return _renamed(found, {name: _PROJECTS[name] for name in _LISTED}).assign(
        灯=[_LIGHT[light] for light in found["light"]],
        牵头条线=[LINES[line] for line in found["lead_line"]],
        # A grid writes a share with all the places that it has; people read one decimal.
        目标完成=found["achieved_pct"].astype("float64").round(3),
        预算执行=found["spent_pct"].astype("float64").round(3),
    )


def _line_names(lines: Sequence[str]) -> str:
    return "、".join(LINES[line] for line in lines)


def money(found: pd.DataFrame) -> pd.DataFrame:
    """Name the months of an S-curve."""
    return _renamed(found, _MONEY)


def milestones(found: pd.DataFrame) -> pd.DataFrame:
    """Name the fields of milestones."""
    return _renamed(found, _MILESTONES)


def milestones_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write milestones as a small table."""
    days = {
        name: [numbers.day_text(day) for day in found[column]]
        for column, name in (("planned_on", "计划"), ("forecast_on", "预测"), ("done_on", "完成"))
    }
    states = [f"{MILESTONE_MARKS[state].shape} {state}" for state in found["state"]]
    late = [f"{days} 天" if days else numbers.NOTHING for days in found["days_late"]]
    return pd.DataFrame({"里程碑": found["name"], "状态": states, **days, "逾期": late})


def sources(found: pd.DataFrame) -> pd.DataFrame:
    """Name receipts by source."""
    return _renamed(found, _SOURCES).assign(社会资金=found["from_society"].map(_YES_NO))


def themes(found: pd.DataFrame) -> pd.DataFrame:
    """Name themes by light."""
    return _renamed(found, _THEMES)


def delivery(found: pd.DataFrame) -> pd.DataFrame:
    """Write who carries projects out as a small table."""
    return _renamed(found, _DELIVERY).assign(
        预算=[numbers.value(amount, "元") for amount in found["budget_yuan"]]
    )


def earned(now: Any) -> pd.DataFrame:
    """Write the terms of earned value at the month shown, from one row of the S-curve."""
    terms = [
        ("预算 BAC", numbers.value(now.budget_yuan, "元")),
        ("计划值 PV", numbers.value(now.planned_yuan, "元")),
        ("挣值 EV", numbers.value(now.earned_yuan, "元")),
        ("支出 AC", numbers.value(now.spent_yuan, "元")),
        ("到位", numbers.value(now.received_yuan, "元")),
        ("进度 SPI = EV÷PV", index(now.schedule_index)),
        ("成本 CPI = EV÷AC", index(now.cost_index)),
    ]
    return pd.DataFrame(terms, columns=["项", "数值"])


def checks(found: pd.DataFrame) -> pd.DataFrame:
    """Write the rules of the lights in their order; the one that decides is marked."""
    verdicts = [
        "◀ 判定" if row.decides else "符合" if row.holds else "不符合"
        for row in found.itertuples(index=False)
    ]
    return pd.DataFrame(
        {
            "顺序": found["step"],
            "灯": found["light"].map(_LIGHT),
            "规则": found["rule"],
            "判断": verdicts,
            "依据": found["fact"],
        }
    )


def reports(found: pd.DataFrame, goal_unit: str) -> pd.DataFrame:
    """Write monthly reports as a small table, the newest first."""
    newest = found.iloc[::-1]
    return pd.DataFrame(
        {
            "报告期": [numbers.short_month(day) for day in newest["period"]],
            "完成值": [numbers.value(amount, goal_unit) for amount in newest["achieved"]],
            "状态": ["暂停" if stopped else "进行" for stopped in newest["suspended"].fillna(False)],
            "说明": newest["note"].fillna(""),
        }
    )


def facts(row: Any) -> pd.DataFrame:
    """Write what is laid down about one project as a small table."""
    partners = _line_names(row.partner_lines)
    span = f"{numbers.day_text(row.planned_start)} 至 {numbers.day_text(row.planned_end)}"
    real = f"{numbers.day_text(row.started_on)} 至 {numbers.day_text(row.finished_on)}"
    expected = numbers.day_text(row.expected_end) if not row.suspended else "暂停，不作预计"
    lines = [
        ("项目编号", row.project_id),
        ("牵头 / 参与", f"{LINES[row.lead_line]} / {partners or numbers.NOTHING}"),
        ("区划", row.region_name),
        ("责任岗位", row.owner_post),
        ("主题 / 品牌", f"{row.theme} / {_text(row.brand)}"),
        ("目标", _text(row.goal)),
        ("计划起止", span),
        ("实际起止", real),
        ("预计完成", expected + (f"（晚 {row.slip_days} 天）" if row.slip_days else "")),
        ("承接主体", _text(row.provider)),
        ("政府购买服务", _YES_NO[row.purchased]),
        ("承接转移职能", _YES_NO[row.handed_over]),
        ("数据来源", row.origin),
    ]
    return pd.DataFrame(lines, columns=["项", "内容"])


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value else numbers.NOTHING
