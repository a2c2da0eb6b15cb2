"""Rows of a picture bear names of their own, and a picture of a province says what it leaves out."""

from __future__ import annotations

import pandas as pd

from metrics.gaps import listed
from ui.drawing import place_names
from ui.gaps import words
from ui.siting import in_link
from ui.siting import words as siting_words

COUNTIES = {"360302000000": "安源区", "360311000000": "上栗县"}
PLACES = pd.DataFrame(
    {
        "region_code": ["360302101000", "360311102000", "360311103000", "360311104000", "360311105000"],
        "name": ["荷塘镇", "荷塘镇", "荷塘乡", "东源乡", "上栗工业园区"],
    }
)


def test_two_places_of_one_name_are_told_apart() -> None:
    assert place_names.distinct(PLACES, COUNTIES) == [
        "安源区荷塘", "上栗县荷塘镇", "上栗县荷塘乡", "东源", "园区"
    ]  # fmt: skip
    same = PLACES.assign(name="荷塘镇")
    assert len(set(place_names.distinct(same, {}))) == len(same)


def test_a_picture_of_many_places_shows_those_with_most_change_and_says_so() -> None:
    many = place_names.MOST_ROWS + 5
    codes = [f"3603111{at:05d}" for at in range(many)]
    places = pd.DataFrame({"region_code": codes, "name": codes, "closed": range(many), "opened": 0})
    shown = words.moved_places(places, COUNTIES)
    assert list(shown["closed"]) == list(range(5, many))
    (note,) = place_names.cut_short(len(words.changed(places)), "变化最多")
    assert f"共 {many - 1} 处，图上只列变化最多的 {place_names.MOST_ROWS} 处" in note
    assert place_names.cut_short(place_names.MOST_ROWS, "变化最多") == ()


def test_the_widest_apart_leave_out_silence_before_a_result() -> None:
    places = pd.DataFrame(
        {"covered_pct": [0.9, 0.9, 0.8], "effective_pct": [0.0, 0.7, 0.3], "silent": [True, False, False]}
    )
    assert list(listed.widest(places, 2).index) == [1, 2]
    assert list(listed.widest(places, 3).index) == [0, 1, 2]


def test_a_list_of_very_many_gaps_says_that_it_holds_the_first() -> None:
    many = pd.DataFrame({"people": range(words.MOST_LISTED + 1)})
    (told,) = words.listed(many, "none")
    assert "只列前 2,000 个" in told
    assert "全部 2,001 个见下载" in told
    assert words.listed(many, "township") == ()
    assert words.listed(many.head(2_000), "none") == ()


def test_two_townships_of_one_name_are_two_groups() -> None:
    found = pd.DataFrame(
        {
            "region_code": ["360302101001", "360311102001", "360311102000"],
            "township_code": ["360302101000", "360311102000", "360311102000"],
            "township": "荷塘镇", "verdict": ["缺失", "沉睡", "缺失"], "months_quiet": None,
            "station_way": 1.0,
        }
    )  # fmt: skip
    told = words.grouped(listed.grouped(found, "township"), "township", "公里", COUNTIES)
    assert list(told["缺口"]) == [2, 1]
    assert list(told["所属县"]) == ["上栗县", "安源区"]


def test_lines_without_any_public_are_no_line_that_gains_nothing() -> None:
    known = pd.DataFrame({"line": ["union"], "new": [0.0]})
    unknown = known.assign(new=float("nan"))
    assert siting_words.lines_title(known) == "各进驻条线没有新覆盖的服务对象"
    assert "没有填报" in siting_words.lines_title(unknown)


def test_the_link_of_a_plan_keeps_its_lines() -> None:
    assert in_link.kept_lines("5-5-30-women.union.nobody") == ("union", "women")
    assert in_link.kept_lines("5-5-30") == in_link.kept_lines("") == ()
