"""Who held an issue how long: its steps as a chain, by their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

#: What begins a chain.
RAISED = "提出"
#: Steps after which somebody else may hold the issue.
MOVING = ("转办", "退回", "重开")


@dataclass(frozen=True)
class Link:
    """A stretch between two steps.

    Attributes:
        step: what begins it, `RAISED` or the word of the step.
        since: the day of that step.
        holder: the post that holds the issue from then on; '' where nobody is named.
        days: how long until the next step, the closing or the month's end.
        note: what the step says of itself.
        new_due_on: the end that it sets, None where it sets none.
        out_of_order: whether its day lies before that of the step with the number before, or before the
            issue was raised.
    """

    step: str
    since: date
    holder: str
    days: int
    note: str = ""
    new_due_on: date | None = None
    out_of_order: bool = False


def chain(issue: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], until: date) -> list[Link]:
    """Tell the chain of an issue.

    Steps are told in the order of their days, those of one day in the order of their numbers; whatever stands
    otherwise in the ledger says so. A step without a receiving post leaves the issue where it is, a return
    without one gives it back to whoever held it before.

    Args:
        issue: ``raised_on, closed_on`` (None while open) ``, owner_post``.
        steps: ``seq, step, taken_on, from_post, to_post, new_due_on, note``, in the order of their numbers.
        until: the day up to which an open issue is told.
    """
    raised = issue["raised_on"]
    end = issue["closed_on"] or until
    strange = _out_of_order(raised, steps)
    ordered = sorted(steps, key=lambda step: (step["taken_on"], step["seq"]))
    days = [raised, *(max(step["taken_on"], raised) for step in ordered)]
    ends = [*days[1:], max(end, days[-1])]
    holders = _holders(issue["owner_post"] or "", ordered)
    first = Link(RAISED, raised, holders[0], (ends[0] - days[0]).days)
    told = [
        Link(
            step["step"],
            step["taken_on"],
            holder,
            (stop - start).days,
            step["note"] or "",
            step["new_due_on"] or None,
            step["seq"] in strange,
        )
        for step, holder, start, stop in zip(ordered, holders[1:], days[1:], ends[1:], strict=True)
    ]
    return [first, *told]


def held(links: Sequence[Link]) -> dict[str, int]:
    """Days that each post held an issue, the longest first."""
    days: dict[str, int] = {}
    for link in links:
        days[link.holder] = days.get(link.holder, 0) + link.days
    return dict(sorted(days.items(), key=lambda pair: -pair[1]))


def _out_of_order(raised: date, steps: Sequence[Mapping[str, Any]]) -> set[int]:
    before = [raised, *(step["taken_on"] for step in steps[:-1])]
    return {
        step["seq"]
        for step, day in zip(steps, before, strict=True)
        if step["taken_on"] < day or step["taken_on"] < raised
    }


def _holders(owner: str, ordered: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who holds it from the beginning and after each step."""
    first = next(
        (step["from_post"] for step in ordered if step["step"] == "转办" and step["from_post"]), owner
    )
    held_by = [first]
    for step in ordered:
        now = held_by[-1]
        if step["step"] in MOVING:
            before = next((post for post in reversed(held_by) if post != now), now)
            now = step["to_post"] or (before if step["step"] == "退回" else now)
        held_by.append(now)
    return held_by


def of_frames(issue: Any, steps: pd.DataFrame) -> list[Link]:
    """Tell the chain of a row of `metrics.meeting.ledger.ledger` from its `steps`."""
    about = {
        "raised_on": _day(issue.raised_on),
        "closed_on": _day(issue.closed_on),
        "owner_post": issue.owner_post,
    }
    about = {name: None if pd.isna(value) else value for name, value in about.items()}
    rows = [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        | {"taken_on": _day(row["taken_on"]), "new_due_on": _day(row["new_due_on"])}
        for row in steps.to_dict("records")
    ]
    until = _day(issue.as_of)
    return chain(about, rows, until) if until else []


def _day(moment: Any) -> date | None:
    return None if pd.isna(moment) else moment.date()
