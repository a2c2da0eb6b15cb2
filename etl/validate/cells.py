"""Cells that could not be read: what was expected, told per cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from etl.contract import Field
from etl.contract.fields import LONG_TEXT, SHORT_TEXT
from etl.contract.units import is_unit, units_of
from etl.findings import VALUE_LIMIT, Finding
from etl.load.region_names import alike, candidates
from etl.personal import may_be_personal, personal_kind
from etl.reading.cells import HIDDEN_NUMBER, NUMBER_AS_MONTH, UNCALCULATED
from etl.reading.names import column_letters
from etl.spelling import CONTROL, DASHES, ERROR_CELL, SPACES, UNSEEN
from etl.validate.reporting import Reporter
from etl.validate.unseen import unseen

_CONTROL = re.compile(re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", CONTROL))
_WHOLE = re.compile(r"(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)([万亿]?)", re.ASCII)
#: A number of a workbook that is beyond the digits it keeps.
_HUGE = re.compile(r"-?\d(\.\d+)?e\+(1[5-9]|[2-9]\d|\d{3})")

#: Characters of a cell that are looked at to say what is wrong: patterns for hints take long on long texts.
_EXPLAINED = 400

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_NUMBER_FAULTS = (
    (re.compile(r"\d[eE][+-]?\d"), "不能写成科学计数，请写出全部数字"),
    (re.compile(r"^\+\d"), "前面不写加号"),
    (re.compile(r"约|左右|多|余|近|[<>≥≤~+]|以上|以下"), "要填准确的数，不能写“约”“左右”“以上”"),
    (re.compile(r"[零〇一二三四五六七八九十百千两]"), "要用阿拉伯数字"),
    (
        re.compile(r"暂无|不详|待定|未知|^n/?a$|^null$|^none$|^[.…]+$", re.IGNORECASE),
        "没有数就留空，不要写字",
    ),
    (re.compile(r"\d\s+\d"), "数字中间不能有空格"),
    (re.compile(r"[()]"), "只填一个数，括号里的说明请另外填写"),
    (re.compile(r"\d、\d|\d\.\d{3},"), "千分位要用逗号，每三位一个"),
    (re.compile(r"^[='\"“‘]|[='\"”’;。、,.]$"), "数字前后不能有等号、引号或标点"),
)
_DATE_FAULTS = (
    (re.compile(r".*[\d日][ T]\d{1,2}:\d{2}.*"), "带有时间，请只填日期，如 2018-01-16"),
    (
        re.compile(r"\d{4}(?:[-/.]\d{1,2}|年\d{1,2}月{0,1}(?:份|初|中|底|末|[上中下]旬)?)"),
        "缺少日，请写全，如 2018-01-16",
    ),
    (re.compile(r"\d{1,2}月\d{1,2}日"), "缺少年，请写全，如 2018-01-16"),
    (re.compile(r"(?:19|20)\d{2}年{0,1}"), "缺少月和日，请写全，如 2018-01-16"),
    (re.compile(r"\d{5}"), "是一个数，不是日期；请把单元格设成日期格式，或写成 2018-01-16"),
    (re.compile(r"\d{4}年\d{1,2}月\d{1,2}号"), "末尾要写“日”，如 2018年1月16日"),
    (re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{1,4}"), "要按年、月、日的次序，年份写四位，如 2018-01-16"),
    (re.compile(r".*[零〇一二三四五六七八九十].*"), "要用阿拉伯数字，如 2018-01-16"),
    (re.compile(r"民国.*"), "要用公历，如 2018-01-16"),
    (re.compile(r"(.*\d{4}\D){2}.*"), "只填一个日期，如 2018-01-16"),
    (re.compile(r".*\d.* .*|.* .*\d.*"), "中间不能有空格，如 2018-01-16"),
    (re.compile(r"\D+"), "没有日期就留空，不要写字；有就写成 2018-01-16"),
)
_SCALE = re.compile(r"^-?[\d,]+(\.\d+)?[万亿]?元?%?$", re.ASCII)
_WITH_WORD = re.compile(r"(-?[\d,]+(?:\.\d+)?[万亿]?) *(\D{1,4})", re.ASCII)


def report_bad_cells(reporter: Reporter) -> None:
    """Findings for every cell that is none of the accepted spellings of its field."""
    sheet = reporter.typed.sheet
    for position, field in list(sheet.header.fields.items()):
        bit = reporter.typed.mask({field.name})
        if reporter.typed.bad & bit:
            cells = reporter.typed.cells_where(reporter.con, f"c{position}", f"bad & {bit} <> 0")
            words = [text or "" for _, text in cells]
            names_region = field.region and field.name != "code"
            meant = candidates(reporter.con, words) if names_region else {}
            similar = alike(reporter.con, words) if names_region else {}
            label, has_unit = sheet.label(field.name), sheet.factor(position) != 1
            found = (
                (row, _bad_cell(field, text or "", meant, similar, has_unit=has_unit)) for row, text in cells
            )
            reporter.tell(label, found)


def _bad_cell(
    field: Field,
    cell: str,
    meant: Mapping[str, list[str]],
    similar: Mapping[str, list[str]],
    *,
    has_unit: bool,
) -> Finding:
    if cell in meant:
        message = f"有几个区划叫这个名字，请写成其中之一：{'、'.join(meant[cell])}，或填括号里的区划代码"
        return Finding("error", "unclear_region", message, value=cell)
    if cell in similar:
        message = f"“{field.header}”没有叫“{cell}”的区划，是不是 {'、'.join(similar[cell])}"
        return Finding("error", "bad_region_code", message, value=cell)
    finding = bad_cell(field, cell)
    if has_unit and finding.code not in ("personal_data", "formula_error", "required"):
        message = f"“{field.header}”的表头已写了单位，这里只填数字"
        return Finding("error", finding.code, message + unseen(cell), value=cell)
    return finding


_FAULTS = {
    UNCALCULATED: "是没有计算过的公式，请在 Excel 或 WPS 里打开、保存一次再交，或改成算好的值",
    HIDDEN_NUMBER: "里有数字，可是单元格格式不显示它或不显示它的单位，请改用“常规”格式",
}


def report_personal_cells(reporter: Reporter) -> None:
    """Findings for personal numbers in text cells; the value itself is left out."""
    if not reporter.typed.suspect:
        return
    sheet = reporter.typed.sheet
    for cell in sheet.free_text_cells:
        cells = reporter.typed.suspect_cells(reporter.con, cell)
        kinds = ((row, personal_kind(text or "")) for row, text in cells)
        position = int(cell[1:])
        label = sheet.header.labels[position] or column_letters(position)
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
    word = cell.strip()
    if word in DASHES:
        return Finding("error", "required", f"“{field.header}”必填，“{word}”算作没有填", value=cell)
    if re.fullmatch(ERROR_CELL, word):
        message = _FAULTS.get(word, "是出错的公式，请改成算好的值")
        return Finding("error", "formula_error", f"“{field.header}”{message}", value=cell)
    code, message = _EXPLAIN[field.type](field, narrow(cell if field.type == "text" else cell[:_EXPLAINED]))
    return Finding("error", code, f"“{field.header}”{message}{unseen(cell[:VALUE_LIMIT])}", value=cell)


def narrow(cell: str) -> str:
    """A cell as it is read: full-width characters narrow, nothing without width in it, ends trimmed."""
    seen = re.sub(f"[{UNSEEN}]", "", cell).translate(_NARROW)
    return seen.strip(SPACES)


def _text(field: Field, cell: str) -> tuple[str, str]:
    if _CONTROL.search(cell):
        return "control_character", "里有看不见的控制字符，请重新输入"
    return "text_too_long", f"最多 {LONG_TEXT if field.long else SHORT_TEXT} 个字，请缩短"


def _code(field: Field, cell: str) -> tuple[str, str]:
    if field.region:
        return (
            "bad_region_code",
            "应是 12 位数字区划代码（可写官方短码），或本地一个区划的名称（可带上级，如 某某镇/某某村）",
        )
    return "bad_code", "只能用数字、字母、_ 和 -，请按文本格式填写"


def _int(field: Field, cell: str) -> tuple[str, str]:
    if _HUGE.fullmatch(cell):
        return "number_too_large", "超出可存的范围，请核对位数"
    if not _SCALE.match(cell):
        return "not_a_number", _why_no_number(field, cell) or "应是整数，如 126、1,234 或 1.91万"
    if re.search(r"[%元]", cell):
        return "not_whole", "应是整数，不能带小数、% 或 元"
    number = _WHOLE.fullmatch(cell)
    if number is None:
        return "not_a_number", "应是整数，千分位逗号要每三位一个"
    amount = Decimal(number[1].replace(",", "")) * {"": 1, "万": 10**4, "亿": 10**8}[number[2]]
    if amount != amount.to_integral_value():
        return "not_whole", "应是整数，不能带小数、% 或 元"
    return "number_too_large", "超出可存的范围，请核对位数"


def _why_no_number(field: Field, cell: str) -> str:
    """What is wrong with a word in place of a number, '' where nothing better is known than what is right."""
    found = (message for pattern, message in _NUMBER_FAULTS if pattern.search(cell))
    return _misfit(field, cell) or next(found, "")


def _misfit(field: Field, cell: str) -> str:
    """What to say of a number with a word behind it that is no unit of its field."""
    match = _WITH_WORD.fullmatch(cell)
    if not match or not is_unit(match[2]):
        return ""
    fitting = f"，可用的单位是 {'、'.join(units_of(field))}" if units_of(field) else "，请只填数字"
    return f"后面的“{match[2]}”不是这一列的单位{fitting}"


def _num(field: Field, cell: str) -> tuple[str, str]:
    if not _SCALE.match(cell):
        return "not_a_number", _why_no_number(field, cell) or "应是数字，如 0.95、6000万元 或 0.6亿"
    if "%" in cell and field.percent == "none":
        return "percent_not_allowed", "不能带 %"
    if len(cell) > 300:
        return "number_too_large", "超出可存的范围，请核对位数"
    return "not_a_number", "应是数字，千分位逗号要每三位一个"


def _date(_field: Field, cell: str) -> tuple[str, str]:
    found = next((message for pattern, message in _DATE_FAULTS if pattern.fullmatch(cell)), "")
    return "bad_date", found or "应是存在的日期，如 2018-01-16、2018/1/16 或 2018年1月16日"


def _month(_field: Field, cell: str) -> tuple[str, str]:
    if cell.endswith(narrow(NUMBER_AS_MONTH)):
        return "bad_month", "是带小数点的数字，2018.10 会变成 2018.1，请写成 2018-10"
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
