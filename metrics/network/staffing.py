"""Who staffs the organisations: leadership, staff 专兼挂聘, front line, women's committees, outposts.

The latest monthly report of each active organisation counts (frame `latest_cadres`), as in the metrics
part_time_ratio and frontline_ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.backing.mechanism import STAFF
from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.scope import below, in_scope, place, place_and_lines
from metrics.warehouse import Snapshot

#: Least share (0-1) of part-time and seconded people in leadership, from the reform scheme.
REQUIRED_PART_TIME_PCT = 0.5

#: Least size of a township women's executive committee, from the reform scheme.
REQUIRED_COMMITTEE_SIZE = 5

LEADERS = ("lead_full", "lead_part", "lead_seconded")
#: Standing committee, full committee, congress; each counts where total and front-line part are stated.
BODIES = ("standing", "committee", "congress")

_LED = " + ".join(f"staff.{name}" for name in LEADERS)
_SUMS = ",\n    ".join(
    [f"sum(staff.{name}) AS {name}" for name in STAFF]
    + [f"sum(staff.{name}) FILTER ({_LED} IS NOT NULL) AS {name}" for name in LEADERS]
    + [
        f"sum(staff.{name}) FILTER (staff.{body} + staff.{body}_front IS NOT NULL) AS {name}"
        for body in BODIES
        for name in (body, f"{body}_front")
    ]
)

STAFFING = f"""
{with_clause("latest_cadres")},
added AS (
    SELECT
        coalesce(staff.line, '') AS line, count(*) AS organization_count,
        {_SUMS}
    FROM latest_cadres AS staff
    INNER JOIN marts.dim_regions AS region ON region.code = staff.region_code
    WHERE {in_scope("staff.line")}
    GROUP BY GROUPING SETS ((staff.line), ())
    HAVING count(*) > 0
)
SELECT
    *,
    lead_part + lead_seconded AS lead_helpers,
    {" + ".join(LEADERS)} AS leaders,
    (lead_part + lead_seconded) / nullif({" + ".join(LEADERS)}, 0) AS helpers_pct,
    {", ".join(f"{body}_front / nullif({body}, 0) AS {body}_pct" for body in BODIES)}
FROM added
ORDER BY list_position({["", *LINES]}, line)
"""

COMMITTEES = f"""
{with_clause("valid_regions", "covering_organizations")}
SELECT
    township.region_code, township.name AS region_name,
    covering.region_code IS NOT NULL AS covered, covering.committee_size,
    coalesce(covering.committee_size >= {REQUIRED_COMMITTEE_SIZE}, FALSE) AS enough
FROM valid_regions AS township
LEFT JOIN covering_organizations AS covering
    ON covering.period = township.period
    AND covering.region_code = township.region_code
    AND covering.line = 'women'
WHERE township.ordinary_township AND {below("township.path")}
ORDER BY enough, covered, covering.committee_size NULLS FIRST, township.region_code
"""

OUTPOSTS = f"""
{with_clause("active_organizations")}
SELECT
    staged.external_city AS city, staged.name, staged.line, staged.founded_on, staged.committee_size,
    staged.owner_post, parent.name AS parent_name,
    source.origin, source.file, source.sheet, source.row_number
FROM active_organizations AS organization
INNER JOIN staging.organizations AS staged ON staged.org_id = organization.org_id
INNER JOIN traced.organizations AS source ON source.source_row = organization.source_row
INNER JOIN marts.dim_regions AS region ON region.code = organization.region_code
LEFT JOIN staging.organizations AS parent ON parent.org_id = staged.parent_id
WHERE organization.setting = '驻外' AND {in_scope("organization.line")}
ORDER BY staged.founded_on, staged.org_id
"""


def staffing(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Add up the staff of the organisations of a region, all lines together and line by line.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; everything below it counts.
        lines: lines to keep; none means all.

    Returns:
        ``line`` ('' for all that are kept, which come first), ``organization_count`` (with a report of the
        trailing 12 months), people in ``posts, full_time, part_time, seconded, contract`` and, over reports
        that state all three, ``lead_full, lead_part, lead_seconded`` with ``lead_helpers`` (the latter two),
        ``leaders`` (all three) and ``helpers_pct`` (0-1); for each of `BODIES` its people ``standing``, those
        from the front line ``standing_front`` and their share ``standing_pct``, over reports that state both.
        Missing where nothing is stated; no rows without reports.
    """
    return snapshot.query(STAFFING, **place_and_lines(period, region, lines))


def committees(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """The women's committee of each township of a region, parks left out, those that fall short first.

    Returns:
        ``region_code, region_name, covered`` (has a women's organisation), ``committee_size`` (the largest;
        missing where it is not stated), ``enough`` (at least `REQUIRED_COMMITTEE_SIZE`).
    """
    return snapshot.query(COMMITTEES, **place(period, region))


def outposts(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Active organisations outside the county: 驻外.

    Returns:
        ``city, name, line, founded_on, committee_size, owner_post, parent_name, origin, file, sheet,
        row_number``, the oldest first.
    """
    return snapshot.query(OUTPOSTS, **place_and_lines(period, region, lines))
