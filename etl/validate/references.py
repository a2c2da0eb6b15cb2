"""References between tables: what a row names must exist, what is named must not be withdrawn."""

from __future__ import annotations

from etl.contract import TABLES, Field, Table
from etl.findings import Finding
from etl.load.upsert import Batch
from etl.validate.reporting import Reporter


def report_unknown_references(reporter: Reporter, batch: Batch) -> None:
    """Cells that name a row which neither the batch nor the current snapshot holds."""
    table = reporter.typed.table
    for field in table.fields:
        if not field.references or not reporter.typed.states(field):
            continue  # what a row keeps was checked when it came in
        rows = (
            f'SELECT r.row_number FROM raw."{table.name}" AS r '
            "WHERE r.source_id BETWEEN $first_own AND $last_own "
            f'AND r."{field.name}" IS NOT NULL AND {_unresolved(field)}'
        )
        named = "、".join(f"“{TABLES[place.split('.')[0]].title}”" for place in field.references)
        message = f"“{field.header}”在{named}表里找不到，请先补上或改正"
        like = Finding("error", "unknown_reference", message, column=field.name)
        reporter.report(rows, like, batch)


def _unresolved(field: Field) -> str:
    tests = []
    for place in field.references:
        table, column = place.split(".")
        tests.append(f'NOT EXISTS (FROM raw."{table}" AS t WHERE t."{column}" = r."{field.name}")')
    return " AND ".join(tests)


def report_withdrawn_in_use(reporter: Reporter) -> None:
    """Withdrawn rows that other rows still refer to."""
    typed = reporter.typed
    if typed.withdrawn == "false":
        return
    for table, field in _referring(typed.table):
        key = typed.table.key[0]
        rows = (
            f'SELECT n.row_number FROM {typed.view} AS n WHERE {typed.withdrawn} AND n."{key}" IN '
            f'(SELECT r."{field.name}" FROM raw."{table.name}" AS r WHERE {_unresolved(field)})'
        )
        message = f"还有“{table.title}”的行引用它，不能撤销，请先改正那些行"
        reporter.report(rows, Finding("error", "withdrawn_in_use", message, column=key))


def _referring(referred: Table) -> list[tuple[Table, Field]]:
    return [
        (table, field)
        for table in TABLES.values()
        for field in table.fields
        if any(place.split(".")[0] == referred.name for place in field.references)
    ]


def warn_unknown_withdrawals(reporter: Reporter, missing: list[int]) -> None:
    """Warn of withdrawn keys that did not exist before the batch."""
    if missing:
        key, message = reporter.typed.table.key[0], "要撤销的这一行不存在，已略过"
        like = Finding("warning", "withdrawn_unknown", message, column=key)
        reporter.report("SELECT unnest($missing) AS row_number", like, parameters={"missing": missing})
