"""Coverage place by place, line by line and month by month: what 覆盖地图 shows of a region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import places
from metrics.catalogue import LEVELS, LINES
from metrics.frames import with_clause
from metrics.scope import at, below, below_or_all, of_lines, place, place_and_lines
from metrics.warehouse import Snapshot

CHOSEN_LINES = of_lines("line")
OWN = f"region_code = place_code AND {CHOSEN_LINES}"
# A list a place would take the cache a tenth of a second for a province; a text takes a hundredth of it.
VERDICTS = " || '/' || ".join(
    f"max(verdict) FILTER (WHERE region_code = place_code AND line_order = {order + 1})"
    for order in range(len(LINES))
)

# Every region hangs exactly one level below its parent, so the place of a level stands a known number of
# steps before the end of a path.
PLACES = f"""
{with_clause("judged_cells", "valid_regions")},
cells AS (
    SELECT
        path[list_position({list(LEVELS)}, $level) - list_position({list(LEVELS)}, level) - 1] AS place_code,
        region_code, verdict, line, line_order
    FROM judged_cells
    WHERE
        list_position({list(LEVELS)}, level) >= list_position({list(LEVELS)}, $level)
        AND {below_or_all("path")}
),
counted AS (
    SELECT
        place_code,
        count(*) FILTER (WHERE verdict != '不适用' AND {CHOSEN_LINES}) AS expected,
        count(*) FILTER (WHERE verdict IN ('有效', '沉睡', '未报') AND {CHOSEN_LINES}) AS covered,
        count(*) FILTER (WHERE verdict = '有效' AND {CHOSEN_LINES}) AS effective,
        count(*) FILTER (WHERE verdict = '未报' AND {CHOSEN_LINES}) AS unreported,
        count(*) FILTER (WHERE {OWN} AND verdict != '不适用') AS own_expected,
        count(*) FILTER (WHERE {OWN} AND verdict = '有效') AS own_effective,
        count(*) FILTER (WHERE {OWN} AND verdict = '未报') AS own_unreported,
        {VERDICTS} AS verdicts
    FROM cells
    GROUP BY place_code
)
SELECT
    place.region_code, place.name, place.kind, place.level, place.lon, place.lat, place.population,
    counted.expected, counted.covered, counted.effective,
    counted.covered / nullif(counted.expected, 0) AS covered_pct,
    counted.effective / nullif(counted.expected, 0) AS effective_pct,
    place.level IN ('township', 'village') AND counted.unreported > 0 AS silent,
    counted.own_expected, counted.own_effective, counted.own_unreported,
    counted.verdicts, array_to_string(place.path, '/') AS path
FROM valid_regions AS place
INNER JOIN counted ON counted.place_code = place.region_code
WHERE place.level = $level AND {below_or_all("place.path")}
ORDER BY place.region_code
"""

LINES_OF_PLACE = f"""
{with_clause("judged_cells", "covering_organizations", "past_line_activity")},
judged AS (
    SELECT
        line,
        min(line_order) AS line_order,
        max(verdict) FILTER (WHERE region_code = $region) AS verdict,
        count(*) FILTER (WHERE region_code != $region AND verdict != '不适用') AS expected_below,
        count(*) FILTER (WHERE region_code != $region AND verdict = '有效') AS effective_below
    FROM judged_cells
    WHERE {below("path")}
    GROUP BY line
)
SELECT
    judged.line, judged.verdict,
    coalesce(covering.organization_count, 0) AS organization_count,
    past.last_activity_on,
    judged.expected_below, judged.effective_below
FROM judged
LEFT JOIN covering_organizations AS covering
    ON covering.region_code = $region AND covering.line = judged.line
LEFT JOIN past_line_activity AS past
    ON past.region_code = $region AND past.line = judged.line
ORDER BY judged.line_order
"""

COURSE = f"""
{with_clause("expected_spans", "clock")},
lasting AS (
    SELECT
        span.from_month, span.to_month, count(*) AS expected,
        count(*) FILTER (WHERE span.covered) AS covered,
        count(*) FILTER (WHERE span.effective) AS effective
    FROM expected_spans AS span
    INNER JOIN marts.dim_regions AS region ON region.code = span.region_code
    WHERE
        {below_or_all()}
        AND {CHOSEN_LINES}
        AND (CAST($level AS VARCHAR) IS NULL OR span.level = $level)
    GROUP BY span.from_month, span.to_month
)
SELECT
    clock.period,
    CAST(sum(lasting.expected) AS BIGINT) AS expected,
    CAST(sum(lasting.covered) AS BIGINT) AS covered,
    CAST(sum(lasting.effective) AS BIGINT) AS effective,
    sum(lasting.covered) / sum(lasting.expected) AS covered_pct,
    sum(lasting.effective) / sum(lasting.expected) AS effective_pct
FROM lasting
INNER JOIN clock ON clock.period >= lasting.from_month AND clock.period < lasting.to_month
GROUP BY clock.period
ORDER BY clock.period
"""


def places_below(
    snapshot: Snapshot, period: date, region: str | None, level: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """Coverage of every place of one level in a region, with the verdicts of its own seven cells.

    Several lines together count as one sum of cells over one sum of expected cells.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code, None for all of the data; the region itself is a row where it is of that level.
        level: level of the places.
        lines: lines to count; none means all.

    Returns:
        ``region_code, name, kind, level, lon, lat`` (WGS84 degrees), ``population``; ``expected, covered,
        effective`` (cells of the place and all below it) and ``covered_pct, effective_pct`` (0-1, missing
        where nothing is expected); ``silent`` (a township or village with cells judged 未报);
        ``own_expected, own_effective, own_unreported`` (cells of exactly the place, of the lines to count);
        ``verdicts`` (of its seven cells, in the order of the lines) and ``path`` (codes from the top of the
        data to the place), both with slashes between.
    """
    return snapshot.query(PLACES, **place_and_lines(period, region, lines), level=level)


def verdicts_by_line(told: str) -> dict[str, str]:
    """Read the ``verdicts`` of a place: verdict by line id, in the order of the lines."""
    return dict(zip(LINES, told.split("/"), strict=True))


def moves(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """How the coverage of places moved between two months.

    Args:
        before: places as `places_below` gives them for the one month.
        after: the same for the other month.

    Returns:
        ``region_code, name, covered_pct_before, covered_pct, covered_pct_change, effective_pct_before,
        effective_pct, effective_pct_change`` (0-1), a row for each place of either month; a share is missing
        where the place was not valid or nothing was expected, and a change where either share is.
    """
    shares = ["covered_pct", "effective_pct"]
    key = ["region_code", "name"]
    both = before[[*key, *shares]].merge(
        after[[*key, *shares]], how="outer", on=key, suffixes=("_before", "")
    )
    return both.assign(**{f"{share}_change": both[share] - both[f"{share}_before"] for share in shares})


def lines_of_place(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """The seven cells of one place, and how each line works below it.

    Returns:
        ``line, verdict, organization_count`` (covering organisations of exactly the place),
        ``last_activity_on`` (in exactly the place, missing where there is none), ``expected_below,
        effective_below`` (cells of the places below it), one row a line.
    """
    return snapshot.query(LINES_OF_PLACE, **place(period, region))


def course(
    snapshot: Snapshot,
    period: date,
    region: str | None,
    lines: Sequence[str] = (),
    level: str | None = None,
    months: int = 24,
) -> pd.DataFrame:
    """Coverage of a region over the months up to a period, as far as the data reaches.

    Args:
        snapshot: the published snapshot.
        period: last month of the course.
        region: region code; None for all of the data.
        lines: lines to count; none means all.
        level: count only the cells of this level; None counts all.
        months: length of the course.

    Returns:
        ``period`` (first of the month, ascending), ``expected, covered, effective`` (cells), ``covered_pct,
        effective_pct`` (0-1); months without expected cells are left out.
    """
    asked = places.recent_periods(snapshot, period, months)
    return snapshot.query(COURSE, **place_and_lines(period, region, lines) | at(*asked), level=level)
