"""Is the structure whole: organisations by level and line, links to the level above, structural reform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LEVELS, LINES
from metrics.frames import with_clause
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

#: Items of structural reform, in the order in which they are listed.
ITEMS = ("领导小组", "联席会议制度", "一办两部", "党群办", "一正两副", "编制调剂", "其他")

#: States of an item at a month's end, what needs somebody first.
ITEM_STATES = ("到期未到位", "逾期到位", "按期到位", "未到期", "未定日期")

#: What can be wrong with an organisation's link to the level above.
FAULTS = ("未填上级", "上级已撤销", "上级未成立", "上一级缺组织")

# Above a county's own federations stands an organisation of the city, which is not in a county's data.
_BROKEN = f"""
linked AS (
    SELECT
        organization.org_id, organization.name, organization.line, organization.region_code,
        region.name AS region_name, region.level, region.path, organization.setting, organization.covering,
        own.parent_id, parent.name AS parent_name, parent.founded_on, parent.dissolved_on, clock.as_of,
        coalesce(moved.home_code, region.parent_code) AS above_code, own.source_row
    FROM active_organizations AS organization
    INNER JOIN clock ON clock.period = organization.period
    INNER JOIN staging.organizations AS own ON own.org_id = organization.org_id
    INNER JOIN marts.dim_regions AS region ON region.code = organization.region_code
    LEFT JOIN staging.organizations AS parent ON parent.org_id = own.parent_id
    LEFT JOIN moved_regions AS moved ON moved.region_code = region.parent_code AND moved.as_of = clock.as_of
    WHERE {in_scope("organization.line")}
),
broken AS (
    SELECT
        linked.*,
        unnest(list_filter([
            if(linked.parent_id IS NULL AND NOT (linked.covering AND level NOT IN ('township', 'village')),
                '未填上级', NULL),
            if(linked.dissolved_on <= linked.as_of, '上级已撤销', NULL),
            if(linked.founded_on > linked.as_of, '上级未成立', NULL),
            if(linked.covering AND linked.level IN ('township', 'village') AND above.line IS NULL,
                '上一级缺组织', NULL)
        ], lambda fault: fault IS NOT NULL)) AS fault
    FROM linked
    LEFT JOIN covering_organizations AS above
        ON above.region_code = linked.above_code AND above.line = linked.line
)"""

LINKS = f"""
{with_clause(_BROKEN)},
{_BROKEN}
SELECT
    broken.org_id, broken.name, broken.line, broken.level, broken.setting, broken.region_code,
    broken.region_name, broken.fault, broken.parent_id, broken.parent_name, above.name AS above_name,
    source.origin, source.file, source.sheet, source.row_number
FROM broken
INNER JOIN traced.organizations AS source ON source.source_row = broken.source_row
LEFT JOIN marts.dim_regions AS above ON above.code = broken.above_code
ORDER BY list_position({list(FAULTS)}, fault), broken.region_code, broken.org_id
"""

LEVELS_BY_LINE = f"""
{with_clause(_BROKEN, "expected_cells")},
{_BROKEN},
counted AS (
    SELECT
        region.level, organization.line, count(*) AS organization_count,
        count(*) FILTER (organization.covering) AS covering_count
    FROM active_organizations AS organization
    INNER JOIN marts.dim_regions AS region ON region.code = organization.region_code
    WHERE {in_scope("organization.line")}
    GROUP BY region.level, organization.line
),
cells AS (
    SELECT
        cell.level, cell.line, count(*) AS expected_count,
        count(*) FILTER (cell.covered) AS covered_count
    FROM expected_cells AS cell
    INNER JOIN marts.dim_regions AS region ON region.code = cell.region_code
    WHERE {in_scope("cell.line")}
    GROUP BY cell.level, cell.line
),
faulty AS (
    SELECT level, line, count(DISTINCT org_id) AS broken_count FROM broken GROUP BY level, line
)
SELECT
    level, line,
    coalesce(counted.organization_count, 0) AS organization_count,
    coalesce(counted.covering_count, 0) AS covering_count,
    coalesce(cells.expected_count, 0) AS expected_count,
    coalesce(cells.covered_count, 0) AS covered_count,
    coalesce(cells.expected_count - cells.covered_count, 0) AS missing_count,
    coalesce(faulty.broken_count, 0) AS broken_count
FROM counted
FULL JOIN cells USING (level, line)
LEFT JOIN faulty USING (level, line)
ORDER BY
    list_position({list(LEVELS)}, level),
    list_position({list(LINES)}, line)
"""

REFORMS = f"""
{with_clause("placed_structures", "clock")}
SELECT
    source.item, placed.region_code, region.name AS region_name, region.level, placed.line,
    source.planned_on, if(placed.done, source.done_on, NULL) AS done_on,
    CASE
        WHEN placed.done AND source.done_on > source.planned_on THEN '逾期到位'
        WHEN placed.done THEN '按期到位'
        WHEN source.planned_on IS NULL THEN '未定日期'
        WHEN source.planned_on <= clock.as_of THEN '到期未到位'
        ELSE '未到期'
    END AS state,
    coalesce(source.planned_on <= clock.as_of, FALSE) AS due,
    coalesce(greatest(date_diff(
        'day', source.planned_on, if(placed.done, source.done_on, clock.as_of)), 0), 0) AS days_late,
    source.origin, source.file, source.sheet, source.row_number
FROM placed_structures AS placed
INNER JOIN clock ON clock.period = placed.period
INNER JOIN traced.structures AS source ON source.source_row = placed.source_row
INNER JOIN marts.dim_regions AS region ON region.code = placed.region_code
WHERE {in_scope("placed.line")}
ORDER BY
    list_position({list(ITEMS)}, source.item), list_position({list(ITEM_STATES)}, state), days_late DESC,
    placed.region_code, placed.line
"""


def levels_by_line(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the organisations of a region by their level and line, and what is missing there.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; everything below it counts.
        lines: lines to keep; none means all.

    Returns:
        ``level, line, organization_count`` (active), ``covering_count`` (of them, those that cover a place),
        ``expected_count, covered_count, missing_count`` (places that should have one, that have, that lack),
        ``broken_count`` (organisations with a fault of `links`), from the top level down.
    """
    return snapshot.query(LEVELS_BY_LINE, **place_and_lines(period, region, lines))


def links(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """List active organisations whose link to the level above is broken.

    A parent is missing where none is stated (only covering organisations of a county or above need none),
    where it is dissolved or not yet founded at the month's end, and for covering organisations of townships
    and villages also where the region one level up has no covering organisation of the line.

    Returns:
        ``org_id, name, line, level, setting, region_code, region_name, fault`` (of `FAULTS`), ``parent_id,
        parent_name, above_name`` (the region one level up), ``origin, file, sheet, row_number``; one row an
        organisation and fault.
    """
    return snapshot.query(LINKS, **place_and_lines(period, region, lines))


def reforms(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """List the items of structural reform with their state at a month's end.

    Returns:
        ``item, region_code, region_name, level, line`` (missing where all lines share it), ``planned_on,
        done_on`` (missing while after the month's end), ``state`` (of `ITEM_STATES`), ``due`` (planned_on <=
        month's end), ``days_late, origin, file, sheet, row_number``.
    """
    return snapshot.query(REFORMS, **place_and_lines(period, region, lines))


def items(reforms: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of `reforms` by item, in the order of `ITEMS`.

    Returns:
        ``item, total_count, due_count, done_count, overdue_count`` (due and not in place), and of the total
        (0-1) ``due_pct, done_pct``.
    """
    marked = reforms.assign(done=reforms["done_on"].notna(), overdue=reforms["state"] == "到期未到位")
    found = marked.groupby("item").agg(
        total_count=("item", "size"),
        due_count=("due", "sum"),
        done_count=("done", "sum"),
        overdue_count=("overdue", "sum"),
    )
    found = found.reindex([item for item in ITEMS if item in found.index]).reset_index()
    shares = {f"{name}_pct": found[f"{name}_count"] / found["total_count"] for name in ("due", "done")}
    return found.assign(**shares)
