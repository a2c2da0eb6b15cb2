"""Findings name regions by name, the code beside it: whatever rule found them."""

import re
from pathlib import Path

import pytest

from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, query, write_folder
from tests.etl.reading_in import read_in

REGIONS = "SELECT code, name FROM raw.regions"
HEAD = "区划代码,名称,级别,上级代码,类型,撤并日期,并入区划"
#: What breaks a rule at a region that is known → code of the finding.
BROKEN = {
    "a parent two levels up": (
        {"行政区划": f"{HEAD}\n360829101009,新村,村,360829,行政村,,\n"},
        "parent_level",
    ),
    "a parent by name": ({"行政区划": f"{HEAD}\n360829101009,新村,村,安福县,行政村,,\n"}, "parent_level"),
    "its own successor": (
        {"行政区划": f"{HEAD}\n360829101,浒坑镇,乡镇,360829,镇,2018-01-01,360829101\n"},
        "successor_cycle",
    ),
    "the same region twice": (
        {"行政区划": f"{HEAD}\n360829101,浒坑镇,乡镇,360829,镇,,\n360829101000,浒坑镇,乡镇,360829,镇,,\n"},
        "duplicate_key",
    ),
    "a region that is still in use": ({"行政区划": "区划代码,撤销\n360829101,是\n"}, "withdrawn_in_use"),
    "a key that begins with a region": (
        {"机构改革": "区划代码,条线,事项\n平都镇,工会,党群办\n360829100,工会,党群办\n"},
        "duplicate_key",
    ),
    "a name of several": (
        {
            "行政区划": f"{HEAD}\n360829101002,东门村,村,浒坑镇,行政村,,\n",
            "组织": "组织编码,名称,条线,区划代码,类别,成立日期\nN1,新会,工会,东门村,村社区,2018-01-01\n",
        },
        "unclear_region",
    ),
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    publish(folder / "warehouse", write_folder(folder / "first", COUNTY))
    return folder / "warehouse"


@pytest.mark.parametrize("what", BROKEN)
def test_a_finding_that_says_a_region_says_its_name_and_its_code(
    what: str, county: Path, tmp_path: Path
) -> None:
    tables, code = BROKEN[what]
    source = write_folder(tmp_path / "s", {f"{name}.csv": text for name, text in tables.items()})
    with read_in(county, source) as read:
        found = [one for one in read.findings if one.code == code]
        known = dict(query(county, REGIONS)) | dict(read.con.execute(REGIONS).fetchall())
    assert found
    said = " ".join(f"{one.value or ''} {one.message}" for one in found)
    told = re.findall(r"([\u4e00-\u9fff]+)（(\d{12})）", said)
    assert told, said
    assert not re.search(r"(?<!（)\b\d{6,12}\b", said), "no code stands alone"
    for name, code in told:
        assert code in known and name.endswith(known[code])


@pytest.mark.parametrize(
    ("written", "offered"),
    [("平都乡", "平都镇（360829100000）"), ("浒坑", "浒坑镇（360829101000）"), ("天津路", ""), ("乡", "")],
)
def test_a_name_with_one_wrong_character_is_answered_by_those_it_may_mean(
    written: str, offered: str, county: Path, tmp_path: Path
) -> None:
    head = "组织编码,名称,条线,区划代码,类别,成立日期"
    rows = f"{head}\nN1,新会,工会,{written},机关,2018-01-01\n"
    with read_in(county, write_folder(tmp_path / "s", {"组织.csv": rows})) as read:
        (found,) = [one for one in read.findings if one.code == "bad_region_code"]
    assert ("是不是" in found.message) == bool(offered)
    assert offered in found.message
