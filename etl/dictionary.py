"""The contract as a table of the snapshot, `meta.dictionary`, for those that may not import it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from etl.contract import BOUNDARIES, COMMON_FIELDS, STORED, TABLES, Field, Table
from etl.template import TYPE_NAMES, allowed

DDL = """
CREATE TABLE meta.dictionary (
    table_order INTEGER, table_name VARCHAR, table_title VARCHAR, table_note VARCHAR,
    field_order INTEGER, field VARCHAR, header VARCHAR, type VARCHAR, type_text VARCHAR,
    required BOOLEAN, is_key BOOLEAN, rule VARCHAR, choices VARCHAR[], choice_words VARCHAR[],
    refers_to VARCHAR[]
)"""


def write_dictionary(con: duckdb.DuckDBPyConnection) -> None:
    """Write every table and field of the contract into the snapshot that is being built.

    Fields come in the order of the contract, the common ones of every table last. `type` is the contract's
    word, `type_text` and `rule` say in Chinese how to write a value and it has to fulfil; `choices` are the
    stored values of an enum or of lines, `choice_words` how they are written, `refers_to` the places
    `table.column` one of which must hold the value.
    """
    con.execute(DDL)
    rows = [row for order, table in enumerate(STORED) for row in _rows(order, table)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    con.execute(f"INSERT INTO meta.dictionary SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)


def _rows(table_order: int, table: Table) -> Iterator[tuple[object, ...]]:
    common = COMMON_FIELDS if table is not BOUNDARIES else ()
    for order, field in enumerate((*table.fields, *common)):
        yield (
            table_order,
            table.name,
            table.title,
            table.note,
            order,
            field.name,
            field.header,
            field.type,
            TYPE_NAMES[field.type],
            field.required,
            field.name in table.key,
            "；".join(_conditions(table, field)),
            [field.choices[word] for word in field.values],
            list(field.values),
            list(field.references),
        )


def _conditions(table: Table, field: Field) -> Iterator[str]:
    if bounds := allowed(field):
        yield bounds
    if field.references:
        yield "须在" + "或".join(map(_named, field.references)) + "中"
    if field.county_default:
        yield "空白指全县"
    yield from (rule.expected for rule in table.rules if rule.column == field.name)


def _named(reference: str) -> str:
    """A reference like `regions.code` as people read it: 行政区划的区划代码."""
    table_name, field_name = reference.split(".")
    table = TABLES[table_name]
    return f"{table.title}的{table.field(field_name).header}"
