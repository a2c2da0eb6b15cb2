"""Distributing: one prefilled workbook a unit and line, and the collection as a batch."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import duckdb

from etl import snapshot
from etl.contract import TABLES, Table
from etl.contract.collecting import COLLECTED, COLLECTIONS, MONTHLY, REGISTERS
from etl.forms import asking, layout, record
from etl.forms.asking import Asked, Unit
from etl.forms.layout import Sheet
from etl.forms.record import FormRecord
from etl.forms.workbook import write_form
from etl.load.region_names import offered
from etl.progress import Progress
from etl.table_file import write_table
from etl.warehouse import Warehouse, WarehouseError

DEFAULT_TABLES = ("memberships", "station_months", "activities")
#: Folder of the collection as a batch, beside the forms.
BATCH = COLLECTIONS.title

_LINE = TABLES["organizations"].field("line")


#: A row of a collection with the sheets of its form.
Form = tuple[Asked, tuple[Sheet, ...]]


class WishError(Exception):
    """What was asked for cannot be distributed; the message says why, in Chinese."""


@dataclass(frozen=True)
class Wish:
    """What is to be distributed.

    Attributes:
        period: first day of the month.
        units: codes or names of regions; none means every county and township.
        lines: a form for each; none means one form with all lines.
        tables: table ids.
        due_on: the deadline.
        name: of the collection; '' for the usual one.
    """

    period: dt.date
    units: tuple[str, ...]
    lines: tuple[str, ...]
    tables: tuple[str, ...]
    due_on: dt.date
    name: str = ""


@dataclass(frozen=True)
class Distributed:
    """What was distributed.

    Attributes:
        forms: every form with its file.
        batch: folder with the collection as a batch.
        idle: units and lines that owe nothing in the tables chosen, so that no form was made.
    """

    forms: tuple[tuple[FormRecord, Path], ...]
    batch: Path
    idle: tuple[str, ...]


def usual_deadline(period: dt.date) -> dt.date:
    """The tenth of the month after."""
    return (period.replace(day=28) + dt.timedelta(days=4)).replace(day=10)


def distribute(warehouse: Warehouse, wish: Wish, out: Path) -> Distributed:
    """Write the forms into a folder and remember them. Call it under the lock.

    Raises:
        WishError: a unit, line or table does not exist, or nobody owes anything.
        WarehouseError: nothing is published, or the snapshot is damaged.
        OSError: the folder cannot be written.
    """
    path = current_snapshot(warehouse)
    with duckdb.connect(str(path), read_only=True, config=snapshot.SETTINGS) as con:
        collection = _collection(con, wish)
        drafts = _with_ids(con, collection)
        names = offered(con, wish.period)
    kept = [(_narrowed(one, sheets), sheets) for one, sheets in drafts if sheets]
    if not kept:
        raise WishError("选中的单位在这些表里没有要填的：还没有在册的组织、阵地等，请先交基础表")
    out.mkdir(parents=True, exist_ok=True)
    forms = _write(kept, names, out)
    record.save(warehouse, [form for form, _ in forms])
    batch = write_table(out / BATCH, COLLECTIONS, [_collection_row(one) for one, _ in kept])
    idle = tuple(f"{one.unit.name}{_title(one.line)}" for one, sheets in drafts if not sheets)
    return Distributed(tuple(forms), batch, idle)


def _collection_row(one: Asked) -> dict[str, object]:
    """A row of `collections`, as field → value; whether it was handed in it does not state."""
    return {
        "collection_id": one.collection_id,
        "name": one.name,
        "unit": one.unit.code,
        "line": one.line or None,
        "period": one.period,
        "tables": ";".join(table.title for table in one.tables),
        "due_on": one.due_on,
    }


def current_snapshot(warehouse: Warehouse) -> Path:
    """The file of the published snapshot.

    Raises:
        WarehouseError: there is none, or it is damaged.
    """
    current_id = warehouse.current_id()
    if current_id is None:
        raise WarehouseError("仓库里还没有发布过数据，请先交行政区划、组织等基础表")
    path = warehouse.snapshot_path(current_id)
    snapshot.check_file(path)
    return path


def _collection(con: duckdb.DuckDBPyConnection, wish: Wish) -> list[Asked]:
    unknown = [name for name in wish.tables if name not in COLLECTED]
    if unknown:
        possible = "、".join(f"{table.name}（{table.title}）" for table in COLLECTED.values())
        raise WishError(f"不能下发 {'、'.join(unknown)}；可以下发的表：{possible}")
    units = asking.units(con, wish.period, wish.units)
    missing = [written for written in wish.units if written not in units]
    if missing:
        raise WishError(f"单位 {'、'.join(missing)} 不存在、当月无效，或者同名的不止一个，请写 12 位区划代码")
    tables = tuple(COLLECTED[name] for name in dict.fromkeys(wish.tables))
    once = {unit.code: unit for unit in units.values()}
    return [
        _asked(wish, line, tables, unit)
        for line in dict.fromkeys(wish.lines or ("",))
        for unit in once.values()
    ]


def _asked(wish: Wish, line: str, tables: tuple[Table, ...], unit: Unit) -> Asked:
    name = wish.name or f"{wish.period.year}年{wish.period.month}月报表"
    plain = "-".join(filter(None, (f"{wish.period:%Y-%m}", line)))
    return Asked(plain, f"{name}{_title(line)}", unit, line, wish.period, tables, wish.due_on)


def _narrowed(one: Asked, sheets: Sequence[Sheet]) -> Asked:
    """The row of the collection that asks only for what the unit owes."""
    return replace(one, tables=tuple(sheet.table for sheet in sheets))


def _with_ids(con: duckdb.DuckDBPyConnection, collection: Sequence[Asked]) -> list[Form]:
    """Every row with its sheets, under the usual id or, where it asks for other tables, a free one."""
    rows = con.execute("SELECT collection_id, unit, tables FROM raw.collections").fetchall()
    known = {(collection_id, unit): set(re.split("[;；]", tables)) for collection_id, unit, tables in rows}
    forms: list[Form] = []
    for plain in dict.fromkeys(one.collection_id for one in collection):
        asked = [one for one in collection if one.collection_id == plain]
        free = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
        tried = (_drafts(con, [replace(one, collection_id=name) for one in asked]) for name in free)
        forms += next(drafts for drafts in tried if _fits(drafts, known))
    return forms


def _fits(drafts: Sequence[Form], known: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether no unit was asked for other tables under the same id."""
    asked = {
        (one.collection_id, one.unit.code): {sheet.table.title for sheet in sheets}
        for one, sheets in drafts
        if sheets
    }
    return all(known.get(key, titles) == titles for key, titles in asked.items())


def _title(line: str) -> str:
    """A line as people write it, in brackets; '' for all lines."""
    return next((f"（{word}）" for word in _LINE.values if line and _LINE.choices[word] == line), "")


def _drafts(con: duckdb.DuckDBPyConnection, collection: Sequence[Asked]) -> list[Form]:
    """Every row of the collection with the sheets of its form; none where the unit owes nothing."""
    owed = asking.owed(con, collection)
    places = asking.places(con, collection)
    period = collection[0].period
    known = {
        table.name: asking.known(con, table, period) for table in collection[0].tables if table in MONTHLY
    }
    drafts = []
    for one in collection:
        sheets = [_sheet(con, table, one, owed, known, places) for table in one.tables]
        drafts.append((one, tuple(sheet for sheet in sheets if sheet.rows or sheet.blank_rows)))
    return drafts


def _sheet(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    one: Asked,
    owed: Mapping[tuple[str, str, str], Sequence[str]],
    known: Mapping[str, Mapping[str, asking.Known]],
    places: Mapping[str, Sequence[str]],
) -> Sheet:
    if table in REGISTERS:
        return layout.register_sheet(table, asking.stored(con, table, places[one.unit.code], one))
    if table not in MONTHLY:
        return layout.event_sheet(table)
    reporters = owed.get((one.collection_id, one.unit.code, table.name), ())
    return layout.monthly_sheet(table, [known[table.name][reporter] for reporter in reporters], one.period)


def _write(
    kept: Sequence[Form], names: Sequence[tuple[list[str], str]], out: Path
) -> list[tuple[FormRecord, Path]]:
    used: set[str] = set()
    forms = []
    with Progress(len(kept)) as progress:
        for one, sheets in kept:
            progress.step(f"生成 {one.unit.name}{_title(one.line)}")
            form = _record(one, sheets)
            path = out / f"{_file_name(form, used)}.xlsx"
            write_form(path, form, sheets, [name for way, name in names if one.unit.code in way])
            forms.append((form, path))
    return forms


def _record(one: Asked, sheets: Sequence[Sheet]) -> FormRecord:
    return FormRecord(
        form=record.new_id(),
        collection_id=one.collection_id,
        collection_name=one.name,
        county=one.unit.county,
        county_name=one.unit.county_name,
        unit=one.unit.code,
        unit_name=one.unit.name,
        line=one.line,
        period=one.period,
        due_on=one.due_on,
        rows={sheet.table.name: [list(key) for key in sheet.keys] for sheet in sheets},
    )


def _file_name(form: FormRecord, used: set[str]) -> str:
    """Unit, line and month; with the code where two units share their name."""
    line = _title(form.line).strip("（）")
    parts = [form.unit_name, line, f"{form.period:%Y-%m}"]
    name = re.sub(r'[\\/:*?"<>|\s]', "_", "_".join(filter(None, parts)))
    if name in used:
        name = f"{name}_{form.unit}"
    used.add(name)
    return name
