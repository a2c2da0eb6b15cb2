"""Which target applies, and which light follows, at their edges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics.values.values import value_rows
from tests.models.loading import load

COUNTY, TOWN, OTHER = "990001000000", "990001001000", "990001002000"
REGIONS = [
    {"code": COUNTY, "name": "金县", "level": "county"},
    {"code": TOWN, "name": "甲镇", "level": "township", "parent_code": COUNTY, "kind": "镇"},
    {"code": OTHER, "name": "乙乡", "level": "township", "parent_code": COUNTY, "kind": "乡"},
]


def target(
    value: float, line: str | None = None, region: str | None = None, year: int = 2018
) -> dict[str, Any]:
    return {"metric_id": "activities", "line": line, "region_code": region, "year": year, "target": value}


def activities(count: int) -> list[dict[str, Any]]:
    return [
        {
            "activity_id": f"a{number}",
            "name": "a",
            "lead_line": "union",
            "region_code": TOWN,
            "held_on": date(2018, 6, 1),
            "participants": 1,
        }
        for number in range(count)
    ]


ALL = (target(1), target(2, "union"), target(3, None, TOWN), target(4, "union", TOWN), target(9, year=2017))


@pytest.mark.parametrize(
    ("line", "region", "targets", "applies"),
    [
        ("union", TOWN, ALL, 4),
        ("women", TOWN, ALL, 3),
        ("", TOWN, ALL, 3),
        ("union", OTHER, ALL, 2),
        ("women", OTHER, ALL, 1),
        ("", OTHER, ALL, 1),
        ("", COUNTY, ALL, 1),
        ("union", TOWN, ALL[:3], 3),
        ("union", TOWN, ALL[:2], 2),
        ("", TOWN, ALL[1:2], None),
        ("union", OTHER, ALL[2:4], None),
        ("union", TOWN, ALL[4:], None),
    ],
)
def test_the_most_specific_target_of_the_year_wins(
    tmp_path: Path, line: str, region: str, targets: Sequence[dict[str, Any]], applies: float | None
) -> None:
    snapshot = load(tmp_path, {"regions": REGIONS, "targets": list(targets)})
    ((*_, found, _, _),) = value_rows(snapshot, [date(2018, 6, 1)], ["activities"], [line], [region])
    assert found == applies


@pytest.mark.parametrize(
    ("count", "goal", "attainment", "light"),
    [
        (19, 20, 0.95, "green"),
        (57, 60, 0.95, "green"),
        (21, 20, 1, "green"),
        (18, 20, 0.9, "amber"),
        (16, 20, 0.8, "amber"),
        (15, 20, 0.75, "red"),
        (0, 20, 0, "red"),
    ],
)
def test_light_where_higher_is_better(
    tmp_path: Path, count: int, goal: float, attainment: float, light: str
) -> None:
    snapshot = load(
        tmp_path, {"regions": REGIONS, "activities": activities(count), "targets": [target(goal)]}
    )
    ((*_, found, shown),) = value_rows(snapshot, [date(2018, 6, 1)], ["activities"], [""], [TOWN])
    assert (found, shown) == (pytest.approx(attainment), light)


@pytest.mark.parametrize(
    ("overdue", "goal", "attainment", "light"),
    [
        (0, 0, 1, "green"),
        (2, 2, 1, "green"),
        (1, 2, 1, "green"),
        (20, 19, 0.95, "green"),
        (5, 4, 0.8, "amber"),
        (4, 3, 0.75, "red"),
        (1, 0, 0, "red"),
    ],
)
def test_light_where_lower_is_better(
    tmp_path: Path, overdue: int, goal: float, attainment: float, light: str
) -> None:
    issues = [
        {
            "issue_id": f"i{number}",
            "title": "问题",
            "raised_on": date(2018, 1, 1),
            "region_code": TOWN,
            "line": "union",
            "due_on": date(2018, 2, 1),
            "status": "交办",
        }
        for number in range(overdue)
    ]
    goals = [target(goal) | {"metric_id": "issue_overdue"}]
    snapshot = load(tmp_path, {"regions": REGIONS, "issues": issues, "targets": goals})
    ((*_, found, shown),) = value_rows(snapshot, [date(2018, 6, 1)], ["issue_overdue"], [""], [TOWN])
    assert (found, shown) == (pytest.approx(attainment), light)


def test_no_value_has_no_light(tmp_path: Path) -> None:
    goals = [target(0.5) | {"metric_id": "joint_ratio"}]
    snapshot = load(tmp_path, {"regions": REGIONS, "targets": goals})
    ((*_, value, found, attainment, light),) = value_rows(
        snapshot, [date(2018, 6, 1)], ["joint_ratio"], [""], [TOWN]
    )
    assert (value, found, attainment, light) == (None, 0.5, None, None)


@pytest.mark.parametrize(
    ("count", "goal", "attainment", "light"),
    [(60, 75, 0.8, "amber"), (72, 90, 0.8, "amber"), (56, 70, 0.8, "amber"), (57, 60, 0.95, "green")],
)
def test_a_limit_is_printed_as_itself_and_its_light_follows_from_what_is_printed(
    tmp_path: Path, count: int, goal: float, attainment: float, light: str
) -> None:
    """Shares of 100: the division of two binary fractions may end a digit below the limit."""
    joint = [
        row | {"partner_lines": ["women"]} if at < count else row for at, row in enumerate(activities(100))
    ]
    goals = [target(goal / 100) | {"metric_id": "joint_ratio"}]
    snapshot = load(tmp_path, {"regions": REGIONS, "activities": joint, "targets": goals})
    ((*_, found, shown),) = value_rows(snapshot, [date(2018, 6, 1)], ["joint_ratio"], [""], [TOWN])
    assert (found, shown) == (attainment, light), "exactly, not approximately"
