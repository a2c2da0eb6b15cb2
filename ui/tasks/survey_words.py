"""From survey to result in words and tables. Pure functions, Chinese text."""

from collections.abc import Sequence

import pandas as pd

from metrics.catalogue import BY_ID, LINES
from metrics.tasks.scheme import problem_groups
from metrics.tasks.surveys import without_result
from ui import numbers

JOINT = "联合调研"
UNSTATED = "未写明问题"
TASK, ISSUE = "改革任务", "联席会议问题"
BY_PROGRESS = "按任务进度看"
NO_METRIC = "没有关联指标"
FLOW_KEY = (
    "左起：调研方式 → 针对问题 → 任务或问题 → 看哪项指标；线的粗细是任务和问题的件数。"
    "一件任务或问题只记它写明的一次调研；没有写明调研编号的不在图中。"
)
MAP_KEY = "颜色越深调研次数越多，含所辖村；灰色是还没有去过的乡镇。撤并地方的调研计入并入的地方。"
TIME_KEY = "一点是一次调研，颜色是条线；灰点是联合调研。"
NOTHING = ("本范围还没有调研", "上报调研表以后，这里看从意见到成效的全过程")


def title(surveys: pd.DataFrame, place: str) -> str:
    """Say how many surveys led to something: 安福县调研 65 次，51 次有了任务或问题，14 次还没有下文."""
    idle = len(without_result(surveys))
    return f"{place}调研 {len(surveys)} 次，{len(surveys) - idle} 次转成任务或问题，{idle} 次还没有下文"


def flow(followed: pd.DataFrame) -> str:
    """Say what came of surveys: 调研转成任务 36 项、问题 30 件，已办成 40 件."""
    tasks = int((followed["kind"] == "task").sum())
    done = int(followed["done"].sum())
    return f"调研转成任务 {tasks} 项、问题 {len(followed) - tasks} 件，已办成 {done} 件"


def places(counted: pd.DataFrame) -> str:
    """Name the townships that nobody has asked: 20 个乡镇，3 个还没有调研过：甲乡、乙乡、丙镇."""
    never = list(counted.loc[counted["surveys"] == 0, "name"])
    if not never:
        return f"{len(counted)} 个乡镇都调研过"
    more = f"等 {len(never)} 个" if len(never) > 5 else ""
    return f"{len(counted)} 个乡镇，{len(never)} 个还没有调研过：{'、'.join(never[:5])}{more}"


def lines(surveys: pd.DataFrame, chosen: Sequence[str]) -> str:
    """Name the lines that never asked by themselves."""
    never = [LINES[line] for line in chosen if line not in set(surveys["line"].dropna())]
    joint = int(surveys["line"].isna().sum())
    told = f"联合调研 {joint} 次，单独调研 {len(surveys) - joint} 次"
    return f"{told}；{'、'.join(never)}还没有单独调研过" if never else told


def unheard(idle: pd.DataFrame) -> str:
    """Say how much was heard and never taken up."""
    return f"{len(idle)} 次调研听到的还没有转成任务或问题" if len(idle) else "每次调研都有了下文"


def unheard_read(idle: pd.DataFrame) -> pd.DataFrame:
    """Write surveys that led to nothing as a small table, the newest first."""
    shown = idle.iloc[::-1]
    return pd.DataFrame(
        {
            "日期": [numbers.day_text(day) for day in shown["held_on"]],
            "方式": shown["method"],
            "地方": shown["region_name"],
            "条线": shown["line"].map(LINES).fillna(JOINT),
            "听到的": shown["findings"].fillna(numbers.NOTHING),
        }
    )


def surveys_read(surveys: pd.DataFrame) -> pd.DataFrame:
    """Name the fields of surveys for a file."""
    names = {
        "survey_id": "调研编号",
        "held_on": "日期",
        "method": "方式",
        "region_name": "地方",
        "line": "条线",
        "participants": "参与人数",
        "findings": "发现",
        "task_count": "转成任务",
        "issue_count": "转成问题",
    }
    told = surveys.assign(line=surveys["line"].map(LINES).fillna(JOINT))
    return told[list(names)].rename(columns=names)


def problem(word: object) -> str:
    """Write a problem with its group in front: 三缺 · 缺场所."""
    groups = problem_groups()
    return f"{groups[word]} · {word}" if isinstance(word, str) and word in groups else UNSTATED


def metric(row: tuple[str, object]) -> str:
    """Write what a followed item is judged by."""
    kind, metric_id = row
    if kind == "task":
        return BY_PROGRESS
    return BY_ID[metric_id].name if isinstance(metric_id, str) and metric_id in BY_ID else NO_METRIC


def steps(followed: pd.DataFrame) -> pd.DataFrame:
    """Write each followed item in the four steps of the flow, with what it is and whether it is done."""
    return pd.DataFrame(
        {
            "调研方式": followed["method"],
            "针对问题": [problem(word) for word in followed["problem"]],
            "事项": followed["kind"].map({"task": TASK, "issue": ISSUE}),
            "指标": [metric(row) for row in zip(followed["kind"], followed["metric_id"], strict=True)],
            "内容": followed["title"],
            "条线": followed["line"].map(LINES).fillna("全县共同"),
            "状态": followed["done"].map({True: "✔ 已办成", False: "○ 在办"}),
            "调研编号": followed["survey_id"],
        }
    )


def places_read(counted: pd.DataFrame) -> pd.DataFrame:
    """Write how often each township was asked."""
    return counted[["name", "surveys"]].rename(columns={"name": "乡镇", "surveys": "调研次数"})
