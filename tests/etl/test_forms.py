"""Forms as they are distributed: who is asked for what, what is locked, what a spreadsheet program checks."""

import csv
import datetime as dt
import json
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.__main__ import main
from etl.contract import TABLES
from etl.contract.collecting import COLLECTED, EVENTS, MONTHLY, REGISTERS
from etl.forms.cell_checks import pairs
from etl.forms.layout import HEADER_ROW, HELPING
from etl.forms.record import FormRecord, find, is_sound, new_id, save, stated_id
from etl.models import read_models
from etl.personal import personal_kind
from etl.reading.header import known_fields
from etl.warehouse import Warehouse
from tests.etl.collecting import FIRST, HEADER, columns, distribute, filled
from tests.etl.handing_in import publish, query, told, write_folder


@pytest.fixture
def forms(warehouse: Path, tmp_path: Path) -> dict[str, Path]:
    return distribute(warehouse, tmp_path / "out", "--due", "2018-03-10")


def sheet_of(form: Path, title: str) -> Any:
    return openpyxl.load_workbook(form)[title]


def rows_of(sheet: Any) -> list[dict[Any, Any]]:
    """Cells below the header by header."""
    return [
        {header: sheet.cell(number, column).value for header, column in columns(sheet).items()}
        for number in range(FIRST, sheet.max_row + 1)
    ]


def test_every_unit_that_owes_something_gets_a_form_and_a_row(
    warehouse: Path, forms: dict[str, Path], tmp_path: Path
) -> None:
    assert set(forms) == {"安福县", "平都镇", "浒坑镇"}
    rows = query(warehouse, "SELECT unit, tables, due_on, handed_in_on FROM raw.collections ORDER BY unit")
    due = dt.date(2018, 3, 10)
    assert rows == [
        ("360829000000", "会员;阵地月报;活动", due, None),
        ("360829100000", "会员;活动", due, None),
        ("360829101000", "活动", due, None),
    ]
    with (tmp_path / "out" / "填报任务" / "填报任务.csv").open(encoding="utf-8-sig") as file:
        assert {row["填报单位"] for row in csv.DictReader(file)} == {row[0] for row in rows}


def test_the_nearest_unit_is_asked_and_the_county_for_the_rest(forms: dict[str, Path]) -> None:
    asked = {
        unit: [row["组织编码"] for row in rows_of(sheet_of(form, "会员"))]
        for unit, form in forms.items()
        if unit != "浒坑镇"
    }
    assert asked == {"安福县": ["U1", "Y1"], "平都镇": ["U2"]}


def test_a_line_of_its_own_is_a_form_of_its_own(warehouse: Path, tmp_path: Path) -> None:
    lines = ("--line", "union", "--line", "youth", "--unit", "360829", "--table", "memberships")
    forms = distribute(warehouse, tmp_path / "out", *lines)
    asked = {
        unit: [row["组织编码"] for row in rows_of(sheet_of(form, "会员"))] for unit, form in forms.items()
    }
    assert asked == {"安福县union": ["U1", "U2"], "安福县youth": ["Y1"]}
    ids = query(warehouse, "SELECT collection_id, line FROM raw.collections ORDER BY 1")
    assert ids == [("2018-02-union", "union"), ("2018-02-youth", "youth")]


def test_last_values_stand_grey_beside_empty_cells(forms: dict[str, Path]) -> None:
    sheet = sheet_of(forms["平都镇"], "会员")
    (row,) = rows_of(sheet)
    assert row == {
        "组织编码": "U2", "单位名称": "平都镇工会", "所在地": "平都镇", "报告期": "2018-02",
        "会员数": None, "上期会员数": 50, "应覆盖人数": None, "上期应覆盖人数": 60,
        "新发展": None, "上期新发展": 1, "上期报告期": "2018-01",
    }  # fmt: skip
    place = columns(sheet)
    assert sheet.protection.sheet
    locked = {header: sheet.cell(FIRST, column).protection.locked for header, column in place.items()}
    assert {header for header, is_locked in locked.items() if not is_locked} == {
        "会员数",
        "应覆盖人数",
        "新发展",
    }
    assert sheet.cell(FIRST, place["上期会员数"]).font.color.rgb == "FF808080"


def checks_of(sheet: Any) -> dict[str, Any]:
    """Column letter → data validation."""
    return {
        openpyxl.utils.get_column_letter(next(iter(rule.sqref.ranges)).min_col): rule
        for rule in sheet.data_validations.dataValidation
    }


def test_cells_are_checked_while_they_are_typed(forms: dict[str, Path]) -> None:
    found = checks_of(sheet_of(forms["平都镇"], "会员"))
    assert found["E"].formula1 == "AND(ISNUMBER($E5),$E5=INT($E5),$E5>=0)"
    assert "OR(ISBLANK($E5),$I5<=$E5)" in found["I"].formula1, "新发展 ≤ 会员数"
    assert "新发展不能超过会员数" in found["I"].error
    assert all(rule.errorStyle in (None, "stop") for rule in found.values())


def test_drop_downs_offer_names(forms: dict[str, Path]) -> None:
    workbook = openpyxl.load_workbook(forms["平都镇"])
    sheet = workbook["活动"]
    found, place = (
        checks_of(sheet),
        {header: sheet.cell(HEADER, column).column_letter for header, column in columns(sheet).items()},
    )
    assert "妇联" in found[place["牵头条线"]].formula1
    assert found[place["线上"]].formula1 == '"是,否"'
    assert found[place["区划代码"]].formula1 == "'填写说明'!$J$2:$J$3"
    assert [workbook["填写说明"]["J2"].value, workbook["填写说明"]["J3"].value] == ["平都镇", "东门村"]
    assert "DATE(2018,2,28)" in found[place["日期"]].formula1, "no day of the future"


def test_sums_show_while_typing(forms: dict[str, Path]) -> None:
    sheet = sheet_of(forms["安福县"], "会员")
    place = columns(sheet)
    assert sheet.cell(2, place["会员数"]).value == "=SUM(E5:E6)"
    kept = openpyxl.load_workbook(forms["安福县"], data_only=True)["会员"]
    assert kept.cell(2, place["会员数"]).value == 0
    assert kept.cell(2, place["上期会员数"]).value == 100, "what was reported last adds up already"


def test_a_filled_form_is_an_ordinary_hand_in(
    warehouse: Path, forms: dict[str, Path], tmp_path: Path
) -> None:
    form = filled(forms["平都镇"], tmp_path / "随便起的名字.xlsx")
    outcome = publish(warehouse, form)
    assert told(outcome.findings) == []
    assert {code for code, *_ in told(outcome.findings, "warning")} <= {"unknown_column", "no_rows"}
    wanted = (
        "SELECT members, eligible, joined FROM raw.memberships WHERE org_id = 'U2' AND period = '2018-02-01'"
    )
    assert query(warehouse, wanted) == [(120, 130, 4)]


def test_a_register_is_prefilled_and_read_back_unchanged(warehouse: Path, tmp_path: Path) -> None:
    tables = ("--table", "organizations", "--table", "stations")
    forms = distribute(warehouse, tmp_path / "out", *tables)
    asked = [
        f"SELECT * EXCLUDE (source_id, row_number) FROM raw.{name} ORDER BY ALL"  # noqa: S608
        for name in tables[1::2]
    ]
    before = [query(warehouse, one) for one in asked]
    for form in forms.values():
        assert told(publish(warehouse, form).findings) == []
    assert [query(warehouse, one) for one in asked] == before


def test_a_county_asked_after_its_townships_owes_its_own_rows_alone(warehouse: Path, tmp_path: Path) -> None:
    members = ("--table", "memberships")
    distribute(warehouse, tmp_path / "one", "--unit", "平都镇", *members)
    later = distribute(warehouse, tmp_path / "later", "--unit", "安福县", *members, "--due", "2018-03-20")
    assert [row["组织编码"] for row in rows_of(sheet_of(later["安福县"], "会员"))] == ["U1", "Y1"]
    asked = "SELECT unit, due_on FROM raw.collections WHERE collection_id = '2018-02' ORDER BY unit"
    assert query(warehouse, asked) == [
        ("360829000000", dt.date(2018, 3, 20)),
        ("360829100000", dt.date(2018, 3, 10)),
    ]


def test_other_tables_of_the_same_month_are_another_collection(warehouse: Path, tmp_path: Path) -> None:
    distribute(warehouse, tmp_path / "one", "--unit", "360829100", "--table", "memberships")
    distribute(
        warehouse, tmp_path / "later", "--unit", "360829100", "--table", "memberships", "--due", "2018-03-20"
    )
    assert query(warehouse, "SELECT collection_id, due_on FROM raw.collections") == [
        ("2018-02", dt.date(2018, 3, 20))
    ]
    distribute(warehouse, tmp_path / "more", "--unit", "360829100", "--table", "activities")
    assert query(warehouse, "SELECT collection_id FROM raw.collections ORDER BY 1") == [
        ("2018-02",),
        ("2018-02-2",),
    ]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--unit", "999999"], "999999"),
        (["--table", "regions"], "regions"),
        (["--unit", "360829100001", "--table", "station_months"], "没有要填的"),
    ],
)
def test_what_cannot_be_distributed_is_refused(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], word: str
) -> None:
    asked = ["--warehouse", str(warehouse), "--period", "2018-02", "--out", str(tmp_path / "out")]
    assert main(["forms", *asked, *options]) == 2
    assert word in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert not (warehouse / "forms").exists()


def test_without_a_published_county_there_is_nothing_to_ask(tmp_path: Path) -> None:
    asked = ["--warehouse", str(tmp_path / "w"), "--period", "2018-02", "--out", str(tmp_path / "out")]
    assert main(["forms", *asked]) == 3


def test_all_forms_in_one_file(warehouse: Path, tmp_path: Path) -> None:
    forms = distribute(warehouse, tmp_path / "out", "--zip")
    with zipfile.ZipFile(tmp_path / "out" / "填报表.zip") as packed:
        assert set(packed.namelist()) == {form.name for form in forms.values()}
        assert packed.testzip() is None


def test_two_units_of_one_name_have_two_files(warehouse: Path, tmp_path: Path) -> None:
    more = "区划代码,名称,级别,上级代码,类型\n360829102,平都镇,乡镇,360829,镇\n"
    publish(warehouse, write_folder(tmp_path / "more", {"行政区划.csv": more}))
    out = tmp_path / "out"
    report = tmp_path / "report.json"
    asked = ["--warehouse", str(warehouse), "--period", "2018-02", "--out", str(out), "--table", "activities"]
    assert main(["forms", *asked, "--report", str(report)]) == 0
    files = [form["file"] for form in json.loads(report.read_text(encoding="utf-8"))["forms"]]
    assert len(files) == len(set(files)) == len(list(out.glob("*.xlsx"))) == 4


def test_an_id_is_letters_that_check_themselves() -> None:
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(is_sound(form) and personal_kind(form) is None for form in ids)
    form = ids.pop()
    slips = [
        form[:at] + letter + form[at + 1 :]
        for at in range(len(form))
        for letter in "BZ-"
        if form[at] != letter
    ]
    assert sum(map(is_sound, slips)) <= 1, "a slip of the pen is told in all but one of 160,000 cases"


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    record = FormRecord(
        new_id(), "2018-02", "月报", "360829000000", "安福县", "360829100000", "平都镇", "union",
        dt.date(2018, 2, 1), dt.date(2018, 3, 10), {"memberships": [["U2"]]},
    )  # fmt: skip
    warehouse = Warehouse(tmp_path)
    save(warehouse, [record])
    assert find(warehouse, record.form) == record
    assert find(warehouse, "../" + record.form) is None
    stated = stated_id(["别的", record.id_line])
    assert stated and (stated.form, stated.county) == (record.form, record.county)


def test_forms_stay_clear_of_the_contract() -> None:
    """Columns that only help must never be taken for a field, nor a field for one of them."""
    assert HEADER == HEADER_ROW + 1
    for table in COLLECTED.values():
        assert not HELPING & known_fields(table).keys()
    assert {pair.other for pair in pairs(TABLES["cadres"])} == {"standing", "committee", "congress"}


def test_the_models_know_the_tables_that_are_collected() -> None:
    sql = next(model.sql for model in read_models() if model.name == "staging.collection_tables")
    kinds = {"monthly": MONTHLY, "events": EVENTS, "register": REGISTERS}
    for asks, tables in kinds.items():
        for table in tables:
            assert f"('{table.name}', '{table.title}', '{asks}')" in sql
    assert sql.count("('") == len(COLLECTED)


def test_a_large_county_is_distributed_in_seconds(demo_warehouse: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(demo_warehouse, tmp_path / "warehouse"))
    start = time.process_time()
    forms = distribute(warehouse, tmp_path / "out", period="2018-07")
    assert len(forms) == 21
    assert time.process_time() - start < 60
