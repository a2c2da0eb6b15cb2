"""Edges of time and place: month ends, leap days, mergers, regions of later, nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics.catalogue import LINES, METRICS
from metrics.values.values import value_rows
from tests.models.loading import load

Row = dict[str, Any]
Ask = Callable[..., Any]

COUNTY, TOWN, OTHER = "990001000000", "990001001000", "990001002000"
FIRST, SECOND, THIRD = "990001001001", "990001001002", "990001001003"


def region(code: str, level: str, parent: str | None, **more: Any) -> Row:
    return {"code": code, "name": code, "level": level, "parent_code": parent, **more}


def places(*villages: Row) -> list[Row]:
    towns = [region(code, "township", COUNTY, kind="镇") for code in (TOWN, OTHER)]
    return [region(COUNTY, "county", None), *towns, *villages]


def organization(org_id: str, region_code: str, **more: Any) -> Row:
    plain = {"line": "union", "setting": "村社区", "founded_on": date(2010, 1, 1)}
    return {"org_id": org_id, "name": org_id, "region_code": region_code, **plain, **more}


def activity(name: str, region_code: str, held_on: date, **more: Any) -> Row:
    plain = {"lead_line": "union", "participants": 1}
    return {
        "activity_id": name,
        "name": name,
        "region_code": region_code,
        "held_on": held_on,
        **plain,
        **more,
    }


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[dict[str, Sequence[Row]]], Ask]:
    """Load tables and ask for the value of a metric in a month and region."""

    def loaded(tables: dict[str, Sequence[Row]]) -> Ask:
        snapshot = load(tmp_path, tables)

        def value(metric: str, month: date, code: str, line: str = "") -> Any:
            rows = value_rows(snapshot, [month], [metric], [line], [code])
            return rows[0][6] if rows else "no row"

        return value

    return loaded


def test_an_organisation_counts_from_its_founding_day_to_the_day_before_it_is_dissolved(ask) -> None:
    value = ask(
        {
            "regions": places(),
            "organizations": [
                organization("founded", TOWN, founded_on=date(2016, 2, 29)),
                organization("dissolved", TOWN, dissolved_on=date(2016, 2, 29)),
                organization("next-day", TOWN, dissolved_on=date(2016, 3, 1)),
            ],
        }
    )
    assert value("organizations", date(2016, 1, 1), TOWN) == 2
    assert value("organizations", date(2016, 2, 1), TOWN) == 2
    assert value("organizations", date(2016, 3, 1), TOWN) == 1


@pytest.mark.parametrize(
    ("month", "first", "before"),
    [
        (date(2016, 8, 1), date(2016, 3, 1), date(2016, 2, 29)),
        (date(2017, 8, 1), date(2017, 3, 1), date(2017, 2, 28)),
        (date(2016, 2, 1), date(2015, 9, 1), date(2015, 8, 31)),
        (date(2016, 12, 1), date(2016, 7, 1), date(2016, 6, 30)),
    ],
)
def test_six_months_begin_after_the_last_day_of_the_month_six_back(ask, month, first, before) -> None:
    village = region(FIRST, "village", TOWN)
    for held_on, effective in ((first, 1), (before, 0)):
        tables = {
            "regions": places(village),
            "organizations": [organization("o", FIRST)],
            "activities": [activity("a", FIRST, held_on)],
        }
        assert ask(tables)("effective_coverage", month, FIRST, "union") == effective


def test_a_year_ago_from_a_leap_day_is_the_end_of_february(ask) -> None:
    value = ask(
        {
            "regions": places(),
            "activities": [
                activity("outside", TOWN, date(2015, 2, 28)),
                activity("first", TOWN, date(2015, 3, 1)),
                activity("last", TOWN, date(2016, 2, 29)),
            ],
        }
    )
    assert value("activities", date(2016, 2, 1), TOWN) == 2
    assert value("activities", date(2017, 2, 1), TOWN) == 0


def test_rows_follow_a_chain_of_mergers_from_each_day_on(ask) -> None:
    value = ask(
        {
            "regions": places(
                region(FIRST, "village", TOWN, valid_to=date(2016, 3, 31), successor_code=SECOND),
                region(SECOND, "village", TOWN, valid_to=date(2016, 5, 31), successor_code=THIRD),
                region(THIRD, "village", OTHER),
            ),
            "organizations": [organization("o", FIRST)],
        }
    )
    places_of = {
        month: [
            value("organizations", date(2016, month, 1), code) for code in (FIRST, SECOND, THIRD, TOWN, OTHER)
        ]
        for month in (2, 3, 4, 5)
    }
    assert places_of == {
        2: [1, 0, 0, 1, 0],
        3: ["no row", 1, 0, 1, 0],
        4: ["no row", 1, 0, 1, 0],
        5: ["no row", "no row", 1, 0, 1],
    }


def test_a_successor_that_was_merged_earlier_is_skipped(ask) -> None:
    value = ask(
        {
            "regions": places(
                region(FIRST, "village", TOWN, valid_to=date(2016, 6, 1), successor_code=SECOND),
                region(SECOND, "village", TOWN, valid_to=date(2016, 3, 1), successor_code=THIRD),
                region(THIRD, "village", OTHER),
            ),
            "organizations": [organization("o", FIRST)],
        }
    )
    assert value("organizations", date(2016, 5, 1), FIRST) == 1
    assert value("organizations", date(2016, 6, 1), THIRD) == 1
    assert value("organizations", date(2016, 6, 1), TOWN) == 0


def test_a_successor_that_begins_later_leaves_the_rows_to_the_regions_above_it(ask) -> None:
    value = ask(
        {
            "regions": places(
                region(FIRST, "village", TOWN, valid_to=date(2016, 3, 1), successor_code=SECOND),
                region(SECOND, "village", OTHER, valid_from=date(2016, 5, 1)),
            ),
            "organizations": [organization("o", FIRST)],
        }
    )
    assert value("organizations", date(2016, 4, 1), SECOND) == "no row"
    assert [value("organizations", date(2016, 4, 1), code) for code in (TOWN, OTHER, COUNTY)] == [0, 1, 1]
    assert value("organizations", date(2016, 5, 1), SECOND) == 1


def test_the_members_of_a_year_ago_stay_where_they_were(ask) -> None:
    value = ask(
        {
            "regions": places(
                region(FIRST, "village", TOWN, valid_to=date(2016, 3, 1), successor_code=SECOND),
                region(SECOND, "village", TOWN),
                region(THIRD, "village", TOWN, valid_from=date(2015, 7, 1)),
            ),
            "organizations": [organization("a", FIRST), organization("b", SECOND), organization("c", THIRD)],
            "memberships": [
                {"org_id": org, "period": date(year, 6, 1), "members": members}
                for org, year, members in (
                    ("a", 2015, 10),
                    ("a", 2016, 10),
                    ("b", 2015, 20),
                    ("b", 2016, 30),
                    ("c", 2015, 5),
                    ("c", 2016, 6),
                )
            ],
        }
    )
    month = date(2016, 6, 1)
    assert value("members", month, SECOND) == 40
    assert value("members_yoy", month, SECOND) == pytest.approx(40 / 20 - 1)
    assert value("members_yoy", month, TOWN) == pytest.approx(46 / 35 - 1)
    assert value("members_yoy", month, THIRD) is None, (
        "a region that was not valid then has nothing to compare"
    )


def test_a_row_of_the_county_counts_in_no_township(ask) -> None:
    value = ask({"regions": places(), "organizations": [organization("o", COUNTY)]})
    assert [value("organizations", date(2016, 6, 1), code) for code in (COUNTY, TOWN, OTHER)] == [1, 0, 0]


@pytest.mark.parametrize(("degrees", "share"), [(0.0449, 1), (0.0450, 0)])
def test_five_kilometres_are_a_great_circle(ask, degrees: float, share: float) -> None:
    for north, east in ((degrees, 0.0), (0.0, degrees / 0.8886)):  # cos(27.3°) = 0.8886
        tables = {
            "regions": places(region(FIRST, "village", TOWN, lon=114.6, lat=27.3, population=10)),
            "stations": [
                {
                    "station_id": "s",
                    "name": "s",
                    "kind": "群团服务站",
                    "region_code": OTHER,
                    "lon": 114.6 + east,
                    "lat": 27.3 + north,
                    "opened_on": date(2015, 1, 1),
                }
            ],
        }
        assert ask(tables)("station_access", date(2016, 6, 1), TOWN) == share


def test_a_place_without_any_data_has_its_rows(ask) -> None:
    value = ask({"regions": places(region(FIRST, "village", TOWN))})
    found = {metric.id: value(metric.id, date(2016, 6, 1), FIRST) for metric in METRICS}
    expected_empty = {
        "org_coverage",
        "village_coverage",
        "effective_coverage",
        "full_villages",
        "window_coverage",
    }
    nothing = {metric.id for metric in METRICS if metric.kind in ("count", "sum")} - {"followers"}
    assert {name for name, amount in found.items() if amount == 0} == expected_empty | nothing
    assert all(found[name] is None for name in found.keys() - expected_empty - nothing)


def test_a_month_before_all_regions_has_no_rows(ask) -> None:
    late = [row | {"valid_from": date(2016, 1, 1)} for row in places()]
    assert ask({"regions": late})("organizations", date(2015, 12, 1), COUNTY) == "no row"


def test_the_same_month_of_many_merged_villages_is_one_span_of_their_home(ask) -> None:
    merged = [f"990001002{number:03}" for number in range(1, 61)]
    value = ask(
        {
            "regions": places(
                region(SECOND, "village", TOWN),
                *(
                    region(code, "village", OTHER, valid_to=date(2016, 2, 9), successor_code=SECOND)
                    for code in merged
                ),
            ),
            "organizations": [organization("o", SECOND)],
            "activities": [
                activity(f"{code}-{month}", code, date(2016, month, 5), partner_lines=list(LINES)[1:])
                for code in merged
                for month in (1, 2, 9, 10)
            ],
        }
    )
    assert value("effective_coverage", date(2016, 3, 1), SECOND) == 1 / 4
