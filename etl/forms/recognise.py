"""Which form a returned workbook is, whatever its file is called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.findings import Finding
from etl.forms.record import FormRecord, StatedId, find, is_sound, stated_id
from etl.reading import read_grids, shown_name
from etl.warehouse import Warehouse

#: Rows of a sheet in which the line with the id is looked for.
_TOP = 50

#: What is said first where nothing tells which form a file is.
UNKNOWN = "认不出是哪一份填报表"

#: What to do with it.
BY_THE_ORDINARY_WAY = "请用下发的表填报；不是填报表的，请从“交数据”上交"


@dataclass(frozen=True)
class Recognised:
    """What a file turned out to be.

    Attributes:
        record: the form, None where it is none that may be returned here.
        fault: why it is none.
        sheets: names of the sheets in the file.
    """

    record: FormRecord | None
    fault: Finding | None
    sheets: tuple[str, ...]


def recognise(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, path: Path, expected: Collection[str]
) -> Recognised:
    """Find the form that a file is the return of.

    Args:
        con: connection to a snapshot.
        warehouse: where the forms are remembered.
        path: the file.
        expected: ids of the only collections whose returns are wanted, none for any.
    """
    if path.suffix.lower() == ".csv":
        message = "填报表要交回整个工作簿，不要另存为 .csv"
        return Recognised(None, Finding("error", "form_as_csv", message, file=shown_name(path)), ("",))
    stated: dict[str, StatedId] = {}
    sheets = []
    for name, rows in read_grids(path):
        sheets.append(name)
        one = stated_id(cell for row in rows[:_TOP] for cell in row)
        if one:
            stated.setdefault(one.form, one)
    record = find(warehouse, next(iter(stated))) if len(stated) == 1 else None
    told = _fault(con, stated, record, expected)
    fault = Finding("error", *told, file=shown_name(path)) if told else None
    return Recognised(None if fault else record, fault, tuple(sheets))


def _fault(
    con: duckdb.DuckDBPyConnection,
    stated: Mapping[str, StatedId],
    record: FormRecord | None,
    expected: Collection[str],
) -> tuple[str, str] | None:
    """Code and message of what keeps a file from being a return, None where nothing does."""
    if not stated:
        return "form_unknown", f"{UNKNOWN}：找不到表单编号。{BY_THE_ORDINARY_WAY}"
    if len(stated) > 1:
        return "form_mixed", f"几份填报表混在一个工作簿里（{'、'.join(stated)}），请分开交回"
    if record is None:
        return _foreign(con, next(iter(stated.values())))
    if expected and record.collection_id not in expected:
        told = f"{record.period:%Y-%m} 的“{record.collection_name}”（{record.collection_id}）"
        return "form_other_task", f"这是 {told}，不是 {'、'.join(expected)}，请核对月份和任务，交对应的那一份"
    return None


def _foreign(con: duckdb.DuckDBPyConnection, stated: StatedId) -> tuple[str, str]:
    known = con.execute("SELECT 1 FROM raw.regions WHERE code = ?", [stated.county]).fetchone()
    if known is None:
        told = f"这是{stated.county_name}（{stated.county}）的填报表"
        return "form_other_county", f"{told}，这个数据仓库里没有这个县，请交给那个县"
    if not is_sound(stated.form):
        return "form_id_edited", f"表单编号 {stated.form} 不完整或被改过，请从下发的原表复制回来"
    told = f"表单编号 {stated.form} 不是从这个数据仓库下发的，请重新下发，或从“交数据”上交"
    return "form_not_ours", told
