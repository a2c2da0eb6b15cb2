"""Rules over several rows: the tree of regions, successors, and the tree of organisations."""

from __future__ import annotations

from etl.contract.places import LEVELS
from etl.findings import Finding
from etl.load.upsert import Batch
from etl.validate.reporting import Reporter

_RANK = "list_position(['" + "', '".join(LEVELS) + "'], {alias}.level)"

_PARENT_LEVEL = f"""
SELECT r.row_number FROM raw.regions AS r JOIN raw.regions AS p ON p.code = r.parent_code
WHERE r.batch_id = $batch_id AND {_RANK.format(alias="p")} <> {_RANK.format(alias="r")} - 1
"""

_CHILD_LEVEL = f"""
SELECT DISTINCT p.row_number FROM raw.regions AS r JOIN raw.regions AS p ON p.code = r.parent_code
WHERE p.batch_id = $batch_id AND r.batch_id <> $batch_id
  AND {_RANK.format(alias="p")} <> {_RANK.format(alias="r")} - 1
"""

_PARENT_MISSING = f"""
SELECT r.row_number FROM raw.regions AS r
WHERE r.batch_id = $batch_id AND r.parent_code IS NULL AND r.level IS NOT NULL {{readable}}
  AND {_RANK.format(alias="r")} > (SELECT min({_RANK.format(alias="t")}) FROM raw.regions AS t)
"""

# A child outlives its parent when the child is still valid after the parent's last day.
_OUTLIVES_PARENT = """
FROM raw.regions AS r JOIN raw.regions AS p ON p.code = r.parent_code
WHERE p.valid_to IS NOT NULL AND coalesce(r.valid_to, DATE '9999-12-31') > p.valid_to
"""

_SUCCESSOR_CYCLE = """
WITH RECURSIVE settled(code) AS (
    SELECT code FROM raw.regions WHERE successor_code IS NULL
    UNION ALL
    SELECT r.code FROM raw.regions AS r JOIN settled ON r.successor_code = settled.code
)
SELECT r.row_number FROM raw.regions AS r
WHERE r.batch_id = $batch_id AND r.successor_code IS NOT NULL AND r.successor_code <> r.code
  AND r.code NOT IN (FROM settled) AND EXISTS (FROM raw.regions AS s WHERE s.code = r.successor_code)
"""

_PARENT_LINE = """
SELECT r.row_number FROM raw.organizations AS r JOIN raw.organizations AS p ON p.org_id = r.parent_id
WHERE r.batch_id = $batch_id AND p.line <> r.line
"""

# Only organisations in a cycle reach themselves again by following parents.
_PARENT_CYCLE = """
WITH RECURSIVE rooted(org_id) AS (
    SELECT o.org_id FROM raw.organizations AS o
    WHERE o.parent_id IS NULL OR NOT EXISTS (FROM raw.organizations AS p WHERE p.org_id = o.parent_id)
    UNION ALL
    SELECT o.org_id FROM raw.organizations AS o JOIN rooted ON o.parent_id = rooted.org_id
)
SELECT r.row_number FROM raw.organizations AS r
WHERE r.batch_id = $batch_id AND r.parent_id IS NOT NULL AND r.org_id NOT IN (FROM rooted)
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
    rows = f"SELECT DISTINCT p.row_number {_OUTLIVES_PARENT} AND p.batch_id = $batch_id"
    _report(reporter, batch, rows, "parent_merged", message, "valid_to")
    message = "上级区划已撤并，请改填新的上级代码"
    rows = f"SELECT r.row_number {_OUTLIVES_PARENT} AND r.batch_id = $batch_id AND p.batch_id <> $batch_id"
    _report(reporter, batch, rows, "parent_merged", message, "parent_code")
    _report(
        reporter, batch, _SUCCESSOR_CYCLE, "successor_cycle", "并入区划绕成了圈，请核对", "successor_code"
    )


def report_organizations(reporter: Reporter, batch: Batch) -> None:
    """The tree of organisations: parents of the same line, no cycle."""
    has_parents = "SELECT 1 FROM raw.organizations WHERE batch_id = ? AND parent_id IS NOT NULL LIMIT 1"
    if reporter.con.execute(has_parents, [batch.id]).fetchone() is None:
        return
    _report(reporter, batch, _PARENT_LINE, "parent_line", "上级组织应属同一条线", "parent_id")
    _report(reporter, batch, _PARENT_CYCLE, "parent_cycle", "上级组织绕成了圈，请核对", "parent_id")


def _report(reporter: Reporter, batch: Batch, rows: str, code: str, message: str, column: str) -> None:
    reporter.report(rows, Finding("error", code, message, column=column), parameters={"batch_id": batch.id})
