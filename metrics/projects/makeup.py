"""What projects are made of: themes by light, and who carries them out (项目化 and 社会化)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.projects.projects import IN_SCOPE, LIGHTS, asked
from metrics.warehouse import Snapshot

#: Who carries projects out, in the order in which they are listed; and what is listed where nobody is stated.
PROVIDERS = ("群团组织", "社会组织", "企业", "学校")
UNSTATED = "未填"

_COUNTS = ", ".join(f"count(*) FILTER (project.light = '{light}') AS {light}" for light in LIGHTS)
_FROM = f"""
FROM project_lights AS project
INNER JOIN marts.dim_regions AS region ON region.code = project.region_code
WHERE {IN_SCOPE}"""

THEMES = f"""
{with_clause("project_lights")}
SELECT
    project.theme, {_COUNTS}, count(*) AS total,
    count(*) FILTER (project.light IN ('red', 'amber')) AS troubled,
    fsum(project.budget_yuan) AS budget_yuan, fsum(project.spent_yuan) AS spent_yuan
{_FROM}
GROUP BY project.theme
ORDER BY total DESC, project.theme
"""

DELIVERY = f"""
{with_clause("project_lights")}
SELECT
    coalesce(project.provider, '{UNSTATED}') AS provider,
    count(*) AS total,
    count(*) FILTER (project.purchased) AS purchased,
    count(*) FILTER (project.handed_over) AS handed_over,
    fsum(project.budget_yuan) AS budget_yuan
{_FROM}
GROUP BY provider
ORDER BY list_position({[*PROVIDERS, UNSTATED]}, provider)
"""


def themes(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the projects of a region by theme and light, the theme with most projects first.

    Returns:
        ``theme, red, amber, green, grey, done, total, troubled`` (red or amber), ``budget_yuan, spent_yuan``.
    """
    return snapshot.query(THEMES, **asked(period, region, lines))


def delivery(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the projects of a region by who carries them out.

    Returns:
        ``provider`` (群团组织 first; 未填 where none is stated), ``total, purchased`` (政府购买服务),
        ``handed_over`` (承接转移职能), ``budget_yuan``.
    """
    return snapshot.query(DELIVERY, **asked(period, region, lines))
