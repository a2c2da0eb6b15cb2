"""A correction changes exactly the cell that it names, and keeps what it was before and why."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import snapshot
from etl.contract import TABLES
from etl.findings import Findings
from etl.load import Batch, next_source
from etl.reading import Asides, Correction, read_batch
from etl.validate import load_batch
from etl.warehouse import Warehouse
from metrics.behind import row_key
from metrics.data import corrections
from metrics.data.corrections import Cell, Row
from metrics.warehouse import Snapshot, open_snapshot
from tests.etl.handing_in import told, write_workbook
from tests.etl.reading_in import check
from ui.data import correcting

NOTE = ("表", "行", "列", "原值", "新值", "理由", "原出处")
#: Columns that follow from others when a coordinate is read.
FOLLOWING = {"lon": {"lon_given"}, "lat": {"lat_given"}, "datum": {"lon", "lat"}}


def another(cell: Cell, chance: random.Random) -> str:
    """A value that the field may hold and does not."""
    if cell.choices:
        return chance.choice([word for word in cell.choices if word != cell.value])
    if cell.kind == "bool":
        return "否" if cell.value == "是" else "是"
    drawn = {
        "int": str(chance.randint(1, 99)),
        "num": f"{chance.randint(1, 99)}.{chance.randint(1, 9)}",
        "date": f"2017-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "month": f"2015-{chance.randint(1, 12):02}",
        "code": f"X{chance.randint(100, 999)}",
        "text": f"新的“说法”，{chance.randint(100, 999)}；第二句",
    }
    if cell.kind == "code" and "区划" in cell.help:
        return "360829102000" if cell.value != "360829102000" else "360829100000"
    return drawn[cell.kind]


def cases(published: Snapshot) -> Iterator[tuple[Row, Cell, str]]:
    """Rows of every table with a field of each and its new value; every third one is cleared."""
    chance = random.Random(2018)
    for table in TABLES:
        places = published.rows(
            f"FROM traced.{table} SELECT batch_id, file, sheet, row_number ORDER BY hash(row_number) LIMIT 2"
        )
        rows = [
            corrections.row(published, table, row_key.key_at(published, table, *place)) for place in places
        ]
        fields = [
            name for name in (field.name for field in TABLES[table].fields) if name not in TABLES[table].key
        ]
        for row, name in zip(rows, chance.sample(fields, min(len(fields), len(rows))), strict=False):
            assert row is not None
            for cell in (cell for cell in row.cells if cell.field == name):
                clears = cell.value and not cell.required and chance.random() < 1 / 3
                yield row, cell, "" if clears else another(cell, chance)


READ: dict[str, Callable[[str], Any]] = {
    "text": str,
    "code": str,
    "int": int,
    "num": float,
    "date": date.fromisoformat,
    "bool": "是".__eq__,
}


def test_any_field_of_any_table_is_corrected_and_no_other_cell_changes(
    demo_warehouse: Path, tmp_path: Path
) -> None:
    warehouse = Warehouse(demo_warehouse)
    base = Path(shutil.copy(warehouse.snapshot_path(str(warehouse.current_id())), tmp_path / "base.duckdb"))
    published = open_snapshot(base)
    drawn = list(cases(published))
    published.connection.close()
    assert len(drawn) > 30
    assert {cell.kind for _, cell, _ in drawn} >= {"text", "code", "int", "num", "date", "enum", "bool"}
    with snapshot.create(tmp_path / "new.duckdb", base) as con:
        for number, (row, cell, new) in enumerate(drawn):
            before = stored(con, row)
            correct(con, tmp_path / f"{number}.xlsx", row, cell, new)
            after = stored(con, row)
            what = (row.table, row.key, cell.field, cell.value, new)
            changed = {name for name in after if after[name] != before[name]}
            assert changed - FOLLOWING.get(cell.field, set()) <= {cell.field}, what
            if new == "":
                default = TABLES[row.table].field(cell.field).default
                assert after[cell.field] == default, what
            elif cell.kind in READ and cell.field not in FOLLOWING:
                assert after[cell.field] == READ[cell.kind](new), what
            else:
                assert changed, what
        noted = con.execute("SELECT count(*) FROM raw.memberships").fetchone()
    assert noted == rows_of(base), "no row came or went"


def correct(con: Any, file: Path, row: Row, cell: Cell, new: str) -> None:
    """Hand a correction in; what the row then breaks of the contract's rules is of no concern here."""
    file.write_bytes(correcting.batch(row, [(cell, new)], "核对后更正"))
    stated: list[Correction] = []
    findings = Findings()
    sheets = read_batch(con, file, findings, Asides(stated))
    assert [(one.column, one.old, one.new) for one in stated] == [(cell.header, cell.value, new)]
    load_batch(con, sheets, Batch(file.stem, "上报", date.today(), next_source(con), tuple(stated)), findings)
    assert {one.code for one in findings} & {
        "outdated_correction",
        "corrected_row_gone",
        "unclear_correction",
    } == set()


def rows_of(base: Path) -> Any:
    """How many reports of members a snapshot holds."""
    with duckdb.connect(str(base), read_only=True) as con:
        return con.execute("SELECT count(*) FROM raw.memberships").fetchone()


def stored(con: Any, row: Row) -> dict[str, Any]:
    """The row as it is stored."""
    named = " AND ".join(f"coalesce(CAST(\"{cell.field}\" AS VARCHAR), '') = ?" for cell in row.keys)
    values = [
        f"{value}-01" if cell.kind == "month" else value
        for cell, value in zip(row.keys, row.key.split(","), strict=True)
    ]
    found = con.execute(
        f"FROM raw.{row.table} SELECT * EXCLUDE (source_id, row_number) WHERE {named}", values
    )
    names = [column[0] for column in found.description]
    (only,) = found.fetchall()
    return dict(zip(names, only, strict=True))


def note(*rows: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """A workbook that corrects the members of U1, with its note."""
    return {"会员": [("组织编码", "报告期", "会员数"), ("U1", "2018-01", "101")], "更正说明": [NOTE, *rows]}


LINE = ("会员", "县总工会 2018-01", "会员数", "100", "101", "抄错", "会员.csv")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (LINE, None),
        ((*LINE[:3], "99", *LINE[4:]), "outdated_correction"),
        ((*LINE[:3], "", *LINE[4:]), "outdated_correction"),
        ((*LINE[:5], "", LINE[6]), "required"),
        ((*LINE[:5], "长" * 201, LINE[6]), "bad_text"),
        ((*LINE[:2], "应覆盖人数", *LINE[3:]), "unclear_correction"),
        (("组织", *LINE[1:]), "unclear_correction"),
        ((*LINE[:5], "打 13800138000 问的", LINE[6]), "personal_data"),
    ],
)
def test_a_note_has_to_fit_what_is_there(
    county: Path, tmp_path: Path, line: tuple[str, ...], code: str | None
) -> None:
    found = told(check(county, write_workbook(tmp_path / "更正.xlsx", note(line))))
    assert [one[0] for one in found] == ([code] if code else [])


def test_a_row_that_is_not_there_cannot_be_corrected(county: Path, tmp_path: Path) -> None:
    sheets = note(LINE) | {"会员": [("组织编码", "报告期", "会员数"), ("U1", "2019-01", "101")]}
    found = check(county, write_workbook(tmp_path / "更正.xlsx", sheets))
    assert "corrected_row_gone" in {one.code for one in found}


def test_a_sheet_that_is_no_such_note_is_unknown_as_before(county: Path, tmp_path: Path) -> None:
    sheets = note(LINE) | {"更正说明": [("我们改了什么",), ("会员数",)]}
    found = check(county, write_workbook(tmp_path / "会员.xlsx", sheets))
    assert [one.code for one in found] == ["unknown_sheet"]
