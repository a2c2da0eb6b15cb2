"""Workbooks as a real spreadsheet program saves them: all of them converted in as few starts as can be."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from etl.__main__ import main
from tests.etl.collecting import ACTIVITY, add_row, distribute, filled
from tests.etl.county import COUNTY
from tests.etl.test_template import filled_in

MEMBERS = ["组织编码", "报告期", "会员数", "应覆盖人数"]
ACTIVITIES = ["活动编号", "名称", "牵头条线", "区划代码", "日期", "参与人次", "满意度"]
ORGANIZATIONS = ["组织编码", "名称", "条线", "区划代码", "类别", "成立日期"]
FUNDINGS = ["资金编号", "项目编号", "日期", "类型", "金额(元)"]
DAY = dt.date(2018, 2, 1)

#: Format, number, and the yuan that a person sees.
AMOUNTS = [
    ('0"万元"', 6000, 6e7),
    ('0.00"亿"', 0.6, 6e7),
    ('0\\.0,"万元"', 6e7, 6e7),
    ('[>=100000000]0\\.00,,"亿";[>=10000]0\\.0,"万";0', 6e7, 6e7),
    ('[>=10000]0\\.0,"万";0', 200, 200.0),
    ('#,##0.00_ "元"', 6000.5, 6000.5),
    ('_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 6000.5, 6000.5),
    ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 0, 0.0),
    ('General"元"', 5, 5.0),
    ("[Red]0;[Blue]-0", 7, 7.0),
    ("[DBNum1][$-804]General", 200, 200.0),
]


def book(
    path: Path,
    title: str,
    rows: Iterable[list[Any]],
    formats: Mapping[str, str] | None = None,
    change: Callable[[Any, Any], None] = lambda _book, _sheet: None,
) -> None:
    """Write a workbook with one sheet; what else is done to it before it is saved comes last."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    change(workbook, sheet)
    workbook.save(path)


def _since_1904(workbook: Any, _sheet: Any) -> None:
    workbook.epoch = CALENDAR_MAC_1904


def _merge(_workbook: Any, sheet: Any) -> None:
    for span in ("B2:B3", "C2:C3"):
        sheet.merge_cells(span)


def _hide(workbook: Any, sheet: Any) -> None:
    workbook.create_sheet("填写说明").append(["略"])
    workbook.active = 1
    sheet.row_dimensions[3].hidden, sheet.sheet_state = True, "hidden"


def write_books(folder: Path) -> None:
    """Write workbooks whose looks count, each under the name of what is special."""
    shown = ["A9", "活动", "工会", 360829, DAY, 1234, 0.885]
    looks = {"E2": 'yyyy"年"m"月"d"日"', "F2": '#,##0"人"', "G2": "0.0%"}
    book(folder / "shown.xlsx", "活动", [ACTIVITIES, shown], looks)
    book(
        folder / "since_1904.xlsx", "活动", [ACTIVITIES, [*shown[:6], 88.5]], {"E2": "m/d/yyyy"}, _since_1904
    )
    organization = ["甲", "工会", 360829100000, "企业", DAY]
    codes = [[1, *organization], [20, *organization], [1234567, *organization]]
    zeros = {"A2": "000", "A3": '"U"000', "A4": "000-0000"}
    book(folder / "codes.xlsx", "组织", [ORGANIZATIONS, *codes], zeros)
    amounts = [[f"F{at:02}", "P1", DAY, "支出", number] for at, (_, number, _) in enumerate(AMOUNTS)]
    looks = {f"E{at}": code for at, (code, _, _) in enumerate(AMOUNTS, start=2)}
    book(folder / "amounts.xlsx", "资金", [FUNDINGS, *amounts], looks)
    months = {"B2": 'yyyy"年"m"月"', "B3": "mmm-yy"}
    two = [MEMBERS, ["U1", DAY, 90, 120], ["U2", DAY, 91, 121]]
    book(folder / "hidden.xlsx", "会员", two, months, _hide)
    merged = [MEMBERS, ["U1", "2018-02", 300, 400], ["U2", None, None, 400]]
    book(folder / "merged.xlsx", "会员", merged, change=_merge)
    errors = [MEMBERS, ["U1", "2018-02", "=1/0", "=NA()"], ["U2", "2018-02", "=SUM(Z9)", "=C2"]]
    book(folder / "errors.xlsx", "会员", errors)
    formulas = [
        ["U1", "2018-02", "=40+50", '=IF(C2>0,"","x")'],
        ["U2", "2018-02", "=IF(TODAY()>0,0,1)", "=C3+1"],
    ]
    book(folder / "formulas.xlsx", "会员", [MEMBERS, *formulas])


def prepare(folder: Path, county: Path) -> None:
    """Fill a folder: `warehouse` waits for forms, `given` holds workbooks, the others what came of them.

    These are `xls`, `ods` and `saved`, whose files are called after the format that they were opened in, as
    `ods-form.xlsx`.

    Args:
        folder: is made.
        county: a warehouse of the small county.
    """
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: apt-get install libreoffice-calc, or run make test"
    given = folder / "given"
    given.mkdir(parents=True)
    shutil.copytree(county, folder / "warehouse")
    form = distribute(folder / "warehouse", folder / "forms")["平都镇"]
    filled(form, given / "form.xlsx", change=lambda workbook: add_row(workbook, "活动", ACTIVITY))
    assert main(["template", str(folder / "empty.xlsx")]) == 0
    template = openpyxl.load_workbook(filled_in(folder / "empty.xlsx", folder))
    for sheet in template.worksheets[1:]:
        if f"{sheet.title}.csv" not in COUNTY:
            template.remove(sheet)  # as the instructions allow
    template.save(given / "template.xlsx")
    write_books(given)

    def convert(suffix: str, to: str, files: list[Path]) -> None:
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        done = [*command, suffix, "--outdir", folder / to, *files]
        subprocess.run(done, check=True, capture_output=True, timeout=200)

    convert("xls", "xls", sorted(given.glob("*.xlsx")))
    convert("ods", "ods", [given / name for name in ("form.xlsx", "template.xlsx", "amounts.xlsx")])
    back = folder / "back"
    back.mkdir()
    for file in [given / "form.xlsx", *(folder / "ods").iterdir()]:
        shutil.copy(file, back / f"{file.suffix[1:]}-{file.name}")
    convert("xlsx", "saved", sorted(back.iterdir()))
