"""Regions by name: a name or a path of names that fits exactly one region stands for its code."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence

import duckdb

from etl.cleaning import clean_words
from etl.contract import Field, Table

SPELLINGS = "region_spellings"

_ALL = f"""
CREATE OR REPLACE TEMP TABLE {SPELLINGS} AS
WITH RECURSIVE chains(code, above, joined, path, steps) AS (
    SELECT code, parent_code, name, name, 1 FROM known_regions WHERE name IS NOT NULL
    UNION ALL
    SELECT chains.code, parent.parent_code, parent.name || joined, parent.name || '/' || path, steps + 1
    FROM chains JOIN known_regions AS parent ON parent.code = chains.above
    WHERE steps < 5 AND parent.name IS NOT NULL
),
spelt AS (
    SELECT DISTINCT code, unnest([joined, path]) AS spelling FROM chains
)
SELECT spelling, CASE WHEN count(*) = 1 THEN min(code) END AS code, list(code ORDER BY code)[:6] AS codes
FROM spelt GROUP BY spelling
"""

#: Regions that were merged are counted among those of the same name, so that nobody takes one for the other.
_OFFERED = f"""
SELECT region.path, coalesce(short.spelling, long.spelling, region.code)
FROM marts.dim_regions AS region
LEFT JOIN raw.regions AS own ON own.code = region.code
LEFT JOIN raw.regions AS parent ON parent.code = own.parent_code
LEFT JOIN {SPELLINGS} AS short ON short.code = region.code AND short.spelling = region.name
LEFT JOIN {SPELLINGS} AS long ON long.code = region.code AND long.spelling = parent.name || region.name
WHERE coalesce(region.valid_to > $day, TRUE)
ORDER BY region.code
"""

#: Names of regions as they were before a batch withdrew some.
_BEFORE = "regions_before"
_REMEMBERED = f"CREATE OR REPLACE TEMP TABLE {_BEFORE} AS SELECT code, name FROM raw.regions"
_NAMES = "SELECT code, name FROM {} WHERE name IS NOT NULL AND list_contains($codes, code)"
_IS_THERE = "SELECT 1 FROM duckdb_tables() WHERE table_name = $name"
_MEANT = f"""
SELECT given.cell, s.code
FROM (SELECT DISTINCT unnest($cells) AS cell) AS given
JOIN {SPELLINGS} AS s ON s.spelling = {clean_words("given.cell")}
WHERE s.code IS NOT NULL
"""

#: How many regions are offered for a misspelt name, and how many such names of a column are looked at.
_MOST_ALIKE, _MOST_LOOKED_AT = 3, 50

#: Names that differ in one character: another one, one more or one less. Two texts are alike where their
#: beginnings are the same up to some place and their ends are the same after it.
_ALIKE = f"""
SELECT given.cell, list(concat(region.name, '（', region.code, '）') ORDER BY region.code)[:{_MOST_ALIKE}]
FROM (SELECT unnest($cells::VARCHAR[]) AS cell) AS given
INNER JOIN known_regions AS region
    ON abs(length(region.name) - length(given.cell)) <= 1
    AND len(list_filter(
        range(greatest(length(region.name), length(given.cell))),
        lambda n: region.name[:n] = given.cell[:n] AND (
            region.name[n + 2:] = given.cell[n + 2:]
            OR region.name[n + 2:] = given.cell[n + 1:]
            OR region.name[n + 1:] = given.cell[n + 2:]
        )
    )) > 0
GROUP BY given.cell
"""

_KNOWN = "SELECT code, name, parent_code FROM raw.regions"


def learn_spellings(con: duckdb.DuckDBPyConnection, own: str | None = None) -> None:
    """Work out how each region of the snapshot and of what was merged so far may be spelt.

    Args:
        con: connection to the warehouse file that is being built.
        own: SELECT of code, name and parent_code of regions not merged yet; they replace those of equal code.
    """
    known = _KNOWN
    if own:
        known = f"{own} UNION ALL {_KNOWN} WHERE code NOT IN (SELECT code FROM ({own}))"
    con.execute(f"CREATE OR REPLACE TEMP TABLE known_regions AS {known}")
    con.execute(_ALL)


def code_of(cell: str) -> str:
    """SQL: the code of the one region that a cell names, NULL where it names none or several."""
    return f"(SELECT s.code FROM {SPELLINGS} AS s WHERE s.spelling = {clean_words(cell)})"


def candidates(con: duckdb.DuckDBPyConnection, cells: list[str]) -> dict[str, list[str]]:
    """What cells that name several regions could mean.

    Returns:
        Cell → the regions by path and code, such as 枫田镇/车田村（360829106009）; cells that name none are
        left out.
    """
    found = con.execute(
        f"""SELECT given.cell,
            list(concat(parent.name || '/', region.name, '（', region.code, '）') ORDER BY region.code)
        FROM (SELECT DISTINCT unnest($cells) AS cell) AS given
        JOIN {SPELLINGS} AS s ON s.spelling = {clean_words("given.cell")}
        JOIN known_regions AS region ON list_contains(s.codes, region.code)
        LEFT JOIN known_regions AS parent ON parent.code = region.parent_code
        GROUP BY given.cell""",
        {"cells": cells},
    )
    return dict(found.fetchall())


def alike(con: duckdb.DuckDBPyConnection, cells: list[str]) -> dict[str, list[str]]:
    """What cells that name no region may have been meant to name: names that differ in a character.

    Only so many different cells are looked at: each is held against every name.

    Returns:
        Cell → up to `_MOST_ALIKE` regions by name and code; cells that are like none
        are left out.
    """
    words = list(dict.fromkeys(cell for cell in cells if re.fullmatch(r"[\u4e00-\u9fff]{2,20}", cell)))
    found = con.execute(_ALIKE, {"cells": words[:_MOST_LOOKED_AT]})
    return dict(found.fetchall())


def named(con: duckdb.DuckDBPyConnection, cells: Mapping[int, str | None]) -> dict[int, str | None]:
    """Cells that mean a region of the snapshot or of what was merged so far, with its name and its code.

    Args:
        con: connection to the warehouse file that is being built.
        cells: row number → cell as handed in.

    Returns:
        Row number → such as 枫田镇（360829106000）; a name stays as it was written. Others are left out.
    """
    codes = {row: _code(cell) for row, cell in cells.items() if cell}
    names: dict[str, str] = {}
    for table in (*(_BEFORE,) * _is_there(con, _BEFORE), "raw.regions"):
        names |= dict(con.execute(_NAMES.format(table), {"codes": list(codes.values())}).fetchall())
    told: dict[int, str | None] = {
        row: f"{names[code]}（{code}）" for row, code in codes.items() if code in names
    }
    words = {row: cell for row, cell in cells.items() if cell and not codes[row]}
    if words and _is_there(con, SPELLINGS):
        meant = dict(con.execute(_MEANT, {"cells": list(words.values())}).fetchall())
        told |= {row: f"{cell}（{meant[cell]}）" for row, cell in words.items() if cell in meant}
    return told


def remember_names(con: duckdb.DuckDBPyConnection) -> None:
    """Keep the names of regions before a batch withdraws some, for what is said of these."""
    con.execute(_REMEMBERED)


def _is_there(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    return con.execute(_IS_THERE, {"name": table}).fetchone() is not None


def _code(cell: str) -> str:
    """The code that a cell states, short ones padded; '' where it states none."""
    digits = re.sub(r"\W", "", unicodedata.normalize("NFKC", cell))
    return digits.ljust(12, "0") if digits.isdigit() else ""


def own_regions(table: Table, stated: Sequence[Field], rows: str) -> str | None:
    """The regions that a sheet brings itself, so that its own rows may name them.

    Args:
        table: the sheet's table.
        stated: fields that it has a column for.
        rows: relation with its typed rows.

    Returns:
        SQL of `code, name, parent_code`, None where it brings none.
    """
    names = {field.name for field in stated}
    if table.name != "regions" or not {"code", "name"} <= names:
        return None
    parent = "parent_code" if "parent_code" in names else "NULL AS parent_code"
    return f"SELECT code, name, {parent} FROM {rows} WHERE code IS NOT NULL AND name IS NOT NULL"


def offered(con: duckdb.DuckDBPyConnection, day: dt.date) -> list[tuple[list[str], str]]:
    """Every region that is valid on a day, with the shortest words that are read as it and as no other.

    Args:
        con: connection to a published snapshot; temporary tables are made on it.
        day: regions merged later are still offered.

    Returns:
        Codes from the top of the data to the region, and its name, or its parent's name before it, or else
        its code, in the order of codes.
    """
    learn_spellings(con)
    return con.execute(_OFFERED, {"day": day}).fetchall()
