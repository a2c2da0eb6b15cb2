"""What stands behind a metric beside the rows that it adds up."""

from __future__ import annotations

from dataclasses import dataclass

NOT_COUNTED = "不计入"
DENOMINATOR = "只计入分母"
BOTH = "计入分子和分母"
COUNTED = "计入"


@dataclass(frozen=True)
class Backing:
    """Two SELECTs over the frames, each empty where there is nothing to tell.

    Attributes:
        lacking: units that count but lack what is asked, or that cannot count because they do not state
            it: `period, region_code, line, reason, role, source_table, source_row`, where `role` says in
            what they count. `own_only` keeps a unit out of the regions above, as in a metric.
        evidence: further rows that make the counted ones count, such as the activity that makes a cell
            effective: `period, region_code, line, source_table, source_row`, once for each unit that a
            row speaks for; `unit` is its key (`metrics.behind.row_names.UNITS`) where the unit may
            change without its own row.
    """

    lacking: str = ""
    evidence: str = ""


def unmet(rows: str, reason: str, table: str, where: str, role: str = DENOMINATOR) -> str:
    """SELECT units of a frame that lack what is asked.

    Args:
        rows: frame with `period, region_code, line, source_row`.
        reason: SQL text expression, or a plain Chinese reason.
        table: contract table of `source_row`.
        where: which of them lack it.
        role: in what they count.
    """
    said = reason if "'" in reason else f"'{reason}'"
    return f"""
    SELECT
        period, region_code, line, {said} AS reason, '{role}' AS role,
        '{table}' AS source_table, source_row
    FROM {rows}
    WHERE {where}"""


def unstated(rows: str, reason: str, table: str, where: str) -> str:
    """SELECT rows of a frame that cannot count because they do not state what is asked."""
    return unmet(rows, reason, table, where, NOT_COUNTED)


def both(*queries: str) -> str:
    """Put SELECTs of the same shape together."""
    return " UNION ALL BY NAME ".join(f"({query})" for query in queries)
