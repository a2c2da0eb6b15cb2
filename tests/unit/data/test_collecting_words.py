"""What may be chosen of collections, and which of them a word of the link stands for."""

from datetime import date

import pandas as pd

from metrics.data import collecting
from ui.data import collecting_frames
from ui.data.collecting_words import ALL, collection_names, collections_chosen, standing, units
from ui.data.returns_in import Pile

JULY, JUNE = date(2018, 7, 1), date(2018, 6, 1)
KNOWN = pd.DataFrame(
    [
        ("2018-07-union", "7月（工会）", JULY, date(2018, 8, 10)),
        ("2018-07-youth", "7月（共青团）", JULY, date(2018, 8, 10)),
        ("2018-06", "6月", JUNE, date(2018, 7, 10)),
        ("2018-05", "补报", JUNE, date(2018, 7, 10)),
        ("2018-05-2", "补报", JUNE, date(2018, 7, 10)),
    ],
    columns=["collection_id", "name", "period", "due_on"],
)


def test_a_month_with_several_collections_is_offered_as_a_whole_first() -> None:
    offered = collection_names(KNOWN)
    assert list(offered)[:3] == ["@2018-07", "2018-07-union", "2018-07-youth"]
    assert offered["@2018-07"] == "2018年7月的 2 个填报任务"
    assert offered["2018-05"] != offered["2018-05-2"], "two of one name are told apart"
    assert list(collection_names(KNOWN.iloc[2:3])) == ["2018-06", ALL]
    assert list(collection_names(KNOWN.iloc[:0])) == [ALL]


def test_a_choice_stands_for_its_collections() -> None:
    assert collections_chosen(KNOWN, "@2018-07") == ["2018-07-union", "2018-07-youth"]
    assert collections_chosen(KNOWN, "2018-06") == ["2018-06"]
    assert collections_chosen(KNOWN, ALL) == []


def late(collection_id: str, unit: str = "360829100000") -> dict[str, object]:
    """A unit that is late with the memberships of a collection."""
    return {
        "collection_id": collection_id, "collection_name": "补报", "unit": unit, "unit_name": "平都镇",
        "line": None, "due_on": date(2018, 7, 10), "handed_in_on": None, "state": "overdue",
        "days_late": 3, "missing": ["会员"],
    }  # fmt: skip


def test_a_unit_asked_in_two_collections_is_not_counted_as_two_units() -> None:
    twice = pd.DataFrame([late("2018-05"), late("2018-05-2")])
    assert standing(twice, "全部填报任务") == "全部填报任务：2 份填报表，逾期 2 份"
    assert standing(twice.iloc[:1], "补报") == "补报：1 个单位，逾期 1 个"
    told = collecting.reminder(twice, date(2018, 7, 13))
    assert told.count("“补报”到 2018年7月13日还有 1 个单位没有交齐：\n1. 平都镇：会员（逾期 3 天）") == 2


def test_faults_of_a_return_that_came_twice_count_once() -> None:
    asked = {**late("2018-05"), "due_on": "2018-07-10", "line": "", "errors": 3, "warnings": 0}
    first, again = ({**asked, "file": name, "name": name} for name in ("一.xlsx", "二.xlsx"))
    given = [{**first, "state": "faulty"}, {**again, "state": "same"}]
    (row,) = collecting_frames.units(Pile(returns=given), date(2018, 7, 13)).to_dict("records")
    assert (row["错误"], row["文件"]) == (3, "一.xlsx、二.xlsx")
    other = [{**one, "collection_id": "2018-06"} for one in given]
    both = collecting_frames.units(Pile(returns=given + other), date(2018, 7, 13))
    assert units(both) == "2 份填报表：有错 2 份"
