"""Places by name in the drop-downs of forms."""

from pathlib import Path

import openpyxl

from etl.__main__ import main
from tests.etl.collecting import ACTIVITY, FIRST, HEADER, columns, distribute
from tests.etl.handing_in import publish, write_folder
from tests.etl.reading_in import read_in
from tests.etl.test_forms import checks_of

TWINS = """区划代码,名称,级别,上级代码,类型,撤并日期,并入区划
360829102,横龙镇,乡镇,360829,镇,,
360829102001,东门村,村,360829102,行政村,,
360829102002,西门村,村,360829102,行政村,,
360829101002,西门村,村,360829101,行政村,2017-01-01,360829101001
360829102003,南门村,村,360829102,行政村,,
360829102004,南门村,村,360829102,行政村,,
"""


def test_every_place_that_a_drop_down_offers_is_read_as_that_place(warehouse: Path, tmp_path: Path) -> None:
    """Villages of one name: in two towns, one of them merged long ago, and two in one town."""
    publish(warehouse, write_folder(tmp_path / "twins", {"行政区划.csv": TWINS}))
    form = distribute(warehouse, tmp_path / "out", "--table", "activities")["安福县"]
    book = openpyxl.load_workbook(form)
    sheet, place = book["活动"], columns(book["活动"])
    rule = checks_of(sheet)[sheet.cell(HEADER, place["区划代码"]).column_letter]
    title, _, cells = rule.formula1.partition("!")
    names = [cell.value for (cell,) in book[title.strip("'")][cells.replace("$", "")]]
    for number, name in enumerate(names):
        for header, value in (ACTIVITY | {"活动编号": f"R{number:02}", "区划代码": name}).items():
            sheet.cell(FIRST + number, place[header], value)
    book.save(form)
    with read_in(warehouse, form) as read:
        asked = "SELECT region_code FROM raw.activities WHERE activity_id LIKE 'R%' ORDER BY activity_id"
        codes = [code for (code,) in read.rows(asked)]
    assert dict(zip(codes, names, strict=True)) == {
        "360829000000": "安福县",
        "360829100000": "平都镇",
        "360829100001": "平都镇东门村",
        "360829101000": "浒坑镇",
        "360829101001": "北门村",
        "360829102000": "横龙镇",
        "360829102001": "横龙镇东门村",
        "360829102002": "横龙镇西门村",
        "360829102003": "360829102003",
        "360829102004": "360829102004",
    }


def test_the_template_offers_the_same_places(warehouse: Path, tmp_path: Path) -> None:
    publish(warehouse, write_folder(tmp_path / "twins", {"行政区划.csv": TWINS}))
    names = offered(warehouse, tmp_path / "known.xlsx")
    assert {"安福县", "横龙镇东门村", "横龙镇西门村", "360829102003"} <= set(names)
    assert "南门村" not in names, "it would be one of two"
    assert offered(tmp_path / "nothing", tmp_path / "unknown.xlsx") == []
    assert not (tmp_path / "nothing").exists()


def offered(warehouse: Path, file: Path) -> list[str]:
    """What the drop-down of places of a template offers on the sheet of activities."""
    assert main(["template", str(file), "--warehouse", str(warehouse)]) == 0
    book = openpyxl.load_workbook(file)
    rules = book["活动"].data_validations.dataValidation
    for title, _, cells in (str(rule.formula1).partition("!") for rule in rules):
        if cells:
            return [cell.value for (cell,) in book[title.strip("'")][cells.replace("$", "")]]
    return []
