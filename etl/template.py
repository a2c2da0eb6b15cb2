"""An empty workbook of the contract: headers, types, drop-downs and a sheet of instructions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.contract import COMMON_FIELDS, ORIGIN, TABLES, Field, Table
from etl.reading.workbook import INSTRUCTIONS_SHEET

#: Rows for which types and drop-downs are prepared.
ROWS = 5000

TYPE_NAMES = {
    "text": "文字",
    "code": "编码（数字、字母、_、-），按文本填写",
    "int": "整数，可写 1,234 或 1.91万",
    "num": "数字；金额可写 6000万元 或 0.6亿",
    "date": "日期，如 2018-01-16",
    "month": "月份，如 2018-01",
    "enum": "从下拉中选",
    "lines": "条线，几条之间用 ； 隔开",
    "bool": "是 或 否",
    "shape": "一个面，在边界文件里",
}
#: Column of the instructions where the places stand that drop-downs offer.
_PLACES = 9
_FORMATS = {
    "text": "@",
    "code": "@",
    "date": "yyyy-mm-dd",
    "month": "@",
    "lines": "@",
    "enum": "@",
    "bool": "@",
}
_ADVICE = (
    "每张表一行一条记录，表名和表头不要改；不用的表可以删掉或留空。",
    "深色表头的列必填（下表中标 *）。表头上方可以加标题行，列的顺序可以调整。",
    "以后再交同一编码的行会覆盖所填的列；空白会清掉原值，删去整列则保留原值。",
    "要去掉一行，在“撤销”列填 是；不要删除行。",
    "只报人数和组织，不要填姓名、身份证号、手机号、银行卡号；责任人填岗位。",
    "数据来源留空时按整批的来源（上报）。",
    "边界不填表：把县、乡镇、村的边界文件（GeoJSON、Shapefile 的几个文件或压缩包、KML、GeoPackage）和表格一起"
    "交，或者单独交。每个图形用属性“区划代码”或“名称”说明是哪个区划；文件没有说明坐标系的，交的时候选；"
    "有审图号和来源的，写在属性“审图号”“来源”里，或者交的时候填。",
)


def write_template(path: Path, places: Sequence[str] = ()) -> None:
    """Write the template workbook.

    Args:
        path: the .xlsx file to write; its folder is made where it does not exist.
        places: what the drop-downs of places offer: names that each fit one region; none for no drop-down.

    Raises:
        OSError: the file cannot be written.
    """
    import xlsxwriter  # no other run needs it

    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as workbook:
        _write_instructions(workbook, places)
        for table in TABLES.values():
            _write_table(workbook, table, len(places))


def _write_instructions(workbook: Any, places: Sequence[str]) -> None:
    sheet = workbook.add_worksheet(INSTRUCTIONS_SHEET)
    bold = workbook.add_format({"bold": True})
    for row, advice in enumerate(_ADVICE):
        sheet.write(row, 0, advice)
    row = len(_ADVICE) + 1
    sheet.write_row(row, 0, ("表", "列", "必填", "填什么", "可选值或范围", "说明"), bold)
    for table in TABLES.values():
        for field in table.fields:
            row += 1
            required = "*" if field.required else ""
            cells = (table.title, field.header, required, TYPE_NAMES[field.type], allowed(field), table.note)
            sheet.write_row(row, 0, cells)
    sheet.set_column(0, 2, 12)
    sheet.set_column(3, 5, 40)
    if places:
        sheet.write_column(0, _PLACES, ["可选区划", *places])
        sheet.set_column(_PLACES, _PLACES, 24)


def allowed(field: Field) -> str:
    """What a field may hold beside its type: its choices or bounds, in Chinese; '' where anything."""
    if field.choices:
        return "、".join(field.values)
    if field.above_zero:
        return "大于 0"
    if field.minimum is None:
        return ""
    return (
        f"{field.minimum:g} 到 {field.maximum:g}"
        if field.maximum is not None
        else f"不小于 {field.minimum:g}"
    )


def _write_table(workbook: Any, table: Table, places: int) -> None:
    sheet = workbook.add_worksheet(table.title)
    for column, field in enumerate((*table.fields, *COMMON_FIELDS)):
        header = workbook.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#DDE6EE" if field.required else "#F2F2F2"}
        )
        sheet.write(0, column, field.header, header)
        hint = f"{'必填。' if field.required else ''}{TYPE_NAMES[field.type]}。{allowed(field)}"
        sheet.write_comment(0, column, hint)
        cells = workbook.add_format({"num_format": _FORMATS.get(field.type, "General")})
        sheet.set_column(column, column, max(10, 2 * len(field.header) + 2), cells)
        _validate(sheet, column, field)
        if places and field.region and field.references:
            _offer_places(sheet, column, places)
    sheet.freeze_panes(1, 0)


def _validate(sheet: Any, column: int, field: Field) -> None:
    """A drop-down for words; other types are left free, since several spellings are accepted."""
    words = list(field.values) if field.type == "enum" or field is ORIGIN else []
    if field.type == "bool":
        words = ["是", "否"]
    if words:
        message = {"error_title": "请从下拉中选", "error_message": "不在可选的范围里"}
        sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": words, **message})


def _offer_places(sheet: Any, column: int, places: int) -> None:
    """A drop-down of names; what is typed instead is left free, since codes and paths are accepted too."""
    letter = chr(ord("A") + _PLACES)
    source = f"='{INSTRUCTIONS_SHEET}'!${letter}$2:${letter}${places + 1}"
    rule = {"validate": "list", "source": source, "ignore_blank": True, "show_error": False}
    sheet.data_validation(1, column, ROWS, column, rule)
