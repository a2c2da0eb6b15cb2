"""What the contributions to a movement are called, by what happened and to what."""

from metrics.behind import split
from metrics.behind.movement import (
    ADDED,
    CORRECTED,
    DISSOLVED,
    FOUNDED,
    LATE,
    MERGED,
    MOVED_IN,
    MOVED_OUT,
    RESUMED,
    STOPPED,
    WITHDRAWN,
)
from metrics.behind.row_names import TABLES
from metrics.catalogue import Metric

_ANYWHERE = {
    LATE: "迟报的数据",
    CORRECTED: "更正的数据",
    WITHDRAWN: "撤回的数据",
    FOUNDED: "新成立的组织",
    DISSOLVED: "撤销的组织",
    RESUMED: "首次或恢复报送的组织",
    STOPPED: "停止报送的组织",
    ADDED: "新增的区划",
    MERGED: "撤并的区划",
    MOVED_IN: "随区划并入",
    MOVED_OUT: "随区划划出",
}
_NOUNS = TABLES | {
    "cells": "应建单元",
    "regions": "区划",
    "memberships": "组织",
    "cadres": "组织",
    "stations": "阵地",
    "station_months": "阵地",
    "channels": "网上阵地",
    "reform_tasks": "任务",
    "issues": "问题",
    "structures": "事项",
    "outputs": "产出",
    "publics": "服务对象人数",
    "workplaces": "应建单位类别",
}
#: Rows that count while they lie in a window of months, and leave it again.
_PASSING = {"activities", "outputs", "issues"}
_REACHED = {
    "milestones": ("计划日期新到期的里程碑", "不再计入的里程碑"),
    "fundings": ("新入账的资金", "不再计入的资金"),
}
_OF_METRIC = {
    ("shell_ratio", split.CAME): "成立刚满 12 个月的组织",
    ("shell_ratio", split.UP): "新变成空壳的组织",
    ("shell_ratio", split.DOWN): "恢复活动的组织",
    ("idle_stations", split.UP): "新变成闲置的阵地",
    ("idle_stations", split.DOWN): "恢复接待的阵地",
    ("task_on_time", split.CAME): "计划完成日期新到期的任务",
    ("issue_overdue", split.CAME): "新超期的问题",
    ("issue_overdue", split.WENT): "办结的超期问题",
    ("effective_coverage", split.UP): "新变为有效的单元",
    ("effective_coverage", split.DOWN): "不再有效的单元",
    ("reporting_rate", split.UP): "恢复按月报送的组织",
    ("reporting_rate", split.DOWN): "没有报统计月的组织",
}
_COVERED = {split.UP: "新覆盖的{}", split.DOWN: "失去覆盖的{}"}
_SAME = {
    split.CAME: "新计入的{}",
    split.WENT: "不再计入的{}",
    split.UP: "同一{}增加",
    split.DOWN: "同一{}减少",
    split.CHANGED: "同一{}变化",
    split.DENOMINATOR: "同一{}的分母变化",
}


def contribution(metric: Metric, kind: str, table: str) -> str:
    """Name a contribution to a movement: 新成立的组织, 移出 12 个月的活动, 同一组织增加."""
    if (metric.id, kind) in _OF_METRIC:
        return _OF_METRIC[metric.id, kind]
    if kind in _ANYWHERE:
        return _ANYWHERE[kind]
    noun = _NOUNS[table]
    if kind in (split.CAME, split.WENT):
        return _crossing(noun, kind, table)
    if table in ("cells", "regions") and kind in _COVERED:
        return _COVERED[kind].format(noun)
    return _SAME[kind].format(noun)


def _crossing(noun: str, kind: str, table: str) -> str:
    came = kind == split.CAME
    if table in _REACHED:
        return _REACHED[table][0 if came else 1]
    if table in _PASSING:
        return f"新进入统计期的{noun}" if came else f"移出统计期的{noun}"
    return _SAME[kind].format(noun)
