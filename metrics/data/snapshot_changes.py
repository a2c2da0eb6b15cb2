"""What a snapshot changes against the one that it was built on: rows by key, and metrics."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from metrics import places
from metrics.catalogue import LEVELS, LINES
from metrics.values import doubts, values
from metrics.warehouse import BROKEN_FILE, Snapshot, folder_of, open_snapshot, snapshot_file
from metrics.warehouse_error import damaged

#: Rows listed of one table; the counts are always whole.
ROWS_SHOWN = 500

_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
#: What stands for stored ids, as SQL of a map: lines, levels and the plan of all lines.
_WORDS = {**LINES, **LEVELS, "overall": "总方案"}
_NAMED = "map {" + ", ".join(f"'{stored}': '{word}'" for stored, word in _WORDS.items()) + "}"
#: Lights from worse to better.
_RANK = {"red": 0, "amber": 1, "green": 2}
_COMMON = ("withdrawn", "origin")


@dataclass(frozen=True)
class _Field:
    name: str
    header: str
    type: str
    is_key: bool


def parent_file(snapshot: Snapshot) -> Path | None:
    """The file of the snapshot that this one was built on, None where it is the first or gone."""
    if snapshot.parent_id is None:
        return None
    path = snapshot_file(folder_of(snapshot), snapshot.parent_id)
    return path if path.is_file() else None


def changed_tables(snapshot: Snapshot) -> pd.DataFrame:
    """Count what changed in each table of the contract, those with any change only.

    Returns:
        ``table_title, added, changed, gone, restated`` (handed in again with the same content), in the
        contract's order.

    Raises:
        WarehouseError: one of the two snapshots is damaged.
    """
    counts = ", ".join(
        f"count(*) FILTER (WHERE kind = '{kind}') AS {kind}"
        for kind in ("added", "changed", "gone", "restated")
    )
    parts = [
        f"SELECT {at} AS place, '{title}' AS table_title, {counts} FROM ({_compared(name, fields)})"
        for at, (name, title, fields) in enumerate(_tables(snapshot))
    ]
    sql = f"""
    SELECT table_title, added, changed, gone, restated FROM ({" UNION ALL ".join(parts)})
    WHERE added + changed + gone + restated > 0 ORDER BY place"""
    with both(snapshot) as con:
        return con.execute(sql).df()


def changed_rows(snapshot: Snapshot) -> pd.DataFrame:
    """List the rows that were added, changed or taken out, at most `ROWS_SHOWN` a table.

    Returns:
        ``table_title, kind`` (added, changed, gone), ``row_key`` (the key fields), ``difference`` (each
        changed field with the old and the new value), ``file, sheet, row_number`` of the newer row, in
        the contract's order.

    Raises:
        WarehouseError: one of the two snapshots is damaged.
    """
    parts = [
        f"(SELECT {at} AS place, '{title}' AS table_title, kind, row_key, difference, file, sheet, row_number"
        f" FROM ({_compared(name, fields)}) WHERE kind IN ('added', 'changed', 'gone')"
        f" ORDER BY kind, row_key LIMIT {ROWS_SHOWN})"
        for at, (name, title, fields) in enumerate(_tables(snapshot))
    ]
    with both(snapshot) as con:
        shown = con.execute(f"FROM ({' UNION ALL '.join(parts)}) ORDER BY place, kind, row_key").df()
    return shown.drop(columns="place")


@dataclass(frozen=True)
class Moves:
    """What a snapshot moves at a place in a month.

    Attributes:
        metrics: as `moved_metrics` gives them.
        better, worse: how many lights of the place and of the places one level below turn; one that appears,
            goes out or becomes a doubt turns neither way.
    """

    metrics: pd.DataFrame
    better: int
    worse: int


def moves(snapshot: Snapshot, period: date, region: str) -> Moves:
    """What a snapshot moves at a place in a month, and which way the lights turn there and one level below.

    Args:
        snapshot: the newer snapshot.
        period: the month, by any of its days.
        region: region code.

    Raises:
        WarehouseError: the earlier snapshot is damaged.
    """
    below = list(places.children(snapshot, region, period)["code"])
    both = _side_by_side(snapshot, period, [region, *below])
    turned = both["light_after"].map(_RANK) - both["light_before"].map(_RANK)
    here = both[both["region_code"] == region]
    return Moves(_moved(here), int((turned > 0).sum()), int((turned < 0).sum()))


def moved_metrics(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Metrics whose value at a place differs from that of the snapshot before, largest movements first.

    Args:
        snapshot: the newer snapshot.
        period: the month, by any of its days.
        region: region code.

    Returns:
        ``metric_id, before, after, change, light_before, light_after``; values in the metric's unit (shares
        0-1), `change` missing where either value is. What appears or disappears comes first, then by the
        change as a part of the larger value.

    Raises:
        WarehouseError: the earlier snapshot is damaged.
    """
    return _moved(_side_by_side(snapshot, period, [region]))


def _side_by_side(snapshot: Snapshot, period: date, regions: list[str]) -> pd.DataFrame:
    """Values and lights of places in a month, those of the snapshot before beside those of this one."""
    after = _values(snapshot, period, regions)
    path = parent_file(snapshot)
    before = _values(open_snapshot(path), period, regions) if path else after.assign(value=None, light=None)
    # A place that the batch brings has no value before.
    both = after.merge(before, on=["metric_id", "region_code"], how="left", suffixes=("_after", "_before"))
    both = both.rename(columns={"value_before": "before", "value_after": "after"})
    return both.assign(before=both["before"].astype(float), after=both["after"].astype(float))


def _moved(both: pd.DataFrame) -> pd.DataFrame:
    # Sums of the same rows in another order differ in the last bits.
    same = (both["before"] - both["after"]).abs() <= 1e-9 * both[["before", "after"]].abs().max(axis=1)
    moved = both[~(same | (both["before"].isna() & both["after"].isna()))]
    moved = moved.assign(change=moved["after"] - moved["before"])
    part = moved["change"].abs() / moved[["before", "after"]].abs().max(axis=1)
    order = part.sort_values(ascending=False, na_position="first", kind="stable").index
    columns = ["metric_id", "before", "after", "change", "light_before", "light_after"]
    return moved.loc[order, columns].reset_index(drop=True)


def _values(snapshot: Snapshot, period: date, regions: list[str]) -> pd.DataFrame:
    found = values.values(snapshot, [period], lines=[""], regions=regions)
    return doubts.told(found[["metric_id", "region_code", "value", "light"]])


def _tables(snapshot: Snapshot) -> list[tuple[str, str, list[_Field]]]:
    """Name, title and own fields of every table, in the contract's order."""
    rows = snapshot.rows(
        "SELECT table_name, table_title, field, header, type, is_key FROM meta.dictionary"
        f" WHERE field NOT IN {_COMMON} ORDER BY table_order, field_order"
    )
    tables: dict[tuple[str, str], list[_Field]] = {}
    for name, title, *field in rows:
        tables.setdefault((name, title), []).append(_Field(*field))
    return [(name, title, fields) for (name, title), fields in tables.items()]


@contextmanager
def both(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the snapshot as `newer` and the one before as `older`, nothing else.

    Raises:
        WarehouseError: one of the two snapshots is damaged.
    """
    path = parent_file(snapshot)
    try:
        with duckdb.connect(config=dict(_SETTINGS)) as con:
            con.execute(f"ATTACH {_quoted(snapshot.path)} AS newer (READ_ONLY)")
            if path:
                con.execute(f"ATTACH {_quoted(path)} AS older (READ_ONLY)")
            else:
                _attach_nothing(con, [name for name, _, _ in _tables(snapshot)])
            con.execute("SET enable_external_access = false")
            yield con
    except BROKEN_FILE as error:
        raise damaged(path or snapshot.path) from error


def _attach_nothing(con: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    con.execute("ATTACH ':memory:' AS older")
    con.execute("CREATE SCHEMA older.traced")
    for name in tables:
        con.execute(f'CREATE TABLE older.traced."{name}" AS FROM newer.traced."{name}" LIMIT 0')


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _compared(table: str, fields: list[_Field]) -> str:
    """SQL that gives every key of a table in either snapshot, with what became of its row."""
    keys = [field for field in fields if field.is_key]
    same_key = " AND ".join(f'n."{key.name}" IS NOT DISTINCT FROM o."{key.name}"' for key in keys)
    others = [field for field in fields if not field.is_key]
    differs = " OR ".join(f'n."{field.name}" IS DISTINCT FROM o."{field.name}"' for field in others)
    differences = ", ".join(map(_difference, others)) or "NULL"
    row_key = " || ' ' || ".join(f"coalesce({_text('n', key)}, {_text('o', key)}, '')" for key in keys)
    return f"""
    SELECT
        CASE
            WHEN o.batch_id IS NULL THEN 'added'
            WHEN n.batch_id IS NULL THEN 'gone'
            WHEN {differs or "FALSE"} THEN 'changed'
            WHEN n.batch_id <> o.batch_id THEN 'restated'
        END AS kind,
        {row_key} AS row_key,
        CASE WHEN n.batch_id IS NOT NULL AND o.batch_id IS NOT NULL
            THEN array_to_string(list_filter([{differences}], lambda one: one IS NOT NULL), '；')
        END AS difference,
        coalesce(n.file, o.file) AS file,
        coalesce(n.sheet, o.sheet) AS sheet,
        coalesce(n.row_number, o.row_number) AS row_number
    FROM newer.traced."{table}" AS n
    FULL JOIN older.traced."{table}" AS o ON {same_key}"""


def _difference(field: _Field) -> str:
    if field.type == "shape":
        return f'CASE WHEN n."{field.name}" IS DISTINCT FROM o."{field.name}" THEN \'{field.header}改了\' END'
    old, new = (f"coalesce({_text(alias, field)}, '空')" for alias in ("o", "n"))
    return (
        f'CASE WHEN n."{field.name}" IS DISTINCT FROM o."{field.name}"'
        f" THEN '{field.header} ' || {old} || ' → ' || {new} END"
    )


def _text(alias: str, field: _Field) -> str:
    """SQL that writes a value as people read it."""
    column = f'{alias}."{field.name}"'
    if field.type == "month":
        return f"strftime({column}, '%Y-%m')"
    if field.type == "bool":
        return f"CASE {column} WHEN TRUE THEN '是' WHEN FALSE THEN '否' END"
    if field.type == "enum":
        return f"coalesce({_NAMED}[{column}], {column})"
    if field.type == "lines":
        words = f"list_transform({column}, lambda one: coalesce({_NAMED}[one], one))"
        return f"array_to_string({words}, '、')"
    return f"CAST({column} AS VARCHAR)"
