"""What must hold for any county: parts add up, shares stay shares, and nothing leaks between scopes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from metrics.catalogue import LINES, METRICS
from metrics.values.values import value_rows
from tests.models.loading import load
from tests.models.random_county import County

Values = dict[tuple[str, str, str], tuple[float | None, float | None, float | None]]

SEEDS = (101, 102, 103, 104)
MONTH = date(2016, 9, 1)
ADDITIVE = [metric.id for metric in METRICS if metric.kind in ("count", "sum") and metric.by_line]
SHARES = [
    metric.id for metric in METRICS if metric.percent and not metric.may_exceed_one and not metric.doubts
]


def values_of(folder: Path, county: County, month: date = MONTH) -> Values:
    rows = value_rows(load(folder, county.tables), [month])
    return {(row[0], row[1], row[2]): row[4:7] for row in rows}


@pytest.fixture(scope="module", params=SEEDS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Values:
    return values_of(tmp_path_factory.mktemp("invariants"), County(request.param))


def test_lines_add_up_to_all_lines_together(found: Values) -> None:
    regions = {region for _, _, region in found}
    for metric in ADDITIVE:
        for region in regions:
            parts = [found[metric, line, region][0] or 0 for line in LINES]
            assert (found[metric, "", region][0] or 0) == pytest.approx(sum(parts)), (metric, region)


def test_shares_lie_between_nothing_and_all(found: Values) -> None:
    for (metric, line, region), (_, _, value) in found.items():
        assert metric not in SHARES or value is None or 0 <= value <= 1, (metric, line, region)


def test_effective_coverage_never_exceeds_coverage(found: Values) -> None:
    for (metric, line, region), (numerator, denominator, _) in found.items():
        if metric == "effective_coverage":
            covered, cells, _ = found["org_coverage", line, region]
            assert numerator <= covered <= cells == denominator


def test_levels_of_coverage_are_parts_of_the_whole(found: Values) -> None:
    for (metric, line, region), (covered, cells, _) in found.items():
        if metric == "org_coverage":
            parts = [found[part, line, region] for part in ("township_coverage", "village_coverage")]
            assert sum(part[0] for part in parts) <= covered
            assert sum(part[1] for part in parts) <= cells


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_outside_the_scope_never_changes_a_value(tmp_path: Path, seed: int) -> None:
    county = County(seed)
    before = values_of(tmp_path, county)
    regions = {row["code"]: row for row in county.tables["regions"]}
    always = [
        code
        for code, row in regions.items()
        if row["level"] == "township" and not row.get("valid_to") and not row.get("valid_from")
    ]
    added = always[0]
    county.tables["activities"].append(
        {
            "activity_id": "added",
            "name": "added",
            "lead_line": "union",
            "partner_lines": ["women"],
            "region_code": added,
            "held_on": date(2016, 8, 1),
            "participants": 7,
            "satisfaction": 50.0,
        }
    )
    county.tables["organizations"].append(
        {
            "org_id": "added",
            "name": "added",
            "line": "union",
            "region_code": added,
            "setting": "机关",
            "founded_on": date(2010, 1, 1),
            "in_park": False,
        }
    )
    after = values_of(tmp_path, county)
    changed = {key for key in before if before[key] != after[key]}
    assert {region for _, _, region in changed} <= {added, regions[added]["parent_code"], "360800000000"}
    assert ("activities", "union", added) in changed
    assert {line for _, line, _ in changed} <= {"", "union", "women"}
