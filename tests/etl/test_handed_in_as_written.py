"""Hand-ins as clerks write them, each with the right answer: names, units, totals, footers, several files."""

from pathlib import Path
from typing import Any

import pytest

from etl.contract import TABLES
from etl.reading.header import column_of
from tests.etl.handing_in import write_folder, write_workbook
from tests.etl.reading_in import read_in

MEMBERS = ["组织编码", "报告期", "会员数", "应覆盖人数"]
ONE = ["U1", "2018-07", 90, 120]
TWO = ["U2", "2018-07", 91, 121]
STORED = "SELECT org_id, members, eligible FROM raw.memberships WHERE period = DATE '2018-07-01' ORDER BY 1"
BOTH = [("U1", 90, 120), ("U2", 91, 121)]


def sheet(tmp_path: Path, rows: list[list[Any]], name: str = "会员", **after: Any) -> Path:
    return write_workbook(tmp_path / "b.xlsx", {name: rows}, **after)


@pytest.mark.parametrize(
    "name",
    ["1.会员", "附件1 会员", "01会员", "会员表", "会员(2018年)", "会员（2）", "会员2018年7月", "会员 2018-07"]
    + ["附件1：会员表（2018年7月）", "一、会员", "会\u200b员", "memberships", "会员2018年上半年"],
)
def test_sheet_names_as_people_write_them(name: str, county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [MEMBERS, ONE, TWO], name)) as read:
        assert read.rows(STORED) == BOTH
        assert read.warnings == []


def test_where_no_table_is_found_the_names_and_their_likes_are_told(county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [MEMBERS, ONE], "会员名册")) as read:
        assert read.errors == [("empty_batch", "b.xlsx", None, "")]
        assert "“会员名册”（像是“会员”）" in read.messages("empty_batch")[0]


@pytest.mark.parametrize(
    "header",
    [
        ["组织编码*", "*报告期", "会员数（必填）", "应覆盖人数："],
        ["1.组织编码", "2、报告期", "（3）会员数", "4.应覆盖人数"],
        ["组织编码\u200b", "报告期", "会员\n数", "应覆盖 人数"],
        ["组织编码", "报告期", "会员数（人）", "应覆盖人数(名)"],
        ["⼀、组织编码", "报告期", "会员数", "应覆盖⼈数"],
    ],
)
def test_headers_as_people_write_them(header: list[str], county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [header, ONE, TWO])) as read:
        assert read.rows(STORED) == BOTH


@pytest.mark.parametrize(
    ("label", "factor"),
    [("金额(元)", 1), ("金额（万元）", 10**4), ("金额（单位：万元）", 10**4), ("金额【万元】*", 10**4)]
    + [("金额[亿]", 10**8), ("8.金额〔百万元〕：", 10**6), ("金额/万元", 10**4), ("金额千元", 1000)]
    + [("金额（元）（必填）", 1), ("金额（人）", None), ("金额（元）（万元）", None)],
)
def test_a_unit_is_seen_wherever_it_stands_in_a_header(label: str, factor: int | None) -> None:
    column = column_of(TABLES["outputs"], label)
    assert column is not None and (column.field.name, column.factor) == ("amount_yuan", factor)


@pytest.mark.parametrize("label", ["金额", "金额（截至7月底）", "金额2", "其中：单元", "元"])
def test_what_is_no_unit_makes_a_column_unknown(label: str) -> None:
    assert column_of(TABLES["outputs"], label) is None


def test_a_unit_in_a_header_multiplies(county: Path, tmp_path: Path) -> None:
    header = ["产出编号", "条线", "区划代码", "日期", "项目", "数量", "单位", "金额（万元）"]
    row = ["O9", "残联", "360829", "2018-06-01", "假肢安装", 3, "例"]
    rows = [header, [*row, 1.5], ["O8", *row[1:], "1,234.56"], ["O7", *row[1:], "—"]]
    with read_in(county, sheet(tmp_path, rows, "服务产出")) as read:
        stored = read.rows("SELECT output_id, amount_yuan FROM raw.outputs ORDER BY 1")
        assert stored == [("O7", None), ("O8", 12345600.0), ("O9", 15000.0)]


def test_units_that_do_not_fit_are_errors(county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [["组织编码", "报告期", "会员数（元）"], ONE[:3]])) as read:
        assert ("misfit_unit", "会员", 1, "会员数（元）") in read.errors
    rows = [
        ["指标编号", "年度", "目标值（%）"],
        ["org_coverage", 2018, 95],
        ["village_coverage", 2018, "90%"],
    ]
    with read_in(county, sheet(tmp_path, rows, "指标目标")) as read:
        assert sorted(read.rows("SELECT target FROM raw.targets")) == [(0.9,), (0.95,)]
    rows = [
        ["资金编号", "项目编号", "日期", "类型", "金额（万元）"],
        ["F9", "P1", "2018-02-01", "支出", "3万"],
    ]
    with read_in(county, sheet(tmp_path, rows, "资金")) as read:
        assert read.errors == [("not_a_number", "资金", 2, "金额（万元）")]


def test_a_unit_above_the_header_is_not_passed_over(county: Path, tmp_path: Path) -> None:
    header = ["资金编号", "项目编号", "日期", "类型", "金额(元)"]
    rows = [["单位：万元"], header, ["F9", "P1", "2018-02-01", "支出", 3]]
    with read_in(county, sheet(tmp_path, rows, "资金")) as read:
        assert read.errors == [("unit_in_title", "资金", 1, "")]
    rows[1] = [*header[:4], "金额（万元）"]
    with read_in(county, sheet(tmp_path, rows, "资金")) as read:
        assert read.rows("SELECT amount_yuan FROM raw.fundings") == [(30000.0,)]


def test_two_header_rows_are_one(county: Path, tmp_path: Path) -> None:
    rows = [
        ["组织编码", "报告期", "班子", "", "队伍", ""],
        ["", "", "专职", "兼职", "专职", "兼职"],
        ["U1", "2018-07", 1, 2, 3, 4],
    ]

    def merged(_workbook: Any, sheet: Any) -> None:
        for span, word in (("A1:A2", "组织编码"), ("B1:B2", "报告期"), ("C1:D1", "班子"), ("E1:F1", "队伍")):
            sheet.merge_range(span, word)

    with read_in(county, sheet(tmp_path, rows, "干部队伍", after=merged)) as read:
        found = read.rows("SELECT lead_full, lead_part, full_time, part_time, row_number FROM raw.cadres")
        assert found == [(1, 2, 3, 4, 3)]


def test_rows_that_are_no_records_are_passed_over_and_named(county: Path, tmp_path: Path) -> None:
    rows = [
        MEMBERS,
        ["甲", "乙", 1, 2],
        ONE,
        ["小计", "", 90, 120],
        MEMBERS,
        TWO,
        ["合 计", "", 180, 241],
        [],
    ]
    rows += [["填报人：某某", "", "审核人：", "某某"], ["注：本表只报人数"]]
    with read_in(county, sheet(tmp_path, rows)) as read:
        assert read.rows(STORED) == BOTH
        assert read.warnings == [
            ("column_numbers", "会员", 2, ""),
            ("total_row", "会员", 4, ""),
            ("repeated_header", "会员", 5, ""),
            ("footer", "会员", 9, ""),
        ]
        (total,) = read.messages("total_row")
        assert "第 4、7 行" in total
        assert "第 7 行的会员数写的是 180，上面各行之和是 181，相差 -1" in total
        assert "应覆盖人数" not in total


def test_a_total_row_whose_key_is_blank(county: Path, tmp_path: Path) -> None:
    rows = [["序号", *MEMBERS], [1, *ONE], [2, *TWO], ["合计", "", "", 181, 241]]
    with read_in(county, sheet(tmp_path, rows)) as read:
        assert read.rows(STORED) == BOTH
        assert ("total_row", "会员", 4, "") in read.warnings


def test_what_looks_like_a_footer_above_the_last_record_is_an_error(county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [MEMBERS, ONE, ["注：", "", "", ""], TWO])) as read:
        assert ("bad_code", "会员", 3, "组织编码") in read.errors


def test_prefilled_serial_numbers_are_no_records(county: Path, tmp_path: Path) -> None:
    rows = [["序号", *MEMBERS], [1, *ONE], [2, *TWO], *([number] for number in range(3, 501))]
    with read_in(county, sheet(tmp_path, rows)) as read:
        assert read.rows(STORED) == BOTH
        assert read.warnings == [("unknown_column", "会员", 1, "序号")]


@pytest.mark.parametrize("dash", ["—", "－", "-", "/", "无", " / ", "／"])
def test_dashes_are_blank_where_nothing_is_required(dash: str, county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [MEMBERS, [*ONE[:3], dash]])) as read:
        assert read.rows(STORED) == [("U1", 90, None)]
    with read_in(county, sheet(tmp_path, [MEMBERS, [*ONE[:2], dash, 120]])) as read:
        assert read.errors == [("required", "会员", 2, "会员数")]
    names = ["组织编码", "责任岗位", "上级组织编码"]
    with read_in(county, sheet(tmp_path, [names, ["U2", dash, dash]], "组织")) as read:
        assert read.rows("SELECT owner_post, parent_id FROM raw.organizations WHERE org_id = 'U2'") == [
            (None, None)
        ]


def test_a_number_merged_over_rows_or_columns_is_an_error(county: Path, tmp_path: Path) -> None:
    for span in ("C2:C3", "C2:D2", "C2:D3"):

        def merged(_workbook: Any, sheet: Any, span: str = span) -> None:
            sheet.merge_range(span, 300)

        with read_in(county, sheet(tmp_path, [MEMBERS, ONE[:2], TWO[:2]], after=merged)) as read:
            assert ("merged_number", "会员", 2, "会员数") in read.errors
            assert span in read.messages("merged_number")[0]


def test_codes_keep_their_zeros(county: Path, tmp_path: Path) -> None:
    header = "组织编码,名称,条线,区划代码,类别,成立日期\n"
    rest = "甲,工会,360829,企业,2010-01-01"
    for number, spelt in enumerate(["'001", '"=""001"""', "001"]):
        source = write_folder(tmp_path / str(number), {"组织.csv": f"{header}{spelt},{rest}\n"})
        with read_in(county, source) as read:
            assert read.rows(
                "SELECT org_id FROM raw.organizations WHERE org_id LIKE '%1' AND org_id < '1'"
            ) == [("001",)]
    source = write_folder(tmp_path / "both", {"组织.csv": f"{header}001,{rest}\n1,{rest}\n"})
    with read_in(county, source) as read:
        assert read.warnings == [
            ("zeros_apart", "组织.csv", 2, "组织编码"),
            ("zeros_apart", "组织.csv", 3, "组织编码"),
        ]


def test_regions_by_name_and_by_path(county: Path, tmp_path: Path) -> None:
    header = ["组织编码", "名称", "条线", "区划代码", "类别", "成立日期"]
    names = ["平都镇", "平都镇东门村", "平都镇/东门村", "安福县平都镇东门村", "北门村"]
    rows = [[f"N{at}", "甲", "工会", name, "企业", "2010-01-01"] for at, name in enumerate(names)]
    with read_in(county, sheet(tmp_path, [header, *rows], "组织")) as read:
        found = read.rows("SELECT region_code FROM raw.organizations WHERE org_id LIKE 'N%' ORDER BY org_id")
        village = ("360829100001",)
        assert found == [("360829100000",), village, village, village, ("360829101001",)]


def test_a_name_of_several_regions_lists_what_could_be_meant(county: Path, tmp_path: Path) -> None:
    regions = ["区划代码", "名称", "级别", "上级代码", "类型"]
    twin = ["360829101002", "东门村", "村", "浒坑镇", "行政村"]
    orgs = [["组织编码", "区划代码"], ["U2", "东门村"], ["Y1", "西门村"]]
    source = write_workbook(tmp_path / "b.xlsx", {"行政区划": [regions, twin], "组织": orgs})
    with read_in(county, source) as read:
        assert read.errors == [
            ("unclear_region", "组织", 2, "区划代码"),
            ("bad_region_code", "组织", 3, "区划代码"),
        ]
        assert (
            "平都镇/东门村（360829100001）、浒坑镇/东门村（360829101002）"
            in read.messages("unclear_region")[0]
        )


def test_a_running_number_in_milestones_is_told(county: Path, tmp_path: Path) -> None:
    project = ["P2", "乙", "工会", "职工服务", "360829", 1, "人", 0, "岗", "2018-01-01", "2018-12-31", 0]
    header = ["项目编号", "名称", "牵头条线", "主题", "区划代码", "目标值", "目标单位", "完成值", "责任岗位"]
    header += ["计划开始", "计划完成", "预算(元)"]
    rows = [
        ["项目编号", "序号", "名称", "计划日期"],
        ["P1", 1, "甲", "2018-03-01"],
        ["P2", 2, "乙", "2018-03-01"],
    ]
    source = write_workbook(tmp_path / "b.xlsx", {"项目": [header, project], "里程碑": rows})
    with read_in(county, source) as read:
        assert read.errors == []
        assert read.warnings == [("running_number", "里程碑", 3, "序号")]


def test_a_folder_may_mix_workbooks_and_csv(county: Path, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "batch", {"联席会议.csv": "会议编号,日期,名称\nM9,2018-02-01,会议\n"})
    write_workbook(folder / "七月.xlsx", {"会员": [MEMBERS, ONE, TWO]})
    with read_in(county, folder) as read:
        assert read.rows(STORED) == BOTH
    (folder / "会员.csv").write_text("组织编码,报告期,会员数\nY1,2018-07,1\n", encoding="utf-8")
    with read_in(county, folder) as read:
        assert [code for code, *_ in read.errors] == ["table_twice"]


def test_hidden_rows_and_sheets_are_read_and_told(county: Path, tmp_path: Path) -> None:
    def hidden(_workbook: Any, sheet: Any) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        if sheet.get_name() == "会员":
            sheet.hide()

    sheets = {"填写说明": [["略"]], "会员": [MEMBERS, ONE, TWO]}
    with read_in(county, write_workbook(tmp_path / "b.xlsx", sheets, hidden)) as read:
        assert read.rows(STORED) == BOTH
        assert read.warnings == [("hidden_sheet", "会员", None, ""), ("hidden_rows", "会员", 3, "")]
