"""What the documents say of the meeting: which one, the one before, what was decided, the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from metrics.catalogue import BY_ID, LINES
from metrics.months import last_day, month_text
from reports.editions import contents
from reports.editions.edition import Edition, EditionError
from reports.editions.reading import Row, day_words

_DIGITS = "零一二三四五六七八九"
_DONE = "已办结"


def meeting_of(edition: Edition) -> Row:
    """The meeting of an edition; where it is unsealed, the last one held by the end of its month.

    Raises:
        EditionError: none was held.
    """
    about = edition.about
    if about["meeting_id"]:
        return {"meeting_id": about["meeting_id"], "held_on": about["held_on"], "name": about["meeting"]}
    held = _held(edition, last_day(edition.period).isoformat(), including=True)
    if held is None:
        told = f"截至 {month_text(edition.period)} 没有开过联席会议，写不出会议材料"
        raise EditionError(f"{told}；请先上报联席会议，或换一个报告期", usage=True)
    return held


def previous_of(edition: Edition) -> Row | None:
    """The meeting before that of an edition; None where it was the first, or the edition holds none."""
    return _held(edition, meeting_of(edition)["held_on"], including=False)


def _held(edition: Edition, day: str, *, including: bool) -> Row | None:
    rows: list[Row] = list(edition.records(contents.MEETINGS))
    held = [row for row in rows if row["held_on"] < day or (including and row["held_on"] == day)]
    return max(held, key=lambda row: (row["held_on"], row["meeting_id"]), default=None)


def previous_told(edition: Edition) -> dict[str, Any] | None:
    """The meeting before, and how many of its decisions are in each state."""
    before = previous_of(edition)
    if before is None:
        return None
    rows = [row for row in edition.records(contents.DECISIONS) if row["meeting_id"] == before["meeting_id"]]
    states = Counter(row["state"] for row in rows)
    return {
        "name": before["name"],
        "held_on": day_words(before["held_on"]),
        "decided": len(rows),
        "done": states[_DONE],
        "open": states["办理中"],
        "overdue": states["逾期"],
        "unjudged": states[""],
    }


def decisions(rows: list[Row]) -> list[dict[str, str]]:
    """Decisions in the order in which they were taken: number, text, who, by when, about what."""
    return [
        {
            "number": chinese(at),
            "text": _ended(row["text"]),
            "who": who(row),
            "by": day_words(row["due_on"]),
            "about": _about(row),
        }
        for at, row in enumerate(rows, start=1)
    ]


def own_decisions(edition: Edition, part: Mapping[str, str] | None = None) -> list[Row]:
    """The decisions of the edition's meeting.

    Args:
        edition: the edition.
        part: parts with the decisions, where others than its own are asked for.
    """
    source = edition if part is None else Edition({**edition.parts, **part})
    meeting = meeting_of(edition)["meeting_id"]
    return [row for row in source.records(contents.DECISIONS) if row["meeting_id"] == meeting]


def followed(edition: Edition) -> list[dict[str, str]]:
    """Decisions of earlier meetings that are not done, the most overdue first."""
    meeting = meeting_of(edition)
    names = {row["meeting_id"]: row["name"] for row in edition.records(contents.MEETINGS)}
    open_rows = [
        row
        for row in edition.records(contents.DECISIONS)
        if row["meeting_id"] != meeting["meeting_id"]
        and row.get("held_on", "") <= meeting["held_on"]
        and row["state"] != _DONE
    ]
    open_rows.sort(key=lambda row: (row["state"] != "逾期", row["due_on"] or "9999"))
    return [
        {
            "meeting": names.get(row["meeting_id"], row["meeting_id"]),
            "text": row["text"],
            "who": who(row),
            "due_on": row["due_on"],
            "state": row["state"] or "待判断",
        }
        for row in open_rows
    ]


def ledger(edition: Edition) -> list[dict[str, str]]:
    """Issues that are open or were closed since the meeting before, those overdue first."""
    before = previous_of(edition)
    since = before["held_on"] if before else date.min.isoformat()
    rows = [
        row for row in edition.records(contents.ISSUES) if row["state"] != _DONE or row["closed_on"] > since
    ]
    order = ("逾期", "办理中", _DONE)
    rows.sort(key=lambda row: (order.index(row["state"]), row["due_on"]))
    return [
        {
            "id": row["issue_id"],
            "title": row["title"],
            "place": row["region_name"],
            "who": who(row),
            "raised_on": row["raised_on"],
            "due_on": row["due_on"],
            "state": row["state"],
        }
        for row in rows
    ]


def who(row: Row) -> str:
    """Who answers for a row: post, line and place as far as they are given."""
    line = LINES.get(row["line"], row["line"])
    post = row.get("owner_post", "")
    place = row.get("region_name", "") if "decision_id" in row else ""
    where = "，".join(filter(None, (line, place)))
    if not post:
        return where or "（未定）"
    return f"{post}（{where}）" if where else post


def _about(row: Row) -> str:
    metric = BY_ID[row["metric_id"]].name if row["metric_id"] in BY_ID else row["metric_id"]
    named = (
        ("问题", row["issue_id"]),
        ("项目", row["project_id"]),
        ("任务", row["task_id"]),
        ("指标", metric),
    )
    return "；".join(f"{what} {which}" for what, which in named if which)


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "；")) else f"{text}。"


def chinese(number: int) -> str:
    """A number below 100 as it counts headings: 十二; larger ones in digits."""
    tens, ones = number // 10, number % 10
    if number >= 100:
        return str(number)
    lead = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return lead + (_DIGITS[ones] if ones or not tens else "")
