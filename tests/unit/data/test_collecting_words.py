"""What may be chosen of collections, and which of them a word of the link stands for."""

from datetime import date

import pandas as pd

from ui.data.collecting_words import ALL, collection_names, collections_chosen

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
