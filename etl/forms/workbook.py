"""Draws a form as a workbook: what may be filled in is white, the rest is grey and locked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from etl.contract import Field
from etl.forms.cell_checks import LIST_LIMIT, Cells, pairs
from etl.forms.layout import HEADER_ROW, Column, Sheet
from etl.forms.record import FormRecord
from etl.reading.workbook import INSTRUCTIONS_SHEET
from etl.template import TYPE_NAMES, allowed

_LIST_COLUMN = 9
_NUMBERS = {"int": "#,##0", "num": "#,##0.##########", "date": "yyyy-mm-dd"}
_SUMMED = ("int", "num")
#: Numbers whose sum says nothing.
_NO_SUM = {"lon", "lat", "satisfaction", "hours", "median_days", "progress"}

_ADVICE = (
    "只填白底的格；灰底的格（编码、报告期、上期数）已经锁定，不要改动，也不要删除行、列和表。",
    "没有发生的填 0；“活动”“服务产出”这类表没有就空着。",
    "填错的格会当场提示。浅黄色的格请再核对一遍。",
    "某个单位确已撤销、合并的，不要删行，也不要填 0，请告诉收表的人，登记撤销后会重新下发。",
    "只报人数，不要填姓名、身份证号、手机号、银行卡号；责任人填岗位。",
    "填好后保存，把这个文件交回；文件名可以改，表单编号不要改。",
)


def write_form(path: Path, record: FormRecord, sheets: Sequence[Sheet], regions: Sequence[str]) -> None:
    """Write the form of a unit.

    Args:
        path: the .xlsx file.
        record: whose form it is.
        sheets: its tables.
        regions: what the drop-downs of places offer: names that each fit one region.

    Raises:
        OSError: the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": record.who, "subject": record.id_line})
        drawing = _Drawing(workbook, record, _Lists(regions))
        instructions = workbook.add_worksheet(INSTRUCTIONS_SHEET)
        for sheet in sheets:
            drawing.draw(sheet)
        _write_instructions(workbook, instructions, record, sheets)
        drawing.lists.write(instructions)
        workbook.worksheets()[1].activate()


class _Lists:
    """Drop-downs too long for a rule of their own; they stand beside the instructions, which are no table."""

    def __init__(self, regions: Sequence[str]) -> None:
        self._words = {"区划": list(regions)}

    def range_of(self, field: Field) -> str | None:
        """Where the words of a field stand, None where it has none or they are short."""
        words = self._words["区划"] if field.region else list(field.values) if field.type == "enum" else []
        if not words or not (field.region or len(",".join(words)) > LIST_LIMIT):
            return None
        title = "区划" if field.region else field.header
        self._words[title] = words
        letter = xl_col_to_name(_LIST_COLUMN + list(self._words).index(title))
        return f"'{INSTRUCTIONS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"

    def write(self, sheet: Any) -> None:
        """Write every list as a column."""
        for place, (title, words) in enumerate(self._words.items()):
            sheet.write_column(0, _LIST_COLUMN + place, [f"可选{title}", *words])


class _Drawing:
    """The look of one workbook."""

    def __init__(self, workbook: Any, record: FormRecord, lists: _Lists) -> None:
        self.workbook, self.record, self.lists = workbook, record, lists
        self._formats: dict[tuple[str, str], Any] = {}

    def format(self, kind: str, number: str = "") -> Any:
        """The format of a kind of cell: title, note, header, open, locked, grey, sum."""
        if (kind, number) not in self._formats:
            look = dict(_LOOKS[kind]) | ({"num_format": number} if number else {})
            self._formats[kind, number] = self.workbook.add_format(look)
        return self._formats[kind, number]

    def draw(self, sheet: Sheet) -> None:
        """Add a sheet."""
        drawn = self.workbook.add_worksheet(sheet.table.title)
        cells = self._cells(sheet)
        self._head(drawn, sheet, cells)
        for number, row in enumerate((*sheet.rows, *({} for _ in range(sheet.blank_rows)))):
            for place, column in enumerate(sheet.columns):
                self._cell(drawn, HEADER_ROW + 1 + number, place, column, row)
        self._check(drawn, sheet, cells)
        drawn.freeze_panes(HEADER_ROW + 1, 2)
        drawn.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})

    def _cells(self, sheet: Sheet) -> Cells:
        fields = {column.field: place for place, column in enumerate(sheet.columns) if column.field}
        return Cells(
            sheet.table,
            {field.name: xl_col_to_name(place) for field, place in fields.items()},
            HEADER_ROW + 2,
            sheet.last_row,
            {field.name: place for field in fields if (place := self.lists.range_of(field))},
            _month_end(self.record.period),
        )

    def _head(self, drawn: Any, sheet: Sheet, cells: Cells) -> None:
        record = self.record
        month = f"{record.period.year}年{record.period.month}月"
        drawn.write(0, 0, f"{record.who} {month} {sheet.table.title}", self.format("title"))
        drawn.write(1, 0, "合计", self.format("sum"))
        drawn.write(2, 0, record.id_line, self.format("note"))
        for place, column in enumerate(sheet.columns):
            self._sum(drawn, sheet, cells, place, column)
            drawn.write(HEADER_ROW, place, column.header, self.format(_header_look(column)))
            if column.field and not column.locked:
                drawn.write_comment(HEADER_ROW, place, _hint(column.field))
            drawn.set_column(place, place, max(10, 2 * len(column.header) + 2))

    def _sum(self, drawn: Any, sheet: Sheet, cells: Cells, place: int, column: Column) -> None:
        """The sum of what is typed, and of the last values beside it."""
        field = column.field or column.last_of
        if place == 0 or field is None or field.type not in _SUMMED or field.name in _NO_SUM:
            return
        letter = xl_col_to_name(place)
        stated = [row[column.header] for row in sheet.rows if row.get(column.header) is not None]
        formula = f"=SUM({letter}{cells.first}:{letter}{cells.last})"
        drawn.write_formula(1, place, formula, self.format("sum", _NUMBERS[field.type]), sum(stated))

    def _cell(self, drawn: Any, row: int, place: int, column: Column, cells: Mapping[str, Any]) -> None:
        field = column.field or column.last_of
        value = cells.get(column.header)
        is_open = column.field is not None and not (column.locked and cells)
        look = "open" if is_open else "grey" if column.field is None else "locked"
        number = _NUMBERS.get(field.type, "@") if field else "@"
        if value is None:
            drawn.write_blank(row, place, None, self.format(look, number))
        else:
            drawn.write(row, place, shown(value, field), self.format(look, number))

    def _check(self, drawn: Any, sheet: Sheet, cells: Cells) -> None:
        first, last = HEADER_ROW + 1, sheet.last_row - 1
        for place, column in enumerate(sheet.columns):
            check = cells.check(column.field) if column.field and not _is_fixed(column, sheet) else None
            if check:
                drawn.data_validation(first, place, last, place, check)
        for pair in pairs(sheet.table):
            formula = cells.broken(pair)
            if formula:
                place = [column.field.name if column.field else "" for column in sheet.columns].index(
                    pair.field
                )
                doubt = {"type": "formula", "criteria": formula, "format": self.format("doubt")}
                drawn.conditional_format(first, place, last, place, doubt)


def _is_fixed(column: Column, sheet: Sheet) -> bool:
    return column.locked and not sheet.blank_rows


def _header_look(column: Column) -> str:
    if column.field is None:
        return "grey header"
    return "required" if column.field.required else "header"


def _hint(field: Field) -> str:
    return f"{'必填。' if field.required else ''}{TYPE_NAMES[field.type]}。{allowed(field)}"


def shown(value: Any, field: Field | None) -> Any:
    """A stored value as it stands in a form, which the contract reads back as the same value."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return f"{value:%Y-%m}" if field is None or field.type == "month" else value
    if isinstance(value, list):
        return "、".join(str(shown(one, field)) for one in value)
    if field is not None and field.choices:
        return next((word for word in field.values if field.choices[word] == value), value)
    return value


def _month_end(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _write_instructions(workbook: Any, sheet: Any, record: FormRecord, sheets: Sequence[Sheet]) -> None:
    bold = workbook.add_format({"bold": True})
    head = (f"{record.collection_name}：{record.who}", record.id_line, "", *_ADVICE, "")
    for row, advice in enumerate(head):
        sheet.write(row, 0, advice, bold if row == 0 else None)
    row = len(head)
    sheet.write_row(row, 0, ("表", "列", "必填", "填什么", "可选值或范围", "说明"), bold)
    for table in (one.table for one in sheets):
        for field in table.fields:
            row += 1
            required = "*" if field.required else ""
            told = (table.title, field.header, required, TYPE_NAMES[field.type], allowed(field), table.note)
            sheet.write_row(row, 0, told)
    sheet.set_column(0, 2, 12)
    sheet.set_column(3, 5, 40)


_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": "#808080"},
    "header": {**_BORDER, "bold": True, "text_wrap": True, "bg_color": "#F2F2F2"},
    "required": {**_BORDER, "bold": True, "text_wrap": True, "bg_color": "#DDE6EE"},
    "grey header": {**_BORDER, "text_wrap": True, "bg_color": "#F2F2F2", "font_color": "#808080"},
    "open": {**_BORDER, "locked": False},
    "locked": {**_BORDER, "bg_color": "#F2F2F2"},
    "grey": {**_BORDER, "bg_color": "#F2F2F2", "font_color": "#808080"},
    "sum": {"bold": True},
    "doubt": {"bg_color": "#FFEB9C"},
}
