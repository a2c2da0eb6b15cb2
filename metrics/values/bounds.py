"""Missing-data bounds: between which values a metric lies, whatever silent units would have reported.

Every unit that is silent is put at its worst and at its best possible state; the value must lie between
(worst-case bounds, C. F. Manski, Partial Identification of Probability Distributions, 2003, chapter 1). If
the light is the same at both ends, what is missing cannot turn it. What a missing unit can be is declared in
:data:`MISSING` for the metrics where both ends are known. A sum of visits or participants has no upper end,
and organisations that never reported a member have no known size, so such metrics have no bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

from metrics.catalogue import BY_ID
from metrics.frames import with_clause
from metrics.scope import below, in_scope, place, place_and_lines
from metrics.values import changes, doubts
from metrics.values.targets import ATTAINMENT, LIGHT
from metrics.warehouse import Snapshot

COLUMNS = (
    "metric_id",
    "units",
    "what",
    "value",
    "low",
    "high",
    "target",
    "light",
    "low_light",
    "high_light",
)


@dataclass(frozen=True)
class Missing:
    """Units of a metric that may be missing from its value.

    Attributes:
        what: the units and what they are put at, in Chinese.
        rows: SELECT over the frames, one row a unit: `period, region_code, line, low, high, denominator`,
            what the unit would add to the numerator at least and at most, and to the denominator.
    """

    what: str
    rows: str


_LATE_MEMBERS = """
    SELECT
        latest.period, latest.region_code, latest.line,
        -latest.members AS low, greatest(latest.eligible - latest.members, 0) AS high, 0 AS denominator
    FROM latest_memberships AS latest
    LEFT JOIN year_memberships AS report
        ON report.period = latest.period AND report.org_id = latest.org_id AND report.month = latest.period
    WHERE
        latest.back = 0 AND report.org_id IS NULL
        AND latest.members IS NOT NULL AND latest.eligible IS NOT NULL"""

_LATE = "统计月没有报会员月报、沿用以前月报的组织，会员最少按 0、最多按应覆盖人数"

#: Metrics with bounds, and what can be missing from each.
MISSING = MappingProxyType(
    {
        "effective_coverage": Missing(
            "判定为“未报”的应建单元（半年内本乡镇没有任何活动记录），最坏按没有活动、最好按有活动",
            """
    SELECT period, region_code, line, 0 AS low, 1 AS high, 0 AS denominator
    FROM judged_cells
    WHERE verdict = '未报'""",
        ),
        "shell_ratio": Missing(
            "所在乡镇半年内没有任何活动记录、因此算作空壳的组织，最坏按空壳、最好按有活动",
            """
    SELECT
        organization.period, organization.region_code, organization.line,
        -1 AS low, 0 AS high, 0 AS denominator
    FROM active_organizations AS organization
    INNER JOIN clock
        ON clock.period = organization.period AND organization.founded_on <= clock.last_12
    INNER JOIN valid_regions AS region
        ON region.period = organization.period AND region.region_code = organization.region_code
    LEFT JOIN working_organizations AS working
        ON working.period = organization.period AND working.org_id = organization.org_id
    LEFT JOIN heard_scopes AS heard
        ON heard.period = organization.period
        AND heard.region_code = coalesce(region.township_code, region.region_code)
    WHERE working.org_id IS NULL AND heard.region_code IS NULL""",
        ),
        "members": Missing(_LATE, _LATE_MEMBERS),
        "membership_rate": Missing(_LATE, _LATE_MEMBERS),
        "park_union_members": Missing(
            _LATE, f"{_LATE_MEMBERS} AND latest.line = 'union' AND latest.in_park AND latest.setting = '企业'"
        ),
        "women_exec_ok": Missing(
            "有妇联组织而没有填委员人数的乡镇，最坏按不达标、最好按达标",
            """
    SELECT township.period, township.region_code, 0 AS low, 1 AS high, 0 AS denominator
    FROM valid_regions AS township
    INNER JOIN covering_organizations AS covering
        ON covering.period = township.period
        AND covering.region_code = township.region_code
        AND covering.line = 'women'
        AND covering.committee_size IS NULL
    WHERE township.ordinary_township""",
        ),
        "task_progress": Missing(
            "后来完成、当时又没有月报的任务，进度最低按 0、最高按 100%",
            """
    SELECT period, region_code, line, 0 AS low, weight AS high, weight AS denominator
    FROM placed_tasks
    WHERE progress IS NULL""",
        ),
        "station_access": Missing(
            "填了人口而没有坐标的村（社区），最坏按够不着站点、最好按够得着",
            """
    SELECT period, region_code, 0 AS low, population AS high, population AS denominator
    FROM valid_regions
    WHERE level = 'village' AND population IS NOT NULL AND (lon IS NULL OR lat IS NULL)""",
        ),
        "basic_services": Missing(
            "没有填服务事项的站点和窗口，最坏按不齐全、最好按齐全",
            """
    SELECT period, region_code, 0 AS low, 1 AS high, 1 AS denominator
    FROM open_stations
    WHERE (service_station OR window_level IS NOT NULL) AND len(services) = 0""",
        ),
        "idle_stations": Missing(
            "开放满 6 个月、从来没有报过月报的阵地，最坏按闲置、最好按有人来",
            """
    SELECT station.period, station.region_code, 0 AS low, 1 AS high, 1 AS denominator
    FROM open_stations AS station
    INNER JOIN clock ON clock.period = station.period AND station.opened_on <= clock.last_6
    LEFT JOIN settled_stations AS settled
        ON settled.period = station.period AND settled.station_id = station.station_id
    WHERE settled.station_id IS NULL""",
        ),
        "online_closure": Missing(
            "填了网上受理而没有填网上办结的月报，最坏按都没有办结、最好按全部办结",
            """
    SELECT period, region_code, line, 0 AS low, requests AS high, requests AS denominator
    FROM year_channels
    WHERE requests IS NOT NULL AND closed_requests IS NULL""",
        ),
        "social_delivery": Missing(
            "没有填承接主体的项目，最坏按群团组织自己承接、最好按社会力量承接",
            """
    SELECT period, region_code, lead_line AS line, 0 AS low, 1 AS high, 1 AS denominator
    FROM placed_projects
    WHERE provider IS NULL""",
        ),
    }
)


def bounds(
    snapshot: Snapshot, metrics: Sequence[str], period: date, region: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """Bounds of metrics at one place.

    Args:
        snapshot: the published snapshot.
        metrics: ids of the catalogue; those without bounds are left out.
        period: the month.
        region: region code.
        lines: lines taken together; none means all.

    Returns:
        ``metric_id, units`` (how many are missing), ``what`` (which, and what they are put at), ``value``,
        ``low, high`` (the value with the missing units at their least and at their most), ``target, light,
        low_light, high_light``, one row a metric in the order of ``metrics``. The light of a value or an end
        that cannot be right is ``metrics.values.doubts.DOUBT``.
    """
    known = [name for name in metrics if name in MISSING]
    if not known:
        return pd.DataFrame(columns=list(COLUMNS))
    course = changes.at_places(snapshot, known, [period], [region], lines)
    rows = []
    for name in known:
        if (course["metric_id"] == name).any():
            missing = _missing(snapshot, name, period, region, lines)
            rows.append(_bounded(name, course[course["metric_id"] == name].iloc[0], *missing))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for end in ("low", "high"):
        frame[f"{end}_light"] = _lights(snapshot, frame, end)
        frame = doubts.told(frame, end, f"{end}_light")
    return frame


def _missing(
    snapshot: Snapshot, metric: str, period: date, region: str, lines: Sequence[str]
) -> tuple[int, float, float, float]:
    """Number of missing units of a metric, and the sums of what they would add."""
    rows, by_line = MISSING[metric].rows, BY_ID[metric].by_line
    sql = f"""
{with_clause(rows)}
SELECT
    count(*), coalesce(fsum(unit.low), 0), coalesce(fsum(unit.high), 0), coalesce(fsum(unit.denominator), 0)
FROM ({rows}) AS unit
INNER JOIN marts.dim_regions AS region ON region.code = unit.region_code
WHERE {in_scope("unit.line") if by_line else below()}"""
    asked = place_and_lines(period, region, lines) if by_line else place(period, region)
    ((units, low, high, denominator),) = snapshot.rows(sql, **asked)
    return int(units), float(low), float(high), float(denominator)


def _bounded(
    metric: str, now: pd.Series[float], units: int, low: float, high: float, denominator: float
) -> tuple[object, ...]:
    ends = (bound(metric, now, low, denominator), bound(metric, now, high, denominator))
    words = MISSING[metric].what
    return (metric, units, words, now["value"], *ends, now["target"], now["light"], None, None)


def bound(metric: str, now: pd.Series[float], added: float, denominator: float) -> float:
    """The value with something added to its numerator and its denominator; missing without any denominator.

    Args:
        metric: id of the catalogue.
        now: ``numerator`` and ``denominator`` of the value.
        added: what the missing units add to the numerator.
        denominator: what they add to the denominator.
    """
    top = (0.0 if now["numerator"] != now["numerator"] else float(now["numerator"])) + added
    if BY_ID[metric].kind != "ratio":
        return top
    bottom = (0.0 if now["denominator"] != now["denominator"] else float(now["denominator"])) + denominator
    return BY_ID[metric].factor * top / bottom if bottom > 0 else float("nan")


def _lights(snapshot: Snapshot, frame: pd.DataFrame, end: str) -> list[str | None]:
    """Lights that values would have, by the one definition of a light."""
    ends = [
        (None if value != value else value, None if target != target else target, BY_ID[name].direction)
        for value, target, name in zip(frame[end], frame["target"], frame["metric_id"], strict=True)
    ]
    sql = f"""
WITH stated AS (
    SELECT
        unnest(CAST($values AS DOUBLE[])) AS value,
        unnest(CAST($targets AS DOUBLE[])) AS target,
        unnest(CAST($directions AS VARCHAR[])) AS direction
),
attained AS (SELECT {ATTAINMENT} AS attainment FROM stated)
SELECT {LIGHT} FROM attained"""
    values, targets, directions = [list(column) for column in zip(*ends, strict=True)] if ends else ([],) * 3
    rows = snapshot.rows(sql, values=values, targets=targets, directions=directions)
    return [light for (light,) in rows]
