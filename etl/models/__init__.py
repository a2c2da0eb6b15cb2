"""Runs the SQL models: one SELECT a file, ordered by what each reads, grain enforced.

`staging/*.sql` become views, `marts/*.sql` tables of the schema of the same name, or views where
the second line says so (`-- view: why`). A model's first line states its grain
(`-- grain: org_id, period`); a mart that holds two rows of the same grain fails the build, but where a line
says who else holds it to its grain (`-- grain held by: …`).

A mart that would need more memory than there is where the data is a nation's says so
(`-- in parts by: table.column`). It is made in parts, each of which reads the keys of that column from
variable `part_first` to `part_last`; the rows of a part stand beside each other on disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from etl.cleaning import quoted

FOLDER = Path(__file__).parent
CHECKS = FOLDER.parent / "checks"
KINDS = {"staging": "VIEW", "marts": "TABLE"}
#: Keys of a part: some provinces' villages. Each part reads the organisations once more.
PART_KEYS = 150_000
_PARTS = re.compile(r"^-- in parts by: (\w+\.\w+)\.(\w+)$", re.MULTILINE)
_GRAIN = re.compile(r"^-- grain: (\w+(?:, \w+)*)$")


class ModelError(Exception):
    """A model or check cannot be trusted; the message says which and why, in Chinese."""


@dataclass(frozen=True)
class Model:
    """One SQL file.

    Attributes:
        name: `schema.name`.
        sql: the SELECT.
        grain: columns that identify a row.
        kind: VIEW or TABLE.
        held: whether the build holds it to its grain.
        parts: table and column whose keys it is made by part by part, None where it is made at once.
    """

    name: str
    sql: str
    grain: tuple[str, ...]
    kind: str
    held: bool
    parts: tuple[str, str] | None = None


def read_models(folder: Path = FOLDER) -> list[Model]:
    """All models in file order.

    Raises:
        ModelError: a file whose first line does not state its grain.
    """
    return [_read_model(path, schema) for schema in KINDS for path in sorted((folder / schema).glob("*.sql"))]


def _read_model(path: Path, schema: str) -> Model:
    sql = path.read_text(encoding="utf-8")
    grain = _GRAIN.match(sql.split("\n", 1)[0])
    if grain is None:
        raise ModelError(f"模型 {schema}/{path.name} 第一行没有写明粒度")
    kind = "VIEW" if "\n-- view: " in sql else KINDS[schema]
    held = schema == "marts" and "\n-- grain held by: " not in sql
    parts = _PARTS.search(sql)
    by = (parts[1], parts[2]) if parts else None
    return Model(f"{schema}.{path.stem}", sql, tuple(grain[1].split(", ")), kind, held, by)


def in_order(con: duckdb.DuckDBPyConnection, models: list[Model]) -> list[Model]:
    """The models so that each comes after those its FROM clauses name.

    Raises:
        graphlib.CycleError: two models read each other.
    """
    by_name = {model.name: model for model in models}
    reads = {model.name: _tables_read(con, model.sql) & by_name.keys() - {model.name} for model in models}
    return [by_name[name] for name in TopologicalSorter(reads).static_order()]


def _tables_read(con: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    """`schema.table` of every FROM; DuckDB puts the alias behind it."""
    return {table.partition(" AS ")[0] for table in con.get_table_names(sql, qualified=True)}


def run_models(con: duckdb.DuckDBPyConnection, on_model: Callable[[str], None] = lambda _: None) -> None:
    """Create all models in the warehouse file, then run the checks.

    Args:
        con: connection to a warehouse file with schema `raw` filled.
        on_model: called with each model's name before it is created.

    Raises:
        ModelError: a mart breaks its grain, or a check returns rows.
    """
    for schema in KINDS:
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for model in in_order(con, read_models()):
        on_model(model.name)
        _create(con, model)
        if model.held:
            _enforce_grain(con, model)
    _run_checks(con)


def _create(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Create a model, at once or part by part."""
    begin = f"CREATE {model.kind} {model.name} AS"
    for first, last in _parts(con, *model.parts) if model.parts else [("", "")]:
        if model.parts:
            con.execute(f"SET VARIABLE part_first = {quoted(first)}; SET VARIABLE part_last = {quoted(last)}")
        con.execute(f"{begin} {model.sql}")
        begin = f"INSERT INTO {model.name}"


def _parts(con: duckdb.DuckDBPyConnection, table: str, column: str) -> list[tuple[str, str]]:
    """The first and the last key of each part, in order; one without any key where there are none."""
    keys = f"SELECT DISTINCT {column} AS key FROM {table}"
    numbered = f"SELECT key, (row_number() OVER (ORDER BY key) - 1) // {PART_KEYS} AS part FROM ({keys})"
    found = con.execute(f"SELECT min(key), max(key) FROM ({numbered}) GROUP BY part ORDER BY part").fetchall()
    return found or [("", "")]


def _enforce_grain(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    grain = ", ".join(model.grain)
    doubled = con.execute(
        f"SELECT {grain} FROM {model.name} GROUP BY {grain} HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if doubled is not None:
        raise ModelError(f"数据表 {model.name} 的粒度({grain})有重复：{doubled}")


def _run_checks(con: duckdb.DuckDBPyConnection, folder: Path = CHECKS) -> None:
    for path in sorted(folder.glob("*.sql")):
        broken = con.execute(path.read_text(encoding="utf-8")).fetchone()
        if broken is not None:
            raise ModelError(f"检查 {path.stem} 没有通过，例如：{broken}")
