"""What only a form can have wrong: rows that were deleted, codes that were changed, rows of somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from etl.contract import TABLES
from etl.contract.collecting import EVENTS, MONTHLY
from etl.findings import Finding, Findings
from etl.forms.layout import HEADER_ROW
from etl.forms.record import FormRecord
from etl.models import read_models
from etl.reading import Sheet

#: Name under which the published snapshot is attached beside the copy that returns are tried on.
PUBLISHED = "published"

#: Codes that a message lists.
_SHOWN = 5

_DAYS = {"activities": "held_on", "outputs": "delivered_on"}
_LINES = {"activities": "lead_line", "outputs": "line", "organizations": "line", "stations": "lead_line"}


@dataclass(frozen=True)
class Tried:
    """A return whose rows were merged into a copy of the snapshot, to be looked at.

    Attributes:
        con: connection to the copy, with the published snapshot attached as `PUBLISHED`.
        record: the form as distributed.
        own: SQL boolean over a table of `raw`: the row is of this return.
        findings: takes every fault.
        file: name of the file.
    """

    con: duckdb.DuckDBPyConnection
    record: FormRecord
    own: str
    findings: Findings
    file: str

    def error(self, sheet: str, code: str, message: str, row: int | None = None, column: str = "") -> None:
        """Add an error."""
        self.findings.error(code, message, file=self.file, sheet=sheet, row=row, column=column)

    def query(self, sql: str, **parameters: object) -> list[tuple[object, ...]]:
        """Rows of a SELECT."""
        return self.con.execute(sql, parameters).fetchall()


def report_form_faults(tried: Tried, sheets: Sequence[Sheet], names: Sequence[str]) -> None:
    """Report what differs from the form as it was distributed.

    Args:
        tried: the return.
        sheets: its tables as read.
        names: of all sheets that name a table, also of those that could not be read.
    """
    by_table = {sheet.table.name: sheet for sheet in sheets}
    for name in tried.record.rows:
        title = TABLES[name].title
        if name not in by_table and not {name, title} & set(names):
            tried.error("", "form_sheet_missing", f"缺少“{title}”这张表，请从下发的原表补回")
    for name, sheet in by_table.items():
        if name not in tried.record.rows:
            message = "这张表不在这份填报表里，请删去；要交的话请从“交数据”上交"
            tried.error(sheet.sheet, "form_sheet_extra", message)
        elif sheet.table in MONTHLY:
            _report_months(tried, sheet)
            _report_keys(tried, sheet, closed=True)
        else:
            _report_keys(tried, sheet, closed=False)
            _report_foreign_rows(tried, sheet)
        if sheet.table in EVENTS and name in tried.record.rows:
            _warn_other_months(tried, sheet)


def _report_months(tried: Tried, sheet: Sheet) -> None:
    month = tried.record.period
    rows = tried.query(
        f'SELECT row_number FROM raw."{sheet.table.name}" WHERE {tried.own} AND period <> $period'
        " ORDER BY row_number",
        period=month,
    )
    message = f"报告期应是 {month:%Y-%m}：这是 {month:%Y-%m} 的填报表，别的月份请用那个月下发的表"
    for (row,) in rows:
        tried.error(sheet.sheet, "form_other_month", message, int(str(row)), sheet.label("period"))


def _report_keys(tried: Tried, sheet: Sheet, *, closed: bool) -> None:
    """Rows of the form that are gone, and, where nothing may be added, rows that it did not have."""
    distributed = [tuple(key) for key in tried.record.rows[sheet.table.name]]
    keys = [field for field in sheet.table.fields if field.name in sheet.table.key and field.type != "month"]
    columns = ", ".join(f'"{field.name}"' for field in keys)
    rows = tried.query(
        f'SELECT row_number, {columns} FROM raw."{sheet.table.name}" WHERE {tried.own} ORDER BY 1'
    )
    returned = {tuple(str(part) for part in key): int(str(row)) for row, *key in rows}
    missing = [key for key in distributed if key not in returned]
    extra = {key: row for key, row in returned.items() if key not in set(distributed)} if closed else {}
    column = sheet.label(keys[0].name)
    for key, row in extra.items():
        place = row - HEADER_ROW - 2
        was = distributed[place] if 0 <= place < len(distributed) and distributed[place] in missing else None
        tried.error(sheet.sheet, "form_code_edited", _edited(key, was), row, column)
    gone = [key for key in missing if not _stands_in(key, distributed, extra)]
    if gone and not _unreadable_keys(tried, sheet):
        listed = "、".join(" ".join(key) for key in gone[:_SHOWN])
        more = f"等 {len(gone)} 行" if len(gone) > _SHOWN else ""
        message = (
            f"下发的行少了 {len(gone)} 行：{listed}{more}。请从原表补回，不要删行；确已撤销的告诉收表的人"
        )
        tried.error(sheet.sheet, "form_rows_deleted", message)


def _edited(key: tuple[str, ...], was: tuple[str, ...] | None) -> str:
    written = " ".join(key)
    if was:
        return f"编码被改过：这一行原来是 {' '.join(was)}，现在是 {written}，请改回"
    return f"编码 {written} 不在下发的表里，请删去这一行，或从“交数据”另交"


def _stands_in(
    key: tuple[str, ...], distributed: Sequence[tuple[str, ...]], extra: dict[tuple[str, ...], int]
) -> bool:
    """Whether a changed code stands in the row of a missing one, so that it is told already."""
    return distributed.index(key) + HEADER_ROW + 2 in extra.values()


def _unreadable_keys(tried: Tried, sheet: Sheet) -> bool:
    """Whether a key could not be read: that is told already, and it may be one that seems to be missing."""
    labels = {sheet.label(name) for name in sheet.table.key}
    return any(
        kind[1] == sheet.sheet
        and kind[2] in labels
        and kind[4] == "error"
        and not kind[3].startswith("form_")
        for kind in tried.findings.counts
    )


#: Rows of a return: number, whether the row lies elsewhere, whether its code is somebody else's already.
_FOREIGN = """
WITH RECURSIVE wanted AS (SELECT $unit AS unit, CAST($period AS DATE) AS period),
places AS ({places})
SELECT own.row_number,
    own.region_code NOT IN (SELECT region_code FROM places) OR $line <> '' AND own.{line} <> $line,
    other.{key} IS NOT NULL AND (
        other.region_code NOT IN (SELECT region_code FROM places) OR $line <> '' AND other.{line} <> $line
    )
FROM (SELECT * FROM raw."{table}" WHERE {own}) AS own
LEFT JOIN {published}.raw."{table}" AS other ON other.{key} = own.{key}
ORDER BY own.row_number
"""


def _report_foreign_rows(tried: Tried, sheet: Sheet) -> None:
    """Rows that lie elsewhere or belong to another line, and codes that another unit uses already."""
    table, key = sheet.table, sheet.table.key[0]
    # The model knows mergers.
    places = next(model.sql for model in read_models() if model.name == "marts.unit_regions")
    sql = _FOREIGN.format(
        places=places.replace("raw.collections", "wanted"),
        table=table.name,
        key=key,
        line=_LINES[table.name],
        own=tried.own,
        published=PUBLISHED,
    )
    elsewhere = f"这一行不属于 {tried.record.who}，请核对区划和条线"
    taken = "这个编号已是别的单位的，发布会盖掉那一行，请换一个编号"
    asked = {"unit": tried.record.unit, "period": tried.record.period, "line": tried.record.line}
    for row, is_elsewhere, is_taken in tried.query(sql, **asked):
        if is_elsewhere:
            place = sheet.label("region_code")
            tried.error(sheet.sheet, "form_foreign_row", elsewhere, int(str(row)), place)
        if is_taken:
            tried.error(sheet.sheet, "form_key_taken", taken, int(str(row)), sheet.label(key))


def _warn_other_months(tried: Tried, sheet: Sheet) -> None:
    day = _DAYS[sheet.table.name]
    month: dt.date = tried.record.period
    rows = tried.query(
        f'SELECT row_number FROM raw."{sheet.table.name}" WHERE {tried.own}'
        f" AND date_trunc('month', {day}) <> $period ORDER BY 1",
        period=month,
    )
    for (row,) in rows:
        tried.findings.add(
            Finding(
                "warning",
                "form_other_month",
                f"日期不在 {month:%Y-%m}，补报以前的可以，请核对",
                tried.file,
                sheet.sheet,
                int(str(row)),
                sheet.label(day),
            )
        )
