"""What is said of decisions, and what of them the next meeting opens with. Chinese text."""

import pandas as pd

from metrics.meeting import meetings
from ui.meeting import kept
from ui.meeting.kept import Kept
from ui.meeting.words import DECISION_MARKS

OUTCOME_KEY = (
    "结果看它关联的问题、项目、任务：办结或完成日期不晚于要求完成日期的为按期；没有关联的请到会说明。"
    "“在推进”指会后有办理步骤、进度或里程碑。"
)
#: What is still to be told of earlier meetings.
_OPEN = ("broken", "unmoved")


def title(found: pd.DataFrame, place: str) -> str:
    """Say how many decisions were kept."""
    if found.empty:
        return f"{place}还没有议定事项"
    counts = found["outcome"].value_counts()
    told = "，".join(
        f"{mark.word} {counts[outcome]} 项"
        for outcome, mark in DECISION_MARKS.items()
        if counts.get(outcome, 0)
    )
    return f"{place} {found['meeting_id'].nunique()} 次会议议定 {len(found)} 项：{told}"


def opening(found: pd.DataFrame) -> pd.DataFrame:
    """The decisions that a meeting opens with: those of the last one, then what is still open of before."""
    last = meetings.of_last(found)
    earlier = found[found["outcome"].isin(_OPEN) & ~found["decision_id"].isin(last["decision_id"])]
    return pd.concat([last, earlier], ignore_index=True)


def last(found: pd.DataFrame) -> str:
    """Say what became of what the last meeting decided."""
    own = meetings.of_last(found)
    if own.empty:
        return "上次会议没有议定事项"
    counts = own["outcome"].value_counts()
    told = "、".join(
        f"{mark.word} {counts[name]}" for name, mark in DECISION_MARKS.items() if counts.get(name, 0)
    )
    more = len(opening(found)) - len(own)
    before = f"；以前的还有 {more} 项没有办成" if more else ""
    return f"{own['meeting_name'].iloc[0]}议定 {len(own)} 项：{told}{before}"


def all_of(found: pd.DataFrame) -> str:
    """Name the list of all decisions."""
    return f"全部 {len(found)} 项议定事项"


def undo(meeting: str) -> None:
    """Take the decision back that was noted last; for a button."""
    kept.change(meeting, lambda told: told.update(decisions=told["decisions"][:-1]))


def clear(meeting: str) -> None:
    """Let go of what was noted, once it is published; for a button."""

    def emptied(told: Kept) -> None:
        told.update(decisions=[], typing={})
        told["noted"] += 1

    kept.change(meeting, emptied)
