"""Which region a shape is of: by code, by name, and what happens where the two disagree."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.boundaries.properties import code_in, text_of
from tests.etl import shapes
from tests.etl.handing_in import publish, query, write_folder
from tests.etl.shapes import COUNTY, EAST_VILLAGE, HUKENG, PINGDU, WEST_VILLAGE

EAST = shapes.townships()[PINGDU]


def read_one(tmp_path: Path, **properties: object) -> tuple[list[str], list[str]]:
    """The regions that a shape in the east of the county is taken for, and the codes of the findings."""
    rows = {header: [value] for header, value in properties.items()}
    path = shapes.write(tmp_path / "边界.geojson", rows, [EAST], crs=None)
    found, findings = shapes.loaded(path)
    return list(found), [one.code for one in findings if one.code != "without_boundary"]


@pytest.mark.parametrize(
    ("properties", "region"),
    [
        ({"code": 360829100}, PINGDU),
        ({"区划代码": "360829100000"}, PINGDU),
        ({"XZQDM": 360829100.0}, PINGDU),
        ({"QHDM": "３６０８２９１００"}, PINGDU),
        ({"pac": "360829100001"}, EAST_VILLAGE),
        ({"Gb": "156360829100"}, PINGDU),
        ({"gb": 156360829100000}, PINGDU),
        ({"ZLDWDM": "3608291000010000000"}, EAST_VILLAGE),
        ({"adcode": "360829", "code": "360829100"}, PINGDU),
        ({"name": "平都镇"}, PINGDU),
        ({"XZQMC": "江西省吉安市安福县平都镇"}, PINGDU),
        ({"名称": "平都镇/东门村"}, EAST_VILLAGE),
        ({"QHMC": "东门村委会"}, EAST_VILLAGE),
        ({"乡镇名称": "平都镇", "区县名称": "安福县"}, PINGDU),
        ({"adcode": 360829, "name": "平都镇"}, PINGDU),
        ({"code": "360829100001", "name": "平都镇"}, EAST_VILLAGE),
        ({"code": "360829100", "name": "Pingdu Zhen"}, PINGDU),
        ({"code": "7", "name": "平都镇"}, PINGDU),
        ({"code": "990001", "name": "平都镇"}, PINGDU),
    ],
)
def test_a_region_is_known_by_code_or_name(
    properties: dict[str, object], region: str, tmp_path: Path
) -> None:
    assert read_one(tmp_path, **properties) == ([region], [])


def test_a_village_beside_the_name_of_its_township_is_the_village(tmp_path: Path) -> None:
    told = read_one(tmp_path, XZQMC="平都镇", CMC="东门村")
    assert told == ([EAST_VILLAGE], ["name_further_down"])


def test_a_county_for_trying_out_is_known_by_its_code(tmp_path: Path) -> None:
    regions = "区划代码,名称,级别,上级代码\n990001,甲县,县,\n990001001,乙镇,乡镇,990001\n"
    batch = write_folder(tmp_path / "batch", {"行政区划.csv": regions})
    shapes.write(batch / "边界.geojson", {"code": ["990001001"]}, [EAST], crs=None)
    assert publish(tmp_path / "warehouse", batch).snapshot_id
    assert query(tmp_path / "warehouse", "SELECT region_code FROM raw.boundaries") == [("990001001000",)]


@pytest.mark.parametrize(
    ("properties", "finding", "taken"),
    [
        ({"code": "360829100", "name": "浒坑镇"}, "code_and_name", []),
        ({"code": "360829107", "name": "平都镇"}, "code_unknown", [PINGDU]),
        ({"code": "360829107", "name": "无名镇"}, "unknown_region", []),
        ({"code": "360881100", "name": "平都镇"}, "other_county", []),
        ({"code": "360829100007", "name": "平都镇"}, "unknown_region", []),
        ({"code": "360829100", "name": "另一个地方"}, "name_unlike", [PINGDU]),
        ({"code": "360800", "name": "吉安市"}, "other_county", []),
        ({"name": "平都"}, "unknown_region", []),
        ({"社区名称": "无名社区", "区县名称": "安福县"}, "unknown_region", []),
        ({"code": "360829999", "adcode": "360829"}, "unknown_region", []),
        ({"层": "1"}, "no_region", []),
    ],
)
def test_what_is_not_certain_is_told(
    properties: dict[str, object], finding: str, taken: list[str], tmp_path: Path
) -> None:
    assert read_one(tmp_path, **properties) == (taken, [finding])


def test_a_name_that_two_regions_have_asks_for_the_path(tmp_path: Path) -> None:
    con = shapes.empty_county()
    con.execute("UPDATE raw.regions SET name = '车田村' WHERE level = 'village'")
    path = shapes.write(tmp_path / "村.geojson", {"name": ["车田村"]}, [EAST], crs=None)
    found, findings = shapes.loaded(path, con=con)
    assert found == {}
    assert "平都镇/车田村" in findings.kept[0].message and "浒坑镇/车田村" in findings.kept[0].message


def test_the_township_in_another_property_tells_villages_of_one_name_apart(tmp_path: Path) -> None:
    con = shapes.empty_county()
    con.execute("UPDATE raw.regions SET name = '车田村' WHERE level = 'village'")
    rows = {"村名称": ["车田村", "车田村"], "乡镇名称": ["平都镇", "浒坑镇"]}
    path = shapes.write(tmp_path / "村.geojson", rows, [EAST, shapes.townships()[HUKENG]], crs=None)
    found, _ = shapes.loaded(path, con=con)
    assert set(found) == {EAST_VILLAGE, WEST_VILLAGE}


def test_what_could_be_meant_is_told_with_its_code(tmp_path: Path) -> None:
    path = shapes.write(tmp_path / "乡镇.geojson", {"name": ["平都乡"]}, [EAST], crs=None)
    _, findings = shapes.loaded(path)
    assert f"平都镇（{PINGDU}）" in findings.kept[0].message


@given(st.sampled_from([PINGDU, HUKENG, COUNTY, EAST_VILLAGE]), st.sampled_from(["", "156"]), st.booleans())
def test_short_codes_and_numbers_mean_the_same(code: str, country: str, as_number: bool) -> None:
    for digits in (6, 9, 12):
        if code[digits:].strip("0") == "":
            short = country + code[:digits]
            assert code_in(text_of(float(short) if as_number else f" {short} ")) == code


@given(st.text(max_size=20))
def test_other_texts_are_no_codes(text: str) -> None:
    found = code_in(text_of(text))
    assert found == "" or (len(found) == 12 and found.isdecimal())
