"""When a unit has handed in all that it was asked for, as the rows of published batches tell."""

from __future__ import annotations

import duckdb

from etl.models import KINDS, in_order, read_models

REPORTS = "marts.collection_reports"

_IS_OPEN = "SELECT 1 FROM raw.collections WHERE handed_in_on IS NULL LIMIT 1"

# What was made up for a demonstration was handed in by nobody.
_NOTE = f"""
UPDATE raw.collections AS collection
SET handed_in_on = complete.received_on
FROM (
    SELECT report.collection_id, report.unit, max(CAST(batch.received_at AS DATE)) AS received_on
    FROM {REPORTS} AS report
    LEFT JOIN meta.sources AS place ON place.source_id = report.last_source
    LEFT JOIN meta.batches AS batch ON batch.batch_id = place.batch_id
    GROUP BY report.collection_id, report.unit
    HAVING sum(asked) > 0 AND bool_and(present >= asked) AND coalesce(bool_and(place.origin <> '演示'), FALSE)
) AS complete
WHERE
    complete.collection_id = collection.collection_id AND complete.unit = collection.unit
    AND collection.handed_in_on IS NULL
"""


def note_handed_in(con: duckdb.DuckDBPyConnection) -> None:
    """Set `handed_in_on` of every unit all of whose reports are there: the day on which the last came in.

    Args:
        con: connection to a snapshot that is being built, all batches so far merged and recorded, the models
            not yet run.
    """
    if con.execute(_IS_OPEN).fetchone() is None:
        return
    for schema in KINDS:
        con.execute(f"CREATE SCHEMA {schema}")
    for name, sql in _models(con):
        con.execute(f"CREATE VIEW {name} AS {sql}")
    con.execute(_NOTE)
    for schema in KINDS:
        con.execute(f"DROP SCHEMA {schema} CASCADE")


def _models(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Name and SELECT of the models that `REPORTS` builds upon, and of itself, in order."""
    models = {model.name: model for model in in_order(con, read_models())}
    needed = {REPORTS}
    for name in reversed(models):
        if name in needed:
            tables = con.get_table_names(models[name].sql, qualified=True)
            needed |= {table.partition(" AS ")[0] for table in tables}
    return [(name, model.sql) for name, model in models.items() if name in needed]
