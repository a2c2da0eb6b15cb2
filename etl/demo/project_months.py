"""What happens in a project month by month: progress reports and money."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from etl.demo.chance import Random, happens, pick
from etl.demo.clock import LAST_DAY, MONTHS, day_between, month_end, months_between
from etl.demo.places import County
from etl.demo.project_words import FUND_SOURCES, LATE_NOTES, SUSPENDED_NOTE
from etl.demo.projects import Project
from etl.demo.rows import Row

SUSPENDED_FROM = date(2018, 3, 1)
TRANCHES = (0.5, 0.3, 0.2)
OVERSPENT = 1.08


def progress_rows(county: County, projects: Sequence[Project]) -> list[Row]:
    """Rows of `progress`: every month from a project's start to its end."""
    rng = county.stream("progress")
    return [row for project in projects for row in _progress(rng, project)]


def funding_rows(county: County, projects: Sequence[Project]) -> list[Row]:
    """Rows of `fundings` in order of their day: money in by tranches, money out by months."""
    rng = county.stream("fundings")
    rows = [row for project in projects for row in (*_money_in(rng, project), *_money_out(rng, project))]
    rows.sort(key=lambda row: (row["booked_on"], row["project_id"], row["flow"]))
    return [{"funding_id": f"fund-{county.prefix}{n:04d}"} | row for n, row in enumerate(rows, start=1)]


def _progress(rng: Random, project: Project) -> list[Row]:
    if project.started_on is None:
        return []
    months = months_between(project.started_on, project.last_day)
    achieved = project.row["achieved"]
    rows = []
    for number, month in enumerate(months, start=1):
        suspended = project.fate == "suspended" and month >= SUSPENDED_FROM
        row: Row = {
            "item_id": project.row["project_id"],
            "period": month,
            "achieved": achieved if number == len(months) else round(achieved * _curve(number / len(months))),
            "suspended": suspended,
            "note": _note(rng, project, month, suspended=suspended),
        }
        rows.append(row)
    return rows


def _note(rng: Random, project: Project, month: date, *, suspended: bool) -> str | None:
    if suspended:
        return SUSPENDED_NOTE
    late = project.fate in ("past_end", "milestone_overdue", "slipping") and month >= MONTHS[-3]
    return pick(rng, LATE_NOTES) if late and happens(rng, 0.7) else None


def _curve(share: float) -> float:
    """The S of a project: slow, fast, slow; 0 → 0, 1 → 1."""
    return (1 - math.cos(math.pi * share)) / 2


def _money_in(rng: Random, project: Project) -> list[Row]:
    """Half at the start, the rest on the way, as far as it has come; each tranche has its own source."""
    if project.started_on is None:
        return []
    days = project.planned_days
    rows = []
    for share, at in zip(TRANCHES, (0.02, 0.4, 0.75), strict=True):
        booked_on = project.started_on + timedelta(days=round(days * at) + int(rng.integers(0, 20)))
        if booked_on <= project.last_day:
            rows += _tranche(rng, project, round(project.row["budget_yuan"] * share), booked_on)
    return rows


def _tranche(rng: Random, project: Project, amount: int, booked_on: date) -> list[Row]:
    names, weights = zip(*FUND_SOURCES, strict=True)
    count = 2 if happens(rng, 0.5) else 1
    total = sum(weights)
    sources = rng.choice(names, count, replace=False, p=[weight / total for weight in weights])
    parts = [amount] if count == 1 else [round(amount * 0.6, -2), amount - round(amount * 0.6, -2)]
    return [
        {
            "project_id": project.row["project_id"],
            "booked_on": booked_on,
            "flow": "到位",
            "source": str(source),
            "amount_yuan": part,
        }
        for source, part in zip(sources, parts, strict=True)
    ]


def _money_out(rng: Random, project: Project) -> list[Row]:
    if project.started_on is None:
        return []
    months = months_between(project.started_on, min(project.last_day, _pause(project)))
    total = project.row["budget_yuan"] * _spent(rng, project)
    shares = [_curve(n / len(months)) - _curve((n - 1) / len(months)) for n in range(1, len(months) + 1)]
    return [
        {
            "project_id": project.row["project_id"],
            "booked_on": day_between(
                rng, max(month, project.started_on), min(month_end(month), project.last_day)
            ),
            "flow": "支出",
            "amount_yuan": round(total * share, -2),
        }
        for month, share in zip(months, shares, strict=True)
    ]


def _pause(project: Project) -> date:
    return SUSPENDED_FROM - timedelta(days=1) if project.fate == "suspended" else LAST_DAY


def _spent(rng: Random, project: Project) -> float:
    """Spending / budget by the end of the demonstration."""
    if project.fate == "overspent":
        return OVERSPENT
    if project.fate == "done":
        return float(rng.uniform(0.9, 0.995))
    start: date = project.row["planned_start"]
    passed = min((LAST_DAY - start).days / max(project.planned_days, 1), 1.0)
    return passed * float(rng.uniform(0.7, 0.95))
