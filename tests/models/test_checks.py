"""The checks that stop a build find what they are there for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.models import ModelError
from tests.models.loading import load

COUNTY, TOWN, FIRST, SECOND = "990001000000", "990001001000", "990001001001", "990001001002"


def region(code: str, level: str, parent: str | None, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "level": level, "parent_code": parent, **more}


def village(code: str, **more: Any) -> dict[str, Any]:
    return region(code, "village", TOWN, **more)


SOUND = [region(COUNTY, "county", None), region(TOWN, "township", COUNTY)]
MERGED = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("check", "villages"),
    [
        ("region_paths", [region(FIRST, "village", COUNTY)]),
        ("region_paths", [region(FIRST, "village", "990009001000")]),
        ("region_paths", [village(FIRST), region(SECOND, "village", FIRST)]),
        (
            "merged_without_home",
            [
                village(FIRST, valid_to=MERGED, successor_code=SECOND),
                village(SECOND, valid_to=MERGED, successor_code=FIRST),
            ],
        ),
        ("merged_without_home", [village(FIRST, valid_to=MERGED, successor_code="990009001001")]),
    ],
)
def test_check_stops_the_build(tmp_path: Path, check: str, villages: list[dict[str, Any]]) -> None:
    with pytest.raises(ModelError, match=check):
        load(tmp_path, {"regions": SOUND + villages})


def test_a_region_handed_in_twice_breaks_the_grain(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="dim_regions"):
        load(tmp_path, {"regions": [*SOUND, village(FIRST), village(FIRST)]})


def test_a_sound_county_passes(tmp_path: Path) -> None:
    chain = [
        village(FIRST, valid_to=MERGED, successor_code=SECOND),
        village(SECOND, valid_to=date(2018, 3, 1), successor_code="990001001003"),
        village("990001001003"),
    ]
    mergers = load(tmp_path, {"regions": SOUND + chain}).rows(
        "SELECT region_code, since, until, home_code FROM marts.region_mergers ORDER BY ALL"
    )
    assert mergers == [
        (FIRST, MERGED, date(2018, 3, 1), SECOND),
        (FIRST, date(2018, 3, 1), date(9999, 12, 31), "990001001003"),
        (SECOND, date(2018, 3, 1), date(9999, 12, 31), "990001001003"),
    ]
