"""Cells that could not be read: what was expected, told per cell."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from etl.contract import Field
from etl.contract.fields import LONG_TEXT, SHORT_TEXT
from etl.findings import Finding
from etl.normalise import CONTROL, ERROR_CELL, SPACES
from etl.personal import may_be_personal, personal_kind
from etl.validate.reporting import Reporter

_CONTROL = re.compile(re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", CONTROL))
_WHOLE = re.compile(r"(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)([万亿]?)", re.ASCII)
#: A number of a workbook that is beyond the digits it keeps.
_HUGE = re.compile(r"-?\d(\.\d+)?e\+(1[5-9]|[2-9]\d|\d{3})")

_SCALE = re.compile(r"^-?[\d,]+(\.\d+)?[万亿]?元?%?$")


def report_bad_cells(reporter: Reporter) -> None:
    """Findings for every cell that is none of the accepted spellings of its field."""
    for field, cell in reporter.typed.cells_by_field.items():
        bit = reporter.typed.mask({field.name})
        if reporter.typed.bad & bit:
            cells = reporter.typed.cells_where(reporter.con, cell, f"bad & {bit} <> 0")
            label = reporter.typed.sheet.label(field.name)
            reporter.tell(label, ((row, bad_cell(field, text or "")) for row, text in cells))


def report_personal_cells(reporter: Reporter) -> None:
    """Findings for personal numbers in text cells; the value itself is left out."""
    if not reporter.typed.suspect:
        return
    sheet = reporter.typed.sheet
    for cell in sheet.free_text_cells:
        cells = reporter.typed.cells_where(reporter.con, cell, "suspect")
        kinds = ((row, personal_kind(text or "")) for row, text in cells)
        label = sheet.header.labels[int(cell[1:])]
        reporter.tell(label, ((row, personal_finding(kind)) for row, kind in kinds if kind))


def personal_finding(kind: str) -> Finding:
    """The finding for personal data of a kind, without its place; it never carries the value."""
    return Finding("error", "personal_data", f"单元格里有{kind}，不收个人信息，请删去")


def bad_cell(field: Field, cell: str) -> Finding:
    """The finding for one cell, without its place.

    Args:
        field: the field it should have been.
        cell: the cell as handed in.
    """
    kind = personal_kind(cell) if may_be_personal(cell) else None
    # A number too large for its column is no card, even where its last digit happens to fit.
    if kind and not (kind == "银行卡号" and field.type in ("int", "num")):
        return personal_finding(kind)
    if re.fullmatch(ERROR_CELL, cell.strip()):
        return Finding("error", "formula_error", f"“{field.header}”是出错的公式，请改成算好的值", value=cell)
    code, message = _EXPLAIN[field.type](field, unicodedata.normalize("NFKC", cell).strip(SPACES))
    return Finding("error", code, f"“{field.header}”{message}", value=cell)


def _text(field: Field, cell: str) -> tuple[str, str]:
    if _CONTROL.search(cell):
        return "control_character", "里有看不见的控制字符，请重新输入"
    return "text_too_long", f"最多 {LONG_TEXT if field.long else SHORT_TEXT} 个字，请缩短"


def _code(field: Field, cell: str) -> tuple[str, str]:
    if field.region:
        return "bad_region_code", "应是 12 位数字区划代码（可写官方短码），请按文本格式填写"
    return "bad_code", "只能用数字、字母、_ 和 -，请按文本格式填写"


def _int(_field: Field, cell: str) -> tuple[str, str]:
    if _HUGE.fullmatch(cell):
        return "number_too_large", "超出可存的范围，请核对位数"
    if not _SCALE.match(cell):
        return "not_a_number", "应是整数，如 126、1,234 或 1.91万"
    if re.search(r"[%元]", cell):
        return "not_whole", "应是整数，不能带小数、% 或 元"
    number = _WHOLE.fullmatch(cell)
    if number is None:
        return "not_a_number", "应是整数，千分位逗号要每三位一个"
    amount = Decimal(number[1].replace(",", "")) * {"": 1, "万": 10**4, "亿": 10**8}[number[2]]
    if amount != amount.to_integral_value():
        return "not_whole", "应是整数，不能带小数、% 或 元"
    return "number_too_large", "超出可存的范围，请核对位数"


def _num(field: Field, cell: str) -> tuple[str, str]:
    if not _SCALE.match(cell):
        return "not_a_number", "应是数字，如 0.95、6000万元 或 0.6亿"
    if "%" in cell and field.percent == "none":
        return "percent_not_allowed", "不能带 %"
    if len(cell) > 300:
        return "number_too_large", "超出可存的范围，请核对位数"
    return "not_a_number", "应是数字，千分位逗号要每三位一个"


def _date(_field: Field, _cell: str) -> tuple[str, str]:
    return "bad_date", "应是存在的日期，如 2018-01-16、2018/1/16 或 2018年1月16日"


def _month(_field: Field, _cell: str) -> tuple[str, str]:
    return "bad_month", "应是月份，如 2018-01、2018年1月 或 201801"


def _enum(field: Field, _cell: str) -> tuple[str, str]:
    return "not_in_list", f"应是其中之一：{'、'.join(field.values)}"


def _lines(_field: Field, _cell: str) -> tuple[str, str]:
    return "not_in_list", "应是条线名称，几条线之间用 ; 隔开，如 工会；妇联"


def _bool(_field: Field, _cell: str) -> tuple[str, str]:
    return "bad_bool", "应填 是 或 否"


_EXPLAIN = {
    "text": _text,
    "code": _code,
    "int": _int,
    "num": _num,
    "date": _date,
    "month": _month,
    "enum": _enum,
    "lines": _lines,
    "bool": _bool,
}
