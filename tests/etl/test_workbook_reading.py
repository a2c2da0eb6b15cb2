"""What a workbook may look like, and cells that look different from what they hold."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl

from etl.findings import Findings
from tests.etl.handing_in import publish, query, told, write_workbook
from tests.etl.reading_in import check

MEMBERS = ["组织编码", "报告期", "会员数"]
ACTIVITIES = ["活动编号", "名称", "牵头条线", "区划代码", "日期", "参与人次", "满意度"]
ACTIVITY = ["A9", "活动", "工会", "360829", "2018-02-01", 5, 90]


def findings_of(county: Path, tmp_path: Path, sheets: dict[str, Any], *after: Any) -> Findings:
    return check(county, write_workbook(tmp_path / "b.xlsx", sheets, *after))


def shown_as(header: str, cell: float, number_format: str) -> Callable[[Any, Any], None]:
    """Overwrite a cell of the one activity with a formatted number."""

    def overwrite(workbook: Any, sheet: Any) -> None:
        look = workbook.add_format({"num_format": number_format})
        sheet.write_number(1, ACTIVITIES.index(header), cell, look)

    return overwrite


def test_true_dates_numbers_and_months(warehouse: Path, tmp_path: Path) -> None:
    activity = ["A9", 2018, "工会", 360829, dt.date(2018, 1, 16), 5.0, 94.5]
    month = ["U1", dt.datetime(2018, 2, 1), 7]
    sheets = {"活动": [ACTIVITIES, activity], "会员": [MEMBERS, month, ["U2", 201802, "1.91万"]]}
    outcome = publish(warehouse, write_workbook(tmp_path / "b.xlsx", sheets))
    assert told(outcome.findings) == []
    columns = "name, region_code, held_on, participants, satisfaction"
    assert query(warehouse, f"SELECT {columns} FROM raw.activities WHERE activity_id = 'A9'") == [  # noqa: S608
        ("2018", "360829000000", dt.date(2018, 1, 16), 5, 94.5)
    ]
    members = "SELECT members FROM raw.memberships WHERE period = DATE '2018-02-01' ORDER BY org_id"
    assert query(warehouse, members) == [(7,), (19100,)]


def test_dates_counted_from_1904(warehouse: Path, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = workbook.active
    sheet.title = "联席会议"
    for row in (["会议编号", "日期", "名称"], ["M2", dt.date(2018, 1, 16), "会议"]):
        sheet.append(row)
    workbook.save(tmp_path / "b.xlsx")
    publish(warehouse, tmp_path / "b.xlsx")
    held_on = query(warehouse, "SELECT held_on FROM raw.meetings WHERE meeting_id = 'M2'")
    assert held_on == [(dt.date(2018, 1, 16),)]


#: A cell of an activity, what stands in it, and what it is told to be.
WRONG_KINDS = [
    ("活动编号", 12.5, "bad_code"),
    ("活动编号", 1234567890123456, "bad_code"),
    ("活动编号", True, "bad_code"),
    ("活动编号", dt.date(2018, 1, 16), "bad_code"),
    ("活动编号", "3.6E+11", "bad_code"),
    ("区划代码", 360829.5, "bad_region_code"),
    ("区划代码", 3.6e17, "bad_region_code"),
    ("日期", 43116, "bad_date"),
    ("日期", 43116.5, "bad_date"),
    ("日期", dt.datetime(2018, 1, 16, 10, 30), "bad_date"),
    ("日期", dt.time(10, 30), "bad_date"),
    ("参与人次", 5.5, "not_whole"),
    ("参与人次", True, "not_a_number"),
    ("参与人次", dt.date(2018, 1, 16), "not_a_number"),
    ("参与人次", 1e19, "number_too_large"),
    ("满意度", False, "not_a_number"),
    ("牵头条线", 1, "not_in_list"),
]


def activities(cells: Sequence[tuple[str, object]]) -> list[list[object]]:
    """Activities of which one cell each is something else, with the header above."""
    rows = []
    for number, (header, cell) in enumerate(cells):
        row = dict(zip(ACTIVITIES, ACTIVITY, strict=True)) | {"活动编号": f"A{number + 9}"} | {header: cell}
        rows.append(list(row.values()))
    return [ACTIVITIES, *rows]


def test_cells_of_the_wrong_kind(county: Path, tmp_path: Path) -> None:
    rows = activities([(header, cell) for header, cell, _ in WRONG_KINDS])
    findings = findings_of(county, tmp_path, {"活动": rows})
    wanted = [(code, "活动", row, header) for row, (header, _, code) in enumerate(WRONG_KINDS, start=2)]
    assert told(findings) == wanted


def test_a_month_is_read_from_a_true_date_only_when_it_is_the_first(county: Path, tmp_path: Path) -> None:
    findings = findings_of(county, tmp_path, {"会员": [MEMBERS, ["U1", dt.date(2018, 2, 16), 7]]})
    assert told(findings) == [("bad_month", "会员", 2, "报告期")]


def test_a_cell_shown_as_50_percent_is_50(warehouse: Path, tmp_path: Path) -> None:
    shares = {0.5: 50.0, 0.945: 94.5, 0.07: 7.0, 1: 100.0}
    cells = list(product(shares, ["0%", "0.00%", "0.0%;[Red]-0.0%"]))

    def shown(workbook: Any, sheet: Any) -> None:
        for row, (cell, number_format) in enumerate(cells, start=1):
            look = workbook.add_format({"num_format": number_format})
            sheet.write_number(row, ACTIVITIES.index("满意度"), cell, look)

    rows = activities([("满意度", cell) for cell, _ in cells])
    publish(warehouse, write_workbook(tmp_path / "b.xlsx", {"活动": rows}, shown))
    stored = query(
        warehouse, "SELECT satisfaction FROM traced.activities WHERE file = 'b.xlsx' ORDER BY row_number"
    )
    assert stored == [(shares[cell],) for cell, _ in cells]


def test_a_percent_sign_in_quotation_marks_is_only_a_unit(warehouse: Path, tmp_path: Path) -> None:
    after = shown_as("满意度", 50, '0"%"')
    publish(warehouse, write_workbook(tmp_path / "b.xlsx", {"活动": [ACTIVITIES, ACTIVITY]}, after))
    stored = query(warehouse, "SELECT satisfaction FROM raw.activities WHERE activity_id = 'A9'")
    assert stored == [(50.0,)]


def test_a_percentage_where_none_belongs(county: Path, tmp_path: Path) -> None:
    after = shown_as("参与人次", 5, "0%")
    findings = findings_of(county, tmp_path, {"活动": [ACTIVITIES, ACTIVITY]}, after)
    assert told(findings) == [("not_whole", "活动", 2, "参与人次")]
    assert next(iter(findings)).value == "500%"


def test_targets_shown_as_percentages(warehouse: Path, tmp_path: Path) -> None:
    def shown(workbook: Any, sheet: Any) -> None:
        sheet.write_number(1, 2, 0.95, workbook.add_format({"num_format": 9}))

    sheets = {"指标目标": [["指标编号", "年度", "目标值"], ["org_coverage", 2018, None]]}
    publish(warehouse, write_workbook(tmp_path / "b.xlsx", sheets, shown))
    assert query(warehouse, "SELECT target FROM raw.targets") == [(0.95,)]


def test_an_error_in_a_cell_is_no_blank(county: Path, tmp_path: Path) -> None:
    errors = ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
    cells = list(product(["名称", "参与人次", "满意度", "日期"], errors))

    def broken(_workbook: Any, sheet: Any) -> None:
        for row, (header, error) in enumerate(cells, start=1):
            sheet.write_formula(row, ACTIVITIES.index(header), "=1/0", None, error)

    findings = findings_of(county, tmp_path, {"活动": activities(cells)}, broken)
    wanted = [("formula_error", "活动", row, header) for row, (header, _) in enumerate(cells, start=2)]
    assert told(findings) == wanted
    assert [finding.value for finding in sorted(findings, key=lambda one: one.row or 0)] == [
        error for _, error in cells
    ]


def test_a_formula_without_a_result_is_no_blank(county: Path, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "会员"
    for row in ([*MEMBERS, "新发展"], ["U1", "2018-02", 7, "=1+1"]):
        sheet.append(row)
    workbook.save(tmp_path / "b.xlsx")
    findings = check(county, tmp_path / "b.xlsx")
    assert told(findings) == [("formula_error", "会员", 2, "新发展")]


def test_formulas_with_their_results(warehouse: Path, tmp_path: Path) -> None:
    def computed(_workbook: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, "=0.1*30", None, 3.0000000000000004)

    sheets = {"会员": [MEMBERS, ["U1", "2018-02", None]]}
    publish(warehouse, write_workbook(tmp_path / "b.xlsx", sheets, computed))
    assert query(warehouse, "SELECT members FROM raw.memberships WHERE period = DATE '2018-02-01'") == [(3,)]


def test_merged_cells_hold_their_value_in_all_of_them(warehouse: Path, tmp_path: Path) -> None:
    def merged(_workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A1:D1", "安福县会员月报")
        sheet.merge_range("A2:A3", "组织编码")
        sheet.merge_range("B2:D2", "会员")
        sheet.merge_range("A4:A5", "U1")
        sheet.merge_range("B5:B6", "2018-03")
        sheet.merge_range("A90:D95", "")

    table = [[], [], [None, "报告期", "会员数", "新发展"], [None, "2018-02", 5, 1]]
    table += [[None, None, 7, 1], ["U2", None, 7, 1]]
    outcome = publish(warehouse, write_workbook(tmp_path / "b.xlsx", {"会员": table}, merged))
    assert told(outcome.findings) == []
    rows = query(warehouse, "SELECT org_id, members, row_number FROM raw.memberships WHERE members < 10")
    assert sorted(rows) == [("U1", 5, 4), ("U1", 7, 5), ("U2", 7, 6)]


def test_a_merged_key_is_a_doubled_key(county: Path, tmp_path: Path) -> None:
    def merged(_workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A3", "U1")

    sheets = {"会员": [MEMBERS, [None, "2018-02", 7], [None, "2018-02", 8]]}
    assert told(findings_of(county, tmp_path, sheets, merged)) == [("duplicate_key", "会员", 3, "组织编码")]


def test_a_table_that_does_not_begin_in_the_first_cell(county: Path, tmp_path: Path) -> None:
    table = [[], [], [None, None, *MEMBERS], [], [None, None, "U1", "2018-02", "x"]]
    findings = findings_of(county, tmp_path, {"会员": table})
    assert told(findings) == [("not_a_number", "会员", 5, "会员数")]


def test_blank_rows_and_rows_of_spaces_are_counted(county: Path, tmp_path: Path) -> None:
    table = [MEMBERS, ["U1", "2018-02", 7], [], [" ", "　", None], ["U1", "2018-03", "x"]]
    assert told(findings_of(county, tmp_path, {"会员": table})) == [("not_a_number", "会员", 5, "会员数")]


def test_unknown_sheets_and_charts_warn_and_instructions_are_passed_over(
    county: Path, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "memberships"
    for row in (MEMBERS, ["U1", "2018-02", 7]):
        sheet.append(row)
    workbook.create_sheet("填写说明").append(["请填写"])
    workbook.create_sheet("汇总").append(["合计", 7])
    workbook.create_chartsheet("图")
    workbook.save(tmp_path / "b.xlsx")
    findings = check(county, tmp_path / "b.xlsx")
    assert told(findings) == []
    assert told(findings, "warning") == [
        ("unknown_sheet", "图", None, ""),
        ("unknown_sheet", "汇总", None, ""),
    ]


def test_two_sheets_of_one_table_are_read_one_after_the_other(warehouse: Path, tmp_path: Path) -> None:
    sheets = {"会员": [MEMBERS, ["U1", "2018-02", 7]], "会员 (2)": [MEMBERS[::-1], [8, "2018-02", "U2"]]}
    outcome = publish(warehouse, write_workbook(tmp_path / "b.xlsx", sheets))
    assert told(outcome.findings) == []
    rows = "SELECT org_id, members, sheet, row_number FROM traced.memberships WHERE members < 10 ORDER BY 1"
    assert query(warehouse, rows) == [("U1", 7, "会员", 2), ("U2", 8, "会员 (2)", 2)]


def test_one_key_in_two_sheets_is_refused_and_both_rows_are_named(county: Path, tmp_path: Path) -> None:
    sheets = {"会员": [MEMBERS, [], ["U1", "2018-02", 7]], "会员 (2)": [MEMBERS, ["U1", "2018年2月", 7]]}
    findings = findings_of(county, tmp_path, sheets)
    assert told(findings) == [("duplicate_key", "会员 (2)", 2, "组织编码")]
    assert "“会员”第 3 行" in next(iter(findings)).message


def test_a_row_that_goes_on_beyond_the_last_header_is_ragged(county: Path, tmp_path: Path) -> None:
    table = [[*MEMBERS, None], ["U1", "2018-02", 7, "注"], ["U1", "2018-03", "x", None]]
    findings = findings_of(county, tmp_path, {"会员": table})
    assert told(findings) == [("ragged_row", "会员", 2, ""), ("not_a_number", "会员", 3, "会员数")]


def test_a_column_without_a_header_between_others_only_warns(county: Path, tmp_path: Path) -> None:
    table = [["组织编码", None, "报告期", "会员数"], ["U1", "注", "2018-02", 7]]
    findings = findings_of(county, tmp_path, {"会员": table})
    assert told(findings) == []
    assert told(findings, "warning") == [("unlabelled_column", "会员", 1, "")]


def test_empty_sheets_and_sheets_with_a_header_only(county: Path, tmp_path: Path) -> None:
    sheets = {"会员": [], "组织": [["说明"], ["略"]], "活动": [ACTIVITIES], "项目": [[" "]]}
    findings = findings_of(county, tmp_path, sheets)
    assert told(findings) == [
        ("empty_file", "会员", None, ""),
        ("header_missing", "组织", None, ""),
        ("empty_file", "项目", None, ""),
    ]
    assert told(findings, "warning") == [("no_rows", "活动", None, "")]
