"""Who held an issue how long, against a plain walk through the days, on ledgers drawn at random."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrics.meeting.chain import MOVING, chain, held

POSTS = ("甲岗", "乙岗", "丙岗")
FIRST = date(2018, 1, 1)
days = st.integers(-5, 60).map(lambda count: FIRST + timedelta(days=count))
step = st.fixed_dictionaries(
    {
        "step": st.sampled_from(("转办", "延期", "退回", "重开", "反馈")),
        "taken_on": days,
        "from_post": st.sampled_from((None, *POSTS)),
        "to_post": st.sampled_from((None, *POSTS)),
        "new_due_on": st.none() | days,
        "note": st.none() | st.just("说明"),
    }
)
ledgers = st.lists(step, max_size=6).map(lambda rows: [row | {"seq": at} for at, row in enumerate(rows, 1)])


def plain_holder(owner: str, steps: list[dict[str, Any]], day: date) -> str:
    """Who holds an issue at the end of a day, step by step."""
    ordered = sorted(steps, key=lambda one: (one["taken_on"], one["seq"]))
    begins = [one["from_post"] for one in ordered if one["step"] == "转办" and one["from_post"]]
    now, before = (begins[0] if begins else owner), []
    for one in ordered:
        if max(one["taken_on"], FIRST) > day:
            break
        after = now
        if one["step"] in MOVING:
            if one["to_post"]:
                after = one["to_post"]
            elif one["step"] == "退回":
                others = [post for post in before if post != now]
                after = others[-1] if others else now
        before.append(now)
        now = after
    return now


@given(ledgers, st.integers(0, 80), st.booleans())
def test_days_held_are_those_of_a_walk_through_the_days(
    steps: list[dict[str, Any]], length: int, is_open: bool
) -> None:
    end = FIRST + timedelta(days=length)
    issue = {"raised_on": FIRST, "closed_on": None if is_open else end, "owner_post": "甲岗"}
    links = chain(issue, steps, end)
    last = max([end, *(one["taken_on"] for one in steps)])
    walked: dict[str, int] = {}
    for count in range((last - FIRST).days):
        post = plain_holder("甲岗", steps, FIRST + timedelta(days=count))
        walked[post] = walked.get(post, 0) + 1
    assert {post: total for post, total in held(links).items() if total} == walked
    assert sum(link.days for link in links) == (last - FIRST).days


@given(ledgers)
def test_what_lies_before_the_step_before_it_says_so(steps: list[dict[str, Any]]) -> None:
    links = chain({"raised_on": FIRST, "closed_on": None, "owner_post": None}, steps, FIRST)
    before = [FIRST, *(one["taken_on"] for one in steps)]
    strange = sum(
        one["taken_on"] < earlier or one["taken_on"] < FIRST
        for one, earlier in zip(steps, before, strict=False)
    )
    assert sum(link.out_of_order for link in links) == strange
    assert len(links) == len(steps) + 1
    assert [link.since for link in links[1:]] == sorted(one["taken_on"] for one in steps)


def test_an_issue_without_steps_is_one_stretch_of_its_post() -> None:
    links = chain({"raised_on": FIRST, "closed_on": None, "owner_post": "甲岗"}, [], date(2018, 1, 31))
    assert [(link.step, link.holder, link.days) for link in links] == [("提出", "甲岗", 30)]
