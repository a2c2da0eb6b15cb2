"""What the map counts is what the catalogue counts, place by place and month by month."""

from datetime import date

import pandas as pd
import pytest

from metrics import places
from metrics.coverage import by_place
from metrics.coverage import cells as coverage_cells
from metrics.values.values import values
from metrics.warehouse import Snapshot

JUNE = date(2018, 6, 1)
COUNTY, TOWNSHIP, SILENT = "360829000000", "360829102000", "360829104000"


@pytest.mark.parametrize("level", ["county", "township", "village"])
@pytest.mark.parametrize("lines", [(), ("women",), ("overseas",)])
def test_places_have_the_values_of_the_catalogue(snapshot: Snapshot, level: str, lines: tuple) -> None:
    shown = by_place.places_below(snapshot, JUNE, COUNTY, level, lines).set_index("region_code")
    for metric, column in (("effective_coverage", "effective"), ("org_coverage", "covered")):
        told = values(snapshot, [JUNE], [metric], lines=lines or [""], levels=[level])
        told = told.set_index("region_code").reindex(shown.index)
        assert list(shown[column]) == list(told["numerator"])
        assert list(shown["expected"]) == list(told["denominator"])
        pd.testing.assert_series_equal(shown[f"{column}_pct"], told["value"], check_names=False)


def test_several_lines_are_one_sum_over_one_sum(snapshot: Snapshot) -> None:
    both = by_place.places_below(snapshot, JUNE, COUNTY, "township", ("women", "union"))
    parts = [
        by_place.places_below(snapshot, JUNE, COUNTY, "township", (line,)) for line in ("women", "union")
    ]
    assert list(both["effective"]) == list(parts[0]["effective"] + parts[1]["effective"])
    assert list(both["expected"]) == list(parts[0]["expected"] + parts[1]["expected"])


def test_verdicts_are_those_of_the_cells_in_the_order_of_the_lines(snapshot: Snapshot) -> None:
    shown = by_place.places_below(snapshot, JUNE, TOWNSHIP, "village")
    cells = coverage_cells.cells(snapshot, JUNE, TOWNSHIP).query("level == 'village'")
    told = cells.groupby("region_code", sort=True)["verdict"].agg("/".join)
    assert list(shown["verdicts"]) == list(told)


def test_only_the_township_that_reports_nothing_is_silent(snapshot: Snapshot) -> None:
    shown = by_place.places_below(snapshot, JUNE, COUNTY, "township")
    assert list(shown[shown["silent"]]["region_code"]) == [SILENT]


@pytest.mark.parametrize(("region", "line"), [(COUNTY, ""), (TOWNSHIP, "women")])
def test_the_course_is_that_of_the_catalogue(snapshot: Snapshot, region: str, line: str) -> None:
    months = places.periods(snapshot)
    course = by_place.course(snapshot, JUNE, region, (line,) if line else ())
    told = values(snapshot, months, ["effective_coverage"], lines=[line], regions=[region])
    assert [day.date() for day in course["period"]] == months
    assert list(course["effective_pct"]) == pytest.approx(list(told["value"]))


def test_levels_add_up_to_the_whole(snapshot: Snapshot) -> None:
    parts = [
        by_place.course(snapshot, JUNE, COUNTY, level=level) for level in ("county", "township", "village")
    ]
    whole = by_place.course(snapshot, JUNE, COUNTY)
    assert list(whole["effective"]) == list(sum(part["effective"] for part in parts))


def test_a_course_ends_with_its_period_and_has_so_many_months(snapshot: Snapshot) -> None:
    course = by_place.course(snapshot, date(2018, 2, 1), COUNTY, months=3)
    assert [f"{day:%Y-%m}" for day in course["period"]] == ["2017-12", "2018-01", "2018-02"]


def test_a_line_that_is_not_expected_has_no_course(snapshot: Snapshot) -> None:
    village = by_place.places_below(snapshot, JUNE, TOWNSHIP, "village")["region_code"].iloc[0]
    assert by_place.course(snapshot, JUNE, village, ("science",)).empty


def test_the_lines_of_a_place_split_into_its_own_cells_and_those_below(snapshot: Snapshot) -> None:
    own = by_place.lines_of_place(snapshot, JUNE, TOWNSHIP).set_index("line")
    cells = coverage_cells.cells(snapshot, JUNE, TOWNSHIP)
    below = cells[(cells["region_code"] != TOWNSHIP) & (cells["verdict"] != "不适用")]
    at = cells[cells["region_code"] == TOWNSHIP].set_index("line")
    assert list(own["verdict"]) == list(at["verdict"])
    assert list(own["organization_count"]) == list(at["organization_count"])
    for line in own.index:
        assert own.loc[line, "expected_below"] == (below["line"] == line).sum()
        assert own.loc[line, "effective_below"] == below.query("line == @line and verdict == '有效'").shape[0]
