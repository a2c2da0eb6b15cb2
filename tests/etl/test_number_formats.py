"""Number formats: a cell is what a person sees in it."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from etl.reading.number_format import number_format
from tests.etl.reading_in import read_in

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
IN_YUAN = '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '

SHOWN = [
    ("General", "5", "5"),
    ("0.00", "5.5", "5.5"),
    ("0%", "0.945", "94.5%"),
    ("0.0%;[Red]-0.0%", "-0.5", "-50%"),
    ('0"%"', "50", "50%"),
    ("0%%", "0.5", "5000%%"),
    ('0"万元"', "6000", "6000万元"),
    ('#,##0.00"万"', "6000", "6000万"),
    ("0万元", "6000", "6000万元"),
    ('0.00"亿元"', "0.6", "0.6亿元"),
    ('0!.0,"万元"', "60000000", "6000万元"),
    ('0\\.0,"万"', "60000123", "6000.0123万"),
    ('0"."0000"万元"', "60000000", "6000万元"),
    ('0!.00,,"亿"', "123456789", "1.23456789亿"),
    ('0.0,,"百万"', "5000000", "5百万"),
    ('[>=10000]0!.0,"万";0', "20000", "2万"),
    ('[>=10000]0!.0,"万";0', "200", "200"),
    ('[<100]0"人";[<1000]0.0"百";0', "5000", "5000"),
    ('[>=10000]0.0,"万";0', "20000", "20万"),
    ('#,##0"人"', "1234", "1234人"),
    ('#,##0\\ "人"', "5", "5人"),
    ('General"人"', "5", "5人"),
    ('G/通用格式"人"', "5", "5人"),
    ('"约"0', "200", "约200"),
    ("0‰", "5", "5‰"),
    ("0;(0)", "-5", "-5"),
    ("0_);[Red]\\(0\\)", "-7", "-7"),
    ("0;[Red]0", "-5", "-5"),
    ("+0;-0", "5", "5"),
    (ACCOUNTING, "0", "0"),
    (ACCOUNTING, "-12", "-12"),
    (IN_YUAN, "6000.5", "6000.5元"),
    (IN_YUAN, "0", "0"),
    ("[$¥-804]#,##0.00", "5", "5元"),
    ("[$$-409]#,##0.00", "5", "$5"),
    ("# ?/?", "0.5", "0.5"),
    ("0.00E+00", "360829000000", "360829000000"),
    ("@", "5", "5"),
    ("[DBNum1][$-804]General", "200", "200"),
    ('[=1]"是";[=0]"否"', "1", "是"),
    ('[=1]"是";[=0]"否"', "0", "否"),
    ("0;-0;;@", "0", ""),
    ("#", "0", ""),
    (";;;", "5", None),
    ("0;", "-5", None),
    ("0.0,", "12345", None),
    ("[<1]0.0%;0", "0.5", "50%"),
    ("[<1]0.0%;0", "5", "5"),
    ('0.0,"千"', "12345", "12.345千"),
    ('#,##0.00_ "元"', "6000.5", "6000.5元"),
    ("[DBNum2][$-804]0", "200", "200"),
    ("[DBNum1]", "200", None),
    ("[Blue][>100]0;[Color 3]0", "5", "5"),
    ('[红色][<0]-0"人";[蓝色]0"人"', "-5", "-5人"),
    # Programs differ about a first section without a condition.
    ('0.0;[=5]0"万"', "7", "7"),
    ('0.0;[=5]0"万"', "5", None),
    ('0"万";[=5]0', "7", None),
    ('0;[=0]"-"', "0", "0"),
    ('0;[>5]0"万"', "-5", None),
    # Of three with one condition, the middle one is for numbers below nought.
    ('[>=10000]0!.0,"万";-0;0', "-5", "-5"),
    ('[>=10000]0!.0,"万";-0;0', "5", "5"),
    ('[>=10000]0!.0,"万";-0"人";0"个"', "-5", "-5人"),
    ('[>=10000]0!.0,"万";-0"人";0"个"', "5", "5个"),
    ('[<5]0;[>10]0.0"万"', "7", None),
    # A section for texts shows no number.
    ('0;-0;@"元"', "0", "0"),
    ('0"万";@', "-5", "-5万"),
    # The dash of an accountant is a nought, whether there is room for decimals or not.
    ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0", "0"),
    ('0;-0;"—"', "0", "0"),
    ('0;-0;"零"', "0", "零"),
]


@pytest.mark.parametrize(("code", "number", "shown"), SHOWN)
def test_what_a_format_shows(code: str, number: str, shown: str | None) -> None:
    assert number_format(code).shown(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [("000", "1", "001"), ("000-0000", "123456", "012-3456"), ('"U"000', "7", "U007"), ("0", "7", "7")],
)
def test_zeros_and_words_of_a_code(code: str, number: str, shown: str) -> None:
    assert number_format(code).shown(Decimal(number), padded=True) == shown


@pytest.mark.parametrize("number", ["12.5", "-5"])
@pytest.mark.parametrize("code", ["000-0000", '00"年"00"月"'])
def test_words_among_digits_are_only_for_whole_numbers(code: str, number: str) -> None:
    assert number_format(code).shown(Decimal(number), padded=True) is None


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("yyyy-mm-dd", "ymd"),
        ('yyyy"年"m"月"', "ym"),
        ("mmm-yy", "ym"),
        ('m"月"d"日"', "md"),
        ("[h]:mm:ss", "h"),
        ("yyyy/m/d h:mm", "ymdh"),
        ("[$-F800]dddd, mmmm dd, yyyy", "ymd"),
        ("[$-804]aaaa;@", ""),
        ("mm:ss.0", "h"),
    ],
)
def test_the_parts_of_a_date_that_a_format_shows(code: str, parts: str) -> None:
    section = number_format(code).section(Decimal(43000))
    assert section.is_date
    assert section.date_parts == set(parts)


def workbook(
    path: Path, title: str, rows: list[list[Any]], formats: dict[str, str], since: Any = None
) -> Path:
    """Write a sheet whose cells have formats of their own."""
    book = openpyxl.Workbook()
    if since:
        book.epoch = since
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place, code in formats.items():
        sheet[place].number_format = code
    book.save(path)
    return path


FUNDING = ["资金编号", "项目编号", "日期", "类型", "金额(元)"]


@pytest.mark.parametrize(
    ("code", "number", "yuan"),
    [('0"万元"', 6000, 6e7), ('0.00"亿元"', 0.6, 6e7), ('0"万"', 2, 2e4), ('0!.0,"万元"', 6e7, 6e7)]
    + [
        (IN_YUAN, 6000.5, 6000.5),
        (ACCOUNTING, 0, 0.0),
        ("#,##0.00", 1234567.891, 1234567.891),
        ("0", 7, 7.0),
    ],
)
def test_amounts_are_what_is_shown(
    code: str, number: float, yuan: float, county: Path, tmp_path: Path
) -> None:
    rows = [FUNDING, ["F9", "P1", "2018-02-01", "支出", number]]
    with read_in(county, workbook(tmp_path / "b.xlsx", "资金", rows, {"E2": code})) as read:
        assert read.rows("SELECT amount_yuan FROM raw.fundings") == [(yuan,)]


@pytest.mark.parametrize(
    ("code", "number", "fault"),
    [(";;;", 5, "formula_error"), ("0.0,", 12345, "formula_error"), ('0"人"', 5, "not_a_number")]
    + [("[$$-409]0", 5, "not_a_number"), ("0%", 0.5, "percent_not_allowed"), ("#", 0, "required")]
    + [('"约"0', 5, "not_a_number"), ("yyyy-mm-dd", 43000, "not_a_number")]
    # Excel fills the cell with #, or shows a day that no calendar has.
    + [("yyyy-mm-dd", 6e7, "formula_error"), ("yyyy-mm-dd", 60, "formula_error")]
    + [("[<5]0;[>10]0", 7, "formula_error"), ('0.0,"千"', 5000, "not_a_number")],
)
def test_what_is_hidden_or_has_another_unit_is_an_error(
    code: str, number: float, fault: str, county: Path, tmp_path: Path
) -> None:
    rows = [FUNDING, ["F9", "P1", "2018-02-01", "支出", number]]
    with read_in(county, workbook(tmp_path / "b.xlsx", "资金", rows, {"E2": code})) as read:
        assert read.errors == [(fault, "资金", 2, "金额(元)")]


MEETING = ["会议编号", "日期", "名称"]
DAY = dt.datetime(2018, 6, 15)


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日";@', "m/d/yy", "[$-F800]dddd, mmmm dd, yyyy", "yyyy/m/d h:mm"]
)
@pytest.mark.parametrize("since", [None, CALENDAR_MAC_1904])
def test_days_in_any_format_that_shows_the_day(code: str, since: Any, county: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", "联席会议", [MEETING, ["M9", DAY, "会议"]], {"B2": code}, since)
    with read_in(county, path) as read:
        assert read.rows("SELECT held_on FROM raw.meetings WHERE meeting_id = 'M9'") == [(DAY.date(),)]


@pytest.mark.parametrize("code", ['yyyy"年"m"月"', 'm"月"d"日"', "mmm-yy", "yyyy", "h:mm", "0"])
def test_a_day_of_which_a_part_is_not_shown_is_no_day(code: str, county: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", "联席会议", [MEETING, ["M9", DAY, "会议"]], {"B2": code})
    with read_in(county, path) as read:
        assert read.errors == [("bad_date", "联席会议", 2, "日期")]


@pytest.mark.parametrize(
    ("day", "code", "month"),
    [
        (dt.datetime(2018, 6, 1), "yyyy-mm-dd", 6),
        (dt.datetime(2018, 6, 30), "yyyy-mm-dd", 6),
        (DAY, 'yyyy"年"m"月"', 6),
        (DAY, "mmm-yy", 6),
        (201806, "0", 6),
        (201806, "0000-00", 6),
        (201806, '0000"年"00"月"', 6),
        ("Jun-18", "@", 6),
        ("2018.10", "@", 10),
        (DAY, "yyyy-mm-dd", None),
        (2018.1, "General", None),
    ],
)
def test_months(day: Any, code: str, month: int | None, county: Path, tmp_path: Path) -> None:
    rows = [["组织编码", "报告期", "会员数"], ["U1", day, 7]]
    with read_in(county, workbook(tmp_path / "b.xlsx", "会员", rows, {"B2": code})) as read:
        if month is None:
            assert read.errors == [("bad_month", "会员", 2, "报告期")]
        else:
            found = read.rows("SELECT period FROM raw.memberships WHERE members = 7")
            assert found == [(dt.date(2018, month, 1),)]
