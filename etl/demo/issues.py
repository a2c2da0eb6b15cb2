"""The joint conference: its meetings, the issues it hands out, and how they wander and get solved."""

from collections.abc import Sequence
from datetime import date, timedelta

from etl.demo.chance import Random, happens, pick
from etl.demo.clock import LAST_DAY, REFORM_DAY, day_between
from etl.demo.issue_words import (
    ANSWERED,
    PASSED_ON,
    POSTPONED,
    REOPENED,
    SENT_BACK,
    SUBJECTS,
    URGENCIES,
    Subject,
)
from etl.demo.places import County, Place
from etl.demo.rows import Row
from etl.demo.task_words import OFFICE, POSTS

ISSUES = 84
MEETING_DAYS = 42
#: Days that an issue gets when it is postponed for the second time.
AGAIN_DAYS = 30
#: Shares of issues that are solved in time, and late; the rest is still open.
ON_TIME, LATE = 0.58, 0.22


def meeting_rows(county: County) -> list[Row]:
    """Rows of `meetings`: the joint conference about every six weeks since the reform."""
    rng = county.stream("meetings")
    rows: list[Row] = []
    day = REFORM_DAY + timedelta(days=14)
    while day <= LAST_DAY:
        number = len(rows) + 1
        rows.append(
            {
                "meeting_id": f"meet-{county.prefix}{number:02d}",
                "held_on": day,
                "name": f"群团改革第{number}次联席会议",
                "convener_post": "县委常委岗",
            }
        )
        day += timedelta(days=MEETING_DAYS + int(rng.integers(-6, 7)))
    return rows


def issue_rows(county: County, meetings: Sequence[Row]) -> list[Row]:
    """Rows of `issues` in order of the days on which they were raised."""
    rng = county.stream("issues")
    drawn = [_issue(rng, county, SUBJECTS[n % len(SUBJECTS)], meetings) for n in range(ISSUES)]
    drawn.sort(key=lambda row: (row["raised_on"], row["title"]))
    return [{"issue_id": f"issue-{county.prefix}{n:03d}"} | row for n, row in enumerate(drawn, start=1)]


def issue_step_rows(county: County, issues: Sequence[Row]) -> list[Row]:
    """Rows of `issue_steps`: handed on, postponed, sent back, reopened, answered."""
    rng = county.stream("issue_steps")
    return [
        {"issue_id": issue["issue_id"], "seq": seq} | step
        for issue in issues
        for seq, step in enumerate(_steps(rng, issue), start=1)
    ]


def _issue(rng: Random, county: County, subject: Subject, meetings: Sequence[Row]) -> Row:
    township = pick(rng, county.ordinary)
    place: Place = township if happens(rng, 0.6) else pick(rng, township.villages)
    raised_on = day_between(rng, REFORM_DAY, LAST_DAY - timedelta(days=4))
    meeting = _meeting(rng, meetings, raised_on)
    if meeting is not None:
        raised_on = meeting["held_on"]
    urgency, days = _urgency(rng)
    due_on = raised_on + timedelta(days=days)
    row: Row = {
        "title": subject.title.format(place=place.short),
        "raised_on": raised_on,
        "region_code": place.code,
        "line": subject.line,
        "partner_lines": list(subject.partners) or None,
        "owner_post": POSTS[subject.line],
        "problem": subject.problem,
        "urgency": urgency,
        "meeting_id": meeting["meeting_id"] if meeting is not None else None,
        "due_on": due_on,
        "metric_id": subject.metric_id,
        "metric_region": township.code,
    }
    return row | _course(rng, subject, raised_on, due_on)


def _meeting(rng: Random, meetings: Sequence[Row], raised_on: date) -> Row | None:
    """Two of three issues are raised at the last meeting before the day drawn."""
    before = [meeting for meeting in meetings if meeting["held_on"] <= raised_on]
    return before[-1] if before and happens(rng, 0.66) else None


def _urgency(rng: Random) -> tuple[str, int]:
    shares = [share for _, share, _ in URGENCIES]
    name, _, days = URGENCIES[int(rng.choice(len(URGENCIES), p=shares))]
    return name, days


def _course(rng: Random, subject: Subject, raised_on: date, due_on: date) -> Row:
    """Answered when, solved when, and in which state it therefore is."""
    responded_on = raised_on + timedelta(days=int(rng.gamma(2.0, 2.2)))
    closed_on = _closed(rng, raised_on, due_on)
    if closed_on is not None:
        return {
            "responded_on": min(responded_on, closed_on),
            "closed_on": closed_on,
            "status": "已销号",
            "resolution": subject.resolution,
            "evidence": f"群改办〔{closed_on.year}〕{int(rng.integers(1, 90))}号"
            if happens(rng, 0.5)
            else None,
        }
    if responded_on > LAST_DAY or happens(rng, 0.1):
        return {"status": "交办"}
    return {"responded_on": responded_on, "status": "已反馈" if happens(rng, 0.3) else "办理中"}


def _closed(rng: Random, raised_on: date, due_on: date) -> date | None:
    luck = float(rng.random())
    if luck > ON_TIME + LATE:
        return None
    length = (due_on - raised_on).days
    share = float(rng.uniform(0.35, 1.0)) if luck <= ON_TIME else float(rng.uniform(1.05, 2.2))
    day = raised_on + timedelta(days=max(1, round(length * share)))
    return day if day <= LAST_DAY else None


def _steps(rng: Random, issue: Row) -> list[Row]:
    """Steps between the first answer and the end, in order of their days."""
    first = issue.get("responded_on") or issue["raised_on"]
    last = issue.get("closed_on") or LAST_DAY
    late = last > issue["due_on"]
    steps = [_handover(rng, issue, first, last) for _ in range(int(rng.poisson(1.1 if late else 0.6)))]
    if late and happens(rng, 0.65):
        taken_on = min(issue["due_on"], last)
        new_due = issue["due_on"] + timedelta(days=int(rng.integers(15, 45)))
        steps.append({"step": "延期", "taken_on": taken_on, "new_due_on": new_due, "note": POSTPONED})
        steps += _postponed_again(new_due, last)
    if happens(rng, 0.08):
        steps.append({"step": "退回", "taken_on": day_between(rng, first, last), "note": SENT_BACK})
    if late and happens(rng, 0.12):
        steps.append({"step": "重开", "taken_on": day_between(rng, first, last), "note": REOPENED})
    if issue["status"] in ("已反馈", "已销号"):
        steps.append({"step": "反馈", "taken_on": last, "note": ANSWERED})
    return sorted(steps, key=lambda step: step["taken_on"])


def _postponed_again(due: date, last: date) -> list[Row]:
    """A second delay where the first one did not suffice either."""
    if due >= last:
        return []
    new_due = due + timedelta(days=AGAIN_DAYS)
    return [{"step": "延期", "taken_on": due, "new_due_on": new_due, "note": POSTPONED}]


def _handover(rng: Random, issue: Row, first: date, last: date) -> Row:
    return {
        "step": "转办",
        "taken_on": day_between(rng, first, last),
        "from_post": OFFICE,
        "to_post": issue["owner_post"],
        "note": PASSED_ON,
    }
