"""Rules over several rows: the tree of regions, successors, and the tree of organisations."""

from __future__ import annotations

from collections.abc import Mapping

from etl.contract.places import LEVELS
from etl.findings import Finding
from etl.load.upsert import Batch
from etl.validate.reporting import Reporter

_RANK = "list_position(['" + "', '".join(LEVELS) + "'], {alias}.level)"

_PARENT_LEVEL = f"""
SELECT r.row_number FROM raw.regions AS r JOIN raw.regions AS p ON p.code = r.parent_code
WHERE r.source_id BETWEEN $first_own AND $last_own
  AND {_RANK.format(alias="p")} <> {_RANK.format(alias="r")} - 1
"""

_CHILD_LEVEL = f"""
SELECT DISTINCT p.row_number FROM raw.regions AS r JOIN raw.regions AS p ON p.code = r.parent_code
WHERE p.source_id BETWEEN $first_own AND $last_own AND r.source_id < $first_source
  AND {_RANK.format(alias="p")} <> {_RANK.format(alias="r")} - 1
"""

_PARENT_MISSING = f"""
SELECT r.row_number FROM raw.regions AS r
WHERE r.source_id BETWEEN $first_own AND $last_own
  AND r.parent_code IS NULL AND r.level IS NOT NULL {{readable}}
  AND {_RANK.format(alias="r")} > (SELECT min({_RANK.format(alias="t")}) FROM raw.regions AS t)
"""

# A batch may bring a level above the present top, whose regions then need a parent too.
_TOP_MOVED = f"""
SELECT t.row_number FROM raw.regions AS t
WHERE t.source_id BETWEEN $first_own AND $last_own AND t.parent_code IS NULL AND EXISTS (
    FROM raw.regions AS r WHERE r.source_id < $first_source AND r.parent_code IS NULL
    AND {_RANK.format(alias="r")} > {_RANK.format(alias="t")}
)
"""

# A child outlives its parent when the child is still valid after the parent's last day.
_OUTLIVES_PARENT = """
FROM raw.regions AS r JOIN raw.regions AS p ON p.code = r.parent_code
WHERE p.valid_to IS NOT NULL AND coalesce(r.valid_to, DATE '9999-12-31') > p.valid_to
"""

# What is left after following references from their ends lies in a cycle or hangs on one.
_UNSETTLED = """
WITH RECURSIVE settled(code) AS (
    SELECT o.{key} FROM raw.{table} AS o
    WHERE o.{refers} IS NULL OR NOT EXISTS (FROM raw.{table} AS p WHERE p.{key} = o.{refers})
    UNION ALL
    SELECT o.{key} FROM raw.{table} AS o JOIN settled ON o.{refers} = settled.code
)
SELECT {key}, {refers} FROM raw.{table} WHERE {key} NOT IN (FROM settled)
"""

_PARENT_LINE = """
SELECT r.row_number FROM raw.organizations AS r JOIN raw.organizations AS p ON p.org_id = r.parent_id
WHERE r.source_id BETWEEN $first_own AND $last_own AND p.line <> r.line
"""

_CHILD_LINE = """
SELECT DISTINCT p.row_number FROM raw.organizations AS r JOIN raw.organizations AS p ON p.org_id = r.parent_id
WHERE p.source_id BETWEEN $first_own AND $last_own AND r.source_id < $first_source AND p.line <> r.line
"""


def report_regions(reporter: Reporter, batch: Batch) -> None:
    """The tree of regions: one level a step, roots only at the top, nobody outlives a merger."""
    readable = ""
    mask = reporter.typed.mask({"parent_code"})
    if reporter.typed.bad & mask:
        readable = (
            f"AND r.row_number NOT IN (SELECT row_number FROM {reporter.typed.view} WHERE bad & {mask} <> 0)"
        )
    _report(reporter, batch, _PARENT_LEVEL, "parent_level", "上级代码应是高一级的区划", "parent_code")
    _report(reporter, batch, _CHILD_LEVEL, "parent_level", "已有的下级区划应低一级", "level")
    _report(
        reporter,
        batch,
        _PARENT_MISSING.format(readable=readable),
        "parent_missing",
        "只有最高一级的区划可以没有上级代码，请填写",
        "parent_code",
    )
    message = "这个区划撤并以后，还有未撤并的下级，请先给下级填新的上级代码"
    rows = f"SELECT DISTINCT p.row_number {_OUTLIVES_PARENT} AND p.source_id BETWEEN $first_own AND $last_own"
    _report(reporter, batch, rows, "parent_merged", message, "valid_to")
    message = "上级区划已撤并，请改填新的上级代码"
    rows = f"SELECT r.row_number {_OUTLIVES_PARENT} AND r.source_id BETWEEN $first_own AND $last_own"
    _report(reporter, batch, rows, "parent_merged", message, "parent_code")
    message = "已有的区划还没有上级代码，请在同一批里给它们补上"
    _report(reporter, batch, _TOP_MOVED, "parent_missing", message, "level")
    _report_cycles(reporter, batch, "successor_code", "successor_cycle", "并入区划绕成了圈，请核对")


def report_organizations(reporter: Reporter, batch: Batch) -> None:
    """The tree of organisations: parents of the same line, no cycle."""
    _warn_leading_zeros(reporter, batch)
    has_parents = "SELECT 1 FROM raw.organizations WHERE parent_id IS NOT NULL LIMIT 1"
    if reporter.con.execute(has_parents).fetchone() is None:
        return
    _report(reporter, batch, _PARENT_LINE, "parent_line", "上级组织应属同一条线", "parent_id")
    _report(reporter, batch, _CHILD_LINE, "parent_line", "已有的下级组织属于别的条线", "line")
    _report_cycles(reporter, batch, "parent_id", "parent_cycle", "上级组织绕成了圈，请核对")


_ZEROS_APART = """
SELECT r.row_number FROM raw.organizations AS r JOIN raw.organizations AS o
ON ltrim(o.org_id, '0') = ltrim(r.org_id, '0') AND o.org_id <> r.org_id
WHERE r.source_id BETWEEN $first_own AND $last_own
GROUP BY r.row_number
"""


def _warn_leading_zeros(reporter: Reporter, batch: Batch) -> None:
    if (
        reporter.con.execute("SELECT 1 FROM raw.organizations WHERE org_id LIKE '0%' LIMIT 1").fetchone()
        is None
    ):
        return
    message = "另一个组织的编码与它只差前面的 0，如果是同一个组织，请改成一样的编码"
    reporter.report(_ZEROS_APART, Finding("warning", "zeros_apart", message, column="org_id"), batch)


def _report_cycles(reporter: Reporter, batch: Batch, refers: str, code: str, message: str) -> None:
    table = reporter.typed.table
    key = table.key[0]
    unsettled = _UNSETTLED.format(table=table.name, key=key, refers=refers)
    cycle = in_cycle(dict(reporter.con.execute(unsettled).fetchall()))
    if not cycle:
        return
    ours = f"FROM raw.{table.name} WHERE source_id BETWEEN $first_own AND $last_own"
    rows = f"SELECT row_number {ours} AND list_contains($cycle, {key})"
    reporter.report(rows, Finding("error", code, message, column=refers), batch, {"cycle": sorted(cycle)})


def in_cycle(refers: Mapping[str, str]) -> set[str]:
    """The keys that come back to themselves when references are followed.

    Args:
        refers: key → key that it refers to.
    """
    found: set[str] = set()
    seen: set[str] = set()
    for start in refers:
        way: list[str] = []
        step = start
        while step in refers and step not in seen:
            seen.add(step)
            way.append(step)
            step = refers[step]
        if step in way:
            found.update(way[way.index(step) :])
    return found


def _report(reporter: Reporter, batch: Batch, rows: str, code: str, message: str, column: str) -> None:
    reporter.report(rows, Finding("error", code, message, column=column), batch)
