"""Merging typed rows into schema `raw`: a later batch replaces the fields that it states."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import duckdb

from etl.cleaning import quoted
from etl.contract import ORIGIN, ORIGINS, Field
from etl.load.region_names import remember_names
from etl.load.typed_sheet import TypedSheet
from etl.normalise import typed as typed_cell
from etl.reading import Correction


@dataclass(frozen=True)
class Batch:
    """What every row of a batch has in common.

    Attributes:
        id: the batch's id.
        origin: 演示, 上报 or 报道, for rows that do not say their own.
        received_on: the day the batch was received; later days are the future.
        first_source: the rows of this batch, and of no batch before it, have a `source_id` from here on.
        corrections: what it says that it corrects, where that has to be compared with what is there.
    """

    id: str
    origin: str
    received_on: dt.date
    first_source: int
    corrections: tuple[Correction, ...] = ()


def upsert(con: duckdb.DuckDBPyConnection, typed: TypedSheet, batch: Batch) -> None:
    """Merge a typed sheet into its table of schema `raw`.

    A row with a known key replaces the fields that the sheet has a column for and keeps the
    others; a new row gets defaults for them; a withdrawn row takes its key out.
    """
    table = typed.table
    target = f'raw."{table.name}"'
    is_empty = con.execute(f"SELECT 1 FROM {target} LIMIT 1").fetchone() is None
    columns = ", ".join(f'"{name}"' for name in table.columns)
    select = _select(con, typed, batch, None if is_empty else target)
    if is_empty:
        con.execute(f"INSERT INTO {target} ({columns}) {select}{_clustered(typed)}")
        return
    con.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {select}")
    if typed.table.name == "regions" and typed.withdrawn != "false":
        remember_names(con)
    con.execute(f"DELETE FROM {target} AS o USING {typed.view} AS n WHERE {_same_key(con, typed)}")
    con.execute(f"INSERT INTO {target} ({columns}) SELECT {columns} FROM merged")
    con.execute("DROP TABLE merged")


def missing_keys(con: duckdb.DuckDBPyConnection, typed: TypedSheet) -> str:
    """SQL over the typed view: withdrawn rows whose key `raw` does not hold (before the merge)."""
    complete = "".join(f'AND n."{field.name}" IS NOT NULL ' for field in typed.key if field.required)
    return (
        f"SELECT row_number FROM {typed.view} AS n WHERE {typed.withdrawn} {complete}"
        f'AND NOT EXISTS (FROM raw."{typed.table.name}" AS o WHERE {_same_key(con, typed)})'
    )


def outdated_rows(con: duckdb.DuckDBPyConnection, sheet: TypedSheet, field: Field, old: str) -> str:
    """SQL over the typed view: rows whose value in `raw` (before the merge) is neither `old` nor the new one.

    Args:
        con: connection to the warehouse file that is being built.
        sheet: the typed sheet.
        field: the field that is corrected.
        old: the value that was seen, '' where there was none.
    """
    table = sheet.table
    given = "_given" if table.has_point and field.name in ("lon", "lat") else ""
    seen = typed_cell(field, quoted(old)) if old else "NULL"
    return (
        f'SELECT n.row_number FROM {sheet.view} AS n JOIN raw."{table.name}" AS o ON {_same_key(con, sheet)} '
        f'WHERE o."{field.name}{given}" IS DISTINCT FROM ({seen}) '
        f'AND o."{field.name}{given}" IS DISTINCT FROM n."{field.name}"'
    )


def unknown_rows(con: duckdb.DuckDBPyConnection, sheet: TypedSheet) -> str:
    """SQL over the typed view: rows whose key `raw` does not hold (before the merge)."""
    return (
        f"SELECT row_number FROM {sheet.view} AS n "
        f'WHERE NOT EXISTS (FROM raw."{sheet.table.name}" AS o WHERE {_same_key(con, sheet)})'
    )


def taken_keys(
    con: duckdb.DuckDBPyConnection, typed: TypedSheet, batch: Batch
) -> list[tuple[int, str, str, int]]:
    """Rows whose key another sheet of the same batch has brought already.

    Returns:
        Row number, then file, sheet and row number of the earlier row.
    """
    return con.execute(
        f"SELECT n.row_number, place.file, place.sheet, o.row_number FROM {typed.view} AS n "
        f'JOIN raw."{typed.table.name}" AS o ON {_same_key(con, typed)} '
        "JOIN meta.sources AS place ON place.source_id = o.source_id "
        "WHERE o.source_id >= $first_source ORDER BY n.row_number",
        {"first_source": batch.first_source},
    ).fetchall()


def next_source(con: duckdb.DuckDBPyConnection) -> int:
    """The first number that no source has yet."""
    found = con.execute("SELECT coalesce(max(source_id), 0) + 1 FROM meta.sources").fetchone()
    return int(found[0]) if found else 1


def county_code(con: duckdb.DuckDBPyConnection) -> str | None:
    """Code of the only county in the warehouse, None where it holds none or several."""
    codes = con.execute("SELECT code FROM raw.regions WHERE level = 'county' LIMIT 2").fetchall()
    return str(codes[0][0]) if len(codes) == 1 else None


def _select(con: duckdb.DuckDBPyConnection, typed: TypedSheet, batch: Batch, old: str | None) -> str:
    values = [f'{_value(con, typed, field, old)} AS "{field.name}"' for field in typed.table.fields]
    if typed.table.has_point:
        values += [_given_point(typed, name, old) for name in ("lon", "lat")]
    values += [f"{_source(con, typed, batch)} AS source_id", "n.row_number AS row_number"]
    join = f"LEFT JOIN {old} AS o ON {_same_key(con, typed)}" if old else ""
    return f"SELECT {', '.join(values)} FROM {typed.view} AS n {join} WHERE NOT {typed.withdrawn}"


def _clustered(typed: TypedSheet) -> str:
    """SQL that has the rows of a region stand beside each other on disk, where a county's are found."""
    place = next((field.name for field in typed.table.fields if field.name in ("code", "region_code")), None)
    return f' ORDER BY "{place}"' if place else ""


def _value(con: duckdb.DuckDBPyConnection, typed: TypedSheet, field: Field, old: str | None) -> str:
    if field.name in typed.table.key:
        return key_value(con, typed, field)
    absent = _literal(None if field.tells_on else field.default, field.sql_type)
    if field.county_default:
        absent = _literal(county_code(con), field.sql_type)
    if not typed.states(field):
        return f'CASE WHEN o.source_id IS NULL THEN {absent} ELSE o."{field.name}" END' if old else absent
    if field.default is None and not field.county_default:
        return f'n."{field.name}"'
    # A cell that could not be read stays empty; only a blank one takes the default.
    return f'coalesce(n."{field.name}", CASE WHEN n.bad & {typed.mask({field.name})} = 0 THEN {absent} END)'


def key_value(con: duckdb.DuckDBPyConnection, typed: TypedSheet, field: Field) -> str:
    """SQL over the typed view (alias `n`): a key field, with the county where blank means the county."""
    blank = _literal(county_code(con) if field.county_default else None, field.sql_type)
    return f'coalesce(n."{field.name}", {blank})' if typed.states(field) else blank


def _given_point(typed: TypedSheet, name: str, old: str | None) -> str:
    """Coordinates as handed in stay beside the converted ones, so a later batch may state the datum."""
    if typed.states(typed.table.field(name)):
        return f'n."{name}" AS {name}_given'
    return f"o.{name}_given AS {name}_given" if old else f"CAST(NULL AS DOUBLE) AS {name}_given"


def _source(con: duckdb.DuckDBPyConnection, typed: TypedSheet, batch: Batch) -> str:
    """Note where the rows of a sheet come from; SQL over the typed view (alias `n`) that gives the number."""
    first = next_source(con)
    origins = ORIGINS if typed.states(ORIGIN) else (batch.origin,)
    typed.sources = (first, first + len(origins) - 1)
    place = (batch.id, typed.sheet.file, typed.sheet.sheet)
    con.executemany(
        "INSERT INTO meta.sources VALUES (?, ?, ?, ?, ?)",
        [(first + at, origin, *place) for at, origin in enumerate(origins)],
    )
    if not typed.states(ORIGIN):
        return str(first)
    return f"{first - 1} + list_position({list(ORIGINS)}, coalesce(n.origin, {quoted(batch.origin)}))"


def _same_key(con: duckdb.DuckDBPyConnection, typed: TypedSheet) -> str:
    pairs = []
    for name in typed.table.key:
        field = typed.table.field(name)
        equal = "=" if field.required else "IS NOT DISTINCT FROM"
        pairs.append(f'o."{name}" {equal} {key_value(con, typed, field)}')
    return " AND ".join(pairs)


def _literal(value: object, sql_type: str) -> str:
    if value is None:
        return f"CAST(NULL AS {sql_type})"
    return f"CAST({quoted(str(value))} AS {sql_type})"
