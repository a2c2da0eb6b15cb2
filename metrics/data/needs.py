"""What each page rests on: its tables, and whether a county has handed in what it cannot do without.

A table that was never handed in is no zero: no page judges by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.warehouse import Snapshot


@dataclass(frozen=True)
class Need:
    """What one page rests on.

    Attributes:
        tables: ids of its tables, in the order in which they are best handed in.
        any_of: ids of tables of which one at least must hold a row; else the page has nothing to tell.
    """

    tables: tuple[str, ...]
    any_of: tuple[str, ...]


_WORK = ("organizations", "memberships", "activities", "stations", "projects", "reform_tasks")

#: By the path of the page; a page that is not here tells of the warehouse itself.
NEEDS: Mapping[str, Need] = {
    "": Need(_WORK, (*_WORK, "cadres", "outputs", "channels", "issues")),
    "coverage": Need(("organizations", "activities", "stations"), ("organizations",)),
    "gaps": Need(("organizations", "activities", "stations", "publics", "workplaces"), ("organizations",)),
    "metrics": Need((*_WORK, "cadres", "targets"), (*_WORK, "cadres", "outputs", "channels", "issues")),
    "network": Need(("organizations", "cadres", "structures"), ("organizations",)),
    "services": Need(
        ("stations", "station_months", "activities", "outputs", "channels"),
        ("stations", "activities", "outputs", "channels"),
    ),
    "projects": Need(("projects", "milestones", "fundings", "progress"), ("projects",)),
    "tasks": Need(("reform_tasks", "progress", "surveys"), ("reform_tasks",)),
    "meeting": Need(("meetings", "issues", "issue_steps", "decisions"), ("meetings", "issues")),
}

_TABLES = """
SELECT table_name, any_value(table_title), any_value(table_note)
FROM meta.dictionary
GROUP BY table_name
"""


@dataclass(frozen=True)
class Asked:
    """A table that a page rests on.

    Attributes:
        title: what it is called.
        note: what is handed in with it.
        rows: how many rows it holds.
    """

    title: str
    note: str
    rows: int


def is_met(snapshot: Snapshot, page: str) -> bool:
    """Whether a page has something to tell.

    Args:
        snapshot: the published snapshot.
        page: its path, '' for the first one.
    """
    need = NEEDS.get(page)
    return need is None or any(_count(snapshot, table) for table in need.any_of)


def asked(snapshot: Snapshot, page: str) -> list[Asked]:
    """The tables that a page rests on, in the order in which they are best handed in.

    Args:
        snapshot: the published snapshot, which knows the contract.
        page: its path, '' for the first one.
    """
    told = {name: (title, note) for name, title, note in snapshot.rows(_TABLES)}
    return [Asked(*told[table], _count(snapshot, table)) for table in NEEDS[page].tables if table in told]


def _count(snapshot: Snapshot, table: str) -> int:
    ((count,),) = snapshot.rows(f"SELECT count(*) FROM raw.{table}")
    return int(count)
