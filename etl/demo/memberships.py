"""Monthly membership counts: growth, school years, months that nobody reported."""

from collections.abc import Sequence
from datetime import date

from etl.demo.chance import Random, happens
from etl.demo.clock import COUNT, LAST_MONTH, MONTHS, month_end, month_of
from etl.demo.organisations import Organisation, is_park_union
from etl.demo.places import County
from etl.demo.rows import REPORTED, Row

MISSED_SHARE = 0.012
#: Organisations that have not yet reported the last month when the batch is handed in.
LATE_SHARE = 0.03

#: League members at school by month, against June: leavers go in July, pupils join in winter and in May.
SCHOOL_YEAR = {7: -0.14, 8: -0.14, 9: -0.08, 10: -0.06, 11: -0.05, 12: -0.01, 1: -0.01, 2: -0.01}


def membership_rows(county: County, orgs: Sequence[Organisation]) -> list[Row]:
    """Rows of `memberships`: one for each organisation and month in which it reported."""
    rng = county.stream("memberships")
    rows: list[Row] = []
    for org in orgs:
        rows += _of_organisation(rng, org, exact=county.is_real and is_park_union(org))
    return rows


def _of_organisation(rng: Random, org: Organisation, *, exact: bool) -> list[Row]:
    months = [
        month for month in MONTHS if org.founded_on <= month_end(month) and month <= month_of(org.last_day)
    ]
    members = _path(rng, org, months)
    late = happens(rng, LATE_SHARE)
    rows = []
    for number, month in enumerate(months):
        row = _row(rng, org, month, members[number], members[number - 1] if number else None)
        counted = exact and month == LAST_MONTH
        if counted:
            row |= REPORTED
        if counted or not _unreported(rng, org, month, late=late):
            rows.append(row)
    return rows


def _path(rng: Random, org: Organisation, months: Sequence[date]) -> list[int]:
    """Members month by month, ending on the organisation's size."""
    path = []
    level = 0.0
    for number, _ in enumerate(months):
        left = len(months) - 1 - number
        level = 0.7 * level + float(rng.normal(0, 0.004))
        share = (1 - org.growth * left / COUNT) * (1 + (level if left else 0.0))
        path.append(max(0, round(org.size * (share + _school(org, months[number])))))
    return path


def _school(org: Organisation, month: date) -> float:
    at_school = org.line == "youth" and org.row["setting"] == "学校"
    return SCHOOL_YEAR.get(month.month, 0.0) if at_school else 0.0


def _row(rng: Random, org: Organisation, month: date, members: int, before: int | None) -> Row:
    grown = _grown(org, month, members, before)
    row: Row = {
        "org_id": org.org_id,
        "period": month,
        "members": members,
        "joined": grown + int(rng.poisson(0.003 * members)),
    }
    if org.rate:
        row["eligible"] = max(members, round(org.size / org.rate))
    return row


def _grown(org: Organisation, month: date, members: int, before: int | None) -> int:
    """New members since the month before; all of them in the month of its founding."""
    if before is not None:
        return max(0, members - before)
    return members if month_of(org.founded_on) == month else 0


def _unreported(rng: Random, org: Organisation, month: date, *, late: bool) -> bool:
    if org.place is not None and month in org.place.unreported:
        return True
    return (late and month == LAST_MONTH) or happens(rng, MISSED_SHARE)
