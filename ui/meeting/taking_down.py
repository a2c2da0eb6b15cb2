"""Decisions as they are taken down in a meeting: what is typed, what is noted, and the batch that it becomes.

Whatever is typed comes to the server with every field that is left, and is kept with the meeting; what is not
sent yet is kept by the browser (`ui/assets/keep_typing.js`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from metrics.meeting.subjects import KINDS, Subject, Taken
from ui import numbers
from ui.drawing import workbooks
from ui.meeting.kept import Kept

#: Fields of a decision as they are kept.
FIELDS = ("text", "line", "region", "post", "due", "subject", "as_issue")
#: The longest text of the contract.
LONGEST_TEXT = 200
_DAYS_GIVEN = 30


@dataclass
class Written:
    """A file as a hand-in receives it."""

    name: str
    content: bytes
    size: int

    def getbuffer(self) -> memoryview:
        """Give its bytes."""
        return memoryview(self.content)


def subject_key(one: Subject) -> str:
    """The word by which what a decision is tied to is kept."""
    return f"{one.field}:{one.id}"


def subject_names(found: Sequence[Subject]) -> dict[str, str]:
    """Name what a decision may be tied to; a few letters of it find it."""
    return {subject_key(one): f"{KINDS[one.field]}　{one.title}（{one.id}）" for one in found}


def refusal(typed: Mapping[str, Any]) -> str:
    """Say in Chinese why what was typed cannot be noted; nothing where it can."""
    if not str(typed.get("text") or "").strip():
        return "先写“内容”：议定了什么"
    if typed.get("as_issue"):
        missing = [
            word
            for name, word in (("line", "责任条线"), ("region", "责任区划"), ("due", "要求完成"))
            if not typed.get(name)
        ]
        if missing:
            return f"列入问题台账还要填{'、'.join(missing)}"
        if typed.get("subject"):
            return "已关联的不用再列入问题台账，请去掉一个"
    return ""


def note(kept: Kept, typed: Mapping[str, Any]) -> None:
    """Put what was typed among the decisions of a meeting, and begin a new one."""
    text = " ".join(str(typed["text"]).split())[:LONGEST_TEXT]
    kept["decisions"].append({name: typed.get(name) or "" for name in FIELDS} | {"text": text})
    kept["typing"] = {}
    kept["noted"] += 1


def default_due(held_on: date) -> date:
    """By when something is to be done where nothing else is said."""
    return held_on + timedelta(days=_DAYS_GIVEN)


def noted(kept: Kept, names: Mapping[str, str], places: Mapping[str, str]) -> pd.DataFrame:
    """Write the noted decisions as a small table."""
    rows = kept["decisions"]
    return pd.DataFrame(
        {
            "序号": range(1, len(rows) + 1),
            "议定事项": [row["text"] for row in rows],
            "责任条线": [LINES.get(row["line"], "共同") for row in rows],
            "区划": [places.get(row["region"], numbers.NOTHING) for row in rows],
            "责任岗位": [row["post"] or numbers.NOTHING for row in rows],
            "要求完成": [row["due"] or numbers.NOTHING for row in rows],
            "关联": [_tied(row, names) for row in rows],
        }
    )


def _tied(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if row["as_issue"]:
        return "列入问题台账"
    return names.get(row["subject"], row["subject"]) or numbers.NOTHING


def sheets(meeting: Mapping[str, Any], kept: Kept, taken: Taken) -> dict[str, pd.DataFrame]:
    """The batch that noted decisions become: a sheet a table of the contract, empty ones left out.

    A decision on an issue that gives it more time than it has is a postponement of it too.

    Args:
        meeting: ``id, name, held_on`` (ISO) ``, convener_post``.
        kept: what is kept of it.
        taken: which numbers the data has.
    """
    decided, raised, put_off = [], [], []
    seq = taken.last_seq.get(meeting["id"], 0)
    steps, ids, issues = dict(taken.last_step), set(taken.decisions), set(taken.issues)
    for row in kept["decisions"]:
        seq += 1
        field, _, subject = str(row["subject"]).partition(":")
        tied = {field: subject} if subject else {}
        if row["as_issue"]:
            issue = _free(f"{meeting['id']}-i", seq, issues)
            raised.append(_issue(issue, row, meeting))
            tied = {"issue_id": issue}
        elif field == "issue_id" and row["due"] and _later(row["due"], taken.ends.get(subject)):
            steps[subject] = steps.get(subject, 0) + 1
            put_off.append(_step(subject, steps[subject], row, meeting))
        decided.append(_decision(_free(f"{meeting['id']}-d", seq, ids), seq, row, meeting, tied))
    told = {"议定事项": decided, "问题台账": raised, "办理过程": put_off}
    if meeting["id"] not in taken.meetings:
        told = {"联席会议": [_meeting(meeting)], **told}
    return {name: pd.DataFrame(rows, dtype=object) for name, rows in told.items() if rows}


def batch(meeting: Mapping[str, Any], kept: Kept, taken: Taken) -> Written:
    """The batch as a workbook, as it is handed in and as it is taken away."""
    content = workbooks.book_of(sheets(meeting, kept, taken), title=f"议定事项：{meeting['name']}")
    return Written(f"议定事项_{workbooks.stem(str(meeting['name']))}.xlsx", content, len(content))


def _free(prefix: str, seq: int, known: set[str]) -> str:
    number = seq
    while f"{prefix}{number:02d}" in known:
        number += 1
    known.add(f"{prefix}{number:02d}")
    return f"{prefix}{number:02d}"


def _later(due: str, end: date | None) -> bool:
    return end is not None and date.fromisoformat(due) > end


def _decision(
    decision: str, seq: int, row: Mapping[str, Any], meeting: Mapping[str, Any], tied: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "事项编号": decision,
        "会议编号": meeting["id"],
        "序号": seq,
        "内容": row["text"],
        "责任条线": LINES.get(row["line"]),
        "责任区划": row["region"] or None,
        "责任岗位": row["post"] or None,
        "要求完成": row["due"] or None,
        "问题编号": tied.get("issue_id"),
        "关联指标": tied.get("metric_id"),
        "项目编号": tied.get("project_id"),
        "任务编号": tied.get("task_id"),
    }


def _issue(issue: str, row: Mapping[str, Any], meeting: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "问题编号": issue,
        "问题": row["text"],
        "提出日期": meeting["held_on"],
        "提出区划": row["region"],
        "责任条线": LINES[row["line"]],
        "责任岗位": row["post"] or None,
        "会议编号": meeting["id"],
        "要求办结": row["due"],
        "状态": "交办",
    }


def _step(issue: str, seq: int, row: Mapping[str, Any], meeting: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "问题编号": issue,
        "序号": seq,
        "步骤": "延期",
        "日期": meeting["held_on"],
        "新办结期限": row["due"],
        "说明": f"{meeting['name']}议定",
    }


def _meeting(meeting: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "会议编号": meeting["id"],
        "日期": meeting["held_on"],
        "名称": meeting["name"],
        "召集岗位": meeting.get("convener_post") or None,
    }
