"""Numbers of people beside the cells of a workbook, or in its name: told, and kept nowhere."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from etl.__main__ import main
from etl.findings import Findings
from etl.marked import write_marked
from etl.reading import read_batch
from tests.etl.handing_in import contents, publish, query, write_workbook

MOBILE = "13800138000"
HEADERS = ["组织编码", "报告期", "会员数"]
ROW = ["U1", "2018-02", 5]


def _comment(book: Any) -> None:
    book.active["A1"].comment = Comment("张三 138-0013 8000", "x")


def _header(book: Any) -> None:
    book.active.oddHeader.center.text = f"联系 {MOBILE}"


def _footer(book: Any) -> None:
    book.active.evenFooter.left.text = f"联系 {MOBILE}"


def _property(book: Any) -> None:
    book.properties.keywords = f"张三{MOBILE}"


def _name(book: Any) -> None:
    book.defined_names["电话"] = DefinedName("电话", attr_text=f'"{MOBILE}"')


def _prompt(book: Any) -> None:
    rule = DataValidation(type="list", formula1='"1,2"', prompt=f"问 {MOBILE}")
    rule.add("C2")
    book.active.add_data_validation(rule)


def _link(book: Any) -> None:
    book.active["A2"].hyperlink = f"tel:{MOBILE}"


@pytest.mark.parametrize(
    ("put", "place"),
    [
        (_comment, "批注"),
        (_header, "页眉"),
        (_footer, "页脚"),
        (_property, "文档属性"),
        (_name, "定义的名称"),
        (_prompt, "数据验证"),
        (_link, "超链接"),
    ],
)
def test_a_number_beside_the_cells_is_told(tmp_path: Path, put: Callable[[Any], None], place: str) -> None:
    book = openpyxl.Workbook()
    book.active.title = "会员"
    book.active.append(HEADERS)
    book.active.append(ROW)
    put(book)
    book.save(tmp_path / "b.xlsx")
    _is_told(tmp_path / "b.xlsx", place)


def test_a_number_in_a_text_box_is_told(tmp_path: Path) -> None:
    def draw(_book: Any, sheet: Any) -> None:
        sheet.insert_textbox(5, 5, f"电话 {MOBILE}")

    _is_told(write_workbook(tmp_path / "b.xlsx", {"会员": [HEADERS, ROW]}, draw), "文本框")


def test_a_number_in_a_cache_or_in_runs_of_two_fonts_is_told_and_not_kept(
    warehouse: Path, tmp_path: Path
) -> None:
    cache = f'<pivotCacheRecords><r><s v="张三{MOBILE}"/><n v="13900139000"/></r></pivotCacheRecords>'
    runs = "<r><t>1380013</t></r><r><rPr><b/></rPr><t>8000</t></r>"
    path = write_workbook(tmp_path / "b.xlsx", {"会员": [HEADERS, ROW]})
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/pivotCache/pivotCacheRecords1.xml", cache)
        book.writestr("xl/comments1.xml", f"<comments><comment><text>{runs}</text></comment></comments>")
        book.writestr("xl/diagrams/data1.xml", "<broken>&")
    _is_told(path, "数据透视表的缓存", "批注")
    publish(warehouse, path)
    _is_nowhere(warehouse, MOBILE)


def test_a_number_beside_the_cells_of_an_older_workbook_is_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("会员")
    for number, row in enumerate([HEADERS, ["13900139000", *ROW[1:]]]):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.set_owner(f"call {MOBILE}")
    book.save(str(tmp_path / "b.xls"))
    _is_told(tmp_path / "b.xls", "文档属性")


def test_what_is_too_much_to_look_at_is_told_and_holds_nobody_up(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", {"会员": [HEADERS, ROW]})
    numbers = "".join(f'<s v="1234567890 {number}"/>' for number in range(30_000))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "xl/pivotCache/pivotCacheRecords1.xml", f"<pivotCacheRecords>{numbers}</pivotCacheRecords>"
        )
    findings = Findings()
    with duckdb.connect() as con:
        read_batch(con, path, findings)
    assert ["没有查完" in one.message for one in findings] == [True]


def test_a_plain_workbook_has_nothing_beside_its_cells(tmp_path: Path) -> None:
    _is_told(write_workbook(tmp_path / "b.xlsx", {"会员": [HEADERS, ROW]}))


def _is_told(path: Path, *places: str) -> None:
    findings = Findings()
    with duckdb.connect() as con:
        read_batch(con, path, findings)
    assert [(one.severity, one.code) for one in findings] == [("warning", "personal_beside")] * len(places)
    for place in places:
        assert any(place in one.message and "手机号" in one.message for one in findings)


def _is_nowhere(warehouse: Path, number: str) -> None:
    for name, content in contents(warehouse).items():
        assert number.encode() not in content
        assert number not in name


def test_a_name_that_holds_a_number_is_kept_nowhere(
    warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    first, second = folder / f"张三{MOBILE}.xlsx", folder / "李四13900139000.xlsx"
    write_workbook(first, {"会员": [HEADERS, ["U1", "2018-02", "五"]]})
    write_workbook(second, {"会员": [HEADERS, ROW]})
    report = tmp_path / "report.json"
    command = ["build", "--warehouse", str(warehouse), "--source"]
    assert main([*command, str(first), "--report", str(report)]) == 1
    told = report.read_text("utf-8")
    assert MOBILE not in "".join(capfd.readouterr()) + told
    assert "“上报文件1.xlsx”" in told
    assert '"value": "五"' in told

    assert main([*command, str(second)]) == 0
    files = query(warehouse, "SELECT DISTINCT file FROM meta.sources WHERE file LIKE '上报%'")
    assert files == [("上报文件2.xlsx",)]
    assert query(warehouse, "SELECT source FROM meta.batches")[-1] == ("上报文件2.xlsx",)
    _is_nowhere(warehouse, "13900139000")


def test_faults_of_a_file_that_is_called_otherwise_are_marked_where_they_are(tmp_path: Path) -> None:
    file = tmp_path / f"会员({MOBILE}).csv"
    file.write_text("组织编码,报告期,会员数\nU1,2018-02,五\n", encoding="utf-8")
    findings = Findings()
    findings.error("bad", "请改", file="上报文件1.csv", row=2, column="会员数")
    with xlsxwriter.Workbook(str(tmp_path / "marked.xlsx")) as book:
        write_marked(book, findings, [file])
    (sheet,) = openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets
    assert sheet.title == "上报文件1"
    assert sheet["C2"].comment.text.strip() == "请改"
