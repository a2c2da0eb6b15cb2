"""Boundaries whose region a batch withdraws go with it: no sheet takes them out."""

from __future__ import annotations

import duckdb

from etl.findings import Findings

_GONE = "SELECT region_code FROM raw.boundaries WHERE region_code NOT IN (SELECT code FROM raw.regions)"


def drop_boundaries_without_region(con: duckdb.DuckDBPyConnection, findings: Findings) -> None:
    """Remove boundaries of regions that are no more, and say so.

    Args:
        con: connection to the warehouse file that is being built, all tables of the batch merged.
        findings: takes the warning.
    """
    gone = [str(code) for (code,) in con.execute(_GONE).fetchall()]
    if gone:
        con.execute(f"DELETE FROM raw.boundaries WHERE region_code IN ({_GONE})")
        message = f"撤销的区划有 {len(gone):,} 个有边界，边界一并去掉了：{'、'.join(gone[:5])}"
        findings.warning("boundary_gone", message)
