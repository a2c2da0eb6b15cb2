"""One row of a table as it can be corrected: its fields in Chinese, what they hold, what they may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from metrics.behind import row_key
from metrics.behind.row_names import LABELS
from metrics.months import month_text
from metrics.warehouse import Snapshot, ancestors

_FIELDS = """
    SELECT
        field, header, type, required, is_key, type_text, rule, choices, choice_words, refers_to, table_title
    FROM meta.dictionary
    WHERE table_name = $table AND field NOT IN ('withdrawn', 'origin')
    ORDER BY field_order"""
_KNOWN = """
    SELECT column_name FROM duckdb_columns()
    WHERE schema_name = 'meta' AND table_name = 'dictionary' AND column_name IN ('choices', 'table_title')"""
#: Fields that the system fills in itself.
_OWN = {("collections", "handed_in_on")}
_YES_NO = {True: "是", False: "否"}


@dataclass(frozen=True)
class Cell:
    """One field of a row.

    Attributes:
        field: its id.
        header: what people call it.
        kind: the contract's type.
        required: whether it may be cleared.
        help: how to write it and what it has to fulfil, in Chinese.
        choices: words to choose from, none where anything may be written.
        value: what it holds, as a hand-in would write it; '' where nothing.
        names: what the value refers to is called, '' where it refers to nothing.
    """

    field: str
    header: str
    kind: str
    required: bool
    help: str
    choices: tuple[str, ...]
    value: str
    names: str


@dataclass(frozen=True)
class Row:
    """A row that can be corrected.

    Attributes:
        table: id of its table.
        title: what people call the table.
        key: as links carry it.
        name: what people call the row.
        keys: the fields that tell which row it is; they stay as they are.
        cells: the fields that may be corrected.
        stood: where it was handed in, in Chinese.
        batch_id: the batch that it came with.
    """

    table: str
    title: str
    key: str
    name: str
    keys: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    stood: str
    batch_id: str


@dataclass(frozen=True)
class Opened:
    """What a link to a row leads to.

    Attributes:
        title: what people call the table, '' where there is none of that id.
        row: the row, None where the snapshot does not hold it.
        held_in: id of an earlier snapshot that still held it, '' where none did.
        is_told: whether the snapshot knows what its fields may hold; one of an earlier version does not.
    """

    title: str
    row: Row | None = None
    held_in: str = ""
    is_told: bool = True


def opened(snapshot: Snapshot, table: str, key: str) -> Opened:
    """Find the row with a key, or what has become of it.

    Args:
        snapshot: the published snapshot.
        table: id of a table.
        key: as ``metrics.behind.row_key.key_at`` gives it.
    """
    known = snapshot.rows(_KNOWN)
    if len(known) < 2:
        return Opened("", is_told=False)
    titles = snapshot.rows("SELECT table_title FROM meta.dictionary WHERE table_name = $table", table=table)
    if not titles:
        return Opened("")
    found = row(snapshot, table, key)
    return Opened(titles[0][0], found, "" if found else _held_before(snapshot, table, key))


def row(snapshot: Snapshot, table: str, key: str) -> Row | None:
    """The row with a key, None where the snapshot holds none.

    Args:
        snapshot: the published snapshot.
        table: a table of the contract.
        key: as ``metrics.behind.row_key.key_at`` gives it.
    """
    found = row_key.condition(snapshot, table, key)
    if found is None:
        return None
    condition, values = found
    fields = snapshot.rows(_FIELDS, table=table)
    points = {"lon", "lat", "datum"} <= {field for field, *_ in fields}
    stored = ", ".join(f'"{_stored(field, points)}"' for field, *_ in fields)
    rows = snapshot.rows(
        f'SELECT {stored}, batch_id, file, sheet, row_number FROM traced."{table}" WHERE {condition}',
        **values,
    )
    if not rows:
        return None
    *held, batch_id, file, sheet, row_number = rows[0]
    cells = [_cell(snapshot, field, value) for field, value in zip(fields, held, strict=True)]
    keys = {field for field, _, _, _, is_key, *_ in fields if is_key}
    return Row(
        table=table,
        title=fields[0][-1],
        key=key,
        name=row_key.name_of(snapshot, table, key),
        keys=tuple(cell for cell in cells if cell.field in keys),
        cells=tuple(cell for cell in cells if cell.field not in keys and (table, cell.field) not in _OWN),
        stood=_place(file, sheet, row_number, batch_id),
        batch_id=batch_id,
    )


def _place(file: str, sheet: str, row_number: int, batch_id: str) -> str:
    """Where a row was handed in; time and digest of the batch apart, for together they read like a number."""
    received, _, digest = batch_id.partition("-")
    batch = f"{digest}（{received}）" if digest else batch_id
    return "，".join(part for part in (file, sheet, f"第 {row_number} 行", f"批次 {batch}") if part)


def _held_before(snapshot: Snapshot, table: str, key: str) -> str:
    """Id of the newest earlier snapshot that still held a row, '' where none of those at hand did."""
    for earlier in ancestors(snapshot):
        found = row_key.condition(earlier, table, key)
        if found and earlier.rows(f'SELECT 1 FROM traced."{table}" WHERE {found[0]}', **found[1]):
            return earlier.id
    return ""


def _stored(field: str, points: bool) -> str:
    """Coordinates are corrected as they were handed in, not as they were converted."""
    return f"{field}_given" if points and field in ("lon", "lat") else field


def _cell(snapshot: Snapshot, told: Sequence[Any], value: Any) -> Cell:
    field, header, kind, required, _, type_text, rule, choices, words, refers_to, _ = told
    known = dict(zip(choices, words, strict=True))
    written = _written(kind, value, known)
    return Cell(
        field=field,
        header=header,
        kind=kind,
        required=required,
        help="；".join(part for part in (type_text, rule) if part),
        choices=tuple(words),
        value=written,
        names=_named(snapshot, refers_to, written) if written else "",
    )


def _written(kind: str, value: Any, words: Mapping[str, str]) -> str:
    """Write a stored value as a hand-in would, so that reading it gives the same value again."""
    if value is None:
        return ""
    if kind == "lines":
        return "、".join(words.get(one, one) for one in value)
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, float):
        return _plain(value)
    if isinstance(value, date):
        return month_text(value) if kind == "month" else value.isoformat()
    return words.get(str(value), str(value))


def _plain(value: float) -> str:
    """All digits of a number, without an exponent."""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _named(snapshot: Snapshot, places: Sequence[str], value: str) -> str:
    """What the row that a value refers to is called."""
    for place in places:
        table, column = place.split(".")
        if table in LABELS:
            rows = snapshot.rows(
                f'SELECT {LABELS[table]} FROM raw."{table}" AS source WHERE "{column}" = $value', value=value
            )
            if rows:
                return str(rows[0][0])
    return ""
