"""The data contract as the snapshot tells it: every table and field, in Chinese."""

from __future__ import annotations

import pandas as pd

from metrics.warehouse import Snapshot

FIELDS = """
    SELECT table_name, table_title, table_note, field, header, type, type_text, required, is_key, rule
    FROM meta.dictionary
    ORDER BY table_order, field_order"""


def is_told(snapshot: Snapshot) -> bool:
    """Tell whether the snapshot holds the contract; one of an earlier version does not."""
    sql = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'meta' AND table_name = 'dictionary'"
    return bool(snapshot.rows(sql))


def fields(snapshot: Snapshot) -> pd.DataFrame:
    """Every field of the contract, in its order, the common ones of a table last.

    Returns:
        ``table_name, table_title, table_note, field, header, type`` (the contract's word), ``type_text``
        (how to write it, in Chinese), ``required, is_key, rule`` (in Chinese).
    """
    return snapshot.query(FIELDS)
