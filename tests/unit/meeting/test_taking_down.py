"""Decisions that were taken down become a batch of the contract, with numbers that nothing else bears."""

from datetime import date
from typing import Any

import pytest

from metrics.meeting.subjects import Taken
from ui.meeting import taking_down

MEETING = {"id": "meet-1", "name": "第1次会", "held_on": "2018-07-10", "convener_post": ""}
TAKEN = Taken(
    decisions=frozenset({"meet-1-d03"}),
    issues=frozenset({"i1"}),
    last_seq={"meet-1": 2},
    last_step={"i1": 4},
    ends={"i1": date(2018, 7, 20)},
    meetings=frozenset({"meet-1"}),
)


def kept(*typed: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"decisions": [], "typing": {}, "noted": 0}
    for one in typed:
        taking_down.note(told, one)
    return told


def test_numbers_go_on_and_pass_over_those_that_are_taken() -> None:
    sheets = taking_down.sheets(MEETING, kept({"text": "甲"}, {"text": "乙"}), TAKEN)
    assert list(sheets) == ["议定事项"]
    assert list(sheets["议定事项"]["序号"]) == [3, 4]
    assert list(sheets["议定事项"]["事项编号"]) == ["meet-1-d04", "meet-1-d05"]


def test_more_time_for_an_issue_is_a_postponement_and_less_is_none() -> None:
    later = {"text": "甲", "subject": "issue_id:i1", "due": "2018-08-01"}
    sheets = taking_down.sheets(MEETING, kept(later, later | {"due": "2018-07-20"}), TAKEN)
    steps = sheets["办理过程"]
    assert steps[["问题编号", "序号", "步骤", "新办结期限"]].values.tolist() == [
        ["i1", 5, "延期", "2018-08-01"]
    ]
    assert list(sheets["议定事项"]["问题编号"]) == ["i1", "i1"]


def test_a_decision_may_become_an_issue_of_the_ledger() -> None:
    typed = {"text": "补齐", "line": "women", "region": "360829101000", "due": "2018-08-01", "as_issue": True}
    sheets = taking_down.sheets(MEETING, kept(typed), TAKEN)
    (issue,) = sheets["问题台账"].to_dict("records")
    assert (issue["问题"], issue["责任条线"], issue["状态"]) == ("补齐", "妇联", "交办")
    assert list(sheets["议定事项"]["问题编号"]) == [issue["问题编号"]]


def test_a_meeting_that_the_data_does_not_know_goes_with_its_decisions() -> None:
    sheets = taking_down.sheets(MEETING | {"id": "meet-2"}, kept({"text": "甲"}), TAKEN)
    assert sheets["联席会议"][["会议编号", "日期"]].values.tolist() == [["meet-2", "2018-07-10"]]
    assert list(sheets["议定事项"]["序号"]) == [1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": " "}, "内容"),
        ({"text": "甲", "as_issue": True, "line": "women"}, "责任区划、要求完成"),
        ({"text": "甲"}, ""),
    ],
)
def test_what_cannot_be_noted_is_said(typed: dict[str, Any], said: str) -> None:
    refused = taking_down.refusal(typed)
    assert said in refused
    assert bool(refused) == bool(said)


def test_text_is_one_line_as_the_contract_takes_it() -> None:
    (one,) = kept({"text": "甲\n乙 " + "长" * 300})["decisions"]
    assert one["text"].startswith("甲 乙 ")
    assert len(one["text"]) == taking_down.LONGEST_TEXT
