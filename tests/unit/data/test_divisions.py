"""Every county of the country is found by its name, by pinyin, by its initials and by its code."""

import random

import pytest

from metrics.data.divisions import County, divisions, found

DRAWN = random.Random(2018).sample(list(divisions().counties.values()), 40)


@pytest.mark.parametrize(
    ("asked", "name", "above"),
    [
        ("安福", "安福县", "江西省吉安市"),
        ("afx", "安福县", "江西省吉安市"),
        ("AnFu", "安福县", "江西省吉安市"),
        ("an fu xian", "安福县", "江西省吉安市"),
        ("ａｆｘ", "安福县", "江西省吉安市"),
        ("360829", "安福县", "江西省吉安市"),
        ("yueqing", "乐清市", "浙江省温州市"),
        ("北京 朝阳", "朝阳区", "北京市"),
        ("仙桃", "仙桃市", "湖北省"),
        ("东莞", "东莞市", "广东省"),
        ("shz", "石河子市", "新疆维吾尔自治区"),
        ("兵团", "石河子市", "新疆维吾尔自治区"),
        ("三沙", "西沙群岛", "海南省三沙市"),
        ("嵊泗", "嵊泗县", "浙江省舟山市"),
    ],
)
def test_what_people_type_finds_the_county_first(asked: str, name: str, above: str) -> None:
    first = found(asked, 5)[0]
    assert (first.name, first.above) == (name, above)


@pytest.mark.parametrize("one", DRAWN, ids=lambda one: one.code)
def test_any_county_is_found_in_every_way(one: County) -> None:
    assert found(one.code, 1) == [one]
    assert one in found(f"{one.above} {one.name}", 3)
    for asked in (one.name, one.tails[0], one.initials, one.name[:2]):
        assert one in found(asked, len(divisions().counties))
    assert found(one.name, 1)[0].name == one.name


@pytest.mark.parametrize("asked", ["", "  ", "'", "没有这个县", "xyzxyz", "999999"])
def test_what_means_no_county_finds_none(asked: str) -> None:
    assert found(asked, 5) == []


def test_step_by_step_every_county_is_reached() -> None:
    known = divisions()
    reached = [
        county
        for province in known.provinces
        for city in known.cities_of(province)
        for county in known.counties_of(city)
    ]
    assert sorted(reached) == sorted(known.counties)
    assert known.settled("11") == "1101" and known.settled("4419") == "441900"
    assert known.settled("36") == "36" and known.read("3608") == "3608" and known.read("99") is None
