"""What is kept of a batch: what was read, and a rebuild from it gives what the first reading gave."""

import itertools
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt

from etl.__main__ import main
from etl.contract import TABLES, Table
from etl.findings import Findings
from etl.marked import write_marked
from etl.reading.header import match_header
from etl.reading.kept import DESCRIPTION
from tests.etl.handing_in import contents, publish, query, write_folder

#: Words of the hand-ins that no table has a place for.
NAMED = ("王小明", "李小红", "赵小刚", "钱小花", "周小兰", "无关")

#: File → its encoding and rows: every separator and encoding, a title, totals, notes, unknown columns.
FILES = {
    "活动.csv": (
        "gb18030",
        "sep=;",
        "活动编号;名称;牵头条线;区划代码;日期;参与人次;满意度",
        'A7;"送""戏";工会;360829;2018/1/9;1,000;97.5%',
    ),
    "服务产出 2018年.csv": (
        "utf-16",
        "产出编号\t条线\t区划代码\t日期\t项目\t数量\t单位\t金额（万元）",
        "O1\t残联\t360829\t2018.1.9\t假肢安装\t3\t例\t0.5",
    ),
    "问题台账.csv": (
        "gb18030",
        "问题台账（王小明填报）,,,,,,,",
        "问题编号,问题,提出日期,提出区划,责任条线,要求办结,状态,经办人",
        "I7,缺人,2018-01-05,平都镇,工会,2018-02-05,交办,钱小花",
    ),
    "服务阵地.csv": (
        "utf-8",
        "阵地编号,名称,类型,区划代码,开放日期,社工人数",
        "S7,新站,群团服务站,360829100,2017-01-01,3",
        "合计,,,,,3",
        "注,周小兰,,,,",
    ),
    "会员联系.csv": ("utf-8", "无关"),
}


def everything(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that was handed in, whatever its order, and all that is noted of sources and corrections."""
    names = [f'raw."{name}"' for name in TABLES] + ["meta.sources", "meta.batches", "meta.corrections"]
    return {name: query(warehouse, f"SELECT * FROM {name} ORDER BY ALL") for name in names}  # noqa: S608


def odd_workbook(path: Path) -> Path:
    """A workbook with all that makes reading more than copying cells."""
    with xlsxwriter.Workbook(str(path)) as book:
        form = {code: book.add_format({"num_format": code}) for code in ("000", '0.0"万"', "yyyy-mm")}
        sheet = book.add_worksheet("1.会员表")
        sheet.merge_range(0, 0, 0, 4, "安福县会员统计表（填报人：王小明）")
        sheet.write_row(2, 0, ["序号", "组织编码*", "报告期", "会员数（人）", "新发展", "负责人"])
        for row, (unit, number) in enumerate((("U1", 1.2), ("U2", 0.8), ("Y1", 3))):
            sheet.write_row(row + 3, 0, [row + 1, unit])
            sheet.write_number(row + 3, 2, 43132, form["yyyy-mm"])
            sheet.write_number(row + 3, 3, number, form['0.0"万"'])
            sheet.write_row(row + 3, 4, ["１２ 人", "李小红"])
        sheet.write_row(7, 0, ["合计", "", "", 50000])
        sheet.write_row(9, 1, ["审核人：赵小刚"])
        orgs = book.add_worksheet("组织")
        orgs.write_row(0, 0, ["组织编码", "名称", "条线", "区划代码", "类别", "成立日期", "上级组织编码"])
        orgs.write_number(1, 0, 7, form["000"])
        orgs.write_row(1, 1, ["新\n工会", "总工会", "平都镇/东门村", "村社区", "2018年1月3日", "U2"])
        orgs.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("花名").write_row(0, 0, ["王小明", "主席"])
        book.set_properties({"author": "王小明"})
    return path


def odd_folder(folder: Path) -> Path:
    """The same in .csv files, and a workbook of the older format."""
    write_folder(
        folder,
        {name: "\r\n".join([*rows, ""]).encode(encoding) for name, (encoding, *rows) in FILES.items()},
    )
    book = xlwt.Workbook()
    book.add_sheet("花名").write(0, 0, NAMED[0])
    sheet = book.add_sheet("进度月报")
    for number, row in enumerate([["任务或项目编号", "报告期", "进度"], ["T1", "2018.2"]]):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    sheet.write(1, 2, 0.455, xlwt.easyxf(num_format_str="0.0%"))
    book.save(str(folder / "进度.xls"))
    return folder


@pytest.fixture(scope="module")
def handed_in(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two batches of every format and spelling, and a warehouse that holds them."""
    folder = tmp_path_factory.mktemp("odd")
    shutil.copytree(county, folder / "warehouse")
    for source in (odd_workbook(folder / "二月.xlsx"), odd_folder(folder / "三月")):
        findings = publish(folder / "warehouse", source).findings
        assert [one.message for one in findings if one.severity == "error"] == []
    return folder


@pytest.fixture
def odd(handed_in: Path, tmp_path: Path) -> Path:
    """The warehouse, of the test's own."""
    return Path(shutil.copytree(handed_in / "warehouse", tmp_path / "warehouse"))


def test_a_rebuild_from_what_is_kept_gives_the_same_tables(odd: Path) -> None:
    before = everything(odd)
    told = query(odd, "SELECT members, row_number FROM raw.memberships WHERE period = '2018-02-01'")
    assert sorted(told) == [(8000, 5), (12000, 4), (30000, 6)]
    assert query(odd, "SELECT name FROM raw.organizations WHERE org_id = '007'") == [("新 工会",)]
    assert query(odd, "SELECT name, satisfaction FROM raw.activities WHERE participants = 1000") == [
        ('送"戏', 97.5)
    ]
    assert query(odd, "SELECT progress FROM raw.progress") == [(45.5,)]
    assert query(odd, "SELECT amount_yuan FROM raw.outputs") == [(5000,)]
    assert main(["rebuild", "--warehouse", str(odd)]) == 0
    assert everything(odd) == before


def test_nothing_else_of_the_files_is_kept(handed_in: Path) -> None:
    warehouse = handed_in / "warehouse"
    spelled = [name.encode(code) for name in NAMED for code in ("utf-8", "gb18030", "utf-16-le")]
    for name, content in contents(warehouse / "batches").items():
        assert not any(each in content for each in spelled), name
    # Text in a .parquet file may be packed, so its cells are looked at too.
    for file in (warehouse / "batches").rglob("*.parquet"):
        cells = query(warehouse, f"SELECT * FROM read_parquet('{file}')")  # noqa: S608
        assert not {str(cell) for row in cells for cell in row} & {*NAMED, "合计"}


def test_a_csv_all_of_which_was_read_stays_as_it_was(handed_in: Path) -> None:
    warehouse = handed_in / "warehouse"
    ((batch_id,),) = query(warehouse, "SELECT batch_id FROM meta.batches WHERE source = '三月'")
    kept = contents(warehouse / "batches" / batch_id)
    given = {(handed_in / "三月" / name).read_bytes() for name in ("活动.csv", "服务产出 2018年.csv")}
    assert {content for name, content in kept.items() if name.endswith(".csv")} == given


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_headers_that_are_kept_mean_what_they_meant(table: Table) -> None:
    around = itertools.cycle(("{}", " 3.{}*", "{}（必填）：", "（2）{}\n", "{}(单位：万元)", "{}/万元"))
    given = [mark.format(one.header) for one, mark in zip(table.fields, around, strict=False)]
    given = [label for each in given for label in (each, "别的")]
    first = match_header(table, 7, given, Findings(), "会员.xlsx", "会员")
    kept = [first.labels[position] for position in sorted(first.fields)]
    again = match_header(table, 7, kept, Findings(), "会员.xlsx", "会员")
    assert list(again.fields.values()) == [first.fields[position] for position in sorted(first.fields)]
    factors = [first.factors.get(position) for position in sorted(first.fields)]
    assert [again.factors.get(position) for position in range(len(kept))] == factors
    assert len(again.fields) > 0


def test_files_as_received_of_an_earlier_version_rebuild_too(handed_in: Path, odd: Path) -> None:
    before = everything(odd)
    for source in (handed_in / "二月.xlsx", handed_in / "三月"):
        ((batch_id,),) = query(odd, f"SELECT batch_id FROM meta.batches WHERE source = '{source.name}'")  # noqa: S608
        kept = odd / "batches" / batch_id
        shutil.rmtree(kept)
        if source.is_dir():
            shutil.copytree(source, kept)
        else:
            kept.mkdir()
            shutil.copy2(source, kept)
    assert main(["rebuild", "--warehouse", str(odd)]) == 0
    assert everything(odd) == before


def test_a_kept_batch_may_be_handed_in_where_the_snapshots_are_lost(odd: Path, tmp_path: Path) -> None:
    kept = sorted((odd / "batches").iterdir())
    given = [word for folder in kept for word in ("--source", str(folder))]
    assert main(["build", *given, "--warehouse", str(tmp_path / "new")]) == 0
    for name in ("memberships", "organizations", "activities", "outputs"):
        rows = f'SELECT * EXCLUDE source_id FROM raw."{name}" ORDER BY ALL'  # noqa: S608
        assert query(tmp_path / "new", rows) == query(odd, rows)


def test_what_is_kept_can_be_shown_with_its_faults_marked(handed_in: Path, tmp_path: Path) -> None:
    folders = (handed_in / "warehouse" / "batches").iterdir()
    (kept,) = [one for one in folders if "二月.xlsx" in (one / DESCRIPTION).read_text("utf-8")]
    findings = Findings()
    findings.error("bad", "请改", file="二月.xlsx", sheet="1.会员表", row=5, column="组织编码*")
    with xlsxwriter.Workbook(str(tmp_path / "marked.xlsx")) as book:
        write_marked(book, findings, [kept])
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx")["1.会员表"]
    assert sheet["A5"].value == "U2"
    assert sheet["A5"].comment.text.strip() == "请改"


@pytest.mark.parametrize("damage", ["{", '{"format": 9, "sheets": [], "corrections": []}', None])
def test_a_damaged_kept_batch_is_told_and_nothing_changes(
    odd: Path, damage: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    ((batch_id,),) = query(odd, "SELECT batch_id FROM meta.batches WHERE source = '三月'")
    kept = odd / "batches" / batch_id
    if damage is None:
        next(kept.glob("*.parquet")).write_bytes(b"PAR1")
    else:
        (kept / DESCRIPTION).write_text(damage, encoding="utf-8")
    before = contents(odd)
    assert main(["rebuild", "--warehouse", str(odd)]) == 3
    assert batch_id in capfd.readouterr().err
    assert contents(odd) == before
