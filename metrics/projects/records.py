"""Projects and milestones as plain rows, for what keeps a month as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from metrics.projects.projects import MILESTONES, PROJECTS, asked
from metrics.warehouse import Snapshot

PROJECT_COLUMNS = (
    *("project_id", "name", "lead_line", "region_code", "region_name", "owner_post", "achieved"),
    *("planned_end", "expected_end", "slip_days", "light", "reason"),
)
MILESTONE_COLUMNS = ("project_id", "project_name", "seq", "name", "planned_on", "forecast_on", "done_on")

Rows = list[tuple[Any, ...]]


def project_rows(snapshot: Snapshot, period: date, region: str) -> Rows:
    """The projects of a region at a month's end, as rows of `PROJECT_COLUMNS`."""
    return _rows(snapshot, PROJECTS, PROJECT_COLUMNS, period, region)


def milestone_rows(snapshot: Snapshot, period: date, region: str) -> Rows:
    """Their milestones, as rows of `MILESTONE_COLUMNS`."""
    return _rows(snapshot, MILESTONES, MILESTONE_COLUMNS, period, region)


def _rows(snapshot: Snapshot, sql: str, columns: Sequence[str], period: date, region: str) -> Rows:
    dated = [f"CAST({name} AS DATE)" if name.endswith(("_on", "_end")) else name for name in columns]
    order = "project_id, seq" if "seq" in columns else "project_id"
    wanted = f"SELECT {', '.join(dated)} FROM ({sql}) ORDER BY {order}"
    return snapshot.rows(wanted, **asked(period, region, ()))
